"""Live pages: the dated posts of one page, each a report of its own with its own clock."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.intake.dates import moment
from sayso.intake.linked_data import LIVE, Node, types, words
from sayso.intake.markup import shown
from sayso.nouns import Moment

FEWEST = 3
"""Dated blocks side by side from which a page may be a live one; two are an article and its update."""

MOST = 5_000
"""Posts that one page may have; the longest live pages have some hundreds."""

SHORTEST = 40
"""Characters that a block needs to count as a post: less is a date with a heading, as in lists of other articles."""

LINKED_SHARE = 0.4
"""Share of a block's characters that may be links. A teaser is nearly all link; a post with sources has a tenth."""

ARTICLE_SHARE = 0.5
"""Share of the article's text that the blocks must hold: what is dated beside an article (comments, other articles) is
left out of it by the extractor."""

_BLOCKS = frozenset({"article", "div", "li", "section"})
_ELSEWHERE = re.compile(r"comment|reply|replies|related|teaser|promo|sidebar|most-?read|newsletter", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post: its lines, and what is said of it. `anchor` is its id in the page."""

    lines: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    url: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """The posts of a live page, in the order of the page, and how many more there were that had no text."""

    posts: tuple[Post, ...]
    empty: int


def linked_posts(linked: Iterable[Node]) -> Live | None:
    """The posts that a page lists as JSON-LD; None if it does not say that it is live, or lists none with a text."""
    for node in linked:
        updates = node.get("liveBlogUpdate")
        if LIVE in types(node) and updates:
            listed = [one for one in (updates if isinstance(updates, list) else [updates]) if isinstance(one, dict)]
            posts = tuple(post for one in listed[:MOST] if (post := _linked(one)).lines)
            if posts:
                return Live(posts, len(listed) - len(posts))
    return None


def shown_posts(tree: Any, article: str) -> Live | None:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """Dated blocks that stand side by side and hold the most of the article; None if there are none."""
    rows = [row for row in _rows(tree) if len(row) >= FEWEST]
    sizes = [(sum(_size(block) for block, _ in row), row) for row in rows]
    size, row = max(sizes, key=lambda one: one[0], default=(0, []))
    if size < ARTICLE_SHARE * len("".join(article.split())) or len({when for _, when in row}) < 2:
        return None
    return Live(tuple(_shown(block, when) for block, when in row[:MOST]), max(len(row) - MOST, 0))


def _linked(node: Node) -> Post:
    body = words(node.get("articleBody")) or words(node.get("text")) or ""
    return Post(
        lines=_lines(body),
        title=words(node.get("headline")) or words(node.get("name")),
        author=words(node.get("author")),
        published=moment(words(node.get("datePublished")) or ""),
        modified=moment(words(node.get("dateModified")) or ""),
        url=_address(node.get("url")) or _address(node.get("@id")) or _address(node.get("mainEntityOfPage")),
    )


def _address(value: object) -> str | None:
    found = words(value)
    return found if found and found.startswith(("http://", "https://")) else None


def _lines(markup: str, *, without: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a text that may have markup in it."""
    text = shown(markup.replace("\n", "<br>") if "<" not in markup else markup).text
    return tuple(line for line in text.split("\n") if line.strip() and line.strip() not in without)


def _rows(tree: Any) -> list[list[tuple[Any, str]]]:  # noqa: ANN401 - as above
    """Blocks with a date of their own, by what they lie in and what they are called."""
    rows: dict[tuple[int, str], list[tuple[Any, str]]] = defaultdict(list)
    kept = []  # the elements, so that their ids stay theirs
    sized, is_post = cache(_sized), cache(_is_post)  # many dates may lie in one block
    for dated in tree.iter("time", "meta", "relative-time"):
        when = dated.get("datetime") or (dated.get("content") if dated.get("itemprop") == "datePublished" else None)
        if not when or moment(when) is None:
            continue
        block = next((node for node in dated.iterancestors(*_BLOCKS) if sized(node)), None)
        if block is None or block.getparent() is None:
            continue
        row = rows[id(block.getparent()), block.tag]
        kept.append(block.getparent())
        if all(block is not other for other, _ in row[-3:]) and is_post(block):
            row.append((block, when))
    return list(rows.values())


def _sized(node: Any) -> bool:  # noqa: ANN401 - as above
    """Whether an element holds more than a date: enough characters outside links and headings."""
    return _size(node) >= SHORTEST


def _size(node: Any) -> int:  # noqa: ANN401 - as above
    return len("".join("".join(node.itertext()).split()))


def _is_post(block: Any) -> bool:  # noqa: ANN401 - as above
    linked = sum(_size(link) for link in block.iter("a"))
    if linked > LINKED_SHARE * _size(block):
        return False
    around = (block, *block.iterancestors())
    return not any(_ELSEWHERE.search(f"{node.get('class') or ''} {node.get('id') or ''}") for node in around)


def _shown(block: Any, when: str) -> Post:  # noqa: ANN401 - as above
    from lxml.html import tostring  # noqa: PLC0415 - heavy, and only pages need it

    heading = next((node for node in block.iter(*_HEADINGS)), None)
    title = " ".join("".join(heading.itertext()).split()) if heading is not None else None
    dates = [" ".join("".join(node.itertext()).split()) for node in block.iter("time")]
    return Post(
        lines=_lines(tostring(block, encoding="unicode", with_tail=False), without=[*filter(None, (title, *dates))]),
        title=title or None,
        published=moment(when),
        anchor=block.get("id") or None,
    )
