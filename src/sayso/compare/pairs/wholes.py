"""Wholes and parts: what is said of all, and what somebody says of a part of them."""

from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.names import normal
from sayso.compare.pairs.stances import phrase
from sayso.compare.profile import Profile
from sayso.compare.states import excludes
from sayso.compare.subjects import subjects
from sayso.compare.values import Fit
from sayso.compare.words import stem, tokens
from sayso.data import words
from sayso.nouns import Predicate, QuestionKey, QuestionKind, Reason

_SMALL = frozenset({"all", "every", "each", "whole", "entire", "both"})


def whole_keys(profile: Profile) -> Iterator[str]:
    """The frames of the states that a claim tells."""
    yield from (f"whole:{state.frame}" for state in profile.states)
    if any(state.frame == "custody" for state in profile.states):
        yield "whole:life"


def wholes(a: Profile, b: Profile) -> Meeting | None:
    """One says something of all or the whole, the other says that a part is otherwise."""
    for whole, part in ((a, b), (b, a)):
        if not phrase("all", whole.text) or phrase("not_all", whole.text):
            continue
        if phrase("all", part.text) or whole.negative:
            continue
        for one in whole.states:
            for two in part.states:
                if _contrary(one, two, part) and _of_one(one, two, (whole, part)):
                    left, right = (one, two) if whole is a else (two, one)
                    return Meeting(
                        rule="whole",
                        key=QuestionKey(
                            kind=QuestionKind.STATUS, attribute=one.frame or one.name, population=_subject(one)
                        ),
                        fit=Fit.CLASH,
                        reasons=(
                            Reason(
                                rule="whole",
                                words="One says it of all, the other that a part is otherwise.",
                                a=left.span,
                                b=right.span,
                            ),
                        ),
                        changes="state",
                        confidence=0.6,
                    )
    return None


def _contrary(one: Predicate, two: Predicate, part: Profile) -> bool:
    if one.frame == two.frame:
        return (one.value != two.value) != part.negative
    return excludes(one, two) and not part.negative


def _of_one(one: Predicate, two: Predicate, pair: tuple[Profile, Profile]) -> bool:
    """Whether both are told of one kind of people or things, or of one place by name."""
    left, right = _words(one) | _names(pair[0]), _words(two) | _names(pair[1])
    return bool(left & right)


def _names(profile: Profile) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(profile.text)[1:] if word[0].isupper())


def _words(state: Predicate) -> frozenset[str]:
    named = [role.name for role in subjects(state)] + [role.name for role in state.roles if role.role == "place"]
    return frozenset(stem(word) for name in named for word in tokens(name)) - _SMALL - words("idle", "words")


def _subject(state: Predicate) -> str | None:
    return next((normal(role.name) for role in subjects(state)), None)
