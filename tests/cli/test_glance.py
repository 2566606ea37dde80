"""What a list shows of questions is what all that stands behind them tells."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.case import behind
from sayso.cli.glance import CLAIMS_READ, glance
from sayso.cli.render_reasons import REASONS_SHOWN, told
from sayso.ledger import Ledger
from sayso.nouns import Answer, Link, Question, QuestionKey, QuestionKind, Reason, Relation, State


def test_it_is_what_all_that_stands_behind_tells(case: Path) -> None:
    with Ledger.open(case) as ledger:
        questions = ledger.questions()
        seen, whole = glance(ledger, questions), behind(ledger, questions)
    assert {one.id: seen.told[one.id] for one in questions} == {
        one.id: told(one, whole.links, whole=False) for one in questions
    }
    assert any(one.links for one in seen.told.values())
    assert seen.claims == whole.claims


def test_of_an_answer_the_first_claims_are_read(case: Path) -> None:
    with Ledger.open(case) as ledger:
        claims = [one.claim.id for one in ledger.claims()]
        crowd = asked([*claims[:1], *(f"c-gone-{at}" for at in range(CLAIMS_READ)), *claims[1:]])
        seen = glance(ledger, [crowd])
    assert set(seen.claims) == set(claims[:1])


PLACES = st.integers(0, 11)
LINKS = st.lists(st.tuples(PLACES, PLACES, st.sampled_from(Relation)), max_size=40)


@given(drawn=LINKS)
def test_one_link_for_two_answers_and_a_relation_tells_what_all_tell(drawn: list[tuple[int, int, Relation]]) -> None:
    question = asked(*([f"c-{at}", f"c-{at + 1}", f"c-{at + 2}"] for at in range(0, 12, 3)))
    links = [
        Link(
            id=f"l-{at:02}", a=f"c-{a}", b=f"c-{b}", relation=relation, rule="r", reasons=(Reason(rule="r", words="w"),)
        )
        for at, (a, b, relation) in enumerate(drawn)
    ]
    chosen: dict[object, tuple[bool, str, Link]] = {}
    for link in links:
        a, b = int(link.a[2:]) // 3, int(link.b[2:]) // 3
        if a != b:
            pair, found = (frozenset({a, b}), link.relation), (a > b, link.id, link)
            chosen[pair] = min(found, chosen.get(pair, found), key=lambda one: one[:2])
    few = sorted((link for _, _, link in chosen.values()), key=lambda link: link.id)
    assert told(question, few, whole=False) == told(question, links, whole=False)
    assert len(told(question, links, whole=False).links) <= REASONS_SHOWN


def asked(*answers: list[str]) -> Question:
    return Question(
        id="q-1",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="x"),
        wording="How many?",
        state=State.DISPUTED,
        answers=tuple(Answer(id=f"a-{at}", value=str(at), claims=tuple(one)) for at, one in enumerate(answers)),
        origins_min=1,
        origins_max=1,
    )
