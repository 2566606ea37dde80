"""Texts that hundreds print: what is kept of them grows with their number, not with its square."""

from collections.abc import Callable, Sequence

import pytest

from sayso.compare import assemble, decide
from sayso.compare.copies import find_copies
from sayso.nouns import Claimed, Link

Make = Callable[..., Claimed]

TEXT = "The bridge at Orlow is closed, the mayor said. The bridge at Orlow is not closed, a ferryman said."


@pytest.fixture
def printed(say: Make) -> Callable[[int], list[Claimed]]:
    """The claims of so many papers that print one text, two of each."""

    def make(number: int) -> list[Claimed]:
        parts = (("The bridge at Orlow is closed", "the mayor"), ("The bridge at Orlow is not closed", "a ferryman"))
        return [
            say(TEXT, part, voice=voice, outlet=f"Paper {at}", denied="not" in part)
            for at in range(number)
            for part, voice in parts
        ]

    return make


def turns(claims: Sequence[Claimed]) -> dict[str, int]:
    """The order in which the reports came."""
    return {report: number for number, report in enumerate(dict.fromkeys(one.report.id for one in claims))}


def linked(claims: Sequence[Claimed]) -> tuple[Link, ...]:
    return decide(claims, (), turns=turns(claims))


def test_links_grow_with_the_copies(printed: Callable[[int], list[Claimed]]) -> None:
    eight, sixteen, more = (len(linked(printed(number))) for number in (8, 16, 24))
    assert 0 < sixteen - eight == more - sixteen


def test_few_copies_are_laid_beside_one_another_as_ever(printed: Callable[[int], list[Claimed]]) -> None:
    claims = printed(4)
    assert linked(claims) == decide(claims, ())


def test_all_copies_stand_in_one_question_behind_their_answers(printed: Callable[[int], list[Claimed]]) -> None:
    claims = printed(12)
    (question,) = assemble(claims, linked(claims)).questions
    (every,) = assemble(claims, decide(claims, ())).questions
    assert {frozenset(answer.claims) for answer in question.answers} == {
        frozenset(answer.claims) for answer in every.answers
    }
    assert question.state is every.state


@pytest.mark.parametrize("cut", [2, 6, 14])
def test_it_is_nothing_how_many_come_at_once(printed: Callable[[int], list[Claimed]], cut: int) -> None:
    claims = printed(10)
    order = turns(claims)
    older, new = claims[:cut], claims[cut:]
    parts = {*decide(older, (), turns=order), *decide(new, older, turns=order)}
    assert parts == set(linked(claims))


def test_all_reports_of_one_text_are_its_copies(printed: Callable[[int], list[Claimed]], say: Make) -> None:
    long = " ".join(f"In street {number} the water stands at {number} feet." for number in range(20))
    papers = [say(f"{TEXT} {long}", TEXT, outlet=f"Paper {at}").report for at in range(20)]
    (group,) = find_copies([*papers, *(one.report for one in printed(1))])
    assert group.reports == tuple(sorted(one.id for one in papers))
