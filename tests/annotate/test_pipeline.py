from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from threadpoolctl import threadpool_info

from sayso.annotate import pipeline
from sayso.annotate.pipeline import DEFAULT_PIPELINE, Loaded, parse
from sayso.annotate.products import Products
from sayso.annotate.recogniser import Recogniser
from sayso.annotate.ruler import Ruler
from sayso.annotate.threads import on_threads
from sayso.nouns import Paragraph, Span

TEXTS = (
    "The mayor of Lundvik, Ada Holm, told the Harbour Gazette on Tuesday that more than 1,200 people had left.",
    "After the flood of March 3, 2019, she wasn't sure whether the Ministry of Roads would pay.",
    "“We aren't gonna wait,” said Lars Prado, 61, of the Brevik Dockers' Union. “Let's go. C'mon! Y'all ain't done.”",
    "It is there.  There are two  spaces, and 50 percent of $3.5 million went to the Council in New York City.",
    "Who did it? They did. He'd have had what you'd got to get; I gotta doin' nothin' 'cause 'em won't, can't, shan't.",
    "NEW YORK",
    "and the United Nations Children's Fund (UNICEF) -- the first of its kind -- at 10:30 a.m. Wednesday in Peru",
    "The 9th Rifle Regiment and the French Foreign Legion met at the Gulf of Kolm in the winter of 1998",
)


Paragraphs = list[tuple[list[tuple[str, ...]], list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_PIPELINE)


def paragraphs() -> tuple[str, tuple[Paragraph, ...]]:
    text, blocks = "", []
    for part in TEXTS:
        blocks.append(Paragraph(span=Span(len(text), len(text) + len(part)), noise=False))
        text += part + "\n"
    return text, tuple(blocks)


def as_spacy_has_it(plain: Language) -> Paragraphs:
    found = []
    for doc in plain.pipe(TEXTS):
        rows = [
            (t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, str(t.morph), t.head.text, str(bool(t.is_sent_start)))
            for t in doc
            if not t.is_space
        ]
        found.append((rows, [(name.text, name.label_) for name in doc.ents]))
    return found


def as_we_have_it() -> Paragraphs:
    text, blocks = paragraphs()
    found = []
    for _, parsed in parse(text, blocks, (), DEFAULT_PIPELINE):
        rows = [(*row[2:8], parsed.rows[row[8]][2], str(row[9])) for row in parsed.rows]
        names = [
            (text[parsed.rows[first][0] : parsed.rows[end - 1][1]], label) for first, end, label in parsed.entities
        ]
        found.append((rows, names))
    return found


def test_the_parse_is_what_spacy_gives(plain: Language) -> None:
    assert as_we_have_it() == as_spacy_has_it(plain)


def test_the_parse_is_the_same_where_spacy_does_all_of_it(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = as_we_have_it()
    monkeypatch.setattr(pipeline, "load", lambda _: Loaded(plain, None, None))
    assert as_we_have_it() == fast


def test_the_default_pipeline_is_read_the_fast_way() -> None:
    loaded = pipeline.load(DEFAULT_PIPELINE)
    assert loaded.ruler is not None
    assert loaded.recogniser is not None
    assert not {"ner", "attribute_ruler", "lemmatizer"} & set(loaded.nlp.pipe_names)


@pytest.mark.parametrize("asked", [{"SHAPE": "Xxx"}, {"LOWER": "a", "OP": "+"}, {"LOWER": {"FUZZY": "a"}}])
def test_rules_that_ask_for_more_are_left_to_spacy(asked: dict[str, Any]) -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.get_pipe("attribute_ruler").add([[asked]], {"POS": "X"})
    assert Ruler.of(nlp) is None


def test_a_recogniser_that_searches_more_widely_is_left_to_spacy() -> None:
    component = spacy.load(DEFAULT_PIPELINE).get_pipe("ner")
    component.cfg["beam_width"] = 4
    assert Recogniser.of(component) is None


def test_products_transpose_and_write_where_they_are_told() -> None:
    x, y = np.arange(6, dtype="f").reshape(2, 3), np.arange(12, dtype="f").reshape(4, 3)
    out = np.zeros((2, 4), dtype="f")
    products = Products()
    assert products.gemm(x, y, trans2=True, out=out) is out
    assert (out == x @ y.T).all()
    assert (products.gemm(x, x, trans1=True) == x.T @ x).all()


def test_the_limit_on_threads_ends() -> None:
    before = [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]
    with on_threads(1):
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} <= {1}
    assert [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"] == before
