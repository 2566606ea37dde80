"""Matters with two poles: open or closed, peaceful or violent, voluntary or forced."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile, once
from sayso.compare.sayings import turned_about
from sayso.compare.values import Fit
from sayso.compare.words import class_positions, content_stems, entry, stem
from sayso.nouns import QuestionKey, QuestionKind, Reason, Span

_FEW_OTHER_WORDS = 1  # shared words besides the poles that make the subject one
_REACH = 50  # characters on either side of a pole in which its subject stands


@dataclass(frozen=True, slots=True)
class Pole:
    """A word that says which way a matter went; `up` after negation."""

    topic: str
    up: bool
    span: Span


@once
def poles(profile: Profile) -> tuple[Pole, ...]:
    """The poles that a claim names, with its negation worked in."""
    return tuple(_poles(profile))


def _poles(profile: Profile) -> Iterator[Pole]:
    for piece in profile.claim.content:
        for part in ("plus", "minus"):
            for start, end, topic in class_positions("topics", piece.of(profile.body), part):
                span = Span(piece.start + start, piece.start + end)
                if _in_a_name(profile.body, span):
                    continue
                yield Pole(topic, (part == "plus") != profile.negative, span)


def _in_a_name(body: str, at: Span) -> bool:
    """Whether a word is capitalised inside a sentence: the Open Society says of nothing that it is open."""
    before = body[: at.start].rstrip(" \"“‘'(")
    return body[at.start].isupper() and before[-1:] not in ("", ".", "!", "?", ":", "\n")


def pole_keys(profile: Profile) -> Iterator[str]:
    """The matters that a claim names a pole of."""
    if not profile.attribute:
        yield from (f"opposites:{pole.topic}" for pole in poles(profile))


def opposites(a: Profile, b: Profile) -> Meeting | None:
    """Both say which way one matter went (open or closed, peaceful or violent), of one subject."""
    if a.attribute or b.attribute or turned_about(a, b):
        return None
    for one in poles(a):
        for two in poles(b):
            if one.topic == two.topic and _one_subject(a, b, one, two):
                return _meeting(a, b, one, two)
    return None


def _one_subject(a: Profile, b: Profile, one: Pole, two: Pole) -> bool:
    if entry("topics", one.topic).get("alone") is True and one.topic in a.scene.matters & b.scene.matters:
        return True
    words = {stem(pole.span.of(p.body)) for p, pole in ((a, one), (b, two))}
    shared = _around(a, one) & _around(b, two) & a.stems & b.stems
    return len(shared - words - a.scene.setting - b.scene.setting) >= _FEW_OTHER_WORDS


def _around(profile: Profile, pole: Pole) -> frozenset[str]:
    """The words near a pole, in the piece of the claim that it stands in."""
    piece = next(piece for piece in profile.claim.content if piece.start <= pole.span.start < piece.end)
    start = max(piece.start, pole.span.start - _REACH)
    return content_stems(profile.body[start : min(piece.end, pole.span.end + _REACH)])


def pole_key(profile: Profile) -> QuestionKey | None:
    """The question which way a matter went, where it needs no subject besides the story."""
    alone = (p.topic for p in poles(profile) if entry("topics", p.topic).get("alone") is True)
    topic = next((topic for topic in alone if topic in profile.scene.matters), None)
    return QuestionKey(kind=QuestionKind.STATUS, attribute=topic) if topic else None


def _meeting(a: Profile, b: Profile, one: Pole, two: Pole) -> Meeting:
    left, right = one.span.of(a.body), two.span.of(b.body)
    found = Fit.EQUAL if one.up == two.up else Fit.CLASH
    told = "go the same way" if found is Fit.EQUAL else "exclude one another"
    return Meeting(
        rule="opposites",
        key=QuestionKey(kind=QuestionKind.STATUS, attribute=one.topic),
        fit=found,
        reasons=(Reason(rule="opposites", words=f"“{left}” and “{right}” {told}.", a=one.span, b=two.span),),
        changes="state",
        confidence=0.65,
    )
