"""When something was said, where the words for it stand inside what is said ("he said that evening that …")."""

from sayso.data import words
from sayso.nouns import Annotated, Pieces, Span

_SHORTEST = 5
"""Tokens of the shortest content that begins with the time of saying."""


def without_time_of_saying(annotated: Annotated, pieces: Pieces) -> Pieces:
    """The pieces without "evening that" where it belongs to the cue ("he said that evening that he was free")."""
    if not pieces:
        return pieces
    pointing = words("times", "saying", "pointing")
    held, tokens = annotated.tokens_in(pieces[0]), annotated.tokens
    if len(held) < _SHORTEST:
        return pieces
    ahead = next(token for token in held if tokens.text[token].lower() not in pointing or token == held.stop - 1)
    after = ahead + 1
    pointed = (
        ahead > 0
        and tokens.text[ahead - 1].lower() in pointing
        and tokens.lemma[ahead] in words("times", "saying", "parts")
    )
    if not pointed or tokens.text[after].lower() != "that" or tokens.tag[after] != "IN":
        return pieces
    return (Span(annotated.span(after + 1, after + 2).start, pieces[0].end), *pieces[1:])
