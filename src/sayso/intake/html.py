"""HTML: the article of a page, by trafilatura. Nothing is ever fetched."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import TooLarge, UnreadableInput
from sayso.intake.blob import Blob
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.page_facts import page_facts

MAX_PAGE = 5 * 1024 * 1024
"""Largest page in bytes. Pages with all scripts inlined reach 3 MB; parsing takes some ten times the size in memory."""

MAX_TAGS = 60_000
"""Most tags in a page. Long articles have 5,000, long live pages 30,000."""

MANY_TAGS = 15_000
"""Tags from which trafilatura's second opinion (justext) is not asked for: its time grows with the square of the
paragraphs, two minutes for 40,000 short ones. Without it, 60,000 tags of any kind tried took under 2 seconds."""

SCREEN = 2048
"""Bytes in which a page must name its encoding; HTML asks for 1024, some pages put a comment first."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)

_log = logging.getLogger(__name__)


def read_html(blob: Blob) -> Iterator[Draft]:
    """The one report that a page is."""
    yield html_draft(blob)


def html_draft(blob: Blob) -> Draft:
    """The draft of a page: its article with a paragraph a line, no comments, no navigation; captions on their own.

    Raises:
        TooLarge: the page is larger than MAX_PAGE, or has more than MAX_TAGS tags.
        UnreadableInput: no article was found in it.
    """
    from trafilatura import load_html  # noqa: PLC0415 - a third of a second, which only pages need

    raw = blob.raw
    if len(raw) > MAX_PAGE:
        raise TooLarge(f"the page has {len(raw):,} bytes, more than the limit of {MAX_PAGE:,}; save its text instead")
    if (tags := raw.count(b"<")) > MAX_TAGS:
        raise TooLarge(f"the page has {tags:,} tags, more than the limit of {MAX_TAGS:,}; save its text instead")
    declared = _CHARSET.search(raw[:SCREEN])
    decoded = decode(raw, blob.charset or (declared[1].decode("ascii", "replace") if declared else None))
    try:
        tree = load_html(decoded.text)
        facts = None if tree is None else page_facts(tree)
        text = "" if tree is None else _article(tree, fast=tags > MANY_TAGS)
        caption = None if tree is None else _captions(tree)
    except Exception as error:
        _log.debug("%s: %r", blob.source, error)
        raise UnreadableInput(f"the page cannot be parsed ({type(error).__name__}); save its text instead") from error
    if facts is None or not text.strip():
        raise UnreadableInput("no article was found in this page; save its text instead")
    return Draft(
        source=blob.source,
        label=blob.label,
        raw=raw,
        media_type="text/html",
        text=_without_headline(text, facts.title),
        caption=caption,
        facts=facts.over(blob.facts),
        notes=(*blob.notes, *filter(None, (decoded.note,))),
    )


def _article(tree: Any, *, fast: bool) -> str:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """The article's text; "" if none was found."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - as above

    page = bare_extraction(tree, fast=fast, include_comments=False)
    if page is not None and "\n" not in (page.text or "").strip():
        # An article below trafilatura's least size comes as one line with all that stands around it; asked to be
        # precise it keeps the paragraphs.
        page = bare_extraction(tree, fast=fast, include_comments=False, favor_precision=True) or page
    return "" if page is None else page.text or ""


def _without_headline(text: str, title: str | None) -> str:
    # The headline stands in a layer of its own; left in the text, it would be read as the narrator's first sentence.
    first, _, rest = text.partition("\n")
    return rest if rest.strip() and title is not None and first.strip() == title.strip() else text


def _captions(tree: Any) -> str | None:  # noqa: ANN401 - as above
    """The captions of the page's figures, one a line."""
    lines = (" ".join("".join(node.itertext()).split()) for node in tree.iter("figcaption"))
    return "\n".join(line for line in lines if line) or None
