"""Cue verbs with what follows them: "said that …", "promised to …", "called for …", "accused X of …"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range, is_passive

_WH = frozenset({"what", "why", "how", "who", "whom", "whose", "where", "when", "which"})
_FOLLOWS = frozenset(
    {"prep", "advcl", "advmod", "npadvmod", "punct", "relcl", "acl", "ccomp", "xcomp", "dobj", "agent"}
)


def reported(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each way in which each verb's complement may be a content."""
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax)):
        if tokens.pos[verb] not in {"VERB", "AUX"} or tokens.dep[verb] in {"aux", "auxpass"}:
            continue
        for shape, first, end in _complements(syntax, verb):
            yield from candidate(syntax, verb, shape, ((first, end),))


def candidate(syntax: Syntax, verb: int, shape: str, content: tuple[tuple[int, int], ...]) -> Iterator[Candidate]:
    """The candidate for one verb and content, if a content is left once the source is taken out."""
    subject = subject_of(syntax, verb)
    source = () if subject is None else (source_range(syntax, subject, verb),)
    cue = cue_range(syntax, verb)
    if subject is not None and any(first <= subject < end for first, end in content):
        return
    pieces = syntax.pieces(*content)
    if not pieces:
        return
    particle = syntax.child(verb, "prt")
    lemma = syntax.annotated.tokens.lemma[verb]
    yield Candidate(
        head=verb,
        family="verb",
        lemma=lemma if particle is None else f"{lemma}_{syntax.lower(particle)}",
        shape=shape + ("/passive" if is_passive(syntax, verb) else ""),
        source=syntax.pieces(*source),
        cue=syntax.pieces(cue),
        content=pieces,
        subject=subject,
    )


def _complements(syntax: Syntax, verb: int) -> Iterator[tuple[str, int, int]]:
    """Each complement right of the verb: its shape and token range."""
    dep, tag = syntax.annotated.tokens.dep, syntax.annotated.tokens.tag
    after = [c for c in syntax.children[verb] if c > verb]
    objects = [c for c in after if dep[c] in {"dobj", "dative"}]
    clause = next((c for c in after if dep[c] == "ccomp"), None)
    infinitive = next((c for c in after if dep[c] in {"xcomp", "advcl"} and _shape_of_xcomp(syntax, c)), None)
    if clause is not None:
        first = max(syntax.left[clause], verb + 1)
        yield clause_shape(syntax, clause, first), first, _end(syntax, verb, clause)
    elif infinitive is not None and dep[infinitive] == "xcomp":
        shape = _shape_of_xcomp(syntax, infinitive)
        if objects and objects[0] < infinitive:
            yield f"object+{shape}", syntax.left[objects[0]], _end(syntax, verb, infinitive)
        else:
            yield shape, max(syntax.left[infinitive], verb + 1), _end(syntax, verb, infinitive)
    elif objects:
        prep = next((c for c in after if dep[c] == "prep" and c > objects[0]), None)
        shape = "object" if prep is None else f"object+{syntax.lower(prep)}"
        yield shape, max(syntax.left[objects[0]], verb + 1), _end(syntax, verb, objects[0])
    else:
        for other in after:
            if dep[other] in {"prep", "oprd", "dep", "acomp", "attr"}:
                if dep[other] == "prep":
                    yield f"prep+{syntax.lower(other)}", other + 1, _end(syntax, verb, other)
                elif dep[other] == "oprd":
                    yield "oprd", max(syntax.left[other], verb + 1), _end(syntax, verb, other)
                break


def clause_shape(syntax: Syntax, clause: int, first: int) -> str:
    """How a clause is opened: "that", "whether", "wh", "quote", "small" (no finite verb) or "bare"."""
    opener = syntax.lower(first)
    if syntax.quotation[first] >= 0:
        return "quote"
    if opener == "that":
        return "that"
    if opener in {"whether", "if"}:
        return "whether"
    if opener in _WH:
        return "wh"
    if syntax.annotated.tokens.tag[clause] in {"VBD", "VBP", "VBZ", "MD"} or syntax.child(clause, "aux") is not None:
        return "bare"
    return "small"


def _shape_of_xcomp(syntax: Syntax, token: int) -> str | None:
    tag = syntax.annotated.tokens.tag[token]
    aux = syntax.child(token, "aux")
    if aux is not None and syntax.lower(aux) == "to":
        return "to"
    return "ing" if tag == "VBG" else "small"


def _end(syntax: Syntax, verb: int, complement: int) -> int:
    """Where the content ends: the complement and what trails behind it, before the next coordinated verb."""
    dep = syntax.annotated.tokens.dep
    end = syntax.right[complement]
    for other in syntax.children[verb]:
        if other < complement:
            continue
        if syntax.left[other] < end:
            end = max(end, syntax.right[other] if dep[other] in _FOLLOWS else end)
        elif dep[other] in _FOLLOWS:
            end = syntax.right[other]
        else:
            break
    return _without_tail(syntax, end, complement)


def _without_tail(syntax: Syntax, end: int, floor: int) -> int:
    while end - 1 > floor and syntax.lower(end - 1) in {".", ",", ";", ":", "-", "--", "—", "–"}:
        end -= 1
    return end
