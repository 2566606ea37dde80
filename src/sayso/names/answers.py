"""Two names laid beside one another: the same, different, or not to be told from names alone."""

from dataclasses import dataclass
from enum import StrEnum


class NameType(StrEnum):
    """How both names are to be read: as a body, "Ankara" is a government."""

    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    PLACE = "place"


class Sameness(StrEnum):
    """Whether two names mean the same. UNSURE is an answer: it merges nothing."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer, with its reason in words."""

    answer: Sameness
    why: str


def same(why: str) -> Compared:
    """They mean the same."""
    return Compared(Sameness.SAME, why)


def different(why: str) -> Compared:
    """They mean two."""
    return Compared(Sameness.DIFFERENT, why)


def unsure(why: str) -> Compared:
    """Names alone do not tell."""
    return Compared(Sameness.UNSURE, why)
