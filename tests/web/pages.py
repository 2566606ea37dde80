"""A page as a reader without a browser sees it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from fastapi.testclient import TestClient

VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "line", "path", "circle", "rect"})


@dataclass(slots=True)
class Element:
    """One element: its attributes, and its text with that of everything inside."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        for outer in self.open:
            outer.inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and (not self.open or self.open[-1].tag != "p"):
            self.faults.append("</p> without its <p>")
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")

    def handle_data(self, data: str) -> None:
        for outer in self.open:
            outer.text += data


@dataclass(frozen=True)
class Page:
    """A parsed page. `faults` are tags that do not close what was opened."""

    elements: tuple[Element, ...]
    faults: tuple[str, ...]

    def all(self, tag: str, **attributes: str) -> Iterator[Element]:
        """The elements of that tag with these attributes (`class_` is among the classes)."""
        for one in self.elements:
            wanted = {name.rstrip("_"): value for name, value in attributes.items()}
            if one.tag == tag and all(
                value in one.attributes.get(name, "").split() if name == "class" else one.attributes.get(name) == value
                for name, value in wanted.items()
            ):
                yield one

    def one(self, tag: str, **attributes: str) -> Element:
        """The first of them."""
        return next(self.all(tag, **attributes))

    @property
    def text(self) -> str:
        """The text of the whole page on one line."""
        return " ".join(self.one("html").text.split())

    @property
    def links(self) -> list[str]:
        """Where the page leads."""
        return [one.attributes["href"] for one in self.all("a") if "href" in one.attributes]


def parse(html: str) -> Page:
    """The page; an element that is open at its end is a fault."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(tuple(reader.elements), (*reader.faults, *(f"<{one.tag}> is not closed" for one in reader.open)))


def at(desk: TestClient, address: str) -> Page:
    """The page of that address, which is there and closes what it opens."""
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    page = parse(answer.text)
    assert page.faults == ()
    return page
