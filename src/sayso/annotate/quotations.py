"""Quotations: stretches between quotation marks, of whatever shape, paragraph by paragraph."""

from collections.abc import Iterator

from sayso.nouns import Paragraph, Quotation, Span

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』"}
"""Opening marks and what may close them. `»` opens in German and Danish books, `„` is closed by `“` in German."""

_STRAIGHT = '"'
_TYPED = {"''": "''", "``": "''"}
"""Marks typed as two characters, as older wires and databases have them, and what closes them."""


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """The quotations of each paragraph. One that is not closed ends with its paragraph and says so.

    Several paragraphs of one speech open each with a mark and close only the last, which is right in print; a mark that
    was lost can so never swallow the rest of the text.
    """
    return tuple(found for paragraph in paragraphs for found in _in_paragraph(text, paragraph.span))


def _in_paragraph(text: str, within: Span) -> Iterator[Quotation]:
    opened: int | None = None
    closers: tuple[str, ...] = ()
    width = 1  # of the opening mark
    at = within.start
    while at < within.end:
        if opened is None:
            closers = _opens(text, at, within)
            if closers:
                opened, width = at, 2 if text[at : at + 2] in _TYPED else 1
                at += width
                continue
        elif closer := next((mark for mark in closers if text.startswith(mark, at, within.end)), ""):
            if opened + width < at:
                yield Quotation(span=Span(opened, at + len(closer)), inner=Span(opened + width, at), closed=True)
            opened = None
            at += len(closer)
            continue
        at += 1
    if opened is not None and opened + width < within.end:
        yield Quotation(span=Span(opened, within.end), inner=Span(opened + width, within.end), closed=False)


def _opens(text: str, at: int, within: Span) -> tuple[str, ...]:
    """The marks that may close a quotation opened at `at`, or () if none opens there."""
    char = text[at]
    before = text[at - 1] if at > within.start else " "
    if (typed := text[at : at + 2]) in _TYPED and at + 2 < within.end:
        return () if before.isalnum() or text[at + 2].isspace() else (_TYPED[typed],)
    after = text[at + 1] if at + 1 < within.end else " "
    if after.isspace():
        return ()
    if char == _STRAIGHT:
        # 6'2" and 24" are inches; a mark right behind a word closes something whose opening was lost.
        return () if before.isalnum() else (_STRAIGHT, "”")
    if char == "»" and before.isalnum():
        return ()
    if char == "”" and not before.isalnum() and before not in ".,!?…":
        return ("”",)  # Swedish and Finnish open and close with the same mark
    return tuple(CLOSERS.get(char, ""))
