"""What a page says about itself: outlet, address, title, author, language, clocks."""

import json
import logging
from collections.abc import Iterator
from typing import Any

from sayso.intake.dates import moment
from sayso.intake.facts import Facts
from sayso.nouns import Moment

PUBLISHED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "date",
)
MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified")
"""Names that meta elements, microdata and JSON-LD give to the two clocks, lower case, best first."""

LATEST = "2100-01-01"
"""Dates up to here are believed: with "today" as the limit, one page would read differently on different days."""

_log = logging.getLogger(__name__)


def page_facts(tree: Any) -> Facts:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """What the page states; its clocks first as the page writes them, with hours and zone, else the day that is shown.

    A date is only taken from where pages state it: a date in the running text or the footer is not its publication.
    """
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - a third of a second, which only pages need

    stated: dict[str, str] = {}
    for name, value in _stated(tree):
        stated.setdefault(name, value)  # the article's own come first, those of related articles later
    published, modified = _clock(stated, PUBLISHED), _clock(stated, MODIFIED)
    language = next((node.get("lang").strip() for node in tree.iter("html") if node.get("lang")), None) or None
    try:
        page = extract_metadata(
            tree, date_config={"original_date": True, "extensive_search": False, "max_date": LATEST}
        )
    except Exception as error:  # noqa: BLE001 - trafilatura documents none; a broken head must not cost the article
        _log.debug("no metadata: %r", error)
        return Facts(language=language, published=published, modified=modified)
    return Facts(
        outlet=page.sitename or None,
        url=page.url or None,
        title=page.title or None,
        author=page.author or None,
        language=language,
        published=published or (moment(page.date) if page.date else None),
        modified=modified,
    )


def _clock(stated: dict[str, str], names: tuple[str, ...]) -> Moment | None:
    return next((found for name in names if name in stated and (found := moment(stated[name])) is not None), None)


def _stated(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    """Names and values of meta elements and microdata in page order, then of JSON-LD."""
    for node in tree.iter("meta", "time"):
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
        node = pending.pop(0)
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            yield from (
                (key.lower(), value)
                for key, value in node.items()
                if isinstance(value, str) and key in {"datePublished", "dateModified"}
            )
            graph = node.get("@graph")
            pending += graph if isinstance(graph, list) else []
