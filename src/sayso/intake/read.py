"""Sources → intakes. Whatever an input holds, it ends as read, read in part or refused; nothing is raised for it."""

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from sayso.errors import InputError, UnreadableInput
from sayso.intake.draft import Draft, finished, refused
from sayso.intake.facts import NO_FACTS, Facts
from sayso.intake.html import html_draft
from sayso.intake.paths import Found, Named, expand, load
from sayso.intake.pieces import Piece, json_pieces, line_pieces
from sayso.intake.records import EXPECTED, record_draft
from sayso.intake.sniff import KNOWN_ENDINGS, Kind, sniff
from sayso.intake.text import text_draft
from sayso.nouns import Intake


def read_inputs(
    sources: Sequence[str | Named], *, facts: Facts = NO_FACTS, stdin: BinaryIO | None = None
) -> Iterator[Intake]:
    """What became of each input, one at a time: a file gives one intake, a file of records one for each record.

    `sources` are files, folders (all below them but hidden files and ledgers), globs, `-` for standard input, which
    is `stdin` if given, and files that go by another name. `facts` win over what the inputs say about themselves.
    """
    for found in expand(sources):
        yield from _read(found, facts, sys.stdin.buffer if stdin is None and found.path is None else stdin or BytesIO())


def count_inputs(sources: Sequence[str | Named]) -> int:
    """How many intakes `read_inputs` gives for these sources. What can be read but once counts as one."""
    return sum(map(_count, expand(sources)))


def _read(found: Found, facts: Facts, stdin: BinaryIO) -> Iterator[Intake]:
    if found.refused is not None:
        yield refused(found.source, found.refused)
        return
    try:
        raw = load(found, stdin)
        kind = _kind(found, raw)
        pieces = _pieces(raw, kind)
        if pieces is None:
            yield finished(_whole(found, raw, kind), facts)
            return
    except InputError as error:
        yield refused(found.source, str(error))
        return
    for piece in pieces:
        source = piece.source(found.source)
        try:
            yield finished(record_draft(piece, source, piece.label(found.label)), facts)
        except InputError as error:
            yield refused(source, str(error))


def _count(found: Found) -> int:
    if found.refused is not None or found.path is None or found.path.is_fifo():
        return 1
    try:
        raw = load(found, BytesIO())
        pieces = _pieces(raw, _kind(found, raw))
    except InputError:
        return 1
    return 1 if pieces is None else len(pieces)


def _kind(found: Found, raw: bytes) -> Kind:
    kind = sniff(raw, found.ending)
    if found.listed and kind is Kind.TEXT and found.ending not in KNOWN_ENDINGS:
        # A saved page brings its scripts and style sheets along; they are text, and no report.
        raise UnreadableInput(
            f"a {found.ending} file is of no kind that is read; name the file itself to read it as text"
        )
    return kind


def _pieces(raw: bytes, kind: Kind) -> tuple[Piece, ...] | None:
    """The records of the bytes, or None where they are one text or page.

    Raises:
        UnreadableInput: they should be records and are not.
    """
    if kind not in {Kind.JSON, Kind.LINES}:
        return None
    pieces = line_pieces(raw) if kind is Kind.LINES else json_pieces(raw)
    if pieces is None:
        raise UnreadableInput(f"it begins like JSON and is not valid JSON; a record looks like {EXPECTED}")
    if not pieces:
        raise UnreadableInput(f"there are no records in it; a record looks like {EXPECTED}")
    return pieces


def _whole(found: Found, raw: bytes, kind: Kind) -> Draft:
    read = html_draft if kind is Kind.HTML else text_draft
    return read(raw, found.source, found.label)
