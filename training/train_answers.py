"""Train the reader of answers: how two answers to one question stand to one another, and write it as ONNX.

    python training/train_answers.py OUT_DIR --go-on-from READER [--epochs 3] [--ship src/sayso/data --version 1]

It goes on from a reader of pairs (`model.pt`, or the `pairs.onnx` that ships) and sees pairs of claims of the stories
that answer one question, each put as "X said that …", behind a word that tells which was said later. The reader's own
pairs are mixed in, so that it forgets nothing of them. In the last epoch the network computes as it will in int8.
`--hold PREFIX` leaves out the stories whose names begin so, and judges on them. OUT_DIR gets `model.pt` and
`answers.onnx`.
"""

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import onnxruntime
import torch
from attribution.network import WIDTH
from attribution.quantised import Linear, Rounded, quantise_encoder, round_encoder
from attribution.shipped import weights
from attribution.windows import load_tokenizer
from meaning.pairs import RELATIONS, Pair, flipped, situation_pairs
from meaning.steps import step_down
from meaning.stories import NARRATOR, THAT, Mark, Story, Told, stories
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from train_attribution import base_folder
from train_pairs import DATA, LONGEST, SMOOTH, Reader, Row, batches, padded, row_of

from sayso.compare.reader import ANSWERS

BEGUN_AS: Final = (
    "agrees", "refines a", "refines b", "disputes", "supersedes a", "supersedes b", "different-question"
)  # fmt: skip
"""The relation of the reader of pairs from which each of ANSWERS begins."""

OTHER_WAY: Final = (0, 2, 1, 3, 5, 4, 6)  # each of ANSWERS with the texts the other way about
EACH: Final = 6  # pairs of two answers that an epoch takes of a question, and a third as many of one
OWN: Final = 0.4  # share of the reader's own pairs that an epoch takes
DENIED: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?)\b[^.;]{0,25}$", re.IGNORECASE
)
BUDGET: Final = 4000  # padded pieces in a batch


class Answers(Reader):
    """The log odds of ANSWERS beside those of the reader of pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = nn.Linear(2 * WIDTH, len(ANSWERS))

    def begin(self) -> None:
        """Let each of ANSWERS begin as the relation that is next to it."""
        with torch.no_grad():
            for at, name in enumerate(BEGUN_AS):
                self.answers.weight[at] = self.relation.weight[RELATIONS.index(name)]
                self.answers.bias[at] = self.relation.bias[RELATIONS.index(name)]

    def round(self) -> None:
        """Have all matrices compute as they will in int8."""
        round_encoder(self.encoder)
        self.answers.__class__ = self.relation.__class__ = Rounded


class Exported(nn.Module):
    """What ships of it: the encoder and the head of ANSWERS."""

    def __init__(self, network: Answers) -> None:
        super().__init__()
        self.network = network
        quantise_encoder(network.encoder)
        network.answers = Linear(network.answers)

    def forward(self, pieces: Tensor, sides: Tensor) -> Tensor:
        """Log odds, pairs x ANSWERS."""
        found: Tensor = self.network.answers(self.network.read(pieces, sides))
        return found


def main() -> None:
    """Read the arguments, train, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--go-on-from", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--hold", default="", help="leave out the stories whose names begin so (several with commas)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ship", type=Path)
    parser.add_argument("--version", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    tokenizer.enable_truncation(LONGEST)
    known = stories(DATA)
    held = [story for story in known if given.hold and story.name.startswith(tuple(given.hold.split(",")))]
    network = Answers()
    network.load_state_dict(weights(given.go_on_from), strict=False)
    network.begin()
    train(network, [story for story in known if story not in held], tokenizer, given)
    torch.save(network.state_dict(), given.out / "model.pt")
    network.eval()
    if held:
        print(f"held out: {len(held)} stories, right {right(network, held, tokenizer):.3f}")
    export(network, given.out / "answers.onnx", held or known[:3], tokenizer)
    if given.ship:
        ship(given.out / "answers.onnx", given.ship, given.version)


def questions(story: Story) -> Iterator[tuple[list[tuple[Pair, int]], list[tuple[Pair, int]]]]:
    """The pairs of claims of each question, of one answer and of two, with the place of how they stand in ANSWERS."""
    marks: dict[str, list[tuple[Mark, Told]]] = defaultdict(list)
    for report in story.reports:
        for mark in report.marks:
            if mark.question and mark.answer:
                marks[mark.question].append((mark, report))
    for held in marks.values():
        same, other = [], []
        for one, two in combinations(held, 2):
            stands = _stands(story, one[0].answer or "", two[0].answer or "")
            if stands is not None:
                kept = same if one[0].answer == two[0].answer else other
                kept.append((Pair(_put(*one), _put(*two), one[1].day, two[1].day, ANSWERS[stands]), stands))
        yield same, other


def _stands(story: Story, one: str, two: str) -> int | None:
    if one == two:
        return 0
    table = {"agrees": (0, 0), "refines": (1, 2), "disputes": (3, 3), "supersedes": (4, 5)}
    for at, pair in enumerate(((one, two), (two, one))):
        if pair in story.links:
            found = table.get(story.links[pair])
            return found[at] if found else None
    return len(ANSWERS) - 1


def _put(mark: Mark, report: Told) -> str:
    """A claim as the shipped reader puts it: who said what, or denied it."""
    who = report.outlet if mark.speaker in NARRATOR else mark.speaker
    verb = "denied" if DENIED.search(report.text[max(0, mark.start - 45) : mark.start]) else "said"
    said = " ".join(report.text[mark.start : mark.end].split()).removeprefix(THAT).rstrip(".,;")
    return f"{who} {verb} that {said}."


def rows(pairs: Sequence[tuple[Pair, int]], tokenizer: Tokenizer) -> list[Row]:
    """The pieces of pairs, and the place of how they stand."""
    read = ((tokenizer.encode(*pair.put()), stands) for pair, stands in pairs)
    return [(pieces.ids, pieces.type_ids, stands) for pieces, stands in read]


def train(network: Answers, shown: Sequence[Story], tokenizer: Tokenizer, given: argparse.Namespace) -> None:
    """Train on the pairs of the stories, with the reader's own mixed in."""
    rng = Random(given.seed)  # noqa: S311 - an order, no secret
    asked = [pairs for story in shown for pairs in questions(story)]
    own = [pair for pairs in situation_pairs(DATA) for pair in pairs]
    print(
        f"{len(asked)} questions, {sum(len(same) + len(other) for same, other in asked)} pairs, {len(own)} of its own"
    )
    plan = [list(_epoch(asked, own, tokenizer, rng)) for _ in range(given.epochs)]
    heads = [*network.answers.parameters(), *network.relation.parameters()]
    tuned = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW([{"params": tuned}, {"params": heads}], weight_decay=0.01, fused=True)
    total, step, started = sum(map(len, plan)), 0, time.monotonic()
    for number, parts in enumerate(plan, 1):
        network.train()
        if number == len(plan):
            network.round()
        losses = []
        for head, part in parts:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                seen = network.read(*padded(part), 0.1)
            wanted = torch.tensor([place for _, _, place in part])
            odds = (network.answers if head == "answers" else network.relation)(seen.float())
            loss = functional.cross_entropy(odds, wanted, label_smoothing=SMOOTH)
            step_down(optimiser, loss, (given.rate, 4 * given.rate), step / total, warm=0.06)
            step += 1
            losses.append(loss.item())
        print(f"epoch {number}: loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s", flush=True)
        torch.save(network.state_dict(), given.out / "model.pt")


def _epoch(
    asked: Sequence[tuple[list[tuple[Pair, int]], list[tuple[Pair, int]]]],
    own: Sequence[Pair],
    tokenizer: Tokenizer,
    rng: Random,
) -> Iterator[tuple[str, list[Row]]]:
    """Batches of one epoch, each for one of the two heads."""
    chosen = []
    for same, other in asked:
        chosen += rng.sample(other, min(len(other), EACH)) + rng.sample(same, min(len(same), EACH // 3))
    turned = [(flipped(pair), OTHER_WAY[at]) if rng.random() < 1 / 2 else (pair, at) for pair, at in chosen]
    answers = rows(turned, tokenizer)
    mixed = [flipped(pair) if rng.random() < 1 / 2 else pair for pair in rng.sample(list(own), int(OWN * len(own)))]
    relations = [row_of(pair, tokenizer) for pair in mixed]
    found = [("answers", [answers[at] for at in part]) for part in batches(answers, BUDGET)]
    found += [("relations", [relations[at] for at in part]) for part in batches(relations, BUDGET)]
    rng.shuffle(found)
    yield from found


def right(network: Answers, held: Sequence[Story], tokenizer: Tokenizer) -> float:
    """The share of the pairs of claims of one question of which it tells rightly how they stand."""
    pairs = [pair for story in held for same, other in questions(story) for pair in (*same, *other)]
    listed = rows(pairs, tokenizer)
    found = 0
    with torch.inference_mode():
        for part in batches(listed, BUDGET):
            shown = [listed[at] for at in part]
            told = network.answers(network.read(*padded(shown))).argmax(-1).tolist()
            found += sum(one == place for one, (_, _, place) in zip(told, shown, strict=True))
    return found / len(listed)


def export(network: Answers, out: Path, sample: Sequence[Story], tokenizer: Tokenizer) -> None:
    """Write the reader in int8, and tell how often it says what torch says."""
    pairs = [pair for story in sample for same, other in questions(story) for pair in (*same, *other)][:200]
    listed = rows(pairs, tokenizer)
    with torch.inference_mode():
        wanted = [network.answers(network.read(*padded([row])))[0].numpy() for row in listed]
    torch.onnx.export(
        Exported(network),
        padded(listed[:3]),
        str(out),
        input_names=["pieces", "sides"],
        output_names=["odds"],
        dynamic_axes={name: {0: "pairs", 1: "places"} for name in ("pieces", "sides")} | {"odds": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    session = onnxruntime.InferenceSession(str(out), providers=["CPUExecutionProvider"])
    feeds = ({"pieces": one.numpy(), "sides": two.numpy()} for one, two in (padded([row]) for row in listed))
    found = [session.run(["odds"], feed)[0][0] for feed in feeds]
    same = np.mean([a.argmax() == b.argmax() for a, b in zip(found, wanted, strict=True)])
    print(f"{out.stat().st_size / 1e6:.1f} MB; the same as torch {same:.3f}")


def ship(model: Path, folder: Path, version: int) -> None:
    """Put the model and its table where Sayso looks for them; from which probability it is believed stays."""
    raw = model.read_bytes()
    (folder / "answers.onnx").write_bytes(raw)
    table = folder / "answers.toml"
    fitted = table.read_text(encoding="utf-8").partition("\n[")[2] if table.exists() else ""
    table.write_text(
        "# The reader of answers, which tells how two answers to one question stand to one another: its version, the\n"
        "# digest that the loader checks, and from which probability it is believed. Made by\n"
        "# training/train_answers.py (docs/model_card_comparing.md).\n"
        f'version = "{version}"\nsha256 = "{sha256(raw).hexdigest()}"\n' + (f"\n[{fitted}" if fitted else ""),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
