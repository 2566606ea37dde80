"""Datelines and clock times at a paragraph's start ("TOWN, May 3 (Agency) - ", "19:35 "): part of no content."""

import re
from bisect import bisect_right

from sayso.nouns import Annotated, Pieces, Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_PLACE = r"[A-Z][\w.'’\-]{0,40}(?:[ /][A-Z][\w.'’\-]{0,40}){0,4}(?:,\s+[A-Z][\w.'’\- ]{0,30}?)?"
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE}),?\s*)?(?:{_DATE}\s*)?\([^)\n]{{2,40}}\)\s*(?:[-–—:]+\s*|(?=[A-Z]))"  # TOWN, May 3 (Agency) -
    r"|(?:[A-Z][A-Z.'’\-]{1,40}(?:[ /,]{1,3}[A-Z][A-Z.'’\-]{1,40}){0,4})"
    rf"(?:,\s*[A-Z][\w. ]{{1,20}})?(?:,?\s+{_DATE})?\s*[-–—]+\s+"
    rf"|(?:{_PLACE}),\s*{_DATE}\s*[-–—]+\s+"  # Town, May 3 -
    r"|\d{1,2}[:.]\d{2}(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,4}))?(?:\s*+[-–—:|])?\s+"  # 19:35
)


def dateline_end(annotated: Annotated, paragraph: int) -> int:
    """Where the paragraph's own text begins, behind a dateline if it has one."""
    span = annotated.paragraphs[paragraph].span
    found = _DATELINE.match(annotated.text, span.start, span.end)
    return found.end() if found is not None and found.end() < span.end else span.start


def without_datelines(annotated: Annotated, pieces: Pieces) -> Pieces:
    """The pieces without the datelines that they begin with; a piece that is nothing else is left out."""
    kept: list[Span] = []
    for piece in pieces:
        start = piece.start
        index = bisect_right(annotated.paragraphs, start, key=lambda paragraph: paragraph.span.start) - 1
        if index >= 0 and start < annotated.paragraphs[index].span.end:
            start = max(start, dateline_end(annotated, index))
        if start < piece.end:
            kept.append(Span(start, piece.end))
    return tuple(kept)
