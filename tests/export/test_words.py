"""Times in words."""

import pytest

from sayso.export.words import stretch
from sayso.nouns import Span, When


@pytest.mark.parametrize(
    ("start", "end", "precision", "opens", "words"),
    [
        ("2022-05-13", "2022-05-13", "day", "none", "13 May 2022"),
        ("2022-05-15T12:00", "2022-05-15T12:00", "minute", "none", "15 May 2022 12:00"),
        ("2022-05-17T18:00", "2022-05-17T23:59", "part-of-day", "none", "17 May 2022 18:00 to 23:59"),
        ("2022-05-14T20:00", "2022-05-15T05:59", "part-of-day", "none", "14 May 2022 20:00 to 15 May 2022 05:59"),
        ("2022-05-09", "2022-05-15", "week", "none", "9 May 2022 to 15 May 2022"),
        ("2022-04-01", "2022-04-30", "month", "none", "Apr 2022"),
        ("2022-04-01", "2022-04-10", "month", "none", "1 Apr 2022 to 10 Apr 2022"),
        ("2019-01-01", "2019-12-31", "year", "none", "2019"),
        ("2022-05-04", "2022-05-19", "day", "since", "since 4 May 2022"),
        (None, "2022-05-12", "day", "by", "by 12 May 2022"),
        ("2022-05-12", None, "day", "none", "from 12 May 2022 on"),
        (None, None, "day", "none", "unknown"),
    ],
)
def test_a_time_in_words_is_no_more_precise_than_it_is(
    start: str | None, end: str | None, precision: str, opens: str, words: str
) -> None:
    assert stretch(When(span=Span(0, 1), start=start, end=end, precision=precision, open=opens)) == words
