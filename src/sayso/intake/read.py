"""Sources → intakes. Whatever an input holds, it ends as read, read in part or refused; nothing is raised for it."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from sayso.errors import InputError, TooLarge, UnreadableInput
from sayso.intake.blob import Blob, Columns, Loss
from sayso.intake.draft import Draft, finished, refused
from sayso.intake.facts import NO_FACTS, Facts
from sayso.intake.formats import FORMATS, Format
from sayso.intake.packed import MAX_RATIO
from sayso.intake.paths import MAX_BYTES, Found, Source, expand, load, megabytes
from sayso.intake.sniff import KNOWN_ENDINGS, Kind, sniff
from sayso.nouns import Intake

MAX_DEPTH = 3
"""How deep one file may lie in others: a page in a web archive in a WACZ that was packed once more."""

LEAST = 1024
"""Bytes that each thing in a file counts for at least: a million empty ones take their time, too."""

_log = logging.getLogger(__name__)


def read_inputs(
    sources: Iterable[Source],
    *,
    facts: Facts = NO_FACTS,
    stdin: BinaryIO | None = None,
    columns: Columns = (),
) -> Iterator[Intake]:
    """What became of each input, one at a time: a file gives one intake, a file of many reports one for each.

    `sources` are files, folders (all below them but hidden files and ledgers), globs, `-` for standard input, which
    is `stdin` if given, files that go by another name, and files found elsewhere. `facts` win over what the inputs say
    about themselves; `columns` say what tables and records call theirs. What is lost of a file of many ends as a
    refused intake that goes by the name of that file.
    """
    for found in expand(sources):
        yield from read_found(found, facts=facts, stdin=stdin, columns=columns)


def read_found(
    found: Found, *, facts: Facts = NO_FACTS, stdin: BinaryIO | None = None, columns: Columns = ()
) -> Iterator[Intake]:
    """What became of each input in one file, or of standard input."""
    if found.refused is not None:
        yield refused(found.source, found.refused)
        return
    piped = sys.stdin.buffer if stdin is None and found.path is None else stdin or BytesIO()
    for part in _file(found, piped, columns):
        yield _ended(part, facts)


def count_inputs(sources: Iterable[Source], *, many: Callable[[Found], int] | None = None) -> int:
    """How many intakes `read_inputs` gives for these sources.

    What can be read but once counts as one, and so does a live page or an archive too large for memory. `many` counts
    what is in a file of many in another way than here.
    """
    return sum(_count(found, many or count_many) for found in expand(sources))


def count_many(found: Found) -> int:
    """How many intakes a file of many reports gives. It is taken apart for that, as for reading."""
    try:
        blob = load(found, BytesIO())
        return _counted(blob, _kind(blob, listed=found.listed), _Room(_size(blob)))
    except (InputError, OSError):
        return 1


def _ended(part: Draft | Loss, facts: Facts) -> Intake:
    if isinstance(part, Loss):
        return refused(part.source, part.reason)
    try:
        return finished(part, facts)
    except InputError as error:
        return refused(part.source, str(error))


def _file(found: Found, stdin: BinaryIO, columns: Columns) -> Iterator[Draft | Loss]:
    try:
        blob = replace(load(found, stdin), columns=columns)
        kind, room = _kind(blob, listed=found.listed), _Room(_size(blob))
    except (InputError, OSError) as error:
        yield Loss(found.source, str(error))
        return
    yield from _parts(blob, kind, room)


def _kind(blob: Blob, *, listed: bool = False) -> Kind:
    """What the blob is.

    Raises:
        InputError: nothing that is read, or too large for what it is.
    """
    kind = sniff(blob.raw, blob.ending)
    if listed and kind is Kind.TEXT and blob.ending not in KNOWN_ENDINGS:
        # A saved page brings its scripts and style sheets along; they are text, and no report.
        raise UnreadableInput(
            f"a {blob.ending} file is of no kind that is read; name the file itself to read it as text"
        )
    return kind


class _Room:
    """How much may be unpacked out of one file, however deep it lies in it.

    Each archive in an archive may hold as many as the outermost: a thousand in each of a thousand is a million.
    """

    def __init__(self, size: int) -> None:
        self._left = max(MAX_RATIO * size, MAX_BYTES)

    def take(self, part: Blob) -> None:
        """See to it that there is room for this, too.

        Raises:
            TooLarge: there is none.
        """
        self._left -= max(len(part.raw), LEAST)
        if self._left < 0:
            raise TooLarge(
                f"what lies in it, one in the other, unpacks to more than {MAX_RATIO} times the size of the file, "
                "as only filler does; the rest is left out"
            )


def _parts(blob: Blob, kind: Kind, room: _Room) -> Iterator[Draft | Loss]:
    """The drafts in a blob, and in what lies in it; what is lost of it comes last."""
    form = FORMATS[kind]
    given = 0
    try:
        blob = _within(blob, form)
        for part in form.read(blob if form.single else replace(blob, notes=())):
            given += 1
            if isinstance(part, Blob):
                room.take(part)
                yield from _inner(part, room)
            else:
                yield part
        if not given:
            yield Loss(blob.source, f"there are no reports in it ({kind.value})")
    except InputError as error:
        yield Loss(blob.source, "; ".join((*(blob.notes if form.single else ()), str(error))))
    except MemoryError:  # the caller may have set a limit; what was taken is free again here
        yield Loss(blob.source, "it cannot be read: there is not enough memory for what is in it")
    except Exception as error:  # noqa: BLE001 - parsers by many hands meet bytes by anybody: one input alone may suffer
        _log.debug("%s: %r", blob.source, error, exc_info=True)
        after = f" after {given:,} of what is in it" if given else ""
        yield Loss(blob.source, f"it cannot be read as {kind.value}{after} ({type(error).__name__})")
    if blob.notes and not form.single:
        yield Loss(blob.source, "; ".join(blob.notes))


def _inner(blob: Blob, room: _Room) -> Iterator[Draft | Loss]:
    if blob.depth > MAX_DEPTH:
        yield Loss(blob.source, f"it lies in more than {MAX_DEPTH} others, one in the other; unpack them first")
        return
    try:
        kind = _kind(blob)
    except InputError as error:
        yield Loss(blob.source, "; ".join((*blob.notes, str(error))))
        return
    yield from _parts(blob, kind, room)


def _within(blob: Blob, form: Format) -> Blob:
    """The blob with all that is to be in memory of it.

    Raises:
        TooLarge: it has more than the format may have.
    """
    if form.limit is None:
        return blob
    size = _size(blob)
    if size > form.limit:
        raise TooLarge(f"it has {megabytes(size)}, more than the limit of {megabytes(form.limit)}; split it")
    return blob if blob.path is None else replace(blob, raw=blob.path.read_bytes(), path=None)


def _size(blob: Blob) -> int:
    return len(blob.raw) if blob.path is None else blob.path.stat().st_size


def _count(found: Found, many: Callable[[Found], int]) -> int:
    if found.refused is not None or found.path is None or found.path.is_fifo():
        return 1
    try:
        blob = load(found, BytesIO())
        kind = _kind(blob, listed=found.listed)
    except InputError:
        return 1
    return 1 if FORMATS[kind].single or blob.path is not None else many(found)


def _counted(blob: Blob, kind: Kind, room: _Room) -> int:
    if FORMATS[kind].single or blob.path is not None:
        return 1
    number = 0
    try:
        for part in FORMATS[kind].read(blob):
            if isinstance(part, Blob):
                room.take(part)
                number += _counted(part, _kind(part), room) if part.depth <= MAX_DEPTH else 1
            else:
                number += 1
    except Exception as error:  # noqa: BLE001 - as above; reading tells what is wrong
        _log.debug("%s: %r", blob.source, error)
        number += 1
    return max(number, 1)
