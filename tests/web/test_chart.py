"""The chart of a question: by which clock, over what is counted, what is open, lowered and taken back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from fastapi.testclient import TestClient

from sayso.export.clocks import Clock
from sayso.ledger.browse_claims import Beside
from sayso.nouns import (
    Answer,
    Claimed,
    Comparator,
    Link,
    Question,
    QuestionKey,
    QuestionKind,
    Reason,
    Relation,
    Scope,
    State,
    When,
)
from sayso.web.views.chart import Chart, chart

from .conftest import Case, claim, report, span
from .conftest import count as counted
from .pages import Page, at


@dataclass(frozen=True, kw_only=True)
class Word:
    """A statement: its number, when it was published and said, by whom, over what it counts."""

    number: str
    published: str
    said: tuple[str | None, str | None] | None = None
    voice: str = "The harbour office"
    scope: Scope = Scope.UNKNOWN
    window: str | None = None
    low: float | None = None
    high: float | None = None

    def claimed(self, name: str) -> Claimed:
        text = f"{self.voice} said on Friday that {self.number} people were saved {self.window or ''}."
        of = report(name, text, f"Paper {name}", self.published)
        low, high = self.bounds
        quantity = replace(counted(text, self.number, low or 0, high), low=low, best=high or low, scope=self.scope)
        if low is None:
            quantity = replace(quantity, comparator=Comparator.AT_MOST)
        if self.window:
            place = span(text, self.window)
            quantity = replace(quantity, window=When(span=place, start=None, end=None, precision="day"))
        when = None
        if self.said:
            start, end = self.said
            when = When(span=span(text, "on Friday"), start=start, end=end, precision="day")
        ident = f"c-{name * 16}"
        return Claimed(
            claim=claim(ident, of, f"{self.number} people were saved", self.voice, quantity, said=when), report=of
        )

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        if self.low is None and self.high is None:
            return float(self.number), float(self.number)
        return self.low, self.high


def drawn(words: Sequence[Word], *links: tuple[int, int, str], by: Clock = Clock.SAID) -> Chart:
    """The chart of the statements; a link supersedes from one to another, by their places."""
    all_of = [word.claimed("abcdef"[place]) for place, word in enumerate(words)]
    answers = tuple(
        Answer(id=f"a-{place}", value=word.number, claims=(one.claim.id,), low=word.bounds[0], high=word.bounds[1])
        for place, (word, one) in enumerate(zip(words, all_of, strict=True))
    )
    question = Question(
        id="q-1",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue"),
        wording="How many?",
        state=State.DISPUTED,
        answers=answers,
        origins_min=1,
        origins_max=1,
    )
    beside = Beside(
        claimed={one.claim.id: one for one in all_of},
        names={},
        reviews={},
        read_at={one.report.id: f"2024-06-0{place + 1}T08:00:00+00:00" for place, one in enumerate(all_of)},
    )
    told = [
        Link(
            id=f"l-{a}{b}",
            a=all_of[a].claim.id,
            b=all_of[b].claim.id,
            relation=Relation.SUPERSEDES,
            rule=rule,
            reasons=(Reason(rule=rule, words="so"),),
        )
        for a, b, rule in links
    ]
    return chart(question, beside, told, by)


EARLY = Word(number="40", published="2024-05-09", said=("2024-05-03", "2024-05-03"))
LATE = Word(number="65", published="2024-05-08")


def test_each_clock_orders_the_statements_and_tells_which_it_is() -> None:
    told = {by: [(row.value, row.clock) for row in drawn((LATE, EARLY), by=by).rows] for by in Clock}
    assert told == {
        Clock.SAID: [("40", "said"), ("65", "published")],
        Clock.PUBLISHED: [("65", "published"), ("40", "published")],
        Clock.READ: [("65", "read"), ("40", "read")],
    }


def test_the_sentence_says_for_how_many_the_publication_stands() -> None:
    assert drawn((LATE, EARLY)).sentence == (
        "Harbour office: 40 (3 May), then 65 (8 May). When it was said is not told of 1 statement: the day of "
        "publication stands for it."
    )
    assert "not told" not in drawn((LATE, EARLY), by=Clock.PUBLISHED).sentence


def test_a_cumulative_count_of_one_voice_is_one_line_and_what_is_new_a_point_of_its_own() -> None:
    since = {"scope": Scope.CUMULATIVE, "window": "since Monday"}
    words = (
        Word(number="40", published="2024-05-06", **since),
        Word(number="12", published="2024-05-07", scope=Scope.INCREMENT, window="overnight"),
        Word(number="65", published="2024-05-08", **since),
    )
    (line,) = drawn(words).series
    assert line.path.count("M") == 1
    assert line.path.count("V") == 1
    assert len(line.points) == 3
    assert line.scopes == ("cumulative, since Monday", "newly, overnight")


def test_labels_tell_over_what_is_counted_and_none_lies_over_another() -> None:
    words = [
        Word(number=str(100 + place), published="2024-05-06", voice=f"The {name} office", window="since Monday")
        for place, name in enumerate(("harbour", "coast", "town", "bay"))
    ]
    labels = drawn([*words, Word(number="40", published="2024-05-20")]).labels
    assert {label.words for label in labels} == {"since Monday"}
    assert len(labels) > 1
    assert not any(one.over(other) for one in labels for other in labels if one is not other)


@pytest.mark.parametrize(
    ("bounds", "sign"), [((60.0, None), "-"), ((None, 60.0), ""), ((0.0, 60.0), "")], ids=["more", "at most", "up to"]
)
def test_a_number_without_a_bound_has_an_arrow(bounds: tuple[float | None, float | None], sign: str) -> None:
    hedged = Word(number="60", published="2024-05-07", low=bounds[0], high=bounds[1])
    (line,) = drawn((EARLY, hedged)).series
    (arrow,) = line.open_ends
    assert re.fullmatch(rf"M[\d.]+ [\d.]+v{sign}24m.*", arrow)
    assert drawn((EARLY, hedged)).rows[1].level == 60


def test_an_open_time_has_an_arrow_and_a_long_one_its_length() -> None:
    until = replace(EARLY, said=(None, "2024-05-03"))
    (line,) = drawn((until, LATE)).series
    assert [re.sub(r"[\d.]+", "0", arrow)[:7] for arrow in line.open_ends] == ["M0 0h-0"]
    (line,) = drawn((replace(EARLY, said=("2024-04-29", "2024-05-03")), LATE)).series
    assert len(line.reaches) == 1
    assert not line.open_ends


def test_what_is_taken_back_ends_its_line_with_a_mark_that_leads_to_the_words() -> None:
    words = (EARLY, Word(number="99", published="2024-05-20", voice="The coast guard"), LATE)
    found = drawn((words[0], words[1], replace(words[2], number="0")), (2, 0, "retraction: supersedes"))
    line = next(one for one in found.series if one.name == "harbour office")
    (drop,) = line.drops
    assert drop.is_end
    assert drop.label.words == "taken back"
    assert drop.href.startswith("/r/")
    assert "0 people were saved" in drop.title
    assert f"H{drop.x}" in line.path
    assert "40 (3 May; taken back 8 May)" in found.sentence


def test_what_is_taken_back_falls_to_the_words_that_do_it_where_they_stand_in_the_picture() -> None:
    again = replace(EARLY, published="2024-05-10", said=("2024-05-04", "2024-05-04"))
    found = drawn((EARLY, again, replace(LATE, number="12")), (2, 1, "retraction: supersedes"))
    (line,) = found.series
    assert [drop.to for drop in line.drops] == [line.points[-1].y]
    assert found.sentence.startswith("Harbour office: 40 (3 May; taken back 8 May), then 12 (8 May)")


def test_a_lower_number_of_the_same_voice_is_marked() -> None:
    lower = replace(LATE, number="30")
    (line,) = drawn((EARLY, lower), (1, 0, "count: supersedes")).series
    assert [(drop.label.words, drop.is_end) for drop in line.drops] == [("↓ lowered", False)]
    (line,) = drawn((EARLY, LATE), (1, 0, "count: supersedes")).series
    assert line.drops == ()


def test_points_lead_to_the_exact_characters() -> None:
    (line,) = drawn((EARLY, LATE)).series
    assert all(re.fullmatch(r"/r/r-\w+\?t=\d+,\d+#t=\d+,\d+", point.href) for point in line.points)


def keyed(page: Page) -> str:
    return next(one.attributes["href"] for one in page.all("a") if one.attributes.get("data-key") == "w")


def test_the_key_goes_from_clock_to_clock_and_back(desk: TestClient, case: Case) -> None:
    place, seen = f"/q/{case.question.id}", []
    address = place
    for _ in range(3):
        page = at(desk, address)
        seen.append(page.one("section", id="time").text.split("By another clock")[0].split("by ", 1)[1].strip())
        address = keyed(page).removesuffix("#time")
    assert [words.split(";")[0] for words in seen] == [
        "when it was said", "when it was published", "when Sayso read it",
    ]  # fmt: skip
    assert address == place
    assert desk.get(f"{place}?clock=guessed").status_code == 422


def test_the_clock_and_the_order_of_answers_go_along_with_one_another(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/q/{case.question.id}?answers=reverse&clock=read")
    assert "answers=reverse" in keyed(page)
    assert f"/q/{case.question.id}?answers=alphabet&clock=read#answers" in page.links
