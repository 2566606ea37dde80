"""Labels: by which contested name something is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile, once
from sayso.compare.values import Fit
from sayso.compare.words import WORD
from sayso.data import table
from sayso.nouns import QuestionKey, QuestionKind, Reason, Span

_SHORT = 3  # a claim of so few content words ("a surrender") says nothing but the name


@dataclass(frozen=True, slots=True)
class Label:
    """A contested name: in which contest it stands, for which side, and where it is written."""

    contest: str
    side: str
    span: Span


@once
def label(profile: Profile) -> Label | None:
    """The one contested name that a claim gives something; None where it only mentions such a word."""
    first = next(iter(profile.claim.predicates), None)
    names = len(profile.stems) <= _SHORT if first is None else first.name == "label"
    if profile.attribute or not names:
        return None
    found: dict[tuple[str, str], Span] = {}
    for piece in profile.claim.content:
        for match in WORD.finditer(profile.body, piece.start, piece.end):
            for contest, side in _contested().get(match[0].casefold(), ()):
                found.setdefault((contest, side), Span(match.start(), match.end()))
    if len(found) != 1:
        return None
    (((contest, side), span),) = found.items()
    return Label(contest, side, span)


def labels(a: Profile, b: Profile) -> Meeting | None:
    """Both give a contested name to what the story is about."""
    one, two = label(a), label(b)
    if one is None or two is None or one.contest != two.contest:
        return None
    if one.side == two.side:
        found = Fit.EQUAL if a.negative == b.negative else Fit.CLASH
    else:
        found = Fit.OPEN if a.negative or b.negative else Fit.CLASH
    left, right = one.span.of(a.body), two.span.of(b.body)
    told = {
        Fit.EQUAL: f"Both use a name of one side: “{left}” and “{right}”.",
        Fit.CLASH: f"“{left}” and “{right}” are rival names.",
        Fit.OPEN: f"“{left}” and “{right}” can both be true.",
    }
    return Meeting(
        rule="label",
        key=QuestionKey(kind=QuestionKind.LABEL, attribute=one.contest),
        fit=found,
        reasons=(Reason(rule="label", words=told[found], a=one.span, b=two.span),),
        confidence=0.55,
    )


def label_keys(profile: Profile) -> Iterator[str]:
    """The contest in which a claim takes part."""
    given = label(profile)
    if given:
        yield f"label:{given.contest}"


def label_key(profile: Profile) -> QuestionKey | None:
    """The question by which name something goes, or None where the claim gives no contested name."""
    given = label(profile)
    return QuestionKey(kind=QuestionKind.LABEL, attribute=given.contest) if given else None


@cache
def _contested() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for contest, sides in table("contested").items():
        for side, listed in sides.items() if isinstance(sides, dict) else ():
            for word in listed:
                found[word] = (*found.get(word, ()), (contest, side))
    return found
