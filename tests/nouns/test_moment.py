from datetime import date

import pytest

from sayso.nouns import Grain, Moment


@pytest.mark.parametrize(
    ("iso", "grain"),
    [
        ("2022", Grain.YEAR),
        ("2022-05", Grain.MONTH),
        ("2022-05-19", Grain.DAY),
        ("2022-05-19T10:20:00+03:00", Grain.MINUTE),
        ("2022-05-19T10:20Z", Grain.MINUTE),
    ],
)
def test_a_moment_keeps_its_precision(iso: str, grain: Grain) -> None:
    assert Moment(iso).grain is grain


@pytest.mark.parametrize("bad", ["", "yesterday", "2022-13", "2022-02-30", "19.05.2022", "2022-05-19T25:00"])
def test_what_is_no_date_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Moment(bad)


def test_a_month_spans_its_days() -> None:
    assert (Moment("2024-02").first_day, Moment("2024-02").last_day) == (date(2024, 2, 1), date(2024, 2, 29))


def test_the_day_is_the_one_of_its_own_zone() -> None:
    assert Moment("2022-05-19T23:30:00-05:00").day == date(2022, 5, 19)
