"""What the contents of all formats are told by: facts, who speaks, and cells as texts."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.export import Chosen
from sayso.export.table import as_it_was
from sayso.export.words import UNSIGNED
from sayso.nouns import Claimed

Fact = tuple[object, ...]
Facts = Iterator[Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What of a ledger a format tells (`what`, in words): as the case has it, and as read back."""

    what: str
    held: Callable[[Chosen], Facts]
    read: Callable[[bytes], Facts]


def voice_of(chosen: Chosen, one: Claimed) -> str | None:
    """Who speaks, by the name that the case knows."""
    known = chosen.case.names.get(one.claim.id)
    return known.name if known else one.claim.voice.name if one.claim.voice else None


def voiced(chosen: Chosen, one: Claimed) -> str:
    return voice_of(chosen, one) or UNSIGNED.get(one.claim.form, "nobody named")


def flat(words: object) -> str:
    return " ".join(str(words).split())


def as_number(cell: object) -> str:
    """A number as a text, however a format writes it; "" where there is none."""
    return "" if cell is None or cell == "" else f"{float(str(cell)):g}"


def as_text(cell: object) -> str:
    return "" if cell is None else as_it_was(str(cell))


def answered(chosen: Chosen) -> Mapping[str, tuple[str, str]]:
    """For each claim that answers something: the first question by id, and its answer's value."""
    found: dict[str, tuple[str, str]] = {}
    for question in chosen.case.questions:
        for answer in question.answers:
            for claim in answer.claims:
                found.setdefault(claim, (question.id, answer.value))
    return found


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def alike(facts: Iterable[Fact]) -> set[Fact]:
    """The facts with characters put alike that not every format can hold.

    A lone surrogate stands in them as its escape or as U+FFFD; openpyxl leaves control characters in their escapes.
    """
    return {tuple(map(_alike, fact)) for fact in facts}


_ESCAPED = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|[\ud800-\udfff]")
_IN_WORKBOOK = re.compile(r"_x00([01][0-9A-F])_")


def _alike(value: object) -> object:
    if isinstance(value, str):
        return _IN_WORKBOOK.sub(lambda found: chr(int(found[1], 16)), _ESCAPED.sub("\ufffd", value))
    if isinstance(value, (tuple, frozenset)):
        return type(value)(map(_alike, value))
    return value
