"""Paragraphs: the stretches between line breaks, and which of them are page furniture."""

import re
from collections.abc import Iterator

from sayso.data import words
from sayso.nouns import Paragraph, Span, trimmed

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HAS_WORD = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_ADDRESSES = re.compile(r"(?:(?:https?://|www\.|[@#])\S+\s*)+")

_SURE_SIGN = re.compile(r"[•·▪◦‣●○■□➤►▶✓✔]\s+(?=\S)")
_SIGN = re.compile(r"(?:[-–—*]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_LINE = re.compile(r"\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")

LONGEST = 4_000
"""Code points of the longest paragraph. Few paragraphs of news reach 1,000; an export without line breaks is one line
of any length, and what looks around within a paragraph would take a time that grows with its square."""


def paragraphs(text: str, *, headline: bool = False) -> tuple[Paragraph, ...]:
    r"""The non-empty stretches between line breaks, in order, each marked as noise or not.

    A stretch over `LONGEST` is cut behind a sentence, or else at a space.

    A headline is never furniture, though "Copyright row: minister resigns" begins like it.

    >>> [(p.span.of("One.\n6"), p.noise) for p in paragraphs("One.\n6")]
    [('One.', False), ('6', True)]
    """
    found: list[Paragraph] = []
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        if start < end and (span := trimmed(text, Span(start, end))) is not None:
            found += [
                Paragraph(span=part, noise=not headline and is_noise(part.of(text))) for part in _short(text, span)
            ]
        start = after
    return tuple(found)


def _short(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        half, most = start + LONGEST // 2, start + LONGEST
        cut = max(text.rfind(mark, half, most) for mark in (". ", "! ", "? ", ".” ", '." '))
        cut = cut if cut >= 0 else text.rfind(" ", half, most)
        end = text.find(" ", cut) + 1 if cut >= 0 else most
        if (part := trimmed(text, Span(start, end))) is not None:
            yield part
        start = end
    if (rest := trimmed(text, Span(start, span.end))) is not None:
        yield rest


def is_noise(line: str) -> bool:
    """Whether a line is page furniture: no words, an address, a clock, a row of buttons, a pointer to other pages."""
    if _HAS_WORD.search(line) is None or _ADDRESSES.fullmatch(line):
        return True
    folded = line.casefold()
    found = set(_WORD.findall(folded))
    if found <= words("noise", "buttons") or (found <= words("noise", "clock") and _DIGIT.search(line)):
        return True
    if folded.startswith(tuple(words("noise", "sure_starts"))) or folded.endswith(tuple(words("noise", "sure_ends"))):
        return True
    return any(
        folded.startswith(start) and not folded[len(start) : len(start) + 1].isalpha()
        for start in words("noise", "line_starts")
    ) and not _is_prose(line)


def inline_noise(text: str, span: Span) -> int | None:
    """Where a pointer to other pages begins inside a paragraph ("… to tell. Read more: …"), or None."""
    folded = span.of(text).casefold()
    starts = [at for start in words("noise", "inline_starts") if (at := folded.rfind(start)) > 0]
    starts = [at for at in starts if len(folded) == len(span.of(text)) and folded[:at].rstrip()[-1:] in '.!?"”’»)']
    return span.start + min(starts) if starts else None


def item_sign(text: str, span: Span) -> int | None:
    """Where the words of a list item begin, behind its bullet, dash or number; None where a paragraph is none.

    A dash or number makes an item only beside another or behind a colon: "1. May was cold" may be a sentence's start.
    """
    if sure := _SURE_SIGN.match(text, span.start, span.end):
        return sure.end()
    sign = _SIGN.match(text, span.start, span.end)
    if sign is None:
        return None
    after = _LINE.search(text, span.end)
    before = text[max(0, span.start - LONGEST) : span.start].rstrip()
    line = before[max(map(before.rfind, "\n\r\u2028\u2029")) + 1 :].lstrip()
    beside = _SIGN.match(line) or (after and _SIGN.match(after[0]))
    return sign.end() if beside or before[-1:] == ":" else None


def _is_prose(line: str) -> bool:
    # "Comments by the minister drew anger on Monday." begins like furniture and is a sentence all the same.
    return line.rstrip()[-1:] in ".!?" and ":" not in line[:24] and len(line.split()) > 5
