"""What a change does to answers: `python benchmarks/answers.py` tells every line that differs from what is kept.

Kept in `tests/gold/answers` is what Sayso makes of the case of examples/ and of the stories to develop on (those held
out are not to be looked at row by row): a line for each claim (where its words stand, who says it, how), for each link
and for each answer to a question. Run it before a release: what differs goes into CHANGELOG.md, and `--write` keeps the
new state. The case of examples/ is kept as it is read by rules alone, too; that is a test (`tests/test_answers.py`).
"""

import argparse
import difflib
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import sayso
from sayso.export.words import STATES
from sayso.nouns import Claimed, Link, Relation
from sayso.stages import Settings

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "gold" / "answers"
DIRECTED = frozenset({Relation.REFINES, Relation.SUPERSEDES})
SHOWN = 60
"""Characters of a quote that stand in a line."""


def cases() -> dict[str, tuple[list[Path], str]]:
    """The inputs of each case that is kept, and the way of attributing."""
    stories = sorted((ROOT / "tests" / "gold" / "dev").iterdir())
    examples = [ROOT / "examples" / "reports", ROOT / "examples" / "notes"]
    return {
        "examples-rules": (examples, "rules"),
        "examples": (examples, "both"),
        **{story.name: ([story / "reports"], "both") for story in stories if story.is_dir()},
    }


def made(sources: list[Path], attribution: str) -> list[str]:
    """The lines of a case, read into a new ledger."""
    with tempfile.TemporaryDirectory() as folder, sayso.open_ledger(Path(folder) / "case.sayso") as ledger:
        for _ in sayso.read(ledger, map(str, sources), settings=Settings(attribution=attribution)):
            pass
        claims = {one.claim.id: one for one in ledger.claims()}
        return [
            *sorted(f"claim {_place(one)} {_told(one)}" for one in claims.values()),
            *sorted(_link(link, claims) for link in ledger.links()),
            *sorted(line for question in ledger.questions() for line in _question(question, claims)),
        ]


def _link(link: Link, claims: Mapping[str, Claimed]) -> str:
    a, b = _place(claims[link.a]), _place(claims[link.b])
    if link.relation not in DIRECTED:  # which of the two is first hangs on their ids, and so on the version of Sayso
        a, b = sorted((a, b))
    return f"link {a} {link.relation.value} {b} by {link.rule}"


def _place(one: Claimed) -> str:
    spans = ",".join(f"{span.start}-{span.end}" for span in one.claim.content)
    return f"{one.report.label}:{one.claim.layer.value}:{spans}"


def _told(one: Claimed) -> str:
    claim = one.claim
    who = claim.voice.name if claim.voice else "-"
    via = "".join(f" via {relay.name}" for relay in claim.via)
    counts = "".join(f" [{each.low}..{each.high} {each.unit or each.counted}]" for each in claim.quantities)
    days = "".join(f" ({when.start}..{when.end})" for when in claim.times)
    quote = " ".join(one.quote.split())
    return f"{claim.rule}: {who}{via} {claim.act.value} {quote[:SHOWN]!r}{counts}{days}"


def _question(question: sayso.Question, claims: dict[str, Claimed]) -> Iterator[str]:
    of = f"question {question.wording!r}, {STATES[question.state]}"
    for answer in question.answers:
        behind = " ".join(sorted(_place(claims[ident]) for ident in answer.claims))
        yield f"{of}: {answer.value!r} origins {answer.origins_min}..{answer.origins_max}, {behind}"


def changed(name: str, lines: list[str]) -> list[str]:
    """The lines of a case that are not as they are kept."""
    path = KEPT / f"{name}.txt"
    kept = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    told = difflib.unified_diff(kept, lines, f"{name}, kept", f"{name}, now", lineterm="", n=0)
    return [line for line in told if not line.startswith("@@")]


def main() -> None:
    """Print what differs, case by case; ends with 1 where anything does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="the name of one case")
    parser.add_argument("--write", action="store_true", help="keep what is made now")
    given = parser.parse_args()
    differing = 0
    for name, (sources, attribution) in cases().items():
        if given.only not in {None, name}:
            continue
        lines = made(sources, attribution)
        told = changed(name, lines)
        print(*told, sep="\n", end="\n" if told else "")
        print(f"{name}: {len(lines)} lines, {len(told[2:])} differ", flush=True)
        differing += bool(told)
        if given.write:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(bool(differing) and not given.write)


if __name__ == "__main__":
    main()
