"""What an edit changed, and what became of a quote: only word for word, never by likeness."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.edits import Edit, edits, later
from sayso.nouns import Basis, Claim, Claimed, Form, Kept, Layer, LayerName, Report, Span

TEXT = "Fog lay over the bay.\nThe office said that 40 people were hurt. The road is shut.\nThe mayor left."


def report(text: str, ident: str = "r-1") -> Report:
    return Report(id=ident, capture=ident, label=ident, layers=(Layer(name=LayerName.TEXT, text=text, sha256=""),))


def claimed(text: str, *quotes: str) -> Claimed:
    spans = tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)
    claim = Claim(
        id="c-1",
        report="r-1",
        layer=LayerName.TEXT,
        content=spans,
        form=Form.NARRATOR,
        basis=Basis.NONE,
        rule="by hand",
        method="hand",
    )
    return Claimed(claim=claim, report=report(text))


def found(one: Claimed, text: str) -> tuple[Kept, list[str]]:
    became = later(one, report(text, "r-2"))
    assert became.report == "r-2"
    return became.kept, [span.of(text) for span in became.content]


@given(st.text("ab \n.", max_size=60), st.text("ab \n.", max_size=60))
def test_the_pieces_are_both_texts_whole(old: str, new: str) -> None:
    pieces = edits(old, new)
    assert "".join(old[one.start : one.end] for one in pieces) == old
    assert "".join(new[one.to : one.to_end] for one in pieces) == new
    assert all(old[one.start : one.end] == new[one.to : one.to_end] for one in pieces if one.edit is Edit.SAME)
    assert all(one.start < one.end or one.to < one.to_end for one in pieces)


def test_an_edit_is_told_by_words() -> None:
    new = TEXT.replace("40", "45")
    changed = [
        (one.edit, TEXT[one.start : one.end] or new[one.to : one.to_end])
        for one in edits(TEXT, new)
        if one.edit is not Edit.SAME
    ]
    assert changed == [(Edit.REMOVED, "40"), (Edit.ADDED, "45")]


def test_a_quote_that_was_not_touched_stands_where_it_went() -> None:
    new = "Correction below.\n" + TEXT
    one = claimed(TEXT, "40 people were hurt")
    became = later(one, report(new, "r-2"))
    assert became.kept is Kept.STANDS
    assert became.content == (Span(one.claim.content[0].start + 18, one.claim.content[0].end + 18),)


def test_a_quote_that_was_moved_is_found_where_it_stands_once() -> None:
    assert found(claimed("One two three.\nFour five.\nSix.", "One two three"), "Six.\nFour five.\nOne two three.") == (
        Kept.STANDS,
        ["One two three"],
    )


def test_a_quote_that_stands_twice_elsewhere_is_not_chosen() -> None:
    new = "Nothing here.\nAll x was y: the road is shut, and the road is shut."
    assert found(claimed("He said the road is shut.", "the road is shut"), new)[0] is not Kept.STANDS


def test_a_number_that_was_edited_is_a_changed_quote() -> None:
    assert found(claimed(TEXT, "40 people were hurt"), TEXT.replace("40", "45")) == (Kept.CHANGED, [])


def test_a_sentence_that_was_taken_out_is_gone() -> None:
    assert found(claimed(TEXT, "40 people were hurt"), "Fog lay over the bay.\nThe mayor left.") == (Kept.GONE, [])


def test_no_word_of_another_word_is_a_quote() -> None:
    assert found(claimed("It is art.", "art"), "A party. The start.")[0] is Kept.GONE


def test_all_pieces_must_stand() -> None:
    one = claimed(TEXT, "40 people", "The road is shut")
    assert found(one, "x " + TEXT)[0] is Kept.STANDS
    assert found(one, TEXT.replace("The road is shut", "The road is open"))[0] is Kept.CHANGED


def test_a_layer_that_is_gone_has_nothing() -> None:
    one = claimed(TEXT, "The mayor left")
    bare = Report(id="r-2", capture="", label="", layers=())
    assert later(one, bare).kept is Kept.GONE
