"""What the constructions look at, and the clauses that they bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.attribute.candidates import Candidate
from sayso.attribute.cuts import cut
from sayso.attribute.shared import ranges
from sayso.attribute.syntax import Syntax
from sayso.nouns import Pieces


@dataclass(frozen=True, slots=True)
class Tellable:
    """What the constructions look at: the candidates of a text by the token of their cue word."""

    syntax: Syntax
    by_head: Mapping[int, Sequence[Candidate]]


def worded(syntax: Syntax, inside: Sequence[int]) -> Pieces:
    """The tokens as pieces; a piece of nothing but marks is left out."""
    text = syntax.annotated.text
    return tuple(p for p in syntax.pieces(*ranges(inside)) if any(c.isalnum() for c in p.of(text)))


def clause_from(syntax: Syntax, first: int) -> Pieces:
    """The clause that begins at a token and is the rest of its sentence, up to where the reporter takes over."""
    if first >= len(syntax):
        return ()
    tokens, stop = syntax.annotated.tokens, syntax.sentence(first)[1]
    if syntax.lower(first) != "that" and tokens.pos[first] not in {"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "AUX"}:
        return ()
    end = cut(syntax, first, stop, first)
    if not any(tokens.pos[t] in {"VERB", "AUX"} for t in range(first, end)):
        return ()
    while end > first and syntax.lower(end - 1) in {".", ",", ";"}:
        end -= 1
    return syntax.pieces((first, end))
