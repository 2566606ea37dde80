"""What happened in a Russian claim, as the classes that comparing knows, with who plays which part."""

from functools import cache

from sayso.data import group, table, words
from sayso.nouns import Annotated, Pieces, Predicate, Role
from sayso.packs.russian.names import thing_name
from sayso.packs.russian.phrases import Clause


def happenings(annotated: Annotated, content: Pieces) -> tuple[Predicate, ...]:
    """The listed verbs in a content, in text order."""
    inside = [at for piece in content for at in annotated.tokens_in(piece)]
    within = frozenset(inside)
    return tuple(
        _predicate(annotated, at, *_classes()[annotated.tokens.lemma[at]], within)
        for at in inside
        if annotated.tokens.lemma[at] in _classes() and annotated.tokens.pos[at] in {"VERB", "ADJ"}
    )


def _predicate(annotated: Annotated, at: int, name: str, way: str, within: frozenset[int]) -> Predicate:
    tokens = annotated.tokens
    clause = Clause(annotated, annotated.sentences[tokens.sentence[at]])
    roles: list[Role] = []
    for child in clause.below.get(at, ()):
        role = _role(tokens.dep[child], way)
        if role is None or child not in within:
            continue
        first, end = clause.phrase(child, (at,))
        inside = tuple(i for i in range(first, end) if i in within)
        called, kind = thing_name(annotated, inside)
        if called:
            roles.append(Role(role=role, span=annotated.span(inside[0], inside[-1] + 1), name=called, kind=kind))
    known = table("predicates")["classes"]
    found = known.get(name) if isinstance(known, dict) else None
    entry = found if isinstance(found, dict) else {}
    frame, value = entry.get("frame"), entry.get("value")
    return Predicate(
        name=name,
        span=annotated.span(at, at + 1),
        frame=str(frame) if frame else None,
        value=str(value) if value else None,
        roles=tuple(roles),
    )


def _role(dep: str, way: str) -> str | None:
    """The part that something plays by how it hangs on the verb."""
    if dep == "nsubj:pass" or (dep == "nsubj" and way == "own"):
        return "patient"
    if dep == "nsubj":
        return "agent"
    return "patient" if dep == "obj" and way == "verbs" else None


@cache
def _classes() -> dict[str, tuple[str, str]]:
    """Each listed lemma with its class and whether its subject or its object undergoes it."""
    found: dict[str, tuple[str, str]] = {}
    for name, ways in group("russian", "classes").items():
        for way in ways if isinstance(ways, dict) else ():
            found |= dict.fromkeys(words("russian", "classes", name, way), (name, way))
    return found
