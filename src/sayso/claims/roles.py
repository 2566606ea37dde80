"""Who plays which part in a predicate: agent, patient, place, recipient, cause, instrument."""

from collections.abc import Callable, Iterator

from sayso.claims.clauses import Children, Clause, clause_of, membership, noun_span
from sayso.claims.figures import figures
from sayso.claims.labels import is_person, one_of
from sayso.claims.matching import is_place
from sayso.claims.statuses import Trigger
from sayso.data import words
from sayso.nouns import Annotated, ReferentKind, Role, Span

Named = Callable[[Span], tuple[str, ReferentKind] | None]
"""The canonical name of a mention within the report, or None where it stands for itself."""

_KINDS = {
    "PERSON": ReferentKind.PERSON,
    "ORG": ReferentKind.BODY,
    "GPE": ReferentKind.PLACE,
    "LOC": ReferentKind.PLACE,
    "FAC": ReferentKind.FACILITY,
    "NORP": ReferentKind.GROUP,
}
_NARROWING = frozenset({"amod", "compound", "nmod"})
_SHARED = frozenset({"agent", "patient", "place", "recipient"})
"""Roles that several may share."""
_EMPTY = frozenset({"DET", "NUM", "PUNCT"})
_QUANTIFIERS = frozenset(
    {
        "some",
        "all",
        "most",
        "many",
        "hundred",
        "thousand",
        "dozen",
        "half",
        "none",
        "number",
        "million",
        "score",
        "part",
        "majority",
        "group",
        "rest",
        "each",
        "several",
        "few",
        "third",
        "couple",
        "handful",
        "one",
        "both",
        "any",
        "lot",
    }
)


def roles_of(
    annotated: Annotated, used: tuple[int, ...], trigger: Trigger, children: Children, named: Named
) -> tuple[Role, ...]:
    """The roles of a trigger's arguments, in text order; `used` are the trigger's own tokens.

    A role is there twice only where "and" joins those who play it.
    """
    pairs = (
        _of_noun(annotated, used, trigger, children)
        if trigger.mapping == "nouns"
        else _of_verb(annotated, used, trigger, children)
    )
    made: list[Role] = []
    for role, noun in pairs:
        head = _listed(annotated, noun, children)
        if head in used or any(other.role == role for other in made):
            continue
        # "the captain and his crew": each is in it.
        heads = (head, *_conjuncts(annotated, head, children)) if role in _SHARED else (head,)
        made += [role_of(annotated, role, each, children, named) for each in heads]
    return tuple(sorted(made, key=lambda role: role.span))


def _listed(annotated: Annotated, noun: int, children: Children) -> int:
    """Who is meant by "those" in "she was among those who were hurt"; else the noun itself."""
    being = membership(annotated, noun) if annotated.tokens.lemma[noun] in {"those", "that"} else None
    subject = None if being is None else clause_of(annotated, being, children).subject
    return noun if subject is None else subject


def _conjuncts(annotated: Annotated, head: int, children: Children) -> list[int]:
    tokens = annotated.tokens
    found = [
        i for i in children.get(head, ()) if tokens.dep[i] == "conj" and tokens.pos[i] in {"NOUN", "PROPN", "PRON"}
    ]
    return [j for i in found for j in (i, *_conjuncts(annotated, i, children))]


def _of_verb(
    annotated: Annotated, used: tuple[int, ...], trigger: Trigger, children: Children
) -> Iterator[tuple[str, int]]:
    tokens, token = annotated.tokens, used[0]
    head = tokens.head[token] if tokens.dep[token] == "auxpass" else token
    if trigger.mapping == "states" and tokens.dep[token] in {"acomp", "attr", "advmod", "oprd"}:
        head = tokens.head[token]
    elif trigger.mapping == "states" and (being := membership(annotated, token)) is not None:
        head = being
    clause = clause_of(annotated, head, children)
    last = used[-1]
    if trigger.mapping == "verbs":
        yield from _transitive(clause, trigger)
        yield from _after_phrase(annotated, last, token, children, trigger.to.object)
    elif trigger.mapping == "states" and tokens.dep[token] == "amod":
        yield "patient", tokens.head[token]
    else:
        there = _existing(annotated, head, children)
        undergoes = clause.subject if there is None else there
        if undergoes is not None:
            yield "patient", undergoes
        if trigger.mapping == "held":
            yield from _holder(annotated, last, children)
        elif trigger.mapping == "own_by":
            yield from (("cause", j) for j in _objects_after(annotated, last, children))
        elif clause.object is not None and not clause.passive and trigger.to.object == "place":
            yield "place", clause.object
        if clause.passive and clause.agent is not None:
            yield "agent", clause.agent
    yield from _circumstances(annotated, clause, head, trigger, children)


def _existing(annotated: Annotated, verb: int, children: Children) -> int | None:
    """What there is: "there were nine anglers on board"."""
    own = children.get(verb, ())
    if not any(annotated.tokens.dep[i] == "expl" for i in own):
        return None
    return next((i for i in own if annotated.tokens.dep[i] == "attr"), None)


def _transitive(clause: Clause, trigger: Trigger) -> Iterator[tuple[str, int]]:
    if clause.passive:
        if clause.subject is not None:
            yield trigger.to.object, clause.subject
        if clause.agent is not None:
            yield trigger.to.subject, clause.agent
        return
    if clause.subject is not None:
        yield trigger.to.subject, clause.subject
    if clause.object is not None:
        yield trigger.to.object, clause.object
    if clause.recipient is not None:
        yield "recipient", clause.recipient


def _after_phrase(
    annotated: Annotated, last: int, token: int, children: Children, role: str
) -> Iterator[tuple[str, int]]:
    """What stands behind a phrase that ends in a noun or preposition: "took control of the town", "fired on them"."""
    if last == token:
        return
    tokens = annotated.tokens
    if tokens.pos[last] in {"NOUN", "PROPN"}:
        of = [i for i in children.get(last, ()) if tokens.lemma[i] in {"of", "over"}]
        # The parser may hang "of the town" on the verb.
        of += [i for i in children.get(token, ()) if tokens.lemma[i] in {"of", "over"} and i > last]
        yield from ((role, j) for i in of for j in children.get(i, ()) if tokens.dep[j] == "pobj")
    elif tokens.pos[last] in {"ADP", "SCONJ", "PART"}:
        yield from ((role, j) for j in _objects_after(annotated, last, children))


def _objects_after(annotated: Annotated, prep: int, children: Children) -> list[int]:
    tokens = annotated.tokens
    return [j for j in children.get(prep, ()) if tokens.dep[j] in {"pobj", "pcomp"} and j > prep]


def _holder(annotated: Annotated, last: int, children: Children) -> Iterator[tuple[str, int]]:
    """Whose hands: "in the hands of the rebels", "in rebel hands"."""
    tokens = annotated.tokens
    for child in children.get(last, ()):
        if tokens.lemma[child] == "of":
            yield from (("agent", j) for j in children.get(child, ()) if tokens.dep[j] == "pobj")
        elif tokens.dep[child] in {"amod", "compound", "poss", "nmod"}:
            yield "agent", child


def _of_noun(
    annotated: Annotated, used: tuple[int, ...], trigger: Trigger, children: Children
) -> Iterator[tuple[str, int]]:
    """The roles of a noun: "the capture of the mill by the rebels", "the miners' surrender"."""
    tokens = annotated.tokens
    token = used[0]
    of = [j for i in children.get(token, ()) if tokens.lemma[i] in {"of", "on"} for j in children.get(i, ())]
    by = [j for i in children.get(token, ()) if tokens.lemma[i] == "by" for j in children.get(i, ())]
    owner = [i for i in children.get(token, ()) if tokens.dep[i] == "poss" and not _is_timely(annotated, i)]
    if of:
        yield trigger.to.object, of[0]
    if by:
        yield trigger.to.subject, by[0]
    if owner:
        yield (trigger.to.subject if of else trigger.to.object), owner[0]
    place_words = words("predicates", "lists", "place_prepositions")
    for child in children.get(token, ()):
        if tokens.lemma[child] in place_words:
            yield from (("place", j) for j in children.get(child, ()) if is_place(annotated, j))


def _circumstances(
    annotated: Annotated, clause: Clause, verb: int, trigger: Trigger, children: Children
) -> Iterator[tuple[str, int]]:
    """Where, why, with what and to whom, from the prepositional phrases and adverbs around a verb."""
    tokens = annotated.tokens
    lists = {
        name: words("predicates", "lists", f"{name}_prepositions")
        for name in ("place", "motion", "cause", "instrument")
    }
    for prep, obj in clause.preps:
        word = tokens.lemma[prep]
        why = word in lists["cause"] or (
            word == "over" and trigger.to.name in words("predicates", "lists", "over_is_cause")
        )
        if why and not is_place(annotated, obj):
            yield "cause", obj
        elif (word in lists["place"] or word in lists["motion"]) and _is_where(annotated, word, obj):
            yield "place", obj
        elif word == "to" and tokens.head[prep] == verb and not _is_timely(annotated, obj):
            yield "recipient", obj
        elif word in lists["instrument"] and tokens.head[prep] == verb and _is_tool(annotated, obj, trigger):
            yield "instrument", obj
    for child in children.get(verb, ()):
        if tokens.dep[child] == "advcl" and any(
            tokens.dep[i] == "mark" and tokens.lemma[i] in {"because", "as", "since"} for i in children.get(child, ())
        ):
            yield "cause", child
        elif tokens.pos[child] == "ADV" and is_place(annotated, child):
            yield "place", child


def _is_tool(annotated: Annotated, token: int, trigger: Trigger) -> bool:
    """Whether it was done with it: "blew it up with explosives"; not "sank with 40 sailors aboard"."""
    return trigger.mapping == "verbs" and not is_person(annotated.tokens.lemma[token])


def _is_where(annotated: Annotated, preposition: str, token: int) -> bool:
    """Whether the object of a preposition is a place; behind "in" and "near" a name that is no date is one."""
    tokens = annotated.tokens
    if is_place(annotated, token):
        return True
    named = tokens.pos[token] == "PROPN" and preposition in {"in", "near", "outside", "inside", "at"}
    return named and not _is_timely(annotated, token)


def _is_timely(annotated: Annotated, token: int) -> bool:
    entity = annotated.tokens.entity[token]
    return entity >= 0 and annotated.entities[entity].label in {
        "DATE",
        "TIME",
        "PERCENT",
        "CARDINAL",
        "MONEY",
        "QUANTITY",
    }


def role_of(annotated: Annotated, role: str, head: int, children: Children, named: Named) -> Role:
    """The role that a noun plays, by the name that the report gives it, else by its own words."""
    meant = _meant(annotated, head, children)
    first, end = noun_span(annotated, meant, children)
    span = annotated.span(first, end)
    entity = annotated.tokens.entity[meant]
    known = named(span)
    if known is None and entity >= 0:
        known = named(annotated.entities[entity].span)
    if known is not None:
        group = known[1] in {ReferentKind.GROUP, ReferentKind.UNNAMED_GROUP, ReferentKind.UNKNOWN, ReferentKind.THING}
        return Role(role=role, span=span, name=_uncounted(known[0]) if group else known[0], kind=known[1])
    if entity >= 0 and annotated.entities[entity].label in _KINDS:
        found = annotated.entities[entity]
        bare = _without_article(found.span.of(annotated.text))
        kind = _KINDS[found.label]
        if role == "place" and kind is not ReferentKind.FACILITY:
            kind = ReferentKind.PLACE  # what stands behind "in" is a place, whatever the tagger took it for
        return Role(role=role, span=found.span, name=bare, kind=kind)
    kind = ReferentKind.PLACE if role == "place" else ReferentKind.UNKNOWN
    return Role(role=role, span=span, name=phrase_of(annotated, meant, children), kind=kind)


def _meant(annotated: Annotated, head: int, children: Children) -> int:
    """The noun that a number or quantifier stands before: "hundreds of people", "in front of the mill"."""
    tokens = annotated.tokens
    part = tokens.lemma[head] in words("predicates", "lists", "place_parts")
    if tokens.lemma[head] in words("places", "areas"):
        # "The port city of Tarn" is Tarn.
        inner = [j for i in children.get(head, ()) if tokens.lemma[i] == "of" for j in children.get(i, ())]
        return next((j for j in inner if tokens.pos[j] == "PROPN"), head)
    if part or tokens.lemma[head] in _QUANTIFIERS or tokens.pos[head] == "NUM":
        inner = [j for i in children.get(head, ()) if tokens.lemma[i] == "of" for j in children.get(i, ())]
        inner = [j for j in inner if tokens.dep[j] == "pobj"]
        if inner:
            return inner[0]
    return head


def phrase_of(annotated: Annotated, head: int, children: Children) -> str:
    """A noun and what narrows it: lower case, singular, no article, no number."""
    tokens = annotated.tokens
    before = _narrowing(annotated, head, children)
    idle = words("predicates", "lists", "idle_adjectives")
    before = [i for i in before if tokens.pos[i] not in _EMPTY and tokens.lemma[i] not in idle]
    if tokens.pos[head] == "NUM":
        return "people"  # "nine thousand came"
    word = tokens.text[head] if tokens.pos[head] == "PROPN" else tokens.text[head].lower()
    if tokens.tag[head] in {"NNS", "NNPS"}:
        word = one_of(word, tokens.lemma[head])
    elif tokens.pos[head] in {"VERB", "AUX", "ADJ"}:
        word = tokens.lemma[head]
    return " ".join([*(tokens.text[i].lower() for i in before), word])


def _narrowing(annotated: Annotated, head: int, children: Children) -> list[int]:
    """The words before a noun that narrow it, and those that narrow these ("the Tarn steel plant")."""
    tokens = annotated.tokens
    own = [i for i in children.get(head, ()) if i < head and tokens.dep[i] in _NARROWING]
    return sorted(j for i in own for j in (*_narrowing(annotated, i, children), i))


def _uncounted(name: str) -> str:
    """A group's name without the number before it: "640 sailors" and "more than 600 sailors" are one."""
    found = figures(name, 0, len(name)) if " " in name else []
    if not found or found[0].span.start != 0:
        return name
    rest = name[found[0].span.end :].strip().removeprefix("of ")
    return _without_article(rest) or name


def _without_article(name: str) -> str:
    head, _, rest = name.partition(" ")
    return rest if rest and head.lower() in {"the", "a", "an"} else name
