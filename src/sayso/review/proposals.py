"""What may be worth a flag, by its words. Nothing is flagged by itself: a person decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso import data
from sayso.nouns import Care, Claimed, Flag, Span, touching


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that may be graphic, and the words that say so. `words` are spans of its layer."""

    claimed: Claimed
    words: tuple[Span, ...]


def proposals(claims: Iterable[Claimed], flagged: Sequence[Flag]) -> tuple[Proposal, ...]:
    """The claims with words of `data/care.toml` that nobody has flagged as graphic, in the order given."""
    graphic = tuple(flag for flag in flagged if flag.care is Care.GRAPHIC)
    found = (Proposal(claimed=one, words=graphic_words(one)) for one in claims)
    return tuple(one for one in found if one.words and not touching(graphic, one.claimed))


def graphic_words(one: Claimed) -> tuple[Span, ...]:
    """Where a claim's content has words that often tell of something graphic."""
    return tuple(
        Span(piece.start + match.start(), piece.start + match.end())
        for piece in one.claim.content
        for match in _pattern().finditer(piece.of(one.text))
    )


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    listed = sorted(data.words("care", "graphic"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)
