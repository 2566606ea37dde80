"""Lists are whole, in one order, whatever the parts they are asked for in."""

import dataclasses

import pytest

from sayso.ledger import Ledger, browse_lists, browse_wanted
from sayso.ledger.browse import Page
from sayso.ledger.browse_wanted import Days, WantedClaims
from sayso.nouns import Act, Moment, Outcome, Report

from .building import Build

DATES = ("2024-03-05", None, "2024-03-05T10:00:00Z", "2024-03", "2023")


@pytest.fixture
def listed(ledger: Ledger, build: Build) -> Ledger:
    """Five reports with one to three claims each, one of them read anew."""
    for number, date in enumerate(DATES):
        words = " ".join(f"Point {number}{part}." for part in "abc"[: number % 3 + 1])
        intake = build.intake(words, label=f"{9 - number}.txt", outlet=f"Outlet {number % 2}")
        report = dated(intake.report, date)
        claims = [build.claim(report, f"Point {number}{part}") for part in "abc"[: number % 3 + 1]]
        ledger.add(dataclasses.replace(intake, source=str(number), report=report))
        ledger.add_reading(build.reading(report, *claims))
        if number == 2:
            again = [build.claim(report, f"Point 2{part}", engine="engine 2") for part in "ab"]
            ledger.add_reading(build.reading(report, *again, engine="engine 2"))
    return ledger


def dated(report: Report | None, date: str | None) -> Report:
    assert report
    return dataclasses.replace(report, published=Moment(date) if date else None)


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("wanted", [WantedClaims(), WantedClaims(act=Act.ASSERT), WantedClaims(text="point*")])
def test_parts_of_the_claims_make_the_whole_in_the_order_of_the_ledger(
    listed: Ledger, wanted: WantedClaims, limit: int
) -> None:
    every = [one.claim.id for one in listed.claims()]
    found: list[str] = []
    for offset in range(0, len(every) + limit, limit):
        part = listed.look(browse_wanted.claims, wanted, Page(limit=limit, offset=offset))
        assert part.total == len(every) == 8
        found += part.found
    assert found == every


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-05", None, {"0", "2", "3"}),
        (None, "2024-03-05", {"0", "2", "3", "4"}),
        ("2024-03-06", "2024-12-31", {"3"}),
        ("2023-06-01", "2023-06-30", {"4"}),
        (None, None, {"0", "1", "2", "3", "4"}),
    ],
)
def test_a_date_that_is_not_precise_is_among_the_days_that_it_may_be(
    listed: Ledger, first: str | None, last: str | None, expected: set[str]
) -> None:
    days = Days(first=first, last=last)
    found = listed.look(browse_lists.reports, Page(), None, days).found
    assert {str(9 - int(one.label[0])) for one in found} == expected
    claims = listed.look(browse_wanted.claims, WantedClaims(days=days), Page(limit=100))
    assert {one.report for one in (each.claim for each in listed.claims()) if one.id in claims.found} == {
        one.id for one in found
    }


def test_inputs_and_outlets(listed: Ledger, build: Build) -> None:
    listed.add(build.refused("b.pdf"))
    assert listed.look(browse_lists.inputs, Page()).total == 6
    assert listed.look(browse_lists.inputs, Page(), Outcome.REFUSED).found[0].source == "b.pdf"
    assert listed.look(browse_lists.reports, Page(limit=1), "Outlet 0").total == 3


def test_the_state_changes_with_everything_written(listed: Ledger, build: Build) -> None:
    states = [listed.look(browse_lists.state)]
    listed.add(build.refused("c.pdf"))
    states.append(listed.look(browse_lists.state))
    listed.put_comparison((), ())
    states.append(listed.look(browse_lists.state))
    assert len(set(states)) == 3
    listed.put_comparison((), ())
    assert listed.look(browse_lists.state) == states[-1]
