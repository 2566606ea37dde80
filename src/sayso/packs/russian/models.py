"""The only module that knows natasha and pymorphy3: a parse of each paragraph, words in their base form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version as version_of
from typing import Any

_KEPT = 65_536
_SURNAME = re.compile(r"(\w+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е|ой)")
"""Surnames that the dictionary may have as another word alone ("Сомова" is also an adjective)."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENCORPORA: Mapping[str, str] = {
    "NOUN": "NOUN",
    "PROPN": "NOUN",
    "ADJ": "ADJF",
    "VERB": "VERB",
    "NUM": "NUMR",
    "ADV": "ADVB",
    "PRON": "NPRO",
    "Nom": "nomn",
    "Gen": "gent",
    "Dat": "datv",
    "Acc": "accs",
    "Ins": "ablt",
    "Loc": "loct",
    "Masc": "masc",
    "Fem": "femn",
    "Neut": "neut",
    "Sing": "sing",
    "Plur": "plur",
}
"""Marks of Universal Dependencies as pymorphy's dictionary, OpenCorpora, has them."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a paragraph: offsets into it, its marks, its head as an index, whether a sentence begins with it."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    dep: str
    morph: str
    head: int
    begins: bool


Names = tuple[tuple[int, int, str], ...]
"""Start, end and label (PER, LOC, ORG) of the names in a paragraph, as offsets into it."""


@dataclass(frozen=True, slots=True)
class _Models:
    segmenter: Any
    morph: Any
    syntax: Any
    names: Any


@cache
def _models() -> _Models:
    from natasha import (  # noqa: PLC0415 - loading takes a second, which only Russian reports pay
        NewsEmbedding,
        NewsMorphTagger,
        NewsNERTagger,
        NewsSyntaxParser,
        Segmenter,
    )

    vectors = NewsEmbedding()
    return _Models(Segmenter(), NewsMorphTagger(vectors), NewsSyntaxParser(vectors), NewsNERTagger(vectors))


@cache
def _dictionary() -> Any:  # noqa: ANN401 - pymorphy3 publishes no complete types
    # natasha's own, pymorphy2, finds its dictionary through pkg_resources, which setuptools no longer brings.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - as above

    return MorphAnalyzer(lang="ru")


def version() -> str:
    """Names and versions of what the pack reads by."""
    return f"natasha {version_of('natasha')}; pymorphy3 {version_of('pymorphy3')}"


def parsed(text: str) -> tuple[tuple[Word, ...], Names]:
    """The words and names of one paragraph."""
    from natasha import Doc  # noqa: PLC0415 - as above

    from sayso.annotate.threads import on_threads  # noqa: PLC0415 - brings numpy

    models = _models()
    # A lone surrogate has no bytes that the dictionary could look up; the stand-in has the same length.
    doc = Doc(_SURROGATE.sub("\ufffd", text))
    doc.segment(models.segmenter)
    if not doc.tokens:
        return (), ()
    with on_threads(1):  # products as small as these cost more to hand out than to work out
        doc.tag_morph(models.morph)
        doc.parse_syntax(models.syntax)
        doc.tag_ner(models.names)
    found: list[Word] = []
    for sentence in doc.sents:
        place = {token.id: len(found) + at for at, token in enumerate(sentence.tokens)}
        for at, token in enumerate(sentence.tokens):
            tagged = "|".join(f"{key}={value}" for key, value in sorted((token.feats or {}).items()))
            pos, morph = _mended(token.text, token.pos or "X", tagged)
            found.append(
                Word(
                    start=token.start,
                    end=token.stop,
                    text=token.text,
                    lemma=lemma(token.text, pos, morph),
                    pos=pos,
                    dep=token.rel or "dep",
                    morph=morph,
                    head=place.get(token.head_id, place[token.id]),
                    begins=at == 0,
                )
            )
    return tuple(found), tuple((span.start, span.stop, span.type) for span in doc.spans)


@lru_cache(_KEPT)
def _mended(word: str, pos: str, morph: str) -> tuple[str, str]:
    """The tagger's marks, or those of a verb where the dictionary knows the word as nothing else ("передаёт")."""
    if pos not in {"NOUN", "ADJ", "ADV"} or not word.islower() or not _dictionary().word_is_known(word):
        return pos, morph
    readings = _dictionary().parse(word)
    if any(reading.tag.POS != "VERB" for reading in readings):
        return pos, morph
    number = "Plur" if readings[0].tag.number == "plur" else "Sing"
    return "VERB", f"Number={number}|VerbForm=Fin"


@lru_cache(_KEPT)
def lemma(word: str, pos: str, morph: str) -> str:
    """The base form of a word, in lower case, by the reading of it that goes best with its marks."""
    found = _reading(word, pos, morph)
    return word.casefold() if found is None else str(found.normal_form)


@lru_cache(_KEPT)
def nominative(word: str, pos: str, morph: str, *, person: bool = False) -> str:
    """The word in the nominative, in its own number and gender, its capitals kept: "Ольховой" → "Ольхова".

    Of a `person`'s name a reading as a name goes before any other: "Сомова" is Сомов's, and no adjective.
    """
    if "Case=Nom" in morph or pos not in {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"}:
        return word
    if person and (surname := _SURNAME.fullmatch(word)) is not None:
        return surname[1] + ("а" if "Gender=Fem" in morph else "")
    found = _reading(word, pos, morph, person=person)
    turned = found.inflect({"nomn"}) if found is not None else None
    if turned is None:
        return word
    made = str(turned.word)
    return made.upper() if word.isupper() and len(word) > 1 else made.capitalize() if word[:1].isupper() else made


def _reading(word: str, pos: str, morph: str, *, person: bool = False) -> Any | None:  # noqa: ANN401 - a Parse of pymorphy3
    """The dictionary's reading of a word that shares most marks with the tagger's."""
    form = "Part|" * ("VerbForm=Part" in morph) + "Short" * ("Variant=Short" in morph)
    pos = {"Part|": "PRTF", "Part|Short": "PRTS"}.get(form, pos)
    wanted = {_OPENCORPORA.get(mark, mark) for mark in (pos, *(part.partition("=")[2] for part in morph.split("|")))}
    readings = _dictionary().parse(word)
    if not readings:
        return None

    def shared(reading: Any) -> tuple[bool, int, bool]:  # noqa: ANN401 - as above
        marks = {str(mark) for mark in reading.tag.grammemes}
        name = pos == "PROPN" and bool(marks & {"Surn", "Name", "Patr", "Geox", "Orgn"})
        return person and bool(marks & {"Surn", "Name", "Patr"}), len(wanted & marks), name

    return max(readings, key=shared)  # of equals the first, which is the most frequent
