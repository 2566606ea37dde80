"""Who was told, heard or learned what another says: "was told by X that", "learned from X that"."""

from collections.abc import Iterator

from sayso.attribute.relays.phrases import (
    is_named_outlet,
    is_voice,
    phrase_at,
    pieces_of,
    widened,
)
from sayso.attribute.relays.tellable import Tellable, clause_from
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import tokens_of
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Pieces

_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})


_FARTHEST_THAT = 8
"""Words from a verb of telling to its "that"."""


def hearing(tellable: Tellable) -> Iterator[Telling]:
    """“had heard from a guard that …”: who was heard speaks; an outlet that has heard it passes it on."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax)):
        if tokens.lemma[verb] not in words("relays", "hearing", "verbs") or tokens.pos[verb] not in {"VERB", "AUX"}:
            continue
        if tokens.pos[verb] == "AUX" and syntax.lower(verb + 1) not in {"it", "this"}:
            continue
        _, stop = syntax.sentence(verb)
        tie = next((t for t in range(verb + 1, min(verb + 6, stop)) if syntax.lower(t) == "from"), None)
        phrase = None if tie is None else phrase_at(syntax, tie + 1)
        if phrase is None or tie is None or not is_voice(syntax, phrase):
            continue
        whole = widened(syntax, phrase)
        content = clause_from(syntax, whole.end) if syntax.sentence(verb)[1] > whole.end else ()
        if content:
            yield Telling(
                head=verb,
                lemma=tokens.lemma[verb],
                source=pieces_of(syntax, whole),
                cue=syntax.pieces((verb, whole.first)),
                content=content,
                reach=frozenset(tokens_of(syntax, content)),
                rule="heard from",
                before=_outlet_subject(syntax, verb),
                replaces=True,
            )


def informed(tellable: Tellable) -> Iterator[Telling]:
    """“Radio Dale has been told by two nurses that …”: an outlet that was told passes it on."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax) - 2):
        if tokens.tag[verb] not in {"VBN", "VBD"} or tokens.lemma[verb] not in words("relays", "hearing", "passives"):
            continue
        if syntax.lower(verb - 1) not in _PASSIVE and syntax.lower(verb - 2) not in _PASSIVE:
            continue
        _, stop = syntax.sentence(verb)
        by = next((t for t in range(verb + 1, min(verb + 6, stop)) if syntax.lower(t) == "by"), None)
        phrase = None if by is None else phrase_at(syntax, by + 1)
        if phrase is None:
            continue
        agent = widened(syntax, phrase)
        opener = next((t for t in range(agent.end, min(agent.end + 5, stop)) if syntax.lower(t) == "that"), agent.end)
        content = clause_from(syntax, opener) if opener < stop else ()
        if content:
            yield Telling(
                head=verb,
                lemma=tokens.lemma[verb],
                source=pieces_of(syntax, agent),
                cue=syntax.pieces((verb, verb + 1)),
                content=content,
                reach=frozenset(tokens_of(syntax, content)),
                rule="told by",
                before=_outlet_subject(syntax, verb),
                replaces=True,
            )


def told_that(tellable: Tellable) -> Iterator[Telling]:
    """“assured the players that …”, “told a friend on Monday that …” where the parse hung the clause elsewhere."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    telling = (
        words("relays", "hearing", "passives") | words("cues", "tells", "asserts") | {"promise", "swear", "confide"}
    )
    for verb in range(len(syntax)):
        if tokens.pos[verb] != "VERB" or tokens.lemma[verb] not in telling or tokens.tag[verb] in {"VBG", "VB"}:
            continue
        if syntax.lower(verb - 1) in _PASSIVE or syntax.child(verb, "auxpass") is not None:
            continue
        if any(c.shape.split("/")[0] in {"that", "bare", "quote"} for c in tellable.by_head.get(verb, ())):
            continue
        _, stop = syntax.sentence(verb)
        near = range(verb + 1, min(verb + _FARTHEST_THAT, stop))
        opener = next((t for t in near if syntax.lower(t) == "that"), None)
        subject = subject_of(syntax, verb)
        if opener is None or opener == verb + 1 or subject is None or subject > verb:
            continue
        if any(tokens.pos[t] in {"VERB", "AUX", "PUNCT", "SCONJ"} for t in range(verb + 1, opener)):
            continue
        content = clause_from(syntax, opener)
        if phrase_at(syntax, verb + 1) is None or not content or not _is_whole(syntax, opener):
            continue
        yield Telling(
            head=verb,
            lemma=tokens.lemma[verb],
            source=syntax.pieces(source_range(syntax, subject, verb)),
            cue=syntax.pieces((verb, verb + 1)),
            content=content,
            reach=frozenset(tokens_of(syntax, content)),
            rule="told that",
            replaces=True,
        )


def _outlet_subject(syntax: Syntax, verb: int) -> tuple[Pieces, ...]:
    """The verb's own subject, if it is an outlet."""
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    phrase = None if subject is None else phrase_at(syntax, syntax.left[subject])
    return (pieces_of(syntax, phrase),) if phrase is not None and is_named_outlet(syntax, phrase) else ()


def _is_whole(syntax: Syntax, opener: int) -> bool:
    """Whether a subject stands behind "that", which is then no relative pronoun ("told the crowd that | had come")."""
    return phrase_at(syntax, opener + 1) is not None or syntax.lower(opener + 1) in {"there", "no", "nobody", "nothing"}
