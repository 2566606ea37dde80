"""Queries that read one page of a ledger, and the tables that they read it by."""

import dataclasses
import sqlite3
from pathlib import Path

from sayso.ledger import Ledger, browse, browse_claims, browse_search, schema
from sayso.ledger.browse import Page, Wanted
from sayso.ledger.codec import encoded
from sayso.ledger.fulltext import Kind
from sayso.ledger.statements import put_rows
from sayso.nouns import Act, Answer, Claim, Outcome, Question, QuestionKey, QuestionKind, State

from .building import Build
from .older import put_back

LISTINGS = ("question_listing", "claim_voice", "copied_report")


def question(ident: str, wording: str, *claims: Claim, state: State = State.AGREED) -> Question:
    return Question(
        id=ident,
        key=QuestionKey(kind=QuestionKind.OTHER, attribute="x"),
        wording=wording,
        state=state,
        answers=(Answer(id="a-1", value="Straße", claims=tuple(one.id for one in claims)),),
        origins_min=1,
        origins_max=1,
    )


def told(ledger: Ledger, build: Build, words: str, voice: str, label: str) -> Claim:
    """A claim in a report of its own."""
    intake = build.intake(words, label=label)
    assert intake.report
    claim = build.claim(intake.report, words, voice)
    ledger.add(intake, build.reading(intake.report, claim))
    return claim


def test_questions_are_found_by_what_they_say_in_any_case_and_script(ledger: Ledger, build: Build) -> None:
    claim = told(ledger, build, "The mayor said so", "The mayor", "a.txt")
    ledger.put_comparison([question("q-1", "Where is Ödön?", claim), question("q-2", "What of 100%?", claim)], ())

    def found(text: str) -> list[str]:
        return [one.id for one in ledger.look(browse.questions, Wanted(text=text), Page()).found]

    assert found("ÖDÖN") == ["q-1"]
    assert found("100%") == ["q-2"]
    assert found("%") == ["q-2"]
    assert found("STRASSE") == ["q-1", "q-2"]
    assert found("_") == []


def test_orders_put_what_has_no_date_last(ledger: Ledger, build: Build) -> None:
    claim = told(ledger, build, "The mayor said so", "The mayor", "a.txt")
    ledger.put_comparison([question("q-1", "B?"), question("q-2", "C?", claim), question("q-3", "A?")], ())

    def ordered(order: str) -> list[str]:
        return [one.id for one in ledger.look(browse.questions, Wanted(), Page(), order).found]

    assert ordered("first") == ordered("last") == ["q-2", "q-1", "q-3"]
    assert ordered("wording") == ["q-3", "q-1", "q-2"]


def test_parts_of_a_list_make_the_whole_and_tell_its_length(ledger: Ledger) -> None:
    ledger.put_comparison([question(f"q-{n}", f"{n}?") for n in range(7)], ())
    parts = [ledger.look(browse.questions, Wanted(), Page(limit=3, offset=at)) for at in (0, 3, 6, 9)]
    assert [len(part.found) for part in parts] == [3, 3, 1, 0]
    assert {part.total for part in parts} == {7}
    assert len({one.id for part in parts for one in part.found}) == 7


def test_an_id_that_is_the_beginning_of_others_is_itself(ledger: Ledger) -> None:
    ledger.put_comparison([question("q-1", "A?"), question("q-10", "B?"), question("q-2", "C?")], ())
    assert ledger.look(browse.ids, "q-1") == (("question", "q-1"),)
    assert ledger.look(browse.ids, "q-") == tuple(("question", ident) for ident in ("q-1", "q-10", "q-2"))
    assert ledger.look(browse.ids, "q-%") == ()


def test_a_voice_is_spelled_as_most_of_its_claims_spell_it(ledger: Ledger, build: Build) -> None:
    for place, voice in enumerate(("The Dockers’ Union", "The Dockers' Union", "The Dockers' Union", "The mayor")):
        told(ledger, build, f"{voice} said {place}", voice, f"{place}.txt")
    ledger.put_comparison((), ())
    assert ledger.look(browse.voices, Page()).found == (("The Dockers' Union", 3), ("The mayor", 1))
    beside, total = ledger.look(browse_claims.claims_of_voice, "The Dockers' Union", Page(limit=2))
    assert (len(beside.claimed), total) == (2, 3)


def test_names_of_the_case_stand_beside_those_of_the_report(ledger: Ledger, build: Build) -> None:
    claim = told(ledger, build, "Holm said so", "Holm", "a.txt")
    ledger.put_comparison((), (), names={claim.id: ("Ada Holm", "the only full name with this part")})
    beside = ledger.look(browse_claims.claims, (claim.id, "c-none"))
    assert beside.names[claim.id] == browse_claims.Known(name="Ada Holm", reason="the only full name with this part")
    assert [*beside.claimed] == [claim.id]


def test_the_overview_counts_each_input_as_it_ended_last(ledger: Ledger, build: Build) -> None:
    assert ledger.look(browse.overview).claims == 0
    ledger.add(build.refused("a.txt"))
    ledger.add(build.refused("b.pdf"))
    told(ledger, build, "The mayor said so", "The mayor", "a.txt")
    ledger.put_comparison([question("q-1", "A?", state=State.DISPUTED)], ())
    seen = ledger.look(browse.overview)
    assert seen.inputs == {Outcome.READ: 1, Outcome.REFUSED: 1}
    assert (seen.reports, seen.claims, seen.unreviewed, seen.fresh) == (1, 1, 1, True)
    assert seen.states == {State.DISPUTED: 1}
    assert [one.source for one in ledger.look(browse.inputs_left, Page()).found] == ["b.pdf"]


def test_a_ledger_of_before_gets_its_listings(tmp_path: Path, build: Build) -> None:
    path = tmp_path / "old.sayso"
    with Ledger.open(tmp_path / "new.sayso") as ledger:
        claim = told(ledger, build, "The mayor said so", "The mayor", "a.txt")
        undated = dataclasses.replace(question("q-2", "B?"), answers=())
        ledger.put_comparison([question("q-1", "Where is Ödön?", claim), undated], ())
    with sqlite3.connect(tmp_path / "new.sayso") as raw:
        before = {table: sorted(raw.execute(f"SELECT * FROM {table}")) for table in LISTINGS}  # noqa: S608 - our names
    raw.close()
    put_back(tmp_path / "new.sayso", path, "question", "answer", "answer_claim")
    with Ledger.open(path) as ledger:
        assert ledger.look(browse_search.search, "odon", Kind.QUESTION, Page()).found[0].ident == "q-1"
        assert ledger.look(browse_search.search, "Straße", Kind.QUESTION, Page()).totals[Kind.QUESTION] == 1
        assert ledger.look(browse_search.search, "mayor", Kind.CLAIM, Page()).totals[Kind.VOICE] == 1
        assert {check.name: check.verdict for check in ledger.check(deep=True)}["search"] == "ok"
    with sqlite3.connect(path) as raw:
        after = {table: sorted(raw.execute(f"SELECT * FROM {table}")) for table in LISTINGS}  # noqa: S608 - our names
    raw.close()
    assert after == before
    assert len(after["question_listing"]) == 2


def test_questions_come_state_by_state_part_by_part(ledger: Ledger, build: Build) -> None:
    claim = told(ledger, build, "The mayor said so", "The mayor", "a.txt")
    states = (State.AGREED, State.DISPUTED, State.AGREED, State.SUPERSEDED, State.DISPUTED)
    ledger.put_comparison([question(f"q-{at}", "What?", claim, state=state) for at, state in enumerate(states)], ())
    order = (State.DISPUTED, State.SUPERSEDED, State.AGREED)
    every = [one.id for one in ledger.look(browse.questions_in_states, order, Page(limit=9))]
    assert every == ["q-1", "q-4", "q-3", "q-0", "q-2"]
    for start in range(6):
        for number in range(1, 6):
            part = ledger.look(browse.questions_in_states, order, Page(limit=number, offset=start))
            assert [one.id for one in part] == every[start : start + number]
    counts = ledger.look(browse.counts)
    assert (counts.reports, counts.states[State.AGREED], counts.states[State.RETRACTED]) == (1, 2, 0)


def test_links_inside_have_both_ends_there(ledger: Ledger, build: Build) -> None:
    one, two = build.intake("A said 12 were hurt."), build.intake("B said 15 were hurt. B said 3 died.", label="b.txt")
    assert one.report
    assert two.report
    a = build.claim(one.report, "12 were hurt", "A")
    b, c = build.claim(two.report, "15 were hurt", "B"), build.claim(two.report, "3 died", "B")
    ledger.add(one, build.reading(one.report, a))
    ledger.add(two, build.reading(two.report, b, c), (build.link(a, b), build.link(a, c)))
    assert ledger.look(browse_claims.links_inside, [a.id, b.id]) == (build.link(a, b),)
    assert ledger.look(browse_claims.links_inside, [b.id, c.id]) == ()
    assert ledger.look(browse_claims.links_inside, []) == ()


def test_claims_are_found_as_people_corrected_them_without_what_stands_beside(ledger: Ledger, build: Build) -> None:
    made = [told(ledger, build, f"Voice {at} said {at}", f"Voice {at}", f"{at}.txt") for at in range(3)]
    corrected(ledger, dataclasses.replace(made[1], act=Act.DENY))
    idents = [*(claim.id for claim in made), "c-none"]
    assert ledger.look(browse_claims.claimed, idents) == ledger.look(browse_claims.claims, idents).claimed
    assert ledger.look(browse_claims.claimed, []) == {}


def corrected(ledger: Ledger, claim: Claim) -> None:
    """Put down that a person has made this of the claim."""
    row = {"claim": claim.id, "ruling": "u-1", "body": encoded(claim), "row_hash": ""}
    ledger.change(lambda connection: put_rows(connection, schema.ruled_claim, [row]))
