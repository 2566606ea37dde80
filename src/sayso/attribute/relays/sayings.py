"""Sayings passed on: "relayed X's claim that", "carried a letter in which X says"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.cataphora import antecedent
from sayso.attribute.extractor import as_attribution
from sayso.attribute.relays.phrases import (
    Phrase,
    is_named_outlet,
    is_outlet,
    is_pronoun,
    is_recording,
    is_voice,
    phrase_at,
    phrase_of,
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

_STEPS = 6
"""Clauses between a telling and the verb that passes it on."""


def passed_sayings(tellable: Tellable) -> Iterator[Telling]:
    """“relayed the brigade's claim that …”, “passed on a warning from the board that …”: noun, owner, clause."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    sayings = words("relays", "things", "sayings") | words("cues", "tells", "nouns")
    for noun in range(1, len(syntax)):
        if tokens.pos[noun] != "NOUN" or tokens.lemma[noun] not in sayings:
            continue
        owner, behind = _owner(syntax, noun)
        if owner is None:
            continue
        opener = behind
        if syntax.lower(opener) in {"saying", "stating", "claiming", "warning", "telling", "announcing"}:
            opener += 1
        colon = syntax.lower(opener) == ":"
        opener += colon
        if opener >= len(syntax) or (syntax.lower(opener) != "that" and opener == behind):
            continue
        relay = _passer(syntax, min(owner.first, _noun_start(syntax, noun)))
        content = clause_from(syntax, opener) if syntax.sentence(noun)[1] > opener else ()
        if relay is None or not content or relay.first <= owner.first < relay.end:
            continue
        yield Telling(
            head=noun,
            lemma=tokens.lemma[noun],
            source=pieces_of(syntax, owner),
            cue=syntax.pieces((noun, noun + 1)),
            content=content,
            reach=frozenset(tokens_of(syntax, content)),
            rule="passed on",
            before=(pieces_of(syntax, relay),),
            replaces=True,
        )


def _owner(syntax: Syntax, noun: int) -> tuple[Phrase | None, int]:
    """Whose saying it is (possessor, or behind "by", "from", "of"), and the token behind both."""
    owner = syntax.child(noun, "poss")
    if owner is not None and owner < noun and syntax.annotated.tokens.pos[owner] != "PRON":
        phrase = phrase_at(syntax, syntax.left[owner], owner + 1)
        return phrase, noun + 1
    if syntax.lower(noun + 1) in {"by", "from", "of"} and noun + 2 < len(syntax):
        phrase = phrase_at(syntax, noun + 2)
        placed = (
            phrase is not None and syntax.annotated.tokens.pos[phrase.head] == "PROPN" and not is_voice(syntax, phrase)
        )
        if phrase is not None and not placed and not is_pronoun(syntax, phrase):
            whole = widened(syntax, phrase)
            return whole, whole.end
    return None, noun + 1


def _noun_start(syntax: Syntax, noun: int) -> int:
    first = noun
    while first > 0 and syntax.annotated.tokens.pos[first - 1] in {"DET", "ADJ", "NUM"}:
        first -= 1
    return first


def _passer(syntax: Syntax, first: int) -> Phrase | None:
    """The subject of the verb of passing on that stands right before a noun phrase ("passed on | a warning")."""
    tokens = syntax.annotated.tokens
    start, _ = syntax.sentence(first)
    for verb in range(first - 1, max(start, first - 4) - 1, -1):
        if tokens.pos[verb] != "VERB":
            continue
        if tokens.lemma[verb] not in words("relays", "passing", "verbs") or (
            tokens.tag[verb] == "VBN" and not syntax.kids(verb, "aux")
        ):
            return None
        if any(
            syntax.lower(c) in {"not", "n't", "never", "would", "could", "may", "might"}
            for c in syntax.kids(verb, "neg", "aux")
        ):
            return None
        subject = subject_of(syntax, verb)
        if subject is None or subject > verb:
            return (
                None
                if any(tokens.pos[t] in {"VERB", "AUX"} for t in range(start, verb))
                else phrase_at(syntax, start, verb)
            )
        return phrase_at(syntax, source_range(syntax, subject, verb)[0], verb)
    return None


def inside_things(tellable: Tellable) -> Iterator[Telling]:
    """“aired an interview with the warden, who said …”, “a clip shows the colonel saying …”: told inside of a thing."""
    syntax = tellable.syntax
    for found in tellable.by_head.values():
        for candidate in found:
            if candidate.family != "verb" or candidate.lemma not in words("relays", "inner", "verbs"):
                continue
            if candidate.shape.split("/")[0] not in {"that", "bare", "quote", "small"} or not candidate.source:
                continue
            passer = _governing(syntax, candidate)
            if passer is None:
                continue
            relay, owner, shows = passer
            named = antecedent(syntax, as_attribution(syntax.annotated, candidate, 0.0, "")).source
            phrase = phrase_of(syntax, named)
            if (
                phrase is not None
                and owner is not None
                and (
                    is_pronoun(syntax, phrase)
                    or phrase.head in {owner[1], *([] if not relay else tokens_of(syntax, relay))}
                )
            ):
                named = pieces_of(syntax, owner[0])
            if phrase is not None and not (owner is not None or is_voice(syntax, phrase)):
                continue
            if not named or (relay and set(tokens_of(syntax, named)) & set(tokens_of(syntax, relay))):
                continue
            if not relay and not shows:
                continue
            yield Telling(
                head=candidate.head,
                lemma=candidate.lemma,
                source=named,
                cue=candidate.cue,
                content=candidate.content,
                reach=frozenset(tokens_of(syntax, candidate.content)),
                rule="inside a thing",
                before=(relay,) if relay else (),
                replaces=True,
                can_lie=True,
            )


_Governing = tuple[Pieces, tuple[Phrase, int] | None, bool]


def _governing(  # noqa: C901, PLR0911 - a walk up the parse that may end at every step
    syntax: Syntax, candidate: Candidate
) -> _Governing | None:
    """The relay whose verb governs a telling through a noun, that noun's owner, and whether a recording shows it."""
    tokens = syntax.annotated.tokens
    at, noun = candidate.head, -1
    for _ in range(_STEPS):
        above = tokens.head[at]
        if above == at:
            return None
        if (
            tokens.pos[above] in {"NOUN", "PROPN", "PRON"}
            and above < candidate.head
            and tokens.dep[at] in {"relcl", "acl", "prep"}
        ):
            noun = above
        if tokens.pos[above] == "VERB" and above < candidate.head:
            verb = above
            break
        at = above
    else:
        return None
    subject = syntax.child(verb, "nsubj")
    relay = None if subject is None or subject > verb else phrase_at(syntax, syntax.left[subject], verb)
    if relay is None:
        return None
    if is_recording(syntax, relay):
        shown = tokens.lemma[verb] in words("evidence", "verbs", "depict") and tokens.tag[candidate.head] == "VBG"
        return ((), None, True) if shown else None
    if (
        noun >= 0
        and tokens.lemma[noun] in words("relays", "things", "talks")
        and not is_outlet(syntax, relay, lenient=True)
    ):
        gave = tokens.lemma[verb] in {"give", "grant", "hold", "write", "send", "publish", "deliver"}
        return ((), (relay, noun), True) if gave else None
    thing = syntax.child(verb, "dobj")
    if noun < 0 and thing is not None and tokens.lemma[thing] in words("relays", "things", "recordings"):
        of = next((c for c in syntax.kids(thing, "prep") if syntax.lower(c) == "of"), None)
        shown_one = None if of is None else phrase_at(syntax, of + 1)
        if shown_one is not None and _passes(syntax, verb, relay, thing):
            return pieces_of(syntax, relay), (shown_one, relay.head), False
    if noun < 0 or not _passes(syntax, verb, relay, noun):
        return None
    itself = phrase_at(syntax, _phrase_start(syntax, noun))
    if (
        itself is not None
        and itself.head == noun
        and is_voice(syntax, itself)
        and tokens.lemma[noun] not in _passed_on()
    ):
        return pieces_of(syntax, relay), (itself, noun), False
    owner, _ = _owner(syntax, noun)
    return pieces_of(syntax, relay), None if owner is None else (owner, noun), False


def _phrase_start(syntax: Syntax, noun: int) -> int:
    """Where the noun's own phrase begins, possessors included."""
    return syntax.left[noun]


def _passed_on() -> frozenset[str]:
    return words("relays", "things", "sayings") | words("relays", "things", "recordings")


def _passes(syntax: Syntax, verb: int, relay: Phrase, noun: int) -> bool:
    """Whether somebody passes on the thing that a telling hangs on, or an outlet meets the one who tells."""
    lemma, thing = syntax.annotated.tokens.lemma[verb], syntax.annotated.tokens.lemma[noun]
    if lemma in words("relays", "carrying", "quoting"):
        return True
    if is_named_outlet(syntax, relay):
        return lemma in words("relays", "passing", "verbs") | words("relays", "passing", "meeting")
    known = words("relays", "things", "recordings")
    return lemma in words("relays", "carrying", "spreading") and thing in known and is_voice(syntax, relay)
