import pytest

from sayso.ask import CLAIMS, ask, terms
from sayso.nouns import (
    Answer,
    Basis,
    Claim,
    Claimed,
    Form,
    Layer,
    LayerName,
    Question,
    QuestionKey,
    QuestionKind,
    Report,
    Span,
    State,
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
    found = ask("people in the quarry", (), claims)
    assert [claimed.claim.id for claimed in found.claims] == ["c-x"]


def test_a_question_is_found_by_the_quotes_behind_it() -> None:
    claims = [say("c-1", "the depot burned"), say("c-2", "a bridge fell")]
    asked = question("q-1", QuestionKind.STATUS, "Is it so?", "c-1")
    found = ask("the depot", (asked,), claims)
    assert found.questions == (asked,)
    assert found.claims == ()


def test_a_weak_find_is_left_out_beside_a_good_one() -> None:
    claims = [say("c-1", "a hundred houses burned"), say("c-2", "a hundred bridges fell")]
    good = question("q-1", QuestionKind.COUNT, "Houses burned", "c-1")
    weak = question("q-2", QuestionKind.COUNT, "Bridges fell", "c-2")
    assert ask("how many of a hundred houses?", (good, weak), claims).questions == (good,)
    assert ask("how many of a hundred?", (good, weak), claims).questions == (good, weak)


def test_how_many_prefers_counts() -> None:
    claims = [say("c-1", "ten houses burned"), say("c-2", "houses burned in spring")]
    count = question("q-2", QuestionKind.COUNT, "Houses burned", "c-1")
    time = question("q-1", QuestionKind.TIME, "Houses burned", "c-2")
    assert ask("how many houses burned?", (time, count), claims).questions == (count, time)
    assert ask("when houses burned?", (time, count), claims).questions == (time, count)


@pytest.mark.parametrize("asked", ["", "how many were there?", "zeppelin", "?!"])
def test_nothing_is_found_for_nothing(asked: str) -> None:
    found = ask(asked, (question("q", QuestionKind.COUNT, "How many houses?", "c-1"),), [say("c-1", "houses")])
    assert (found.questions, found.claims) == ((), ())


def test_not_more_is_given_than_can_be_read() -> None:
    assert len(ask("houses", (), [say(f"c-{n}", "houses") for n in range(50)]).claims) == CLAIMS
