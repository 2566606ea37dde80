"""The noun phrase that a source is: a trained source may reach over a clause beside it or end with its pronoun."""

from dataclasses import replace

from sayso.attribute.shared import ranges, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.nouns import Attribution

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})


def as_phrase(syntax: Syntax, found: Attribution) -> Attribution:
    """The attribution with its source cut to one noun phrase ("the firm, which" → "the firm").

    Where words of several phrases were taken together, the first one that is a noun's or a pronoun's stays, with
    what hangs on it. A source that is a relative clause alone gives the noun that the clause is about.
    """
    inside = tokens_of(syntax, found.source)
    if not inside:
        return found
    while len(inside) > 1 and (syntax.lower(inside[-1]) in _RELATIVE or _is_mark(syntax, inside[-1])):
        inside = inside[:-1]
    kept = _of_clause(syntax, inside) or _of_first_phrase(syntax, inside)
    source = syntax.pieces(*ranges(kept))
    return replace(found, source=source) if source and source != found.source else found


def _of_first_phrase(syntax: Syntax, inside: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens that hang on the first noun which hangs on no other token of the source; all if there is but one."""
    tokens, held = syntax.annotated.tokens, set(inside)
    tops = [t for t in inside if (tokens.head[t] == t or tokens.head[t] not in held) and not _is_mark(syntax, t)]
    head = next((t for t in tops if tokens.pos[t] in _NOMINAL), None)
    if head is None or len(tops) == 1:
        return inside
    return tuple(t for t in inside if syntax.left[head] <= t < syntax.right[head])


def _of_clause(syntax: Syntax, inside: tuple[int, ...]) -> tuple[int, ...]:
    """The noun phrase before a relative clause where the source is nothing but that clause; else none."""
    tokens = syntax.annotated.tokens
    if len(inside) < 2 or syntax.lower(inside[0]) not in {"who", "which"}:
        return ()
    verb = next((t for t in inside if tokens.dep[t] == "relcl" and tokens.head[t] < inside[0]), None)
    if verb is None:
        return ()
    noun = tokens.head[verb]
    return tuple(range(syntax.left[noun], inside[0]))


def _is_mark(syntax: Syntax, token: int) -> bool:
    return syntax.annotated.tokens.pos[token] == "PUNCT"
