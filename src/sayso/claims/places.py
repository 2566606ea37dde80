"""Where: the places and buildings that a claim names."""

from sayso.annotate.gazetteer import country_of, is_capital, label_of
from sayso.data import words
from sayso.gazetteer import Town, is_area, towns
from sayso.names.aliases import others
from sayso.nouns import Annotated, Entity, Pieces, ReferentKind, Where

_KINDS = {"GPE": ReferentKind.PLACE, "LOC": ReferentKind.PLACE, "FAC": ReferentKind.FACILITY}
_INSIDE = frozenset({"in", "at", "on", "within", "inside", "of"})
_ARTICLES = frozenset({"the", "a", "an"})
_MOST_READINGS = 5
_DEEPEST = 4
"""How many places in places are followed: "the mill in Tarn in the Soll district"."""


def places(annotated: Annotated, content: Pieces) -> tuple[Where, ...]:
    """The places inside `content`, in text order, without those that are part of a body's or a person's name.

    A place that speaks or acts ("Tarn hopes for rain", "Tarn's treatment of the sailors") is a government there, and no
    place where something is.
    """
    inside = [token for piece in content for token in annotated.tokens_in(piece)]
    indices = sorted({annotated.tokens.entity[token] for token in inside} - {-1})
    found = [(index, annotated.entities[index]) for index in indices if is_place(annotated, annotated.entities[index])]
    return tuple(
        _where(annotated, index, entity)
        for index, entity in found
        if not _in_body(annotated, entity) and not _acts(annotated, entity)
    )


def _where(annotated: Annotated, index: int, entity: Entity) -> Where:
    name, within = _name(annotated, entity), _within(annotated, index, _DEEPEST)
    precision = _precision(annotated, entity, name)
    return Where(
        span=entity.span,
        name=name,
        kind=_KINDS.get(entity.label, ReferentKind.PLACE),
        within=within,
        precision=precision,
        geonames=tuple(town.id for town in _readings(name, within)) if precision == "town" else (),
    )


def _precision(annotated: Annotated, entity: Entity, name: str) -> str:
    """How closely a name tells where, by what it is the name of and by the noun beside it ("the Tarn region")."""
    if entity.label == "FAC":
        return "facility"
    beside = {annotated.tokens.lemma[at] for at in (entity.end - 1, entity.end) if at < len(annotated.tokens)}
    if country_of(name) and not is_capital(name):
        return "country"
    if beside & words("places", "wide") or label_of(name) == "LOC" or is_area(name):
        return "region"
    return "town" if is_capital(name) or _towns(name) else "unknown"


def _readings(name: str, within: tuple[str, ...]) -> tuple[Town, ...]:
    """The towns of that name, those first in what the text says it lies in; what it says of no town is set aside."""
    found = _towns(name)
    areas = {area.casefold() for area in within} | {
        country.casefold() for area in within if (country := country_of(area))
    }
    inside = tuple(town for town in found if areas & {area.casefold() for area in town.lies_in})
    return (inside or found)[:_MOST_READINGS]


def is_place(annotated: Annotated, entity: Entity) -> bool:
    """Whether an entity is a place; nobody is in a person, so what stands behind "in" is one whatever its label."""
    if entity.label in _KINDS:
        return True
    tokens = annotated.tokens
    root = root_of(annotated, entity)
    behind = tokens.dep[root] == "pobj" and tokens.lemma[tokens.head[root]] in {"in", "near"}
    return entity.label == "PERSON" and behind and entity.end - entity.first == 1


def root_of(annotated: Annotated, entity: Entity) -> int:
    """The token of an entity that hangs on a word outside of it."""
    heads = annotated.tokens.head
    span = range(entity.first, entity.end)
    return next((i for i in reversed(span) if heads[i] not in span or heads[i] == i), entity.end - 1)


def _towns(name: str) -> tuple[Town, ...]:
    """The towns of that name, else of another name that is known for the same place."""
    return towns(name) or next((found for other in others("places", name) if (found := towns(other))), ())


def _name(annotated: Annotated, entity: Entity) -> str:
    """The name without article and possessive ending, on one line."""
    parts = [annotated.tokens.text[i] for i in range(entity.first, entity.end)]
    text = " ".join(entity.span.of(annotated.text).split())
    if len(parts) > 1 and parts[0].lower() in _ARTICLES:
        text = text[len(parts[0]) :].lstrip()
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return text


def _in_body(annotated: Annotated, entity: Entity) -> bool:
    """Whether the place belongs to a body or office: "the Tarn council", "the ministry in Tarn"."""
    tokens = annotated.tokens
    root = root_of(annotated, entity)
    head = tokens.head[root]
    if tokens.dep[root] == "pobj" and tokens.lemma[head] == "in":
        seat = tokens.head[head]
        index = tokens.entity[seat]
        in_org = index >= 0 and annotated.entities[index].label == "ORG"
        return head == seat + 1 and (in_org or tokens.lemma[seat] in words("places", "bodies"))
    return tokens.dep[root] in {"compound", "nmod", "amod"} and tokens.lemma[head] in words("places", "bodies")


def _acts(annotated: Annotated, entity: Entity) -> bool:
    """Whether the name stands for a government: it says, wants or owns something."""
    tokens = annotated.tokens
    root = root_of(annotated, entity)
    head = tokens.head[root]
    if tokens.dep[root] == "poss":
        return tokens.lemma[head] not in words("predicates", "kinds", "place")
    if tokens.dep[root] == "compound" and head == root + 1 and _is_attitude(annotated, head):
        # The tagger reads "Tarn hopes for rain" as a noun phrase.
        return head + 1 < len(tokens) and tokens.lemma[head + 1] in {"for", "to", "that"}
    if tokens.dep[root] != "nsubj" or tokens.pos[head] not in {"VERB", "AUX"}:
        return False
    below = {tokens.dep[i] for i in range(head + 1, min(head + 12, len(tokens))) if tokens.head[i] == head}
    return _is_attitude(annotated, head) or bool(below & {"ccomp", "xcomp", "dative"})


def _is_attitude(annotated: Annotated, token: int) -> bool:
    attitudes = words("places", "attitudes")
    # The lemmatiser makes "hop" of "hopes".
    return (
        annotated.tokens.lemma[token] in attitudes
        or annotated.tokens.text[token].lower().removesuffix("s") in attitudes
    )


def _within(annotated: Annotated, index: int, depth: int) -> tuple[str, ...]:
    """The places that the text says this one lies in, from near to far."""
    outer = _container(annotated, index) if depth else None
    if outer is None:
        return ()
    return (_name(annotated, annotated.entities[outer]), *_within(annotated, outer, depth - 1))


def _container(annotated: Annotated, index: int) -> int | None:
    tokens, entity = annotated.tokens, annotated.entities[index]
    after = entity.end
    if after + 1 >= len(tokens) or tokens.sentence[after] != tokens.sentence[entity.first]:
        return None
    comma = tokens.text[after] == ","
    at = after + 1 if comma else after
    if tokens.text[at].lower() in _INSIDE:
        # "The resistance of Tarn in Soll": the resistance is in Soll, not Tarn.
        of = tokens.head[root_of(annotated, entity)]
        owner = tokens.head[of]
        shared = (
            tokens.lemma[of] == "of"
            and tokens.head[at] == owner
            and tokens.lemma[owner] not in words("places", "areas")
        )
        if shared and not comma:
            return None
        if tokens.text[at].lower() == "of" and entity.label != "FAC":
            return None
        at += 1
    elif not comma:
        return None
    while at < len(tokens) and (tokens.pos[at] in {"DET", "ADJ"} or tokens.lemma[at] in words("places", "areas")):
        if tokens.entity[at] >= 0:
            break
        at += 1
    if at >= len(tokens) or tokens.lemma[at] == "of":
        at += 1
    outer = tokens.entity[at] if at < len(tokens) else -1
    if outer in {-1, index} or not is_place(annotated, annotated.entities[outer]):
        return None
    # "in Tarn, Soll and Ebbe": a list is no nesting.
    listed = comma and tokens.text[after + 1].lower() not in _INSIDE and _goes_on(annotated, annotated.entities[outer])
    return None if listed and not _known_inside(annotated, entity, annotated.entities[outer]) else outer


def _known_inside(annotated: Annotated, entity: Entity, outer: Entity) -> bool:
    """Whether the gazetteer has a town of the one name in an area of the other: "Springfield, Illinois, and …"."""
    area = _name(annotated, outer)
    return is_area(area) and any(area in town.lies_in for town in towns(_name(annotated, entity)))


def _goes_on(annotated: Annotated, entity: Entity) -> bool:
    tokens = annotated.tokens
    if entity.end >= len(tokens):
        return False
    following = tokens.text[entity.end].lower()
    comma_list = following == "," and entity.end + 1 < len(tokens) and tokens.pos[entity.end + 1] in {"PROPN", "CCONJ"}
    return following in {"and", "or", "&"} or comma_list
