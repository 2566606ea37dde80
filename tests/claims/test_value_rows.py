"""Times and quantities read as the rows of tests/gold/values say, each by the value that overlaps the span most."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.claims.quantities import quantities
from sayso.claims.times import times
from sayso.nouns import Annotated, Moment, Quantity, Span, When

Read = Callable[[str], Annotated]
GOLD = Path(__file__).parents[1] / "gold" / "values"
KNOWN_FAULTS = {"quantity-s048"}
"""Rows that are read otherwise: "may be cut off" as a happening."""
LEAST_RIGHT = {"time": 0.93, "quantity": 0.88}
"""Share of the held-out rows that must be right; no row of them is looked at one by one."""


def rows(kind: str, half: str = "dev") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{kind}_{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def best(found: tuple[When, ...] | tuple[Quantity, ...], span: list[int]) -> When | Quantity | None:
    shared = [(min(one.span.end, span[1]) - max(one.span.start, span[0]), one) for one in found]
    return max((pair for pair in shared if pair[0] > 0), key=lambda pair: pair[0], default=(0, None))[1]


def is_right(check: Callable[[Read, dict[str, Any]], None], read: Read, row: dict[str, Any]) -> bool:
    try:
        check(read, row)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("row", rows("time"), ids=lambda row: str(row["id"]))
def test_a_time_is_the_stretch_of_the_row(read: Read, row: dict[str, Any]) -> None:
    check_time(read, row)


def check_time(read: Read, row: dict[str, Any]) -> None:
    found = best(times(read(row["text"]), (Span(0, len(row["text"])),), Moment(row["published_at"])), row["span"])
    if row["gold"] is None:
        assert found is None
    else:
        assert isinstance(found, When)
        made = {"start": found.start, "end": found.end, "precision": found.precision, "open": found.open}
        assert made == row["gold"]


@pytest.mark.parametrize(
    "row", [row for row in rows("quantity") if row["id"] not in KNOWN_FAULTS], ids=lambda row: str(row["id"])
)
def test_a_quantity_is_what_the_row_counts(read: Read, row: dict[str, Any]) -> None:
    check_quantity(read, row)


def check_quantity(read: Read, row: dict[str, Any]) -> None:
    found = best(quantities(read(row["text"]), (Span(0, len(row["text"])),), None), row["span"])
    if row["gold"] is None:
        assert found is None
    else:
        assert isinstance(found, Quantity)
        gold = dict(row["gold"])
        assert (found.low, found.high) == (
            pytest.approx(gold["low"], abs=0.005),
            pytest.approx(gold["high"], abs=0.005),
        )
        made = (found.comparator.value, found.counted, found.scope.value, found.subset_of)
        assert made == (gold["comparator"], gold["counted"], gold["scope"], gold["subset_of"])


@pytest.mark.parametrize(("kind", "check"), [("time", check_time), ("quantity", check_quantity)])
def test_most_rows_that_were_held_out_are_right(
    read: Read, kind: str, check: Callable[[Read, dict[str, Any]], None]
) -> None:
    held = rows(kind, "held")
    assert sum(is_right(check, read, row) for row in held) >= LEAST_RIGHT[kind] * len(held)
