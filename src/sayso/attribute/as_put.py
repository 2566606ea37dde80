"""Asides with "as": "As the mayor put it, …", "…, as the office has it, …"."""

from collections.abc import Iterator

from sayso.attribute.asides import clause_start, speaks, voiced
from sayso.attribute.candidates import Candidate
from sayso.attribute.reported import candidate
from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.data import words

LONGEST_TRAIL = 9
"""Words behind the verb of an aside ("as the office said in a letter on Monday"); more are hardly one."""


def as_put(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each "as" that opens an aside with a subject and a verb of telling."""
    tokens = syntax.annotated.tokens
    for opener in range(len(syntax)):
        if syntax.lower(opener) != "as":
            continue
        verb = tokens.head[opener]
        known = tokens.lemma[verb] in words("cues", "phrases", "as_verbs") or speaks(syntax, verb)
        if not known or verb <= opener:
            continue
        if verb - opener > 8 or syntax.child(verb, *SUBJECTS) is None:
            continue
        found = _content(syntax, opener, verb)
        if found is not None:
            yield from candidate(syntax, verb, "as", (found,))


def _content(syntax: Syntax, opener: int, verb: int) -> tuple[int, int] | None:
    """What stands before the aside, or behind it where the aside opens the sentence or follows a conjunction."""
    start, stop = syntax.sentence(opener)
    end = next((t for t in range(verb + 1, stop) if syntax.lower(t) in {",", ":", ";"}), stop)
    opens = opener == start or syntax.lower(opener - 1) in {"and", "but", "because", "that"}
    opens = opens or syntax.lower(opener - 2) in {"and", "but", "because", "that"}
    clause = any(syntax.annotated.tokens.tag[t] in {"VBD", "VBZ", "VBP", "MD"} for t in range(verb + 1, end))
    if clause or end - verb > LONGEST_TRAIL or (not opens and syntax.lower(opener - 1) != ","):
        return None
    if opens:
        return (end + 1, stop) if stop - end > 3 else None
    start = _own_start(syntax, clause_start(syntax, start, opener - 1), opener)
    return (start, opener) if opener - start > 2 else None


def _own_start(syntax: Syntax, start: int, opener: int) -> int:
    """Where the words before the aside begin: behind the last ", and" with another voice before it."""
    for token in range(opener - 2, start, -1):
        if syntax.lower(token) in {"and", "but", "or", "while"} and syntax.lower(token - 1) == ",":
            other = any(syntax.lower(t) == "as" for t in range(start, token)) or voiced(syntax, start, token)
            return token + 1 if other else start
    return start
