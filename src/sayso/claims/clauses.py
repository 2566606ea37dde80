"""The arguments of a verb or noun: subject, object and prepositional phrases, through passives and relative clauses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.labels import is_person
from sayso.nouns import Annotated

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "obj", "oprd"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LEFT = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "case", "advmod", "punct"})
_STEPS = 5

Children = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate's arguments as tokens; `preps` are (preposition token, its object) in text order."""

    passive: bool
    subject: int | None
    object: int | None
    recipient: int | None
    agent: int | None
    preps: tuple[tuple[int, int], ...]


def children_of(annotated: Annotated, first: int, end: int) -> Children:
    """The tokens between two, each under its head."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for token in range(first, end):
        if annotated.tokens.head[token] != token:
            found[annotated.tokens.head[token]].append(token)
    return found


def clause_of(annotated: Annotated, verb: int, children: Children) -> Clause:
    """The arguments of a verb (or of an adjective behind "be")."""
    tokens = annotated.tokens
    own = children.get(verb, ())
    passive = is_passive(annotated, verb, children)
    subject = _subject(annotated, verb, children, _STEPS)
    objects = [_antecedent(annotated, i, verb) for i in own if tokens.dep[i] in _OBJECTS]
    if not objects and tokens.dep[verb] == "relcl" and not passive and subject not in {None, tokens.head[verb]}:
        # "the hill the rebels took": the relative clause's noun is the object.
        objects = [tokens.head[verb]]
    attributes = [i for i in own if tokens.dep[i] in {"attr", "acomp"}]
    by = [i for i in own if tokens.dep[i] == "agent"]
    preps = tuple(_preps(annotated, verb, children))
    return Clause(
        passive=passive,
        subject=subject,
        object=objects[0] if objects else (attributes[0] if attributes and tokens.lemma[verb] != "be" else None),
        recipient=next((i for i in own if tokens.dep[i] == "dative" and tokens.pos[i] in _NOMINAL), None),
        agent=next((j for i in by for j in children.get(i, ()) if tokens.dep[j] == "pobj"), None),
        preps=preps,
    )


def _antecedent(annotated: Annotated, token: int, verb: int) -> int:
    """The noun that "which" and "that" stand for, or the token itself."""
    tokens = annotated.tokens
    return tokens.head[verb] if tokens.tag[token] == "WDT" and tokens.dep[verb] == "relcl" else token


def is_passive(annotated: Annotated, verb: int, children: Children) -> bool:
    """Whether a verb form is passive: "was taken", or "the men taken at the bridge"."""
    tokens = annotated.tokens
    own = children.get(verb, ())
    if any(tokens.dep[i] in {"auxpass", "nsubjpass"} for i in own):
        return True
    if tokens.tag[verb] != "VBN" or any(tokens.dep[i] == "aux" and tokens.lemma[i] == "have" for i in own):
        return False
    if tokens.dep[verb] in {"acl", "amod"}:
        # With an object of its own it is an active verb that the parser hung on its subject.
        return not any(tokens.dep[i] in _OBJECTS for i in own)
    head = tokens.head[verb]
    if tokens.dep[verb] == "acomp":
        return tokens.lemma[head] == "be"  # "are visibly injured"
    # "were caught and shot": the second participle shares the first one's auxiliary.
    return (
        tokens.dep[verb] == "conj"
        and head != verb
        and not _has_subject(tokens.dep, own)
        and (tokens.tag[head] == "VBN" and is_passive(annotated, head, children))
    )


def _has_subject(deps: Sequence[str], own: Sequence[int]) -> bool:
    return any(deps[i] in _SUBJECTS for i in own)


def _subject(annotated: Annotated, verb: int, children: Children, steps: int) -> int | None:  # noqa: PLR0911 - one return a rule reads better than a nest
    """The subject: the verb's own, the relative clause's noun, or the one that it shares with the verb above."""
    tokens = annotated.tokens
    own = next((i for i in children.get(verb, ()) if tokens.dep[i] in _SUBJECTS and tokens.dep[i] != "expl"), None)
    dep, head = tokens.dep[verb], tokens.head[verb]
    if own is not None:
        relative = tokens.tag[own] in {"WP", "WDT"} and tokens.lemma[own] in {"who", "which", "that"}
        if relative and dep == "relcl":
            return head
        return own
    if head == verb or steps <= 0:
        return None
    if dep in {"acl", "amod", "relcl"} and tokens.pos[head] in _NOMINAL:
        # "A plan to close the mill": the plan does not close it.
        infinitive = any(tokens.tag[i] == "TO" for i in children.get(verb, ()))
        return None if infinitive and not is_person(tokens.text[head].lower()) else head
    if dep == "xcomp":
        # "forced them to leave": the object of the verb above does it.
        above = next((i for i in children.get(head, ()) if tokens.dep[i] in {"dobj", "nsubjpass"}), None)
        return above if above is not None else _subject(annotated, head, children, steps - 1)
    if dep in {"conj", "advcl", "ccomp", "dep", "pcomp", "prep", "acomp"} and tokens.pos[head] in {
        "VERB",
        "AUX",
        "ADP",
        "SCONJ",
        "ADJ",
    }:
        return _subject(annotated, head, children, steps - 1)
    return None


def _preps(annotated: Annotated, head: int, children: Children) -> list[tuple[int, int]]:
    """The prepositional phrases of a verb, of its objects, and those nested in one another ("at the mill in Tarn")."""
    tokens = annotated.tokens
    found: list[tuple[int, int]] = []
    todo = [(head, 0)]
    while todo:
        at, depth = todo.pop()
        for child in children.get(at, ()):
            dep = tokens.dep[child]
            if dep in {"prep", "agent", "dative"} and tokens.pos[child] in {
                "ADP",
                "SCONJ",
                "ADJ",
                "PART",
                "VERB",
                "ADV",
            }:
                objects = [j for j in children.get(child, ()) if tokens.dep[j] in {"pobj", "pcomp"}]
                # "because of the fog", "out of the well": the noun may hang on either word.
                objects = [k for j in objects for k in _nominal(annotated, j, children)]
                found += [(child, j) for j in objects]
                todo += [(j, depth + 1) for j in (*objects, child) if depth < 3]
            elif (dep in _OBJECTS or dep in {"attr", "advmod", "prt", "acomp"}) and depth < 2:
                todo.append((child, depth + 1))
    return sorted(found)


def _nominal(annotated: Annotated, token: int, children: Children) -> list[int]:
    if annotated.tokens.pos[token] not in {"ADP", "SCONJ"}:
        return [token]
    return [j for j in children.get(token, ()) if annotated.tokens.dep[j] in {"pobj", "pcomp"}]


def noun_span(annotated: Annotated, head: int, children: Children) -> tuple[int, int]:
    """The first and end token of a noun phrase without what follows its head."""
    tokens = annotated.tokens
    first = head
    for child in sorted(children.get(head, ()), reverse=True):
        if child < head and tokens.dep[child] in _LEFT:
            first = min(first, _leftmost(child, children))
    entity = tokens.entity[head]
    if entity >= 0:
        named = annotated.entities[entity]
        return min(first, named.first), max(head + 1, named.end)
    return first, head + 1


def _leftmost(token: int, children: Children) -> int:
    first = token
    for _ in range(8):
        left = [i for i in children.get(first, ()) if i < first]
        if not left:
            return first
        first = left[0]
    return first


def membership(annotated: Annotated, token: int) -> int | None:
    """The "be" that puts its subject among those that a token stands for: "she was among the missing"."""
    tokens = annotated.tokens
    prep = tokens.head[token]
    if tokens.dep[token] != "pobj" or tokens.lemma[prep] not in {"among", "of"}:
        return None
    over = tokens.head[prep]
    if tokens.lemma[prep] == "of":
        # "she is one of those killed"
        over = tokens.head[over] if tokens.lemma[over] == "one" and tokens.dep[over] == "attr" else over
    return over if tokens.lemma[over] == "be" and over != token else None
