"""What is named around a cue, and where in a chain it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sayso.attribute.relays.phrases import Phrase
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Pieces

NEAR = 6
"""Words between a participle and its "by" ("seen on Tuesday by"), or between a thing and its participle."""
PARTICIPLES = frozenset({"VBN", "VBD"})


class Place(Enum):
    """Where in the chain the one named stands."""

    OUTSIDE = "passes on what the source says"
    INSIDE = "says what the source passes on"


@dataclass(frozen=True, slots=True)
class Named:
    """One who passes on or speaks, and the tokens of the words that say so."""

    place: Place
    who: Pieces
    words: tuple[int, int]
    rule: str
    plain_source: Pieces | None = None
    """The source without the words that say so, where they are part of it."""


@dataclass(frozen=True, slots=True)
class Around:
    """A telling and the tokens around it that belong to it."""

    telling: Telling
    tokens: Sequence[int]


def behind(syntax: Syntax, participle: int, *ties: str) -> int | None:
    """The preposition behind a participle, over times and adverbs but over no verb, mark or other "by"."""
    tokens = syntax.annotated.tokens
    _, stop = syntax.sentence(participle)
    for at in range(participle + 1, min(participle + NEAR, stop)):
        if syntax.lower(at) == "by" and syntax.lower(at + 1) in words("relays", "talk", "means"):
            continue
        if syntax.lower(at) in ties:
            return at
        if tokens.pos[at] in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"} or (syntax.lower(at) == "by"):
            return None
    return None


def before(syntax: Syntax, around: Around, token: int) -> Pieces | None:
    """The source up to a token inside or right behind it; None where the token is no part of it."""
    source = tokens_of(syntax, around.telling.source)
    if not source or not source[0] < token <= source[-1]:
        return None
    end = token
    tokens = syntax.annotated.tokens
    while end - 1 > source[0] and (
        syntax.lower(end - 1) in {",", "which", "that", "who", "as"} or tokens.pos[end - 1] == "AUX"
    ):
        end -= 1
    return syntax.pieces((source[0], end)) or None


def is_body(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a phrase was tagged as a body's name."""
    entity = syntax.annotated.tokens.entity[phrase.head]
    return entity >= 0 and syntax.annotated.entities[entity].label == "ORG"


def passable() -> frozenset[str]:
    """The nouns for what can be passed on: reports, recordings, talks."""
    groups = ("sayings", "recordings", "talks")
    return frozenset().union(*(words("relays", "things", group) for group in groups))
