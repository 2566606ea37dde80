"""What a claim is set in: the names around it, and whether two claims can speak of one event."""

import re
from dataclasses import dataclass
from datetime import date

from sayso.compare.words import WORD, content_stems
from sayso.data import words
from sayso.nouns import Claimed, LayerName, Report, Span, hull

_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")
_PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear)\s+(?:the\s+)?([A-Z]\w+|capital)\b")
_BACK = 400  # characters before a claim in which its topic may have been named
_DAYS_APART = 45  # reports further apart than this speak of one story only where they share several names
_SEVERAL_NAMES = 5
_KIN_WORDS = 10  # content words that two reports must share where no name decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a report is about, as far as its names tell: `lead` are those of its title, else of its first sentence."""

    report: str
    names: frozenset[str]
    lead: frozenset[str]
    stems: frozenset[str]
    day: date | None


def scene(report: Report) -> Scene:
    """The scene of a report."""
    body = " \n".join(layer.text for layer in report.layers)
    names = (_names(body) & _names_inside(body)) | _names(report.outlet or "")
    return Scene(
        report=report.id,
        names=names,
        lead=_lead(report, names),
        stems=content_stems(body),
        day=report.published.first_day if report.published else None,
    )


def _lead(report: Report, names: frozenset[str]) -> frozenset[str]:
    title, body = report.layer(LayerName.TITLE), report.layer(LayerName.TEXT)
    of_title = _names(title.text) & names if title else frozenset()
    if of_title or body is None or not body.text.strip():
        return of_title
    return _names(sentence_of(body.text, Span(0, 1)).of(body.text)) & names


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).casefold()


def _names(text: str) -> frozenset[str]:
    """The capitalised words that do not also stand in lower case."""
    idle = words("idle", "words")
    found = [match[0] for match in WORD.finditer(text)]
    lower = {word.casefold() for word in found if word[0].islower()}
    return frozenset(_bare(w) for w in found if w[0].isupper() and len(w) > 1) - lower - idle


def _names_inside(text: str) -> frozenset[str]:
    """The capitalised words that stand inside a sentence somewhere: a capital at its start proves nothing."""
    return frozenset(
        _bare(match[0])
        for match in WORD.finditer(text)
        if match[0][0].isupper() and text[: match.start()].rstrip(" \"“‘'(")[-1:] not in ("", ".", "!", "?", "\n", ":")
    )


def sentence_of(text: str, at: Span) -> Span:
    """The sentence (or sentences) that the span stands in, told by punctuation and line breaks."""
    line = text.rfind("\n", 0, at.start) + 1
    start = max(
        (m.end() for m in _SENTENCE_END.finditer(text, line, at.start + 1) if m.end() <= at.start), default=line
    )
    end = next((m.start() + 1 for m in _SENTENCE_END.finditer(text, at.end - 1)), len(text))
    return Span(min(start, at.start), max(end, at.end))


def before(claimed: Claimed) -> Span | None:
    """The stretch of the paragraph before the claim, in which its topic may have been named; None if there is none."""
    at = hull(claimed.claim.content).start
    start = max(claimed.text.rfind("\n", 0, at) + 1, at - _BACK)
    return Span(start, at) if start < at else None


def own_names(claimed: Claimed, known: frozenset[str]) -> frozenset[str]:
    """The names nearest to a claim: in its sentence, else in those before it in the paragraph."""
    text, at = claimed.text, hull(claimed.claim.content)
    line = text.rfind("\n", 0, at.start) + 1
    here = sentence_of(text, at)
    while not (found := frozenset(_bare(m[0]) for m in WORD.finditer(here.of(text)) if m[0][0].isupper()) & known):
        if here.start <= line:
            break
        here = sentence_of(text, Span(here.start - 1, here.start))
    return found


def scope_names(claimed: Claimed, known: frozenset[str]) -> frozenset[str]:
    """The names inside a claim, and those of a phrase of place in its sentence ("In the capital, …", "At Lund, …")."""
    text = claimed.text
    said = " ".join(piece.of(text) for piece in claimed.claim.content)
    inside = frozenset(_bare(m[0]) for m in WORD.finditer(said) if m[0][0].isupper()) & known
    placed = (m[1].casefold() for m in _PLACED.finditer(sentence_of(text, hull(claimed.claim.content)).of(text)))
    return inside | frozenset(name for name in placed if name in known or name == "capital")


def same_story(a: Scene, b: Scene) -> bool:
    """Whether two reports are about one story: the names that lead the one stand in the other, close in time."""
    if a.report == b.report:
        return True
    shared = len(a.names & b.names)
    if a.day and b.day and abs((a.day - b.day).days) > _DAYS_APART and shared < _SEVERAL_NAMES:
        return False
    a_met, b_met = bool(a.lead & b.names), bool(b.lead & a.names)
    if a_met and b_met:
        return True
    a_foreign, b_foreign = bool(a.lead) and not a_met, bool(b.lead) and not b_met
    if a_foreign or b_foreign:
        return False
    return shared > 0 or len(a.stems & b.stems) >= _KIN_WORDS


def set_in(names: frozenset[str], other: Scene) -> bool:
    """Whether a claim with these names around it is set in the story of the other report."""
    return bool(names & other.names)
