"""Times, each read from a sentence published on Thursday 19 May 2022 at 16:00 in a zone three hours ahead of GMT."""

import hashlib

import pytest

from sayso.annotate import annotate
from sayso.claims.times import times
from sayso.nouns import Layer, LayerName, Moment, Report, Span, When

PUBLISHED = "2022-05-19T16:00+03:00"


def read(text: str, published: str | None = PUBLISHED) -> tuple[When, ...]:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    report = Report(id="r-1", capture=layer.sha256, label="test", layers=(layer,))
    moment = Moment(published) if published else None
    return times(annotate(report), (Span(0, len(text)),), moment)


def only(text: str, published: str | None = PUBLISHED) -> tuple[str | None, str | None, str, str]:
    found = read(text, published)
    assert len(found) == 1, [when.span.of(text) for when in found]
    return found[0].start, found[0].end, found[0].precision, found[0].open


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "opens"),
    [
        # weekdays look back unless the clause looks forward
        ("Two barges collided on Tuesday.", "2022-05-17", "2022-05-17", "day", "none"),
        ("The jury met on Thursday.", "2022-05-19", "2022-05-19", "day", "none"),
        ("The jury met last Thursday.", "2022-05-12", "2022-05-12", "day", "none"),
        ("The jury will meet on Tuesday.", "2022-05-24", "2022-05-24", "day", "none"),
        ("Ferries go back into service on Monday.", "2022-05-23", "2022-05-23", "day", "none"),
        ("The ship is due to dock on Saturday.", "2022-05-21", "2022-05-21", "day", "none"),
        ("The committee agreed to meet on Friday.", "2022-05-20", "2022-05-20", "day", "none"),
        ("The crew managed to leave on Friday.", "2022-05-13", "2022-05-13", "day", "none"),
        ("Guards had fired at the crowd on Saturday.", "2022-05-14", "2022-05-14", "day", "none"),
        ("Scuffles broke out on Monday of last week.", "2022-05-09", "2022-05-09", "day", "none"),
        ("Friday's hearing was cancelled.", "2022-05-13", "2022-05-13", "day", "none"),
        # dates
        ("A quarry flooded on 2 May.", "2022-05-02", "2022-05-02", "day", "none"),
        ("A quarry flooded on December 30.", "2021-12-30", "2021-12-30", "day", "none"),
        ("The toll will rise on 1 July.", "2022-07-01", "2022-07-01", "day", "none"),
        ("She took office on May 17, 2021.", "2021-05-17", "2021-05-17", "day", "none"),
        ("The permit ran out on 25/04/2020.", "2020-04-25", "2020-04-25", "day", "none"),
        ("The mayor was seized on the 3rd.", "2022-05-03", "2022-05-03", "day", "none"),
        ("It began on Wednesday, 4 May.", "2022-05-04", "2022-05-04", "day", "none"),
        ("Snow fell on Easter Monday.", "2022-04-18", "2022-04-18", "day", "none"),
        ("They left three days before Christmas.", "2021-12-22", "2021-12-22", "day", "none"),
        ("In March 30 goats were sold.", "2022-03-01", "2022-03-31", "month", "none"),
        # parts of the day
        ("A mill burned on Monday night.", "2022-05-16T20:00", "2022-05-17T05:59", "part-of-day", "none"),
        (
            "The pumps failed in the early hours of Tuesday.",
            "2022-05-17T00:00",
            "2022-05-17T05:59",
            "part-of-day",
            "none",
        ),
        ("Early on Sunday a bell rang.", "2022-05-15T00:00", "2022-05-15T08:59", "part-of-day", "none"),
        ("The yard was shelled overnight.", "2022-05-18T20:00", "2022-05-19T05:59", "part-of-day", "none"),
        ("Two barns burned overnight into Sunday.", "2022-05-14T20:00", "2022-05-15T05:59", "part-of-day", "none"),
        ("The mast fell in the night to Monday.", "2022-05-15T20:00", "2022-05-16T05:59", "part-of-day", "none"),
        ("Nobody slept last night.", "2022-05-18T20:00", "2022-05-19T05:59", "part-of-day", "none"),
        ("A fog came in this morning.", "2022-05-19T06:00", "2022-05-19T11:59", "part-of-day", "none"),
        # the clock
        ("The gates opened at noon on Sunday.", "2022-05-15T12:00", "2022-05-15T12:00", "minute", "none"),
        ("The siren sounded at 4:05 a.m. on Wednesday.", "2022-05-18T04:05", "2022-05-18T04:05", "minute", "none"),
        (
            "The siren sounded shortly after 4 a.m. on Wednesday.",
            "2022-05-18T04:00",
            "2022-05-18T04:30",
            "hour",
            "none",
        ),
        ("The beacon failed at 2130 GMT, Tuesday.", "2022-05-18T00:30", "2022-05-18T00:30", "minute", "none"),
        (
            "The signal stopped at 9 p.m. London time on Tuesday.",
            "2022-05-17T23:00",
            "2022-05-17T23:00",
            "minute",
            "none",
        ),
        ("They met at half past three in the morning.", "2022-05-19T03:30", "2022-05-19T03:30", "minute", "none"),
        ("The whistle blew at 21:15.", "2022-05-18T21:15", "2022-05-18T21:15", "minute", "none"),
        # weeks, months, seasons, years
        ("The bakers walked out earlier this week.", "2022-05-16", "2022-05-19", "week", "none"),
        ("The minister may resign later this month.", "2022-05-19", "2022-05-31", "month", "none"),
        ("The harvest failed last year.", "2021-01-01", "2021-12-31", "year", "none"),
        ("Her brother vanished in late October.", "2021-10-21", "2021-10-31", "month", "none"),
        ("Two months ago the queue was shorter.", "2022-03-01", "2022-03-31", "month", "none"),
        ("Exports fell in the fourth quarter of last year.", "2021-10-01", "2021-12-31", "range", "none"),
        ("The firm wants to reopen the mill next spring.", "2023-03-01", "2023-05-31", "season", "none"),
        ("Over the weekend 300 people crossed the pass.", "2022-05-14", "2022-05-15", "range", "none"),
        ("A barge sank the weekend before last.", "2022-05-07", "2022-05-08", "range", "none"),
        # lengths and open ends
        ("Twelve drones fell over the past 48 hours.", "2022-05-17T16:00", "2022-05-19T16:00", "range", "none"),
        ("He has been held for almost three weeks.", "2022-04-28", "2022-05-19", "range", "none"),
        ("Nine ships left port in the 72 hours to Tuesday.", "2022-05-15", "2022-05-17", "range", "none"),
        ("Between 16 and 18 May forty people fell ill.", "2022-05-16", "2022-05-18", "range", "none"),
        ("From Friday to Monday the road was shut.", "2022-05-13", "2022-05-16", "range", "none"),
        ("The shaft has been shut since 2011.", "2011-01-01", "2022-05-19", "year", "since"),
        ("No train has run since the beginning of May.", "2022-05-01", "2022-05-19", "month", "since"),
        ("The roof will be mended by Friday evening.", None, "2022-05-20T23:59", "part-of-day", "by"),
        ("The vote was put off until 3 June.", None, "2022-06-03", "day", "until"),
        ("The tram will not run from Monday.", "2022-05-23", None, "day", "since"),
        # words of time that no calendar can place
        ("Two clerks were recently dismissed.", None, None, "unknown", "none"),
        ("The hamlet has been cut off for weeks.", None, None, "unknown", "none"),
        ("It rained for three days.", None, None, "unknown", "none"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_time_is_placed_against_the_publication(
    text: str, start: str | None, end: str | None, precision: str, opens: str
) -> None:
    assert only(text) == (start, end, precision, opens)


@pytest.mark.parametrize(
    "text",
    [
        "The crew may leave, the owner thinks.",
        "April Jansen keeps the keys.",
        "Fighters of the 9 March Brigade sang.",
        "The 2019 floods took the bridge.",
        "The path leads to a march in the hills.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The ferry was laid up from 3 March to 5 May 2020.", "2020-03-03", "2020-05-05"),
        ("The ferry was laid up from December to March 2020.", "2019-12-01", "2020-03-31"),
        ("The ferry was laid up from December 2019 to March.", "2019-12-01", "2020-03-31"),
        ("The ferry was laid up between 2019 and 1999.", None, None),
        ("The permit of 2020-05 has run out.", "2020-05-01", "2020-05-31"),
        ("The permit is good since the beginning of May 2031.", "2031-05-01", None),
    ],
)
def test_nothing_ends_before_it_begins(text: str, start: str | None, end: str | None) -> None:
    assert only(text)[:2] == (start, end)


def test_a_year_has_four_digits_in_the_first_century_too() -> None:
    assert only("It began at 6:10 a.m.", "0007-05-19")[0] == "0007-05-19T06:10"


def test_a_preposition_belongs_to_one_time_only() -> None:
    text = "They left the week before 17 March 2022."
    first, second = read(text)
    assert first.span.end <= second.span.start


def test_the_next_day_counts_from_the_date_that_the_text_names() -> None:
    text = "The bridge was hit on Tuesday. The following morning guards found a second crater."

    when = read(text)[1]

    assert (when.start, when.end) == ("2022-05-18T06:00", "2022-05-18T11:59")


def test_the_span_has_the_preposition_and_nothing_else() -> None:
    text = "The kiosk was shut since Monday, its owner says."

    assert [when.span.of(text) for when in read(text)] == ["since Monday"]


def test_without_publication_only_a_date_with_its_year_is_placed() -> None:
    dated, weekday = read("The quarry flooded on 5 May 2021 and reopened on Monday.", published=None)

    assert (dated.start, dated.end) == ("2021-05-05", "2021-05-05")
    assert (weekday.start, weekday.end, weekday.precision) == (None, None, "day")


def test_a_foreign_clock_is_no_minute_where_our_own_zone_is_not_known() -> None:
    assert only("The mast fell at 2130 GMT.", published="2022-05-19") == ("2022-05-19", "2022-05-19", "minute", "none")


@pytest.mark.parametrize(
    "text",
    ["It fell on 31 June.", "In 99999999999 years ago.", "5/13/0000 and 24:99 on 0 May", "\u0130 May\u0301 \U0001f600"],
)
def test_impossible_dates_do_not_crash(text: str) -> None:
    read(text)
