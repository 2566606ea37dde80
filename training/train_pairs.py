"""Train the reader of pairs: how one text stands to another, by the seven relations, and write it as ONNX.

    python training/train_pairs.py OUT_DIR --nli NLI_DIR [--epochs 8]
    python training/train_pairs.py OUT_DIR --go-on-from MODEL.pt [--epochs 3] [--ship src/sayso/data --version 1]

Two texts go in side by side, each behind a word that tells which was said later. First the model learns entailment
and contradiction from `snli.jsonl` and `conjnli.jsonl` of NLI_DIR ({"a", "b", "label"}), then the relations from the
pairs in `training/meaning` and from pairs of claims of the cases there, put as "X said …". Pairs of a situation that
nobody wrote down follow from those that were: what agrees with a text disputes what the text disputes. `--hold` leaves
out the situations whose names begin so. OUT_DIR gets `model.pt` and `pairs.onnx`.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import onnxruntime
import torch
from attribution.network import WIDTH, Encoder
from attribution.quantised import Linear, quantise_encoder
from attribution.shipped import weights
from attribution.windows import load_tokenizer
from meaning.pairs import RELATIONS, Pair, case_pairs, flipped, situation_pairs
from meaning.steps import step_down
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from train_attribution import base_folder

DATA: Final = Path(__file__).parent / "meaning"
LONGEST: Final = 128  # word pieces of both texts
BUDGET: Final = 1800  # padded pieces in a batch
ENTAILED: Final = {"entailment": 0, "neutral": 1, "contradiction": 2}
SMOOTH: Final = 0.05  # of the labels: some could be argued
AGREES: Final = 0.3  # largest difference of a log odd from torch that is let pass

Row = tuple[list[int], list[int], int]


class Reader(nn.Module):
    """The log odds of the RELATIONS of two texts, from the first state and the mean of all."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.relation = nn.Linear(2 * WIDTH, len(RELATIONS))
        self.entailed = nn.Linear(2 * WIDTH, len(ENTAILED))

    def forward(self, pieces: Tensor, sides: Tensor) -> Tensor:
        """Log odds, pairs x RELATIONS."""
        found: Tensor = self.relation(self.read(pieces, sides))
        return found

    def read(self, pieces: Tensor, sides: Tensor, dropout: float = 0.0) -> Tensor:
        """What the heads see, pairs x 2 WIDTH."""
        states = self.encoder(pieces, sides, dropout).float()
        within = (pieces != 0).float()[..., None]
        seen = torch.cat([states[:, 0], (states * within).sum(1) / within.sum(1)], -1)
        return functional.dropout(seen, dropout, self.training)


def main() -> None:
    """Read the arguments, train, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--nli", type=Path)
    parser.add_argument("--go-on-from", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--cases", type=float, default=0.2, help="share of the pairs of claims that an epoch takes")
    parser.add_argument("--hold", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ship", type=Path)
    parser.add_argument("--version", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    rng = Random(given.seed)  # noqa: S311 - an order, no secret
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    tokenizer.enable_truncation(LONGEST)
    network = Reader()
    if given.go_on_from:
        network.load_state_dict(weights(given.go_on_from), strict=False)
    else:
        network.encoder.load_base(base_folder() / "model.safetensors")
    if given.nli:
        rows = list(entailments(given.nli, tokenizer))
        train(network, network.entailed, [rows, rows], 1.5e-4)
    hold = tuple(given.hold.split(",")) if given.hold else ()
    told = situation_pairs(DATA, hold)
    claims = case_pairs(DATA) if given.cases else []
    print(f"{sum(map(len, told))} pairs of {len(told)} situations, {len(claims)} of claims", flush=True)

    def epoch() -> list[Row]:
        chosen = [pair for pairs in told for pair in pairs] + rng.sample(claims, int(given.cases * len(claims)))
        turned = [flipped(pair) if rng.random() < 1 / 2 else pair for pair in chosen]
        return [row_of(pair, tokenizer) for pair in turned]

    train(network, network.relation, [epoch() for _ in range(given.epochs)], given.rate, given.out / "model.pt")
    torch.save(network.state_dict(), given.out / "model.pt")
    export(network.eval(), given.out / "pairs.onnx", epoch()[:200])
    if given.ship:
        ship(given.out / "pairs.onnx", given.ship, given.version)


def entailments(folder: Path, tokenizer: Tokenizer) -> Iterator[Row]:
    """The rows of natural language inference."""
    for name in ("snli", "conjnli"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row: Mapping[str, Any] = json.loads(line)
            if row["label"] in ENTAILED:
                pieces = tokenizer.encode(row["a"], row["b"])
                yield pieces.ids, pieces.type_ids, ENTAILED[row["label"]]


def row_of(pair: Pair, tokenizer: Tokenizer) -> Row:
    """The pieces of a pair, as the shipped reader puts it, and the place of its relation."""
    pieces = tokenizer.encode(*pair.put())
    return pieces.ids, pieces.type_ids, RELATIONS.index(pair.relation)


def train(
    network: Reader, head: nn.Linear, epochs: Sequence[Sequence[Row]], rate: float, keep: Path | None = None
) -> None:
    """Train encoder and head on the rows of each epoch; the learning rate rises over a twelfth and then falls to 0."""
    tuned = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    rates = (rate, 4 * rate)
    optimiser = torch.optim.AdamW([{"params": tuned}, {"params": head.parameters()}], weight_decay=0.01)
    planned = [list(batches(rows)) for rows in epochs]
    total, step, started = sum(map(len, planned)), 0, time.monotonic()
    for number, (rows, plan) in enumerate(zip(epochs, planned, strict=True), 1):
        network.train()
        losses = []
        for at in plan:
            pieces, sides = padded([rows[index] for index in at])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                seen = network.read(pieces, sides, 0.1)
            wanted = torch.tensor([rows[index][2] for index in at])
            loss = functional.cross_entropy(head(seen.float()), wanted, label_smoothing=SMOOTH)
            step_down(optimiser, loss, rates, step / total, warm=0.08)
            step += 1
            losses.append(loss.item())
        print(f"epoch {number}: loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s", flush=True)
        if keep:
            torch.save(network.state_dict(), keep)


def batches(rows: Sequence[Row], budget: int = BUDGET) -> Iterator[list[int]]:
    """The places of rows of like length, batch by batch, in an order of chance."""
    rng = Random(len(rows))  # noqa: S311 - an order, no secret
    order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]) + 4 * rng.random())
    found: list[list[int]] = [[]]
    for at in order:
        if found[-1] and (len(found[-1]) + 1) * (len(rows[at][0]) + 4) > budget:
            found.append([])
        found[-1].append(at)
    rng.shuffle(found)
    yield from found


def padded(rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    """Word pieces and sides, rows x the longest, padded with 0."""
    pieces = torch.zeros(len(rows), max(len(ids) for ids, _, _ in rows), dtype=torch.long)
    sides = torch.zeros_like(pieces)
    for at, (ids, types, _) in enumerate(rows):
        pieces[at, : len(ids)] = torch.tensor(ids)
        sides[at, : len(types)] = torch.tensor(types)
    return pieces, sides


def export(network: Reader, out: Path, sample: Sequence[Row]) -> None:
    """Write the reader in int8, and check it against torch."""
    with torch.inference_mode():
        wanted = [network(*padded([row]))[0].numpy() for row in sample]
    quantise_encoder(network.encoder)
    network.relation = Linear(network.relation)
    torch.onnx.export(
        network,
        padded(sample[:3]),
        str(out),
        input_names=["pieces", "sides"],
        output_names=["odds"],
        dynamic_axes={name: {0: "pairs", 1: "places"} for name in ("pieces", "sides")} | {"odds": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    session = onnxruntime.InferenceSession(str(out), providers=["CPUExecutionProvider"])
    feeds = ({"pieces": one.numpy(), "sides": two.numpy()} for one, two in (padded([row]) for row in sample))
    found = [session.run(["odds"], feed)[0][0] for feed in feeds]
    apart = np.abs(np.stack(found) - np.stack(wanted))
    same = np.mean([a.argmax() == b.argmax() for a, b in zip(found, wanted, strict=True)])
    print(f"{out.stat().st_size / 1e6:.1f} MB; difference to torch {apart.mean():.2f}, same relation {same:.3f}")
    if apart.mean() > AGREES:
        raise SystemExit(f"the exported model differs from torch by {apart.mean()}")


def ship(model: Path, folder: Path, version: int) -> None:
    """Put the model and its table where Sayso looks for them; what was fitted on top of it stays."""
    raw = model.read_bytes()
    (folder / "pairs.onnx").write_bytes(raw)
    table = folder / "pairs.toml"
    fitted = table.read_text(encoding="utf-8").partition("\n[")[2] if table.exists() else ""
    table.write_text(
        "# The reader of pairs, which tells how one text stands to another: its version, the digest that the loader\n"
        "# checks, and what was fitted on top of it. Made by training/train_pairs.py (docs/model_card_comparing.md).\n"
        f'version = "{version}"\nsha256 = "{sha256(raw).hexdigest()}"\n' + (f"\n[{fitted}" if fitted else ""),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
