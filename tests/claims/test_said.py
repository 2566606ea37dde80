"""When something was said: rows of our own, read through all stages, published on Thursday 19 May 2022 at 16:00."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.nouns import Annotated, Claim, Layer, LayerName, Moment, Report
from sayso.stages import Settings, shipped

GOLD = Path(__file__).parents[1] / "gold" / "said"
LEAST_RIGHT = 0.9
"""Share of the held-out rows that must be right; no row of them is looked at one by one."""
PUBLISHED = "2022-05-19T16:00+03:00"


def rows(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def read(text: str, published: str | None = PUBLISHED) -> tuple[Claim, ...]:
    stages, settings = shipped(), Settings()
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    moment = Moment(published) if published else None
    report = Report(id="r-1", capture="0", label="own", layers=(layer,), outlet="Northern Morning", published=moment)
    annotated: Annotated = stages.annotate(report, LayerName.TEXT, settings)
    return stages.make_claims(report, annotated, stages.attribute(annotated, settings), "g-1")


def of(text: str, content: str, published: str | None = PUBLISHED) -> Claim:
    """The claim that shares most characters with the content."""
    start = text.index(content)
    wanted = set(range(start, start + len(content)))
    found = read(text, published)
    return max(found, key=lambda one: sum(len(wanted & set(range(s.start, s.end))) for s in one.content))


def said(row: dict[str, Any]) -> dict[str, str | None] | None:
    when = of(row["text"], row["content"]).said
    if when is None:
        return None
    return {
        "quote": when.span.of(row["text"]),
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
    }


@pytest.mark.parametrize("row", rows("dev"), ids=lambda row: str(row["id"]))
def test_it_was_said_when_the_row_says(row: dict[str, Any]) -> None:
    assert said(row) == row["said"]


def test_most_rows_that_were_held_out_are_right() -> None:
    held = rows("held")
    assert sum(said(row) == row["said"] for row in held) >= LEAST_RIGHT * len(held)


def test_a_weekday_without_a_day_of_publication_is_kept_and_not_placed() -> None:
    when = of("The harbour office said on Friday that the crane had fallen.", "the crane had fallen", None).said
    assert when is not None
    assert (when.start, when.end, when.precision) == (None, None, "day")


def test_a_clock_time_of_saying_takes_no_day_from_what_happened() -> None:
    text = "The crane fell on Monday and crushed two cars, the harbour office announced at noon."
    when = of(text, "The crane fell on Monday").said
    assert when is not None
    assert when.start == "2022-05-19T12:00"


def test_what_is_to_be_said_was_not_said_yet() -> None:
    assert of("The mayor will say on Friday that the bridge is open.", "the bridge is open").said is None


def test_the_time_of_saying_is_none_of_the_times_of_what_happened() -> None:
    claim = of("The harbour office said on Friday that the crane had fallen.", "the crane had fallen")
    assert claim.said is not None
    assert claim.times == ()
