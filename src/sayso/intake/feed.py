"""RSS and Atom feeds: each entry a report, from its own bytes."""

import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import UnreadableInput
from sayso.intake.blob import Blob, Loss, Part
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.markup import shown

MAX_ENTRIES = 20_000
"""Entries that one feed may have. Feeds have 10 to 500; archives of one, some thousands."""

_OPENED = re.compile(rb"<(item|entry)(?=[\s>/])", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
_ENDED = re.compile(
    rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+$", re.IGNORECASE | re.DOTALL
)
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+[\w:]+\s*\[|<!ENTITY", re.IGNORECASE)
SUMMARY = 600
"""Characters below which a text that is no more than the entry's summary is taken for one: longer ones are articles."""

SUMMARY_ALONE = "the feed has only a summary of this text; read the page for all of it"
"""What is said of such an entry."""


def read_feed(blob: Blob) -> Iterator[Part]:
    """A draft of each entry: its full text where the feed has it, else its summary with a note that says so.

    Each entry is parsed by itself, within the head of its feed, so that a damaged one costs no other. A feed that
    breaks off says so.

    Raises:
        UnreadableInput: it declares entities, which feeds need not and bombs do.
    """
    raw = _in_bytes(blob.raw)
    if _DOCTYPE.search(raw[:65536]):
        raise UnreadableInput("the feed declares entities of its own, which is not read; remove its DOCTYPE")
    listed = list(_OPENED.finditer(raw))
    starts = listed[:MAX_ENTRIES]
    head = raw[: starts[0].start()] if starts else raw
    for number, start in enumerate(starts, 1):
        upto = listed[number].start() if number < len(listed) else len(raw)
        source = f"{blob.source}, entry {number}"
        end = _end(raw, start, upto)
        if end is None:
            yield Loss(source, "the entry breaks off")
            continue
        try:
            yield _draft(blob, head, raw[start.start() : end], number)
        except UnreadableInput as error:
            yield Loss(source, str(error))
    if len(listed) > MAX_ENTRIES:
        yield Loss(blob.source, f"the feed has {len(listed):,} entries, and only the first {MAX_ENTRIES:,} are read")
    if (more := len(_CLOSED.findall(raw)) - len(listed)) > 0:
        yield Loss(blob.source, f"{more:,} entries of the feed have no beginning")
    if not _ENDED.search(raw[-4096:]):
        yield Loss(blob.source, f"the feed breaks off after {len(starts):,} entries: what followed is missing")


def _in_bytes(raw: bytes) -> bytes:
    """The feed in an encoding that keeps ASCII as it is; the others say what they are by a mark at the start."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return re.sub(r"^\s*<\?xml.*?\?>", "", decode(raw).text).encode()
    return raw


def _end(raw: bytes, start: re.Match[bytes], upto: int) -> int | None:
    """Where the entry ends, its closing tag included; None if it does not before the next begins."""
    closing = re.compile(rb"</" + re.escape(start[1]) + rb"\s*>", re.IGNORECASE)
    last = None
    for match in closing.finditer(raw, start.start(), upto):
        last = match.end()
    return last


def _draft(blob: Blob, head: bytes, entry: bytes, number: int) -> Draft:
    """The draft of one entry.

    Raises:
        UnreadableInput: it has no text, or is damaged.
    """
    import feedparser  # noqa: PLC0415 - few inputs need it

    closing = b"</feed>" if entry[:6].lower() == b"<entry" else b"</channel></rss>"
    if re.search(rb"<(?:\w+:)?RDF[\s>]", head):
        closing = b"</rdf:RDF>"
    try:
        feed = feedparser.parse(head + entry + closing, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # Not all damage leads it to the parser it falls back on: a no-break space in a name space does not.
        raise UnreadableInput("the entry, or the head of the feed, is damaged beyond what can be parsed") from error
    found = feed.entries[0] if feed.entries else {}
    full, summary = _full(found), found.get("summary") or ""
    shown_lines = lines(full or summary)
    if not shown_lines:
        raise UnreadableInput("the entry has no text")
    short = not full and sum(map(len, shown_lines)) < SUMMARY
    notes = (SUMMARY_ALONE,) if short else ()
    damaged = ("the entry is damaged, and parts of its text may be missing",) if _damaged(feed, entry) else ()
    return Draft(
        source=f"{blob.source}, entry {number}",
        label=found.get("link") or found.get("id") or f"{blob.label}#{number}",
        raw=entry,
        media_type="application/xml",
        text="\n".join(shown_lines),
        facts=_facts(feed, found).over(blob.facts),
        notes=(*notes, *damaged),
        is_summary=short,
    )


def _damaged(feed: Any, entry: bytes) -> bool:  # noqa: ANN401 - a dictionary of feedparser's, which publishes no types
    """Whether the entry is not well-formed; what stands around it is ours, and not counted."""
    from lxml import etree  # noqa: PLC0415 - few inputs need it

    if not feed.bozo:
        return False
    bare = re.sub(rb"<(/?)\w+:", rb"<\1", entry)  # prefixes are declared in the head
    try:
        etree.fromstring(bare, etree.XMLParser(resolve_entities=False, no_network=True, recover=False))
    except etree.XMLSyntaxError:
        return True
    return False


def _full(entry: Any) -> str:  # noqa: ANN401 - as above
    contents = [content.get("value") or "" for content in entry.get("content") or ()]
    return max(contents, key=len, default="")


def lines(markup: str) -> list[str]:
    """The lines of the markup in an entry, one for each block that shows something."""
    return [line.strip(" ") for line in shown(markup).text.split("\n") if line.strip()]


def _facts(feed: Any, entry: Any) -> Facts:  # noqa: ANN401 - as above
    """What entry and feed say. A feed's title names its site; an entry that is passed on names its own as source."""
    title = " ".join(lines(entry.get("title") or ""))
    source = entry.get("source") or {}
    return Facts(
        outlet=source.get("title") or feed.feed.get("title") or None,
        url=entry.get("link") or None,
        title=title or None,
        author=entry.get("author") or None,
        language=(feed.feed.get("language") or None),
        published=moment(entry.get("published") or entry.get("created") or ""),
        modified=moment(entry["updated"]) if "updated" in entry else None,  # without one, get would give another date
    )
