"""Live pages: each dated post is a report of its own."""

import json
import re
from io import BytesIO

from sayso.intake import read_inputs
from sayso.nouns import Intake, LayerName, Moment, Outcome

WORDS = (
    "The harbour board said that the north pier would stay shut until engineers had looked at the piles below it.",
    "A spokeswoman for the ferry line denied that any of its boats had touched the pier, and asked for the pictures.",
    "The mayor told reporters that nobody had been hurt, and that she would not speak of causes before the inquiry.",
    "Two fishermen said they had heard a bang at about four in the morning and had seen a light move out to sea.",
)
HOURS = (
    "2031-05-19T14:20:00+03:00",
    "2031-05-19T13:05:00+03:00",
    "2031-05-19T11:40:00+03:00",
    "2031-05-19T09:00:00+03:00",
)


def read(page: str) -> list[Intake]:
    return list(read_inputs(["-"], stdin=BytesIO(page.encode())))


def html(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>Pier shut: live</title>'
        f'<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://h.example/live">'
        f'<meta property="article:published_time" content="2031-05-19T08:00:00+03:00">{head}</head>'
        f"<body><main>{body}</main></body></html>"
    )


def blocks(tag: str = "article", *, link: bool = False) -> str:
    return "".join(
        f'<{tag} id="b{n}"><time datetime="{hour}">{hour[11:16]}</time><h3>Post {n}</h3>'
        + (f'<p><a href="/{n}">{words}</a></p>' if link else f"<p>{words}</p><p>{words.replace('said', 'says')}</p>")
        + f"</{tag}>"
        for n, (words, hour) in enumerate(zip(WORDS, HOURS, strict=True))
    )


def text(intake: Intake, name: LayerName = LayerName.TEXT) -> str:
    assert intake.report is not None
    layer = intake.report.layer(name)
    return layer.text if layer else ""


def test_dated_blocks_side_by_side_are_posts_with_their_own_clocks() -> None:
    for tag in ("article", "div", "li"):
        intakes = read(html(f"<div>{blocks(tag)}</div>"))
        assert [intake.outcome for intake in intakes] == [Outcome.READ] * 4
        reports = [intake.report for intake in intakes if intake.report]
        assert [report.published for report in reports] == [Moment(hour) for hour in HOURS]
        assert [text(intake).split("\n")[0] for intake in intakes] == list(WORDS)
        assert [text(intake, LayerName.TITLE) for intake in intakes] == [f"Post {n}" for n in range(4)]
        assert {report.outlet for report in reports} == {"Harbour Post"}
        assert [report.url for report in reports] == [f"https://h.example/live#b{n}" for n in range(4)]
        assert len({report.id for report in reports}) == 4
        assert len({report.capture for report in reports}) == 1


def test_posts_that_are_told_to_machines() -> None:
    posts = [
        {
            "@type": "BlogPosting",
            "headline": f"Post {n}",
            "datePublished": hour,
            "articleBody": words,
            "url": f"https://h.example/live/{n}",
        }
        for n, (words, hour) in enumerate(zip(WORDS, HOURS, strict=True))
    ]
    posts[1]["articleBody"] = f"<p>{WORDS[1]}</p><p>More &amp; more.</p>"
    posts[3] = {"@type": "BlogPosting", "headline": "A picture", "datePublished": HOURS[3]}
    data = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Pier shut",
        "liveBlogUpdate": posts,
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    *intakes, beside, lost = read(html("".join(f"<p>{words}</p>" for words in WORDS), head))
    assert [text(intake) for intake in intakes] == [WORDS[0], f"{WORDS[1]}\nMore & more.", WORDS[2]]
    assert [i.report.published for i in intakes if i.report] == [Moment(hour) for hour in HOURS[:3]]
    assert [i.report.url for i in intakes if i.report] == [f"https://h.example/live/{n}" for n in range(3)]
    assert text(beside) == WORDS[3]
    assert lost.outcome is Outcome.REFUSED
    assert lost.reason == "1 posts of this live page have no text in it, or come after its first 5,000"


def test_a_list_of_teasers_or_comments_is_no_live_page() -> None:
    article = "".join(f"<p>{words}</p>" for words in WORDS)
    for beside in (
        f"<div>{blocks('div', link=True)}</div>",
        f'<section class="comments">{blocks("div")}</section>',
    ):
        (intake,) = read(html(f"<article>{article}</article>{beside}"))
        assert intake.report is not None
        assert intake.report.published == Moment("2031-05-19T08:00:00+03:00")


def test_an_article_with_one_dated_update_stays_one_report() -> None:
    body = "".join(f"<p>{words}</p>" for words in WORDS)
    (intake,) = read(html(f'<article><time datetime="{HOURS[3]}">9:00</time>{body}</article>'))
    assert intake.outcome is Outcome.READ


def test_posts_without_an_address_of_their_own_are_told_apart_by_how_they_begin() -> None:
    listed = re.sub(' id="b[0-9]"', "", blocks())
    found = [intake.report.url for intake in read(html(f"<div>{listed}</div>")) if intake.report]
    assert (
        found[0]
        == "https://h.example/live#:~:text=The%20harbour%20board%20said%20that%20the%20north%20pier%20would%20stay%20shut"
    )
    assert len(set(found)) == 4


def test_what_stands_beside_the_posts_is_a_report_by_the_clock_of_the_page() -> None:
    summary = "What is known so far: the north pier is shut, nobody was hurt, and the ferry line denies a collision."
    *posts, page = read(html(f"<p>{summary}</p><div>{blocks()}</div>"))
    assert len(posts) == 4
    assert text(page) == summary
    assert page.source == "standard input, beside its posts"
    assert page.report is not None
    assert page.report.published == Moment("2031-05-19T08:00:00+03:00")
