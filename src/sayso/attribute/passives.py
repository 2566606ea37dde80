"""Passives that name nobody ("It was reported that …", "The mayor is said to have fled"): no source."""

from dataclasses import replace

from sayso.attribute.shared import tokens_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import lemma_of
from sayso.data import words
from sayso.nouns import Attribution, Basis


def without_speaker(syntax: Syntax, found: Attribution) -> Attribution:
    """The attribution without its source where that is only the grammar's subject of such a passive.

    Who is said to do something is part of the content. What has a cue and no source has the basis none.
    """
    verb = _passive(syntax, found)
    source = tokens_of(syntax, found.source)
    if verb is not None and [syntax.lower(token) for token in source] == ["it"]:
        found = replace(found, source=())
    elif verb is not None and _is_told_of(syntax, found, verb):
        found = replace(found, source=(), content=tuple(sorted({*found.source, *found.content})))
    return found if found.source else replace(found, basis=Basis.NONE)


def _passive(syntax: Syntax, found: Attribution) -> int | None:
    """The cue's participle, if it is a passive without an agent."""
    tokens = syntax.annotated.tokens
    for token in tokens_of(syntax, found.cue):
        if tokens.tag[token] == "VBN" and syntax.child(token, "auxpass") is not None:
            return token if syntax.child(token, "agent") is None else None
    return None


def _is_told_of(syntax: Syntax, found: Attribution, verb: int) -> bool:
    """Whether the source is the subject of whom the passive tells ("is believed to …"), not one who was told."""
    subject = syntax.child(verb, "nsubjpass")
    first = next(iter(tokens_of(syntax, found.content)), None)
    return (
        subject is not None
        and subject in tokens_of(syntax, found.source)
        and first is not None
        and syntax.lower(first) == "to"
        and lemma_of(syntax, verb) in words("cues", "hearsay", "verbs")
    )
