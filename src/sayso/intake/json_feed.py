"""JSON Feed (versions 1 and 1.1, jsonfeed.org): each item a report, from its own bytes."""

import re
from collections.abc import Iterator

from sayso.intake.blob import Blob, Loss
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.feed import MAX_ENTRIES, SUMMARY, SUMMARY_ALONE, lines
from sayso.intake.pieces import members, parsed
from sayso.nouns import Moment

Item = dict[str, object]
"""An object of the feed."""

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_VERSION = re.compile(rb'(?<!\\)"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1')


def is_json_feed(raw: bytes) -> bool:
    """Whether a JSON file names the version of JSON Feed that it is in, as each of them has to."""
    return bool(_BEGINNING.match(raw) and _VERSION.search(raw))


def read_json_feed(blob: Blob) -> Iterator[Draft | Loss]:
    """A draft of each item: its full text where the feed has it, else its summary with a note that says so.

    What stands before a damage is read; a feed that breaks off says so.
    """
    decoded = decode(blob.raw)
    found = members(decoded.text, "items")
    feed = {name: parsed(written) for name, written in found.others.items()}
    for number, written in enumerate(found.listed[:MAX_ENTRIES], 1):
        yield _item(blob, feed, written, number)
    if len(found.listed) > MAX_ENTRIES:
        yield Loss(
            blob.source,
            f"the feed has {len(found.listed):,} entries, and only the first {MAX_ENTRIES:,} are read",
        )
    if not found.whole:
        yield Loss(
            blob.source,
            f"the feed breaks off, or is damaged, after {len(found.listed):,} entries: the rest is missing",
        )
    if decoded.note:
        yield Loss(blob.source, decoded.note)


def _item(blob: Blob, feed: Item, written: str, number: int) -> Draft | Loss:
    source = f"{blob.source}, entry {number}"
    item = parsed(written)
    if not isinstance(item, dict):
        return Loss(source, "it is no entry of a feed")
    plain, marked, summary = (_string(item, name) for name in ("content_text", "content_html", "summary"))
    text = plain or "\n".join(lines(marked or summary or ""))
    if not text.strip():
        return Loss(source, "the entry has no text")
    short = not (plain or marked) and len(text) < SUMMARY
    ident = _string(item, "id")
    address = _string(item, "url") or _string(item, "external_url")
    return Draft(
        source=source,
        label=address or ident or f"{blob.label}#{number}",
        raw=written.encode("utf-8", "surrogatepass"),
        media_type="application/json",
        text=text,
        facts=Facts(
            outlet=_string(feed, "title"),
            url=address or (ident if ident and ident.startswith(("http://", "https://")) else None),
            title=_string(item, "title"),
            author=_authors(item) or _authors(feed),
            language=_string(item, "language") or _string(feed, "language"),
            published=_clock(item, "date_published"),
            modified=_clock(item, "date_modified"),
        ).over(blob.facts),
        notes=(SUMMARY_ALONE,) if short else (),
        is_summary=short,
    )


def _string(item: Item, name: str) -> str | None:
    value = item.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)  # numbers are no ids in JSON Feed, and to be taken for what they look like
    return value if isinstance(value, str) and value.strip() else None


def _authors(item: Item) -> str | None:
    """The names of the authors; version 1 has one, under another name."""
    listed = item.get("authors")
    all_of_them = listed if isinstance(listed, list) else [item.get("author")]
    names = (_string(author, "name") for author in all_of_them if isinstance(author, dict))
    return "; ".join(filter(None, names)) or None


def _clock(item: Item, name: str) -> Moment | None:
    return moment(_string(item, name) or "")
