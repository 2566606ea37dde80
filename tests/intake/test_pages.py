"""HTML: the article, its headline and captions, and what the page says about itself."""

import json
from io import BytesIO

import pytest

from sayso.intake import read_inputs
from sayso.nouns import Intake, LayerName, Moment, Outcome, Report

HEAD = """<title>Ferry runs aground | Harbour Post</title>
<meta property="og:title" content="Ferry runs aground"><meta property="og:site_name" content="Harbour Post">
<meta name="author" content="Ona Field"><link rel="canonical" href="https://harbour.example/ferry">
<meta property="article:published_time" content="2031-05-19T10:20:00+03:00">
<meta property="article:modified_time" content="2031-05-20T08:00:00Z">"""

BODY = """<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ferry runs aground</h1>
<p>A ferry ran aground off Lund Point on Monday, the coast guard said. Twelve people were taken off by boat.</p>
<p>“Nobody was hurt,” said the harbour master,&nbsp;Ilse Braam. The owner did not answer questions about the crew.</p>
<figure><img src="f.jpg"><figcaption>The ferry in <b>March</b></figcaption></figure>
<table><tr><td>Passengers</td><td>12</td></tr><tr><td>Crew</td><td>4</td></tr></table>
<p>It was the second such case this year, according to the port authority, which keeps a list of accidents.</p>
</article>
<aside><h3>Most read</h3><ul><li><a href="/cat">Cat found in a bell tower</a></li></ul></aside>
<section id="comments"><h3>Comments</h3><p>I saw it all from my window and it was no accident!</p></section>
<footer><p>Copyright Harbour Post</p></footer>"""


def read(raw: bytes) -> Intake:
    (intake,) = read_inputs(["-"], stdin=BytesIO(raw))
    return intake


def page(head: str = HEAD, body: str = BODY) -> Report:
    intake = read(f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'.encode())
    assert intake.report is not None, intake.reason
    return intake.report


def layer(report: Report, name: LayerName) -> str:
    found = report.layer(name)
    return found.text if found else ""


def test_article_without_navigation_comments_and_lists_of_links() -> None:
    text = layer(page(), LayerName.TEXT)
    assert "Twelve people were taken off by boat." in text
    assert "according to the port authority" in text
    for furniture in ("Home", "Cat found", "from my window", "Copyright"):
        assert furniture not in text


def test_each_paragraph_is_a_line_and_tables_are_kept() -> None:
    lines = layer(page(), LayerName.TEXT).splitlines()
    assert lines[0].startswith("A ferry ran aground")
    assert any("Passengers" in line and "12" in line for line in lines)


def test_headline_and_captions_stand_in_layers_of_their_own() -> None:
    report = page()
    assert layer(report, LayerName.TITLE) == "Ferry runs aground"
    assert layer(report, LayerName.CAPTION) == "The ferry in March"
    assert "Ferry runs aground" not in layer(report, LayerName.TEXT)


def test_what_the_page_says_about_itself() -> None:
    report = page()
    assert (report.outlet, report.author, report.language) == ("Harbour Post", "Ona Field", "en-GB")
    assert report.url == "https://harbour.example/ferry"
    assert report.published == Moment("2031-05-19T10:20:00+03:00")
    assert report.modified == Moment("2031-05-20T08:00:00Z")


def test_linked_data_gives_the_clock_where_the_head_has_none() -> None:
    data = '{"@graph": [{"@type": "NewsArticle", "datePublished": "2031-05-19T10:20:00Z"}]}'
    report = page(head=f'<title>T</title><script type="application/ld+json">{data}</script>')
    assert report.published == Moment("2031-05-19T10:20:00Z")


def test_a_date_in_the_running_text_is_not_the_publication() -> None:
    report = page(head="<title>T</title>", body=BODY.replace("on Monday", "on 3 March 2029"))
    assert report.published is None


def test_a_page_shorter_than_trafilatura_likes_keeps_its_paragraphs() -> None:
    short = "<article><p>The quay is shut, the port said.</p><p>It denied it.</p></article>"
    assert layer(page(body=short), LayerName.TEXT).split("\n") == ["The quay is shut, the port said.", "It denied it."]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("iso-8859-2", "iso-8859-2"), ("utf-8", "utf-8")],
)
def test_the_declared_encoding_is_used(declared: str, encoding: str) -> None:
    words = "The café is shut," if encoding == "iso-8859-2" else "“The café is shut,”"
    body = (
        f'<html><head><meta charset="{declared}"></head><body><p>{words} the mayor said.</p><p>Two.</p></body></html>'
    )
    intake = read(body.encode(encoding))
    assert intake.reason is None
    assert intake.report is not None
    assert words in layer(intake.report, LayerName.TEXT)


@pytest.mark.parametrize("declared", ["unicode_escape", "idna", "base64", "utf-16", "no-such-code", "utf-7"])
def test_a_declaration_that_names_no_encoding_of_text_is_passed_over(declared: str) -> None:
    body = (
        f'<html><head><meta charset="{declared}"></head><body><p>The café + quay is shut.</p><p>Two.</p></body></html>'
    )
    intake = read(body.encode())
    assert intake.report is not None
    assert "The café + quay is shut." in layer(intake.report, LayerName.TEXT)


def stated(head: str, fact: str) -> list[tuple[str, str, bool]]:
    return [(one.where, one.value, one.taken) for one in page(head=head).stated if one.fact == fact]


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def test_each_fact_says_where_it_stood_and_what_else_is_said() -> None:
    head = HEAD + linked(headline="Ferry on the rocks", datePublished="2031-05-18", publisher={"name": "Harbour Post"})
    assert stated(head, "title")[:2] == [
        ("JSON-LD headline", "Ferry on the rocks", True),
        ("meta og:title", "Ferry runs aground", False),
    ]
    assert stated(head, "published")[:2] == [
        ("meta article:published_time", "2031-05-19T10:20:00+03:00", True),
        ("JSON-LD datePublished", "2031-05-18", False),
    ]
    assert stated(head, "url")[0] == ("link canonical", "https://harbour.example/ferry", True)
    assert stated(head, "author")[0] == ("meta author", "Ona Field", True)
    assert stated(head, "language") == [("page html lang", "en-GB", True)]


def test_of_two_dates_of_one_day_the_closer_is_taken() -> None:
    head = '<title>T</title><meta property="article:published_time" content="2031-05-19">' + linked(
        datePublished="2031-05-19T10:20:00Z"
    )
    assert page(head=head).published == Moment("2031-05-19T10:20:00Z")


def test_linked_data_with_the_slips_that_sites_make() -> None:
    for script in (
        '<!-- {"@type": "NewsArticle", "headline": "Shut", } -->',
        '[{"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": "Shut\n"}]',
        '{"@graph": [{"@type": "Organization", "headline": "No"}, {"@type": "Article", "headline": "Shut"}]}',
        '{"mainEntity": {"@type": "Article", "headline": "Shut"}}',
    ):
        assert stated(f'<script type="application/ld+json">{script}</script>', "title")[0][1] == "Shut", script
    for script in ("{", "[" * 100_000, '{"@type": 7, "headline": {"a": []}}', "null"):
        page(head=f'<script type="application/ld+json">{script}</script>')  # does not raise


def test_addresses_are_no_names_and_names_no_addresses() -> None:
    report = page(head='<meta name="author" content="https://x.example/ona"><meta property="og:url" content="ferry">')
    assert report.author is None
    assert report.url is None


def test_a_page_that_breaks_off_says_so() -> None:
    whole = f"<!doctype html><html><head>{HEAD}</head><body>{BODY}</body></html>".encode()
    intake = read(whole[: whole.index(b"It was the second")])
    assert intake.outcome is Outcome.IN_PART
    assert "breaks off" in (intake.reason or "")
    assert read(b"<p>The quay is shut, said the port.</p><p>It is not.</p>").outcome is Outcome.READ


def test_markup_made_to_take_long_ends() -> None:
    dates = '<time datetime="2031-05-19">x</time>' * 5_000
    spaces = f'<script type="application/ld+json">-->{" " * 100_000}x</script>'
    for body in (f"<div>{dates}</div>{BODY}", spaces + BODY, BODY + "<a " * 5_000, BODY + '<p title="' * 5_000):
        assert "coast guard" in layer(page(body=body), LayerName.TEXT)
