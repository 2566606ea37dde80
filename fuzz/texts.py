"""Texts, and annotations without a parser, of any bytes."""

import re
from dataclasses import fields

from sayso.annotate.paragraphs import paragraphs
from sayso.nouns import Annotated, LayerName, Sentence, Span, Tokens

_WORD = re.compile(r"\w+|[^\w\s]")
_KINDS = (("NOUN", "nsubj"), ("VERB", "ROOT"), ("NUM", "nummod"), ("PROPN", "compound"), ("ADP", "prep"), ("X", "dep"))


def text_of(raw: bytes) -> str:
    """The bytes as a text; those that are no UTF-8 become lone surrogates, which a report's text may hold."""
    return raw.decode("utf-8", "surrogateescape")


def annotated_of(text: str) -> Annotated:
    """The text with its words as tokens; paragraphs are its sentences.

    Of odd text a parser makes any tree. This one follows from the letters alone: tags from a word's length, heads to
    the left, so that a mutation changes it and no model need be asked.
    """
    rows: list[tuple[object, ...]] = []
    sentences: list[Sentence] = []
    blocks = paragraphs(text)
    for number, block in enumerate(blocks):
        first = len(rows)
        for match in _WORD.finditer(text, block.span.start, block.span.end):
            word = match[0]
            pos, dep = _KINDS[len(word) % len(_KINDS)]
            at = len(rows)
            head = max(first, at - 1 - len(word) % 2)
            rows.append((match.start(), match.end(), word, word.lower(), pos, "", dep, "", head, len(sentences), -1))
        if len(rows) > first:
            sentences.append(Sentence(first=first, end=len(rows), span=block.span, paragraph=number, noise=block.noise))
    names = [field.name for field in fields(Tokens)]
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return Annotated(
        report="r",
        layer=LayerName.TEXT,
        text=text,
        paragraphs=blocks,
        sentences=tuple(sentences),
        tokens=Tokens(**dict(zip(names, columns, strict=True))),
        entities=(),
        quotations=(),
    )


def whole(text: str) -> tuple[Span, ...]:
    """All of the text as the content of a claim."""
    return (Span(0, len(text)),) if text else ()
