"""Who a verb's speaker is: its own subject, or the one that the grammar hands down to it."""

from sayso.attribute.syntax import SUBJECTS, Syntax

_CLAUSES = ("conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "auxpass")


def subject_of(syntax: Syntax, verb: int) -> int | None:
    """The token heading the verb's subject, or None.

    A coordinated verb shares its first verb's subject, an infinitive its governor's, a participle ("…, adding that")
    the main clause's or the noun's that it modifies; the passive's agent ("was reported by X") wins over its subject.
    """
    dep, tag, head = (syntax.annotated.tokens.dep, syntax.annotated.tokens.tag, syntax.annotated.tokens.head)
    at = verb
    for _ in range(6):
        agent = syntax.child(at, "agent")
        if agent is not None and at == verb:
            return syntax.child(agent, "pobj")
        own = next((c for c in syntax.children[at] if dep[c] in SUBJECTS), None)
        if own is not None:
            return None if dep[own] == "expl" else own
        parent = head[at]
        if parent == at:
            return None
        if dep[at] == "acl":
            return parent if tag[at] in {"VBG", "VB", "TO"} or at != verb else None
        if dep[at] == "relcl":
            return parent
        if dep[at] == "xcomp" and (handed := syntax.child(parent, "dobj")) is not None and handed < at:
            return handed
        if dep[at] == "pcomp" and dep[parent] == "prep":
            at = head[parent]
            continue
        if dep[at] not in _CLAUSES:
            return None
        at = parent
    return None


def source_range(syntax: Syntax, subject: int, cue: int) -> tuple[int, int]:
    """The noun phrase around the subject with its modifiers and appositions, not reaching over the cue."""
    first, end = syntax.left[subject], syntax.right[subject]
    if subject < cue:
        end = min(end, cue)
    else:
        first = max(first, cue + 1)
    while end - 1 > subject and syntax.lower(end - 1) in {",", "-", "--", "–", "—"}:
        end -= 1
    return first, max(end, subject + 1)
