"""Whom pronouns and nominals stand for, held against tests/gold/claimants.

    python benchmarks/claimants.py tests/gold/claimants/dev.jsonl [--json] [--show-wrong]

A row has a text, the content of one claim, the pronoun or nominal that says it, and the claimant's fullest name in the
text, or null where a careful reader could not tell. Right is the claimant by name (without articles and titles), or,
where nobody can tell, a voice left as it is written; "unresolved" is a pronoun or nominal left as it is where a name
was to be found; all else is wrong. A claim that was not read counts as unresolved.
"""

import argparse
import json
import re
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.data import words
from sayso.nouns import Claim, Layer, LayerName, Report, quote
from sayso.stages import Settings, shipped

SMALL = frozenset({"the", "a", "an", "his", "her", "their", "its"}) | words("people", "titles")
"""Words that make no other name: articles, owners, titles."""
LEAST = 0.5


def main() -> None:
    """Print how many are right, wrong and unresolved, in all and by kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show-wrong", action="store_true", help="print the wrong rows; refused for a held-out table")
    chosen = parser.parse_args()
    if chosen.show_wrong and "held" in chosen.table.name:
        parser.error(f"{chosen.table} is held out: its rows are not for reading; show those of the dev table")
    rows = [json.loads(line) for line in chosen.table.read_text(encoding="utf-8").splitlines()]
    judged = [(row, *judge(row, read(row["text"]))) for row in rows]
    total = Counter(verdict for _, verdict, _ in judged)
    kinds = {
        kind: Counter(v for row, v, _ in judged if row["kind"] == kind) for kind in sorted({r["kind"] for r in rows})
    }
    if chosen.json:
        print(json.dumps({"rows": len(rows), **total, "kinds": kinds}))
        return
    shares = {verdict: f"{total[verdict]} ({total[verdict] / len(rows):.1%})" for verdict in VERDICTS}
    print(", ".join(f"{verdict} {share}" for verdict, share in shares.items()), f"of {len(rows)}")
    for kind, found in kinds.items():
        print(f"  {kind:<16}" + "  ".join(f"{verdict} {found[verdict]}" for verdict in VERDICTS))
    if chosen.show_wrong:
        for row, verdict, named in judged:
            if verdict != "right":
                print(
                    f"{verdict}: {row['id']} {row['kind']}: {row['text']}\n    {named!r} for {row['claimant']!r}",
                    file=sys.stderr,
                )


VERDICTS = ("right", "wrong", "unresolved")


def read(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    stages, settings, digest = shipped(), Settings(), sha256(text.encode()).hexdigest()
    layer = Layer(name=LayerName.TEXT, text=text, sha256=digest)
    report = Report(id="row", capture=digest, label="row", layers=(layer,))
    annotated = stages.annotate(report, LayerName.TEXT, settings)
    return stages.make_claims(report, annotated, stages.attribute(annotated, settings), "row")


def judge(row: dict[str, Any], claims: tuple[Claim, ...]) -> tuple[str, str | None]:
    """Right, wrong or unresolved, and the name that was read."""
    text, wanted = row["text"], set(range(*row["content"]))
    scored = [(len(wanted & held) / len(wanted | held), claim) for claim in claims if (held := _characters(claim))]
    best, claim = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if claim is None or best < LEAST:
        return "unresolved", None
    own = _words(text[slice(*row["source"])])
    if claim.voice is None:
        return ("unresolved", None)
    named = _words(claim.voice.name)
    if row["claimant"] is None:
        return ("right" if named == own else "wrong"), claim.voice.name
    if named == _words(row["claimant"]):
        return "right", claim.voice.name
    return (
        "unresolved" if named == own or named == _words(quote(text, claim.voice.source)) else "wrong"
    ), claim.voice.name


def _characters(claim: Claim) -> set[int]:
    return {at for piece in claim.content for at in range(piece.start, piece.end)}


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - SMALL


if __name__ == "__main__":
    main()
