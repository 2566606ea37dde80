"""JSON-LD in a page: what it says of itself in schema.org's words."""

import json
import re
from collections.abc import Iterator
from typing import Any

ARTICLES = frozenset(
    {
        "AdvertiserContentArticle",
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "SocialMediaPosting",
    }
)
"""Types that are one published text."""

LIVE = "LiveBlogPosting"
MAX_NODES = 5_000
"""Objects looked at in one page. A live page with 500 posts has 3,000."""

_WRAPPING = re.compile(
    r"^\s*+(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*+\]\]>|/\*\s*+\]\]>\s*+\*/)\s*+;?\s*+$"
)
_TRAILING = re.compile(r",(\s*+[}\]])")

Node = dict[str, Any]
"""A JSON object of a stranger's making."""


def nodes(tree: Any) -> list[Node]:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """The objects that a page states about itself, in its order: those that stand alone, and those of a `@graph`."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            found += _top(_parsed(script.text or ""), MAX_NODES - len(found))
    return found


def types(node: Node) -> frozenset[str]:
    """What the object says it is, without the vocabulary's address."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(name.rstrip("/").rpartition("/")[2] for name in names if isinstance(name, str))


def words(value: object) -> str | None:
    """A value as text: a string, a number, the name or address of an object, or those of a list, joined by "; "."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return words(next((value[key] for key in ("name", "@value", "url", "@id") if value.get(key)), None))
    if isinstance(value, list):
        return "; ".join(filter(None, (words(item) for item in value[:20] if not isinstance(item, list)))) or None
    return None


def _parsed(text: str) -> object:
    """The value of a script, with the slips that sites make: comments around it, commas at ends, raw line feeds."""
    bare = _WRAPPING.sub("", text)
    for attempt in (bare, _TRAILING.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _top(value: object, most: int) -> list[Node]:
    return [node for _, node in zip(range(max(most, 0)), _walk(value, 0), strict=False)]


def _walk(value: object, depth: int) -> Iterator[Node]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), list | dict):
                yield from _walk(value[key], depth + 1)
