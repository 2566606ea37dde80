"""Names: where the name in a noun phrase begins and ends, and who owns what it names."""

import re

from sayso.claims.lexicon import body_nouns, naming_nouns
from sayso.claims.phrases import children, left_edge, sentence_range, subtree
from sayso.data import words
from sayso.nouns import Annotated

DETERMINERS = frozenset(
    "the a an this that these those its their his her our my your another some any".split()  # noqa: SIM905 - a word list
)
_NAMED = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_OF_PEOPLE = frozenset({"of", "in", "at", "from", "on", "near", "for", "to"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_CLOCK_SIGNS = frozenset({"a.m.", "p.m.", "am", "pm", "gmt", "utc", "cet"})
"""What may stand before a name at the start of a live entry: "09:50 Sirens", "10.15 a.m. Firefighters"."""
_TELLING = 6
"""Words of the longest relative clause that is taken into the name of somebody unnamed."""
_BREAKS = frozenset({",", "(", "–", "—", ":", ";"})


def name_bounds(annotated: Annotated, head: int) -> tuple[int, int]:
    """The tokens that make up a name: without article, an owner that tells nothing, or what is said about it."""
    tokens = annotated.tokens
    end = head + 1
    index = tokens.entity[head]
    if index >= 0 and annotated.entities[index].label in _NAMED:
        entity = annotated.entities[index]
        first, end = _grown(annotated, head, entity.first), max(end, entity.end)
    else:
        first = _after_noun(annotated, _without_owner(annotated, head), head)
    if end < len(tokens) and tokens.tag[end] == "CD" and tokens.head[end] == head and tokens.pos[head] == "PROPN":
        end += 1  # "Channel 4"
    end = _with_tail(annotated, head, end)
    while first < end - 1 and (tokens.text[first].lower() in DETERMINERS or not tokens.text[first][:1].isalnum()):
        first += 1
    while end - 1 > first and (tokens.tag[end - 1] == "POS" or not tokens.text[end - 1][-1:].isalnum()):
        end -= 1
    return first, end


def _grown(annotated: Annotated, head: int, first: int) -> int:
    """Where a tagged name begins in truth.

    "Tarnish General Staff" may be tagged from "General" on; "rebel River Front" is called River Front;
    "Tarnia's defence ministry" needs its owner, "Tarnia's Volta" does not.
    """
    tokens = annotated.tokens
    edge = min(_article(annotated, head), first) if _is_firm(annotated, head) else _article(annotated, head)
    first = max(first, edge)
    generic = tokens.lemma[head] in words("bodies", "state")
    while first > edge:
        before = first - 1
        capital = tokens.text[before][:1].isupper() and tokens.pos[before] in {"PROPN", "ADJ"}
        plain = generic and (tokens.tag[before] == "POS" or tokens.dep[before] in {"amod", "compound"})
        plain = plain or (tokens.tag[before] == "POS" and _is_of_many(annotated, before - 1, edge))
        if not (capital or plain) or tokens.text[before].lower() in DETERMINERS:
            break
        first = before
    return first


def _is_of_many(annotated: Annotated, owner: int, edge: int) -> bool:
    """Whether a capitalised plural owns a name and so is part of it: "the Dockers' Federation of Dale"."""
    tokens = annotated.tokens
    word, mark = tokens.text[owner], tokens.text[owner + 1]
    plural = word.endswith("s") if mark in {"'", "’"} else word.lower().endswith(("men", "women", "people", "folk"))
    return owner >= edge and word[:1].isupper() and plural and tokens.entity[owner] < 0


def _after_noun(annotated: Annotated, first: int, head: int) -> int:
    """Where a name begins behind the noun that tells what it is: "the parcel carrier Swiftpost"."""
    tokens = annotated.tokens
    if tokens.pos[head] != "PROPN":
        return first
    nouns = [i for i in range(first, head) if tokens.pos[i] == "NOUN" and tokens.text[i] in naming_nouns()]
    named = bool(nouns) and all(tokens.pos[i] == "PROPN" for i in range(nouns[-1] + 1, head))
    return nouns[-1] + 1 if named else first


def _is_firm(annotated: Annotated, head: int) -> bool:
    """Whether a firm's last word told where its name is, whatever the parse hangs its words on."""
    entity = annotated.tokens.entity[head]
    return entity >= 0 and annotated.entities[entity].mended == "firm"


def _article(annotated: Annotated, head: int) -> int:
    """Where the article of a noun stands, else its first word: in "13:20 The council" the time is not part of it."""
    tokens = annotated.tokens
    first = left_edge(annotated, head)
    while first < head and (_CLOCK.fullmatch(tokens.text[first]) or tokens.text[first].lower() in _CLOCK_SIGNS):
        first += 1
    articles = [i for i in range(first, head) if tokens.dep[i] == "det" and tokens.head[i] == head]
    return articles[-1] if articles else first


def _without_owner(annotated: Annotated, head: int) -> int:
    """Where a name begins behind an owner that tells nothing outside of the report: "the district's water board"."""
    tokens = annotated.tokens
    first = _article(annotated, head)
    for owner in range(first, head):
        if tokens.dep[owner] != "poss" or tokens.head[owner] != head or tokens.pos[owner] == "PROPN":
            continue
        if tokens.lemma[owner] in words("bodies", "relational") or tokens.pos[owner] == "PRON":
            first = owner + 1
            while first < head and tokens.tag[first] == "POS":
                first += 1
    return first


def _with_tail(annotated: Annotated, head: int, end: int) -> int:
    """The end of the name with the of- or in-phrase that belongs to it."""
    tokens = annotated.tokens
    stop = sentence_range(annotated, head).stop
    while end < stop and tokens.dep[end] == "prep" and tokens.head[end] in range(head, end):
        held = [i for i in subtree(annotated, end) if i >= end]
        inner = next((i for i in held if tokens.dep[i] == "pobj" and tokens.head[i] == end), None)
        if inner is None or not _tail_belongs(annotated, head, end, inner):
            break
        tail = _tail_end(annotated, end, held)
        if tail <= end:
            break
        end = tail
    return end


def _tail_belongs(annotated: Annotated, head: int, prep: int, inner: int) -> bool:
    tokens = annotated.tokens
    word = tokens.text[prep].lower()
    if _is_people(annotated, head):
        return word in _OF_PEOPLE
    if word != "of":
        common = tokens.pos[head] == "NOUN" or tokens.text[head].islower()
        return word in {"in", "for", "at"} and tokens.pos[inner] == "PROPN" and common
    named = any(tokens.pos[i] == "PROPN" for i in range(left_edge(annotated, head), head))
    if named and tokens.pos[head] != "PROPN":
        return False  # "the Lantern project of the university" has a name of its own
    return tokens.pos[inner] == "PROPN" or tokens.lemma[inner] not in words("bodies", "relational")


def _tail_end(annotated: Annotated, prep: int, held: list[int]) -> int:
    tokens = annotated.tokens
    end = prep
    for index in held:
        clause = tokens.dep[index] in {"relcl", "acl"} or tokens.tag[index] in {"WDT", "WP"}
        if index != end or tokens.text[index] in _BREAKS or clause:
            break
        end = index + 1
    return end


def telling_clause(annotated: Annotated, first: int, end: int) -> int:
    """The end of a short relative clause that tells which one a lone noun means: "driver who lost his brother".

    It is `end` itself where there is none, or where it only says why there is no name ("who asked not to be named").
    """
    tokens = annotated.tokens
    stop = sentence_range(annotated, first).stop
    if end - first != 1 or end >= stop or tokens.lemma[end] != "who" or tokens.dep[tokens.head[end]] != "relcl":
        return end
    verb = tokens.head[end]
    objects = [i for i in children(tokens, verb, sentence_range(annotated, first)) if tokens.dep[i] == "dobj"]
    # What was lost tells which one it is; where and when it was need not be part of a name.
    held = [i for i in subtree(annotated, verb) if end <= i <= max((*objects, verb) if objects else (stop,))]
    contiguous = held == list(range(end, held[-1] + 1))
    silent = any(tokens.lemma[i] in words("people", "unnaming") for i in held)
    return held[-1] + 1 if contiguous and not silent and len(held) <= _TELLING else end


def _is_people(annotated: Annotated, head: int) -> bool:
    """Whether a common noun stands for people, whose whole description is their name: "residents of Low Street"."""
    tokens = annotated.tokens
    lemma = tokens.lemma[head]
    if tokens.pos[head] != "NOUN" or lemma in body_nouns():
        return False
    return tokens.tag[head] == "NNS" or lemma in words("people", "offices") or lemma in words("people", "unnamed")


def owner_of(annotated: Annotated, head: int) -> int | None:
    """The head of the body that a phrase names as its owner: "its chief", "Volta's head", "spokesman for the union"."""
    tokens = annotated.tokens
    held = tuple(children(tokens, head, sentence_range(annotated, head)))
    for child in held:
        if tokens.dep[child] == "poss":
            return child
    for child in held:
        if tokens.dep[child] == "prep" and tokens.text[child].lower() in {"of", "for", "from", "with", "at"}:
            for inner in children(tokens, child, sentence_range(annotated, child)):
                if tokens.dep[inner] == "pobj":
                    return inner
    # "police spokesman", "Volta spokeswoman": the body stands before the role as a compound.
    before = [i for i in held if tokens.dep[i] in {"compound", "nmod", "amod"} and i < head]
    return next((i for i in before if tokens.lemma[i] in body_nouns() or _is_org(annotated, i)), None)


def _is_org(annotated: Annotated, token: int) -> bool:
    index = annotated.tokens.entity[token]
    return index >= 0 and annotated.entities[index].label in {"ORG", "GPE"}
