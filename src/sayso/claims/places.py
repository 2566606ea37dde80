"""Where: the places and buildings that a claim names."""

from sayso.nouns import Annotated, Pieces, Where


def places(annotated: Annotated, content: Pieces) -> tuple[Where, ...]:
    """The places inside `content`, in text order, without those that are part of a body's or a person's name."""
    del annotated, content
    return ()
