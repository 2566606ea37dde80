"""Quotations of any text stand in order, in their paragraphs, with their words inside their marks."""

from fuzz.checking import hold
from fuzz.texts import text_of
from sayso.annotate.paragraphs import paragraphs
from sayso.annotate.quotations import quotations


def target(raw: bytes) -> None:
    """Find the quotations of the bytes as text."""
    text = text_of(raw)
    blocks = paragraphs(text)
    end = 0
    for block in blocks:
        hold(end <= block.span.start < block.span.end <= len(text), f"a paragraph at {block.span}")
        hold(block.span.of(text) == block.span.of(text).strip(), f"white space around {block.span}")
        end = block.span.end
    end = 0
    for quoted in quotations(text, blocks):
        hold(quoted.span.start >= end, f"{quoted.span} begins before {end}")
        hold(quoted.span.contains(quoted.inner), f"{quoted.inner} is not inside {quoted.span}")
        hold(any(block.span.contains(quoted.span) for block in blocks), f"{quoted.span} is in no paragraph")
        hold(quoted.inner.of(text) == quoted.inner.of(text).strip(), f"white space around {quoted.inner}")
        end = quoted.span.end
