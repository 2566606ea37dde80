"""How questions come to stand otherwise is told once, and kept."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sayso.ledger import Ledger, browse_lists
from sayso.ledger.browse import Page
from sayso.ledger.changes import QuestionChange, told
from sayso.nouns import Answer, Question, QuestionKey, QuestionKind, State

ALONE, DISPUTED, SUPERSEDED = State.SINGLE_SOURCE, State.DISPUTED, State.SUPERSEDED


def asked(ident: str, state: State, **answers: str) -> Question:
    """A question with answers by the ids of the claims behind them, `a_b` for two."""
    return Question(
        id=ident,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="x"),
        wording=f"{ident}?",
        state=state,
        answers=tuple(
            Answer(id=f"a-{value}", value=value, claims=tuple(claims.split("_"))) for claims, value in answers.items()
        ),
        origins_min=1,
        origins_max=1,
    )


def change(ident: str, was: State | None, state: State | None, **more: object) -> QuestionChange:
    return dataclasses.replace(QuestionChange(question=ident, wording=f"{ident}?", was=was, state=state), **more)


def test_what_one_origin_says_is_no_news_until_it_is_compared() -> None:
    alone, disputed = asked("q", ALONE, a="12"), asked("q", DISPUTED, a="12", b="15")
    assert told((), [alone]) == ()
    assert told((), [disputed]) == (change("q", None, DISPUTED),)
    assert told([alone], [disputed]) == (change("q", ALONE, DISPUTED, came=("15",)),)


def test_answers_that_come_and_go_are_told() -> None:
    older, newer = asked("q", DISPUTED, a="12", b="15"), asked("q", DISPUTED, a="12", c="20")
    assert told([older], [newer]) == (change("q", DISPUTED, DISPUTED, came=("20",), went=("15",)),)
    assert told([older], [dataclasses.replace(older, wording="other", event_reports=9)]) == ()


def test_a_question_under_a_new_id_follows_on_the_one_before() -> None:
    older, newer = asked("q-1", DISPUTED, a="12", b="15"), asked("q-2", SUPERSEDED, z_a="12", b="15")
    assert told([older], [newer]) == (change("q-2", DISPUTED, SUPERSEDED, earlier="q-1"),)
    assert told([older], [dataclasses.replace(newer, state=DISPUTED)]) == ()


def test_a_question_that_is_gone_is_told() -> None:
    assert told([asked("q", DISPUTED, a="12", b="15")], ()) == (change("q", DISPUTED, None),)
    assert told([asked("q", ALONE, a="12")], ()) == ()


def questions() -> SearchStrategy[list[Question]]:
    one = st.builds(
        lambda ident, state, values: asked(ident, state, **values),
        st.sampled_from(["q-1", "q-2", "q-3"]),
        st.sampled_from(State),
        st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["1", "2"]), min_size=1, max_size=3),
    )
    return st.lists(one, max_size=3, unique_by=lambda question: question.id)


@given(questions(), questions())
def test_nothing_is_told_twice_and_the_same_is_nothing(old: list[Question], new: list[Question]) -> None:
    found = told(old, new)
    assert len({one.question for one in found}) == len(found)
    assert told(new, new) == ()
    assert told(old, new) == told(old[::-1], new[::-1])


def test_changes_are_kept_newest_first_and_never_taken_back(ledger: Ledger) -> None:
    first, second = asked("q-1", DISPUTED), asked("q-1", SUPERSEDED)
    for state in ((first,), (first, asked("q-2", DISPUTED)), (second, asked("q-2", DISPUTED)), ()):
        ledger.put_comparison(state, ())
    every = ledger.look(browse_lists.noted, Page(limit=2))
    assert every.total == 5
    assert [one.number for one in every.found] == [5, 4]
    of_one = ledger.look(browse_lists.noted, Page(), "q-1")
    assert [(one.change.was, one.change.state) for one in of_one.found] == [
        (SUPERSEDED, None),
        (DISPUTED, SUPERSEDED),
        (None, DISPUTED),
    ]
    assert all(check.verdict == "ok" for check in ledger.check(deep=True))
