"""Relay chains: who passes on what somebody else says ("X, citing Y", "X reported that Y had said …")."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sayso.attribute.candidates import Candidate
from sayso.attribute.families import candidates
from sayso.attribute.forms import form_of
from sayso.attribute.shared import is_outlet, lemmas, sentences_of, tokens_of, top
from sayso.attribute.subjects import source_range
from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.attribute.weights import probability
from sayso.data import words
from sayso.nouns import Attribution, Form, Pieces, Span, hull

LEAST_NESTED = 0.5
"""Least probability of an attribution inside of what an outlet reports."""
LEAST_SHARE = 0.5
"""Least share of the words that an outlet reports which the inner voice must say, for it to be the one that claims."""


def with_relays(syntax: Syntax, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions with the speaker as source and the relays in `via`, outermost first."""
    passing = any(_may_pass_on(syntax, attribution) for attribution in attributions)
    nested = tuple(c for c in candidates(syntax) if probability(syntax, c) >= LEAST_NESTED) if passing else ()
    return tuple(_relayed(syntax, attribution, nested) for attribution in attributions)


def _may_pass_on(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether the source of an indirect content is one who reports what others say."""
    relays = is_outlet(syntax, attribution.source) or _passes_on(syntax, attribution)
    return relays and attribution.form is not Form.DIRECT


def _relayed(syntax: Syntax, attribution: Attribution, nested: tuple[Candidate, ...]) -> Attribution:
    inner = _inside(syntax, attribution, nested)
    for rule in _RULES:
        found = rule(syntax, inner)
        if found is not None:
            source, relay, name = found
            if relay and relay not in inner.via:
                inner = replace(inner, source=source, via=(*inner.via, relay), rule=f"{inner.rule}+{name}")
    return inner


def _inside(syntax: Syntax, attribution: Attribution, nested: tuple[Candidate, ...]) -> Attribution:
    """What an outlet reports that somebody said: that somebody's attribution, via the outlet."""
    if not _may_pass_on(syntax, attribution):
        return attribution
    main = top(syntax, attribution.content)
    outer = set(tokens_of(syntax, attribution.content))
    speaking = words("cues", "tells", "asserts") | {"according_to"}
    whole = hull(attribution.content)
    for candidate in nested:
        if candidate.lemma not in speaking or not whole.overlaps(candidate.content[0]):
            continue
        content = set(tokens_of(syntax, candidate.content))
        rest = outer - set(tokens_of(syntax, candidate.cue + candidate.source))
        inside = all(_within(p, attribution.content) for p in candidate.content + candidate.cue + candidate.source)
        governs = candidate.head == main or main in content
        if candidate.source and inside and governs and len(content) >= LEAST_SHARE * len(rest):
            return replace(
                attribution,
                source=candidate.source,
                cue=candidate.cue,
                content=candidate.content,
                form=form_of(syntax.annotated, candidate.content),
                via=(attribution.source,),
                rule=f"{candidate.rule}+reported by outlet",
            )
    return attribution


def _within(piece: Span, pieces: Pieces) -> bool:
    return any(outer.contains(piece) for outer in pieces)


_Found = tuple[Pieces, Pieces, str] | None


def _citing(syntax: Syntax, attribution: Attribution) -> _Found:
    """“X reported, citing Y”: Y speaks, X passes on; only outlets and reporting verbs make X a relay."""
    if not (is_outlet(syntax, attribution.source) or _passes_on(syntax, attribution)):
        return None
    for token in _around(syntax, attribution):
        if syntax.lower(token) in words("cues", "relays", "citing"):
            named = syntax.child(token, "dobj", "pobj")
            if named is not None:
                return syntax.pieces(source_range(syntax, named, token)), attribution.source, "citing"
    return None


def _passes_on(syntax: Syntax, attribution: Attribution) -> bool:
    entities = syntax.annotated.tokens.entity
    people = any(
        entities[t] >= 0 and syntax.annotated.entities[entities[t]].label == "PERSON"
        for t in tokens_of(syntax, attribution.source)
    )
    return (
        bool(attribution.source)
        and not people
        and bool(lemmas(syntax, attribution.cue) & words("cues", "relays", "passing_on"))
    )


def _quoted_by(syntax: Syntax, attribution: Attribution) -> _Found:
    """“… according to prosecutors quoted by Z”: the relay is named inside the source's own phrase."""
    for token in tokens_of(syntax, attribution.source):
        if syntax.annotated.tokens.lemma[token] in {"quote", "cite"} and syntax.annotated.tokens.tag[token] == "VBN":
            agent = syntax.child(token, "agent", "prep")
            named = None if agent is None else syntax.child(agent, "pobj")
            first = syntax.annotated.tokens_in(attribution.source[0]).start
            speaker = syntax.pieces((first, token))
            if named is not None and speaker:
                return speaker, syntax.pieces(source_range(syntax, named, token)), "quoted by"
    return None


def _quoted_as(syntax: Syntax, attribution: Attribution) -> _Found:
    """“Z quoted Y as saying …”: Y speaks, Z passes it on; "he was quoted by Z as saying …" likewise."""
    tokens = syntax.annotated.tokens
    for verb in _around(syntax, attribution):
        as_saying = tokens.lemma[verb] in {"quote", "cite"} and any(
            syntax.lower(c) == "as" for c in syntax.children[verb]
        )
        if not as_saying or tokens.pos[verb] != "VERB":
            continue
        agent = syntax.child(verb, "agent")
        relay = syntax.child(verb, "nsubj") if agent is None else syntax.child(agent, "pobj")
        if relay is not None:
            return attribution.source, syntax.pieces(source_range(syntax, relay, verb)), "quoted as"
    return None


def _told(syntax: Syntax, attribution: Attribution) -> _Found:
    """“Y told Z” with Z an outlet: what Y says is known through Z."""
    for verb in tokens_of(syntax, attribution.cue):
        if syntax.annotated.tokens.lemma[verb] == "tell":
            for listener in syntax.kids(verb, "dobj", "dative"):
                relay = syntax.pieces(source_range(syntax, listener, verb))
                told = {syntax.lower(token) for token in tokens_of(syntax, relay)}
                if is_outlet(syntax, relay) and not told & words("cues", "relays", "listeners") and "this" not in told:
                    return attribution.source, relay, "told"
    return None


def _passed_around(syntax: Syntax, attribution: Attribution) -> _Found:
    """“… says Y in a clip passed around by Z”: the medium that passes it around is the relay."""
    tokens = syntax.annotated.tokens
    for token in _around(syntax, attribution):
        if tokens.lemma[token] in words("cues", "relays", "circulating") and tokens.tag[token] == "VBN":
            agent = next(
                (c for c in (*syntax.kids(token, "agent", "prep"), *_nearby(syntax, token)) if syntax.lower(c) == "by"),
                None,
            )
            named = None if agent is None else syntax.child(agent, "pobj")
            if named is not None:
                relay = syntax.pieces(source_range(syntax, named, token))
                if is_outlet(syntax, relay):
                    return attribution.source, relay, "passed around"
    return None


def _circulated_before(syntax: Syntax, attribution: Attribution) -> _Found:
    """“Z circulated a video of Y. “…,” said Y”: the sentence before tells through whom the quotation came."""
    tokens, annotated = syntax.annotated.tokens, syntax.annotated
    touched = sentences_of(syntax, attribution.content)
    if attribution.form is not Form.DIRECT or not touched or touched[0] == 0:
        return None
    before = annotated.sentences[touched[0] - 1]
    if before.paragraph != annotated.sentences[touched[0]].paragraph:
        return None
    speaker = {tokens.text[t] for t in tokens_of(syntax, attribution.source) if tokens.pos[t] == "PROPN"}
    for verb in range(before.first, before.end):
        if tokens.lemma[verb] not in words("cues", "relays", "circulating") or tokens.pos[verb] != "VERB":
            continue
        subject, shown = syntax.child(verb, *SUBJECTS), syntax.child(verb, "dobj")
        if subject is None or shown is None or tokens.lemma[shown] not in words("cues", "relays", "circulated"):
            continue
        relay = syntax.pieces(source_range(syntax, subject, verb))
        depicted = {tokens.text[t] for t in range(shown, before.end)}
        if speaker & depicted and is_outlet(syntax, relay):
            return attribution.source, relay, "circulated before"
    return None


_RULES: tuple[Callable[[Syntax, Attribution], _Found], ...] = (
    _citing,
    _quoted_by,
    _quoted_as,
    _told,
    _passed_around,
    _circulated_before,
)


def _around(syntax: Syntax, attribution: Attribution) -> Iterator[int]:
    """The tokens of the cue's sentence that are not content."""
    content = set(tokens_of(syntax, attribution.content))
    for index in sentences_of(syntax, attribution.cue):
        sentence = syntax.annotated.sentences[index]
        yield from (token for token in range(sentence.first, sentence.end) if token not in content)


def _nearby(syntax: Syntax, token: int) -> tuple[int, ...]:
    return tuple(t for t in range(token + 1, min(token + 4, len(syntax))))
