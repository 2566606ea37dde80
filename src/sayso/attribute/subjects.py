"""Who a verb's speaker is: its own subject, or the one that the grammar hands down to it."""

from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.attribute.verbs import mistaken_subject
from sayso.data import words

_CLAUSES = ("conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "auxpass")


_STEPS = 6
"""How many clauses a subject is handed down; deeper ones are parses gone wrong."""


def subject_of(syntax: Syntax, verb: int) -> int | None:
    """The token heading the verb's subject, or None.

    A coordinated verb shares its first verb's subject, an infinitive its governor's, a participle ("…, adding that")
    the main clause's or the noun's that it modifies; the passive's agent ("was reported by X") wins over its subject.
    """
    agent = syntax.child(verb, "agent")
    if agent is not None:
        return syntax.child(agent, "pobj")
    dep = syntax.annotated.tokens.dep
    at: int | None = verb
    for _ in range(_STEPS):
        if at is None:
            break
        own = next((c for c in syntax.children[at] if dep[c] in SUBJECTS), None)
        if own is None:
            own = mistaken_subject(syntax, at)
        if own is not None:
            return None if dep[own] == "expl" else own
        if (speaker := _speaker_above(syntax, at)) is not None:
            at = speaker
            continue
        if (quoted := _quoted_as(syntax, at)) is not None:
            return quoted
        if (dated := _behind_day(syntax, at)) is not None:
            return dated
        noun = _noun_above(syntax, at, verb)
        if noun is not None:
            return noun
        at = _clause_above(syntax, at)
    return None


def _speaker_above(syntax: Syntax, at: int) -> int | None:
    """The cue verb that a second one goes with ("said it was early but added …"), not the clause it was hung on."""
    tokens = syntax.annotated.tokens
    parent = tokens.head[at]
    telling = words("cues", "tells", "asserts") | words("cues", "tells", "verbs")
    if tokens.dep[at] != "conj" or tokens.dep[parent] != "ccomp" or tokens.lemma[at] not in telling:
        return None
    above = tokens.head[parent]
    return above if above < parent and tokens.lemma[above] in telling else None


def _behind_day(syntax: Syntax, at: int) -> int | None:
    """The subject that the parse hung on the day before it ("On Monday Ruud, the head of the firm, had said …")."""
    days = words("cues", "times", "days")
    for prep in syntax.kids(at, "prep"):
        named = syntax.child(prep, "pobj") if prep < at and syntax.lower(prep) == "on" else None
        if named is not None and prep + 1 < named and syntax.lower(prep + 1) in days:
            return named
    return None


def _quoted_as(syntax: Syntax, at: int) -> int | None:
    """The speaker of "quoted the governor as saying …" and "he was quoted as saying …"."""
    tokens = syntax.annotated.tokens
    prep = tokens.head[at]
    verb = tokens.head[prep]
    if tokens.dep[at] != "pcomp" or syntax.lower(prep) != "as" or tokens.lemma[verb] not in {"quote", "cite"}:
        return None
    return syntax.child(verb, "nsubjpass", "dobj")


def _noun_above(syntax: Syntax, at: int, verb: int) -> int | None:
    """The noun that the clause modifies ("a letter saying …"), or the object that governs an infinitive."""
    tokens = syntax.annotated.tokens
    parent = tokens.head[at]
    if parent == at:
        return None
    if tokens.dep[at] == "relcl" or (tokens.dep[at] == "acl" and (tokens.tag[at] in {"VBG", "VB", "TO"} or at != verb)):
        return parent
    if tokens.dep[at] == "xcomp" and (handed := syntax.child(parent, "dobj")) is not None and handed < at:
        return handed
    return None


def _clause_above(syntax: Syntax, at: int) -> int | None:
    """The verb that hands its subject down, or None."""
    tokens = syntax.annotated.tokens
    parent = tokens.head[at]
    if parent == at or tokens.dep[at] not in _CLAUSES:
        return None
    if tokens.dep[at] == "pcomp" and tokens.dep[parent] == "prep":
        return tokens.head[parent]
    return parent


def source_range(syntax: Syntax, subject: int, cue: int) -> tuple[int, int]:
    """The noun phrase around the subject with its modifiers and appositions, not reaching over the cue."""
    first, end = syntax.left[subject], syntax.right[subject]
    if subject < cue:
        end = min(end, cue)
    else:
        first = max(first, cue + 1)
    named_day = syntax.annotated.tokens.pos[first] == "PROPN" and syntax.lower(first) in words("cues", "times", "days")
    if named_day and first < subject:
        first += 1  # "Monday Ruud" taken for a name
    while end - 1 > subject and syntax.lower(end - 1) in {",", "-", "--", "–", "—"}:
        end -= 1
    return first, max(end, subject + 1)
