"""Who is quoted as saying something: "quoted X as saying", "was reported by the Echo to have said"."""

from collections.abc import Iterator

from sayso.attribute.relays.phrases import (
    Phrase,
    is_outlet,
    is_voice,
    phrase_at,
    pieces_of,
)
from sayso.attribute.relays.tellable import Tellable
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import ranges, tokens_of
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Pieces

_FAR = 30
"""Words from "quoted" to its "as saying"."""


def as_saying(tellable: Tellable) -> Iterator[Telling]:
    """“The Echo quoted the captain as saying that …”, “he was cited by the Echo as saying …”."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for opener in range(1, len(syntax) - 1):
        if syntax.lower(opener) != "as":
            continue
        saying = opener + 2 if tokens.pos[opener + 1] == "ADV" and opener + 2 < len(syntax) else opener + 1
        if tokens.lemma[saying] not in words("relays", "passing", "sayings_as") or not syntax.lower(saying).endswith(
            "ing"
        ):
            continue
        verb = _quoting_verb(syntax, opener)
        if verb is not None and (telling := _quoted(tellable, verb, opener, saying)) is not None:
            yield telling


def _quoting_verb(syntax: Syntax, opener: int) -> int | None:
    """The "quoted" that an "as saying" belongs to."""
    tokens = syntax.annotated.tokens
    start, _ = syntax.sentence(opener)
    for token in range(opener - 1, max(start, opener - _FAR) - 1, -1):
        if tokens.lemma[token] in words("relays", "passing", "as_saying") and (
            tokens.pos[token] in {"VERB", "AUX"} or tokens.tag[token].startswith("VB")
        ):
            return token
        if syntax.lower(token) == ";":
            return None
    return None


def _quoted(tellable: Tellable, verb: int, opener: int, saying: int) -> Telling | None:
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    start, stop = syntax.sentence(verb)
    thing = phrase_at(syntax, verb + 1) if verb + 1 < opener else None
    relay: Phrase | None
    if thing is not None:
        subject = subject_of(syntax, verb)
        relay = None if subject is None or subject > verb else phrase_at(syntax, source_range(syntax, subject, verb)[0])
        source = syntax.pieces((verb + 1, opener))
    else:
        agent = next(
            (
                t
                for t in (*range(verb + 1, opener), *range(saying + 1, stop))
                if syntax.lower(t) in {"by", "in"} and _is_agent(syntax, t)
            ),
            None,
        )
        relay = None if agent is None else phrase_at(syntax, agent + 1)
        subject = syntax.child(verb, "nsubjpass", "nsubj") or subject_of(syntax, saying)
        if subject is None or (relay is not None and relay.first <= subject < relay.end):
            subject = next((c.subject for c in tellable.by_head.get(saying, ()) if c.subject is not None), None)
        if subject is None or subject > verb:
            return None
        source = syntax.pieces(source_range(syntax, subject, verb))
    if not source:
        return None
    source = _without_emphasis(syntax, source)
    cue = ((verb, verb + 1), (opener, saying + 1))
    taken = {*tokens_of(syntax, source), *range(verb, saying + 1)}
    if relay is not None:
        taken |= set(range(relay.first - (thing is None), relay.end))
    content = _said_as(tellable, saying, (verb, saying), taken) or _said_before(syntax, start, verb, taken)
    if not content:
        return None
    return Telling(
        head=saying,
        lemma=tokens.lemma[saying],
        source=source,
        cue=syntax.pieces(*cue),
        content=content,
        reach=frozenset(tokens_of(syntax, content)),
        rule="quoted as",
        before=() if relay is None else (pieces_of(syntax, relay),),
        replaces=True,
    )


def _without_emphasis(syntax: Syntax, source: Pieces) -> Pieces:
    """The source without a pronoun that stresses it ("the victim herself")."""
    inside = list(tokens_of(syntax, source))
    while len(inside) > 1 and syntax.lower(inside[-1]) in {"himself", "herself", "itself", "themselves"}:
        inside.pop()
    return syntax.pieces(*ranges(inside))


def _is_agent(syntax: Syntax, tie: int) -> bool:
    """Whether an outlet or a voice stands behind "by", or an outlet behind "in"."""
    phrase = phrase_at(syntax, tie + 1) if tie + 1 < len(syntax) else None
    if phrase is None:
        return False
    return is_outlet(syntax, phrase, lenient=True) or (syntax.lower(tie) == "by" and is_voice(syntax, phrase))


def _said_as(tellable: Tellable, saying: int, verbs: tuple[int, int], taken: set[int]) -> Pieces:
    """The content of "saying": its clause, or what stands before a cue that ends with it."""
    syntax = tellable.syntax
    shapes = [c for head in reversed(verbs) for c in tellable.by_head.get(head, ()) if not c.shape.startswith("prep")]
    after = [c for c in shapes if c.content[0].start > syntax.annotated.tokens.end[saying]]
    best = next(iter(sorted(after, key=lambda c: -sum(p.end - p.start for p in c.content))), None)
    if best is not None:
        return _without(syntax, best.content, taken)
    follows = saying + 1
    start, stop = syntax.sentence(saying)
    end = max(syntax.right[saying], follows)
    while end > follows and syntax.annotated.tokens.pos[end - 1] == "PUNCT" and syntax.quotation[end - 1] < 0:
        end -= 1
    inside = [t for t in range(follows, min(end, stop)) if t not in taken]
    if len(inside) > 2 and start <= saying:
        return _without(syntax, (syntax.annotated.span(inside[0], inside[-1] + 1),), taken)
    return ()


def _said_before(syntax: Syntax, start: int, verb: int, taken: set[int]) -> Pieces:
    """What stands before "…, he was quoted as saying": a quotation, or the words up to the comma before the source."""
    last = min(taken, default=verb)
    quoted = [t for t in range(start, last) if syntax.quotation[t] >= 0]
    if quoted and not any(syntax.annotated.tokens.pos[t] in {"VERB", "AUX"} for t in range(start, quoted[0])):
        first = quoted[0]
        opened = syntax.annotated.quotations[syntax.quotation[first]].span
        return _without(syntax, (opened,), taken)
    end = next((t for t in range(last, start, -1) if syntax.lower(t - 1) == ","), None)
    return () if end is None or end - 1 - start < 3 else syntax.pieces((start, end - 1))


def _without(syntax: Syntax, pieces: Pieces, taken: set[int]) -> Pieces:
    """The pieces without the tokens of source, cue and relay."""
    inside = [t for t in tokens_of(syntax, pieces) if t not in taken]
    return syntax.pieces(*ranges(inside))
