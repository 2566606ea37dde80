"""Write a trained model as ONNX, fp32 or int8, and check that it gives what torch gives.

    python training/export_attribution.py MODEL.pt OUT.onnx DATA_DIR [--int8]

One file holds everything: besides `emissions` and `projections` the graph has constant outputs (`transitions`, `starts`
and the pointers' parameters), which the runtime reads once. DATA_DIR gives the windows of the check, which
also makes sure that a window alone gives exactly what it gives in a batch.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from attribution.batches import Inputs, inputs_of, plan
from attribution.network import Network
from attribution.quantised import quantise
from attribution.windows import load_tokenizer, read_articles
from numpy.typing import NDArray
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
AGREES = {False: 1e-3, True: 1.0}
"""Largest difference to torch that is let pass, fp32 and int8: there a value on the edge between two bytes may fall to
either side, which changes scores a little and tags hardly ever."""


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
    parser.add_argument("--int8", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(torch.load(given.model, weights_only=True)["network"])
    network.eval()
    if given.int8:
        quantise(network)
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
        custom_opsets={"com.microsoft": 1} if given.int8 else None,
    )
    _name_outputs(given.out)
    session = onnxruntime.InferenceSession(str(given.out), _one_thread(), providers=["CPUExecutionProvider"])
    worst = max(_difference(session, network, batch) for batch in batches)
    if worst > AGREES[given.int8]:
        raise SystemExit(f"the exported model differs from torch by {worst}")
    lonely = max(_loneliness(session, batch) for batch in batches)
    if lonely:
        raise SystemExit(f"a window's result depends on its neighbours: {lonely}")
    print(
        f"{given.out.stat().st_size / 1e6:.1f} MB; largest difference to torch {worst:.1e}, to a window alone {lonely}"
    )


def _name_outputs(path: Path) -> None:
    """Give the constant outputs their names back, which folding takes away."""
    model = onnx.load(path)
    names = {output.name: name for output, name in zip(model.graph.output, OUTPUTS, strict=True)}
    for node in model.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
    for value in (*model.graph.initializer, *model.graph.output):
        value.name = names.get(value.name, value.name)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _one_thread() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return options


def _run(session: onnxruntime.InferenceSession, batch: Inputs) -> list[NDArray[np.float32]]:
    feeds = {"pieces": batch.pieces.numpy(), "cases": batch.cases.numpy(), "first": batch.first.numpy()}
    found: list[NDArray[np.float32]] = session.run(["emissions", "projections"], feeds)
    return found


def _difference(session: onnxruntime.InferenceSession, network: Network, batch: Inputs) -> float:
    with torch.inference_mode():
        wanted = network.words(batch)
    within = (torch.arange(batch.first.shape[1]) < batch.words[:, None]).numpy()
    pairs = zip(_run(session, batch), wanted, strict=True)
    return max(float(np.abs(ours - theirs.numpy())[within].max()) for ours, theirs in pairs)


def _loneliness(session: onnxruntime.InferenceSession, batch: Inputs) -> float:
    """How far the first window of the batch differs when it comes alone."""
    size, words = int((batch.pieces[0] > 0).sum()), int(batch.words[0])
    alone = Inputs(batch.pieces[:1, :size], batch.cases[:1, :size], batch.first[:1, :words], batch.words[:1])
    pairs = zip(_run(session, batch), _run(session, alone), strict=True)
    return max(float(np.abs(ours[0, :words] - theirs[0]).max()) for ours, theirs in pairs)


if __name__ == "__main__":
    main()
