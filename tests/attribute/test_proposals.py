"""Whatever a plug-in proposes: what it adds stands in the text, and nothing that is found without it changes."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate import annotate
from sayso.attribute import attribute, proposals, proposed
from sayso.nouns import Annotated, Attribution, Basis, Form, Layer, LayerName, Pieces, Report, Span, hull, is_proposed
from sayso.plugins import counting

TEXT = """The harbour office said that 40 people were rescued in Merrow on Monday. Two of them are children.

For Tom Brack, the crews came too late. The sea was rough that night, and nobody was there. It was late in the year.

Read more: The mill
"""


def read(text: str = TEXT) -> Annotated:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=sha256(text.encode()).hexdigest())
    return annotate(Report(id="r-1", capture="x", label="r", layers=(layer,)), LayerName.TEXT)


ANNOTATED = read()
ALONE = attribute(ANNOTATED)


def at(words: str) -> Pieces:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def make(source: Pieces, cue: Pieces, content: Pieces) -> Attribution:
    return Attribution(
        report="r-1",
        layer=LayerName.TEXT,
        source=source,
        cue=cue,
        content=content,
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        rule="guess",
        method="other/9",
    )


FOR_BRACK = make(at("Tom Brack"), at("For"), at("the crews came too late"))


class Fixed:
    """A plug-in that proposes what it was given."""

    method = "fixed/1"
    sends = None

    def __init__(self, *found: Attribution) -> None:
        self._found = found

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        del annotated
        return self._found


def taken(*found: Attribution) -> tuple[tuple[Attribution, ...], dict[str, int]]:
    with counting() as dropped:
        kept = proposed(ANNOTATED, Fixed(*found))
    return kept, dict(dropped)


def test_a_proposal_takes_a_sentence_from_the_narrator_and_leaves_the_others() -> None:
    more, dropped = taken(FOR_BRACK)
    found = attribute(ANNOTATED, more=more)
    assert not dropped
    assert set(more) <= set(found)
    assert [one for one in found if one.source] == sorted(
        [*(one for one in ALONE if one.source), *more], key=lambda one: hull(one.content)
    )
    here = at("For Tom Brack, the crews came too late.")[0]
    narrated = {one for one in ALONE if not one.source and not hull(one.content).overlaps(here)}
    assert narrated <= set(found)
    assert len(narrated) == 2


def test_it_is_in_its_own_name_and_its_form_and_basis_are_told_by_the_text() -> None:
    liar = replace(
        FOR_BRACK, method="trained/1", form=Form.DIRECT, basis=Basis.INHERITED, via=(at("the harbour office"[4:]),)
    )
    ((one,), _) = taken(liar)
    assert (one.method, one.form, one.basis, one.via) == ("fixed/1", Form.INDIRECT, Basis.EXPLICIT, ())
    assert is_proposed(one.rule)
    assert not any(is_proposed(other.rule) for other in ALONE)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (replace(FOR_BRACK, report="r-2"), proposals.OUT_OF_PLACE),
        (replace(FOR_BRACK, layer=LayerName.TITLE), proposals.OUT_OF_PLACE),
        (replace(FOR_BRACK, content=(Span(5, 100_000),)), proposals.OUT_OF_PLACE),
        (replace(FOR_BRACK, content=(Span(130, 140), Span(120, 125))), proposals.OUT_OF_PLACE),
        (replace(FOR_BRACK, content=at("\n\n")), proposals.OUT_OF_PLACE),
        (replace(FOR_BRACK, source=()), proposals.NOT_EXPLICIT),
        (replace(FOR_BRACK, content=()), proposals.NOT_EXPLICIT),
        (replace(FOR_BRACK, cue=at("Tom")), proposals.OVERLAPPING),
        (replace(FOR_BRACK, content=at("he crews came too late")), proposals.CUTS_WORDS),
        (replace(FOR_BRACK, content=at("The mill")), proposals.FURNITURE),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_does_not_hold_is_dropped_with_its_reason(wrong: Attribution, reason: str) -> None:
    kept, dropped = taken(wrong, FOR_BRACK)
    assert [one.content for one in kept] == [FOR_BRACK.content]
    assert dropped == {reason: 1}


def test_of_two_with_one_content_the_first_stands() -> None:
    kept, dropped = taken(FOR_BRACK, replace(FOR_BRACK, source=at("nobody")))
    assert [one.source for one in kept] == [FOR_BRACK.source]
    assert dropped == {proposals.ANOTHERS: 1}


@pytest.mark.parametrize(
    "content", ["40 people were rescued in Merrow on Monday", "Two of them are children", "said that 40 people"]
)
def test_who_is_known_to_speak_is_not_made_another(content: str) -> None:
    stolen = make(at("Tom Brack"), at("rough"), at(content))
    with counting() as dropped:
        found = attribute(ANNOTATED, more=proposed(ANNOTATED, Fixed(stolen)))
    assert found == ALONE
    assert dropped == {proposals.KNOWN: 1}


SPANS = st.builds(
    lambda a, b: Span(min(a, b), max(a, b) + 1), st.integers(0, len(TEXT) + 2), st.integers(0, len(TEXT) + 2)
)
WORDS = st.sampled_from(
    [Span(ANNOTATED.tokens.start[i], ANNOTATED.tokens.end[i]) for i in range(len(ANNOTATED.tokens))]
)
PIECES = st.lists(SPANS | WORDS, max_size=3).map(tuple)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(make, PIECES, PIECES, PIECES), max_size=4))
def test_every_voice_that_is_found_without_it_stands_as_it_is(guesses: list[Attribution]) -> None:
    with counting() as dropped:
        found = attribute(ANNOTATED, more=proposed(ANNOTATED, Fixed(*guesses)))
    own = [one for one in found if one.method == "fixed/1"]
    assert [one for one in found if one.source and one not in own] == [one for one in ALONE if one.source]
    assert len(own) + sum(dropped.values()) == len(guesses)
    for one in own:
        assert all(span.end <= len(TEXT) for span in (*one.source, *one.cue, *one.content))


def test_what_is_dropped_is_counted_where_somebody_counts_and_only_there() -> None:
    proposed(ANNOTATED, Fixed(replace(FOR_BRACK, source=())))
    with counting() as outer:
        with counting() as inner:
            proposed(ANNOTATED, Fixed(replace(FOR_BRACK, source=())))
        assert not outer
    assert dict(inner) == {proposals.NOT_EXPLICIT: 1}
