"""Why several reports count as one origin: no more than it takes to see it."""

from dataclasses import replace
from itertools import combinations

from sayso.export.became import folds
from sayso.nouns import Claimed, Copies, Link, Reason, Relation


def claims(full: Claimed, many: int) -> list[Claimed]:
    """One claim in each of so many reports of so many outlets."""
    return [
        replace(
            full,
            claim=replace(full.claim, id=f"c-{at}", report=f"r-{at}"),
            report=replace(full.report, id=f"r-{at}", label=str(at), outlet=f"Outlet {at}"),
        )
        for at in range(many)
    ]


def repeats(a: int, b: int) -> Link:
    reason = Reason(rule="count", words=f"{a} repeats {b}.", a=None, b=None)
    return Link(id=f"l-{a}-{b}", a=f"c-{a}", b=f"c-{b}", relation=Relation.REPEATS, rule="count", reasons=(reason,))


def test_of_claims_that_all_repeat_one_another_each_report_is_held_once(full: Claimed) -> None:
    links = [repeats(a, b) for a, b in combinations(range(6), 2)]
    told = [fold.what for fold in folds(claims(full, 6), links, ())]
    assert told == [f"Outlet 0 = Outlet {at}" for at in range(1, 6)]


def test_what_copies_hold_together_needs_no_link_and_two_groups_of_them_do(full: Claimed) -> None:
    copies = (Copies(reports=("r-0", "r-1"), reason="One text."), Copies(reports=("r-2", "r-3"), reason="One text."))
    links = [repeats(0, 1), repeats(1, 2), repeats(0, 3), repeats(2, 3)]
    told = [(fold.what, fold.why) for fold in folds(claims(full, 4), links, copies)]
    assert told == [
        ("Outlet 0 = Outlet 1", "One text."),
        ("Outlet 2 = Outlet 3", "One text."),
        ("Outlet 1 = Outlet 2", "1 repeats 2."),
    ]


def test_reports_that_nothing_holds_together_stay_apart(full: Claimed) -> None:
    elsewhere = replace(repeats(0, 1), b="c-of-another-question")
    disputes = replace(repeats(0, 1), relation=Relation.DISPUTES)
    alone = Copies(reports=("r-0", "r-of-another-question"), reason="One text.")
    assert list(folds(claims(full, 2), [elsewhere, disputes], [alone])) == []
