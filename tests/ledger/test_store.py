"""The contract of the store: what was put in comes out, once."""

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import InvalidRequestError

from sayso.errors import LedgerError, NotFound, UsageError
from sayso.ledger import Ledger, Scope
from sayso.ledger.connect import translated
from sayso.nouns import (
    Answer,
    Claim,
    Claimed,
    Copies,
    Intake,
    Outcome,
    Question,
    QuestionKey,
    QuestionKind,
    Relation,
    Report,
    State,
)

from .building import Build


def report_of(intake: Intake) -> Report:
    assert intake.report is not None
    return intake.report


def put(
    ledger: Ledger, build: Build, words: str, *contents: str, label: str = "a.txt"
) -> tuple[Intake, tuple[Claim, ...]]:
    """A report with a claim for each of the contents, in the ledger."""
    intake = build.intake(words, label=label)
    claims = tuple(build.claim(report_of(intake), content) for content in contents)
    ledger.add(intake, build.reading(report_of(intake), *claims), (), build.entry(*map(len, words.split())))
    return intake, claims


def question(ident: str, state: State, *claims: str) -> Question:
    return Question(
        id=ident,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="hurt"),
        wording="How many were hurt?",
        state=state,
        answers=tuple(Answer(id=f"a-{claim}", value="12", claims=(claim,), low=12.0, high=12.0) for claim in claims),
        origins_min=1,
        origins_max=len(claims),
    )


def test_a_report_comes_back_as_it_was(ledger: Ledger, build: Build) -> None:
    intake = build.intake("Twelve were hurt.\r\n\x00\ud800 É é 𝔖")
    assert ledger.add(intake)
    assert ledger.reports() == (intake.report,)
    assert ledger.capture(intake.capture.sha256) == intake.capture


def test_claims_come_back_as_they_were_with_their_report(ledger: Ledger, build: Build) -> None:
    intake, claims = put(ledger, build, "The bridge is closed. 12 people were hurt.", "12 people", "bridge … hurt")
    assert ledger.claims() == tuple(Claimed(claim=claim, report=intake.report) for claim in claims)
    assert ledger.readings(intake.report.id) == (build.reading(intake.report, *claims),)


def test_reading_the_same_twice_adds_nothing(ledger: Ledger, build: Build) -> None:
    intake = build.intake("12 people were hurt.")
    reading = build.reading(intake.report, build.claim(intake.report, "12 people"))
    assert ledger.add(intake, reading)
    before = ledger.log(), ledger.inputs(), ledger.content_hash()
    assert not ledger.add(intake, reading)
    assert (ledger.log(), ledger.inputs(), ledger.content_hash()) == before


def test_the_same_text_of_another_outlet_is_another_report_of_one_capture(ledger: Ledger, build: Build) -> None:
    one = build.intake("12 people were hurt.", outlet="Dale Post")
    two = build.intake("12 people were hurt.", outlet="Hill Radio", label="b.txt")
    assert ledger.add(one)
    assert ledger.add(two)
    assert {report.outlet for report in ledger.reports()} == {"Dale Post", "Hill Radio"}
    assert len({report.capture for report in ledger.reports()}) == 1


def test_every_input_is_kept_with_its_outcome_and_reason(ledger: Ledger, build: Build) -> None:
    ledger.add(build.refused("b.pdf", "not a text \ud800"))
    ledger.add(build.intake("12 people were hurt."))
    assert [(one.source, one.outcome, one.reason) for one in ledger.inputs()] == [
        ("b.pdf", Outcome.REFUSED, "not a text \ud800"),
        ("a.txt", Outcome.READ, None),
    ]


def test_an_input_that_ends_otherwise_later_shows_its_last_end(ledger: Ledger, build: Build) -> None:
    ledger.add(build.refused("a.txt", "broken"))
    ledger.add(build.intake("12 people were hurt."))
    assert [one.outcome for one in ledger.inputs()] == [Outcome.READ]
    assert ledger.add(build.refused("a.txt", "broken"))
    assert [one.outcome for one in ledger.inputs()] == [Outcome.REFUSED]


def test_reports_are_listed_by_publication_not_by_order_of_reading(ledger: Ledger, build: Build) -> None:
    for number, day in enumerate(["2024-03-07", "2024-03-05", "2024-03-06"]):
        intake = build.intake(f"Day {number}.", label=f"{number}.txt")
        moment = type(intake.report.published)(day)
        ledger.add(dataclasses.replace(intake, report=dataclasses.replace(intake.report, published=moment)))
    assert [report.label for report in ledger.reports()] == ["1.txt", "2.txt", "0.txt"]


def test_a_later_reading_becomes_the_current_one_and_the_older_stays(ledger: Ledger, build: Build) -> None:
    intake, (old,) = put(ledger, build, "12 people were hurt.", "12 people")
    new = build.claim(intake.report, "12 people were hurt", engine="engine 2")
    reading = build.reading(intake.report, new, engine="engine 2")
    assert ledger.add_reading(reading)
    assert [one.claim for one in ledger.claims()] == [new]
    assert ledger.engine(intake.report.id) == "engine 2"
    assert [one.claims for one in ledger.readings(intake.report.id)] == [(old,), (new,)]
    assert not ledger.add_reading(reading)


def test_an_older_reading_can_become_the_current_one_again(ledger: Ledger, build: Build) -> None:
    intake, (old,) = put(ledger, build, "12 people were hurt.", "12 people")
    new = build.claim(intake.report, "12 people were hurt", engine="engine 2")
    before = ledger.content_hash()
    ledger.add_reading(build.reading(intake.report, new, engine="engine 2"))
    assert ledger.content_hash() != before
    assert ledger.add_reading(build.reading(intake.report, old))
    assert [one.claim for one in ledger.claims()] == [old]
    assert ledger.content_hash() == before


def test_reports_are_found_by_their_marks_among_those_of_about_their_day(ledger: Ledger, build: Build) -> None:
    days = {"a.txt": 100, "b.txt": 120, "c.txt": None}
    for label, day in days.items():
        intake = build.intake(f"12 people were hurt, says {label}.", label=label)
        ledger.add(intake, build.reading(report_of(intake)), (), build.entry(1, 2, day=day))
    assert sorted(ledger.marked([2, 3], (90, 110))) == [(1, 1), (3, 1)]
    assert sorted(ledger.marked([1, 2], None)) == [(1, 2), (2, 2), (3, 2)]
    assert sorted(ledger.marked(range(1700), None)) == [(1, 2), (2, 2), (3, 2)]  # more than one statement takes
    assert ledger.scenes([2, 9]) == [(2, 120, b"scene")]
    assert ledger.keys([3, 1]) == [(1, b"keys"), (3, b"keys")]


def test_claims_are_found_by_their_places_in_current_readings(ledger: Ledger, build: Build) -> None:
    intake, (hurt, bridge) = put(ledger, build, "12 people were hurt. The bridge shut.", "12 people", "bridge")
    _, (also,) = put(ledger, build, "34 were hurt.", "hurt", label="b.txt")
    assert {one.claim for one in ledger.claims_at([(1, 1), (2, 0)])} == {bridge, also}
    assert ledger.claims_at([]) == ()
    new = build.claim(report_of(intake), "people were", engine="engine 2")
    ledger.add_reading(build.reading(report_of(intake), new, engine="engine 2"), (), build.entry(70))
    assert [one.claim for one in ledger.claims_at([(1, 0)])] == [new]
    assert ledger.marked([70], None) == [(1, 1)]
    assert {number for number, _ in ledger.marked([2, 4, 6], None)} == {2}
    assert hurt not in {one.claim for one in ledger.claims()}
    assert ledger.unplaced(9) == ()
    ledger.add_reading(build.reading(report_of(intake), engine="engine 3"))  # nothing that it is found again by
    assert ledger.unplaced(9) == (report_of(intake).id,)
    assert ledger.claims_at([(1, 0)]) == ()
    assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_what_is_compared_tells_which_reports_are_of_one_story(ledger: Ledger, build: Build) -> None:
    reports = [report_of(put(ledger, build, f"{n} were hurt.", "hurt", label=f"{n}.txt")[0]).id for n in range(4)]
    assert ledger.stale("e") == []
    ledger.add_compared(ledger.uncompared(9).values(), (), [{reports[2], reports[1]}])
    assert sorted(ledger.stale("e")) == sorted([[reports[0]], sorted(reports[1:3]), [reports[3]]])
    ledger.put_comparison([], [], scope=Scope(reports=reports, engine="e"))
    assert ledger.stale("e") == []
    assert len(ledger.stale("another engine")) == 3
    intake = build.intake("15 people were hurt.", label="new.txt")
    ledger.add(intake, build.reading(report_of(intake)), (), build.entry(2))
    ledger.add_compared(ledger.uncompared(9).values(), (), [{report_of(intake).id, reports[2], reports[3]}])
    assert ledger.stale("e") == [sorted([*reports[1:], report_of(intake).id])]


def test_the_questions_of_some_reports_are_replaced_and_the_others_stay(ledger: Ledger, build: Build) -> None:
    first, (one,) = put(ledger, build, "12 people were hurt.", "12 people")
    second, (two,) = put(ledger, build, "The bridge is closed.", "bridge", label="b.txt")
    kept, old = question("q-1", State.SINGLE_SOURCE, one.id), question("q-2", State.SINGLE_SOURCE, two.id)
    copies = Copies(reports=(report_of(first).id, "r-x"), reason="word for word")
    ledger.put_comparison([kept, old], [copies])
    new, at = question("q-3", State.AGREED, two.id), ledger.entries()
    only = Scope(reports=[report_of(second).id], last=False)
    ledger.put_comparison([new], [], as_of=at, scope=only)
    assert ledger.questions() == (kept, new)
    assert ledger.copies() == (copies,)
    ledger.put_comparison([old], [], as_of=at - 1, scope=only)  # by another process, of an earlier state
    assert ledger.questions() == (kept, new)
    ledger.put_comparison([], [], as_of=at, scope=Scope(reports=[report_of(first).id]))
    assert (ledger.questions(), ledger.copies()) == ((new,), ())
    assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_the_claims_of_reports_are_those_of_their_current_readings(ledger: Ledger, build: Build) -> None:
    first, claims = put(ledger, build, "12 people were hurt. The bridge shut.", "12 people were hurt", "bridge")
    second, (also,) = put(ledger, build, "34 were hurt.", "hurt", label="b.txt")
    assert {one.claim for one in ledger.claims_of([report_of(first).id])} == set(claims)
    assert {one.claim for one in ledger.claims_of([report_of(i).id for i in (first, second)])} == {*claims, also}
    ledger.add_reading(build.reading(report_of(second), engine="engine 2"))
    assert ledger.claims_of([report_of(second).id]) == ledger.claims_of([]) == ()


def test_links_are_those_between_current_claims(ledger: Ledger, build: Build) -> None:
    _, (twelve,) = put(ledger, build, "12 people were hurt.", "12 people")
    intake = build.intake("15 people were hurt.", label="b.txt")
    fifteen = build.claim(intake.report, "15 people")
    link = build.link(twelve, fifteen)
    ledger.add(intake, build.reading(intake.report, fifteen), [link])
    assert ledger.links() == ledger.links(twelve.id) == ledger.links(fifteen.id, twelve.id) == (link,)
    assert ledger.links("c-none") == ()
    ledger.add_reading(build.reading(intake.report, engine="engine 2"))
    assert ledger.links() == ()


def test_a_link_to_a_claim_that_is_not_there_is_refused_and_nothing_is_written(ledger: Ledger, build: Build) -> None:
    intake = build.intake("12 people were hurt. The bridge is closed.")
    here, absent = (build.claim(intake.report, words) for words in ("12 people", "bridge"))
    with pytest.raises(LedgerError):
        ledger.add(intake, build.reading(intake.report, here), [build.link(here, absent)])
    assert ledger.reports() == ()
    assert ledger.log() == ()


def test_claims_are_found_by_voice_and_by_words_of_the_quote_in_any_case(ledger: Ledger, build: Build) -> None:
    intake = build.intake("The Straße office said ÉCOLES shut.")
    said = build.claim(intake.report, "ÉCOLES shut", "The Straße office")
    told = build.claim(intake.report, "office")
    ledger.add(intake, build.reading(intake.report, told, said))
    assert [one.claim for one in ledger.claims(voice="STRASSE")] == [said]
    assert [one.claim for one in ledger.claims(text="écoles")] == [said]
    assert ledger.claims(voice="straße", text="office") == ()
    assert len(ledger.claims(report=intake.report.id)) == 2
    assert ledger.claims(report="r-none") == ()


def test_the_comparison_is_replaced_where_it_changed(ledger: Ledger, build: Build) -> None:
    _, (one, two) = put(ledger, build, "12 people were hurt. The bridge is closed.", "12 people", "bridge")
    first = question("q-1", State.SINGLE_SOURCE, one.id)
    gone = question("q-2", State.SINGLE_SOURCE, two.id)
    copies = Copies(reports=("r-1", "r-2"), reason="word for word")
    ledger.put_comparison([gone, first], [copies])
    assert ledger.questions() == (first, gone)
    assert ledger.copies() == (copies,)
    changed = question("q-1", State.DISPUTED, one.id, two.id)
    ledger.put_comparison([changed], [])
    assert ledger.questions() == (changed,)
    assert ledger.questions(states=[State.DISPUTED]) == (changed,)
    assert ledger.questions(states=[State.AGREED, State.SUPERSEDED]) == ()
    assert ledger.copies() == ()
    assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_a_comparison_of_an_earlier_state_does_not_replace_a_later_one(ledger: Ledger, build: Build) -> None:
    _, (one,) = put(ledger, build, "12 people were hurt.", "12 people")
    later, earlier = question("q-2", State.AGREED, one.id), question("q-1", State.AGREED, one.id)
    ledger.put_comparison([later], [], as_of=ledger.entries())
    ledger.put_comparison([earlier], [], as_of=ledger.entries() - 1)
    assert ledger.questions() == (later,)
    assert ledger.compared()


def test_the_comparison_is_fresh_until_something_is_added(ledger: Ledger, build: Build) -> None:
    assert ledger.compared()
    put(ledger, build, "12 people were hurt.", "12 people")
    assert not ledger.compared()
    ledger.put_comparison([], [])
    assert ledger.compared()


def test_a_reading_is_uncompared_until_its_links_are_written(ledger: Ledger, build: Build) -> None:
    one, (twelve,) = put(ledger, build, "12 people were hurt.", "12 people")
    two, (fifteen,) = put(ledger, build, "15 people were hurt.", "15 people", label="b.txt")
    pending = ledger.uncompared(9)
    assert list(pending) == [report_of(one).id, report_of(two).id]
    assert list(ledger.uncompared(1)) == [report_of(one).id]
    ledger.add_compared(pending.values(), [build.link(twelve, fifteen)])
    assert ledger.uncompared(9) == {}
    assert len(ledger.links()) == 1
    log = ledger.log()
    ledger.add_compared(pending.values(), [build.link(twelve, fifteen)])
    assert ledger.log() == log
    ledger.add_reading(build.reading(report_of(one), engine="engine 2"))
    assert list(ledger.uncompared(9)) == [report_of(one).id]
    assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_find_knows_reports_claims_and_questions_by_the_start_of_their_ids(ledger: Ledger, build: Build) -> None:
    intake, (claim,) = put(ledger, build, "12 people were hurt.", "12 people", label="hurt.txt")
    asked = question("q-77", State.SINGLE_SOURCE, claim.id)
    ledger.put_comparison([asked], [])
    assert ledger.find(intake.report.id[:6]) == intake.report
    assert ledger.find("hurt.txt") == intake.report
    assert ledger.find(claim.id) == Claimed(claim=claim, report=intake.report)
    assert ledger.find("q-7") == asked


def test_find_tells_none_from_several(ledger: Ledger, build: Build) -> None:
    put(ledger, build, "12 people were hurt. The bridge is closed.", "12 people", "bridge")
    with pytest.raises(NotFound, match="q-1"):
        ledger.find("q-1")
    with pytest.raises(NotFound):
        ledger.find("c%")
    with pytest.raises(UsageError, match="any of 2"):
        ledger.find("c-")
    with pytest.raises(UsageError):
        ledger.find(" ")


def test_the_content_hash_knows_neither_order_nor_clock_nor_confidence(tmp_path: Path, build: Build) -> None:
    digests = set()
    for name, order, confidence in (("a", (0, 1), 0.5), ("b", (1, 0), None), ("c", (1, 0, 1, 1), 0.25)):
        intakes = [build.intake("12 people hurt."), build.intake("15 people hurt.", label="b.txt")]
        claims = [build.claim(report_of(one), "people hurt", confidence=confidence) for one in intakes]
        link = dataclasses.replace(build.link(*claims), confidence=confidence)
        with Ledger.open(tmp_path / name) as ledger:
            for count, at in enumerate(order):
                reading = build.reading(report_of(intakes[at]), claims[at])
                ledger.add(intakes[at], reading, [link] if count == 1 else [])
            digests.add(ledger.content_hash())
    assert len(digests) == 1


@pytest.mark.parametrize("what", ["capture", "outlet", "claim", "link"])
def test_the_content_hash_knows_everything_else(what: str, tmp_path: Path, build: Build) -> None:
    digests = set()
    for changed in (False, True):
        one = build.intake("12 people were hurt.", outlet="Hill Radio" if changed and what == "outlet" else "Dale Post")
        two = build.intake("15 were hurt!" if changed and what == "capture" else "15 were hurt.", label="b.txt")
        claim = build.claim(report_of(one), "12" if changed and what == "claim" else "12 people")
        other = build.claim(report_of(two), "15")
        relation = Relation.AGREES if changed and what == "link" else Relation.DISPUTES
        with Ledger.open(tmp_path / f"{changed}") as ledger:
            ledger.add(one, build.reading(report_of(one), claim))
            ledger.add(two, build.reading(report_of(two), other), [build.link(claim, other, relation)])
            digests.add(ledger.content_hash())
    assert len(digests) == 2


def test_what_is_read_and_written_inside_writing_is_one_transaction(ledger: Ledger, build: Build) -> None:
    def stopped() -> None:
        with ledger.writing():
            put(ledger, build, "12 people were hurt.", "12 people")
            assert len(ledger.claims()) == 1
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stopped()
    assert ledger.claims() == ()
    assert ledger.log() == ()


@pytest.mark.parametrize("kind", [InvalidRequestError("Can't reconnect"), sqlite3.OperationalError("interrupted")])
def test_what_fails_in_the_wake_of_an_interrupt_is_that_interrupt(kind: Exception) -> None:
    def in_its_wake() -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise kind

    with pytest.raises(KeyboardInterrupt), translated("l.sayso", 1.0):
        in_its_wake()
    with pytest.raises(LedgerError), translated("l.sayso", 1.0):
        raise kind
