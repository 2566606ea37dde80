"""Questions in words, by template."""

from collections.abc import Sequence
from datetime import date

from sayso.compare.profile import Profile
from sayso.compare.words import entry
from sayso.nouns import LayerName, QuestionKey, QuestionKind

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
_BY_KIND = {
    QuestionKind.CAUSE: "What was the cause? ({about})",
    QuestionKind.AGENCY: "Who did it? ({about})",
    QuestionKind.TIME: "When? ({said})",
    QuestionKind.LABEL: "What is it to be called? ({about})",
}
_ADJECTIVES = frozenset({"high", "wide", "long", "deep", "large"})
_LONG = 70


def wording(key: QuestionKey, members: Sequence[Profile]) -> str:
    """The question as a person would ask it."""
    if key.kind is QuestionKind.COUNT:
        return _count(key)
    said = _short(members[0].text)
    if key.kind in _BY_KIND:
        return _BY_KIND[key.kind].format(said=said, about=_about(members[0]) or said)
    subject = _subject(key.population, members)
    if key.attribute in _FRAMES and subject:
        return _FRAMES[key.attribute].format(subject=subject)
    return f"Is it so: {said}?"


def _about(profile: Profile) -> str | None:
    """The title of the report, which tells what the story is about without taking a side's words for it."""
    title = profile.claimed.report.layer(LayerName.TITLE)
    return _short(title.text) if title and title.text.strip() else None


def _short(text: str) -> str:
    plain = " ".join(text.split()).rstrip(".,;")
    return plain[: _LONG - 1] + "…" if len(plain) > _LONG else plain


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
    return f"{asked}{_since(key.window)}?"


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
    """The subject with its capitals, as a report writes it."""
    if not name:
        return None
    for profile in members:
        at = profile.claimed.text.casefold().find(name)
        if at >= 0:
            return profile.claimed.text[at : at + len(name)]
    return name


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
