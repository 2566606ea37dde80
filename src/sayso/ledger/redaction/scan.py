"""Where the names stand: in which texts, facts and captures."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from sayso.ledger import codec, schema
from sayso.ledger.redaction.masks import BLOCK, Masks, words_of
from sayso.ledger.redaction.values import renamed
from sayso.nouns import Report

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")

_AROUND: Final = 30

_BEGINNING: Final = 4
"""Letters by which two spellings of one name are alike, where the case holds them for one voice anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that has a name in it: the words around each place in its texts, masked; and where else it has one."""

    report: str
    label: str
    places: tuple[str, ...]
    in_facts: bool
    in_bytes: bool


def scan(connection: Connection, masks: Masks) -> tuple[Found, ...]:
    """The reports in which a name stands, by their ids; those, too, whose capture they share with such a one.

    Captures are searched as they lie: what is packed (PDF, Word, archives) is known by the texts that were read of it.
    """
    layers = schema.layer
    places: dict[str, list[str]] = {}
    for row in connection.execute(select(layers.c.report, layers.c.text).order_by(layers.c.report, layers.c.ordinal)):
        places.setdefault(row.report, []).extend(_places(codec.bytes_to_text(row.text), masks))
    reports = connection.execute(select(schema.report).order_by(schema.report.c.id)).all()
    in_facts = {row.id: _in_facts(row.body, masks) for row in reports}
    in_bytes = {sha256 for sha256 in captures(connection) if _in_bytes(connection, sha256, masks)}
    by_capture: dict[str, bool] = {}
    for row in reports:
        own = bool(places.get(row.id)) or in_facts[row.id] or row.capture in in_bytes
        by_capture[row.capture] = by_capture.get(row.capture, False) or own
    return tuple(
        Found(
            report=row.id,
            label=masks.words(row.label),
            places=tuple(places.get(row.id, ())),
            in_facts=in_facts[row.id],
            in_bytes=row.capture in in_bytes,
        )
        for row in reports
        if by_capture[row.capture]
    )


def variants(connection: Connection, names: Sequence[str]) -> tuple[str, ...]:
    """The names, and how else reports and the case spell the voices that have them: "Zelensky" for "Zelenskyy".

    A voice that is only called by what somebody is ("the mayor") is no spelling of a name.
    """
    masks = Masks(0, tuple(names), parts=False)
    named, voice = schema.claim, schema.claim_voice
    pairs = select(named.c.voice, voice.c.name).join(voice, voice.c.claim == named.c.id, isouter=True).distinct()
    found = list(names)
    for row in connection.execute(pairs.where(named.c.voice.is_not(None))):
        both = [spelled for spelled in row if spelled]
        if any(masks.words(spelled) != spelled for spelled in both):
            found += [spelled for spelled in sorted(both) if spelled not in found and _is_alike(spelled, names)]
    return tuple(found)


def _is_alike(spelled: str, names: Sequence[str]) -> bool:
    """Whether each word of a name begins as one of the words of the names does."""
    known = {word.casefold()[:_BEGINNING] for name in names for word in words_of(name)}
    return all(word.casefold()[:_BEGINNING] in known for word in words_of(spelled))


def captures(connection: Connection) -> tuple[str, ...]:
    """The hashes of all captures, in order."""
    return tuple(connection.execute(select(schema.capture.c.sha256).order_by(schema.capture.c.sha256)).scalars())


def bare_captures(connection: Connection, masks: Masks) -> frozenset[str]:
    """Captures that have a name in them and no report, such as those that were refused."""
    of_reports = set(connection.execute(select(schema.report.c.capture)).scalars())
    rest = (sha256 for sha256 in captures(connection) if sha256 not in of_reports)
    return frozenset(sha256 for sha256 in rest if _in_bytes(connection, sha256, masks))


def _places(text: str, masks: Masks) -> Iterator[str]:
    """The words around each mask that the text gets."""
    new = masks.text(text)
    if new == text:
        return
    for found in re.finditer(rf"{BLOCK}+(?:\d+{BLOCK}+)?", new):
        if text[found.start() : found.end()] != found.group():  # not a mask that it has already
            around = new[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            yield " ".join(around.split())


def _in_facts(body: str, masks: Masks) -> bool:
    return renamed(codec.decoded(body, Report), masks, {}) != codec.decoded(body, Report)


def _in_bytes(connection: Connection, sha256: str, masks: Masks) -> bool:
    stored = connection.execute(select(schema.capture.c.raw).where(schema.capture.c.sha256 == sha256)).scalar_one()
    return any(masks.text(text) != text for text in _readings(codec.unpacked(stored)))


def _readings(raw: bytes) -> Iterator[str]:
    """The bytes as a text, in the ways in which names are written in files."""
    plain = raw.decode("utf-8", "replace")
    yield plain
    if "&" in plain:
        yield html.unescape(plain)
    if "\\u" in plain:
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain)
    if b"\0" in raw[:4096]:
        yield from (raw.decode(code, "replace") for code in ("utf-16-le", "utf-16-be"))
    elif "\ufffd" in plain:
        yield from (raw.decode(code, "replace") for code in ("cp1252", "cp1251"))
