"""Mending of people's names: by the role before them, by what they do, by their full name elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sayso.annotate.draft import NAMES, Draft, View, body_words
from sayso.annotate.gazetteer import label_of
from sayso.data import words

_FULL = range(2, 4)
"""Words of a person's full name without titles."""

_ROLES = ("offices", "spokespeople", "leaders", "members")
"""The groups of words that stand before a person's name."""


def roles(seen: View) -> Iterator[Draft]:
    """A name behind a role word is a person ("its chief, Ada Holm"), behind a firm's word a body ("airline Volta")."""
    yield from seen.drafts
    tokens = seen.tokens
    people, firms = _role_words(), _firm_words()
    either = people | firms
    for index in range(len(tokens) - 1):
        lemma = tokens.lemma[index]
        if lemma not in either or tokens.pos[index] not in {"NOUN", "PROPN"}:
            continue
        first = _after_rank(seen, index) if lemma in people else _after_comma(seen, index)
        end = _capitals(seen, first)
        if lemma in people and end - first in _FULL and not _settled(seen, first, end):
            yield Draft(first, end, "PERSON", "role")
        elif lemma in firms and 0 < end - first <= _FULL[-1] and not _is_body(seen, first, end):
            yield Draft(first, end, "ORG", "role")


@cache
def _role_words() -> frozenset[str]:
    return frozenset[str]().union(*(words("people", group) for group in _ROLES))


@cache
def _firm_words() -> frozenset[str]:
    return (words("bodies", "firms") | words("bodies", "media") | words("bodies", "societies")) - _role_words()


@cache
def _names() -> frozenset[str]:
    return words("given_names", "female") | words("given_names", "male")


def _after_rank(seen: View, index: int) -> int:
    """The token behind a role word, a comma and a rank: "its spokesman, Colonel Ada Holm"."""
    tokens = seen.tokens
    first = index + 1
    if tokens.text[first] == ",":
        first += 1
    while first < len(tokens) and tokens.text[first].lower().strip(".") in words("people", "ranks"):
        first += 1
    return first


def _after_comma(seen: View, index: int) -> int:
    """The token behind a firm's word, or behind its comma where a name in apposition follows: "the airline, Volta,"."""
    after = index + 1
    comma = seen.tokens.text[after] == "," and _capitals(seen, after + 1) > after + 1
    last = _capitals(seen, after + 1) - 1
    return after + 1 if comma and seen.tokens.dep[last] == "appos" and seen.tokens.head[last] == index else after


def _capitals(seen: View, first: int) -> int:
    """Where a run of capitalised proper nouns that begins at `first` ends; `first` if there is none."""
    end = first
    while end < len(seen.tokens) and seen.proper(end) and seen.tokens.sentence[end] == seen.tokens.sentence[first]:
        end += 1
    return end


def described(seen: View) -> Iterator[Draft]:
    """A name that a role in the singular stands beside is a person: "Lars Holm, the port's spokesman, …"."""
    yield from seen.drafts
    tokens = seen.tokens
    people = _role_words() - body_words()
    for index in range(len(tokens)):
        name = tokens.head[index]
        beside = tokens.dep[index] == "appos" and name < index and tokens.tag[index] == "NN"
        if not beside or tokens.lemma[index] not in people or tokens.tag[name] != "NNP":
            continue
        first = _run_start(seen, name)
        if any(draft.label in {"DATE", "TIME"} for draft in seen.held(first, name + 1)):
            continue  # "on Thursday Holm, the chief executive, …"
        if name + 1 - first in _FULL and tokens.text[name + 1] == "," and not _settled(seen, first, name + 1):
            yield Draft(first, name + 1, "PERSON", "described")


def _settled(seen: View, first: int, end: int) -> bool:
    """Whether the run is a person already, is mended, or ends in a body's word."""
    held = seen.held(first, end)
    whole = all(i in seen.by_token and seen.by_token[i].label == "PERSON" for i in range(first, end))
    return whole or any(draft.mended for draft in held) or seen.tokens.text[end - 1].lower() in body_words()


def _is_body(seen: View, first: int, end: int) -> bool:
    return any(draft.mended or draft.label in {"ORG", "NORP", "GPE"} for draft in seen.held(first, end))


def speakers(seen: View) -> Iterator[Draft]:
    """A whole name that says something ("Lars Holm said"), or acts and was tagged as nothing, is a person."""
    yield from seen.drafts
    tokens = seen.tokens
    for index in range(len(tokens)):
        if tokens.dep[index] not in {"nsubj", "nsubjpass", "appos"} or tokens.tag[index] != "NNP":
            continue
        first = _run_start(seen, index)
        held = seen.held(first, index + 1)
        speaks = tokens.lemma[tokens.head[index]] in words("people", "saying")
        fixed = any(d.mended or d.label in {"ORG", "PERSON", "FAC", "EVENT", "LAW", "DATE", "TIME"} for d in held)
        known = tokens.text[index].lower() in body_words() or tokens.text[index].isupper()
        if index + 1 - first in _FULL and not fixed and not known and (speaks or not held):
            yield Draft(first, index + 1, "PERSON", "acts")


def _run_start(seen: View, index: int) -> int:
    first, start = index, seen.sentence(index).first
    while first > start and seen.proper(first - 1):
        first -= 1
    while first < index and seen.tokens.text[first].lower().strip(".") in words("people", "titles"):
        first += 1
    return first


def given_names(seen: View) -> Iterator[Draft]:
    """Two or three capitalised words that begin with a common given name are a person, whatever the tagger said."""
    yield from seen.drafts
    names = _names()
    for first in range(len(seen.tokens)):
        if seen.tokens.text[first] not in names or (first and seen.proper(first - 1) and _beside(seen, first)):
            continue
        end = _capitals(seen, first)
        held = seen.held(first, end)
        wider = any(draft.first < first or draft.end > end for draft in held)
        if end - first in _FULL and not wider and not _settled(seen, first, end):
            yield Draft(first, end, "PERSON", "given name")


def _beside(seen: View, token: int) -> bool:
    """Whether a token goes on the name before it; a title before it does not count ("Minister Diego Prado")."""
    before = seen.tokens.text[token - 1].lower().strip(".")
    titled = before in words("people", "titles") or before in words("people", "ranks")
    return not titled and seen.tokens.sentence[token - 1] == seen.tokens.sentence[token]


def full_names(seen: View) -> Iterator[Draft]:
    """A lone name is a person where it has a rank before it, or is part of a full name elsewhere."""
    known = _parts_of_names(seen)
    for whole in seen.drafts:
        for draft in _without_body(seen, whole):
            lone = draft.end - draft.first == 1 and seen.tokens.text[draft.first] in known
            if draft.label not in NAMES - {"PERSON"} or draft.mended is not None:
                yield draft
            elif lone or _ranked(seen, draft):
                yield replace(draft, label="PERSON", mended="full name" if lone else "title")
            else:
                yield draft
    for index in range(len(seen.tokens)):
        if index not in seen.by_token and seen.tokens.text[index] in known and seen.proper(index):
            yield Draft(index, index + 1, "PERSON", "full name")


def _parts_of_names(seen: View) -> frozenset[str]:
    """The surnames and given names of the people named in full, without those that are places as well."""
    full = [d for d in seen.drafts if d.label == "PERSON" and d.end - d.first in _FULL]
    parts = {seen.tokens.text[i] for d in full for i in (d.first, d.end - 1)}
    return frozenset(part for part in parts if label_of(part) is None and part[:1].isupper())


def _without_body(seen: View, draft: Draft) -> Iterator[Draft]:
    """A person and the body that the tagger took for one name: "Ada Holm of Open Doors"."""
    inner = range(draft.first + _FULL[0], draft.end - 1)
    of = next((i for i in inner if seen.tokens.text[i].lower() in {"of", "from"}), None)
    if of is None or draft.label == "PERSON" or not _is_person(seen, seen.name(draft.first, of)):
        yield draft
        return
    yield Draft(draft.first, of, "PERSON", "full name")
    yield Draft(of + 1, draft.end, "ORG", "full name")


def _is_person(seen: View, name: str) -> bool:
    return any(draft.label == "PERSON" and seen.name(draft.first, draft.end) == name for draft in seen.drafts)


def _ranked(seen: View, draft: Draft) -> bool:
    before = draft.first - 1
    if before < seen.sentence(draft.first).first:
        return False
    ranked = seen.tokens.text[before].lower().strip(".") in words("people", "ranks")
    plain = all(seen.capital(i) for i in range(draft.first, draft.end))
    return ranked and plain and seen.tokens.text[draft.end - 1].lower() not in body_words()
