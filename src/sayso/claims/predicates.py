"""What happened or holds: the classes of the status lexicon that a claim's words name, with who plays which part."""

from collections.abc import Callable

from sayso.nouns import Annotated, Pieces, Predicate, ReferentKind, Span

Named = Callable[[Span], tuple[str, ReferentKind] | None]
"""The canonical name of a mention within the report, or None where it stands for itself."""


def predicates(annotated: Annotated, content: Pieces, named: Named) -> tuple[Predicate, ...]:
    """The predicates inside `content`, the main one first, then as they stand in the text."""
    del annotated, content, named
    return ()
