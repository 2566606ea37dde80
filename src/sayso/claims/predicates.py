"""What happened or holds: the classes of the status lexicon that a claim's words name, with who plays which part."""

from dataclasses import dataclass, replace

from sayso.claims.clauses import Children, children_of, membership
from sayso.claims.matching import matches
from sayso.claims.roles import Named, phrase_of, role_of, roles_of
from sayso.claims.statuses import Class, Trigger, triggers
from sayso.nouns import Annotated, Pieces, Predicate, Role, Span

_DEPTH = 30
"""How far up a token's chain of heads is followed; a real sentence has fewer levels."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A trigger in the text: its main token, all its tokens, and how far below the content's root it stands."""

    token: int
    used: tuple[int, ...]
    trigger: Trigger
    depth: int


def predicates(annotated: Annotated, content: Pieces, named: Named) -> tuple[Predicate, ...]:
    """The predicates inside `content`, the main one first, then as they stand in the text.

    Where no class of the lexicon is named by the content's main verb or adjective, its lemma stands for itself ("to
    repaint", "be fair"), without a frame.
    """
    inside = [token for piece in content for token in annotated.tokens_in(piece)]
    if not inside:
        return ()
    held = frozenset(inside)
    sentences = {annotated.tokens.sentence[token] for token in inside}
    first = min(annotated.sentences[s].first for s in sentences)
    end = max(annotated.sentences[s].end for s in sentences)
    children = children_of(annotated, first, end)
    depths = {token: _depth(annotated, token, held) for token in inside}
    found = _find(annotated, inside, children, depths)
    found = [hit for hit in found if not _is_argument(annotated, hit, found)]
    # "Called a march for Monday" gives nothing a name.
    found = [hit for hit in found if hit.trigger.to.frame != "label" or _label(annotated, hit, children)]
    main = _main(annotated, inside, found, depths)
    made = [_predicate(annotated, hit, children, named) for hit in found]
    made = [replace(one, roles=_inside(one.roles, content)) for one in made]
    if isinstance(main, int):
        made.insert(0, _plain(annotated, main, children, named))
    elif main is not None:
        at = found.index(main)
        made.insert(0, made.pop(at))
    return tuple(made)


def _inside(roles: tuple[Role, ...], content: Pieces) -> tuple[Role, ...]:
    """The roles without circumstances from outside of the content: where the speaker sits is no part of what is said.

    Who does it may stand outside: "the blast killed 12 | and wounded 30".
    """
    return tuple(
        role
        for role in roles
        if role.role in {"agent", "patient"} or any(role.span.overlaps(piece) for piece in content)
    )


def _depth(annotated: Annotated, token: int, held: frozenset[int]) -> int:
    """How many heads lie between a token and the root of the content."""
    depth, at = 0, token
    heads = annotated.tokens.head
    while heads[at] != at and heads[at] in held and depth < _DEPTH:
        at = heads[at]
        depth += 1
    return depth


def _find(annotated: Annotated, inside: list[int], children: Children, depths: dict[int, int]) -> list[_Found]:
    """The triggers in the content, each token in one only; longer ones go first."""
    tokens = annotated.tokens
    # Most triggers of several words fail because one of them is nowhere near; asking that first costs little.
    span = range(inside[0], annotated.sentences[tokens.sentence[inside[-1]]].end)
    said = {tokens.lemma[i] for i in span} | {tokens.text[i].lower() for i in span}
    candidates: list[_Found] = []
    for token in inside:
        for trigger in _triggers_at(annotated, token):
            if not trigger.needs <= said:
                continue
            used = matches(annotated, trigger, token, children)
            if used is not None and used[-1] in depths:
                candidates.append(_Found(token, used, trigger, depths[token]))
                break
    candidates.sort(key=lambda hit: (-len(hit.used), hit.token))
    taken: set[int] = set()
    kept = []
    for hit in candidates:
        if not taken & set(hit.used):
            taken |= set(hit.used)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.token)


def _is_argument(annotated: Annotated, hit: _Found, found: list[_Found]) -> bool:
    """Whether a noun says no more than the verb that it hangs on: "a blaze broke out", "sirens warned"."""
    head = annotated.tokens.head[hit.token]
    return hit.trigger.mapping == "nouns" and any(
        other.trigger.to.name == hit.trigger.to.name and head in other.used and other is not hit for other in found
    )


def _triggers_at(annotated: Annotated, token: int) -> tuple[Trigger, ...]:
    """The triggers that may begin at a token: by its lemma, and by its form ("missing" is no form of "miss")."""
    lemma, form = annotated.tokens.lemma[token], annotated.tokens.text[token].lower()
    by_lemma = triggers().get(lemma, ())
    if form == lemma:
        return by_lemma
    by_form = [trigger for trigger in triggers().get(form, ()) if trigger.mapping == "states"]
    # A verb tells more than the state that it leads to: "was captured by …".
    return (
        tuple(sorted((*by_lemma, *by_form), key=lambda trigger: trigger.weight, reverse=True)) if by_form else by_lemma
    )


def _main(
    annotated: Annotated, inside: list[int], found: list[_Found], depths: dict[int, int]
) -> "_Found | int | None":
    """The predicate that the content is about: a trigger, or a token that the lexicon does not know."""
    tokens = annotated.tokens
    roots = [i for i in inside if depths[i] == 0 and tokens.pos[i] in {"VERB", "AUX"}]
    root = roots[0] if roots else None
    if root is None:
        return min(found, key=lambda hit: (hit.depth, hit.token), default=None)
    here = next((hit for hit in found if root in hit.used or _complements(annotated, hit, root)), None)
    if here is not None and here.trigger.to.aspect:
        # "continues to resist": what is continued is the point.
        below = [hit for hit in found if tokens.head[hit.token] == here.token and tokens.dep[hit.token] == "xcomp"]
        return below[0] if below else here
    if here is not None:
        return here
    listed = next((hit for hit in found if root in _memberships(annotated, hit)), None)
    if listed is not None:
        return listed
    below = [
        hit for hit in found if tokens.head[hit.token] == root and tokens.dep[hit.token] in {"xcomp", "acomp", "attr"}
    ]
    return below[0] if below else _content_word(annotated, inside, root)


def _memberships(annotated: Annotated, hit: _Found) -> frozenset[int | None]:
    """The "be" of "was among the missing" and "was among those who were hurt", where the predicate stands so."""
    over = annotated.tokens.head[hit.token] if annotated.tokens.dep[hit.token] in {"relcl", "acl"} else hit.token
    return frozenset({membership(annotated, hit.token), membership(annotated, over)})


def _complements(annotated: Annotated, hit: _Found, root: int) -> bool:
    """Whether an adjective or participle carries the meaning of "be": "are missing"."""
    tokens, token = annotated.tokens, hit.token
    return (
        hit.trigger.mapping == "states"
        and tokens.head[token] == root
        and tokens.lemma[root] == "be"
        and tokens.dep[token] in {"acomp", "attr", "advmod"}
    )


def _content_word(annotated: Annotated, inside: list[int], root: int) -> int | None:
    tokens = annotated.tokens
    if tokens.lemma[root] != "be":
        return root
    said = [i for i in inside if tokens.head[i] == root and tokens.dep[i] in {"acomp", "attr"}]
    return said[0] if said else root


def _predicate(annotated: Annotated, hit: _Found, children: Children, named: Named) -> Predicate:
    to = hit.trigger.to
    roles = roles_of(annotated, hit.used, hit.trigger, children, named)
    span = Span(annotated.tokens.start[min(hit.used)], annotated.tokens.end[max(hit.used)])
    if hit.trigger.mapping == "nouns" and not roles and hit.depth > 0:
        # "The strike is over" mentions a strike and does not say that anybody is on strike.
        return Predicate(name=to.name, span=span)
    return Predicate(
        name=to.name,
        span=span,
        frame=to.frame,
        value=_label(annotated, hit, children) if to.frame == "label" else _value(to, roles),
        roles=roles,
    )


def _value(to: Class, roles: tuple[Role, ...]) -> str | None:
    """The frame's value; "@agent" and "@place" become the name that fills the role, or None where nothing does."""
    if to.value is None or "@" not in to.value:
        return to.value
    before, _, wanted = to.value.partition("@")
    name = next((role.name for role in roles if role.role == wanted), None)
    return before + name if name else None


def _label(annotated: Annotated, hit: _Found, children: Children) -> str | None:
    """What something is called: "called it a riot", "seen as criminals"."""
    tokens = annotated.tokens
    own = children.get(hit.token, ())
    named = [i for i in own if tokens.dep[i] in {"oprd", "attr"} and tokens.pos[i] in {"NOUN", "PROPN", "ADJ"}]
    below = [
        j for i in own if tokens.lemma[i] == "as" for j in children.get(i, ()) if tokens.dep[j] in {"pobj", "amod"}
    ]
    # "call it a riot" may be parsed as a small clause: "it" the subject of "riot".
    small = [i for i in own if tokens.dep[i] == "ccomp" and tokens.pos[i] in {"NOUN", "ADJ"}]
    found = named or below or small
    return phrase_of(annotated, found[0], children) if found else None


def _plain(annotated: Annotated, token: int, children: Children, named: Named) -> Predicate:
    """A predicate that stands for its own lemma: "to repaint", "be fair"."""
    tokens = annotated.tokens
    head = tokens.head[token]
    if tokens.dep[token] == "attr" and tokens.lemma[head] == "be":
        return _identity(annotated, token, children, named)
    mapping = "states" if tokens.pos[token] == "ADJ" else "verbs"
    name = f"{'be' if mapping == 'states' else 'to'} {tokens.lemma[token]}"
    to = Class(name, None, None, counts=False, aspect=False, subject="agent", object="patient")
    trigger = Trigger((tokens.lemma[token],), mapping, to)
    roles = roles_of(annotated, (token,), trigger, children, named)
    return Predicate(name=to.name, span=annotated.span(token, token + 1), roles=roles)


def _identity(annotated: Annotated, token: int, children: Children, named: Named) -> Predicate:
    """What the subject is said to be: "it was a riot"; of "there is no exit" that it exists."""
    head = annotated.tokens.head[token]
    if any(annotated.tokens.dep[i] == "expl" for i in children.get(head, ())):
        patient = role_of(annotated, "patient", token, children, named)
        return Predicate(name="exist", span=annotated.span(head, head + 1), roles=(patient,))
    to = Class("label", "label", None, counts=False, aspect=False, subject="patient", object="patient")
    roles = roles_of(annotated, (head, token), Trigger(("be",), "own", to), children, named)
    return Predicate(
        name="label",
        span=annotated.span(token, token + 1),
        frame="label",
        value=phrase_of(annotated, token, children),
        roles=roles,
    )


__all__ = ["Named", "predicates"]
