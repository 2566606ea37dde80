"""An extractor's text → the same text in the page's own characters, and the way back to the bytes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.intake.markup import Shown

FAR = 50_000
"""Characters ahead in which a line is looked for first; an article's lines follow one another."""

MISSES = 200
"""Lines that may be looked for in the whole page. An extractor invents few; more would take long in a large page."""

LEAST = 12
"""Characters that a piece of a line needs to be recognised by; shorter ones stand anywhere."""

_MARKER = re.compile(r"[ \t]*(?:[-|] )?")  # what an extractor writes before the items of lists and the rows of tables
_CELLS = " | "  # and between the cells of these

_Part = str | tuple[int, int]
"""A piece of a line: the extractor's own characters, or where the page's stand."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A text without what extractors change: its visible characters, composed, and where each stands."""

    text: str
    starts: list[int]
    ends: list[int]


def visible(character: str) -> bool:
    """Whether extractors leave the character alone."""
    return character != " " and character.isprintable()


def verbatim(lines: Iterable[str], page: Shown) -> str:
    """The lines in the characters of the page; a line, or a piece of one, that it does not have stays as it is."""
    return "\n".join("".join(_text(part, page) for part in parts) for parts in _parts(lines, page))


def places(text: str, page: Shown) -> list[tuple[int, int] | None]:
    """Where in the markup each character of a text made by `verbatim` stands; None: it is not the page's own."""
    lines = text.split("\n")
    found: list[tuple[int, int] | None] = []
    for line, parts in zip(lines, _parts(lines, page), strict=True):
        here = [place for part in parts for place in _places(part, page)]
        same = "".join(_text(part, page) for part in parts) == line
        found += [*(here if same else [None] * len(line)), None]
    return found[:-1]


def _text(part: _Part, page: Shown) -> str:
    return part if isinstance(part, str) else page.text[part[0] : part[1]].replace("\n", " ")


def _places(part: _Part, page: Shown) -> list[tuple[int, int] | None]:
    if isinstance(part, str):
        return [None] * len(part)
    return [(page.starts[place], page.ends[place]) for place in range(*part)]


def _parts(lines: Iterable[str], page: Shown) -> Iterator[list[_Part]]:
    key = _key(page.text)
    at, misses = 0, 0
    for line in lines:
        parts: list[_Part] = []
        match = _MARKER.match(line)
        marker = match[0] if match else ""
        for number, cell in enumerate(_cells(line[len(marker) :], key, at)):
            pieces, at, missed = _cell(cell, key, page.text, at, search=misses < MISSES)
            misses += missed
            parts += [_CELLS, *pieces] if number else pieces
        yield [marker, *parts] if marker else parts


def _cells(line: str, key: _Key, at: int) -> list[str]:
    """The cells of a row; a line that the page has with its strokes is prose."""
    if _CELLS not in line or _find(key.text, _key(line).text, at, search=False) >= 0:
        return [line]
    return line.split(_CELLS)


def _cell(cell: str, key: _Key, page: str, at: int, *, search: bool) -> tuple[list[_Part], int, bool]:
    """A line, or a cell of a table; where the next is looked for; whether the page does not have it as a whole."""
    wanted = _key(cell)
    if not wanted.text:
        return [cell], at, False
    place = _find(key.text, wanted.text, at, search=search)
    if place >= 0:
        return [_range(key, page, place, len(wanted.text))], place + len(wanted.text), False
    if not search:
        return [cell], at, True
    # Something that the page has inside the line was left out: its parts are taken one after the other.
    parts: list[_Part] = []
    done = 0
    while done < len(wanted.text):
        length, place = _longest(key.text, wanted.text[done:], at)
        if length < min(LEAST, len(wanted.text) - done):
            break
        between = cell[wanted.ends[done - 1] : wanted.starts[done]] if done else ""
        parts += [between, _range(key, page, place, length)] if between else [_range(key, page, place, length)]
        done, at = done + length, place + length
    if done < len(wanted.text):
        parts.append(cell[wanted.ends[done - 1] if done else 0 :])
    return parts, at, True


def _find(text: str, wanted: str, at: int, *, search: bool) -> int:
    place = text.find(wanted, at, at + len(wanted) + FAR)
    if place < 0 and search:
        place = text.find(wanted, at)
        place = place if place >= 0 else text.find(wanted)
    return place


def _longest(text: str, wanted: str, at: int) -> tuple[int, int]:
    """The longest beginning of `wanted` that stands near `at`, and where."""
    end = at + len(wanted) + FAR
    shortest, longest = 0, len(wanted)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if text.find(wanted[:middle], at, end) >= 0:
            shortest = middle
        else:
            longest = middle - 1
    return shortest, text.find(wanted[:shortest], at, end)


def _range(key: _Key, page: str, place: int, length: int) -> tuple[int, int]:
    """Where the key's characters stand, with those at both ends that cannot be seen and are no white space."""
    start, end = first, last = key.starts[place], key.ends[place + length - 1]
    at = start
    while at and page[at - 1] != "\n" and not visible(page[at - 1]):
        at -= 1
        first = first if page[at].isspace() else at
    at = end
    while at < len(page) and page[at] != "\n" and not visible(page[at]):
        at += 1
        last = last if page[at - 1].isspace() else at
    return first, last


def _key(text: str) -> _Key:
    """Accents that follow their letter are composed with it, as extractors do."""
    kept = [place for place, character in enumerate(text) if visible(character)]
    plain = "".join([text[place] for place in kept])
    if unicodedata.is_normalized("NFC", plain):
        return _Key(plain, kept, [place + 1 for place in kept])
    characters, starts, ends = [], [], []
    at = 0
    while at < len(kept):
        upto = at + 1
        while upto < len(kept) and unicodedata.combining(text[kept[upto]]):
            upto += 1
        composed = unicodedata.normalize("NFC", plain[at:upto])
        characters.append(composed)
        starts += [kept[at]] * len(composed)
        ends += [kept[upto - 1] + 1] * len(composed)
        at = upto
    return _Key("".join(characters), starts, ends)
