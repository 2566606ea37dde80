"""Write a trained model as ONNX (fp32) and check that it gives what torch gives.

    python training/export_attribution.py MODEL.pt OUT.onnx DATA_DIR

One file holds everything: besides `emissions` and `projections` the graph has constant outputs (`transitions`, `starts`
and the pointers' parameters), which the runtime reads once. DATA_DIR gives the windows that the check runs on.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from attribution.batches import Inputs, inputs_of, plan
from attribution.network import Network
from attribution.windows import load_tokenizer, read_articles
from torch import Tensor, nn
from train_attribution import base_folder

OUTPUTS = (
    "emissions",
    "projections",
    "transitions",
    "starts",
    "bilinear",
    "target",
    "none_weight",
    "none_bias",
    "distance",
)
AGREES = 1e-3


class Exported(nn.Module):
    """The network as one function of tensors."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """What OUTPUTS names."""
        emissions, projections = self.network.words(Inputs(pieces, cases, first, pieces[:, 0]))
        transitions, starts = self.network.crf.scores()
        pointers = list(self.network.pointers)
        return (
            emissions,
            projections,
            transitions,
            starts,
            torch.stack([pointer.bilinear for pointer in pointers]),
            torch.stack([pointer.target for pointer in pointers]),
            torch.stack([pointer.none.weight[0] for pointer in pointers]),
            torch.stack([pointer.none.bias[0] for pointer in pointers]),
            torch.stack([pointer.distance for pointer in pointers]),
        )


def main() -> None:
    """Read the arguments, export, check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(torch.load(given.model, weights_only=True)["network"])
    network.eval()
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    windows = [window for article in read_articles(given.data, tokenizer)[:6] for window in article.windows]
    batches = [inputs_of([windows[i] for i in batch]) for batch in plan([w.size for w in windows], 1024, None)]
    sample = batches[len(batches) // 2]
    torch.onnx.export(
        Exported(network),
        (sample.pieces, sample.cases, sample.first),
        str(given.out),
        input_names=["pieces", "cases", "first"],
        output_names=list(OUTPUTS),
        dynamic_axes={name: {0: "windows", 1: name} for name in ("pieces", "cases", "first", *OUTPUTS[:2])},
        opset_version=17,
        dynamo=False,
    )
    worst = _difference(given.out, network, batches)
    print(f"{given.out.stat().st_size / 1e6:.1f} MB; largest difference to torch {worst:.1e}")


def _difference(path: Path, network: Network, batches: list[Inputs]) -> float:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    worst = 0.0
    for batch in batches:
        feeds = {"pieces": batch.pieces.numpy(), "cases": batch.cases.numpy(), "first": batch.first.numpy()}
        got = session.run(["emissions", "projections"], feeds)
        with torch.inference_mode():
            wanted = network.words(batch)
        within = (torch.arange(batch.first.shape[1]) < batch.words[:, None]).numpy()
        for ours, theirs in zip(got, wanted, strict=True):
            worst = max(worst, float(np.abs(ours - theirs.numpy())[within].max()))
    if worst > AGREES:
        raise SystemExit(f"the exported model differs from torch by {worst}")
    return worst


if __name__ == "__main__":
    main()
