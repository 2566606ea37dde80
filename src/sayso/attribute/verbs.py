"""The verb group of a cue ("has repeatedly denied"), and whether a verb is passive."""

from sayso.attribute.syntax import Syntax

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})


def cue_range(syntax: Syntax, verb: int) -> tuple[int, int]:
    """The verb with its auxiliaries, negation, particles and the adverbs right beside it."""
    dep = syntax.annotated.tokens.dep
    members = {verb, *(c for c in syntax.children[verb] if dep[c] in _GROUP and abs(c - verb) <= 6)}
    first, end = verb, verb + 1
    while first - 1 in members:
        first -= 1
    while end in members and syntax.right[end] == end + 1:
        end += 1
    return first, end


def is_passive(syntax: Syntax, verb: int) -> bool:
    """Whether the verb is a passive, or a participle that stands like one ("is convinced that")."""
    return syntax.child(verb, "auxpass", "nsubjpass") is not None
