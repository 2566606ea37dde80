"""Who is cited, quoted or briefed by the one who speaks ("citing the ministry")."""

from collections.abc import Iterator

from sayso.attribute.relays.named import PARTICIPLES, Around, Named, Place, before, behind
from sayso.attribute.relays.phrases import (
    Phrase,
    is_outlet,
    is_owned,
    is_pronoun,
    is_voice,
    phrase_at,
    phrase_of,
    pieces_of,
    widened,
)
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words


def citing(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“…, citing the ministry”: the one cited speaks; an outlet cites anything, a person only persons and bodies."""
    relay = phrase_of(syntax, around.telling.source)
    if relay is None:
        return
    outlet = is_outlet(syntax, relay, lenient=True)
    if not outlet and _own_stand(syntax, around.telling):
        return
    for first, after in _citations(syntax, around, outlet=outlet):
        phrase = phrase_at(syntax, after)
        if phrase is None or is_pronoun(syntax, phrase) or (is_owned(syntax, phrase) and not is_voice(syntax, phrase)):
            continue
        if (syntax.lower(phrase.end) == "as" and syntax.lower(phrase.end + 2) not in {"source", "sources"}) or not (
            is_voice(syntax, phrase) if not outlet else _speaks(syntax, phrase)
        ):
            continue
        whole = widened(syntax, phrase)
        yield Named(Place.INSIDE, pieces_of(syntax, whole), (first, whole.end), "citing", before(syntax, around, first))


def _own_stand(syntax: Syntax, telling: Telling) -> bool:
    """Whether the one who cites takes the word for his own ("insisted, citing the service")."""
    cue = tokens_of(syntax, telling.cue)
    return any(syntax.annotated.tokens.lemma[t] in words("relays", "citing", "own_stand") for t in cue)


def _speaks(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether an outlet may mean a source by it: anybody and any document, but no mere reason."""
    return syntax.annotated.tokens.lemma[phrase.head] not in words("relays", "citing", "reasons")


def _citations(syntax: Syntax, around: Around, *, outlet: bool) -> Iterator[tuple[int, int]]:
    """Where words of citing begin, and the token behind them."""
    tokens = syntax.annotated.tokens
    phrases = [tuple(p.split()) for p in words("relays", "citing", "phrases")]
    openers = {phrase[0] for phrase in phrases} if outlet else set()
    cue = set(tokens_of(syntax, around.telling.cue))
    for token in around.tokens:
        if token in cue and not around.telling.replaces and _only_cites(syntax, cue):
            continue
        word = syntax.lower(token)
        if word in openers:
            fits = [p for p in phrases if all(syntax.lower(token + n) == w for n, w in enumerate(p))]
            if fits:
                yield token, token + len(max(fits, key=len))
                continue
        if (
            tokens.lemma[token] in {"give", "name", "identify", "list"}
            and (named := phrase_at(syntax, token + 1)) is not None
        ):
            behind = {syntax.lower(t) for t in range(named.end, named.end + 4)}
            if syntax.lower(named.end) == "as" and behind & {"source", "sources"}:
                yield token, token + 1
                continue
        if tokens.lemma[token] not in words("relays", "citing", "verbs"):
            continue
        if word.endswith("ing") or (
            outlet and tokens.tag[token] in {"VBD", "VBZ", "VBP", "VBN"} and _has_relay_subject(syntax, token, around)
        ):
            yield token, token + 1


def _only_cites(syntax: Syntax, cue: set[int]) -> bool:
    """Whether a cue is nothing but a word of citing, so that its content is the one cited."""
    verbs = {syntax.annotated.tokens.lemma[t] for t in cue if syntax.annotated.tokens.pos[t] in {"VERB", "AUX"}}
    return bool(verbs) and verbs <= words("relays", "citing", "verbs")


def _has_relay_subject(syntax: Syntax, verb: int, around: Around) -> bool:
    """“which cited …”, “and cited …”, “it cited …” beside the cue; none of "was cited"."""
    if syntax.child(verb, "auxpass") is not None or verb in tokens_of(syntax, around.telling.cue):
        return False
    return syntax.lower(verb - 1) in {"which", "that", "and", "it", "also", "has", "who", "had"}


def briefed(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“Two people briefed by the investigators”: what they say is the investigators' word."""
    tokens = syntax.annotated.tokens
    source = tokens_of(syntax, around.telling.source)
    for token in around.tokens:
        near = source and source[0] < token <= source[-1] + 2
        if not near or tokens.lemma[token] not in words("relays", "carrying", "informed"):
            continue
        by = behind(syntax, token, "by")
        phrase = None if by is None or tokens.tag[token] not in PARTICIPLES else phrase_at(syntax, by + 1)
        if phrase is not None and is_voice(syntax, phrase):
            whole = widened(syntax, phrase)
            yield Named(
                Place.INSIDE, pieces_of(syntax, whole), (token, whole.end), "briefed", before(syntax, around, token)
            )
