"""Telegram exports in HTML: each message a report; who a message was forwarded from is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import TooLarge
from sayso.intake.blob import Blob, Loss
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.markup import shown
from sayso.nouns import Moment

MAX_PAGE = 20 * 1024 * 1024
"""Most bytes of one page; Telegram begins a new one after a thousand messages."""

CLOSING = (b"</div>", b"</body>", b"</html>")
"""Tags after the last message of a page."""

_TITLE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d(?::\d\d)?)(?: UTC([+-]\d\d:\d\d))?")
_IDENT = re.compile(r"message-?\d+")
_IDENTS = re.compile(r"""\bid=["']?message-?\d""")
_START = re.compile(rb"""<div\b[^<>]*?\bid=["']?(message-?\d+)""")
_ENDED = re.compile(r"</html\s*>\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message in the page, its bytes and its text, and which it is of the page's."""

    node: Any  # an lxml element; lxml publishes no types
    raw: bytes
    text: str
    number: int


def read_chat_page(blob: Blob) -> Iterator[Draft | Loss]:
    """A draft of each message that has a text; then how many others there were, and whether the page breaks off.

    Raises:
        TooLarge: the page has more than MAX_PAGE bytes.
    """
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - heavy, and only pages need it

    if len(blob.raw) > MAX_PAGE:
        raise TooLarge(f"the page has {len(blob.raw):,} bytes, more than the limit of {MAX_PAGE:,}")
    decoded = decode(blob.raw, "utf-8")
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    tree = document_fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", decoded.text), parser=parser)
    written = _written(blob.raw)
    chat = _first(tree, "page_header")
    outlet = _line(_first(chat, "text")) if chat is not None else None
    sender, number, media, marked = None, 0, 0, 0
    for node in tree.iter():
        names = _names(node)
        marked += bool(_IDENT.fullmatch(_ident(node)))
        if "service" in names or not ("message" in names or _IDENT.fullmatch(_ident(node))):
            continue
        number += 1
        own = next((body for body in node if "body" in _names(body) and "forwarded" not in _names(body)), None)
        sender = (
            _line(next((one for one in own if "from_name" in _names(one)), None) if own is not None else None) or sender
        )
        text = _text(node) if own is not None else ""
        if text.strip():
            raw = written.get(_ident(node), blob.raw)
            yield _draft(blob, _Message(node, raw, text, number), outlet, sender)
        else:
            media += 1
    if media:
        yield Loss(blob.source, f"{media:,} messages hold pictures or files alone, which are not read")
    if (merged := len(_IDENTS.findall(decoded.text)) - marked) > 0:
        yield Loss(blob.source, f"the page is damaged: {merged:,} of its messages stand within others, or are lost")
    if decoded.note:
        yield Loss(blob.source, decoded.note)
    if not _ENDED.search(decoded.text):
        yield Loss(blob.source, f"the export breaks off after {number:,} messages: what followed is missing")


def _written(raw: bytes) -> dict[str, bytes]:
    """The bytes of each message by its id, up to the next: they are the same in whatever page of whatever export."""
    starts = list(_START.finditer(raw))
    ends = [*(match.start() for match in starts[1:]), len(raw)][: len(starts)]
    pairs = zip(starts, ends, strict=True)
    return {match[1].decode(): raw[match.start() : _before_closing(raw, end)] for match, end in pairs}


def _before_closing(raw: bytes, end: int) -> int:
    """Where the bytes up to `end` have ended without the tags that close what is around them."""
    while True:
        if end and raw[end - 1] in b" \t\r\n":
            end -= 1
        elif tag := next((one for one in CLOSING if raw.endswith(one, 0, end)), None):
            end -= len(tag)
        else:
            return end


def _text(node: Any) -> str:  # noqa: ANN401 - an lxml element; lxml publishes no types
    from lxml.html import tostring  # noqa: PLC0415 - as above

    texts = [one for one in node.iter() if "text" in _names(one)]
    return "\n".join(shown(tostring(one, encoding="unicode", with_tail=False)).text.strip("\n ") for one in texts)


def _draft(blob: Blob, message: _Message, outlet: str | None, sender: str | None) -> Draft:
    node, number = message.node, message.number
    forwarded = _first(node, "forwarded")
    by = _first(forwarded, "from_name") if forwarded is not None else None
    return Draft(
        source=f"{blob.source}, message {number}",
        label=f"{outlet or blob.label}#{(node.get('id') or str(number)).removeprefix('message')}",
        raw=message.raw,
        media_type="text/html",
        text=message.text,
        facts=Facts(
            outlet=outlet or sender,
            author=None if sender == outlet else sender,
            published=_clock(next((one for one in node.iter() if "date" in _names(one)), None)),
            forwarded_from=_line(by),
        ).over(blob.facts),
        place=node.get("id") or f"message {number}",
    )


def _names(node: Any) -> list[str]:  # noqa: ANN401 - as above
    return (node.get("class") or "").split() if isinstance(node.tag, str) else []


def _ident(node: Any) -> str:  # noqa: ANN401 - as above
    return (node.get("id") or "") if isinstance(node.tag, str) else ""


def _first(node: Any, name: str) -> Any:  # noqa: ANN401 - as above
    return next((one for one in node.iter() if name in _names(one)), None)


def _line(node: Any) -> str | None:  # noqa: ANN401 - as above
    """The words of a node, without the dates that Telegram puts into names."""
    if node is None:
        return None
    dates = {id(one) for one in node.iter("span") if "date" in _names(one)}
    words = [node.text or ""]
    for child in node:
        words += ["" if id(child) in dates else "".join(child.itertext()), child.tail or ""]
    return " ".join("".join(words).split()) or None


def _clock(node: Any) -> Moment | None:  # noqa: ANN401 - as above
    match = _TITLE.match((node.get("title") or "").strip()) if node is not None else None
    if match is None:
        return None
    day, month, year, hour, zone = match.groups()
    return moment(f"{year}-{month}-{day}T{hour}{zone or ''}")
