"""Paragraphs: the stretches between line breaks, and which of them are page furniture."""

import re

from sayso.data import words
from sayso.nouns import Paragraph, Span, trimmed

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HAS_WORD = re.compile(r"[^\W\d_]")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The non-empty stretches between line breaks, in order, each marked as noise or not.

    >>> [(p.span.of("One.\n6"), p.noise) for p in paragraphs("One.\n6")]
    [('One.', False), ('6', True)]
    """
    found: list[Paragraph] = []
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        if start < end and (span := trimmed(text, Span(start, end))) is not None:
            found.append(Paragraph(span=span, noise=is_noise(span.of(text))))
        start = after
    return tuple(found)


def is_noise(line: str) -> bool:
    """Whether a line is page furniture: no letter in it, or a pointer to other pages."""
    if _HAS_WORD.search(line) is None:
        return True
    folded = line.casefold()
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


def _is_prose(line: str) -> bool:
    # "Comments by the minister drew anger on Monday." begins like furniture and is a sentence all the same.
    return line.rstrip()[-1:] in ".!?" and ":" not in line[:24] and len(line.split()) > 5
