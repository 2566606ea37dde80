"""A page's characters → its tree of elements. The parser stops at a depth of elements without a word; this tells."""

from typing import Any

MOST_DEPTH = 256
"""Elements in one another to which libxml2 parses a page; articles lie some 30 deep. Asked to, it goes on to 2,048, and
extractors then take a minute for a page of nested tables."""


def parsed_page(page: str) -> tuple[Any, str | None]:
    """The tree of a page (None: there is none), and what to say where the parser gave up before its end."""
    from trafilatura import load_html  # noqa: PLC0415 - a third of a second, which only pages need

    tree = load_html(page)
    if tree is None or _depth(tree) < MOST_DEPTH:
        return tree, None
    return tree, (
        f"elements of the page lie {MOST_DEPTH} deep in one another: "
        "what lies deeper, and all that follows, may be missing"
    )


def _depth(tree: Any) -> int:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """How many elements lie in one another at most."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - as above

    depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
