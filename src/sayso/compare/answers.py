"""The value of an answer in words: the number, state, place or holder; of a denial, that it is one."""

import re
from collections.abc import Sequence

from sayso.compare.blame import blame
from sayso.compare.causes import cause_words
from sayso.compare.labels import label
from sayso.compare.names import normal
from sayso.compare.profile import Profile
from sayso.compare.values import readable
from sayso.nouns import Act, Form, Predicate, QuestionKey, QuestionKind, Role, Span, hull

_ANYBODY = ("people", "persons", "person")
_LONG = 90  # characters of a value that fit a line of a list
_FEWEST = 3  # a shorter claim ("that number") tells little by itself
_NEGATED = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|nowhere|without|cannot|no[- ]one)\b|n['’]t\b|\brul\w+ out\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|at|on|inside|under|near|outside|to|into|with|across|over)\s+(?:\S+\s+){0,3}\Z", re.IGNORECASE
)
_WHERE_BACK = 40  # characters before a place in which its preposition stands
_FURTHER = re.compile(r"\s+(?:in|at|on|near|under)\s+(?:the\s+)?\w+(?:\s+[A-Z]\w+)*")


def value_of(key: QuestionKey, members: Sequence[Profile]) -> str:
    """What the claims of one answer say to a question, in as few words as tell it."""
    told = next(filter(None, (_told(key, profile) for profile in members)), None)
    if key.kind is QuestionKind.COUNT and len(nouns := set(map(_counted, filter(counts_something, members)))) == 1:
        told = f"{told} {nouns.pop()}".rstrip()  # what all who give the number count
    return cut(told or _wording(members), _LONG)


def cut(text: str, longest: int) -> str:
    """The text in one line, cut at a word.

    >>> cut("The gate at the quay was shut", 16)
    'The gate at the…'
    """
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    return plain[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def shortest(members: Sequence[Profile]) -> Profile:
    """The claim that says it in the fewest words, the first of several; a headline or scrap only if need be."""
    return min(members, key=lambda p: (p.claim.form is Form.HEADLINE, len(p.text.split()) < _FEWEST, len(p.text)))


def _wording(members: Sequence[Profile]) -> str:
    profile = shortest(members)
    said = profile.text.strip().rstrip(".,;")
    return f"denied: {said}" if _denied_words(profile) else said


def _denied_words(profile: Profile) -> bool:
    """Whether the words are those that the voice denies, so that they would read as if they were asserted."""
    return profile.claim.act is Act.DENY or (profile.negative and not _NEGATED.search(profile.text))


def _told(key: QuestionKey, profile: Profile) -> str | None:
    """The value that one claim gives in the question's terms; None where only its wording tells it."""
    text, told = profile.body, None
    match key.kind:
        case QuestionKind.COUNT:
            told = _count(profile) or (_state(profile, profile.states[0]) if profile.states[:1] else None)
        case QuestionKind.TIME if profile.claim.times and not profile.negative:
            told = max((when.span for when in profile.claim.times), key=_length).of(text)
        case QuestionKind.CAUSE if not profile.negative and (cause := cause_words(profile)):
            told = cause[1].of(text)
        case QuestionKind.AGENCY:
            told = _doer(key, profile)
        case QuestionKind.LABEL if given := label(profile):
            told = _signed(profile, given.span.of(text))
        case QuestionKind.STATUS | QuestionKind.PLACE | QuestionKind.CONTROL:
            states = [state for state in profile.states if state.frame == key.attribute]
            if key.attribute != "control":  # who is where does not tell who holds what
                states = states or list(profile.states[:1])
            told = _state(profile, states[0]) if states else None
    return told


def _length(span: Span) -> int:
    """How many characters a span has."""
    return span.end - span.start


def _signed(profile: Profile, value: str) -> str:
    """The value, or that it is denied."""
    if not profile.negative:
        return value
    return f"denied: {value}" if profile.claim.act is Act.DENY or value.startswith("not ") else f"not {value}"


def counts_something(profile: Profile) -> bool:
    """Whether the claim gives a number of something known."""
    return profile.count is not None and (profile.attribute or profile.figure_of) is not None


def _count(profile: Profile) -> str | None:
    """The number as written; its capital only opened a sentence."""
    if profile.count is None or not counts_something(profile):
        return None
    number = readable(profile.count, profile.body)
    number = number[:1].lower() + number[1:]
    return f"denied: {number}" if profile.negative else number


def _counted(profile: Profile) -> str:
    """What the number counts, where that follows it and is more than "people"."""
    count, text = profile.count, profile.body
    noun = count.counted_span if count else None
    if count is None or noun is None or noun.start < count.span.end or text[count.span.end : noun.start].strip():
        return ""
    written = " ".join(noun.of(text).split())
    return "" if written.casefold() in (*_ANYBODY, profile.population) else written


def _doer(key: QuestionKey, profile: Profile) -> str | None:
    blamed = blame(profile)
    agents = [
        role
        for predicate in profile.claim.predicates
        if blamed or predicate.name == key.attribute
        for role in predicate.roles
        if role.role == "agent"
    ]
    if blamed:
        agents = [role for role in agents if role.span.overlaps(blamed.span)]
    named = _as_written(profile, agents[0]) if agents else blamed.span.of(profile.body) if blamed else None
    return _signed(profile, named) if named else None


def _state(profile: Profile, state: Predicate) -> str | None:
    """The state in words: the place, the holder, or the value of the status lexicon."""
    value = state.value or ""
    wanted = value.removeprefix("not ").removeprefix("@")
    if state.frame == "whereabouts":
        place = next((role for role in state.roles if role.role == "place"), None)
        if place is None:
            return None
        away = value.startswith("not ")
        return _signed(profile, f"away from {_as_written(profile, place)}" if away else _place(profile, state, place))
    if state.frame == "control":
        holder = next((role for role in state.roles if role.role == "agent"), None)
        if holder is None:
            return None
        told = _as_written(profile, holder)
        return _signed(profile, f"not {told}" if value.startswith("not ") else told)
    if not wanted or wanted in ("agent", "place", "patient") or state.frame == "label":
        return None
    return _signed(profile, value)


def _place(profile: Profile, state: Predicate, place: Role) -> str:
    """The place with its preposition and what it lies in: "at home on the island"."""
    text, window = profile.body, hull(profile.claim.content)
    if not window.start <= place.span.start < window.end:
        return place.name
    found = _WHERE.search(text, max(window.start, place.span.start - _WHERE_BACK), place.span.start)
    start = found.start() if found else place.span.start
    further = _FURTHER.match(text, place.span.end, window.end)
    return text[
        max(start, min(state.span.end, place.span.start)) : further.end() if further else place.span.end
    ].strip()


def _as_written(profile: Profile, role: Role) -> str:
    """Who or what, as the claim writes it; by its name where the claim has a pronoun or leaves it out."""
    window = hull(profile.claim.content)
    inside = window.start <= role.span.start and role.span.end <= window.end
    written = " ".join(role.span.of(profile.body).split())
    return written if inside and normal(written) == normal(role.name) else role.name
