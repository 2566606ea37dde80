"""docs/exchange.md names the fields that go out: all of them, no others, in their order."""

import json
import re
from pathlib import Path

import pytest

from sayso.export import Readable, exchange
from sayso.export.lines import records
from sayso.export.table import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "exchange.md"


def documented(section: str) -> list[str]:
    """The keys in the table of a section."""
    text = PAGE.read_text(encoding="utf-8")
    part = text.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


@pytest.mark.parametrize(
    ("section", "path"),
    [
        ("Document", ()),
        ("Report", ("reports", 0)),
        ("Claim", ("claims", 0)),
        ("Voice", ("claims", 0, "voice")),
        ("Voice", ("claims", 0, "relay", 0)),
        ("Quantity", ("claims", 0, "quantities", 0)),
        ("Time", ("claims", 0, "times", 0)),
        ("Time", ("claims", 0, "quantities", 0, "window")),
        ("Place", ("claims", 0, "places", 0)),
        ("Evidence", ("claims", 0, "evidence", 0)),
        ("Predicate", ("claims", 0, "predicates", 0)),
        ("Role", ("claims", 0, "predicates", 0, "roles", 0)),
        ("Question", ("questions", 0)),
        ("Answer", ("questions", 0, "answers", 0)),
        ("Link", ("links", 0)),
        ("Reason", ("links", 0, "reasons", 0)),
        ("Ruling", ("rulings", 0)),
    ],
    ids=str,
)
def test_the_fields_of_a_record_are_documented(section: str, path: tuple[str | int, ...], shelf: Readable) -> None:
    record = json.loads(json.dumps(exchange(shelf)))
    for step in path:
        record = record[step]
    assert documented(section) == list(record)


def test_the_fields_that_a_line_has_beside_those_of_a_claim_are_documented(shelf: Readable) -> None:
    claim = exchange(shelf)["claims"][0]
    line = next(record for record in records(shelf) if record["id"] == claim["id"])
    assert documented("Lines") == [key for key in line if key not in claim]


def test_the_columns_are_documented() -> None:
    assert documented("Table") == list(COLUMNS)


def test_the_slots_of_a_key_and_the_range_of_origins_are_documented(shelf: Readable) -> None:
    text = PAGE.read_text(encoding="utf-8")
    question = exchange(shelf)["questions"][0]
    assert all(f"`{name}`" in text for record in (question["key"], question["origins"]) for name in record)
