import sys
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.annotate import annotate
from sayso.attribute import Both, Extractor, Rules, attribute
from sayso.attribute.trained import Trained
from sayso.nouns import Annotated, Attribution, Basis, Form, Layer, LayerName, Pieces, Report, Span

EXTRACTORS = {"rules": Rules(), "model": Trained(), "both": Both(Trained())}
any_extractor = pytest.mark.parametrize("extractor", EXTRACTORS.values(), ids=EXTRACTORS.keys())
RUBBISH = [
    "",
    " \n\t ",
    "6",
    '"',
    "“",
    '"He said',
    "said",
    "said said said said",
    "according to",
    "According to.",
    ": : :",
    "Minister: Host: Caller: Who? What? No.",
    "THE MAYOR SAID THE DAM WAS SAFE AND NOBODY WOULD HAVE TO LEAVE THE TOWN",
    "the mayor said no word about the dam it was late the water rose and nobody came said she and he said no",
    "“A,” he said, “B,” she said, “C” they said, “D",
    "” “ ” “ he said ” “",
    "as X as Y put it, as, as has it",
    "citing citing, quoted by, told us told Radio told,",
    '<p>He said</p> {"a": "b"} [[x]] | y | z',
    "🙂 said 🙂 that 🙂🙂. 👩‍👧 told 👩‍👧 🙂",
    "\ud800 said \udfff that \ud800.",
    "10:10 \n11:11 He said\n12:12 ",
    "A (B) - \nC, May 3 (D) - ",
    "who said that which said who",
    "the the , denies to",
    "denies the “ the . the",
    "she added who . . : who . Radio was",
    "It was reported. That the dam was safe and that the bridge was shut. Nobody came",
    "X said that Y said that Z said that W said that V said that U said that it rained.",
]
CUE_WORDS = (
    "the mayor said that he who told citing according to their own count denies 12 people We as put it not reply"
)
MARKS = "Radio Dale and is , . “ ” \" '' : – \n"
WORDS = st.sampled_from(f"{CUE_WORDS} {MARKS}".split(" "))

ODD = st.one_of(
    st.characters(exclude_categories=[]),  # surrogates too
    st.sampled_from(
        ["\r\n", "\n\n", "\u200d", "\u202e", "e\u0301", "🙂", "日本", "\x00", "“", "”", '"', "«", "»", "–"]
    ),
    st.sampled_from(["The mayor said that ", "12 people were hurt", ", Ana Vey said.", "According to the firm, "]),
)


def layer(text: str, name: LayerName = LayerName.TEXT) -> Annotated:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    found = Layer(name=name, text=text, sha256=digest)
    return annotate(Report(id="r", capture=digest, label="r", layers=(found,)), name)


def assert_lawful(text: str, found: tuple[Attribution, ...]) -> None:
    for one in found:
        assert one.content
        for pieces in (one.source, one.cue, one.content, *one.via):
            assert_pieces(text, pieces)
        if one.form is Form.NARRATOR:
            assert (one.source, one.cue, one.basis) == ((), (), Basis.NONE)
        if one.basis is Basis.INHERITED:
            assert one.source
            assert not one.cue


def assert_pieces(text: str, pieces: Pieces) -> None:
    ends = 0
    for span in pieces:
        assert ends <= span.start < span.end <= len(text)
        ends = span.end
        assert span.of(text).strip()


def assert_extracted(read: Annotated, extractor: Extractor) -> None:
    """What every extractor owes: explicit attributions in text order, no content inside another."""
    found = extractor(read)
    assert_lawful(read.text, found)
    taken: list[Span] = []
    for one in found:
        assert (one.report, one.layer, one.basis, one.via) == (read.report, read.layer, Basis.EXPLICIT, ())
        assert one.cue
        assert one.method in extractor.method.split("+")
        assert one.confidence is None or 0 <= one.confidence <= 1
        assert not any(span.overlaps(other) for span in one.content for other in taken)
        taken += one.content
    assert found == extractor(read)


@any_extractor
@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_lawfully(text: str, extractor: Extractor) -> None:
    read = layer(text)
    assert_extracted(read, extractor)
    assert_lawful(text, attribute(read, extractor=extractor))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_order_of_cue_words_is_read_lawfully(text: str) -> None:
    read = layer(text)
    for extractor in EXTRACTORS.values():
        assert_extracted(read, extractor)
        assert_lawful(text, attribute(read, extractor=extractor))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ODD, max_size=20).map("".join))
def test_any_text_is_read_lawfully(text: str) -> None:
    read = layer(text)
    for extractor in EXTRACTORS.values():
        assert_extracted(read, extractor)
        assert_lawful(text, attribute(read, extractor=extractor))


@any_extractor
def test_extracted_contents_do_not_overlap(extractor: Extractor) -> None:
    text = "“A dam broke,” Ana Vey said. The ministry said that the army believed that it was safe. Radio: no."
    read = layer(text)
    assert len(extractor(read)) >= 2
    assert_extracted(read, extractor)


@any_extractor
def test_titles_and_captions_have_their_own_form(extractor: Extractor) -> None:
    found = attribute(layer("Dam breaks near Orlow", LayerName.TITLE), extractor=extractor)
    assert [one.form for one in found] == [Form.HEADLINE]
    found = attribute(layer("The dam near Orlow was blown up, Ana Vey said.", LayerName.CAPTION), extractor=extractor)
    assert [one.form for one in found] == [Form.CAPTION]


@any_extractor
def test_a_deep_nest_of_speakers_needs_no_deep_recursion(extractor: Extractor) -> None:
    text = "He said that " * 200 + "it rained."
    limit = sys.getrecursionlimit()
    assert_lawful(text, attribute(layer(text), extractor=extractor))
    assert sys.getrecursionlimit() == limit
