"""What a claim is set in: the names around it, and whether two claims can speak of one event."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import sqrt

from sayso.compare.words import WORD, class_positions, content_stems, stem, tokens
from sayso.data import words
from sayso.names.fold import folded
from sayso.nouns import Claimed, LayerName, Report, Span, hull

_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")
_PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear)\s+(?:the\s+)?([A-Z]\w+|capital)\b")
_KEPT = 8192  # pairs of reports and places in a text that are remembered, as many claims share them
_OPENING = " \"“‘'(«„"
_NEAR = 8  # letters before a word in which there is nearly always one that opens nothing
_LEAD = 250  # characters at the start of a report in which it tells what has happened
_OPENING_LENGTH = 600  # characters at the start in which a report names its matter; a short report is all opening
_FIRST = 900  # characters of an opening: two on one event share .16 to .27 of their words there, others .02 to .09
_BACK = 400  # characters before a claim in which its topic may have been named
DAYS_APART = 45  # reports further apart than this speak of one story only where they share several names
SEVERAL_NAMES = 5
SOME_NAMES = 2
_SURE_LEAD = 2  # without a title, one name in the first sentence proves nothing
NAMES_SHARED = 0.18  # of the names of two reports (their geometric mean): long reports share some names by chance
SHORT = 60  # stems of a short report; two long ones share more words by chance, about as the root of their length
OPENINGS = 0.12  # share of the words of two openings (their geometric mean) that both have, in reports of one story …
ACQUAINTED = 0.09  # … and in those that have anything to do with one another; one word more is given to short ones
LONG = 150  # stems of a long report: two of one beat name the same people and things, even where they begin …
MORE = 4 / 3  # … and so have to begin with so much more in common
KIN = 0.2  # share of the shorter report's words that the other also has; unrelated reports share 0.05 to 0.12
ONE_STORY = 0.25  # … and that many words beside several names make one story of two that different names lead
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """What a report is about, as far as its names tell: `lead` are the names inside its title."""

    report: str
    names: frozenset[str]
    lead: frozenset[str]
    setting: frozenset[str]  # the stems of the lead
    outlet: frozenset[str]
    capitals: frozenset[str]  # also words that only ever start a sentence: names or not
    stems: frozenset[str]
    opening: frozenset[str]  # the stems of its title and first sentences, which tell what has happened
    mishap: bool  # its title or first lines tell of a mishap
    matters: frozenset[str]  # the topics that its title and opening name
    day: date | None


def scene(report: Report) -> Scene:
    """The scene of a report."""
    body = " \n".join(layer.text for layer in report.layers)
    names = (_names(body) & _names_inside(body)) | _names(report.outlet or "")
    lead = _lead(report, names)
    return Scene(
        report=report.id,
        names=names,
        lead=lead,
        setting=frozenset(map(stem, lead)),
        outlet=_names(report.outlet or ""),
        capitals=_names(body) | names,
        stems=content_stems(body),
        opening=_opening(report, body),
        mishap=any(word.casefold() in words("causes", "mishap", "words") for word in tokens(body[:_LEAD])),
        matters=frozenset(topic for _, _, topic in _topics(body[:_OPENING_LENGTH])),
        day=report.published.first_day if report.published else None,
    )


_CYRILLIC = re.compile("[\u0400-\u04ff]")


def _opening(report: Report, body: str) -> frozenset[str]:
    """The stems of an opening. None in another language: it would share no word with one in English."""
    if report.language and not report.language.startswith("en"):
        return frozenset()
    return content_stems(body[:_FIRST]) & content_stems(body)  # the last word may be cut off


def _topics(text: str) -> Iterator[tuple[int, int, str]]:
    for part in ("words", "plus", "minus"):
        yield from class_positions("topics", text, part)


def _lead(report: Report, names: frozenset[str]) -> frozenset[str]:
    title, body = report.layer(LayerName.TITLE), report.layer(LayerName.TEXT)
    if title and title.text.strip():
        return _names_inside(title.text) & names
    if body is None or not body.text.strip():
        return frozenset()
    first = _names_inside(sentence_of(body.text, Span(0, 1)).of(body.text)) & names - _names(report.outlet or "")
    return first if len(first) >= _SURE_LEAD else frozenset()


@lru_cache(maxsize=_KEPT)
def _bare(word: str) -> str:
    plain = re.sub(r"['’]s?$", "", word).casefold()
    return folded(plain) if _CYRILLIC.search(plain) else plain  # so that Мариуполь is Mariupol


def _names(text: str) -> frozenset[str]:
    """The capitalised words that do not also stand in lower case."""
    idle = words("idle", "words")
    found = [match[0] for match in WORD.finditer(text) if match[0].casefold() not in words("idle", "russian")]
    lower = {word.casefold() for word in found if word[0].islower()}
    lower |= {_bare(word) for word in found if word[0].islower() and _CYRILLIC.search(word)}
    return frozenset(_bare(w) for w in found if w[0].isupper() and len(w) > 1) - lower - idle


def _names_inside(text: str) -> frozenset[str]:
    """The capitalised words that stand inside a sentence somewhere: a capital at its start proves nothing."""
    return frozenset(
        _bare(match[0])
        for match in WORD.finditer(text)
        if match[0][0].isupper()
        and match[0].casefold() not in words("idle", "russian")
        and _before(text, match.start()) not in ("", ".", "!", "?", "\n")
    )


def _before(text: str, at: int) -> str:
    """The last letter before a place that is no blank and opens nothing; "" if there is none."""
    near = text[max(0, at - _NEAR) : at].rstrip(_OPENING)
    return (near or text[:at].rstrip(_OPENING))[-1:]


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, told by punctuation and line breaks."""
    return tuple(filter(str.strip, _SENTENCE_END.split(text)))


@lru_cache(maxsize=_KEPT)
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


def own_names(claimed: Claimed, around: Scene) -> frozenset[str]:
    """The names nearest to a claim: in its sentence, else in those before it in the paragraph.

    The voice's own name counts only where it is one that the report is about ("the Holm police" in a report on Holm).
    """
    text, at, voice = claimed.text, hull(claimed.claim.content), claimed.claim.voice
    speaker = frozenset(_bare(word) for word in tokens(voice.name)) if voice else frozenset()
    known = around.names - ((speaker | around.outlet) - around.lead)
    line = text.rfind("\n", 0, at.start) + 1
    here = sentence_of(text, at)
    while not (found := frozenset(_bare(m[0]) for m in WORD.finditer(here.of(text)) if m[0][0].isupper()) & known):
        if here.start <= line:
            break
        here = sentence_of(text, Span(here.start - 1, here.start))
    return found


def scope_names(claimed: Claimed, around: Scene) -> frozenset[str]:
    """What a claim is confined to: its places, its doer, a place that opens its sentence or names its voice.

    Of the voice's name only what the report is about counts: "the Holm police" in a report on Holm.
    """
    known, voice = around.names, claimed.claim.voice
    main = next(iter(claimed.claim.predicates), None)
    doers = [role.name for role in main.roles if role.role == "agent"] if main else []
    named = frozenset(_bare(word) for place in claimed.claim.places for word in tokens(place.name)) & known
    sentence = sentence_of(claimed.text, hull(claimed.claim.content)).of(claimed.text)
    placed = (match[1].casefold() for match in _PLACED.finditer(sentence))
    doing = frozenset(_bare(word) for name in doers for word in tokens(name)) & known
    speaking = frozenset(_bare(word) for word in tokens(voice.name)) & around.lead if voice else frozenset()
    return named | doing | speaking | frozenset(name for name in placed if name in known or name == "capital")


@lru_cache(maxsize=_KEPT)
def common_setting(a: Scene, b: Scene) -> frozenset[str]:
    """The stems of the names that two reports are both about."""
    return frozenset(map(stem, a.lead & b.lead))


@lru_cache(maxsize=_KEPT)
def akin(a: Scene, b: Scene) -> bool:
    """Whether two reports that are led by different names still share so many that they look at one story."""
    names, gap = _names_besides(a, b), _days_between(a, b)
    if names < _enough(SOME_NAMES, a, b) or not _open_alike(a, b, OPENINGS):
        return False
    return gap <= WEEK or (names > SOME_NAMES and gap <= DAYS_APART and _shared_words(a, b) >= KIN)


def kin(a: Scene, b: Scene) -> bool:
    """Whether two reports belong to one story: they tell it, look at it from two sides, or tell it without a name."""
    if a.report != b.report and not _open_alike(a, b, OPENINGS):
        return False  # all of these ask for it, and most pairs end here
    return same_story(a, b) or akin(a, b) or _unnamed(a, b)


def acquainted(a: Scene, b: Scene) -> bool:
    """Whether anything in two reports can be of one event: they are kin, or one has a name of the other within a week.

    Without that, a word in common ("the police", "140") brings together what is years and countries apart.
    """
    if a.report != b.report and not _open_alike(a, b, ACQUAINTED):
        return False
    return kin(a, b) or (_days_between(a, b) <= WEEK and _touching(a, b))


def _touching(a: Scene, b: Scene) -> bool:
    """Whether one has a name of the other, be it as a word that only starts its sentences."""
    outlets = (a.outlet - a.lead) | (b.outlet - b.lead)  # the Holm Post on Holm
    return not ((a.names & b.capitals) | (b.names & a.capitals)) <= outlets


def _unnamed(a: Scene, b: Scene) -> bool:
    """Whether one report has no names to tell its story by, and shares words enough with the other within a week."""
    nameless = any(scene.names <= scene.outlet - scene.lead for scene in (a, b))
    near = nameless and _days_between(a, b) <= WEEK and _shared_words(a, b) >= KIN
    return near and _open_alike(a, b, OPENINGS)


def _names_besides(a: Scene, b: Scene) -> int:
    """How many names two reports share besides those of their outlets."""
    return len(a.names & b.names - a.outlet - b.outlet)


def _days_between(a: Scene, b: Scene) -> int:
    """The days between two reports; none where one has no date."""
    return abs((a.day - b.day).days) if a.day and b.day else 0


def _open_alike(a: Scene, b: Scene, share: float) -> bool:
    """Whether two reports begin with the same matter: long ones on other things share words, but not there."""
    least = share * MORE if min(len(a.stems), len(b.stems)) > LONG else share
    return len(a.opening & b.opening) + 1 >= least * sqrt(len(a.opening) * len(b.opening))


def _enough(least: int, a: Scene, b: Scene) -> float:
    """How many names two reports must share where `least` do for short ones."""
    return max(least, NAMES_SHARED * sqrt(len(a.names) * len(b.names)))


def _shared_words(a: Scene, b: Scene) -> float:
    """The share of the shorter report's words that the other also has, as if it were a short one."""
    fewer = min(len(a.stems), len(b.stems)) or 1
    return len(a.stems & b.stems) / fewer / sqrt(max(1.0, fewer / SHORT))


@lru_cache(maxsize=_KEPT)
def same_story(a: Scene, b: Scene) -> bool:
    """Whether two reports are about one story: neither is led by names unknown to the other, and they share enough.

    Where one is led by unknown names, they must share more, and be of about one time.
    """
    if a.report == b.report:
        return True
    if not _open_alike(a, b, OPENINGS):
        return False
    names, words, gap = len(a.names & b.names), _shared_words(a, b), _days_between(a, b)
    if (a.lead and not a.lead & b.capitals) or (b.lead and not b.lead & a.capitals):
        return gap <= DAYS_APART and _names_besides(a, b) >= _enough(SEVERAL_NAMES, a, b) and words >= ONE_STORY
    if gap > DAYS_APART:
        return _names_besides(a, b) >= _enough(SEVERAL_NAMES, a, b) and words >= KIN
    if names >= _enough(SOME_NAMES, a, b) or words >= KIN:
        return True
    return gap <= WEEK and words >= KIN / 2 + KIN / 10 * (not names)
