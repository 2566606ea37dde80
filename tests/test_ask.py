from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from sayso.ask import CLAIMS, ask, forms, terms, weighed
from sayso.ledger import Ledger, browse_asked, fulltext
from sayso.ledger.codec import shown
from sayso.nouns import (
    Answer,
    Basis,
    Capture,
    Claim,
    Claimed,
    Form,
    Intake,
    Layer,
    LayerName,
    Outcome,
    Question,
    QuestionKey,
    QuestionKind,
    Reading,
    ReferentKind,
    Report,
    Span,
    State,
    Voice,
)


def say(ident: str, text: str) -> Claimed:
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0" * 64)
    return Claimed(
        claim=Claim(
            id=ident,
            report="r",
            layer=LayerName.TEXT,
            content=(Span(0, len(text)),),
            form=Form.NARRATOR,
            basis=Basis.NONE,
            rule="narrator",
            method="rules/1",
        ),
        report=Report(id="r", capture="0" * 64, label="r", layers=(layer,)),
    )


def question(ident: str, kind: QuestionKind, wording: str, *claims: str) -> Question:
    return Question(
        id=ident,
        key=QuestionKey(kind=kind, attribute="fire"),
        wording=wording,
        state=State.AGREED,
        answers=(Answer(id=f"a-{ident}", value="x", claims=claims),),
        origins_min=1,
        origins_max=1,
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("rescued", "rescues"),
        ("rescue", "rescuing"),
        ("ferries", "ferry"),
        ("stopped", "stop"),
        ("houses", "house"),
        ("FIRES", "fire"),
    ],
)
def test_forms_of_a_word_meet(a: str, b: str) -> None:
    assert terms(a) == terms(b) != frozenset()


@pytest.mark.parametrize(("a", "b"), [("pass", "pas"), ("miner", "mine"), ("bus", "bu")])
def test_what_is_not_a_form_of_the_word_is_told_apart(a: str, b: str) -> None:
    assert terms(a) != terms(b)


def test_a_rare_word_finds_where_a_common_one_does_not() -> None:
    claims = [say(f"c-{n}", "people were in the town") for n in range(20)] + [say("c-x", "people were in the quarry")]
    found = weighed("people in the quarry", (), claims)
    assert [claimed.claim.id for claimed in found.claims] == ["c-x"]


def test_a_question_is_found_by_the_quotes_behind_it() -> None:
    claims = [say("c-1", "the depot burned"), say("c-2", "a bridge fell")]
    asked = question("q-1", QuestionKind.STATUS, "Is it so?", "c-1")
    found = weighed("the depot", (asked,), claims)
    assert found.questions == (asked,)
    assert found.claims == ()


def test_a_weak_find_is_left_out_beside_a_good_one() -> None:
    claims = [say("c-1", "a hundred houses burned"), say("c-2", "a hundred bridges fell")]
    good = question("q-1", QuestionKind.COUNT, "Houses burned", "c-1")
    weak = question("q-2", QuestionKind.COUNT, "Bridges fell", "c-2")
    assert weighed("how many of a hundred houses?", (good, weak), claims).questions == (good,)
    assert weighed("how many of a hundred?", (good, weak), claims).questions == (good, weak)


def test_how_many_prefers_counts() -> None:
    claims = [say("c-1", "ten houses burned"), say("c-2", "houses burned in spring")]
    count = question("q-2", QuestionKind.COUNT, "Houses burned", "c-1")
    time = question("q-1", QuestionKind.TIME, "Houses burned", "c-2")
    assert weighed("how many houses burned?", (time, count), claims).questions == (count, time)
    assert weighed("when houses burned?", (time, count), claims).questions == (time, count)


@pytest.mark.parametrize("asked", ["", "how many were there?", "zeppelin", "?!"])
def test_nothing_is_found_for_nothing(asked: str) -> None:
    found = weighed(asked, (question("q", QuestionKind.COUNT, "How many houses?", "c-1"),), [say("c-1", "houses")])
    assert (found.questions, found.claims) == ((), ())


def test_not_more_is_given_than_can_be_read() -> None:
    assert len(weighed("houses", (), [say(f"c-{n}", "houses") for n in range(50)]).claims) == CLAIMS


def hold(ledger: Ledger, claims: Sequence[Claimed], questions: Sequence[Question] = ()) -> None:
    """Put claims into a ledger, each with a report of its own, and questions."""
    for one in claims:
        raw = f"{one.claim.id} {one.text}".encode()
        capture = Capture(sha256=sha256(raw).hexdigest(), raw=raw, media_type="text/plain")
        report = replace(one.report, id=f"r-{one.claim.id}", capture=capture.sha256, label=one.claim.id)
        claim = replace(one.claim, report=report.id)
        reading = Reading(id=f"n-{one.claim.id}", report=report.id, engine="by hand", claims=(claim,))
        ledger.add(Intake(source=report.label, outcome=Outcome.READ, capture=capture, report=report), reading)
    ledger.put_comparison(questions, ())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "case.sayso") as opened:
        yield opened


FIRES = [say("c-1", "ten houses burned"), say("c-2", "houses were burning in spring"), say("c-3", "a depot closed")]
OF_FIRES = (
    question("q-1", QuestionKind.COUNT, "Houses burned", "c-1"),
    question("q-2", QuestionKind.TIME, "It", "c-2"),
)


@pytest.mark.parametrize(
    "asked", ["how many houses burned?", "when did a house burn?", "the depots", "", "zeppelin", "_"]
)
def test_a_ledger_is_asked_as_its_claims_are(asked: str, ledger: Ledger) -> None:
    hold(ledger, FIRES, OF_FIRES)
    there = weighed(asked, OF_FIRES, FIRES)
    found = ask(ledger, asked)
    assert found.questions == there.questions
    assert [one.claim.id for one in found.claims] == [one.claim.id for one in there.claims]


def test_a_ledger_without_an_index_is_asked_all_the_same(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(ledger, FIRES, OF_FIRES)
    monkeypatch.setattr(fulltext, "there", lambda _: None)
    asked = "how many houses burned?"
    assert ask(ledger, asked).questions == weighed(asked, OF_FIRES, FIRES).questions != ()
    assert [one.claim.id for one in ask(ledger, "the depot").claims] == ["c-3"]


def test_who_speaks_is_found_by_name(ledger: Ledger) -> None:
    text = "Mira Sandoval said so"
    said = say("c-1", text)
    voice = Voice(name="Mira Sandoval", kind=ReferentKind.PERSON, source=(Span(0, 13),))
    spoken = replace(said, claim=replace(said.claim, voice=voice, content=(Span(19, 21),), basis=Basis.EXPLICIT))
    hold(ledger, [spoken, say("c-2", "the depot burned")])
    assert [one.claim.id for one in ask(ledger, "what does Sandoval say?").claims] == ["c-1"]


def test_few_of_many_are_looked_at(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(ledger, [say(f"c-{at:03}", f"people were seen in town {at}") for at in range(60)] + [say("c-x", "a quarry")])
    monkeypatch.setattr("sayso.ask.WEIGHED", 10)
    looked_at: list[int] = []

    def noted(connection: Connection, idents: Collection[str]) -> dict[str, browse_asked.Said]:
        looked_at.append(len(idents))
        return said(connection, idents)

    said = browse_asked.said
    monkeypatch.setattr(browse_asked, "said", noted)
    assert [one.claim.id for one in ask(ledger, "people in the quarry").claims] == ["c-x"]
    assert len(ask(ledger, "people in town").claims) == CLAIMS
    assert max(looked_at) < 30


@given(st.from_regex(r"[a-z]{3,9}(ings|ing|ies|ied|ed|es|s|y|e)?", fullmatch=True))
def test_a_word_is_one_of_the_forms_of_its_stem(word: str) -> None:
    assert all(word in forms(stem) for stem in terms(word))


@given(st.from_regex(r"[a-z]{2,9}", fullmatch=True))
def test_all_forms_of_a_stem_have_it(stem: str) -> None:
    assert all(terms(word) <= {stem} for word in forms(stem) - {stem})


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_has_the_same_terms_as_the_ledger_can_hold_it(text: str) -> None:
    assert terms(shown(text)) == terms(text)
