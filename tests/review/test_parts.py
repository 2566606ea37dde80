"""Where a person sees the parts of a claim: every piece is checked against the text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.nouns import Basis, Claim, Form, LayerName, Parts, ReferentKind, Span, Voice
from sayso.review import Part, Piece, decisions_of, marked_pieces
from sayso.review.parts import parts_of, voice_of

TEXT = "The port said the tide\nturned. The pilot said 🌫 it had said so, and he said no more."
CLAIM = Claim(
    id="c-1",
    report="r-1",
    layer=LayerName.TEXT,
    content=(Span(14, 29),),
    form=Form.INDIRECT,
    basis=Basis.EXPLICIT,
    cue=(Span(9, 13),),
    voice=Voice(name="port", kind=ReferentKind.BODY, source=(Span(0, 8),)),
    rule="by hand",
    method="rules/1",
)


def parts(**pieces: object) -> Parts | None:
    return parts_of(CLAIM, TEXT, {Part(name): tuple(found) for name, found in pieces.items()})  # type: ignore[arg-type] # as given


def test_words_are_found_whatever_white_space_is_between_them() -> None:
    found = parts(content=[Piece(quote="the tide turned")], cue=[Piece(quote="had  said")])
    assert found is not None
    assert found.content is None  # as it was read
    assert [span.of(TEXT) for span in found.cue or ()] == ["had said"]


def test_whole_words_come_before_parts_of_words() -> None:
    found = parts(source=[Piece(quote="he")])
    assert found is not None
    assert found.source == (Span(TEXT.index("and he") + 4, TEXT.index("and he") + 6),)
    assert parts(cue=[Piece(quote="tid")]) == Parts(cue=(Span(18, 21),))


def test_what_stands_several_times_is_told_apart_by_its_neighbours() -> None:
    with pytest.raises(UsageError, match=r"'said' stands 4 times .*…The port \[\[said\]\] the tide turned\. The pi…"):
        parts(cue=[Piece(quote="said")])
    (piece,) = marked_pieces("The pilot [[said]]")
    found = parts(cue=[piece])
    assert found is not None
    assert found.cue == (Span(TEXT.index("pilot said") + 6, TEXT.index("pilot said") + 10),)
    assert parts(cue=[Piece(quote="said", after=" no more")]) == parts(cue=[Piece(quote="said", before="and he ")])


def test_pieces_stand_in_the_order_of_the_text() -> None:
    found = parts(content=marked_pieces("so\nThe pilot\n"))
    assert found is not None
    assert [span.of(TEXT) for span in found.content or ()] == ["The pilot", "so"]


def test_a_claim_may_have_no_source_and_no_cue_but_has_words() -> None:
    assert parts(source=marked_pieces("-"), cue=()) == Parts(source=(), cue=())
    with pytest.raises(UsageError, match="reject it"):
        parts(content=())


@pytest.mark.parametrize(
    ("piece", "why"),
    [
        (Piece(start=0, end=8, quote="The pier"), r"at the characters 0 to 8 stands 'The port', not 'The pier'"),
        (Piece(start=8, end=9), "no words at the characters 8 to 9"),
        (Piece(start=8), "given 8 to None"),
        (Piece(start=9, end=9), "start before end; given 9 to 9"),
        (Piece(start=-1, end=9), "given -1 to 9"),
        (Piece(start=0, end=10_000), "given 0 to 10000"),
        (Piece(quote="the pier"), "does not have the words 'the pier'; copy them"),
        (Piece(quote="said", before="pier "), "with these neighbours"),
        (Piece(quote="  "), "give the words"),
        (Piece(), "give the words"),
        (Piece(quote="x" * 6000), "5,000 characters"),
    ],
)
def test_what_the_text_does_not_have_is_refused_with_the_reason(piece: Piece, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parts(content=[piece])


def test_pieces_do_not_overlap() -> None:
    with pytest.raises(UsageError, match="overlap"):
        parts(content=[Piece(start=0, end=8), Piece(quote="port said")])


@given(st.text(min_size=1), st.data())
def test_any_stretch_of_any_text_is_found_by_its_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    claim = replace(CLAIM, content=(Span(0, len(text) + 1),))
    if not words.strip():
        with pytest.raises(UsageError, match="no words"):
            parts_of(claim, text, {Part.CONTENT: (Piece(start=start, end=end),)})
        return
    found = parts_of(claim, text, {Part.CONTENT: (Piece(start=start, end=end, quote=words),)})
    assert found == Parts(content=(Span(start, end),))


@given(st.text(min_size=1), st.text(), st.text())
def test_words_are_found_only_where_they_are(words: str, before: str, after: str) -> None:
    try:
        found = parts_of(CLAIM, TEXT, {Part.CUE: (Piece(quote=words, before=before, after=after),)})
    except UsageError:
        return
    assert found is None or all(span.of(TEXT).split() == words.split() for span in found.cue or ())


def test_who_speaks_goes_with_the_words_for_it() -> None:
    pilot = parts(source=[Piece(quote="The pilot")])
    assert voice_of(CLAIM, TEXT, pilot) == "The pilot"
    assert voice_of(CLAIM, TEXT, Parts(cue=())) is None
    assert CLAIM.voice is not None
    he = Span(TEXT.index("and he") + 4, TEXT.index("and he") + 6)
    pronoun = replace(CLAIM, voice=replace(CLAIM.voice, source=(he,), resolution="pronoun"))
    assert voice_of(pronoun, TEXT, Parts(source=(Span(he.start - 4, he.end),))) is None  # still the port
    assert voice_of(pronoun, TEXT, pilot) == "The pilot"


def test_decisions_give_parts_as_words_ends_or_both() -> None:
    line = '{"kind": "reading", "claim": "c-1", "decision": "correct", "correction": %s}'
    given = (
        '{"source": "the pilot", "cue": [], "content": [[3, 9], {"start": 10, "end": 12, "quote": "so", "after": "."}]}'
    )
    ((decision,), bad) = decisions_of([line % given])
    assert bad == ()
    assert decision.correction is None
    assert decision.parts == {
        Part.SOURCE: (Piece(quote="the pilot"),),
        Part.CUE: (),
        Part.CONTENT: (Piece(start=3, end=9), Piece(start=10, end=12, quote="so", after=".")),
    }
    for wrong in ("7", "[7, 9]", '{"from": 3}', '{"start": true, "end": 3}', '{"start": "3"}', "null", "{}"):
        good, (refused,) = decisions_of([line % f'{{"content": {wrong}}}'])
        assert good == ()
        assert "a piece is its words, [start, end], or an object" in refused.reason
