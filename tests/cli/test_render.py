"""What the verbs show, from values made by hand."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from sayso.cli.context import REACH, source_line
from sayso.cli.render_entries import claim_fields
from sayso.cli.render_questions import question_block
from sayso.cli.render_reasons import told
from sayso.cli.words import count, day, first_reported, in_state, origins, printed, quoted, who
from sayso.export.ordering import in_order
from sayso.nouns import (
    Answer,
    Claimed,
    Comparator,
    Form,
    Layer,
    LayerName,
    Link,
    Moment,
    Question,
    QuestionKey,
    QuestionKind,
    Reason,
    Relation,
    Span,
    State,
)

Ferry = Any
"""The class of the fixture, which lives in conftest."""


def with_text(claimed: Claimed, text: str, *content: Span) -> Claimed:
    """The claim on another text, without its other spans."""
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0" * 64)
    plain = replace(claimed.claim, content=content, cue=(), voice=None, hedges=(), quantities=(), times=(), places=())
    return Claimed(claim=plain, report=replace(claimed.report, layers=(layer,)))


def test_a_long_line_is_cut_at_words_around_the_claim(ferry: Ferry) -> None:
    text = "before " * 100 + "THE CLAIM" + " after" * 100
    start = text.index("THE")
    line = source_line(with_text(ferry.fog, text, Span(start, start + 9)), marked=True).plain
    assert "before ⟦THE CLAIM⟧ after" in line
    assert line.startswith("… before")
    assert line.endswith(" …")
    assert len(line) <= 2 * REACH + len("THE CLAIM") + 8


def test_each_piece_of_a_content_is_marked_where_it_stands(ferry: Ferry) -> None:
    text = "First line\n“One,” he said, “two.”\nLast line"
    pieces = tuple(Span(start, start + 3) for start in (text.index("One"), text.index("two")))
    line = source_line(with_text(ferry.fog, text, *pieces), marked=True).plain
    assert line == "“⟦One⟧,” he said, “⟦two⟧.”"


def test_a_claim_over_several_lines_shows_them_all(ferry: Ferry) -> None:
    text = "“One.\n\nTwo,” she said.\nThree"
    assert source_line(with_text(ferry.fog, text, Span(1, 10)), marked=True).plain == "“⟦One. Two⟧,” she said."


def test_marks_stand_only_where_there_is_no_colour(ferry: Ferry) -> None:
    line = source_line(ferry.forty, marked=False)
    assert "⟦" not in line.plain
    styles = {line.plain[span.start : span.end]: str(span.style) for span in line.spans}
    assert styles["said"] != styles["The harbour office"]
    assert "bold" in styles["40 people were taken off the ferry on Monday"]


@pytest.mark.parametrize(
    ("low", "high", "comparator", "told"),
    [
        (40, 40, Comparator.EXACT, "40 people [=]"),
        (1700, None, Comparator.MORE, "1,700 to … people [>]"),
        (None, 50, Comparator.AT_MOST, "… to 50 people [<=]"),
        (None, None, Comparator.VAGUE, "an unknown number people [vague]"),
        (0.25, 0.5, Comparator.SHARE, "0.25 to 0.5 people [share]"),
    ],
)
def test_a_quantity_is_told_by_its_bounds(
    low: float | None,
    high: float | None,
    comparator: Comparator,
    told: str,
    ferry: Ferry,
) -> None:
    (quantity,) = ferry.forty.claim.quantities
    other = replace(quantity, low=low, high=high, comparator=comparator)
    claimed = replace(ferry.forty, claim=replace(ferry.forty.claim, quantities=(other,)))
    assert dict(claim_fields(claimed))["quantity"].plain.startswith(told)


def test_who_speaks(ferry: Ferry) -> None:
    assert who(ferry.sixty.claim) == "nurse, via Coast Radio"
    assert who(ferry.fog.claim) == "the report itself"
    assert who(replace(ferry.fog.claim, form=Form.HEADLINE)) == "the headline"
    assert who(replace(ferry.fog.claim, form=Form.INDIRECT)) == "nobody named"


def test_marks_inside_a_quote_become_single_ones(ferry: Ferry) -> None:
    assert quoted(with_text(ferry.fog, "a “b” c", Span(0, 7))) == "“a ‘b’ c”"


@pytest.mark.parametrize(
    ("iso", "told"), [("2024", "2024"), ("2024-11", "Nov 2024"), ("2024-11-07T23:59+03:00", "7 Nov 2024")]
)
def test_a_day_is_no_more_precise_than_it_was_given(iso: str, told: str) -> None:
    assert day(Moment(iso)) == told


def test_counts_and_states_agree_in_number(ferry: Ferry) -> None:
    assert (count(0, "claim"), count(1, "claim"), count(1000, "claim")) == ("0 claims", "1 claim", "1,000 claims")
    assert (in_state(1, State.SINGLE_SOURCE), in_state(2, State.SINGLE_SOURCE)) == ("1 stands alone", "2 stand alone")
    assert printed(replace(ferry.fog.report, outlet=None)) == "herald.txt, 7 May 2024"


def asked(state: State, *answers: Answer, low: int = 1, high: int = 2) -> Question:
    return Question(
        id=f"q-{state}-{len(answers)}",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="x"),
        wording="How many?",
        state=state,
        answers=answers,
        origins_min=low,
        origins_max=high,
    )


def test_origins_are_a_number_or_a_range() -> None:
    assert origins(asked(State.AGREED, low=1, high=1)) == "1 origin"
    assert origins(asked(State.AGREED, low=2, high=5)) == "2 to 5 origins"


def test_questions_come_by_state_then_by_first_report(ferry: Ferry) -> None:
    claims = {one.claim.id: one for one in (ferry.forty, ferry.sixty, ferry.denial)}

    def about(name: str, state: State, one: Claimed) -> Question:
        return replace(asked(state, Answer(id="a", value="x", claims=(one.claim.id,))), id=name)

    later, earlier = about("q-1", State.DISPUTED, ferry.forty), about("q-2", State.DISPUTED, ferry.sixty)
    undated, agreed = about("q-0", State.DISPUTED, ferry.denial), about("q-9", State.AGREED, ferry.sixty)
    assert in_order([agreed, undated, later, earlier], claims) == [earlier, later, undated, agreed]
    assert first_reported([]) > first_reported([ferry.forty.report])


def printed_block(question: Question, claims: dict[str, Claimed], links: list[Link], *, whole: bool = False) -> str:
    written = StringIO()
    console = Console(file=written, width=200, color_system=None)
    reasons = told(question, links, whole=whole)
    console.print(question_block(question, claims, reasons, width=200, whole=whole))
    return written.getvalue()


def linked(a: str, b: str, relation: Relation, words: str) -> Link:
    reason = Reason(rule="r", words=words)
    return Link(id=f"l-{a}-{b}", a=a, b=b, relation=relation, rule="r", reasons=(reason,))


def named(of: Claimed, ident: str, name: str) -> Claimed:
    """The claim with another id and another name for its voice."""
    return replace(of, claim=replace(of.claim, id=ident, voice=replace(of.claim.voice, name=name)))


def test_two_answers_are_told_apart_once_however_many_claims_stand_behind_them(ferry: Ferry) -> None:
    claims = {f"c-{n}": named(ferry.forty, f"c-{n}", f"Voice {n}") for n in range(6)}
    two = asked(
        State.DISPUTED,
        Answer(id="a", value="forty", claims=("c-0", "c-1", "c-2", "c-3", "c-4")),
        Answer(id="b", value="sixty", claims=("c-5",)),
    )
    links = [linked("c-5", f"c-{n}", Relation.DISPUTES, f"reason {n}") for n in range(5)]
    links.append(linked("c-0", "c-1", Relation.REPEATS, "the same wire"))
    told = printed_block(two, claims, links)
    assert told.count("forty against sixty: ") == 1
    assert "and 1 more claim" in told
    assert "the same wire" not in told
    whole = printed_block(two, claims, links, whole=True)
    assert "forty (repeats): the same wire" in whole
    assert "more claim" not in whole
    few = {ident: claims[ident] for ident in ("c-0", "c-1", "c-5")}  # as a list reads them
    assert "and 3 more claims" in printed_block(two, few, links)


def test_the_same_words_of_one_voice_in_many_reports_are_told_once(ferry: Ferry) -> None:
    copies = {
        f"c-{n}": replace(named(ferry.forty, f"c-{n}", "Wire"), report=replace(ferry.forty.report, outlet=f"Paper {n}"))
        for n in range(6)
    }
    answers = (Answer(id="a", value="forty", claims=tuple(copies)), Answer(id="b", value="x", claims=("c-0",)))
    told = printed_block(asked(State.DISPUTED, *answers), copies, [])
    assert told.count("— Wire") == 2
    assert [told.count(f"Paper {n},") for n in range(6)] == [2, 1, 1, 1, 1, 1]
    whole = printed_block(asked(State.DISPUTED, *answers), copies, [], whole=True)
    assert whole.count("— Wire") == 7


def test_an_answer_in_the_words_of_one_who_denies_them_is_headed_so(ferry: Ferry) -> None:
    claims = {"c-a": ferry.denial, "c-b": ferry.forty}
    two = asked(
        State.DISPUTED,
        Answer(id="a", value="Nobody was on the ferry", claims=("c-a",)),
        Answer(id="b", value="40 people were taken off the ferry", claims=("c-b",)),
    )
    told = printed_block(two, claims, [linked("c-b", "c-a", Relation.DISPUTES, "No.")])
    assert "denied: Nobody was on the ferry against 40 people were taken off the ferry: No." in told
    assert "denied: 40" not in told
    assert "denies: “Nobody was on the ferry”" in told


def test_a_directed_relation_keeps_its_direction(ferry: Ferry) -> None:
    claims = {"c-a": ferry.forty, "c-b": ferry.sixty}
    two = asked(
        State.SUPERSEDED,
        Answer(id="a", value="the older one", claims=("c-a",)),
        Answer(id="b", value="the newer one", claims=("c-b",)),
    )
    told = printed_block(two, claims, [linked("c-b", "c-a", Relation.SUPERSEDES, "Later.")])
    assert "the newer one supersedes the older one: Later." in told
