"""Train the encoder that tells what a claim asks, and write it as ONNX.

    python training/train_meaning.py OUT_DIR [--epochs 6] [--seed 1] [--ship src/sayso/data --version 1]

Every step takes one case (or several of pairs) and lays its claims out: two claims of one question are to lie close,
all others apart, by the logistic loss of all pairs at once and the contrast of each claim with its own (InfoNCE, van
den Oord et al., 2018). `--hold PREFIX` leaves out the cases whose names begin so, and tells how well their pairs are
ranked. OUT_DIR gets `model.pt` and `meaning.onnx`; `--ship` also puts both where Sayso looks for them.
"""

import argparse
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import onnx
import onnxruntime
import torch
from attribution.network import WIDTH, Encoder
from attribution.quantised import quantise_encoder
from attribution.windows import load_tokenizer
from meaning.steps import step_down
from meaning.texts import Case, cases, joined, situations
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from train_attribution import base_folder

DATA: Final = Path(__file__).parent / "meaning"
LONGEST: Final = 64  # word pieces
TOGETHER: Final = 6  # situations of pairs in one step
SHARP: Final = 20.0  # of the contrast
CONTRAST: Final = 0.3  # its share in the loss
ALIKE: Final = 3.0  # how much more a pair of one question weighs: there are twenty others to each
AGREES: Final = 0.05  # largest difference of a component from torch that is let pass


class Meaning(nn.Module):
    """The mean of the encoder's states, of length one."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()

    def forward(self, pieces: Tensor, dropout: float = 0.0) -> Tensor:
        """Vectors, texts x WIDTH, of word pieces padded with 0."""
        states = self.encoder(pieces, torch.zeros_like(pieces), dropout).float()
        within = (pieces != 0).float()[..., None]
        return functional.normalize((states * within).sum(1) / within.sum(1), dim=-1)


def main() -> None:
    """Read the arguments, train, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--hold", help="leave out the cases whose names begin so (several with commas), and judge on them"
    )
    parser.add_argument("--ship", type=Path, help="Sayso's folder of data")
    parser.add_argument("--version", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    known = cases(DATA)
    held = [case for case in known if given.hold and case.name.startswith(tuple(given.hold.split(",")))]
    seen = [case for case in known if case not in held]
    pairs = situations(DATA)
    print(f"{len(seen)} cases, {sum(len(case.texts) for case in seen)} claims, {len(pairs)} situations")
    network = train(seen, pairs, tokenizer, epochs=given.epochs, seed=given.seed, rate=given.rate)
    if held:
        print(f"held out: {len(held)} cases, average precision of pairs {precision(network, held, tokenizer):.3f}")
    torch.save(network.state_dict(), given.out / "model.pt")
    export(network, given.out / "meaning.onnx", held or seen[:3], tokenizer)
    if given.ship:
        ship(given.out / "meaning.onnx", given.ship, given.version)


def train(  # noqa: PLR0913 - what a run is made of
    seen: Sequence[Case], pairs: Sequence[Case], tokenizer: Tokenizer, *, epochs: int, seed: int, rate: float
) -> Meaning:
    """An encoder trained on cases and on situations of pairs, in an order that hangs on the seed."""
    torch.manual_seed(seed)
    rng = Random(seed)  # noqa: S311 - an order, no secret
    network = Meaning()
    network.encoder.load_base(base_folder() / "model.safetensors")
    scale, shift = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-5.0))
    tuned = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    rates = (rate, 150 * rate)
    optimiser = torch.optim.AdamW([{"params": tuned}, {"params": [scale, shift]}], weight_decay=0.01)
    total = epochs * (len(seen) + -(-len(pairs) // TOGETHER))
    step, started = 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        mixed = rng.sample(list(pairs), len(pairs))
        steps = [*seen, *(joined(mixed[at : at + TOGETHER]) for at in range(0, len(mixed), TOGETHER))]
        rng.shuffle(steps)
        losses = []
        for case in steps:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = network(padded(case.texts, tokenizer), 0.1)
            found = loss(vectors, case.questions, scale, shift)
            step_down(optimiser, found, rates, step / total, warm=0.1)
            step += 1
            losses.append(found.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s", flush=True)
    network.eval()
    return network


def padded(texts: Sequence[str], tokenizer: Tokenizer) -> Tensor:
    """The word pieces of texts, texts x the longest, padded with 0."""
    pieces = [tokenizer.encode(text).ids[:LONGEST] for text in texts]
    found = torch.zeros(len(pieces), max(map(len, pieces)), dtype=torch.long)
    for row, ids in enumerate(pieces):
        found[row, : len(ids)] = torch.tensor(ids)
    return found


def loss(vectors: Tensor, questions: Sequence[str], scale: Tensor, shift: Tensor) -> Tensor:
    """How far the vectors are from lying close where the questions are one, and apart where they are not."""
    cosines = vectors @ vectors.T
    other = 1 - torch.eye(len(questions))
    same = torch.tensor([[float(a == b) for b in questions] for a in questions])
    weights = (1 + (ALIKE - 1) * same) * other
    by_pair = functional.binary_cross_entropy_with_logits(cosines * scale + shift, same, reduction="none")
    contrast = cosines * SHARP - 1e4 * torch.eye(len(questions))
    contrast = contrast - torch.logsumexp(contrast, 1, keepdim=True)
    own = same * other
    paired = own.sum(1) > 0
    against = -((contrast * own).sum(1) / own.sum(1).clamp(min=1))[paired].mean() if paired.any() else 0.0
    return (by_pair * weights).sum() / weights.sum() + CONTRAST * against


def precision(network: Meaning, held: Sequence[Case], tokenizer: Tokenizer) -> float:
    """The average precision of all pairs within cases, ranked by cosine: are those of one question first?"""
    found: list[tuple[float, bool]] = []
    with torch.inference_mode():
        for case in held:
            cosines = network(padded(case.texts, tokenizer))
            cosines = cosines @ cosines.T
            found += [
                (float(cosines[a, b]), case.questions[a] == case.questions[b])
                for a in range(len(case.texts))
                for b in range(a)
            ]
    right = np.array([same for _, same in sorted(found, reverse=True)], dtype=float)
    return float((np.cumsum(right) / np.arange(1, len(right) + 1) * right).sum() / right.sum())


def export(network: Meaning, out: Path, sample: Sequence[Case], tokenizer: Tokenizer) -> None:
    """Write the encoder in int8, and check it against torch and a text alone against the same in a batch."""
    texts = [text for case in sample for text in case.texts]
    with torch.inference_mode():
        wanted = [network(padded([text], tokenizer))[0].numpy() for text in texts]
    quantise_encoder(network.encoder)
    torch.onnx.export(
        network,
        (padded(texts[:4], tokenizer),),
        str(out),
        input_names=["pieces"],
        output_names=["vector"],
        dynamic_axes={"pieces": {0: "texts", 1: "places"}, "vector": {0: "texts"}},
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    onnx.checker.check_model(onnx.load(out))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(out), options, providers=["CPUExecutionProvider"])
    alone = np.stack([session.run(["vector"], {"pieces": padded([text], tokenizer).numpy()})[0][0] for text in texts])
    batch = session.run(["vector"], {"pieces": padded(texts[:8], tokenizer).numpy()})[0]
    worst, lonely = np.abs(alone - np.stack(wanted)).max(), np.abs(alone[:8] - batch).max()
    print(
        f"{out.stat().st_size / 1e6:.1f} MB, width {WIDTH}; largest difference to torch {worst:.1e}, alone {lonely:.1e}"
    )
    if worst > AGREES:
        raise SystemExit(f"the exported model differs from torch by {worst}")


def ship(model: Path, folder: Path, version: int) -> None:
    """Put the model and its table where Sayso looks for them."""
    raw = model.read_bytes()
    (folder / "meaning.onnx").write_bytes(raw)
    (folder / "meaning.toml").write_text(
        "# The encoder that tells what a claim asks, and the digest that the loader checks. Written by\n"
        "# training/train_meaning.py; docs/model_card_comparing.md tells more.\n"
        f'version = "{version}"\nsha256 = "{sha256(raw).hexdigest()}"\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
