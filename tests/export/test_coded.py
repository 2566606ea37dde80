"""Tables for coders: one number only where all agree, and who said each."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_case import FIFTY, FIRST, FORTY, SECOND, SIXTY, fill

from sayso.export import Chosen, choose, format_named
from sayso.ledger import Ledger
from sayso.nouns import Answer, Link, Question, QuestionKey, QuestionKind, Range, Relation, State, When


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    """The first question alone, as one of the dead, with nothing superseded."""
    with Ledger.open(fill(tmp_path / "case.sayso")) as ledger:
        found = choose(ledger, question=FIRST)
    return replace(found, case=replace(found.case, links=()))


def table(chosen: Chosen, form: str) -> list[dict[str, str]]:
    data = b"".join(format_named(form).write(chosen)).decode()
    return list(csv.DictReader(io.StringIO(data, newline="")))


Change = Callable[[Question], Question]


def asked(chosen: Chosen, change: Change) -> Chosen:
    (question,) = chosen.case.questions
    return replace(chosen, case=replace(chosen.case, questions=(change(question),)))


def of_the_dead(question: Question) -> Question:
    return replace(question, key=replace(question.key, attribute="killed"))


def test_each_bound_has_who_said_it(chosen: Chosen) -> None:
    (row,) = table(chosen, "ucdp")
    assert (row["low"], row["low_said_by"]) == ("40", "harbour office (Brin Herald)")
    assert (row["best"], row["best_claims"]) == ("40", FORTY)
    assert (row["high"], row["high_said_by"]) == ("60", "Vera Malin (Dale Gazette)")
    assert row["no_upper_bound"] == "Vera Malin (Dale Gazette)"
    assert row["high_quote"] == "at least 60 people were rescued in Bergen"
    assert row["number_of_sources"] == "3"


def test_day_and_place_come_from_the_claims_with_their_precision(chosen: Chosen) -> None:
    (row,) = table(chosen, "ucdp")
    assert (row["date_start"], row["date_end"], row["date_prec"], row["year"]) == ("2024-05-06",) * 2 + ("1", "2024")
    assert (row["where_coordinates"], row["where_prec"]) == ("Bergen", "1")
    assert float(row["latitude"]) == pytest.approx(60.39, abs=0.1)


def moved(chosen: Chosen, start: str, end: str) -> Chosen:
    """The same with another time in the claim of the forty."""
    claims = tuple(
        replace(
            one,
            claim=replace(
                one.claim,
                times=tuple(replace(when, start=start, end=end) for when in one.claim.times),
            ),
        )
        for one in chosen.case.claims
    )
    assert any(isinstance(when, When) for one in claims for when in one.claim.times)
    return replace(chosen, case=replace(chosen.case, claims=claims))


@pytest.mark.parametrize(
    ("start", "end", "ucdp", "acled"),
    [
        ("2024-05-06", "2024-05-06", "1", "1"),
        ("2024-05-06", "2024-05-09", "2", "2"),
        ("2024-05-06", "2024-05-12", "3", "2"),
        ("2024-05", "2024-05", "4", "3"),
        ("2024", "2024", "5", ""),
        ("2023-02", "2024-05", "", ""),
    ],
)
def test_a_longer_time_is_coded_as_less_precise(start: str, end: str, ucdp: str, acled: str, chosen: Chosen) -> None:
    there = moved(chosen, start, end)
    assert table(there, "ucdp")[0]["date_prec"] == ucdp
    assert table(there, "acled")[0]["time_precision"] == acled


def test_where_claims_name_several_places_none_is_coded(chosen: Chosen) -> None:
    first, *rest = chosen.case.claims
    elsewhere = tuple(replace(where, name="Oslo", geonames=()) for where in first.claim.places)
    claims = (replace(first, claim=replace(first.claim, places=elsewhere)), *rest)
    there = replace(chosen, case=replace(chosen.case, claims=claims))
    assert [table(there, form)[0]["latitude"] for form in ("ucdp", "acled")] == ["", ""]


def test_disputed_dead_are_no_number(chosen: Chosen) -> None:
    (row,) = table(asked(chosen, of_the_dead), "acled")
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == ("", "40", "60")
    assert row["fatalities_low_said_by"] == "harbour office (Brin Herald)"
    assert row["fatalities_high_said_by"] == "Vera Malin (Dale Gazette)"
    assert "Vera Malin (Dale Gazette), 2024-05-06: “at least 60 people were rescued in Bergen”" in row["notes"]


def test_one_number_of_dead_stands_where_all_agree(chosen: Chosen) -> None:
    def agreed(question: Question) -> Question:
        (forty,) = (one for one in question.answers if one.value == "40")
        return replace(of_the_dead(question), answers=(forty,), state=State.AGREED)

    (row,) = table(asked(chosen, agreed), "acled")
    assert row["fatalities"] == "40"
    (other,) = table(asked(chosen, lambda one: replace(agreed(one), key=one.key)), "acled")
    assert other["fatalities"] == ""  # the rescued are no dead


def test_what_was_superseded_stands_no_more(chosen: Chosen) -> None:
    newer = Link(id="l-9", a=SIXTY, b=FORTY, relation=Relation.SUPERSEDES, rule="counts", reasons=())
    there = replace(chosen, case=replace(chosen.case, links=(newer,)))
    ranged = asked(there, lambda one: replace(one, ranges=(Range(preset="ucdp", low=50, best=50, high=60),)))
    (row,) = table(ranged, "ucdp")
    assert (row["low"], row["low_claims"], row["best_claims"]) == ("50", FIFTY, FIFTY)
    (row,) = table(asked(there, of_the_dead), "acled")
    assert row["fatalities_low"] == "50"


def test_who_did_it_is_told_of_what_is_asked_alone(chosen: Chosen) -> None:
    (row,) = table(asked(chosen, lambda one: replace(one, key=replace(one.key, attribute="rescue"))), "acled")
    assert (row["actor1"], row["actor2"]) == ("harbour office", "people")
    (row,) = table(asked(chosen, lambda one: replace(one, key=replace(one.key, attribute="sink"))), "acled")
    assert (row["actor1"], row["actor2"]) == ("", "")


def test_questions_that_are_no_count_or_no_event_have_no_row(chosen: Chosen) -> None:
    def plan(question: Question) -> Question:
        return replace(question, key=QuestionKey(kind=QuestionKind.PLAN, attribute="rescue"))

    assert table(asked(chosen, plan), "ucdp") == table(asked(chosen, plan), "acled") == []
    with Ledger.open(chosen.ledger.name) as ledger:
        whole = choose(ledger)
    assert [row["id"] for row in table(whole, "ucdp")] == [FIRST]
    assert [row["event_id"] for row in table(whole, "acled")] == [FIRST, SECOND]


def test_an_answer_that_only_a_claim_elsewhere_gives_is_no_bound(chosen: Chosen) -> None:
    lost = Answer(id="a-9", value="7", claims=("c-9",), low=7, high=7)
    there = asked(chosen, lambda one: replace(of_the_dead(one), answers=(*one.answers, lost)))
    assert table(there, "acled")[0]["fatalities_low"] == "40"
