"""The page asks for nothing and runs nothing, whatever it quotes."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import lxml.html
import pytest
from hostile_case import SCRIPT
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.hidden import safe
from sayso.export.printed import Paper, as_html
from sayso.export.printed.blocks import Address, Code, InLine, Items, Para, Piece, Quoted, Words
from sayso.export.printed.direction import direction


def test_it_asks_for_nothing(paper: Paper) -> None:
    page = as_html(paper)
    tree = lxml.html.document_fromstring(page)
    assert {node.tag for node in tree.iter() if isinstance(node.tag, str)}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "embed", "svg", "form", "base"}
    )
    assert not tree.xpath("//@src | //@srcset | //@style")
    style = tree.findtext(".//style")
    assert style
    assert not re.search(r"url\(|@import|@font-face", style)


def test_the_policy_lets_its_own_style_in_and_nothing_else(paper: Paper) -> None:
    tree = lxml.html.document_fromstring(as_html(paper))
    digest = b64encode(sha256((tree.findtext(".//style") or "").encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_no_words_become_markup(paper: Paper) -> None:
    page = as_html(paper)
    assert SCRIPT not in page
    tree = lxml.html.document_fromstring(page)
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    assert {href.partition(":")[0] for href in tree.xpath("//a/@href") if not href.startswith("#")} == {"https"}


def test_an_address_that_is_none_of_the_web_is_shown_and_not_followed(paper: Paper) -> None:
    tree = lxml.html.document_fromstring(as_html(paper))
    assert "javascript:alert(1)" in str(tree.text_content())


def paper_of(*pieces: Piece) -> Paper:
    blocks = (Para(line=pieces), Items(lines=(pieces,)))
    return Paper(title=pieces, hash="0" * 64, as_of=None, blocks=blocks)


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_any_words_come_out_as_text(words: str) -> None:
    pieces = (Words(text=words, bold=True), Quoted(text=words), InLine(text=words, before=words, after=words))
    page = as_html(paper_of(*pieces, Words(text=words, language=words), Address(url=words), Code(text=words)))
    page.encode()  # nothing is left that has no form in UTF-8
    body = lxml.html.document_fromstring(page).find("body")
    assert {str(node.tag) for node in body.iter()} <= OURS
    assert {name for node in body.iter() for name in node.attrib} <= {"id", "class", "dir", "lang", "title", "href"}
    assert " ".join(safe(words).split()).replace("[", "").replace("]", "") in " ".join(
        str(body.text_content()).split()
    ).replace("[", "").replace("]", "")


OURS = {"body", "header", "main", "h1", "p", "ul", "li", "span", "bdi", "strong", "q", "mark", "a", "code"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("سفينة 12", {"dir": "rtl"}),
        ("12 سفينة", {"dir": "rtl"}),
        ("12 boats سفينة", {}),
        ("Нора", {}),
        ("12", {}),
        ("", {}),
    ],
)
def test_the_first_letter_tells_the_direction(words: str, found: dict[str, str]) -> None:
    assert direction(words) == found


def test_the_same_ledger_gives_the_same_page(paper: Paper, path: Path) -> None:
    from sayso.export import choose  # noqa: PLC0415 - once more, from the ledger on
    from sayso.export.printed import compose  # noqa: PLC0415 - the same
    from sayso.ledger import Ledger  # noqa: PLC0415 - the same

    with Ledger.open(path) as ledger:
        assert as_html(compose(choose(ledger))) == as_html(paper)


def test_a_letter_of_another_script_is_told() -> None:
    body = lxml.html.document_fromstring(as_html(paper_of(Words(text="V. Kad\u0430mar")))).find("body")
    chip = body.find(".//span[@class='chip']")
    assert (chip.text, chip.get("title")) == ("\u0430 Cyrillic", "U+0430: cyrillic small letter a")
    assert "V. Kad\u0430 Cyrillicmar" in body.text_content()
