"""What is looked for and what is found, whatever the index."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can be searched for."""

    CLAIM = "claim"
    QUESTION = "question"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word, or several that stand in a row; `begins`: the last one may go on."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that has all the terms: the id of a claim or question, the name of a voice.

    `marks` are the half-open ranges of `words` that fit.
    """

    kind: Kind
    ident: str
    words: str
    marks: tuple[tuple[int, int], ...]
