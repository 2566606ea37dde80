"""Quotations: stretches between quotation marks, of whatever shape, paragraph by paragraph.

Marks get lost on a text's way. A quotation that was not closed ends before the words that name its speaker, before the
next one opens, or with its paragraph; one whose opening was lost begins with its sentence. Nothing is ever carried into
the next paragraph, so that no lost mark can swallow a text.
"""

import re
from collections.abc import Sequence

from sayso.annotate.marks import Mark, Side, marks_of, single_quotation
from sayso.data import words
from sayso.nouns import Paragraph, Quotation, Span, trimmed

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"”’»)]*\s+(?=\S)")
_CLAUSE = re.compile(r"[,?!…]\s+(?=([^,.;:!?\"“”„«»\n]{4,60})(?:[.,;:]|$))")
"""A short clause behind a comma, such as names a speaker."""
_WORD = re.compile(r"\w+")
_MOST_APPOSITIONS = 2
_LONGEST_APPOSITION = 6
"""Stretches between commas of one speaker's name, and the words of each ("its secretary, Hanne Bo, wrote")."""


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """The quotations of each paragraph, the outermost ones only. One that is not closed says so.

    Several paragraphs of one speech open each with a mark and close only the last, which is right in print.
    """
    return tuple(found for paragraph in paragraphs for found in _in_paragraph(text, paragraph.span))


def _in_paragraph(text: str, within: Span) -> list[Quotation]:
    marks = marks_of(text, within)
    found: list[Quotation | None] = []
    at, index, floor = within.start, 0, within.start  # `floor` is where the last quotation in double marks ends
    while True:
        following = marks[index].start if index < len(marks) else within.end
        if (single := single_quotation(text, at, following, within, marks)) is not None:
            at, whole = single.end, text[single.end - 1] in "’‘'"
            found.append(_quoted(text, (single.start, single.start + 1), at, marked=whole, closed=whole))
        elif index == len(marks):
            return [one for one in found if one is not None]
        elif marks[index].side is Side.CLOSES:
            start = _sentence_start(text, floor, marks[index], seen=bool(found))
            at = floor = marks[index].end
            if start is not None:
                found = [one for one in found if one is not None and one.span.end <= start]  # single marks inside
                found.append(_quoted(text, (start, start), at))
        else:
            opening = (marks[index].start, marks[index].end)
            closing, after = _closing(marks, index)
            at = closing.end if closing else marks[after].start if after < len(marks) else within.end
            end = at if closing else _speaker_at(text, opening[1], at)
            found.append(
                _quoted(text, opening, end, marked=closing is not None, closed=closing is not None or end < at)
            )
            floor = at
        while index < len(marks) and marks[index].start < at:
            index += 1


def _closing(marks: Sequence[Mark], opening: int) -> tuple[Mark | None, int]:
    """The mark that closes what the mark at `opening` opens; or None, and the index of the next that opens another.

    One that opens inside another is told from one that opens behind it by its shape or by two closing marks in a row.
    """
    depth = 0
    for index in range(opening + 1, len(marks)):
        if marks[index].side is Side.CLOSES:
            if not depth:
                return marks[index], index + 1
            depth -= 1
        elif marks[index].shape != marks[opening].shape or _two_close(marks, index + 1):
            depth += 1
        else:
            return None, index
    return None, len(marks)


def _two_close(marks: Sequence[Mark], index: int) -> bool:
    return [mark.side for mark in marks[index : index + 2]] == [Side.CLOSES, Side.CLOSES]


def _quoted(
    text: str, opening: tuple[int, int], end: int, *, marked: bool = True, closed: bool = True
) -> Quotation | None:
    """The quotation from its opening mark (an empty range where that was lost) to its end; None if it is empty."""
    inner_end = end
    if marked:
        inner_end = end - (2 if text.startswith("''", end - 2) and end - 2 > opening[1] else 1)
    inner = trimmed(text, Span(opening[1], inner_end)) if opening[1] < inner_end else None
    whole = trimmed(text, Span(opening[0], end)) if inner is not None else None
    return None if inner is None or whole is None else Quotation(span=whole, inner=inner, closed=closed)


def _speaker_at(text: str, start: int, end: int) -> int:
    """Where the words that name the speaker begin, as far as they stand behind a comma; else the end.

    Before “The dam will hold, Ana Vey said. She left.” goes on, that is.
    """
    for match in _CLAUSE.finditer(text, start, end):
        clause = _WORD.findall(match[1].casefold())
        said = next((at for at, word in enumerate(clause) if word in words("quotations", "said")), None)
        if said is None or {"that", "to", "of"}.intersection(clause[said + 1 : said + 2]):
            continue
        at = match.start()
        for _ in range(
            _MOST_APPOSITIONS if said == 0 and _names_nobody(clause[1:]) else 0
        ):  # "…, its head, Ana Vey, said"
            before = text.rfind(",", start, at)
            if before < 0 or len(text[before + 1 : at].split()) > _LONGEST_APPOSITION:
                break
            at = before
        return at + 1
    return end


def _names_nobody(rest: list[str]) -> bool:
    return not rest or rest[0] in words("quotations", "trails")


def _sentence_start(text: str, first: int, closing: Mark, *, seen: bool) -> int | None:
    """Where a quotation began whose opening mark was lost, or None where nothing tells that one did.

    Behind a comma and before more words (“The dam will hold,” she said) it is the sentence; at a full stop, where a
    quotation was `seen` before, all that follows the sentence with its cue.
    """
    breaks = [match.end() for match in _SENTENCE.finditer(text, first, closing.start)]
    last = text[closing.start - 1 : closing.start]
    if (
        last in ",?!"
        and text[closing.end : closing.end + 2].strip()
        and "\n" not in text[closing.end : closing.end + 2]
    ):
        return breaks[-1] if breaks else first
    return breaks[0] if seen and last == "." and breaks else None
