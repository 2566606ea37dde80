"""What the parser is shown of a text: other marks, shouted words and list signs in the shape that it was trained on.

Every character stands for the one at its place, so that nothing needs to be carried back.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.annotate.gazetteer import label_of
from sayso.annotate.paragraphs import item_sign
from sayso.annotate.plain import Plain, plain
from sayso.data import words
from sayso.nouns import Annotated, Paragraph, Quotation

_PLAIN = frozenset("\"“”'`＂")
"""Marks that the parser knows. `'` and `` ` `` are here as parts of typed marks; a single one is shown as double."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.!?]\s+|[“\"‘]|:\s)[“\"‘(\[]{0,6}$")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "april", "june", "july", "august", "september", "october", "november", "december")
_CAPITALISED = frozenset({"i", *_DAYS, *_MONTHS})  # not "march" and "may"
_PRONOUNS = frozenset({"who", "it", "us"})
LEAST_LETTERS = 12
"""Letters of a paragraph in capitals; shorter ones are names and abbreviations."""
SHOUTED = 0.95
"""Share of capitals among the letters of a paragraph in capitals; a lower-case name in it does not matter."""


def view(text: str, paragraphs: tuple[Paragraph, ...], quotations: tuple[Quotation, ...]) -> str:
    """The text as the parser is shown it, of the same length."""
    changes = [*_marks(text, quotations), *_lowered(text, paragraphs), *_signs(text, paragraphs)]
    if not changes:
        return text
    shown = list(text)
    for at, new in changes:
        shown[at : at + len(new)] = new
    return "".join(shown)


def as_parsed(annotated: Annotated) -> tuple[Plain, tuple[Paragraph, ...]]:
    """What the parser was shown of an annotated text, for another reader of it, with the paragraphs' spans in it."""
    mended = plain(annotated.text)
    blocks = tuple(replace(one, span=mended.thawed(one.span)) for one in annotated.paragraphs)
    quoted = tuple(
        replace(one, span=mended.thawed(one.span), inner=mended.thawed(one.inner)) for one in annotated.quotations
    )
    return replace(mended, text=view(mended.text, blocks, quoted)), blocks


def _marks(text: str, quotations: tuple[Quotation, ...]) -> Iterator[tuple[int, str]]:
    for quoted in quotations:
        first, last = quoted.span.start, quoted.span.end - 1
        single = text[first] in "'‘‚" and text[first : first + 2] != "''"
        if first < quoted.inner.start and (single or text[first] not in _PLAIN):
            yield first, "“"
        if quoted.closed and quoted.inner.end <= last and (single or text[last] == "“" or text[last] not in _PLAIN):
            yield last, "”"


def _lowered(text: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, str]]:
    """Paragraphs in capitals, in lower case but for the first letters of sentences and names that are known."""
    for paragraph in paragraphs:
        span = paragraph.span
        letters = [char for char in span.of(text) if char.isalpha()]
        capitals = sum(map(str.isupper, letters))
        if paragraph.noise or len(letters) < LEAST_LETTERS or capitals < SHOUTED * len(letters):
            continue
        named = False
        for match in _WORD.finditer(text, span.start, span.end):
            low = match[0].lower()
            opens = _SENTENCE.search(text, max(span.start, match.start() - 6), match.start()) is not None
            opens = opens or match.start() == span.start
            place = label_of(match[0]) is not None and low not in _PRONOUNS
            if place and label_of(match[0].title()) is None:
                continue  # UN, US
            given = match[0].title() in words("given_names", "female") | words("given_names", "male")
            if opens or given or named or place or low in _CAPITALISED:
                low = low[:1].upper() + low[1:]
            named = given and text[match.end() : match.end() + 1] == " "
            if len(low) == len(match[0]):
                yield match.start(), low


def _signs(text: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, str]]:
    for paragraph in paragraphs:
        if not paragraph.noise and (end := item_sign(text, paragraph.span)) is not None:
            yield paragraph.span.start, " " * (end - paragraph.span.start)
