"""Entities: the tagger's, mended by word lists and by what the same name is elsewhere in the text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.annotate.gazetteer import label_of, longest_name
from sayso.data import words
from sayso.nouns import Entity, Sentence, Span, Tokens

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "no", "every", "any", "some", "each"}
)
_DANGLING = frozenset({"of", "for", "from", "the", "and", "in", "at", "by"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An entity in the making; the later rules see what the earlier ones made of it."""

    first: int
    end: int
    label: str
    mended: str | None = None


def mend(
    text: str, tokens: Tokens, sentences: tuple[Sentence, ...], raw: tuple[tuple[int, int, str], ...]
) -> tuple[Tokens, tuple[Sentence, ...], tuple[Entity, ...]]:
    """The tokens with their `entity` column filled, the sentences, and the entities after mending.

    No two entities overlap; each lies within one sentence.
    """
    found = [_trim(tokens, _Found(first, end, label)) for first, end, label in raw if first < end]
    found = _apart(tokens, [entity for entity in found if entity is not None])
    for rule in RULES:
        found = _apart(tokens, rule(tokens, sentences, found))
    entities = tuple(
        Entity(
            first=f.first,
            end=f.end,
            span=Span(tokens.start[f.first], tokens.end[f.end - 1]),
            label=f.label,
            mended=f.mended,
        )
        for f in found
        if text[tokens.start[f.first] : tokens.end[f.end - 1]].strip()
    )
    column = [-1] * len(tokens)
    for index, entity in enumerate(entities):
        column[entity.first : entity.end] = [index] * (entity.end - entity.first)
    return replace(tokens, entity=tuple(column)), sentences, entities


def _trim(tokens: Tokens, entity: _Found) -> _Found | None:
    """The entity without an owner's mark, stop or break at its ends."""
    first, end = entity.first, entity.end
    if entity.label in _NAMES:
        while first < end and not tokens.text[first][:1].isalnum() and tokens.text[first] not in {"'", "’"}:
            first += 1
        while end > first and (
            tokens.text[end - 1] in _POSSESSIVE or not any(c.isalnum() for c in tokens.text[end - 1])
        ):
            end -= 1
    while end > first and entity.label in _NAMES and tokens.text[end - 1].lower() in _DANGLING:
        end -= 1
    if entity.label == "PERSON":
        # "Ada Holm of the Harbour Watch" is no name of a person, "Ada Holm" is.
        end = next((i for i in range(first + 1, end) if tokens.text[i].lower() in {"of", "for", "from", ","}), end)
    return replace(entity, first=first, end=end) if first < end else None


def _apart(tokens: Tokens, found: Iterable[_Found]) -> list[_Found]:
    """The entities in text order; of two that share a token the mended one stays, else the longer, else the first."""
    taken: dict[int, _Found] = {}
    ranked = sorted(found, key=lambda f: (f.mended is None, f.first - f.end, f.first))
    kept: list[_Found] = []
    for entity in ranked:
        span = range(entity.first, entity.end)
        one_sentence = tokens.sentence[entity.first] == tokens.sentence[entity.end - 1]
        if one_sentence and not any(i in taken for i in span):
            taken |= dict.fromkeys(span, entity)
            kept.append(entity)
    return sorted(kept, key=lambda f: f.first)


def _gazetteer(tokens: Tokens, _: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """A name that the gazetteer knows has the label it has there, tagged or not."""
    mended: list[_Found] = []
    at = 0
    longer = {i: entity for entity in found for i in range(entity.first, entity.end)}
    while at < len(tokens):
        width = (
            longest_name(tokens.text[at : at + 6])
            if tokens.text[at][:1].isupper() or tokens.text[at][:2] == "al"
            else 0
        )
        if width and not _inside_longer(tokens, longer.get(at), at, at + width):
            label = label_of(" ".join(tokens.text[at : at + width])) or ""
            old = longer.get(at)
            same = old is not None and (old.first, old.end, old.label) == (at, at + width, label)
            mended.append(_Found(at, at + width, label, None if same else "gazetteer"))
        at += width or 1
    return [*found, *mended]


def _inside_longer(tokens: Tokens, entity: _Found | None, first: int, end: int) -> bool:
    """Whether a known name is only part of a longer one: "Ada Jordan", "University of Lima", "London Bridge"."""
    if _part_of_name(tokens, first, end):
        return True
    if entity is None or entity.label not in _NAMES or (entity.first, entity.end) == (first, end):
        return False
    outside = [i for i in range(entity.first, entity.end) if not first <= i < end]
    return any(tokens.text[i][:1].isupper() and tokens.text[i].lower() not in _DETERMINERS for i in outside)


def _part_of_name(tokens: Tokens, first: int, end: int) -> bool:
    # A given name before or a surname behind: "Paris Holm". A demonym or capital before a title stays what it is.
    joined_after = (
        end < len(tokens)
        and tokens.pos[end] == "PROPN"
        and tokens.tag[end - 1] in {"NNP"}
        and tokens.head[end - 1] == end
    )
    label = label_of(" ".join(tokens.text[first:end]))
    return (
        joined_after
        and label != "NORP"
        and tokens.start[end] == tokens.end[end - 1] + 1
        and tokens.text[end].lower() in words("bodies", "facilities")
    )


def _facilities(tokens: Tokens, sentences: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """A name that ends in a building's word takes the word in: "Saint Brigid hospital"."""
    return [*found, *_with_heads(tokens, sentences, found, words("bodies", "facilities"), "FAC", "facility")]


def _bodies(tokens: Tokens, sentences: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """A name that ends in a body's or unit's word takes the word in: "Tarnish Defence Ministry", "9th Rifle Regiment"."""
    return [
        *found,
        *_with_heads(tokens, sentences, found, words("bodies", "units"), "ORG", "unit"),
        *_with_heads(tokens, sentences, found, words("bodies", "state") | words("bodies", "private"), "ORG", "body"),
    ]


def _with_heads(
    tokens: Tokens, sentences: tuple[Sentence, ...], found: list[_Found], heads: frozenset[str], label: str, why: str
) -> list[_Found]:
    owner = {i: entity for entity in found for i in range(entity.first, entity.end)}
    grown: list[_Found] = []
    for index in range(len(tokens)):
        if tokens.text[index].lower() not in heads or tokens.pos[index] not in {"NOUN", "PROPN"}:
            continue
        sentence = sentences[tokens.sentence[index]]
        first = _name_start(tokens, sentence, index, owner)
        end = _name_end(tokens, sentence, index, owner)
        held = owner.get(index)
        if held is not None and held.label == "PERSON" and held.end > end:
            continue
        if (first == index and end == index + 1) or not any(tokens.text[i][:1].isupper() for i in range(first, end)):
            continue
        if held is not None and (held.first, held.end, held.label) == (first, end, label):
            continue
        if any(tokens.text[i][:1].isupper() and tokens.pos[i] == "PROPN" or i in owner for i in range(first, end)):
            grown.append(_Found(first, end, label, why))
    return grown


def _name_start(tokens: Tokens, sentence: Sentence, index: int, owner: dict[int, _Found]) -> int:
    """Where the name before a head word begins: capitalised words, and a tagged name right before."""
    first = index
    while first > sentence.first:
        before = first - 1
        word = tokens.text[before]
        held = owner.get(before)
        if held is not None and held.label in {"PERSON", "DATE", "TIME", "CARDINAL", "NORP"} and held.label != "PERSON":
            if held.label != "NORP" and not word[:1].isupper():
                break
        if word in {"-"} and before > sentence.first:
            first = before
            continue
        if (
            not word[:1].isupper()
            or word.lower() in _DETERMINERS
            or tokens.pos[before] not in {"PROPN", "ADJ", "NOUN", "NUM"}
        ):
            break
        if before == sentence.first and tokens.pos[before] not in {"PROPN"} and held is None:
            break  # a sentence's first word has its capital from there
        first = before
    return first


def _name_end(tokens: Tokens, sentence: Sentence, index: int, owner: dict[int, _Found]) -> int:
    """Where a name with "of" ends: "Ministry of Roads", "Chamber of Engineers"."""
    end = index + 1
    if not tokens.text[index][:1].isupper() or end + 1 >= sentence.end or tokens.text[end].lower() not in {"of", "for"}:
        return end
    after = end + 1
    if tokens.text[after].lower() == "the" and after + 1 < sentence.end:
        after += 1
    if not tokens.text[after][:1].isupper() or tokens.pos[after] not in {"PROPN", "NOUN", "ADJ"}:
        return end
    while after < sentence.end and tokens.text[after][:1].isupper() and tokens.pos[after] in {"PROPN", "NOUN", "ADJ"}:
        held = owner.get(after)
        after = max(after + 1, held.end if held is not None and held.label not in {"PERSON"} else after + 1)
    return min(after, sentence.end)


def _roles(tokens: Tokens, sentences: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """A whole name behind a role word is a person ("its chief, Vera Holm"), behind a firm's word a body ("operator Volta")."""
    by_token = {i: entity for entity in found for i in range(entity.first, entity.end)}
    roles = words("people", "offices") | words("people", "spokespeople") | words("people", "members")
    firms = words("bodies", "firms") | words("bodies", "media") | words("bodies", "societies")
    mended: list[_Found] = []
    for index in range(len(tokens) - 1):
        if tokens.lemma[index] not in roles | firms or tokens.pos[index] not in {"NOUN", "PROPN"}:
            continue
        first = index + 1
        if tokens.text[first] == "," and tokens.lemma[index] in roles:
            first += 1
            while first < len(tokens) and tokens.text[first].lower() in words("people", "ranks"):
                first += 1
        end = _capitals(tokens, sentences[tokens.sentence[index]], first)
        if end <= first:
            continue
        if tokens.lemma[index] in roles and end - first in {2, 3} and not _known(tokens, by_token, first, end):
            mended.append(_Found(first, end, "PERSON", "role"))
        elif (
            tokens.lemma[index] in firms and tokens.lemma[index] not in roles and _wrong_for_body(by_token, first, end)
        ):
            mended.append(_Found(first, end, "ORG", "role"))
    return [*found, *mended]


def _capitals(tokens: Tokens, sentence: Sentence, first: int) -> int:
    """Where a run of capitalised proper nouns that begins at `first` ends; `first` if there is none."""
    end = first
    while end < sentence.end and tokens.text[end][:1].isupper() and tokens.pos[end] == "PROPN":
        end += 1
    return end


def _known(tokens: Tokens, by_token: dict[int, _Found], first: int, end: int) -> bool:
    """Whether the run already is a person or a name that lists know, or ends in a body's word."""
    if any(by_token[i].mended or by_token[i].label == "PERSON" for i in range(first, end) if i in by_token):
        return all(i in by_token and by_token[i].label == "PERSON" for i in range(first, end)) or any(
            by_token[i].mended for i in range(first, end) if i in by_token
        )
    last = tokens.text[end - 1].lower()
    return last in words("bodies", "state") | words("bodies", "private") | words("bodies", "units")


def _wrong_for_body(by_token: dict[int, _Found], first: int, end: int) -> bool:
    held = [by_token.get(i) for i in range(first, end)]
    return not any(h is not None and (h.mended or h.label in {"ORG", "NORP", "GPE"}) for h in held) and end - first <= 3


def _speakers(tokens: Tokens, sentences: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """A whole name that says something ("Lars Holm said"), or acts and is tagged as nothing, is a person."""
    by_token = {i: entity for entity in found for i in range(entity.first, entity.end)}
    said = words("people", "saying")
    mended: list[_Found] = []
    for index in range(len(tokens)):
        verb = tokens.head[index]
        if tokens.dep[index] not in {"nsubj", "nsubjpass", "appos"} or tokens.pos[index] != "PROPN":
            continue
        speaks = tokens.lemma[verb] in said
        first = index
        while (
            first > sentences[tokens.sentence[index]].first
            and tokens.text[first - 1][:1].isupper()
            and tokens.pos[first - 1] == "PROPN"
        ):
            first -= 1
        while first < index and tokens.text[first].lower().strip(".") in words("people", "titles"):
            first += 1
        held = {by_token[i] for i in range(first, index + 1) if i in by_token}
        if index - first not in {1, 2} or any(
            h.mended or h.label in {"ORG", "PERSON", "FAC", "EVENT", "LAW"} for h in held
        ):
            continue
        if (
            tokens.text[index].lower()
            not in words("bodies", "state") | words("bodies", "private") | words("bodies", "media")
            and tokens.tag[index] == "NNP"
        ):
            mended.append(_Found(first, index + 1, "PERSON", "speaks"))
    return [*found, *mended]


def _persons(tokens: Tokens, _: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """A lone name is a person where it speaks ("Holm said"), has a title, or ends a full name elsewhere."""
    surnames = {tokens.text[f.end - 1] for f in found if f.label == "PERSON" and f.end - f.first > 1}
    mended: list[_Found] = []
    found = [part for entity in found for part in _without_body(tokens, entity, found)]
    taken = {i for f in found for i in range(f.first, f.end)}
    for entity in found:
        short = entity.end - entity.first == 1
        known = short and tokens.text[entity.first] in surnames and label_of(tokens.text[entity.first]) is None
        titled = entity.label not in {"PERSON"} and entity.mended is None and _titled(tokens, entity)
        if entity.label in _NAMES - {"PERSON"} and entity.mended is None and (known or titled):
            mended.append(replace(entity, label="PERSON", mended="full name" if known else "title"))
        else:
            mended.append(entity)
    for index in range(len(tokens)):
        if (
            index not in taken
            and tokens.text[index] in surnames
            and tokens.pos[index] in {"PROPN", "NOUN"}
            and tokens.text[index][:1].isupper()
        ):
            mended.append(_Found(index, index + 1, "PERSON", "full name"))
    return mended


def _without_body(tokens: Tokens, entity: _Found, found: list[_Found]) -> list[_Found]:
    """A person and the body that the tagger took for one name: "Ada Holm of Open Doors"."""
    of = next((i for i in range(entity.first + 1, entity.end - 1) if tokens.text[i].lower() in {"of", "from"}), None)
    if of is None or entity.label == "PERSON":
        return [entity]
    before = tuple(tokens.text[entity.first : of])
    known = any(f.label == "PERSON" and tuple(tokens.text[f.first : f.end]) == before for f in found)
    if not known or len(before) < 2:
        return [entity]
    return [_Found(entity.first, of, "PERSON", "full name"), _Found(of + 1, entity.end, "ORG", "full name")]


def _titled(tokens: Tokens, entity: _Found) -> bool:
    before = entity.first - 1
    if before < 0 or tokens.sentence[before] != tokens.sentence[entity.first]:
        return False
    word = tokens.text[before].lower().strip(".")
    plain = all(tokens.text[i][:1].isupper() for i in range(entity.first, entity.end))
    return (
        plain
        and word in words("people", "ranks")
        and tokens.text[entity.end - 1].lower() not in words("bodies", "state") | words("bodies", "private")
    )


def _vote(tokens: Tokens, _: tuple[Sentence, ...], found: list[_Found]) -> list[_Found]:
    """One name has one label in one text: the mended one, else the one that the tagger gave most often."""
    votes: dict[str, Counter[str]] = {}
    settled: dict[str, str] = {}
    for entity in found:
        if entity.label not in _NAMES:
            continue
        surface = _surface(tokens, entity)
        votes.setdefault(surface, Counter())[entity.label] += 1
        if entity.mended is not None:
            settled.setdefault(surface, entity.label)
    voted: list[_Found] = []
    for entity in found:
        surface = _surface(tokens, entity)
        if entity.label not in _NAMES or surface not in votes:
            voted.append(entity)
            continue
        label = (
            settled.get(surface)
            or max(votes[surface].items(), key=lambda pair: (pair[1], pair[0] == entity.label, pair[0]))[0]
        )
        voted.append(entity if label == entity.label else replace(entity, label=label, mended="vote"))
    return voted


def _surface(tokens: Tokens, entity: _Found) -> str:
    parts = [tokens.text[i] for i in range(entity.first, entity.end)]
    return " ".join(parts[1:] if len(parts) > 1 and parts[0].lower() in _DETERMINERS else parts)


RULES = (_gazetteer, _bodies, _facilities, _roles, _speakers, _persons, _vote)
"""The rules in their order; each sees what the ones before it made."""
