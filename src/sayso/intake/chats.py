"""Telegram exports in JSON: each message a report; who a message was forwarded from is kept."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.intake.blob import Blob, Loss
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.pieces import items
from sayso.nouns import Moment

_MESSAGES = re.compile(r'(?<!\\)"messages"\s*:\s*(?=\[)')
_FIELD = r'(?<!\\)"{}"\s*:\s*("(?:[^"\\]|\\.)*+"|\d+)'
_NAME, _TYPE, _ID = (re.compile(_FIELD.format(name)) for name in ("name", "type", "id"))

Message = dict[str, object]
"""A message as Telegram wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """What an export says of one chat before its messages; `damaged`: some of it is no JSON."""

    name: str | None
    kind: str | None
    ident: str | None
    damaged: bool


def is_export(raw: bytes) -> bool:
    """Whether a JSON file is an export of chats: their messages stand in a list of that name, with a date each."""
    head = raw[:20_000]
    return bool(re.search(rb'"messages"\s*:\s*\[', head)) and bool(re.search(rb'"date(?:_unixtime)?"\s*:', head))


def read_chats(blob: Blob) -> Iterator[Draft | Loss]:
    """A draft of each message that has a text; then how many others there were, and whether the export breaks off."""
    decoded = decode(blob.raw)
    text, before = decoded.text, 0
    left_out: Counter[str] = Counter()
    number = 0
    for match in _MESSAGES.finditer(text):
        if match.start() < before:
            continue
        chat = _chat(text[before : match.start()])
        if chat.damaged:
            yield Loss(blob.source, "what the export says of a chat is damaged: its name, type or number is missing")
        listed, before = items(text, match.end())
        for written in listed:
            number += 1
            part = _message(blob, chat, written, number)
            if isinstance(part, str):
                left_out[part] += 1
            else:
                yield part
        if before < 0:
            yield Loss(
                blob.source, f"the export breaks off, or is damaged, after {number:,} messages: the rest is missing"
            )
            break
    if left_out["media"]:
        yield Loss(blob.source, f"{left_out['media']:,} messages hold pictures or files alone, which are not read")
    if decoded.note:
        yield Loss(blob.source, decoded.note)
    elif before >= 0 and not text.rstrip().endswith("}"):
        yield Loss(blob.source, "the export breaks off: chats may be missing")


def message_text(value: object) -> str:
    """A text as Telegram writes it: a string, or pieces some of which have a form (a link, bold)."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(message_text(piece.get("text") if isinstance(piece, dict) else piece) for piece in value)
    return ""


def _chat(head: str) -> _Chat:
    """The last values before the messages are those of their chat."""
    found = [(pattern.findall(head) or [None])[-1] for pattern in (_NAME, _TYPE, _ID)]
    name, kind, ident = map(_value, found)
    return _Chat(name=name, kind=kind, ident=ident, damaged=found.count(None) < [name, kind, ident].count(None))


def _value(written: str | None) -> str | None:
    """A value as text; None where it is no JSON ("077", a broken escape)."""
    try:
        return None if written is None else str(json.loads(written, strict=False))
    except ValueError:
        return None


def _message(blob: Blob, chat: _Chat, written: str, number: int) -> Draft | Loss | str:
    """The draft of a message; "service" or "media" for what has no text of its own."""
    source = f"{blob.source}, message {number}"
    message = json.loads(written, strict=False)
    if not isinstance(message, dict):
        return Loss(source, "it is no message")
    if message.get("type") == "service":
        return "service"
    text = message_text(message.get("text"))
    if not text.strip():
        return "media"
    ident = message.get("id")
    channel = "channel" in (chat.kind or "")
    sender = _string(message.get("from"))
    author = _string(message.get("author")) or (None if channel else sender)
    address = f"https://t.me/c/{chat.ident}/{ident}" if channel and chat.ident else None
    return Draft(
        source=source,
        label=f"{chat.name or blob.label}#{ident if ident is not None else number}",
        raw=written.encode("utf-8", "surrogatepass"),
        media_type="application/json",
        text=text,
        facts=Facts(
            outlet=chat.name or sender,
            url=address,
            author=author,
            published=_clock(message, "date"),
            modified=_clock(message, "edited"),
            forwarded_from=_string(message.get("forwarded_from")),
        ).over(blob.facts),
        place=f"{chat.ident}/{ident}",
    )


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _clock(message: Message, name: str) -> Moment | None:
    """The time in UTC where the export has it, else the time on the clock of whoever exported it, without a zone."""
    seconds = str(message.get(f"{name}_unixtime") or "")
    if seconds.isdecimal() and len(seconds) <= 11:
        return Moment(datetime.fromtimestamp(int(seconds), UTC).isoformat())
    return moment(str(message.get(name) or ""))
