"""What a page says about itself: outlet, address, title, author, language, clocks; where it says so; what disagrees."""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.intake.dates import moment
from sayso.intake.facts import NO_FACTS, Facts
from sayso.intake.linked_data import ARTICLES, Node, nodes, types, words
from sayso.nouns import Grain, Moment, Stated

LATEST = "2100-01-01"
"""Dates up to here are believed: with "today" as the limit, one page would read differently on different days."""

LINKED, META, LINK, SHOWN, GUESSED = "JSON-LD", "meta", "link", "page", "trafilatura"
"""Where a page may say something, from what it says to machines of its article down to what a library makes of it."""

Where = tuple[str, str]

FACTS: dict[str, tuple[Where, ...]] = {
    "title": (
        (LINKED, "headline"),
        (META, "og:title"),
        (META, "twitter:title"),
        (META, "dc.title"),
        (SHOWN, "h1"),
        (GUESSED, "title"),
    ),
    "outlet": (
        (META, "og:site_name"),
        (LINKED, "publisher"),
        (META, "application-name"),
        (META, "dc.publisher"),
        (GUESSED, "sitename"),
    ),
    "author": ((LINKED, "author"), (META, "author"), (META, "dc.creator"), (META, "byl"), (GUESSED, "author")),
    "url": ((LINK, "canonical"), (META, "og:url"), (LINKED, "mainEntityOfPage"), (LINKED, "url"), (GUESSED, "url")),
    "language": ((SHOWN, "html lang"), (LINKED, "inLanguage"), (META, "content-language"), (META, "og:locale")),
    "published": (
        (META, "article:published_time"),
        (LINKED, "datePublished"),
        (META, "datepublished"),
        (META, "og:published_time"),
        (META, "pubdate"),
        (META, "publishdate"),
        (META, "publish_date"),
        (META, "publish-date"),
        (META, "parsely-pub-date"),
        (META, "sailthru.date"),
        (META, "dcterms.issued"),
        (META, "dc.date.issued"),
        (META, "dc.date"),
        (META, "date"),
        (GUESSED, "htmldate"),
    ),
    "modified": (
        (META, "article:modified_time"),
        (LINKED, "dateModified"),
        (META, "datemodified"),
        (META, "og:updated_time"),
        (META, "dcterms.modified"),
        (META, "last-modified"),
    ),
}
"""For each fact, where it is looked for, best first. `meta` are also microdata and dated elements, by their name."""

CLOCKS = frozenset({"published", "modified"})
LONGEST = 2_000
"""Characters that a fact may have; what is longer is no title and no name."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts that were taken, and all that the page states of them, what was taken first."""

    facts: Facts
    stated: tuple[Stated, ...]
    linked: tuple[Node, ...]  # its JSON-LD


NOTHING = PageFacts(NO_FACTS, (), ())
"""Of a page that says nothing."""


def page_facts(tree: Any) -> PageFacts:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """What the page states.

    Of two dates for one day the one with an hour is taken. A date is only taken from where pages state it: one in the
    running text or the footer is not its publication.
    """
    linked = nodes(tree)
    said: dict[Where, str] = _guessed(tree) | _shown(tree) | _article(linked)
    stated: list[Stated] = []
    for fact, places in FACTS.items():
        found = [(place, said[place]) for place in places if place in said and _good(fact, said[place])]
        for number, (place, value) in enumerate(_best_first(fact, found)):
            stated.append(Stated(fact=fact, value=value, where=" ".join(place), taken=not number))
    taken = {one.fact: one.value for one in stated if one.taken}
    facts = Facts(
        outlet=taken.get("outlet"),
        url=taken.get("url"),
        title=taken.get("title"),
        author=taken.get("author"),
        language=taken.get("language"),
        published=moment(taken.get("published", "")),
        modified=moment(taken.get("modified", "")),
    )
    return PageFacts(facts, tuple(stated), tuple(linked))


def _good(fact: str, value: str) -> bool:
    if len(value) > LONGEST:
        return False
    if fact in CLOCKS:
        return moment(value) is not None
    if fact == "url":
        return _ADDRESS.fullmatch(value) is not None
    return not (fact == "author" and _ADDRESS.match(value))


def _best_first(fact: str, found: Sequence[tuple[Where, str]]) -> list[tuple[Where, str]]:
    if fact not in CLOCKS or not found:
        return list(found)
    first = moment(found[0][1])
    closer = [one for one in found if _closer(moment(one[1]), first)]
    return [closer[0], *(one for one in found if one is not closer[0])] if closer else list(found)


def _closer(other: Moment | None, first: Moment | None) -> bool:
    """Whether the other names the same day with its hour, where the first names the day alone."""
    if other is None or first is None or first.grain is not Grain.DAY:
        return False
    return other.grain is Grain.MINUTE and other.day == first.day


def _article(linked: Iterable[Node]) -> dict[Where, str]:
    """What the first article of the JSON-LD says of itself; those that come after it are others."""
    articles = [node for node in linked if types(node) & ARTICLES] or [
        node for node in linked if "datePublished" in node
    ]
    said: dict[Where, str] = {}
    for where, name in {place for places in FACTS.values() for place in places if place[0] == LINKED}:
        value = next((value for node in articles[:1] if (value := words(node.get(name)))), None)
        if value:
            said[where, name] = value
    return said


def _shown(tree: Any) -> dict[Where, str]:  # noqa: ANN401 - as above
    """Meta elements, microdata, links and the page's own marks; of several the first: others may be of other pages."""
    said: dict[Where, str] = {}
    for node in tree.iter("meta", "time"):
        name = node.get("itemprop") or node.get("property") or node.get("name") or node.get("http-equiv")
        value = node.get("content") or node.get("datetime")
        if name and value and value.strip():
            said.setdefault((META, name.strip().lower()), _tidy(value))
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split() and node.get("href"):
            said.setdefault((LINK, "canonical"), node.get("href").strip())
    for node in tree.iter("html"):
        if (node.get("lang") or "").strip():
            said.setdefault((SHOWN, "html lang"), node.get("lang").strip())
    headings = [_tidy("".join(node.itertext())) for node in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        said[SHOWN, "h1"] = headings[0]
    return said


def _guessed(tree: Any) -> dict[Where, str]:  # noqa: ANN401 - as above
    """What trafilatura and htmldate make of the page, where it says nothing of the kind to machines."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - a third of a second, which only pages need

    try:
        page = extract_metadata(
            tree, date_config={"original_date": True, "extensive_search": False, "max_date": LATEST}
        )
    except Exception as error:  # noqa: BLE001 - trafilatura documents none; a broken head must not cost the article
        _log.debug("no metadata: %r", error)
        return {}
    read: dict[str, Callable[[], str | None]] = {
        "sitename": lambda: page.sitename,
        "url": lambda: page.url,
        "title": lambda: page.title,
        "author": lambda: page.author,
        "htmldate": lambda: page.date,
    }
    return {(GUESSED, name): value for name, value_of in read.items() if (value := value_of())}


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")
