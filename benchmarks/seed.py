"""Score how one article is read, against a marked-up gold file: claims, claimants, what must not be claimed.

    python benchmarks/seed.py SEED_DIR [--json]

SEED_DIR holds report.txt and gold.json (claims with `content`, `claimant`, `claimant_span`, `attribution`; links).
The article is read by the command line as a user would, with its outlet and `--published 2022-05-19`.

A gold claim is found when a claim of ours shares half of its content tokens (Jaccard ≥ 0.5), one to one, best first.
Its claimant is right when ours stands in the gold's claimant span or is named by half of the same words, and for the
narrator's statements when we name nobody.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from seed_rows import Seen, rows_seen

PUBLISHED = "2022-05-19"
JACCARD = 0.5
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "its",
        "their",
        "his",
        "her",
        "'s",
    ]
)


@dataclass(frozen=True, slots=True)
class SeedScore:
    """What was found of the gold, and what was not to happen and did."""

    gold_claims: int
    found: int
    found_with_claimant: int
    invented_for_narrator: tuple[str, ...]
    inherited_marked: bool
    noise_claimed: bool
    wrong: tuple[str, ...]
    our_claims: int
    disputes_found: tuple[str, ...]
    disputes_missed: tuple[str, ...]
    refines_found: tuple[str, ...]
    refines_missed: tuple[str, ...]
    other_disputes: tuple[str, ...]
    rows_seen: tuple[str, ...]
    rows_missed: tuple[str, ...]


def sayso(*arguments: str) -> str:
    """What one call of the command line prints on standard output."""
    done = subprocess.run([sys.executable, "-m", "sayso", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"sayso {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def read(report: Path, folder: Path) -> dict[str, Any]:
    """The exchange document of a new ledger that holds this one report."""
    ledger, out = folder / "seed.sayso", folder / "seed.json"
    common = ("--ledger", str(ledger))
    sayso("read", str(report), "--outlet", "The seed's outlet", "--published", PUBLISHED, *common)
    sayso("export", "--to", str(out), *common)
    document: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return document


def tokens(text: str, pieces: list[list[int]]) -> frozenset[int]:
    """Where the words of the pieces begin."""
    return frozenset(
        word.start()
        for word in re.finditer(r"\w+", text)
        if any(s < word.end() and word.start() < e for s, e in pieces)
    )


def pair_up(text: str, gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Gold claim id → our claim, one to one, best overlap first; ties go to the right claimant."""
    scored = []
    for g, claim in enumerate(gold):
        wanted = tokens(text, [claim["content"]])
        for o, candidate in enumerate(ours):
            got = tokens(text, candidate["content"])
            score = len(wanted & got) / len(wanted | got) if wanted | got else 0.0
            if score >= JACCARD:
                scored.append((-score, not claimant_right(text, claim, candidate), g, o))
    matched: dict[str, dict[str, Any]] = {}
    used: set[int] = set()
    for _, _, g, o in sorted(scored):
        if gold[g]["id"] not in matched and o not in used:
            matched[gold[g]["id"]] = ours[o]
            used.add(o)
    return matched


def claimant_right(text: str, gold: dict[str, Any], ours: dict[str, Any]) -> bool:
    """Whether our claim is credited to the gold's claimant, or to nobody where the gold's narrator speaks."""
    if gold["claimant_span"] is None:
        return ours["claimant"] is None
    if ours["claimant"] is None:
        return False
    start, end = gold["claimant_span"]
    if any(s < end and start < e for s, e in ours.get("source", [])):
        return True
    wanted = {word for word in re.findall(r"\w+", text[start:end].casefold()) if word not in SMALL}
    named = {word for word in re.findall(r"\w+", ours["claimant"].casefold()) if word not in SMALL}
    return bool(wanted & named) and len(wanted & named) / min(len(wanted), len(named)) >= JACCARD


def score(folder: Path) -> SeedScore:
    """Read the article in `folder` and hold it against the gold beside it."""
    text = (folder / "report.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        document = read(folder / "report.txt", Path(scratch))
    ours = document["claims"]
    matched = pair_up(text, gold["claims"], ours)
    right = {g["id"] for g in gold["claims"] if g["id"] in matched and claimant_right(text, g, matched[g["id"]])}
    narrator = [g for g in gold["claims"] if g["attribution"] == "narrator"]
    inherited = [g for g in gold["claims"] if g["attribution"] == "inherited"]
    noise = tokens(text, [[len(text.rstrip()) - 1, len(text)]])
    our_links = {frozenset((link["a"], link["b"])): link["relation"] for link in document["links"]}
    wanted = {
        frozenset((matched[link["a"]]["id"], matched[link["b"]]["id"])): link
        for link in gold["links"]
        if link["a"] in matched and link["b"] in matched
    }

    def links(relation: str, *, met: bool) -> tuple[str, ...]:
        return tuple(
            f"{link['a']}-{link['b']}"
            for link in gold["links"]
            if link["relation"] == relation
            and met
            == (
                link["a"] in matched
                and link["b"] in matched
                and our_links.get(frozenset((matched[link["a"]]["id"], matched[link["b"]]["id"]))) == relation
            )
        )

    by_id = {claim["id"]: claim for claim in ours}
    noise_claimed = any(tokens(text, claim["content"]) & noise for claim in ours)
    rows = rows_seen(Seen(matched, our_links, noise_claimed))
    return SeedScore(
        gold_claims=len(gold["claims"]),
        found=len(matched),
        found_with_claimant=len(right),
        invented_for_narrator=tuple(
            g["text"] for g in narrator if g["id"] in matched and matched[g["id"]]["claimant"] is not None
        ),
        inherited_marked=all(g["id"] in matched and matched[g["id"]]["attribution"] == "inherited" for g in inherited),
        noise_claimed=noise_claimed,
        rows_seen=tuple(row for row, is_seen in rows if is_seen),
        rows_missed=tuple(row for row, is_seen in rows if not is_seen),
        wrong=tuple(f"{g['id']} {g['text']}" for g in gold["claims"] if g["id"] not in right),
        our_claims=len(ours),
        disputes_found=links("disputes", met=True),
        disputes_missed=links("disputes", met=False),
        refines_found=links("refines", met=True),
        refines_missed=links("refines", met=False),
        other_disputes=tuple(
            " / ".join(" … ".join(text[s:e] for s, e in by_id[claim]["content"]) for claim in sorted(pair))
            for pair, relation in our_links.items()
            if relation == "disputes" and wanted.get(pair, {}).get("relation") != "disputes"
        ),
    )


def main() -> None:
    """Print the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with report.txt and gold.json")
    parser.add_argument("--json", action="store_true", help="print the score as JSON")
    options = parser.parse_args()
    result = score(options.folder)
    if options.json:
        print(json.dumps(asdict(result), ensure_ascii=False, indent=1))
        return
    for name, value in asdict(result).items():
        if isinstance(value, tuple):
            print(f"{name}: {len(value)}")
            for line in value:
                print(f"    {line}")
        else:
            print(f"{name}: {value}")


if __name__ == "__main__":
    main()
