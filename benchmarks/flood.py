"""What one statement on many sites counts as, and costs: `python benchmarks/flood.py --sites 500`.

A statement of some ten sentences is pasted on so many sites, on each with small changes of the kind that copies have: a
headline, a line of the site's own before or after, a sentence left out, other quotation marks and dashes, a word for
another, a name in capitals. Two reports of others stand beside it. All are read by rules into a new ledger, and told is
how many origins the statement's questions have, how many reports stand behind them, and the CPU time of it.
"""

import argparse
import json
import random
import tempfile
import time
from itertools import product
from pathlib import Path

import sayso
from sayso.stages import Settings

SIGNED = "The spokesman of the Orlow water board said on Monday that 40 people fell ill after drinking tap water."
UNSIGNED = "On Monday 40 people fell ill after drinking tap water from the wells of the Orlow water board."
"""What the statement begins with: as somebody's word, or as each site's own."""

STATEMENT = (
    "Kern said the wells were safe and that the board had closed two pumping stations as a precaution.",
    "“There is no danger to the public,” he told reporters at the town hall.",
    "He said that samples were sent to a laboratory in Brin and that results were expected on Thursday.",
    "According to the water board, the illness was caused by food sold at a fair in the village of Lasko.",
    "Residents have been boiling their water since the weekend, when the first cases came to the clinic.",
    "The board has run the wells of Orlow since 1987 and serves some nine thousand households in the valley.",
    "Kern denied that the board had been warned about the filters in the spring.",
    "He added that a new pumping station would be built by the autumn, at a cost of two million crowns.",
    "The mayor of Orlow is to speak to residents at the school on Tuesday evening.",
)
OTHERS = (
    (
        "A doctor at the Orlow clinic, Mara Dell, said on Monday that 65 people fell ill after drinking tap water.\n"
        "She said that children were among them and that she had asked for clean water to be brought from Brin."
    ),
    (
        "Tap water in Orlow made 52 people ill, the health inspectorate said on Tuesday.\nIts inspectors had found "
        "bacteria in a well near the river, the inspectorate said, and the filters had not been changed for a year."
    ),
)
WORDS = (
    ("said", "stated"),
    ("reporters", "journalists"),
    ("town hall", "city hall"),
    ("some", "about"),
    ("has", "had"),
)
LINES = ("Read more on our site.", "By our own correspondent.", "(Updated)", "Share this story with your friends.")


def copy(chance: random.Random, first: str) -> str:
    """The statement as one site prints it."""
    kept = [first, *(one for one in STATEMENT if chance.random() > 0.1)]
    text = "\n".join((*chance.sample(LINES, chance.randint(0, 2)), *kept, *chance.sample(LINES, chance.randint(0, 2))))
    for old, new in chance.sample(WORDS, chance.randint(0, 2)):
        text = text.replace(old, new, 1)
    if chance.random() < 0.3:
        text = text.replace("“", '"').replace("”", '"')
    if chance.random() < 0.2:
        text = text.replace("Orlow", "ORLOW", 1)
    return text


def rows(sites: int, seed: int, first: str) -> list[dict[str, str]]:
    """The records of so many sites, and of the two others."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    found = [
        {"id": f"site-{number}", "outlet": f"Site {number}", "published_at": "2024-05-07", "text": copy(chance, first)}
        for number in range(sites)
    ]
    more = [
        {"id": f"other-{number}", "outlet": f"Paper {number}", "published_at": "2024-05-07", "text": text}
        for number, text in enumerate(OTHERS)
    ]
    return [*found, *more]


def counted(sites: int, folder: Path, *, first: str = SIGNED, seed: int = 1) -> list[tuple[str, int, int, int]]:
    """Of each answer of the question on how many: its value, reports behind it, and bounds of its origins."""
    source = folder / "flood.jsonl"
    source.write_text("\n".join(map(json.dumps, rows(sites, seed, first))), encoding="utf-8")
    with sayso.open_ledger(folder / f"{sites}.sayso") as ledger:
        for _ in sayso.read(ledger, [str(source)], settings=Settings(attribution="rules")):
            pass
        ill = [one for one in ledger.questions() if any(answer.value == "40" for answer in one.answers)]
        return [
            (answer.value, answer.reports, answer.origins_min, answer.origins_max)
            for question in ill
            for answer in question.answers
        ]


def main() -> None:
    """Print what came of each number of sites."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, nargs="+", default=[500])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("| sites | begins | answer | reports | origins at least | at most | CPU, s |\n|---|---|---|---|---|---|---|")
    for sites, (name, first) in product(given.sites, (("signed", SIGNED), ("unsigned", UNSIGNED))):
        begun = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            found = counted(sites, Path(folder), first=first, seed=given.seed)
        spent = time.process_time() - begun
        for value, reports, least, most in found:
            print(f"| {sites} | {name} | {value} | {reports} | {least} | {most} | {spent:.0f} |", flush=True)


if __name__ == "__main__":
    main()
