"""Reads records under the surroundings of this process: `python elsewhere.py FOLDER`; tells what came of it as JSON.

The times of the records lie where clocks do odd things: at the end of a year, and in hours that summer time doubles or
leaves out.
"""

import json
import sys
from pathlib import Path

import sayso
from sayso.stages import Settings

RECORDS = (
    (
        "2024-12-31T23:30:00-05:00",
        "The fire brigade in Orlow said last night that 12 people were hurt on New Year's Eve.",
    ),
    (
        "2025-01-01T00:10:00+09:00",
        "Fifteen people were hurt in Orlow, the hospital said on Tuesday. İzmir’s straße is shut.",
    ),
    ("2024-03-31T01:59:00+01:00", "The mayor of Orlow, Ana Vey, denied yesterday that anybody was hurt."),
    (
        "2024-10-27T02:30:00+02:00",
        "Two hours ago, the ministry said, the bridge at Orlow was closed; it opens in a month.",
    ),
    ("2024-02-29", "Ana Vey said a year ago that 12 people were hurt. The hospital said that 15 were."),
)


def read(folder: Path) -> dict[str, object]:
    """The content hash of a new ledger in the folder, its claims with their times, and how its questions stand."""
    source = folder / "records.jsonl"
    rows = [
        {"id": f"r{number}", "outlet": f"Paper {number}", "published_at": at, "text": text}
        for number, (at, text) in enumerate(RECORDS)
    ]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with sayso.open_ledger(folder / "case.sayso") as ledger:
        for _ in sayso.read(ledger, [str(source)], settings=Settings(attribution="rules")):
            pass
        claims = []
        for one in ledger.claims():
            times = (*one.claim.times, *((one.claim.said,) if one.claim.said else ()))
            claims.append((one.claim.id, [(when.start, when.end, when.precision) for when in times]))
        questions = sorted((one.id, one.wording, one.state.value) for one in ledger.questions())
        return {"hash": ledger.content_hash(), "claims": claims, "questions": questions}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read(Path(sys.argv[1]))))
