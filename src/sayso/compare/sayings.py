"""Propositions laid side by side word for word: restated, denied, or only passed on."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from sayso.compare.fillers import place_fit, place_phrase
from sayso.compare.likeness import likely
from sayso.compare.meeting import Meeting
from sayso.compare.profile import KEPT, Profile, once
from sayso.compare.scene import common_setting
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.compare.words import concepts, tokens
from sayso.nouns import Act, Comparator, QuestionKey, QuestionKind, Reason, Span, hull

_ALIKE = 0.5  # Dice over matters and content words; on the open stories 0.6 lost pairs and 0.4 joined wrong ones
_ORDER = {"before": "before", "until": "before", "after": "after"}
_TOLD = {
    (Fit.EQUAL, True): "They say the same in nearly the same words.",
    (Fit.CLASH, True): "One puts before what the other puts after.",
    (Fit.CLASH, False): "One denies what the other says in nearly the same words.",
}
_NEARLY_ALL = 0.8  # a denial must be of the same proposition, not only of the same subject
_BESIDE = 200  # characters between a claim and the denial that answers it: a sentence of another at most

FEWEST = 2
"""One shared word is no shared proposition."""

LEAST_ALIKE = 0.5
"""The least likeness that any rule asks for."""


def alike(a: Profile, b: Profile) -> float:
    """The Dice coefficient of the content words of two claims; 0 where they share fewer than two besides its story."""
    shared = a.stems & b.stems
    telling = shared - common_setting(a.scene, b.scene)
    if len(telling) < FEWEST or not telling - (_subject(a) & _subject(b)):
        return 0.0
    return 2 * len(shared) / (len(a.stems) + len(b.stems))


@once
def _subject(profile: Profile) -> frozenset[str]:
    """The words for whom or what the main statement is about: to share them alone is to say different things of one."""
    first = next(iter(profile.claim.predicates), None)
    named = [role.name for role in first.roles if role.role in ("agent", "patient")] if first else []
    return frozenset(word for name in (*named, *_proper(profile.text)) for word in concepts(name))


def _proper(text: str) -> Iterator[str]:
    """The capitalised words of a claim, its first one only before another: "Captain Brandt", not "Boats"."""
    said = tokens(text)
    for at, word in enumerate(said):
        if word[0].isupper() and (at or (len(said) > 1 and said[1][0].isupper())):
            yield word


def saying_keys(profile: Profile) -> Iterator[str]:
    """The word of a claim that has no other; claims of several words that say the same share a key of `denial_keys`."""
    if 0 < len(profile.stems) < FEWEST:
        yield from (f"saying:{stem}" for stem in profile.stems)


def denial_keys(profile: Profile) -> Iterator[str]:
    """The words of which a denial, or what says the same, shares some."""
    if len(profile.stems) >= FEWEST:
        yield from (f"denial:{stem}" for stem in profile.stems)


def sayings(a: Profile, b: Profile) -> Meeting | None:
    """They say nearly the same words, or one denies what the other says in nearly the same words."""
    same_text = plain_words(a.text) == plain_words(b.text)
    if a.attribute and b.attribute and not same_text:
        return None  # whose numbers are not laid side by side are not to be joined by their wording
    if not same_text and (alike(a, b) < _ALIKE or _different_values(a, b) or _different_frames(a, b)):
        return None
    if not same_text and a.negative == b.negative and _told_otherwise(a, b):
        return None
    found = Fit.EQUAL if a.negative == b.negative else Fit.CLASH
    if found is Fit.EQUAL and not same_text and turned_about(a, b):
        found = Fit.CLASH
    elif found is Fit.EQUAL and not same_text:
        found = _placed(a, b)
    elif found is Fit.CLASH and not (a.stems <= b.stems or b.stems <= a.stems or alike(a, b) >= _NEARLY_ALL):
        return None
    words = _TOLD.get((found, a.negative == b.negative), "They say the same, but of places that differ.")
    return Meeting(
        rule="saying",
        key=saying_key(a),
        fit=found,
        reasons=(Reason(rule="saying", words=words, a=_spot(a), b=_spot(b)),),
        changes="state",
        confidence=0.7,
    )


def _placed(a: Profile, b: Profile) -> Fit:
    """How two tellings of one thing fit by where it is said to have been."""
    mains = [next(iter(profile.claim.predicates), None) for profile in (a, b)]
    where = [place_phrase(p, main) if main else None for p, main in zip((a, b), mains, strict=True)]
    return place_fit(where[0], where[1]) if where[0] and where[1] else Fit.EQUAL


@lru_cache(maxsize=KEPT)
def plain_words(text: str) -> str:
    """The text without case and line breaks."""
    return " ".join(text.casefold().split())


def _told_otherwise(a: Profile, b: Profile) -> bool:
    """Whether they share little but the subject: "the captain is in a cell" and "the captain is at home"."""
    about = (_subject(a) & _subject(b)) | concepts(_same_start(a.text, b.text))
    left, right = a.stems - about, b.stems - about
    return bool(about) and 3 * len(left & right) < len(left | right) - len(left & right)


def _same_start(one: str, two: str) -> str:
    """The words with which both begin."""
    pairs = zip(one.split(), two.split(), strict=False)
    return " ".join(word for word, _ in takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs))


def turned_about(a: Profile, b: Profile) -> bool:
    """Whether one says that it was before and the other that it was after."""
    one, two = _orders(a), _orders(b)
    return len(one) == 1 == len(two) and one != two


@once
def _orders(profile: Profile) -> frozenset[str]:
    return frozenset(_ORDER[word] for word in map(str.casefold, tokens(profile.text)) if word in _ORDER)


def denials(a: Profile, b: Profile) -> Meeting | None:
    """One denies what the other says: all of it, or what another voice says of the matter beside it or expressly."""
    if a.negative == b.negative or not (_denied_whole(a, b) or _answered(a, b) or _rejected(a, b)):
        return None
    return Meeting(
        rule="denial",
        key=saying_key(a),
        fit=Fit.CLASH,
        reasons=(Reason(rule="denial", words="One denies what the other says.", a=_spot(a), b=_spot(b)),),
        confidence=0.6,
    )


def _denied_whole(a: Profile, b: Profile) -> bool:
    """Whether all that the shorter one speaks of, the longer one speaks of, too, with the same numbers."""
    less, more = (a.stems, b.stems) if len(a.stems) <= len(b.stems) else (b.stems, a.stems)
    return less <= more and len(less - _setting(a, b)) >= FEWEST and not _different_values(a, b)


def _answered(a: Profile, b: Profile) -> bool:
    """Whether a denial stands right beside what another voice says of the same matter in one report."""
    if a.report != b.report or a.claim.layer != b.claim.layer or not (a.named or b.named) or same_voice(a, b):
        return False
    if a.mood != b.mood:
        return False
    first, second = sorted((hull(a.claim.content), hull(b.claim.content)))
    return second.start - first.end <= _BESIDE and half_shared(a, b)


def half_shared(a: Profile, b: Profile) -> bool:
    """Whether half of the shorter one's content words stand in the longer one, and not only such as name the story."""
    shared, shorter = a.stems & b.stems, min(len(a.stems), len(b.stems))
    return bool(shared - _setting(a, b)) and 2 * len(shared) >= shorter


def _rejected(a: Profile, b: Profile) -> bool:
    """Whether one voice expressly denies what is likely the matter of which the other speaks."""
    if Act.DENY not in (a.claim.act, b.claim.act) or same_voice(a, b) or (a.count is None) != (b.count is None):
        return False
    frames = [{state.frame for state in profile.states} for profile in (a, b)]
    if any(frames) and not frames[0] & frames[1]:
        return False  # who denies that a ship was overloaded says nothing of where its captain is
    return a.mood == b.mood and half_shared(a, b) and likely(a, b)


def _setting(a: Profile, b: Profile) -> frozenset[str]:
    """The words that name the story: to share them is to share nothing."""
    return a.scene.setting | b.scene.setting


def _spot(profile: Profile) -> Span:
    return profile.claim.head or hull(profile.claim.content)


def _different_values(a: Profile, b: Profile) -> bool:
    """Whether the claims name different numbers: then near-equal words do not make them one answer."""
    numbers = [{(q.low, q.high) for q in p.claim.quantities if q.comparator is not Comparator.ZERO} for p in (a, b)]
    return numbers[0] != numbers[1]


def _different_frames(a: Profile, b: Profile) -> bool:
    """Whether the main statements are of two kinds: what a thing is called, and whether it is open."""
    mains = [next(iter(profile.claim.predicates), None) for profile in (a, b)]
    frames = {main.frame for main in mains if main and main.frame}
    return len(frames) > 1


def saying_key(profile: Profile) -> QuestionKey:
    """The question that a proposition answers by itself: did it happen, is it so."""
    first = next(iter(profile.claim.predicates), None)
    named = next((role.name for role in first.roles if role.role in ("patient", "agent")), None) if first else None
    attribute = first.name.removeprefix("to ") if first else " ".join(sorted(profile.stems)[:3]) or "statement"
    if first is None:
        return QuestionKey(kind=QuestionKind.OTHER, attribute=attribute)
    kind = QuestionKind.PLAN if profile.mood == "plan" else QuestionKind.OCCURRENCE
    return QuestionKey(kind=kind, attribute=attribute, population=named)
