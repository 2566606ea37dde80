"""OPML: the lists of feeds that feed readers write."""

from lxml import etree

from sayso.errors import UnreadableInput
from sayso.intake.paths import is_address

MAX_FEEDS = 2000
"""Feeds that one list may have."""


def feeds(raw: bytes) -> tuple[str, ...]:
    """The addresses of the feeds in a list, each once, in its order.

    Raises:
        UnreadableInput: it is no OPML, has a document type of its own, names no feed or too many.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"it is no list of feeds (OPML): {error}") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableInput("the list of feeds has a document type of its own, which is not read; save it anew")
    if root.tag != "opml":
        raise UnreadableInput(f"it is no list of feeds: it begins with <{root.tag}>, OPML with <opml>")
    named = (node.get("xmlUrl") or node.get("xmlurl") or "" for node in root.iter("outline"))
    found = tuple(dict.fromkeys(address.strip() for address in named if is_address(address.strip())))
    if not found:
        raise UnreadableInput("the list names no feed: there is no <outline> with an xmlUrl")
    if len(found) > MAX_FEEDS:
        raise UnreadableInput(f"the list names {len(found):,} feeds, more than the limit of {MAX_FEEDS:,}; split it")
    return found
