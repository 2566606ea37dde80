"""Which figures count something, and which are years, ages, names, scores, clock times or figures of speech."""

import re
from collections.abc import Callable, Sequence

from sayso.claims.figures import Figure
from sayso.claims.labels import is_person
from sayso.claims.scopes import governor
from sayso.data import group, words
from sayso.nouns import Annotated, Comparator, When

_NAMES = frozenset({"ORG", "PERSON", "FAC", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT"})
_YEARS = range(1500, 2200)
_OLDEST = 110
"""Up to here a lone number behind "is" is read as somebody's age."""
_HOURS = 12
"""Up to here a lone number behind "before" is read as a time of the day."""


def is_count(annotated: Annotated, figure: Figure, inside: range, times: Sequence[When]) -> bool:
    """Whether the figure counts something."""
    if any(when.span.overlaps(figure.core) for when in times):
        return False
    sift = _SIFTERS.get(figure.comparator, _number)
    return sift(annotated, figure, inside)


def _lower(annotated: Annotated, token: int) -> str:
    return annotated.tokens.text[token].lower() if 0 <= token < len(annotated.tokens) else ""


def _number(annotated: Annotated, figure: Figure, inside: range) -> bool:
    """A number: not one that names, dates, times or scores something."""
    tokens = annotated.tokens
    last = inside[-1]
    if figure.core.of(annotated.text).lower() == "one":
        return _one(annotated, last)
    if _in_name(annotated, inside) or _is_age(annotated, inside[0], last):
        return False
    counts_noun = any(tokens.pos[tokens.head[i]] in {"NOUN", "PROPN"} and tokens.head[i] > last for i in inside)
    if _is_compound(annotated, last) or _is_relative(annotated, last):
        return False
    if counts_noun:
        return not (tokens.pos[last + 1] == "PROPN" and _names_street(annotated, last + 1))
    if _is_hour(annotated, figure, last) or (figure.hedge is None and _names_something(annotated, figure, inside[0])):
        return False
    return not (figure.comparator is Comparator.RANGE and _is_score(annotated, figure, inside[0], last))


def _is_hour(annotated: Annotated, figure: Figure, last: int) -> bool:
    """A small number alone behind a preposition of time: "shut before nine", "left at about six"; not "rose by six"."""
    tokens = annotated.tokens
    first = annotated.tokens_in(figure.span)[0]
    before = _lower(annotated, first - 1)
    if (figure.best or _OLDEST) > _HOURS or _lower(annotated, last + 1) in {"of", "percent", "%"}:
        return False
    if before == "by":
        verb = governor(annotated, last)
        return verb is None or tokens.lemma[verb] not in words("quantities", "lists", "changing")
    alone = _lower(annotated, first) == "around" and tokens.dep[last] == "pobj"
    return alone or before in {"before", "after", "until", "till", "at", "since", "past", "from"}


def _names_something(annotated: Annotated, figure: Figure, first: int) -> bool:
    """A bare number without a noun of its own: "in 2014", "who is 70", "Article 5", "Mill Lane 9"."""
    tokens, text = annotated.tokens, figure.core.of(annotated.text)
    before = _lower(annotated, first - 1)
    if re.fullmatch(r"\d{4}", text) and int(text) in _YEARS:
        return True
    if before in {"is", "was"} and text.isdigit() and int(text) <= _OLDEST:
        return True
    if before in words("quantities", "lists", "labels") or before == "#":
        return True
    behind_name = (
        first > 0 and tokens.pos[first - 1] == "PROPN" and tokens.sentence[first - 1] == tokens.sentence[first]
    )
    # "Since January 310 boats": no day is the 310th, and what counts a noun behind it names nothing.
    counts = tokens.dep[first] == "nummod" and tokens.head[first] > first and before in group("times", "months")
    return behind_name and not counts and (text.isdigit() or tokens.head[first] == first - 1)


def _is_relative(annotated: Annotated, last: int) -> bool:
    """Whether the number compares, and counts nothing itself: "three times as many", "two fewer than"."""
    after, then = _lower(annotated, last + 1), _lower(annotated, last + 2)
    return after == "times" or (after in {"fewer", "less", "more"} and then == "than")


def _is_compound(annotated: Annotated, last: int) -> bool:
    """Whether a hyphen stands right behind the number: "a 40-page report"."""
    tokens = annotated.tokens
    hyphen = _lower(annotated, last + 1) in {"-", "–"} and last + 2 < len(tokens)
    return hyphen and tokens.start[last + 1] == tokens.end[last]


def _one(annotated: Annotated, at: int) -> bool:
    """Whether "one" counts: "one policeman was killed"; not "one of them", "no one", "the one", "one another"."""
    tokens = annotated.tokens
    if _lower(annotated, at - 1) in {"no", "the", "this", "that", "every", "each", "any", "another", "which"}:
        return False
    if _lower(annotated, at + 1) in {"of", "another", "'s", "’s", "day", "side", "thing"}:
        return False
    if tokens.dep[at] == "nummod":
        return tokens.head[at] > at
    return tokens.dep[at] == "nsubjpass"


def _in_name(annotated: Annotated, inside: range) -> bool:
    """Whether a number with a capital, or digits, stand inside a longer name: "Channel Two", "Group of Seven"."""
    tokens = annotated.tokens
    index = tokens.entity[inside[-1]]
    if index < 0:
        return False
    entity = annotated.entities[index]
    if entity.label not in _NAMES or (entity.first >= inside[0] and entity.end <= inside[-1] + 1):
        return False
    opens = inside[0] == annotated.sentences[tokens.sentence[inside[0]]].first
    return (tokens.text[inside[-1]][0].isupper() and not opens) or (
        tokens.text[inside[-1]][0].isdigit() and entity.first < inside[0]
    )


def _is_age(annotated: Annotated, first: int, last: int) -> bool:
    """Whether it is somebody's age: ", 34," behind a name, "34 years old", "aged 34"."""
    tokens = annotated.tokens
    if _lower(annotated, first - 1) in {"aged", "age"} or (
        _lower(annotated, first - 1) == "of" and _lower(annotated, first - 2) == "age"
    ):
        return True
    if _lower(annotated, last + 1) in {"year", "years"} and _lower(annotated, last + 2) in {"old", "of"}:
        return True
    if first < 2 or last + 1 >= len(tokens):
        return False
    if (
        _lower(annotated, first - 1) == "of"
        and tokens.tag[first - 2] == "NN"
        and is_person(_lower(annotated, first - 2))
    ):
        return tokens.pos[last + 1] == "PUNCT"  # "a miner of 34,"
    enclosed = tokens.text[first - 1] in {",", "("} and tokens.text[last + 1] in {",", ")", "."}
    return enclosed and first == last and tokens.pos[first - 2] == "PROPN" and len(tokens.text[first]) <= 3


def _names_street(annotated: Annotated, at: int) -> bool:
    tokens = annotated.tokens
    while at < len(tokens) and tokens.pos[at] == "PROPN":
        if tokens.lemma[at] in words("times", "lists", "name_heads") and at > 0:
            return True
        at += 1
    return False


def _is_score(annotated: Annotated, figure: Figure, first: int, last: int) -> bool:
    """Two small numbers with nothing counted, by a verb of games: "won 3-5"."""
    tokens = annotated.tokens
    counts = last + 1 < len(tokens) and tokens.pos[last + 1] in {"NOUN", "ADJ"}
    games = words("quantities", "lists", "scores")
    near = any(tokens.lemma[i] in games for i in range(max(0, first - 5), first))
    return near and not counts and (figure.high or 0) < 200


def _zero(annotated: Annotated, _figure: Figure, inside: range) -> bool:
    """Whether nothing is counted: "no survivors", "none of them"; not "no longer", "no, he said", "none other"."""
    tokens = annotated.tokens
    word, after = _lower(annotated, inside[-1]), inside[-1] + 1
    if word == "none" and _lower(annotated, after) == "of" and _lower(annotated, after + 1) in {"it", "this", "that"}:
        return False
    if word in {"nobody", "none"} or (word == "one" and _lower(annotated, inside[0]) == "no"):
        return _lower(annotated, after) not in {"other", "but", "the"} or word != "none"
    if after >= len(tokens) or tokens.pos[after] not in {"NOUN", "ADJ", "PROPN", "VERB", "ADP"}:
        return False
    if word == "neither":
        return _lower(annotated, after) == "of"
    if tokens.pos[after] == "ADP" and _lower(annotated, after) != "of":
        return False
    idle = words("quantities", "lists", "uncounted_no")
    return tokens.lemma[after] not in idle and tokens.lemma[tokens.head[inside[-1]]] not in idle


def _all(annotated: Annotated, figure: Figure, inside: range) -> bool:
    """Whether a whole is meant: "all 48 drones", "every bridge"; not "at all", "all day", "both tired and ill"."""
    tokens = annotated.tokens
    if figure.whole is not None and len(inside) > 1:
        return True
    word, after = _lower(annotated, inside[-1]), inside[-1] + 1
    if word in {"everyone", "everybody"}:
        return True
    if word == "all" and _lower(annotated, inside[0] - 1) in {"at", "after", "above", "first", "'s", "’s"}:
        return False
    if tokens.dep[inside[-1]] in {"preconj", "cc"} or after >= len(tokens):
        return False
    if word == "each":
        return _lower(annotated, after) == "of"
    return _opens(annotated, after)


def _opens(annotated: Annotated, after: int) -> bool:
    """Whether a noun phrase, or "of", follows that names a population."""
    tokens = annotated.tokens
    if after >= len(tokens) or tokens.lemma[after] in words("quantities", "lists", "uncounted_all"):
        return False
    return tokens.pos[after] in {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"} or tokens.lemma[after] == "of"


def _vague(annotated: Annotated, figure: Figure, inside: range) -> bool:
    """Whether a vague word counts: "several judges", "some have tents"; not "how many", "some time"."""
    tokens = annotated.tokens
    word, after = _lower(annotated, inside[-1]), inside[-1] + 1
    if _lower(annotated, inside[0] - 1) in {"how", "as", "so", "too", "the", "not"} and figure.low is None:
        return False
    if after >= len(tokens):
        return word not in {"some", "many", "couple", "number", "scores"}
    if word in {"couple", "number", "scores", "pair", "handful"}:
        return _lower(annotated, after) in {"of", "more"} or tokens.tag[after] == "NNS"
    if word in {"some", "many", "numerous", "few"}:
        plural = any(tokens.tag[i] in {"NNS", "NNPS"} for i in range(after, min(after + 4, len(tokens))))
        return plural or _lower(annotated, after) == "of" or tokens.dep[inside[-1]].startswith("nsubj")
    return True


def _share(annotated: Annotated, _figure: Figure, inside: range) -> bool:
    """Whether it is a part of a whole: "most of the houses", "a third of them"; not "most important"."""
    tokens = annotated.tokens
    if _lower(annotated, inside[-1]) != "most":
        return True
    after = inside[-1] + 1
    if _lower(annotated, inside[0] - 1) in {"the", "at", "'s", "’s"} or after >= len(tokens):
        return False
    if _lower(annotated, after) == "of":
        return True
    return any(
        tokens.tag[i] in {"NNS", "NNPS"} and tokens.head[inside[-1]] == i
        for i in range(after, min(after + 4, len(tokens)))
    )


_SIFTERS: dict[Comparator, Callable[[Annotated, Figure, range], bool]] = {
    Comparator.ZERO: _zero,
    Comparator.ALL: _all,
    Comparator.VAGUE: _vague,
    Comparator.SHARE: _share,
}
