r"""Values to rows and back: JSON bodies straight from the frozen nouns, and text that SQL can hold.

Lone surrogates are legal in JSON input and in Python's text, but not in UTF-8: bodies escape them as \ud800, layers
keep them as the three bytes they would have ("surrogatepass"), and columns for looking up show U+FFFD in their place.
"""

import json
import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

import msgspec

from sayso.errors import LedgerDamaged
from sayso.nouns import Span

Noun = TypeVar("Noun")
Member = TypeVar("Member", bound=StrEnum)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""Characters that no SQL text holds everywhere: PostgreSQL refuses NUL, UTF-8 has no surrogates."""

_LONE = re.compile(rb"\\u[dD][89a-fA-F]")

FASTEST = 1
"""Level of zlib. On news text level 6 is 5% smaller and takes three times as long."""


def encoded(value: object) -> str:
    """The JSON body of a noun. Equal values have equal bodies. JSON has no infinity: it becomes null, "no bound"."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


def decoded(body: str, kind: type[Noun]) -> Noun:
    """The noun that was encoded.

    Raises:
        LedgerDamaged: the body is not JSON, or not of that noun.
    """
    try:
        raw = body.encode()
        if _LONE.search(raw):
            return msgspec.convert(json.loads(raw), kind)
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError, AttributeError) as error:
        body = str(body)  # a damaged row may hold no text at all
        raise LedgerDamaged(f"a stored {kind.__name__.lower()} is not readable ({error}): {body[:60]!r}…") from error


def member(value: str, kind: type[Member]) -> Member:
    """The member of an enum that was stored by its value.

    Raises:
        LedgerDamaged: the enum has no such member.
    """
    try:
        return kind(value)
    except ValueError as error:
        raise LedgerDamaged(f"a stored {kind.__name__.lower()} is none that there is: {value!r}") from error


def shown(text: str) -> str:
    """The text with U+FFFD for what SQL text cannot hold; as long as before, in code points."""
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


def shown_or_none(text: str | None) -> str | None:
    """The same for a value that may be unknown."""
    return None if text is None else shown(text)


def packed(raw: bytes) -> bytes:
    """Bytes, compressed."""
    return zlib.compress(raw, FASTEST)


def unpacked(stored: bytes) -> bytes:
    """Bytes as they were before they were compressed.

    Raises:
        LedgerDamaged: these are not compressed bytes.
    """
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise LedgerDamaged(f"a stored capture cannot be unpacked: {error}") from error


def text_to_bytes(text: str) -> bytes:
    """A layer's text as bytes."""
    return text.encode("utf-8", "surrogatepass")


def bytes_to_text(stored: bytes) -> str:
    """A layer's text from its bytes.

    Raises:
        LedgerDamaged: these are not the bytes of a text.
    """
    try:
        return stored.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise LedgerDamaged(f"a stored text is not UTF-8: {error}") from error


def spans_of(value: object, field: str = "") -> Iterator[tuple[str, Span]]:
    """Every span inside a noun with the path to it, such as ("quantities.0.hedge", Span(3, 8))."""
    if isinstance(value, Span):
        yield field, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from spans_of(item, f"{field}.{index}")
    else:
        for name in getattr(value, "__dataclass_fields__", ()):
            part = getattr(value, name)
            if part is not None and part != () and not isinstance(part, str):  # most are: a voice's name, no hedges
                yield from spans_of(part, f"{field}.{name}" if field else name)
