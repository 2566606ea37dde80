"""Who was told, met, or reports in: an outlet is the listener ("… told the Echo", "the Echo asked him")."""

from collections.abc import Iterator

from sayso.attribute.relays.named import NEAR, Around, Named, Place, is_body, passable
from sayso.attribute.relays.phrases import (
    Phrase,
    is_listener,
    is_outlet,
    phrase_at,
    phrase_of,
    pieces_of,
)
from sayso.attribute.shared import tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import LayerName

_DASHES = frozenset({"-", "–", "—", "--", "|", "("})


def told(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“… told the Echo”: an outlet is the listener."""
    tokens = syntax.annotated.tokens
    for verb in tokens_of(syntax, around.telling.cue):
        if tokens.lemma[verb] not in words("relays", "talk", "telling") or tokens.pos[verb] not in {
            "VERB",
            "NOUN",
            "PROPN",
        }:
            continue
        at = verb + 1
        while tokens.pos[at] == "ADV" if at < len(syntax) else False:
            at += 1
        phrase = _behind_staff(syntax, phrase_at(syntax, at))
        if phrase is not None and tokens.lemma[verb] != "write" and is_outlet(syntax, phrase, lenient=True):
            yield Named(Place.OUTSIDE, pieces_of(syntax, phrase), (verb, phrase.end), "told")


def _behind_staff(syntax: Syntax, phrase: Phrase | None) -> Phrase | None:
    """The outlet whose listeners or reporters a phrase names; the phrase itself where it names none."""
    if phrase is None or syntax.annotated.tokens.lemma[phrase.head] not in words("relays", "outlets", "staff"):
        return phrase
    tie = phrase.head + 1
    outlet = phrase_at(syntax, tie + 1) if syntax.lower(tie) in {"of", "from", "for", "with", "at"} else None
    if outlet is not None and is_outlet(syntax, outlet, lenient=True):
        return outlet
    return _outlet_before(syntax, phrase) or phrase


def _outlet_before(syntax: Syntax, staff: Phrase) -> Phrase | None:
    """The outlet that stands as owner before its staff ("the Echo's reporters")."""
    owner = syntax.child(staff.head, "poss")
    phrase = None if owner is None else phrase_at(syntax, syntax.left[owner], owner + 1)
    return phrase if phrase is not None and is_outlet(syntax, phrase, lenient=True) else None


def tied(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“speaking to the Echo”, “in an interview with the Echo”, “confirmed to the Echo”: a talk with an outlet."""
    cue = set(tokens_of(syntax, around.telling.cue))
    for token in around.tokens:
        tie = syntax.lower(token)
        if tie not in words("relays", "things", "ties") or (phrase := phrase_at(syntax, token + 1)) is None:
            continue
        if is_listener(syntax, phrase) or not is_outlet(
            syntax, phrase, lenient=tie in {"to", "with"} or is_body(syntax, phrase)
        ):
            continue
        talk = _governs(syntax, token, cue)
        headline = (
            syntax.annotated.layer is LayerName.TITLE
            and tie == "to"
            and token - 1 in tokens_of(syntax, around.telling.source)
        )
        if headline or talk == "talk" or (talk == "speaking" and tie in {"to", "with", "on", "in", "for"}):
            yield Named(Place.OUTSIDE, pieces_of(syntax, phrase), (token, phrase.end), "interview")


def _governs(syntax: Syntax, tie: int, cue: set[int]) -> str:
    """What a preposition is tied to: a "talk", a verb of "speaking", or nothing of the kind."""
    tokens = syntax.annotated.tokens
    above = tokens.head[tie]
    near = [t for t in range(max(tie - 3, syntax.sentence(tie)[0]), tie) if syntax.lower(t) not in {",", "the", "a"}]
    for token in (above, *reversed(near)):
        if syntax.lower(token) in {";", "."}:
            break
        if (
            tokens.lemma[token] in words("relays", "things", "talks")
            and tokens.pos[token] == "NOUN"
            and tie - token <= NEAR
        ):
            return "talk"
        speaking = tokens.lemma[token] in words("relays", "talk", "speaking") and tokens.pos[token] in {"VERB", "AUX"}
        if token in cue and tokens.pos[token] == "VERB" and syntax.lower(tie) in {"to", "with"}:
            return "speaking"
        quoted = tokens.lemma[token] in words("relays", "carrying", "quoting") and tokens.tag[token] == "VBN"
        if (
            speaking
            and (token in cue or tokens.tag[token] in {"VBG", "VBN"} or tokens.lemma[token] in {"speak", "talk"})
        ) or quoted:
            return "speaking"
    return ""


def met(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“… when the Echo reached her”, “the Echo asked him …”: an outlet is the one who met the speaker."""
    tokens = syntax.annotated.tokens
    own = set(around.tokens)
    for verb in around.tokens:
        if tokens.lemma[verb] not in words("relays", "passing", "meeting") or tokens.pos[verb] != "VERB":
            continue
        subject = syntax.child(verb, "nsubj")
        phrase = None if subject is None or subject not in own else phrase_at(syntax, syntax.left[subject], verb)
        if phrase is not None and is_outlet(syntax, phrase, lenient=True):
            yield Named(Place.OUTSIDE, pieces_of(syntax, phrase), (phrase.first, verb + 1), "met")


def reports_in(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“Reports in the Echo say that …”: the outlet is the voice."""
    phrase = phrase_of(syntax, around.telling.source)
    if phrase is None or syntax.annotated.tokens.lemma[phrase.head] not in passable() | {"coverage"}:
        return
    tie = phrase.head + 1
    outlet = phrase_at(syntax, tie + 1) if syntax.lower(tie) in {"in", "by", "from", "on"} else None
    if outlet is not None and is_outlet(syntax, outlet, lenient=True):
        who = pieces_of(syntax, outlet)
        yield Named(Place.OUTSIDE, who, (tie, outlet.end), "reports in", who)


def behind_dash(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“Dozens missing, governor says – Channel Six”: an outlet behind the last dash of a headline."""
    if syntax.annotated.layer is not LayerName.TITLE:
        return
    for token in around.tokens:
        if syntax.lower(token) in _DASHES and (phrase := phrase_at(syntax, token + 1)) is not None:
            last = phrase.end >= syntax.sentence(token)[1] or syntax.lower(phrase.end) == ")"
            if last and is_outlet(syntax, phrase, lenient=True):
                yield Named(Place.OUTSIDE, pieces_of(syntax, phrase), (token, phrase.end), "behind dash")


def before_colon(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“Channel Six: Governor says dozens missing”: an outlet before the first colon of a headline."""
    if syntax.annotated.layer is not LayerName.TITLE or not around.tokens:
        return
    first = syntax.sentence(around.tokens[0])[0]
    phrase = phrase_at(syntax, first)
    if phrase is not None and syntax.lower(phrase.end) == ":" and first in around.tokens:
        entity = syntax.annotated.tokens.entity[first]
        body = entity >= 0 and syntax.annotated.entities[entity].label == "ORG"
        if is_outlet(syntax, phrase, lenient=body):
            yield Named(Place.OUTSIDE, pieces_of(syntax, phrase), (first, phrase.end + 1), "before colon")
