"""Questions in words, by template."""

import re
from collections.abc import Sequence
from datetime import date

from sayso.compare.answers import cut, shortest
from sayso.compare.names import normal
from sayso.compare.profile import Profile
from sayso.compare.words import entry, exact_class, stem, tokens
from sayso.data import words
from sayso.nouns import LayerName, QuestionKey, QuestionKind, hull

_FRAMES = {
    "custody": "{Is} {subject} captive or free?",
    "whereabouts": "Where {is} {subject}?",
    "control": "Who controls {subject}?",
    "life": "{Is} {subject} alive or dead?",
    "health": "{Is} {subject} hurt or unharmed?",
    "fate": "{Is} {subject} missing or found?",
    "access": "{Is} {subject} open or closed?",
    "integrity": "{Is} {subject} intact, damaged or destroyed?",
    "resistance": "{Does} {subject} still resist?",
    "progress": "{Is} {subject} going on or over?",
    "permission": "{Is} {subject} allowed or banned?",
    "office": "{Is} {subject} still in office?",
}
_BY_KIND = {
    QuestionKind.CAUSE: "What was the cause? ({about})",
    QuestionKind.AGENCY: "Who did it? ({about})",
    QuestionKind.TIME: "When was it? ({said})",
    QuestionKind.LABEL: "What is it to be called? ({about})",
}
_ADJECTIVES = frozenset({"high", "wide", "long", "deep", "large"})
_LONG = 70
_BEFORE_NOUN = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "all", "most"})
_SPEAKING = re.compile(
    r"\b(?:I|we|us|our|ours|my|mine|me|you|your)\b|…|"
    r"\A\s*(?:he|she|it|they|this|that|these|those|who|which|where|when|whose|all of|some of)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\band\b|(?<![su'’])s$|\b(?:people|police|men|women|children)$", re.IGNORECASE)
_OF = re.compile(r"(?<!\s)\s+(?:of|in|at|from|on|for|who|that|which)\s+.*", re.DOTALL)


def wording(key: QuestionKey, members: Sequence[Profile]) -> str:
    """The question as a person would ask it."""
    if key.kind is QuestionKind.COUNT:
        return _count(key, members)
    if key.kind in _BY_KIND:
        said = cut(members[0].text.strip().rstrip(".,;"), _LONG)
        return _BY_KIND[key.kind].format(said=said, about=_about(members[0]) or said)
    subject = _subject(key.population, members)
    if key.attribute in _FRAMES and subject:
        several = _PLURAL.search(_OF.sub("", subject)) is not None
        be, does = ("are", "Do") if several else ("is", "Does")
        return _FRAMES[key.attribute].format(subject=subject, **{"is": be, "Is": be.capitalize(), "Does": does})
    return _is_it_so(members)


def _is_it_so(members: Sequence[Profile]) -> str:
    """A proposition as a question: whole sentences of others are asked, what somebody says of himself is quoted."""
    affirmed = [profile for profile in members if not profile.negative]
    profile = shortest(affirmed or members)
    said = cut(profile.text.strip().rstrip(".,;:!?"), _LONG)
    if _whole(profile) and not _SPEAKING.search(profile.text):
        return f"Is it so that {_inside(profile, said)}?"
    voice = profile.claim.voice
    return f"{voice.name}: “{said}”. Is it so?" if voice else f"“{said}”: is it so?"


def _whole(profile: Profile) -> bool:
    """Whether the claim is a sentence with a subject before its verb, not a scrap of one."""
    window, main = hull(profile.claim.content), next(iter(profile.claim.predicates), None)
    if main is None or main.span.start <= window.start:
        return False
    return any(role.span.start < main.span.start and role.span.start >= window.start for role in main.roles)


def _inside(profile: Profile, said: str) -> str:
    """The sentence as it stands inside another: a capital stays only on a name."""
    first = next(iter(tokens(said)), "")
    named = first.casefold() in profile.scene.names or any(
        role.name.startswith(first) for predicate in profile.claim.predicates for role in predicate.roles
    )
    common = first.casefold() in words("idle", "words") or exact_class("populations", first) is not None
    titled = tokens(said)[1:2] and tokens(said)[1][0].isupper() and first.casefold() not in words("idle", "words")
    return said if first.isupper() or titled or (named and not common) else said[:1].lower() + said[1:]


def _about(profile: Profile) -> str | None:
    """The title of the report, which tells what the story is about without taking a side's words for it."""
    title = profile.claimed.report.layer(LayerName.TITLE)
    return cut(title.text.strip().rstrip(".,;"), _LONG) if title and title.text.strip() else None


def _count(key: QuestionKey, members: Sequence[Profile]) -> str:
    if not entry("attributes", key.attribute):
        return f"How many? (“{cut(shortest(members).text.strip().rstrip('.,;'), _LONG)}”)"
    told = str(entry("attributes", key.attribute).get("asked", f"({key.attribute})"))
    if entry("attributes", key.attribute).get("unit"):
        return f"How {told}?" if told.partition(" ")[0] in _ADJECTIVES else f"How much {told}?"
    if key.population and key.population.startswith("part of "):
        asked = f"How many of the {key.population.removeprefix('part of ')} {told}"
    elif key.population and key.population.endswith(" with others"):
        asked = f"How many {key.population.removesuffix(' with others')} {told}, others included"
    else:
        asked = f"How many {key.population or _unit(key, members) or 'people'} {told}"
    if key.window == "increment":
        return f"{asked} lately?"
    return f"{asked}{_since(key.window)}?"


def _unit(key: QuestionKey, members: Sequence[Profile]) -> str | None:
    """What is counted, as a report writes it: the key has only its stem."""
    for profile in members:
        span = profile.count.counted_span if profile.count else None
        written = tokens(span.of(profile.body)) if span else ()
        if written and key.unit and stem(written[-1]) == key.unit and written[-1].endswith("s"):
            return None if stem(written[-1]) in words("idle", "words") else written[-1].lower()
    return None


def _since(window: str | None) -> str:
    """The window in words: "since 2031-03-16" is " since 16 March 2031"."""
    if not window:
        return ""
    word, _, day = window.partition(" ")
    try:
        return f" {word} {_day(date.fromisoformat(day))}"
    except ValueError:
        return f" {window}"


def _subject(name: str | None, members: Sequence[Profile]) -> str | None:
    """The subject as a report writes it, a common noun with its article."""
    if not name:
        return None
    roles = (role.name for p in members for predicate in p.claim.predicates for role in predicate.roles)
    written = next((role for role in roles if normal(role) == normal(name)), name)
    first = next(iter(tokens(written)), "")
    return f"the {written}" if first.islower() and first not in _BEFORE_NOUN else written


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
