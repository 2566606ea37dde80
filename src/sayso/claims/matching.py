"""Whether a trigger of the status lexicon stands at a token: its words in order, its arguments of the right kind."""

from collections.abc import Callable

from sayso.claims import numbers
from sayso.claims.clauses import Children, Clause, clause_of, membership
from sayso.claims.labels import is_person
from sayso.claims.statuses import Trigger, kind_words
from sayso.data import words
from sayso.nouns import Annotated

_GAP = 5
"""How many words "~" may stand for ("take four wounded sailors prisoner")."""
_BETWEEN = frozenset({"DET", "ADJ", "ADV", "PART", "NUM", "PUNCT"})
_REFLEXIVE = frozenset({"myself", "yourself", "himself", "herself", "itself", "ourselves", "yourselves", "themselves"})
_NO_EVENTS = frozenset({"DATE", "TIME", "ORG", "PERSON", "FAC", "GPE", "LOC", "PRODUCT", "WORK_OF_ART"})
"""Names and dates in which a noun of the lexicon is only a word: "the Free Meadows movement"."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def matches(annotated: Annotated, trigger: Trigger, token: int, children: Children) -> tuple[int, ...] | None:
    """The tokens of the trigger if it stands at `token`, else None."""
    if not _fits(annotated, trigger, token):
        return None
    used = _words(annotated, trigger.words, token)
    if used is None:
        return None
    if trigger.object_kind is None and trigger.subject_kind is None:
        return used
    return used if _kinds_fit(annotated, trigger, token, used, children) else None


def _fits(annotated: Annotated, trigger: Trigger, token: int) -> bool:
    """The part of speech: verbs for verbs, nouns for nouns; a participle can be a state."""
    pos, tag = annotated.tokens.pos[token], annotated.tokens.tag[token]
    if trigger.mapping == "nouns":
        entity = annotated.tokens.entity[token]
        named = entity >= 0 and annotated.entities[entity].label in _NO_EVENTS
        # "The fire brigade" is no fire.
        whole = annotated.tokens.dep[token] != "compound"
        return pos == "NOUN" and whole and not named and not _opens_date(annotated, token)
    if trigger.mapping == "states":
        return (
            pos == "ADJ"
            or (pos == "NOUN" and membership(annotated, token) is not None)
            or tag in {"JJ", "VBG"}
            or (tag == "VBN" and not _has_have(annotated, token))
            or (tag in {"RB", "IN", "RP"} and _is_predicated(annotated, token))
        )
    dep = annotated.tokens.dep[token]
    if dep == "auxpass":
        return trigger.words[0] == "be" and len(trigger.words) > 1
    return pos in {"VERB", "AUX"} and dep != "aux"


def _has_have(annotated: Annotated, token: int) -> bool:
    """Whether it is the perfect of a verb, and no state of the subject: "sirens had warned them"."""
    tokens = annotated.tokens
    auxiliaries = [i for i in range(max(0, token - 6), token) if tokens.head[i] == token]
    return any(tokens.lemma[i] == "have" and tokens.dep[i] == "aux" for i in auxiliaries) and not any(
        tokens.dep[i] == "auxpass" for i in auxiliaries
    )


def _opens_date(annotated: Annotated, token: int) -> bool:
    """Whether it is the edge of a stretch of time, and no end: "at the end of 2031", "since the start of May"."""
    tokens = annotated.tokens
    if token + 2 >= len(tokens) or tokens.lemma[token + 1] != "of":
        return False
    entities = (tokens.entity[i] for i in range(token + 2, min(token + 4, len(tokens))))
    return any(index >= 0 and annotated.entities[index].label in {"DATE", "TIME"} for index in entities)


def _is_predicated(annotated: Annotated, token: int) -> bool:
    """Whether it is a small word behind "be" that nothing follows: "the strike is over"; but not "is full as well"."""
    tokens = annotated.tokens
    head = tokens.head[token]
    if token and tokens.lemma[token - 1] == "as":
        return False
    return tokens.lemma[head] == "be" and not any(
        tokens.head[i] == token and tokens.dep[i] == "pobj" for i in range(token + 1, min(token + 6, len(tokens)))
    )


def _words(annotated: Annotated, lemmas: tuple[str, ...], token: int) -> tuple[int, ...] | None:
    """The tokens of the phrase's words; small words may stand between them, and more where it says "~"."""
    tokens = annotated.tokens
    used = [token]
    stop = annotated.sentences[tokens.sentence[token]].end
    at, gap = token + 1, False
    for lemma in lemmas[1:]:
        if lemma == "~":
            gap = True
            continue
        limit = min(stop, at + _GAP)
        while at < limit and not _is_word(annotated, lemma, at):
            small = tokens.pos[at] in _BETWEEN or (tokens.pos[at] == "PRON" and tokens.dep[at] == "poss")
            particle_shift = tokens.pos[at] in {"NOUN", "PROPN", "PRON"} and _is_particle(annotated, lemma, at, limit)
            if not gap and not small and not particle_shift:
                return None
            at += 1
        if at >= limit:
            return None
        used.append(at)
        at, gap = at + 1, False
    return tuple(used)


def _is_particle(annotated: Annotated, lemma: str, at: int, limit: int) -> bool:
    """Whether the phrase's particle follows the object: "lay the staff off"."""
    tokens = annotated.tokens
    return any(tokens.dep[i] == "prt" and tokens.lemma[i] == lemma for i in range(at, limit))


def _is_word(annotated: Annotated, lemma: str, at: int) -> bool:
    if lemma == "~self":
        return annotated.tokens.text[at].lower() in _REFLEXIVE
    return annotated.tokens.lemma[at] == lemma or annotated.tokens.text[at].lower() == lemma


def _kinds_fit(annotated: Annotated, trigger: Trigger, token: int, used: tuple[int, ...], children: Children) -> bool:
    clause = clause_of(annotated, token, children)
    if trigger.object_kind is not None and not _object_fits(annotated, trigger, clause, used, children):
        return False
    if trigger.subject_kind is None:
        return True
    return clause.subject is not None and _is_kind(annotated, clause.subject, trigger.subject_kind, children)


def _object_fits(
    annotated: Annotated, trigger: Trigger, clause: Clause, used: tuple[int, ...], children: Children
) -> bool:
    """Whether what undergoes it is of the kind that the trigger wants; a place may stand behind "in" or "at"."""
    kind = str(trigger.object_kind)
    if kind == "none":
        return clause.object is None and not clause.passive
    if kind == "place" and trigger.mapping in {"own", "held"} and (clause.object is None or clause.passive):
        where = words("predicates", "lists", "place_prepositions") | words("predicates", "lists", "motion_prepositions")
        places = [obj for prep, obj in clause.preps if prep > used[0] and annotated.tokens.lemma[prep] in where]
        adverbs = [i for i in children.get(used[0], ()) if annotated.tokens.pos[i] == "ADV"]
        return any(is_place(annotated, i) for i in (*places, *adverbs))
    target = clause.subject if clause.passive else clause.object
    return target is not None and target not in used and _is_kind(annotated, target, kind, children)


def _is_kind(annotated: Annotated, token: int, kind: str, children: Children) -> bool:
    tokens = annotated.tokens
    if tokens.lemma[token] in {"some", "all", "most", "many", "hundred", "thousand", "dozen", "half", "none", "number"}:
        # "hundreds of people": what stands behind "of" is what is meant.
        inner = [j for i in children.get(token, ()) if tokens.lemma[i] == "of" for j in children.get(i, ())]
        token = inner[0] if inner else token
    test = _KINDS.get(kind)
    return test(annotated, token) if test else tokens.lemma[token] in kind_words(kind)


def is_place(annotated: Annotated, token: int) -> bool:
    """Whether a noun or adverb names a place."""
    tokens = annotated.tokens
    entity = tokens.entity[token]
    label = annotated.entities[entity].label if entity >= 0 else ""
    if label in _PLACES:
        return True
    # A quarter of the year is no part of a town.
    return tokens.lemma[token] in kind_words("place") and label not in {"PERSON", "DATE", "TIME"}


def _is_person(annotated: Annotated, token: int) -> bool:
    tokens = annotated.tokens
    entity = tokens.entity[token]
    label = annotated.entities[entity].label if entity >= 0 else ""
    if label in {"PERSON", "NORP"}:
        return True
    if tokens.pos[token] == "PRON":
        return tokens.lemma[token] not in {"it", "this", "that", "which", "what", "something", "everything", "nothing"}
    return is_person(tokens.text[token]) or is_person(tokens.lemma[token]) or tokens.pos[token] == "NUM"


def _is_number(annotated: Annotated, token: int) -> bool:
    tokens = annotated.tokens
    near = range(max(0, token - 2), token + 1)
    return any(tokens.pos[i] == "NUM" or numbers.value(tokens.text[i]) is not None for i in near)


def _is_money(annotated: Annotated, token: int) -> bool:
    tokens = annotated.tokens
    entity = tokens.entity[token]
    label = annotated.entities[entity].label if entity >= 0 else ""
    return label == "MONEY" or tokens.lemma[token] in kind_words("money") or tokens.text[token] in "$€£"


_KINDS: dict[str, Callable[[Annotated, int], bool]] = {
    "person": _is_person,
    "place": is_place,
    "thing": lambda annotated, token: not _is_person(annotated, token),
    "number": _is_number,
    "money": _is_money,
}
