"""What stands in the place of a name: as many characters, so that everything else keeps its place."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

BLOCK: Final = "█"

SHORTEST: Final = 3
"""Letters of a part of a name that is masked where it stands alone: "of" and "Al" would blacken whole texts."""

_MARKS = r"[\u0300-\u036f]*"
_BETWEEN = r"(?:%20|%2B|[\W_]){0,4}"
"""What may stand between two words of a name: a blank, a line break, the hyphen of an address; nothing in #AdaQuill."""

_BEGINS, _ENDS = r"(?:(?<![^\W_])|(?<=%[0-9a-fA-F]{2}))", r"(?![^\W_])"
"""A name is a whole word, or follows on an escape of an address."""


@dataclass(frozen=True)
class Masks:
    """The names that are masked, and the number of the redaction, which each mask shows.

    With `parts` the words of a name of several words are masked where they stand alone, too: in texts where they are
    written with a capital, as names are, elsewhere however they are written.
    """

    number: int
    names: tuple[str, ...]
    parts: bool = True

    def text(self, text: str) -> str:
        """A text without the names; as long as before.

        >>> Masks(1, ("Ada Quill",)).text("“Wait,” Quill said, and ADA QUILL’s friends will.")
        '“Wait,” █1███ said, and █1███████’s friends will.'
        """
        return self._masked(text, any_case=False)

    def words(self, words: str) -> str:
        """Other words without the names: a voice, an address, what was folded to compare it.

        >>> Masks(1, ("Ada Quill",)).words("https://dale.example/ada-quill-arrested")
        'https://dale.example/█1███████-arrested'
        """
        return self._masked(words, any_case=True)

    def _masked(self, text: str, *, any_case: bool) -> str:
        plain = folded(text)
        spans = [found.span() for found in self._whole.finditer(plain) if any_case or _is_name(text, *found.span())]
        if self._part is not None:
            spans += [
                found.span() for found in self._part.finditer(plain) if any_case or not text[found.start()].islower()
            ]
        if not spans:
            return text
        chars = list(text)
        for start, end in merged(spans):
            chars[start:end] = self._mask(end - start)
        return "".join(chars)

    def _mask(self, length: int) -> str:
        """Blocks with the number after the first, if there is room for one at each end."""
        number = str(self.number)
        if length < len(number) + 2:
            return BLOCK * length
        return BLOCK + number + BLOCK * (length - 1 - len(number))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _pattern(_BETWEEN.join(map(_word, words_of(name))) for name in self.names)

    @cached_property
    def _part(self) -> re.Pattern[str] | None:
        several = (words_of(name) for name in self.names if len(words_of(name)) > 1)
        found = {word for words in several for word in words if len(word) >= SHORTEST and not word.islower()}
        return _pattern(map(_word, sorted(found))) if self.parts and found else None


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether what has the letters of a name is one: "another" is not An Other, though #another may be."""
    is_joined = bool(re.fullmatch(r"[^\W_]+", folded(text[start:end]))) and end - start > 1
    return not is_joined or not text[start].islower() or text[max(0, start - 1) : start] in {"#", "@"}


def words_of(name: str) -> list[str]:
    """The words of a name, without what stands between them."""
    return re.findall(r"[^\W_]+", folded(name))


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def folded(text: str) -> str:
    """The text with plain letters for those with marks on them; as long as before.

    >>> folded("Łódź, José, Йод")
    'Łodz, Jose, Иод'
    """
    return text if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return parts[0] if len(parts) > 1 and all(map(unicodedata.combining, parts[1:])) else char


def _word(word: str) -> str:
    return "".join(re.escape(char) + _MARKS for char in word)


def _pattern(parts: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile(rf"{_BEGINS}(?:{'|'.join(longest_first)}){_ENDS}", re.IGNORECASE)
