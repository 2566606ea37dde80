"""A feed of changes as Atom (RFC 4287)."""

import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from sayso.export.changes import Entry
from sayso.export.hidden import safe

NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom(  # noqa: PLR0913 - what a feed is made of
    *,
    ledger: str,
    title: str,
    about: str,
    base: str | None,
    own: str,
    entries: Sequence[Entry],
    subtitle: str | None = None,
) -> bytes:
    """The feed as UTF-8.

    Args:
        ledger: what names the ledger for good; with it the ids are the same whatever the desk's address is.
        title: the feed's title.
        about: the address of the page that it is about, as a path.
        base: the desk's address, with a slash at its end; None for a feed that is at no desk, which links to nothing.
        own: the feed's own address, as a path.
        entries: the newest first.
        subtitle: what else is to be known of the feed.
    """
    feed = ET.Element("feed", {"xmlns": NAMESPACE})
    _put(feed, "id", _urn(ledger, about))
    _put(feed, "title", title)
    if subtitle is not None:
        _put(feed, "subtitle", subtitle)
    _put(feed, "updated", _instant(entries[0].at) if entries else NEVER)
    if base is not None:
        ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": _absolute(base, own)})
        ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": _absolute(base, about)})
    _author(feed, "Sayso")
    for one in entries:
        entry = ET.SubElement(feed, "entry")
        _put(entry, "id", _urn(ledger, one.key))
        _put(entry, "title", one.title)
        _put(entry, "updated", _instant(one.at))
        if base is not None:
            ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _absolute(base, one.href)})
        if one.by:
            _author(entry, one.by)
        _put(entry, "summary" if base is not None else "content", one.words)  # RFC 4287, 4.1.2: a link or a content
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'.encode()


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _shown(text)


def _author(parent: ET.Element, name: str) -> None:
    _put(ET.SubElement(parent, "author"), "name", name)


def _shown(text: str) -> str:
    """The text without characters that XML cannot hold, or that nobody would see."""
    return _NO_XML.sub("\ufffd", safe(text))


def _urn(ledger: str, key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'sayso {ledger} {key}'.encode('utf-8', 'replace').decode())}"


def _absolute(base: str, path: str) -> str:
    return base.rstrip("/") + path


def _instant(at: str) -> str:
    """A time of the ledger (UTC) in the form of RFC 3339."""
    return at.replace("+00:00", "Z")
