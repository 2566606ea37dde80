"""The text of a page is in the page's own characters, and each leads back to its bytes."""

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import origin, read_inputs
from sayso.intake.markup import shown
from sayso.intake.verbatim import places, verbatim
from sayso.nouns import Capture, Layer, LayerName

UNSEEN = {
    "zero-width non-joiner": "او می\u200cگوید",
    "zero-width joiner": "a 👩\u200d🚒 says",
    "soft hyphen": "Hafen\u00adbehörde",
    "no-break space": "12\u00a0000\u202f kg\u2009or so",
    "zero-width space": "Lund\u200bPoint",
    "word joiner": "half\u2060way",
    "right-to-left override": "pay \u202e005 \u202ccrowns",
    "isolates": "the \u2067شركة\u2069 firm",
    "marks of direction": "\u200fpier\u200e 3",
    "byte order mark inside": "quay\ufeffside",
    "accents apart": "cafe\u0301 and Zo\u0308e",
    "accents together": "café and Zöe",
    "astral": "𝒬uay 🚢",
    "private use": "sign \ue000 here",
    "hangul": "부두 폐쇄",
    "thai": "ท่าเรือปิด",
    "variation selector": "☎\ufe0f 555",
    "tag characters": "flag 🏴\U000e0067\U000e0062\U000e007f",
    "line separator": "one\u2028two",
}
FILLING = " The harbour board met on the matter again and put off its decision until the autumn, it said."


def page(words: str) -> bytes:
    return (
        f"<!doctype html><html><head><title>T</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<p>Before it.{FILLING}</p><p>He wrote: {words} and left.{FILLING}</p><p>After it.{FILLING}</p>"
        f"</article></body></html>"
    ).encode()


def text_of(raw: bytes) -> tuple[Capture, Layer]:
    (intake,) = read_inputs(["-"], stdin=BytesIO(raw))
    assert intake.report is not None
    assert intake.capture is not None
    layer = intake.report.layer(LayerName.TEXT)
    assert layer is not None
    return intake.capture, layer


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize("form", ["as it is", "as references"])
def test_characters_that_extractors_change_stay(name: str, form: str) -> None:
    words = UNSEEN[name]
    written = words if form == "as it is" else "".join(c if c.isascii() else f"&#x{ord(c):x};" for c in words)
    capture, layer = text_of(page(written))
    assert f"He wrote: {words} and left." in layer.text
    start = layer.text.index(words)
    back = origin(capture, layer)
    assert back is not None
    place = back.of(start, start + len(words))
    assert place is not None
    assert capture.raw[slice(*place)] == written.encode()


def test_white_space_is_folded_as_browsers_do_and_nothing_else_is() -> None:
    _, layer = text_of(page("a \t\n  b\r\n<i> c</i><!-- no --> d&nbsp;&nbsp;e"))
    assert "He wrote: a b c d\u00a0\u00a0e and left." in layer.text


def test_what_an_extractor_leaves_out_within_a_line_is_not_brought_back() -> None:
    stream = shown("<p>The pier was closed on Monday <b>Advertisement</b> and stays so until the autumn.</p>")
    line = "The pier was closed on Monday and stays so until the autumn."
    assert verbatim([line], stream) == line
    assert None not in places(line, stream)[:29]


def test_what_is_not_of_the_page_has_no_place() -> None:
    stream = shown("<p>The pier was closed.</p>")
    assert verbatim(["Nothing of the kind."], stream) == "Nothing of the kind."
    assert set(places("Nothing of the kind.", stream)) == {None}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<p title='x > y'>b<br>c</p>d", "a\nb\nc\nd"),
        ("<script>if (a < b) '</p>'</script>x<STYLE>p{}</style >y", "x\ny"),
        ("a < b &amp c &notit; &bogus; &#0;", "a < b & c ¬it; &bogus; \ufffd"),
        ("a<!-- b", "a"),
        ("a<!-->b--><em", "ab-->"),
        ("a<p it's>b<p>'c", "a\nb\n'c"),
        ("<p> a <span> b </span></p>", "a b"),
        ("&", "&"),
    ],
)
def test_markup(markup: str, text: str) -> None:
    assert shown(markup).text.strip("\n") == text


@given(st.text(st.sampled_from("<>/!-&;#ap\"'= \n\u200cé"), max_size=60))
@settings(deadline=None)
def test_every_character_shown_has_its_place(markup: str) -> None:
    stream = shown(markup)
    assert len(stream.text) == len(stream.starts) == len(stream.ends)
    for character, start, end in zip(stream.text, stream.starts, stream.ends, strict=True):
        assert 0 <= start < end <= len(markup)
        assert character in markup[start:end] or markup[start] in "&<" or re.fullmatch(r"\s+", markup[start:end])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<&\r\n"), min_size=1), min_size=1))
@settings(deadline=None)
def test_a_page_of_paragraphs_is_its_own_text(lines: list[str]) -> None:
    stream = shown("".join(f"<p>{line}</p>" for line in lines))
    written = [line.strip() for line in stream.text.split("\n") if line.strip()]
    assert [line.strip() for line in verbatim(written, stream).split("\n")] == (written or [""])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_plain_text_leads_back_to_its_bytes(encoding: str) -> None:
    words = "The café is shut, “for now”."
    raw = words.encode(encoding)
    capture, layer = text_of(raw)
    back = origin(capture, layer)
    assert back is not None
    start, end = back.of(4, 8) or (0, 0)
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert raw[start:end].decode(codec) == "café"


def test_damaged_bytes_lead_nowhere() -> None:
    capture, layer = text_of("Café ".encode() + b"\xff shut")
    back = origin(capture, layer)
    assert back is not None
    assert back.of(0, 4) is None


WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="<&\t\n\r\f\x00"),
        st.sampled_from("".join(UNSEEN.values())),
    ),
    min_size=1,
    max_size=30,
).filter(lambda words: words == re.sub(" +", " ", words).strip(" ") and words)


@given(WORDS)
@settings(deadline=None, max_examples=50)
def test_any_words_come_through_an_extractor_and_lead_back(words: str) -> None:
    capture, layer = text_of(page(words))
    start = layer.text.index(f"He wrote: {words} and left.") + len("He wrote: ")
    back = origin(capture, layer)
    assert back is not None
    place = back.of(start, start + len(words))
    assert place is not None
    assert capture.raw[slice(*place)].decode() == words
