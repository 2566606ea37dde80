"""A text as it was before it was damaged on its way, with the place of each of its characters in the text as it is.

Bad exports hold quotation marks in a wrong encoding ("â€œ"), entities of HTML ("&rdquo;"), characters that nobody sees
(soft hyphens, zero-width spaces), runs of spaces, and lines broken at a fixed width. Nothing is rewritten: the plain
text is only what the parser reads, and all that it finds is carried back to the frozen text.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.nouns import Annotated, Span

_UNSEEN = "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ODD_SPACES = "\t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_SPACES = f" {_ODD_SPACES}"
_CP1252 = {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LEADS = "\u00c2-\u00f4"
_FOLLOWS = "".join(re.escape(char) for char in _CP1252) + "\u0080-\u00bf"
_DAMAGE = re.compile(
    rf"(?P<unseen>[{_UNSEEN}]+)"
    rf"|(?P<encoded>[{_LEADS}][{_FOLLOWS}]{{1,3}}|â€)"
    r"|(?P<entity>&(?:\#\d{2,6}|\#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});)"
    rf"|(?P<mark>(?<![^\s(\[])«[{_SPACES}]+|[{_SPACES}]+»(?!\w))"
    rf"|(?P<spaces>[{_SPACES}]{{2,}}|[{_ODD_SPACES}])"
)
"""What is mended. A space between a pointed mark and the words is French print, and no damage."""

WIDTH = (40, 110)
"""Characters of a line broken at a fixed width: fewer are a headline, more a paragraph."""
_LEAST_BREAKS = 3
_IN_BLOCK = re.compile(r"(?<=[^\n])\r?\n(?=[^\r\n])")
_GOES_ON = re.compile(r"[^\S\r\n]*[a-z]")
_STARTS = re.compile(r"[^\S\r\n]*(?:[-–—*•·▪◦‣●\[|#]|\(?\d{1,2}[.):])")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text; character i stands for `starts[i]` to `ends[i]` of the frozen text (None: they are the same)."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def frozen(self, span: Span) -> Span:
        """A span of the plain text as one of the frozen text."""
        if self.starts is None or self.ends is None:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def thawed(self, span: Span) -> Span:
        """A span of the frozen text that came from the plain one, as a span of the plain text again."""
        if self.starts is None:
            return span
        return Span(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def carried_back(self, found: Annotated, text: str) -> Annotated:
        """An annotation of the plain text as one of the frozen text."""
        starts, ends = self.starts, self.ends
        if starts is None or ends is None:
            return found
        tokens = replace(
            found.tokens,
            start=tuple(starts[at] for at in found.tokens.start),
            end=tuple(ends[at - 1] for at in found.tokens.end),
        )
        return replace(
            found,
            text=text,
            paragraphs=tuple(replace(one, span=self.frozen(one.span)) for one in found.paragraphs),
            sentences=tuple(replace(one, span=self.frozen(one.span)) for one in found.sentences),
            tokens=tokens,
            entities=tuple(replace(one, span=self.frozen(one.span)) for one in found.entities),
            quotations=tuple(
                replace(one, span=self.frozen(one.span), inner=self.frozen(one.inner)) for one in found.quotations
            ),
        )


def plain(text: str) -> Plain:
    r"""The plain form of a text; of an undamaged one the text itself.

    >>> plain("â€œNo,â€\u009d she\u00ad said").text
    '“No,” she said'
    """
    edits = sorted([*_mended(text), *_unwrapped(text)])
    if not edits:
        return Plain(text)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in edits:
        parts += (text[at:start], new)
        starts += (*range(at, start), *[start] * len(new))
        ends += (*range(at + 1, start + 1), *[end] * len(new))
        at = end
    parts.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Plain("".join(parts), tuple(starts), tuple(ends))


_Edit = tuple[int, int, str]


def _mended(text: str) -> Iterator[_Edit]:
    for match in _DAMAGE.finditer(text):
        new = _new(match)
        if new is not None and new != match[0]:
            yield match.start(), match.end(), new


def _new(match: re.Match[str]) -> str | None:
    """What stands for a piece of damage: one character or none; None where it is no damage."""
    if match["unseen"]:
        return ""
    if match["spaces"]:
        return " "
    if match["mark"]:
        return match[0].strip()
    if match["entity"]:
        char = html.unescape(match[0])
        return None if len(char) != 1 or char in "\n\r" else char
    if match[0] == "â€":
        return "”"  # its last byte is a control character, which many programs drop
    return _decoded(match[0])


def _decoded(chars: str) -> str | None:
    """The one character whose bytes were read as if they were Windows-1252, or None."""
    raw = bytes(_CP1252.get(char, ord(char) if ord(char) < 0x100 else 0) for char in chars)
    try:
        found = raw.decode()
    except UnicodeDecodeError:
        return None
    return found if len(found) == 1 else None


def _unwrapped(text: str) -> Iterable[_Edit]:
    """The line breaks inside of paragraphs, where a text has its lines broken at a fixed width.

    That it has is told by lines of one width that go on in lower case where no sentence ends.
    """
    breaks = list(_IN_BLOCK.finditer(text))
    if len(breaks) < _LEAST_BREAKS:
        return
    lines = [(text.rfind("\n", 0, match.start()) + 1, match) for match in breaks]
    widths = [match.start() - start for start, match in lines]
    flowing = sum(
        text[match.start() - 1] not in ".!?:;" and _GOES_ON.match(text, match.end()) is not None for match in breaks
    )
    if max(widths) > WIDTH[1] or 3 * flowing < len(breaks):
        return
    for (start, match), width in zip(lines, widths, strict=True):
        if max(WIDTH[0], max(widths) - 24) <= width and not _STARTS.match(text, match.end()) and start < match.start():
            yield match.start(), match.end(), " "
