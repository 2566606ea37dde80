"""HTML: the article of a page and what the page says about it, by trafilatura. Nothing is ever fetched."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import TooLarge, UnreadableInput
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.nouns import Moment

_log = logging.getLogger(__name__)

MAX_PAGE = 5 * 1024 * 1024
"""Largest page in bytes. Pages with all scripts inlined reach 3 MB; parsing costs memory of some ten times the size."""

LATEST = "2100-01-01"
"""No date is thought to lie in the future: else the same page would read differently before and after that day."""

PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
"""Names of meta elements and JSON-LD fields, lower case, best first."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)


def html_draft(raw: bytes, source: str, label: str) -> Draft:
    """The draft of a page: main text with a paragraph a line, no comments, no navigation.

    Raises:
        TooLarge: the page is larger than MAX_PAGE.
        UnreadableInput: no article was found in it.
    """
    if len(raw) > MAX_PAGE:
        raise TooLarge(f"the page has {len(raw):,} bytes, more than the limit of {MAX_PAGE:,}; save its text instead")
    declared = _CHARSET.search(raw[:2048])
    decoded = decode(raw, declared[1].decode("ascii") if declared else None)
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415 - a third of a second, needed by pages only

    try:
        tree = load_html(decoded.text)
        page = None if tree is None else bare_extraction(tree, include_comments=False)
    except Exception as error:
        _log.debug("%s: %r", source, error)
        raise UnreadableInput(
            f"this page cannot be parsed ({type(error).__name__}); copy the text into a .txt"
        ) from error
    if page is None or not (page.text or "").strip():
        raise UnreadableInput("no article text was found in this page; copy the text into a .txt file")
    return Draft(
        source=source,
        label=label,
        raw=raw,
        media_type="text/html",
        text=page.text,
        caption=_captions(tree),
        facts=_facts(tree),
        notes=(decoded.note,) if decoded.note else (),
    )


def _facts(tree: Any) -> Facts:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """What the page's head says: our own look at its clocks, which keep their hours and zones, then trafilatura's."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - as above

    try:
        page = extract_metadata(
            tree, date_config={"original_date": True, "extensive_search": False, "max_date": LATEST}
        )
    except Exception as error:  # noqa: BLE001 - as above: a broken head must not cost the article
        _log.debug("no metadata: %r", error)
        return Facts(language=_language(tree))
    stated = dict(_stated(tree))
    return Facts(
        outlet=page.sitename or None,
        url=page.url or None,
        title=page.title or None,
        author=page.author or None,
        language=_language(tree),
        published=_clock(stated, PUBLISHED) or (moment(page.date) if page.date else None),
        modified=_clock(stated, MODIFIED),
    )


def _clock(stated: dict[str, str], names: tuple[str, ...]) -> Moment | None:
    return next((found for name in names if name in stated and (found := moment(stated[name])) is not None), None)


def _stated(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    """Names and values of meta elements, of microdata and of JSON-LD; later ones win."""
    for node in tree.iter("time", "span", "meta"):
        name = node.get("itemprop") or node.get("property") or node.get("name")
        value = node.get("content") or node.get("datetime")
        if name and value:
            yield name.lower(), value
    for node in tree.iter("script"):
        if node.get("type") == "application/ld+json":
            yield from _linked_data(node.text or "")


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        pending = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            yield from (
                (key.lower(), value) for key, value in node.items() if isinstance(value, str) and key.startswith("date")
            )
            graph = node.get("@graph")
            pending += graph if isinstance(graph, list) else []


def _language(tree: Any) -> str | None:  # noqa: ANN401 - as above
    return next((lang.strip() for node in tree.iter("html") if (lang := node.get("lang")) and lang.strip()), None)


def _captions(tree: Any) -> str | None:  # noqa: ANN401 - as above
    """The captions of the page's figures, one a line."""
    lines = (" ".join("".join(node.itertext()).split()) for node in tree.iter("figcaption"))
    return "\n".join(line for line in lines if line) or None
