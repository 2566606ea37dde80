"""The characters of a page as it writes them, each with its place in the markup: what extractors change, this keeps.

An extractor tells which text is the article, and changes it: it drops characters that cannot be seen (a Persian word
may hinge on one), makes all spaces plain, composes accents. The text layer takes its choice, and its characters here.
"""

import html
import re
from array import array
from dataclasses import dataclass

_IN_LINES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small span
strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(_IN_LINES.split())
"""Elements that stand in a line of text; any other begins a new one."""

UNSHOWN = frozenset({"script", "style", "template", "title", "textarea", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose content is no markup, or not shown."""

_TEXT = re.compile(r"[^<&]+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_REFERENCE = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
_TAG = re.compile(r"""</?([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+>""")
"""A tag; the repeats give nothing back, so one attempt looks at each character once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a page, a line for each block, runs of white space made one space as browsers do, and nothing else.

    `starts[i]` and `ends[i]` say where character `i` stands in the markup: a character reference or several spaces may
    stand for one.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"


class _Writer:
    """Collects characters with their places."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts, self.ends = array("L"), array("L")
        self.last = "\n"

    def add(self, text: str, start: int) -> None:
        """Characters that stand one for one from `start` on."""
        self.parts.append(text)
        self.starts.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))
        self.last = text[-1]

    def one(self, text: str, start: int, end: int) -> None:
        """Characters that all stand for the same piece of markup; white space that follows white space is left out."""
        if text in {" ", "\n"}:
            if self.last == "\n" or (text == " " and self.last == " "):
                return
            if text == "\n" and self.last == " ":
                self.parts.pop()
                self.starts.pop()
                self.ends.pop()
        self.parts.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))
        self.last = text[-1]


def shown(page: str) -> Shown:
    """What a page shows, in time that grows with its length. Damaged markup is read as far as tags can be told."""
    writer, at, size = _Writer(), 0, len(page)
    while at < size:
        if match := _TEXT.match(page, at):
            _words(writer, match[0], at)
            at = match.end()
        elif page[at] == "&":
            match = _REFERENCE.match(page, at)
            end = match.end() if match else at + 1
            _reference(writer, page[at:end], at, end)
            at = end
        else:
            at = _markup(writer, page, at)
    return Shown("".join(writer.parts), writer.starts, writer.ends)


def _words(writer: _Writer, text: str, start: int) -> None:
    at = 0
    for space in _SPACE.finditer(text):
        if space.start() > at:
            writer.add(text[at : space.start()], start + at)
        writer.one(" ", start + space.start(), start + space.end())
        at = space.end()
    if at < len(text):
        writer.add(text[at:], start + at)


def _reference(writer: _Writer, written: str, start: int, end: int) -> None:
    meant = html.unescape(written)
    if meant == written:
        writer.add(written, start)
    elif _SPACE.fullmatch(meant):
        writer.one(" ", start, end)
    elif meant:
        writer.one(meant, start, end)


def _markup(writer: _Writer, page: str, at: int) -> int:
    """Where the markup at `at` ends."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 2)
        return len(page) if end < 0 else end + 3
    if page.startswith(("<!", "<?"), at):
        end = page.find(">", at)
        return len(page) if end < 0 else end + 1
    match = _TAG.match(page, at)
    if match is None:
        if re.match(r"</?[A-Za-z]", page[at : at + 3]):
            return len(page)  # a tag that never ends swallows the rest, as it does in browsers
        writer.add("<", at)
        return at + 1
    name = match[1].lower()
    if name not in INLINE:
        writer.one("\n", at, match.end())
    if name in UNSHOWN and not page.startswith("</", at):
        closing = re.compile(f"</{name}\\b", re.IGNORECASE).search(page, match.end())
        return closing.start() if closing else len(page)
    return match.end()
