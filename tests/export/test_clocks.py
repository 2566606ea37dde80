"""The clocks of a claim."""

import pytest

from sayso.export.clocks import At, Clock, at, days, middle
from sayso.nouns import Basis, Claim, Claimed, Form, Layer, LayerName, Moment, Report, Span, When

TEXT = "The mayor said on Friday that the dam held."
READ = {"r-1": "2024-06-01T08:00:00+00:00"}


def claimed(said: tuple[str | None, str | None] | None, published: str | None) -> Claimed:
    layer = Layer(name=LayerName.TEXT, text=TEXT, sha256="0")
    when = When(span=Span(15, 24), start=said[0], end=said[1], precision="day") if said else None
    return Claimed(
        report=Report(
            id="r-1",
            capture="0",
            label="one",
            layers=(layer,),
            published=Moment(published) if published else None,
        ),
        claim=Claim(
            id="c-1",
            report="r-1",
            layer=LayerName.TEXT,
            content=(Span(30, 42),),
            form=Form.INDIRECT,
            basis=Basis.EXPLICIT,
            said=when,
            rule="by hand",
            method="test",
        ),
    )


FRIDAY = ("2024-05-03", "2024-05-03")


@pytest.mark.parametrize(
    ("said", "published", "by", "clock"),
    [
        (FRIDAY, "2024-05-05", Clock.SAID, Clock.SAID),
        (FRIDAY, None, Clock.SAID, Clock.SAID),
        (None, "2024-05-05", Clock.SAID, Clock.PUBLISHED),
        ((None, None), "2024-05-05", Clock.SAID, Clock.PUBLISHED),
        (FRIDAY, "2024-05-05", Clock.PUBLISHED, Clock.PUBLISHED),
        (FRIDAY, None, Clock.PUBLISHED, None),
        (None, None, Clock.SAID, None),
        (FRIDAY, "2024-05-05", Clock.READ, Clock.READ),
    ],
)
def test_a_time_tells_the_clock_that_it_is_of(
    said: tuple[str | None, str | None] | None, published: str | None, by: Clock, clock: Clock | None
) -> None:
    found = at(claimed(said, published), by, READ)
    assert (found.clock if found else None) == clock


def test_what_was_never_read_has_no_time_of_reading() -> None:
    assert at(claimed(FRIDAY, "2024-05-05"), Clock.READ, {}) is None


def test_a_day_lasts_a_day_and_an_open_end_stays_open() -> None:
    whole = At(clock=Clock.SAID, start="2024-05-03", end="2024-05-03", words="")
    start, end = days(whole)
    assert start is not None
    assert end == start + 1
    assert middle(whole) == start + 0.5
    until = At(clock=Clock.SAID, start=None, end="2024-05-03T12:00", words="")
    assert days(until) == (None, start + 0.5)
    assert middle(until) == start + 0.5
