"""What a figure counts: the noun behind it, the noun of "of the …", or what an earlier figure counted."""

from dataclasses import dataclass, replace

from sayso.claims import numbers
from sayso.claims.figures import Figure
from sayso.claims.labels import is_person, one_of
from sayso.data import words
from sayso.nouns import Annotated, Comparator, Span

_NOUNS = frozenset({"NOUN", "PROPN"})
_PRONOUNS = frozenset({"them", "these", "those", "whom", "which", "us", "you", "it"})
_WRITTEN = frozenset({"people", "men", "women", "children", "police", "troops", "personnel", "staff", "lives"})
_NOT_NARROWING = frozenset(
    {"more", "other", "others", "such", "own", "same", "further", "additional", "whole", "entire"}
)
_REACH = 8
"""How many words a noun phrase may have between its number and its head."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: the phrase, its head word, where it stands, and the whole that it is said to be of."""

    phrase: str
    head: str
    span: Span | None = None
    token: int | None = None
    whole: float | None = None

    @property
    def person(self) -> bool:
        """Whether persons are counted."""
        return is_person(self.head)


PERSON = Noun("person", "person")
NOTHING = Noun("", "")


def noun_of(annotated: Annotated, figure: Figure, last: int) -> Noun | None:
    """The noun phrase that the figure itself governs, or None where it stands alone. `last` is its last token."""
    tokens = annotated.tokens
    after, stop = last + 1, annotated.sentences[tokens.sentence[last]].end
    if after >= stop:
        return None
    if tokens.lemma[after] == "of" and after + 1 < stop:
        return _of(annotated, after, stop)
    if figure.comparator in {Comparator.ALL, Comparator.SHARE} and tokens.pos[after] in {"DET", "PRON"}:
        after += 1  # "all the drones", "half the town"
    return _phrase(annotated, after, stop)


def _of(annotated: Annotated, of: int, stop: int) -> Noun | None:
    """The noun of "six of the eight pilots", with the nine as the whole; None for "of them"."""
    tokens = annotated.tokens
    whole = None
    at = of + 1
    while at < stop and tokens.pos[at] in {"DET", "PRON", "NUM", "ADV"}:
        if tokens.text[at].lower() in _PRONOUNS and (
            at + 1 >= stop or tokens.pos[at + 1] not in {"ADJ", "NUM", *_NOUNS}
        ):
            return None
        if tokens.pos[at] == "NUM":
            whole = numbers.value(tokens.text[at])
        at += 1
    noun = _phrase(annotated, at, stop)
    if noun is None and at < stop and at > of + 1 and tokens.pos[at] in {"ADJ", "VERB"}:
        word = tokens.text[at].lower()  # "twelve of the wounded"
        noun = Noun(word, word, annotated.span(at, at + 1), at)
    return None if noun is None else replace(noun, whole=whole)


def _phrase(annotated: Annotated, start: int, stop: int) -> Noun | None:
    """The noun phrase that begins at a token: words that narrow, then the head; with measures what is measured."""
    tokens = annotated.tokens
    head: int | None = None
    at = start
    while at < min(stop, start + _REACH):
        if tokens.tag[at] == "POS" and head is not None:
            head, start = None, at + 1  # "half of Varn's guests": the guests are counted
        elif tokens.pos[at] in _NOUNS and not _opens_name(annotated, at, head):
            head = at
        elif head is not None or not _narrows(annotated, at, stop):
            break
        at += 1
    if head is None:
        return None
    narrowing = [i for i in range(start, head) if tokens.pos[i] not in {"DET", "PRON", "PUNCT"}]
    narrowing = [i for i in narrowing if tokens.text[i].lower() not in _NOT_NARROWING]
    parts = [tokens.text[i].lower() for i in narrowing] + [_singular(annotated, head)]
    phrase, end = " ".join(parts).replace(" - ", "-").replace(" 's", "'s"), head + 1
    if tokens.lemma[head] in words("quantities", "lists", "measures") and end < stop - 1 and tokens.lemma[end] == "of":
        measured = _phrase(annotated, end + 1, stop)
        if measured is not None and measured.token is not None:
            text = annotated.span(end + 1, measured.token + 1).of(annotated.text).lower()
            phrase, end = f"{phrase} of {text}", measured.token + 1
    return Noun(phrase, _singular(annotated, head), annotated.span(start, end), head)


def _opens_name(annotated: Annotated, at: int, head: int | None) -> bool:
    """Whether a new name or a time begins here, behind a complete noun: "three hostages Friday"."""
    tokens = annotated.tokens
    if head is None or tokens.pos[at] != "PROPN":
        return False
    return tokens.tag[head] in {"NNS", "NNPS"}


def _narrows(annotated: Annotated, at: int, stop: int) -> bool:
    tokens = annotated.tokens
    if tokens.pos[at] in {"ADJ", "PUNCT"} and tokens.text[at] not in {".", ";", ":", "(", ")", "—", "–", "“", "”", '"'}:
        return tokens.text[at] != "," or (at + 1 < stop and tokens.pos[at + 1] == "ADJ" and tokens.pos[at - 1] == "ADJ")
    if tokens.tag[at] in {"VBN", "VBG"} and tokens.dep[at] in {"amod", "compound"}:
        return True
    if tokens.pos[at] == "ADV" and at + 1 < stop:
        return tokens.dep[at] == "advmod" and tokens.head[at] > at and _narrows(annotated, at + 1, stop)
    if tokens.text[at] in {"and", "or"} and at + 1 < stop:
        # "young and old men", but not "40 and men"
        return tokens.pos[at - 1] == "ADJ" and tokens.pos[at + 1] == "ADJ"
    return tokens.text[at] in {"'s", "’s"} or tokens.pos[at] == "PART"


def total_of(annotated: Annotated, first: int, last: int) -> Noun | None:
    """What a total is the total of: "the number of fines rose to 60", "a crowd of 900"."""
    tokens = annotated.tokens
    sentence = annotated.sentences[tokens.sentence[last]]
    if (
        first >= 2
        and tokens.lemma[first - 1] in {"of", "at"}
        and tokens.lemma[first - 2] in words("quantities", "lists", "crowds")
    ):
        return PERSON
    for at in range(sentence.first, max(first - 2, sentence.first)):
        if tokens.lemma[at] in words("quantities", "lists", "totals") and tokens.lemma[at + 1] in {"of", "for"}:
            return _phrase(annotated, at + 2, sentence.end) or (PERSON if _are_who(annotated, at + 2) else None)
    return None


def _are_who(annotated: Annotated, at: int) -> bool:
    """Whether persons are meant: "the number of those who …"."""
    tokens = annotated.tokens
    return at + 1 < len(tokens) and tokens.lemma[at] in {"those", "that"} and tokens.lemma[at + 1] == "who"


def _singular(annotated: Annotated, token: int) -> str:
    tokens = annotated.tokens
    word = tokens.text[token].lower()
    if word in _WRITTEN:
        return word
    if tokens.tag[token] in {"NNS", "NNPS"}:
        return one_of(word, tokens.lemma[token])
    return word


def qualities(annotated: Annotated, last: int) -> list[str]:
    """The adjectives that stand for a noun behind a lone number: "40 badly burned", "six ill"."""
    tokens = annotated.tokens
    stop = annotated.sentences[tokens.sentence[last]].end
    found: list[str] = []
    for at in range(last + 1, min(stop, last + 4)):
        state = tokens.pos[at] == "ADJ" or tokens.tag[at] in {"VBN", "VBG"}
        adverb = tokens.pos[at] == "ADV" and tokens.text[at].lower().endswith("ly")
        if not state and not adverb:
            break
        found.append(tokens.text[at].lower())
        if state:
            break
    return found if found and not found[-1].endswith("ly") else []
