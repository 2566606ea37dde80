"""spaCy's attribute rules and lemmas, looked up by kind of token.

The rules of a pipeline's attribute ruler tell a token's part of speech and form from its tag, its word and its place in
the parse. spaCy matches all of them at every token; here each kind of token is matched once and then remembered. What
comes out is what spaCy gives; a test compares the two.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Self

_FIELDS = {"TAG": "tag", "DEP": "dep", "LOWER": "lower"}
"""What a rule may ask of a token, besides whether it is white space, and where `Kind` has it."""

_GIVEN = frozenset({"TAG", "DEP", "POS", "MORPH", "LEMMA"})
"""What a rule may give."""

Test = Callable[["Kind"], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rules look at in a token."""

    tag: str
    dep: str
    lower: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the rules give a token. `lemma` is None where no rule gives one."""

    tag: str
    dep: str
    pos: str = ""
    morph: str = ""
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """Tests of tokens in a row, and what the one at `index` then gets. The order of the rules counts."""

    order: int
    tests: tuple[Test, ...]
    index: int
    gives: Mapping[str, str]
    tag: str | None  # the one tag and the one word that its first test asks for, if it does
    lower: str | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words that rules ask for. To the rules, all others are alike."""

    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def by(cls, ruler: Any) -> "_Asked":  # noqa: ANN401 - a spaCy component
        asked = [token.get("LOWER") for rule in ruler.patterns for row in rule["patterns"] for token in row]
        words = {one for one in asked if isinstance(one, str)}
        tables = [one for one in asked if isinstance(one, dict)]
        words.update(word for one in tables for name in ("IN", "NOT_IN") for word in one.get(name, ()))
        patterns = {one["REGEX"] for one in tables if "REGEX" in one}
        return cls(frozenset(words), tuple(re.compile(pattern) for pattern in sorted(patterns)))

    def about(self, lower: str) -> bool:
        """Whether some rule may tell the word from others."""
        return lower in self.words or lower.isspace() or any(pattern.search(lower) for pattern in self.patterns)


class Ruler:
    """The rules of one pipeline."""

    def __init__(self, rules: Sequence[_Rule], asked: "_Asked", lemmatizer: Any) -> None:  # noqa: ANN401 - of spaCy
        self._by_first: dict[tuple[str | None, str | None], list[_Rule]] = {}
        for rule in rules:
            if len(rule.tests) == 1:
                self._by_first.setdefault((rule.tag, rule.lower), []).append(rule)
        self._rows = [rule for rule in rules if len(rule.tests) > 1]
        self._lemmatizer = lemmatizer
        self._asked = asked
        self._plain: str | None = None  # the first word that no rule names; it stands for all of them
        self._kinds: dict[Kind, tuple[Kind, Marks, bool]] = {}
        self._known: dict[tuple[int, ...], tuple[Kind, Marks, bool]] = {}
        self._lemmas: dict[tuple[int, str, str], str] = {}

    @classmethod
    def of(cls, nlp: Any) -> Self | None:  # noqa: ANN401 - a spaCy pipeline
        """The rules of a pipeline, or None where they ask for more than this module knows."""
        if "attribute_ruler" not in nlp.pipe_names:
            return None
        ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        if lemmatizer.overwrite or not hasattr(lemmatizer, "lemmatize"):
            return None
        rules = []
        for order, rule in enumerate(ruler.patterns):
            gives = _given(nlp.vocab, rule["attrs"])
            for row in rule["patterns"]:
                tests = tuple(test for asked in row if (test := _test(asked)) is not None)
                if gives is None or len(tests) < len(row) or rule["index"] not in range(len(row)):
                    return None
                tag, lower = (word if isinstance(word := row[0].get(name), str) else None for name in ("TAG", "LOWER"))
                rules.append(_Rule(order, tests, rule["index"], gives, tag, lower))
        listed = lemmatizer.lookups.get_table("lemma_index", {})
        for part in list(listed):
            listed[part] = frozenset(listed[part])  # lists of tens of thousands of words, searched word by word
        return cls(rules, _Asked.by(ruler), lemmatizer)

    def __call__(self, doc: Any) -> list[Marks]:  # noqa: ANN401 - a spaCy Doc
        """The marks of each token of a tagged and parsed Doc."""
        keys = map(tuple, doc.to_array(("TAG", "DEP", "LOWER")).tolist())
        found = [self._known.get(key) or self._learn(key, doc[index]) for index, key in enumerate(keys)]
        marks = [mark for _, mark, _ in found]
        if any(begins for _, _, begins in found):
            self._apply_rows([kind for kind, _, _ in found], marks)
        return marks

    def lemma(self, token: Any, marks: Marks) -> str:  # noqa: ANN401 - a spaCy token
        """The lemma of a token with these marks, in lower case."""
        if marks.lemma is not None:
            return marks.lemma.lower()
        key = (token.orth, marks.pos, marks.morph)
        known = self._lemmas.get(key)
        if known is None:
            token.pos_ = marks.pos
            token.set_morph(marks.morph)
            known = self._lemmas[key] = (self._lemmatizer.lemmatize(token)[0] or token.text).lower()
        return known

    def _learn(self, key: tuple[int, ...], token: Any) -> tuple[Kind, Marks, bool]:  # noqa: ANN401 - a spaCy token
        """A kind of token, its marks by the rules that look at one token, and whether a row may begin with it."""
        lower = token.lower_
        if not self._asked.about(lower):
            self._plain = lower = self._plain or lower
        kind = Kind(token.tag_, token.dep_, lower)
        known = self._kinds.get(kind)
        if known is None:
            known = (kind, self._apply(kind, ()), any(rule.tests[0](kind) for rule in self._rows))
            self._kinds[kind] = known
        self._known[key] = known
        return known

    def _apply(self, kind: Kind, more: Sequence[_Rule]) -> Marks:
        """The marks by all rules that look at one token, and by some that look at more, in the order of the rules."""
        near = [
            rule
            for tag in (kind.tag, None)
            for lower in (kind.lower, None)
            for rule in self._by_first.get((tag, lower), ())
        ]
        alone = [rule for rule in near if rule.tests[0](kind)]
        given: dict[str, str] = {}
        for rule in sorted([*alone, *more], key=lambda rule: rule.order):
            given |= rule.gives
        return Marks(
            tag=given.get("tag", kind.tag),
            dep=given.get("dep", kind.dep),
            pos=given.get("pos", ""),
            morph=given.get("morph", ""),
            lemma=given.get("lemma"),
        )

    def _apply_rows(self, kinds: Sequence[Kind], marks: list[Marks]) -> None:
        """Mark the tokens anew that a rule on several tokens fits."""
        hits: dict[int, list[_Rule]] = {}
        for first in range(len(kinds)):
            for rule in self._rows:
                row = kinds[first : first + len(rule.tests)]
                if len(row) == len(rule.tests) and all(test(kind) for test, kind in zip(rule.tests, row, strict=True)):
                    hits.setdefault(first + rule.index, []).append(rule)
        for index, rules in hits.items():
            marks[index] = self._apply(kinds[index], rules)


def _test(asked: Mapping[str, Any]) -> Test | None:
    """The test of one token, or None where it asks for what this module does not know."""
    tests = [_one_test(name, value) for name, value in asked.items()]
    known = [test for test in tests if test is not None]
    return (lambda kind: all(test(kind) for test in known)) if len(known) == len(tests) else None


def _one_test(name: str, value: Any) -> Test | None:  # noqa: ANN401 - what a pattern of spaCy may hold
    if name not in _FIELDS:
        blank = name == "IS_SPACE" and isinstance(value, bool)
        return (lambda kind: kind.lower.isspace() == value) if blank else None
    field = attrgetter(_FIELDS[name])
    match value:
        case str():
            return lambda kind: field(kind) == value
        case {"IN": listed, **more} if not more:
            return lambda kind: field(kind) in listed
        case {"NOT_IN": listed, **more} if not more:
            return lambda kind: field(kind) not in listed
        case {"REGEX": pattern, **more} if not more:
            return lambda kind: re.search(pattern, field(kind)) is not None
    return None


def _given(vocab: Any, attributes: Mapping[Any, Any]) -> dict[str, str] | None:  # noqa: ANN401 - spaCy's vocabulary
    """What a rule gives, or None where that is more than this module knows."""
    from spacy.tokens.morphanalysis import MorphAnalysis  # noqa: PLC0415 - heavy

    given: dict[str, str] = {}
    for name, value in attributes.items():
        if name not in _GIVEN or not isinstance(value, str):
            return None
        given[name.lower()] = str(MorphAnalysis(vocab, value)) if name == "MORPH" else value
    return given
