"""Quotations: stretches between quotation marks, of whatever shape, paragraph by paragraph."""

from collections.abc import Iterator

from sayso.nouns import Paragraph, Quotation, Span

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』"}
"""Opening marks and what may close them. `»` opens in German and Danish books, `„` is closed by `“` in German."""

_STRAIGHT = '"'


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """The quotations of each paragraph. One that is not closed ends with its paragraph and says so.

    Several paragraphs of one speech open each with a mark and close only the last, which is right in print; a mark that
    was lost can so never swallow the rest of the text.
    """
    return tuple(found for paragraph in paragraphs for found in _in_paragraph(text, paragraph.span))


def _in_paragraph(text: str, within: Span) -> Iterator[Quotation]:
    opened: int | None = None
    closers = ""
    at = within.start
    while at < within.end:
        char = text[at]
        if opened is None:
            closers = _opens(text, at, within)
            if closers:
                opened = at
        elif char in closers:
            if opened + 1 < at:
                yield Quotation(span=Span(opened, at + 1), inner=Span(opened + 1, at), closed=True)
            opened = None
        at += 1
    if opened is not None and opened + 1 < within.end:
        yield Quotation(span=Span(opened, within.end), inner=Span(opened + 1, within.end), closed=False)


def _opens(text: str, at: int, within: Span) -> str:
    """The marks that may close a quotation opened at `at`, or "" if none opens there."""
    char = text[at]
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    if after.isspace():
        return ""
    if char == _STRAIGHT:
        # 6'2" and 24" are inches; a mark right behind a word closes something whose opening was lost.
        return "" if before.isalnum() else _STRAIGHT + "”"
    if char == "»" and before.isalnum():
        return ""
    if char == "”" and not before.isalnum() and before not in ".,!?…":
        return "”"  # Swedish and Finnish open and close with the same mark
    return CLOSERS.get(char, "")
