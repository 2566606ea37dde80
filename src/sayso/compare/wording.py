"""Questions in words, by template."""

from collections.abc import Sequence

from sayso.compare.profile import Profile
from sayso.compare.words import entry
from sayso.nouns import QuestionKey, QuestionKind

_FRAMES = {
    "custody": "Is {subject} captive or free?",
    "whereabouts": "Where is {subject}?",
    "control": "Who controls {subject}?",
    "life": "Is {subject} alive or dead?",
    "fate": "Is {subject} missing or found?",
    "access": "Is {subject} open or closed?",
    "resistance": "Does {subject} still resist?",
    "progress": "How far is {subject}?",
    "office": "Is {subject} still in office?",
}
_ADJECTIVES = frozenset({"high", "wide", "long", "deep", "large"})
_LONG = 70


def wording(key: QuestionKey, members: Sequence[Profile]) -> str:
    """The question as a person would ask it."""
    if key.kind is QuestionKind.COUNT:
        return _count(key)
    if key.kind is QuestionKind.CAUSE:
        return "Why did it come about?"
    subject = _subject(key.population, members)
    if key.attribute in _FRAMES and subject:
        return _FRAMES[key.attribute].format(subject=subject)
    text = " ".join(members[0].text.split()).rstrip(".,;")
    return f"Is it so: {text[: _LONG - 1] + '…' if len(text) > _LONG else text}?"


def _count(key: QuestionKey) -> str:
    told = str(entry("attributes", key.attribute).get("asked", f"({key.attribute})"))
    if entry("attributes", key.attribute).get("unit"):
        return f"How {told}?" if told.partition(" ")[0] in _ADJECTIVES else f"How much {told}?"
    if key.population and key.population.startswith("part of "):
        asked = f"How many of the {key.population.removeprefix('part of ')} {told}"
    elif key.population and key.population.endswith(" with others"):
        asked = f"How many {key.population.removesuffix(' with others')} {told}, others included"
    else:
        asked = f"How many {key.population or key.unit or 'people'} {told}"
    if key.window == "increment":
        return f"{asked} lately?"
    return f"{asked} {key.window}?" if key.window else f"{asked}?"


def _subject(name: str | None, members: Sequence[Profile]) -> str | None:
    """The subject with its capitals, as a report writes it."""
    if not name:
        return None
    for profile in members:
        at = profile.claimed.text.casefold().find(name)
        if at >= 0:
            return profile.claimed.text[at : at + len(name)]
    return name
