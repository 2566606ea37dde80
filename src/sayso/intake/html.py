"""HTML: the article of a page, by trafilatura. Nothing is ever fetched."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sayso.errors import TooLarge, UnreadableInput
from sayso.intake.blob import Blob, Loss, Part
from sayso.intake.crowded import uncrowded
from sayso.intake.decode import Decoded, decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.live import MOST, Live, linked_posts, shown_posts
from sayso.intake.markup import shown
from sayso.intake.page_facts import NOTHING, PageFacts, page_facts
from sayso.intake.tree import parsed_page
from sayso.intake.verbatim import verbatim, visible

MAX_PAGE = 5 * 1024 * 1024
"""Largest page in bytes. Pages with all scripts inlined reach 3 MB; parsing takes some ten times the size in memory."""

MAX_TAGS = 60_000
"""Most tags in a page. Long articles have 5,000, long live pages 30,000."""

MANY_TAGS = 15_000
"""Tags from which trafilatura's second opinion (justext) is not asked for: its time grows with the square of the
paragraphs, two minutes for 40,000 short ones. Without it, 60,000 tags of any kind tried took under 2 seconds."""

SCREEN = 2048
"""Bytes in which a page must name its encoding; HTML asks for 1024, some pages put a comment first."""

FIRST_WORDS = 60
"""Characters of a post by which a link finds it."""

SENTENCE = 60
"""Characters from which on a line of a live page, in none of its posts, is more than a heading or a time."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*+[\"']?\s*+([\w.:-]{1,40})", re.IGNORECASE)

_SPACE = re.compile(r"[ \t\n\r\f]+")  # what browsers make one space; a no-break space is none of it

_BEGUN = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_ENDED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was parsed: its characters, what it says of itself, its article and its posts if it is a live one."""

    decoded: Decoded
    known: PageFacts
    lines: tuple[str, ...]
    caption: str | None
    live: Live | None
    deep: str | None  # what to say of a page that is nested deeper than it can be parsed


def read_html(blob: Blob) -> Iterator[Part]:
    """The one report that a page is, with a paragraph a line and captions on their own; of a live page, each post.

    No comments, no navigation. All text is in the characters of the page.

    Raises:
        TooLarge: the page is larger than MAX_PAGE, or has more than MAX_TAGS tags.
        UnreadableInput: no article was found in it.
    """
    page = _page(blob)
    notes = (*blob.notes, *filter(None, (page.decoded.note, page.deep, _cut_off(page.decoded.text))))
    if page.live is not None:
        yield from _posts(blob, page, page.live, notes)
        return
    if not any(line.strip() for line in page.lines):
        cut = notes[len(blob.notes) :]
        raise UnreadableInput("; ".join(("no article was found in this page; save its text instead", *cut)))
    yield _whole(blob, page, notes)


def _whole(blob: Blob, page: _Page, notes: tuple[str, ...]) -> Draft:
    """The page as one report."""
    return Draft(
        source=blob.source,
        label=blob.label,
        raw=blob.raw,
        media_type="text/html",
        text=verbatim(page.lines, shown(page.decoded.text)),
        caption=page.caption,
        facts=page.known.facts.over(blob.facts),
        notes=notes,
        stated=page.known.stated,
    )


def decoded_page(raw: bytes, charset: str | None) -> Decoded:
    """The characters of a page: by the encoding told beside it, else by the one that it declares."""
    declared = _CHARSET.search(raw[:SCREEN])
    return decode(raw, charset or (declared[1].decode("ascii", "replace") if declared else None))


def _posts(blob: Blob, page: _Page, live: Live, notes: tuple[str, ...]) -> Iterator[Part]:
    """A draft of each post of a live page. What the page says of itself holds for them, but not its clocks."""
    stream = shown(page.decoded.text)
    facts = replace(page.known.facts, published=None, modified=None, title=None).over(
        replace(blob.facts, published=None, modified=None, title=None)
    )
    for number, post in enumerate(live.posts, 1):
        address = post.url or (f"{facts.url}#{post.anchor or _first_words(post.lines[0])}" if facts.url else None)
        own = Facts(url=address, title=post.title, author=post.author, published=post.published, modified=post.modified)
        yield Draft(
            source=f"{blob.source}, post {number}",
            label=f"{blob.label}#{number}",
            raw=blob.raw,
            media_type="text/html",
            text=verbatim(post.lines, stream),
            facts=own.over(facts),
            notes=notes,
            place=post.anchor or f"post {len(live.posts) - number}",  # counted from the oldest: new ones come on top
        )
    if rest := _beside(page.lines, live):
        yield replace(_whole(blob, page, notes), text=verbatim(rest, stream), source=f"{blob.source}, beside its posts")
    if live.empty:
        yield Loss(
            blob.source, f"{live.empty:,} posts of this live page have no text in it, or come after its first {MOST:,}"
        )


def _beside(lines: Iterable[str], live: Live) -> list[str]:
    """The lines of a live page in none of its posts (a summary above them), without headings and times."""
    told = "".join(filter(visible, "".join(line for post in live.posts for line in post.lines)))
    return [line for line in lines if len(line) >= SENTENCE and "".join(filter(visible, line)) not in told]


def _first_words(line: str) -> str:
    """A fragment that leads browsers to a text by how it begins (a text directive); it tells posts of a page apart."""
    words = line.strip()[:FIRST_WORDS].rpartition(" ")[0] if len(line.strip()) > FIRST_WORDS else line.strip()
    return f":~:text={quote(words, safe='').replace('-', '%2D')}"


def _page(blob: Blob) -> _Page:
    raw = blob.raw
    if len(raw) > MAX_PAGE:
        raise TooLarge(f"the page has {len(raw):,} bytes, more than the limit of {MAX_PAGE:,}; save its text instead")
    if (tags := raw.count(b"<")) > MAX_TAGS:
        raise TooLarge(f"the page has {tags:,} tags, more than the limit of {MAX_TAGS:,}; save its text instead")
    decoded = decoded_page(raw, blob.charset)
    try:
        tree, deep = parsed_page(decoded.text)
        if tree is None:
            return _Page(decoded, NOTHING, (), None, None, deep)
        known = page_facts(tree)
        text = _without_headline(_article(uncrowded(tree), fast=tags > MANY_TAGS), known.facts.title)
        live = linked_posts(known.linked) or shown_posts(tree, text)
        return _Page(decoded, known, tuple(text.split("\n")), _captions(tree), live, deep)
    except Exception as error:
        _log.debug("%s: %r", blob.source, error)
        raise UnreadableInput(f"the page cannot be parsed ({type(error).__name__}); save its text instead") from error


def _cut_off(page: str) -> str | None:
    """What to say of a page that begins as a whole one and does not end as one."""
    if _BEGUN.search(page[:SCREEN]) and not _ENDED.search(page):
        return "the page breaks off (it has no </body> or </html>): what followed is missing"
    return None


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
    lines = (_SPACE.sub(" ", "".join(node.itertext())).strip(" ") for node in tree.iter("figcaption"))
    return "\n".join(line for line in lines if line) or None


def html_text(markup: str) -> str:
    """The text of markup that is no page but a text of its own, such as a letter: a line for each of its blocks."""
    return "\n".join(line for line in shown(markup).text.split("\n") if line.strip())
