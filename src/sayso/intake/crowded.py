"""Pages that are made to cost much, made plain before an extractor sees them; it then takes time that grows with them.

Once an extractor has taken the inline tags out of a block, its text lies in as many pieces as there were tags, and lxml
looks through them all to tell what each belongs to: a paragraph of 29,000 links took a minute. A table or list in
others is gone through once for each of them. No text that people read is made so.
"""

import re
from collections import defaultdict
from copy import deepcopy
from typing import Any

from sayso.intake.markup import INLINE

CROWD = 1_000
"""Inline elements of one block from which on it is crowded. Blocks of articles have a few dozen."""

LINKED_SHARE = 0.5
"""Share of linked text in a crowded block above which its links are navigation, and no text of the article."""

NESTED = 12
"""Tables and lists in one another beyond which they are mere blocks. Pages laid out by tables have some six."""

_HOLDERS = frozenset({"table", "ul", "ol", "dl"})
_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "li", "dt", "dd")
_GOING = "sayso-going"
_TAGS = re.compile(f"</?{_GOING}>")


def uncrowded(tree: Any) -> Any:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """The page, or where blocks of it are crowded or nested a copy of it in which they are plain.

    All text stays but that of navigation in crowded blocks. Takes time that grows with the size of the page.
    """
    crowds, nested = _crowds(tree), _nested(tree)
    if not crowds and not nested:
        return tree
    from lxml.html import fromstring, tostring  # noqa: PLC0415 - heavy, and only pages need it

    copy = deepcopy(tree)
    twins = dict(zip(tree.iter(), copy.iter(), strict=True))
    for node in nested:
        twins[node].tag = "div"
    for inside in crowds:
        _mark([twins[node] for node in inside])
    # Written and parsed anew: taken out one by one they would leave the text in pieces.
    return fromstring(_TAGS.sub("", tostring(copy, encoding="unicode")))


def _crowds(tree: Any) -> list[list[Any]]:  # noqa: ANN401 - as above
    """The inline elements of each crowded block."""
    blocks: dict[Any, Any] = {}  # of each inline element
    crowds: dict[Any, list[Any]] = defaultdict(list)
    for node in tree.iter(*INLINE):
        parent = node.getparent()
        if parent is not None:
            blocks[node] = blocks.get(parent, parent)
            crowds[blocks[node]].append(node)
    return [inside for inside in crowds.values() if len(inside) >= CROWD]


def _nested(tree: Any) -> list[Any]:  # noqa: ANN401 - as above
    """The tables and lists that lie too deep in others, and their parts."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - heavy, and only pages need it

    depth, found = 0, []
    for event, node in iterwalk(tree, events=("start", "end"), tag=(*_HOLDERS, *_PARTS)):
        begins = event == "start"
        if node.tag in _HOLDERS:
            depth += 1 if begins else -1
        if begins and depth > NESTED:
            found.append(node)
    return found


def _mark(inside: list[Any]) -> None:
    """Give the elements of a crowded block the name of what goes; empty those that go with their text."""
    links = [node for node in inside if node.tag == "a"]
    linked = [node for node in links if all(one.tag in INLINE for one in node.iterdescendants())]
    size = sum(len("".join(node.itertext())) for node in linked)
    own = sum(len(node.text or "") + len(node.tail or "") for node in inside)
    if len(linked) >= CROWD and size > LINKED_SHARE * own:
        for node in linked:
            node.text = None
            for one in node.iterdescendants():
                one.text = one.tail = None
    few = set(links) if len(links) < CROWD else set()  # extractors tell by them what is navigation
    for node in inside:
        if node not in few:
            node.attrib.clear()
            node.tag = _GOING
