"""What is shown of a question: its wording, and the values that head its answers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.compare import compare
from sayso.compare.answers import cut
from sayso.nouns import Act, Claimed, Predicate, Question, ReferentKind, Role, Span, State

Make = Callable[..., Claimed]


def asked(*claimed: Claimed) -> Question:
    (question,) = compare(claimed).questions
    return question


def values(question: Question) -> list[str]:
    return [answer.value for answer in question.answers]


def at(of: Claimed, words: str) -> Span:
    start = of.text.index(words)
    return Span(start, start + len(words))


def doing(of: Claimed, name: str, words: str, **roles: str) -> Claimed:
    """The claim with one predicate at those words, and roles where their names stand (or nowhere)."""
    read = tuple(Role(role=role, span=at(of, who.split()[-1]), name=who) for role, who in roles.items())
    return replace(of, claim=replace(of.claim, predicates=(Predicate(name=name, span=at(of, words), roles=read),)))


def test_a_denied_number_is_an_answer_of_its_own_and_disputes_it(say: Make, number: Make) -> None:
    said = say("In Orlow 31 people drowned.", voice="the union", number=number(words="31", best=31))
    denied = say(
        "We have no evidence for 31 drowned in Orlow.",
        outlet="Bay News",
        number=number(words="31", best=31),
        denied=True,
    )
    question = asked(said, denied)
    assert sorted(values(question)) == ["31", "denied: 31"]
    assert {(answer.value, answer.low) for answer in question.answers} == {("31", 31), ("denied: 31", None)}
    assert question.state is State.DISPUTED


def test_a_state_is_named_and_a_place_told_with_what_it_lies_in(say: Make, state: Make) -> None:
    held = say(
        "Captain Mira Osk was arrested in Orlow.",
        voice="the police",
        state=state(word="arrested", frame="custody", value="captive", of="Mira Osk"),
    )
    home = say(
        "Mira Osk was at home in Orlow all day.",
        voice="a neighbour",
        outlet="Bay News",
        state=state(word="was", frame="whereabouts", value="@place", of="Mira Osk", place="home"),
    )
    where = replace(home.claim.predicates[0].roles[1], span=at(home, "home"))
    told = replace(home.claim.predicates[0], roles=(home.claim.predicates[0].roles[0], where))
    question = asked(held, replace(home, claim=replace(home.claim, predicates=(told,))))
    assert sorted(values(question)) == ["at home in Orlow", "captive"]
    assert question.state is State.DISPUTED
    assert "Mira Osk" in question.wording


def test_denied_words_never_stand_as_if_they_were_asserted(say: Make) -> None:
    text = "The firm denied that the tower in Orlow was leaning."
    denied = say(text, "the tower in Orlow was leaning", voice="the firm", denied=True, act=Act.DENY)
    assert values(asked(denied)) == ["denied: the tower in Orlow was leaning"]
    plain = say("The tower in Orlow was not leaning.", voice="the firm", denied=True)
    assert values(asked(plain)) == ["The tower in Orlow was not leaning"]


def test_a_proposition_is_asked_as_a_clause_and_a_voice_is_quoted(say: Make) -> None:
    tower = doing(say("The tower in Orlow was leaning."), "lean", "was leaning", agent="tower")
    assert asked(tower).wording == "Is it so that the tower in Orlow was leaning?"
    we = doing(say("We repaired the tower.", voice="Mira Osk"), "repair", "repaired", patient="tower")
    assert asked(we).wording == "Mira Osk: “We repaired the tower”. Is it so?"


@pytest.mark.parametrize(
    ("of", "kind", "wording"),
    [
        ("captains", ReferentKind.GROUP, "Are the captains captive or free?"),
        ("Mira Osk", ReferentKind.PERSON, "Is Mira Osk captive or free?"),
    ],
)
def test_a_subject_stands_with_its_article_its_capitals_and_its_verb(
    say: Make, state: Make, of: str, kind: ReferentKind, wording: str
) -> None:
    held = say(
        f"In Orlow {of} had been arrested.", state=state(word="arrested", frame="custody", value="captive", of=of)
    )
    named = replace(held.claim.predicates[0].roles[0], kind=kind)
    told = replace(held.claim.predicates[0], roles=(named,))
    assert asked(replace(held, claim=replace(held.claim, predicates=(told,)))).wording == wording


def test_a_state_told_in_passing_is_no_key(say: Make, state: Make) -> None:
    film = say(
        "The ministry in Orlow released a film of the ferry.",
        state=state(word="in", frame="whereabouts", value="@place", of="ministry", place="Orlow"),
    )
    main = Predicate(name="release", span=at(film, "released"))
    question = asked(replace(film, claim=replace(film.claim, predicates=(main, *film.claim.predicates))))
    assert question.key.attribute == "release"


@pytest.mark.parametrize(
    ("longest", "shown"), [(40, "The gate at the quay was shut"), (16, "The gate at the…"), (18, "The gate at the…")]
)
def test_a_value_is_cut_at_a_word(longest: int, shown: str) -> None:
    assert cut("The gate at\n the quay was shut", longest) == shown
