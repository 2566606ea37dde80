"""Entities: the tagger's, mended by word lists and by what the same name is elsewhere in the text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from sayso.annotate.draft import DETERMINERS, NAMES, Draft, View, view
from sayso.annotate.heads import bodies, facilities, known_names
from sayso.annotate.people import described, full_names, given_names, roles, speakers
from sayso.nouns import Entity, Sentence, Span, Tokens

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_DANGLING = frozenset({"of", "for", "from", "the", "and", "in", "at", "by", "'s", "’s", "'", "’"})


def mend(
    text: str, tokens: Tokens, sentences: tuple[Sentence, ...], raw: tuple[tuple[int, int, str], ...]
) -> tuple[Tokens, tuple[Sentence, ...], tuple[Entity, ...]]:
    """The tokens with their `entity` column filled, the sentences, and the entities after mending.

    No two entities overlap; each lies within one sentence.
    """
    trimmed = (_trim(tokens, Draft(first, end, label)) for first, end, label in raw if first < end)
    drafts = _apart(tokens, (draft for draft in trimmed if draft is not None))
    for rule in RULES:
        drafts = _apart(tokens, rule(view(tokens, sentences, drafts)))
    entities = tuple(
        Entity(
            first=draft.first,
            end=draft.end,
            span=Span(tokens.start[draft.first], tokens.end[draft.end - 1]),
            label=draft.label,
            mended=draft.mended,
        )
        for draft in drafts
        if text[tokens.start[draft.first] : tokens.end[draft.end - 1]].strip()
    )
    column = [-1] * len(tokens)
    for index, entity in enumerate(entities):
        column[entity.first : entity.end] = [index] * (entity.end - entity.first)
    return replace(tokens, entity=tuple(column)), sentences, entities


def _trim(tokens: Tokens, draft: Draft) -> Draft | None:
    """The entity without an owner's mark, stop, preposition or clock time at its ends; None if nothing is left."""
    first, end = draft.first, draft.end
    if draft.label not in NAMES:
        return draft
    if end - first > 1 and _CLOCK.fullmatch(tokens.text[first]):
        first += 1  # "13:25 Ada Holm": the time of a live entry is no part of the name
    while (
        first < end and not any(char.isalnum() for char in tokens.text[first]) and tokens.text[first] not in {"'", "’"}
    ):
        first += 1
    while end > first and (
        tokens.text[end - 1].lower() in _DANGLING or not any(c.isalnum() for c in tokens.text[end - 1])
    ):
        end -= 1
    if draft.label == "PERSON":
        # "Ada Holm of the Harbour Watch" is no name of a person, "Ada Holm" is.
        end = next((i for i in range(first + 1, end) if tokens.text[i].lower() in {"of", "for", "from", ","}), end)
    return replace(draft, first=first, end=end) if first < end else None


def _apart(tokens: Tokens, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The entities in text order; of two that share a token the mended one stays, else the longer, else the first."""
    taken: set[int] = set()
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.mended is None, d.first - d.end, d.first)):
        within = range(draft.first, draft.end)
        if tokens.sentence[draft.first] == tokens.sentence[draft.end - 1] and taken.isdisjoint(within):
            taken.update(within)
            kept.append(draft)
    return tuple(sorted(kept, key=lambda d: d.first))


def _vote(seen: View) -> Iterable[Draft]:
    """One name has one label in one text: the mended one, else the one that the tagger gave most often."""
    votes: dict[str, Counter[str]] = {}
    settled: dict[str, str] = {}
    for draft in seen.drafts:
        if draft.label in NAMES:
            surface = _surface(seen, draft)
            votes.setdefault(surface, Counter())[draft.label] += 1
            if draft.mended is not None:
                settled.setdefault(surface, draft.label)
    for draft in seen.drafts:
        if draft.label not in NAMES:
            yield draft
            continue
        surface = _surface(seen, draft)
        counted = sorted(votes[surface].items(), key=lambda pair: (-pair[1], pair[0]))
        label = settled.get(surface) or counted[0][0]
        yield draft if label == draft.label else replace(draft, label=label, mended="vote")


def _surface(seen: View, draft: Draft) -> str:
    lead = seen.tokens.text[draft.first].lower() in DETERMINERS and draft.end - draft.first > 1
    return seen.name(draft.first + lead, draft.end)


RULES: tuple[Callable[[View], Iterable[Draft]], ...] = (
    known_names,
    bodies,
    facilities,
    roles,
    described,
    given_names,
    speakers,
    full_names,
    _vote,
)
"""The rules in their order; each sees what the ones before it made."""
