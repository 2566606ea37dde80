"""How many of what a claim speaks of: numbers with their hedges, the counted noun, scope and whole."""

from sayso.nouns import Annotated, Moment, Pieces, Quantity


def quantities(annotated: Annotated, content: Pieces, published: Moment | None) -> tuple[Quantity, ...]:
    """The quantities inside `content`, in text order; windows are placed against `published`."""
    del annotated, content, published
    return ()
