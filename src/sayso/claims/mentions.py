"""Mentions: what a noun phrase calls somebody, as a name without title, article or owner."""

from dataclasses import dataclass, replace

from sayso.annotate.gazetteer import country_of, is_government
from sayso.claims.phrases import SUBJECTS, children, left_edge, sentence_range, subtree, words_of
from sayso.data import words
from sayso.nouns import Annotated, ReferentKind, Span

_PLURAL = frozenset({"NNS", "NNPS"})
_NAMED_ORG = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_STRIPPED = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "another",
        "some",
        "any",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming of somebody: tokens `first` to `end` with head `head`.

    `called` holds the nouns that this mention is called by, in lower case ("mayor" of "Mayor Ada Holm").
    `plural` is None where the phrase may be taken either way (police, staff); `female` None where nothing tells.
    """

    head: int
    first: int
    end: int
    name: str
    kind: ReferentKind
    called: frozenset[str] = frozenset()
    plural: bool | None = False
    female: bool | None = None
    role: str | None = None
    affiliation: int | None = None  # head token of the body that it belongs to
    party: str | None = None
    definite: bool = True
    proper: bool = False
    subject: bool = False
    phrase: frozenset[str] = frozenset()  # all words of the phrase, lower case


def mention_at(annotated: Annotated, head: int) -> Mention:
    """What the phrase around the noun `head` calls somebody."""
    tokens = annotated.tokens
    person = person_at(annotated, head)
    if person is not None:
        return _person(annotated, head, person)
    named = _name_behind(annotated, head)
    if named is not None:
        mention = mention_at(annotated, named)
        return replace(
            mention, called=mention.called | {annotated.tokens.lemma[head]}, subject=_is_subject(annotated, head)
        )
    first, end = name_bounds(annotated, head)
    lemma = tokens.lemma[head]
    name = words_of(annotated, first, end)
    start = left_edge(annotated, head)
    owner = owner_of(annotated, head)
    called = frozenset({lemma, *_compound_roles(annotated, start, first)})
    lead = tokens.text[start].lower()
    kind = kind_of(annotated, head, name)
    if kind in {ReferentKind.UNKNOWN, ReferentKind.BODY} and (called - {lemma}) & words("bodies", "media"):
        kind = ReferentKind.OUTLET  # "the daily Northern Morning"
    return Mention(
        head=head,
        first=first,
        end=end,
        name=name,
        kind=kind,
        called=called,
        plural=_plural(annotated, head),
        female=_female(called),
        role=lemma if lemma in words("people", "spokespeople") | words("people", "members") else None,
        affiliation=owner,
        party=party_of(annotated, range(start, end)),
        definite=lead not in {"a", "an", "one", "another", "some", "two", "three", "several", "many"},
        proper=kind is not ReferentKind.PERSON and any(tokens.pos[i] == "PROPN" for i in range(first, end)),
        subject=_is_subject(annotated, head),
        phrase=_phrase_words(annotated, start, end),
    )


def _name_behind(annotated: Annotated, head: int) -> int | None:
    """The end of the body's name right behind a noun for it: "the newspaper Northern Morning", "the operator Volta"."""
    tokens = annotated.tokens
    nouns = words("bodies", "firms") | words("bodies", "media") | words("bodies", "societies")
    after = head + 1
    if (
        tokens.lemma[head] not in nouns
        or tokens.pos[head] != "NOUN"
        or after >= len(tokens)
        or tokens.entity[after] < 0
    ):
        return None
    entity = annotated.entities[tokens.entity[after]]
    same = tokens.sentence[head] == tokens.sentence[after]
    return entity.end - 1 if same and entity.first == after and entity.label in {"ORG", "GPE", "PRODUCT"} else None


def person_at(annotated: Annotated, head: int) -> int | None:
    """The index of the person entity that the phrase names: its own head, an apposition, or a role before a name."""
    tokens = annotated.tokens
    found = _person_entity(annotated, head)
    if found is not None:
        return found
    if tokens.lemma[head] not in _role_nouns():
        return None
    sentence = sentence_range(annotated, head)
    for child in children(tokens, head, sentence):
        if (
            tokens.dep[child] in {"appos", "compound", "nmod", "flat"}
            and (found := _person_entity(annotated, child)) is not None
        ):
            return found
    after = _phrase_end(annotated, head)
    while after < sentence.stop and tokens.text[after] == ",":
        after += 1
    # "the mayor of Brevik, Ada Holm": the name follows the phrase but hangs elsewhere in a wrong parse.
    if after < sentence.stop and (found := _person_entity(annotated, after)) is not None:
        return found
    return None


def _phrase_end(annotated: Annotated, head: int) -> int:
    """The token behind a noun and its of-, for- and in-phrases."""
    tokens = annotated.tokens
    end = head + 1
    sentence = sentence_range(annotated, head)
    while (
        end < sentence.stop
        and tokens.dep[end] in {"prep", "pobj", "det", "amod", "compound", "poss", "case"}
        and head in _above(annotated, end)
    ):
        end += 1
    return end


def _above(annotated: Annotated, token: int) -> frozenset[int]:
    """The tokens that a token hangs on, up to the root."""
    heads = annotated.tokens.head
    found: set[int] = set()
    while heads[token] != token and token not in found:
        found.add(token)
        token = heads[token]
    return frozenset({*found, token})


def _person_entity(annotated: Annotated, token: int) -> int | None:
    index = annotated.tokens.entity[token]
    return index if index >= 0 and annotated.entities[index].label == "PERSON" else None


def _role_nouns() -> frozenset[str]:
    return words("people", "offices") | words("people", "spokespeople") | words("people", "members")


def _person(annotated: Annotated, head: int, entity: int) -> Mention:
    tokens = annotated.tokens
    found = annotated.entities[entity]
    first, end = found.first, found.end
    titles = words("people", "titles")
    while first < end - 1 and tokens.text[first].lower().strip(".") in titles:
        first += 1
    while end - 1 > first and tokens.text[end - 1] in {"'s", "’s", "'", "’", ","}:
        end -= 1
    start = min(left_edge(annotated, head), left_edge(annotated, end - 1))
    roles = [*_compound_roles(annotated, start, first), *(_appositions(annotated, end - 1, head))]
    roles += [tokens.text[i].lower() for i in range(start, first) if tokens.text[i].lower() in titles]
    described = next((i for i in _role_heads(annotated, head, end - 1)), None)
    owner = owner_of(annotated, described) if described is not None else None
    owner = owner if owner is not None else owner_of(annotated, end - 1)
    called = frozenset(roles)
    return Mention(
        head=end - 1,
        first=first,
        end=end,
        name=words_of(annotated, first, end),
        kind=ReferentKind.PERSON,
        called=called,
        plural=False,
        female=_female(called),
        role=_role_text(annotated, start, first, described),
        affiliation=owner,
        party=party_of(annotated, range(start, end)),
        definite=True,
        proper=True,
        subject=_is_subject(annotated, head),
        phrase=_phrase_words(annotated, start, end),
    )


def _phrase_words(annotated: Annotated, start: int, end: int) -> frozenset[str]:
    return frozenset(annotated.tokens.text[i].lower() for i in range(start, end)) - _STRIPPED


def _role_heads(annotated: Annotated, head: int, name: int) -> list[int]:
    tokens = annotated.tokens
    found = [head] if head != name and tokens.lemma[head] in _role_nouns() else []
    sentence = sentence_range(annotated, name)
    found += [
        i
        for i in children(tokens, name, sentence)
        if tokens.dep[i] in {"appos", "compound", "nmod"} and tokens.lemma[i] in _role_nouns()
    ]
    return found


def _appositions(annotated: Annotated, name: int, head: int) -> list[str]:
    tokens = annotated.tokens
    return [tokens.lemma[i] for i in _role_heads(annotated, head, name)]


def _role_text(annotated: Annotated, start: int, first: int, described: int | None) -> str | None:
    if described is not None:
        return annotated.tokens.lemma[described]
    tokens = annotated.tokens
    kept = [
        i
        for i in range(start, first)
        if tokens.lemma[i] in _role_nouns() or tokens.text[i].lower() in words("people", "titles")
    ]
    return words_of(annotated, kept[0], kept[-1] + 1) if kept else None


def _compound_roles(annotated: Annotated, start: int, first: int) -> list[str]:
    tokens = annotated.tokens
    nouns = (
        _role_nouns()
        | words("bodies", "firms")
        | words("bodies", "societies")
        | words("bodies", "private")
        | words("bodies", "media")
    )
    return [tokens.lemma[i] for i in range(start, first) if tokens.lemma[i] in nouns]


def owner_of(annotated: Annotated, head: int) -> int | None:
    """The head of the body that a phrase names as its owner: "its chief", "Volta's head", "spokesman for the union"."""
    tokens = annotated.tokens
    sentence = sentence_range(annotated, head)
    for child in children(tokens, head, sentence):
        if tokens.dep[child] == "poss":
            return child
    for child in children(tokens, head, sentence):
        if tokens.dep[child] == "prep" and tokens.text[child].lower() in {"of", "for", "from", "with", "at"}:
            held = [i for i in children(tokens, child, sentence) if tokens.dep[i] == "pobj"]
            if held:
                return held[0]
    # "police spokesman", "Volta spokeswoman": the body stands before the role as a compound.
    named = [i for i in children(tokens, head, sentence) if tokens.dep[i] in {"compound", "nmod", "amod"} and i < head]
    bodies = words("bodies", "state") | words("bodies", "private")
    return next((i for i in named if tokens.lemma[i] in bodies or _org(annotated, i)), None)


def _org(annotated: Annotated, token: int) -> bool:
    index = annotated.tokens.entity[token]
    return index >= 0 and annotated.entities[index].label in {"ORG", "GPE"}


def name_bounds(annotated: Annotated, head: int) -> tuple[int, int]:
    """The tokens that make up a name: without article, owner that tells nothing, or what is said about it."""
    tokens = annotated.tokens
    first, end = _after_article(annotated, left_edge(annotated, head), head), head + 1
    index = tokens.entity[head]
    if index >= 0 and annotated.entities[index].label in _NAMED_ORG:
        entity = annotated.entities[index]
        first, end = _named_bounds(annotated, head, entity.first, max(end, entity.end))
    else:
        first = _bare_start(annotated, first, head)
    if end < len(tokens) and tokens.tag[end] == "CD" and tokens.head[end] == head and tokens.pos[head] == "PROPN":
        end += 1  # "Channel 4"
    end = _with_tail(annotated, head, end)
    while first < end - 1 and (tokens.text[first].lower() in _STRIPPED or not tokens.text[first][:1].isalnum()):
        first += 1
    while end - 1 > first and (tokens.tag[end - 1] == "POS" or not tokens.text[end - 1][-1:].isalnum()):
        end -= 1
    return first, end


def _named_bounds(annotated: Annotated, head: int, first: int, end: int) -> tuple[int, int]:
    # "Tarnish General Staff" may be tagged from "General" on; "rebel River Front" is called River Front;
    # "Tarnia's defence ministry" needs its owner, "Tarnia's Volta" does not.
    tokens = annotated.tokens
    edge = _after_article(annotated, left_edge(annotated, head), head)
    first = max(first, edge)
    generic = tokens.lemma[head] in words("bodies", "state")
    while first > edge:
        before = first - 1
        capital = tokens.text[before][:1].isupper() and tokens.pos[before] in {"PROPN", "ADJ"}
        plain = generic and (tokens.tag[before] == "POS" or tokens.dep[before] in {"amod", "compound"})
        if not (capital or plain) or tokens.text[before].lower() in _STRIPPED:
            break
        first = before
    return first, end


def _after_article(annotated: Annotated, first: int, head: int) -> int:
    """Where the article of a noun stands: in "13:20 The council" the time is not part of the name."""
    tokens = annotated.tokens
    articles = [i for i in range(first, head) if tokens.dep[i] == "det" and tokens.head[i] == head]
    if not articles and first + 1 < head and tokens.tag[first] == "CD" and tokens.tag[first + 1] == "DT":
        return first + 1
    return articles[-1] if articles else first


def _bare_start(annotated: Annotated, first: int, head: int) -> int:
    tokens = annotated.tokens
    owners = [i for i in range(first, head) if tokens.dep[i] == "poss" and tokens.head[i] == head]
    for owner in owners:
        if tokens.pos[owner] != "PROPN" and (
            tokens.lemma[owner] in words("bodies", "relational") or tokens.pos[owner] == "PRON"
        ):
            first = owner + 1
            while first < head and tokens.tag[first] == "POS":
                first += 1
    return first


def _with_tail(annotated: Annotated, head: int, end: int) -> int:
    """The end of the name with the of- or in-phrase that belongs to it."""
    tokens = annotated.tokens
    sentence = sentence_range(annotated, head)
    people = _is_people(annotated, head)
    while end < sentence.stop and tokens.dep[end] == "prep" and tokens.head[end] in range(head, end):
        held = [i for i in subtree(annotated, end) if i >= end]
        inner = next((i for i in held if tokens.dep[i] == "pobj" and tokens.head[i] == end), None)
        if inner is None or not _tail_belongs(annotated, head, end, inner, people=people):
            return end
        stop = _tail_end(annotated, end, held)
        if stop <= end:
            return end
        end = stop
    return end


def _tail_belongs(annotated: Annotated, head: int, prep: int, inner: int, *, people: bool) -> bool:
    tokens = annotated.tokens
    word = tokens.text[prep].lower()
    if people:
        return word in {"of", "in", "at", "from", "on", "near", "for", "to"}
    if word == "of":
        own_name = (
            any(tokens.pos[i] == "PROPN" for i in range(left_edge(annotated, head), head))
            and tokens.pos[head] != "PROPN"
        )
        return not own_name and (
            tokens.pos[inner] == "PROPN" or tokens.lemma[inner] not in words("bodies", "relational")
        )
    return word in {"in", "for", "at"} and tokens.pos[inner] == "PROPN" and tokens.pos[head] == "NOUN"


def _tail_end(annotated: Annotated, prep: int, held: list[int]) -> int:
    tokens = annotated.tokens
    end = prep
    for index in held:
        if (
            index != end
            or tokens.text[index] in {",", "(", "–", "—", ":", ";"}
            or tokens.dep[index] in {"relcl", "acl"}
            or tokens.tag[index] in {"WDT", "WP"}
        ):
            break
        end = index + 1
    return end


def _is_people(annotated: Annotated, head: int) -> bool:
    tokens = annotated.tokens
    lemma = tokens.lemma[head]
    bodies = words("bodies", "state") | words("bodies", "private")
    return (
        tokens.pos[head] == "NOUN"
        and lemma not in bodies
        and (tokens.tag[head] in _PLURAL or lemma in words("people", "offices") | words("people", "unnamed"))
    )


def kind_of(annotated: Annotated, head: int, name: str) -> ReferentKind:
    """What a name stands for when it speaks or acts."""
    tokens = annotated.tokens
    lemma, index = tokens.lemma[head], tokens.entity[head]
    label = annotated.entities[index].label if index >= 0 else ""
    if is_government(name):
        return ReferentKind.GOVERNMENT
    if lemma in {"government", "cabinet", "administration", "authority"} and lemma != name.lower():
        return ReferentKind.GOVERNMENT
    if lemma in words("people", "unnamed") and label not in {"ORG", "GPE", "FAC"}:
        return ReferentKind.UNNAMED_GROUP
    if lemma in words("bodies", "media") and label != "GPE":
        return ReferentKind.OUTLET
    if lemma in words("bodies", "state") | words("bodies", "private") | words("bodies", "units"):
        indefinite = tokens.text[left_edge(annotated, head)].lower() in {"a", "an", "another"}
        return ReferentKind.UNNAMED_GROUP if indefinite and lemma == "group" else ReferentKind.BODY
    if lemma in _role_nouns() and tokens.tag[head] not in _PLURAL:
        return ReferentKind.PERSON
    if label == "ORG":
        return ReferentKind.BODY
    if label == "FAC":
        return ReferentKind.FACILITY
    if label in {"GPE", "LOC"}:
        return ReferentKind.PLACE
    if label == "NORP" or (tokens.tag[head] in _PLURAL and tokens.pos[head] in {"NOUN", "PROPN"}):
        return ReferentKind.GROUP
    return ReferentKind.UNKNOWN


def party_of(annotated: Annotated, among: range) -> str | None:
    """The country that the words of a phrase name, if they name one."""
    tokens = annotated.tokens
    for i in among:
        for width in (3, 2, 1):
            if (
                i + width <= among.stop
                and (found := country_of(words_of(annotated, i, i + width)))
                and tokens.text[i][:1].isupper()
            ):
                return found
    return None


def _plural(annotated: Annotated, head: int) -> bool | None:
    tokens = annotated.tokens
    index = tokens.entity[head]
    # "Harbour Motors … it", "the police … they": a name or a body of many goes either way.
    if index >= 0 and annotated.entities[index].label in {"ORG", "GPE", "FAC"} and tokens.pos[head] == "PROPN":
        return None
    if tokens.tag[head] == "NNPS" or tokens.lemma[head] in words("bodies", "collective"):
        return None
    joined = any(tokens.dep[i] == "conj" for i in children(tokens, head, sentence_range(annotated, head)))
    return tokens.tag[head] in _PLURAL or joined


def _female(called: frozenset[str]) -> bool | None:
    if called & words("people", "female"):
        return True
    return False if called & words("people", "male") else None


def _is_subject(annotated: Annotated, head: int) -> bool:
    return annotated.tokens.dep[head] in SUBJECTS


def span_of_mention(annotated: Annotated, mention: Mention) -> Span:
    """Where the name stands."""
    return annotated.span(mention.first, mention.end)
