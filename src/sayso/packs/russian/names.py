"""Names in the nominative, and under the names that comparing knows, so that Мариуполь is Mariupol."""

from collections.abc import Iterable

from sayso.annotate.gazetteer import country_of, is_capital
from sayso.data import group
from sayso.gazetteer import Town, towns
from sayso.nouns import Annotated, ReferentKind
from sayso.packs.russian.models import nominative

_CHAIN = frozenset({"amod", "appos", "flat", "flat:name", "flat:foreign", "det"})
_KINDS = {"PERSON": ReferentKind.PERSON, "GPE": ReferentKind.PLACE, "ORG": ReferentKind.BODY}


def in_nominative(annotated: Annotated, at: Iterable[int], head: int) -> str:
    """The words of a phrase, its head and what agrees with it in the nominative: "мэра Ольховой" → "мэр Ольхова".

    What hangs on it in a case of its own stays: "министерстве обороны" → "министерство обороны".
    """
    tokens = annotated.tokens
    listed = tuple(at)
    chain = {head}
    for _ in listed:
        chain |= {i for i in listed if tokens.head[i] in chain and tokens.dep[i] in _CHAIN}
    made = ""
    for i in listed:
        gap = annotated.text[tokens.end[i - 1] : tokens.start[i]] if i != listed[0] else ""
        person = tokens.entity[i] >= 0 and annotated.entities[tokens.entity[i]].label == "PERSON"
        turned = nominative(tokens.text[i], tokens.pos[i], tokens.morph[i], person=person)
        word = turned if i in chain else tokens.text[i]
        made += (" " if gap else "") + word
    return made


def head_of(annotated: Annotated, at: Iterable[int]) -> int | None:
    """The first noun or pronoun of a phrase that hangs on nothing inside of it."""
    tokens, listed = annotated.tokens, tuple(at)
    nouns = [i for i in listed if tokens.pos[i] in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}]
    tops = [i for i in nouns if tokens.head[i] not in listed or tokens.head[i] == i]
    return next(iter(tops or nouns), None)


def readings(name: str) -> tuple[Town, ...]:
    """The towns that a name in the nominative may stand for, the largest first."""
    return towns(name)


def place_name(name: str) -> str:
    """A place under the name that comparing knows: of the list, of a town, else as it is."""
    listed = {given.casefold(): str(known) for given, known in group("russian", "places").items()}
    found = listed.get(name.casefold())
    return found or next((town.name for town in readings(name)), name)


def thing_name(annotated: Annotated, at: tuple[int, ...]) -> tuple[str, ReferentKind]:
    """What a phrase is called, and its kind: a name in the nominative, a noun in the words that comparing knows."""
    tokens = annotated.tokens
    head = head_of(annotated, at)
    if head is None:
        return "", ReferentKind.UNKNOWN
    number = next((tokens.entity[i] for i in at if tokens.entity[i] >= 0), -1)
    people = group("russian", "people").get(tokens.lemma[head])
    noun = people or group("russian", "nouns").get(tokens.lemma[head])
    if noun is not None:
        return str(noun), ReferentKind.GROUP if people else ReferentKind.UNKNOWN
    if number >= 0:
        entity = annotated.entities[number]
        own = range(entity.first, entity.end)
        name = in_nominative(annotated, own, head_of(annotated, own) or entity.first)
        kind = _KINDS[entity.label]
        return (place_name(name) if kind is ReferentKind.PLACE else name), kind
    if place_name(tokens.lemma[head].capitalize()) in group("russian", "places").values():
        return place_name(tokens.lemma[head].capitalize()), ReferentKind.PLACE
    return in_nominative(annotated, at, head).casefold(), ReferentKind.UNKNOWN


def precision_of(name: str) -> str:
    """How closely a place's name tells where: "country", "town" or "unknown"."""
    if country_of(name) and not is_capital(name):
        return "country"
    return "town" if readings(name) else "unknown"
