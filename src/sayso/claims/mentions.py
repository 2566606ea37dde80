"""Mentions: what a noun phrase calls somebody, as a name without title, article or owner."""

from dataclasses import dataclass, replace

from sayso.claims.figures import figures
from sayso.claims.kinds import is_capital_name, is_female, is_plural, kind_of, party_of
from sayso.claims.lexicon import body_nouns, calling_nouns, naming_nouns, role_nouns, speaking_roles
from sayso.claims.naming import DETERMINERS, name_bounds, owner_of, telling_clause
from sayso.claims.phrases import SUBJECTS, children, left_edge, phrase_end, sentence_range, words_of
from sayso.data import words
from sayso.nouns import Annotated, ReferentKind

_INDEFINITE = frozenset({"a", "an", "no", "one", "another", "some", "two", "three", "several", "many"})
_JOINED = frozenset({"appos", "compound", "nmod", "flat"})
_TOLD_APART = 10
"""Up to here the number of unnamed people is part of their name ("two sources")."""
_PEOPLE = frozenset({ReferentKind.PERSON, ReferentKind.GROUP, ReferentKind.UNNAMED_GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming of somebody: tokens `first` to `end` with head `head`.

    `called` holds the nouns that this mention is called by, in lower case ("mayor" of "Mayor Ada Holm"), `phrase` all
    words of the phrase. `plural` is None where the phrase may be taken either way (police, staff); `female` None where
    nothing tells. `affiliation` is the head token of the body that somebody belongs to.
    """

    head: int
    first: int
    end: int
    name: str
    kind: ReferentKind
    called: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()
    plural: bool | None = False
    female: bool | None = None
    role: str | None = None
    affiliation: int | None = None
    party: str | None = None
    definite: bool = True
    proper: bool = False
    subject: bool = False


def mention_at(annotated: Annotated, head: int) -> Mention:
    """What the phrase around the noun `head` calls somebody."""
    tokens = annotated.tokens
    person = _person_at(annotated, head)
    if person is not None:
        return _person(annotated, head, person)
    behind = _name_behind(annotated, head)
    if behind is not None:
        named = mention_at(annotated, behind)
        kind = ReferentKind.OUTLET if tokens.lemma[head] in words("bodies", "media") else named.kind
        called = named.called | {tokens.lemma[head]}
        return replace(named, kind=kind, called=called, subject=tokens.dep[head] in SUBJECTS)
    start = left_edge(annotated, head)
    first, end = name_bounds(annotated, head)
    name, lemma = words_of(annotated, first, end), tokens.lemma[head]
    called = frozenset({lemma, *_nouns(annotated, start, first)})
    kind = kind_of(annotated, head, name, called)
    if kind in _PEOPLE and tokens.pos[head] == "NOUN":
        end = telling_clause(annotated, first, end)
        name = _as_common(annotated, head, first, end)
    owner = owner_of(annotated, head)
    if owner is not None and first <= owner < end and kind not in _PEOPLE and lemma not in words("people", "sayings"):
        owner = None  # "Ministry of Roads" does not belong to roads; "the count of the ministry" does to it
    return Mention(
        head=head,
        first=first,
        end=end,
        name=name,
        kind=kind,
        called=called,
        phrase=_phrase_words(annotated, start, end),
        plural=is_plural(annotated, head),
        female=is_female(called),
        role=lemma if lemma in speaking_roles() else None,
        affiliation=owner,
        party=party_of(annotated, range(start, end)),
        definite=tokens.text[start].lower() not in _INDEFINITE,
        proper=kind is not ReferentKind.PERSON
        and (any(tokens.pos[i] == "PROPN" for i in range(first, end)) or is_capital_name(annotated, head)),
        subject=tokens.dep[head] in SUBJECTS,
    )


def _as_common(annotated: Annotated, head: int, first: int, end: int) -> str:
    """A common noun's phrase without a hedged number, small at a sentence's start too ("Firemen" are firemen)."""
    tokens, name = annotated.tokens, words_of(annotated, first, end)
    # "About 40 residents" are the residents; "two people in the cabinet" are told apart by their number.
    counted = figures(name, 0, len(name)) if tokens.tag[head] == "NNS" and first < head else ()
    if counted and counted[0].span.start == 0 and (counted[0].hedge or (counted[0].best or 0) > _TOLD_APART):
        return name[counted[0].span.end :].strip().removeprefix("of ").removeprefix("the ") or name
    common = tokens.pos[first] in {"NOUN", "NUM"} and name[1:2].islower()
    return name[:1].lower() + name[1:] if common else name


def _name_behind(annotated: Annotated, head: int) -> int | None:
    """The end of the name right behind a noun for a body: "the newspaper Northern Morning", "the airline, Volta,"."""
    tokens = annotated.tokens
    after = head + 1
    if tokens.lemma[head] not in naming_nouns() or tokens.pos[head] != "NOUN" or after + 1 >= len(tokens):
        return None
    if tokens.text[after] == "," and tokens.pos[after + 1] == "PROPN" and _apposed(annotated, head, after + 1):
        after += 1
    elif tokens.entity[after] < 0:
        return None
    if tokens.sentence[head] != tokens.sentence[after]:
        return None
    entity = tokens.entity[after]
    if entity < 0:
        return phrase_end(annotated, after) - 1 if tokens.dep[after] == "appos" else tokens.head[after]
    found = annotated.entities[entity]
    return found.end - 1 if found.first == after and found.label in {"ORG", "GPE", "PRODUCT"} else None


def _apposed(annotated: Annotated, head: int, token: int) -> bool:
    """Whether a token is, or is part of, a name in apposition to the noun."""
    tokens = annotated.tokens
    top = token if tokens.dep[token] == "appos" else tokens.head[token]
    return tokens.dep[top] == "appos" and tokens.head[top] == head


def _person_at(annotated: Annotated, head: int) -> int | None:
    """The person entity that a phrase names: its own head, an apposition, or the name behind a role."""
    tokens = annotated.tokens
    found = _person_entity(annotated, head)
    if found is not None:
        return found
    if tokens.lemma[head] not in role_nouns():
        return _person_beside(annotated, head)
    sentence = sentence_range(annotated, head)
    for child in children(tokens, head, sentence):
        found = _person_entity(annotated, child)
        if tokens.dep[child] in _JOINED and found is not None:
            return found
    # "the mayor of Brevik, Ada Holm": the name follows the phrase but hangs elsewhere in a wrong parse.
    after = phrase_end(annotated, head)
    # "deputy head of the Brevik brigade Ada Holm": without a comma the name hangs on "of".
    for inner in range(head + 2, after if tokens.tag[head] != "NNS" else head):
        if tokens.pos[inner - 1] in {"NOUN", "PROPN"} and (found := _person_entity(annotated, inner)) is not None:
            entity = annotated.entities[found]
            return found if entity.first == inner else None
    while after < sentence.stop and tokens.text[after] == ",":
        after += 1
    return _person_entity(annotated, after) if after < sentence.stop else None


def _person_beside(annotated: Annotated, head: int) -> int | None:
    """The person in apposition to a word that is no office: "the eldest, Ada Holm", "the retired clerk, Ada Holm"."""
    tokens = annotated.tokens
    if tokens.tag[head] not in {"NN", "JJS", "JJ"} or tokens.lemma[head] in body_nouns() | naming_nouns():
        return None
    if head + 2 >= len(tokens) or tokens.text[head + 1] != ",":
        return None
    found = _person_entity(annotated, head + 2)
    if found is None or annotated.entities[found].first != head + 2:
        return None
    name = annotated.entities[found].end - 1
    return found if tokens.dep[name] == "appos" and tokens.head[name] == head else None


def _person_entity(annotated: Annotated, token: int) -> int | None:
    index = annotated.tokens.entity[token]
    return index if index >= 0 and annotated.entities[index].label == "PERSON" else None


def _person(annotated: Annotated, head: int, entity: int) -> Mention:
    tokens = annotated.tokens
    first, end = annotated.entities[entity].first, annotated.entities[entity].end
    while first < end - 1 and tokens.text[first].lower().strip(".") in words("people", "titles"):
        first += 1
    # "Historian Ada Holm" is Ada Holm; "Mason Reed" and "Baker" may be whole names.
    while first < end - 2 and tokens.text[first].lower() in role_nouns():
        first += 1
    name_head = end - 1
    start = min(left_edge(annotated, head), left_edge(annotated, name_head))
    roles = _role_heads(annotated, head, name_head)
    titles = [i for i in range(start, first) if tokens.text[i].lower() in words("people", "titles") | role_nouns()]
    called = frozenset(
        {*_nouns(annotated, start, first), *(tokens.lemma[i] for i in roles), *(tokens.text[i].lower() for i in titles)}
    )
    owners = [
        owner
        for i in (*roles, name_head)
        if (owner := owner_of(annotated, i)) is not None and tokens.lemma[owner] not in words("people", "titles")
    ]  # "Interior" of "Interior Minister Ada Holm" is no body
    # The body that a role belongs to stands before the name, whatever the parse made of both.
    owners = [annotated.entities[entity].first - 1 if first <= owner < end else owner for owner in owners]
    role = tokens.lemma[roles[0]] if roles else None
    return Mention(
        head=name_head,
        first=first,
        end=end,
        name=words_of(annotated, first, end),
        kind=ReferentKind.PERSON,
        called=called,
        phrase=_phrase_words(annotated, start, end),
        female=is_female(called, tokens.text[first]),
        role=role or _office(annotated, titles),
        affiliation=owners[0] if owners else None,
        party=party_of(annotated, range(start, end)),
        proper=True,
        subject=tokens.dep[head] in SUBJECTS,
    )


def _office(annotated: Annotated, titles: list[int]) -> str | None:
    """The title before a name, if it tells an office or rank and not only "former" or "Mrs."."""
    told = any(annotated.tokens.lemma[i] in role_nouns() for i in titles)
    return words_of(annotated, titles[0], titles[-1] + 1) if told else None


def _role_heads(annotated: Annotated, head: int, name: int) -> list[int]:
    """The role nouns that go with a name: the phrase's own head, an apposition, a noun before it."""
    tokens = annotated.tokens
    found = [head] if head != name and tokens.lemma[head] in role_nouns() else []
    beside = children(tokens, name, sentence_range(annotated, name))
    return found + [i for i in beside if tokens.dep[i] in _JOINED and tokens.lemma[i] in role_nouns()]


def _nouns(annotated: Annotated, start: int, first: int) -> list[str]:
    """The nouns before a name by which it may be called later on; "the company" of "the company's pilots" is none."""
    tokens = annotated.tokens
    return [
        tokens.lemma[i] for i in range(start, first) if tokens.lemma[i] in calling_nouns() and tokens.dep[i] != "poss"
    ]


def _phrase_words(annotated: Annotated, start: int, end: int) -> frozenset[str]:
    return frozenset(annotated.tokens.text[i].lower() for i in range(start, end)) - DETERMINERS
