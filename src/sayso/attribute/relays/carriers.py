"""Who carried, was leaked or has seen what is told ("a letter seen by the Echo", "a video carried by …")."""

from collections.abc import Iterator

from sayso.attribute.relays.named import NEAR, PARTICIPLES, Around, Named, Place, before, behind, is_body, passable
from sayso.attribute.relays.phrases import (
    Phrase,
    is_listener,
    is_named_outlet,
    is_outlet,
    is_owned,
    is_pronoun,
    is_voice,
    phrase_at,
    pieces_of,
)
from sayso.attribute.shared import tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words

_LEAP = 3
"""Words from a thing to the verb of its relative clause."""


def carried(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“quoted by the Echo”, “a letter seen by the Echo”, “a clip posted by the brigade”: a participle and its agent."""
    tokens = syntax.annotated.tokens
    for token in around.tokens:
        known = tokens.lemma[token] in words("relays", "carrying", "verbs") | {"ask", "press"}
        if not known or tokens.tag[token] not in PARTICIPLES:
            continue
        by = behind(
            syntax,
            token,
            "by",
            *(("on", "in") if _thing_before(syntax, token) is not None or tokens.lemma[token] == "interview" else ()),
        )
        phrase = None if by is None else phrase_at(syntax, by + 1)
        if phrase is None or by is None or not _may_carry(syntax, token, phrase):
            continue
        printed = syntax.lower(by) == "in" and tokens.lemma[token] in words("relays", "talk", "printing")
        if syntax.lower(by) != "by" and not is_outlet(syntax, phrase, lenient=printed or is_body(syntax, phrase)):
            continue
        yield Named(
            Place.OUTSIDE, pieces_of(syntax, phrase), (token, phrase.end), "carried", before(syntax, around, token)
        )


def _may_carry(syntax: Syntax, participle: int, phrase: Phrase) -> bool:
    """Whether the agent is a relay: an outlet always, anybody who quotes, and anybody who lets out a recording."""
    if is_outlet(syntax, phrase, lenient=True):
        return True
    lemma = syntax.annotated.tokens.lemma[participle]
    if is_pronoun(syntax, phrase) or is_listener(syntax, phrase):
        return False
    if lemma in words("relays", "carrying", "quoting"):
        return is_voice(syntax, phrase)
    thing = _thing_before(syntax, participle)
    if thing is None:
        return False
    if syntax.annotated.tokens.lemma[thing] in words("relays", "things", "recordings"):
        return lemma in words("relays", "carrying", "spreading")
    person = is_voice(syntax, phrase) and not is_owned(syntax, phrase)
    return person and lemma in {"read", "forward", "leak", "relay", "pass", "translate", "intercept"}


def _thing_before(syntax: Syntax, participle: int) -> int | None:
    """The saying or recording that a participle stands behind."""
    tokens = syntax.annotated.tokens
    for token in range(participle - 1, max(participle - NEAR, syntax.sentence(participle)[0]) - 1, -1):
        lemma = tokens.lemma[token]
        if tokens.pos[token] == "NOUN" and lemma in passable():
            return token
        if tokens.pos[token] == "VERB" and tokens.tag[token] not in PARTICIPLES:
            return None
    return None


def leaked_to(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“an e-mail leaked to the Echo”, “a memo shared with the Echo”: a participle and the outlet that was given it."""
    tokens = syntax.annotated.tokens
    for token in around.tokens:
        if tokens.lemma[token] not in words("relays", "carrying", "to_verbs") or tokens.tag[token] not in PARTICIPLES:
            continue
        tie = behind(syntax, token, "to", "with")
        phrase = None if tie is None else phrase_at(syntax, tie + 1)
        if phrase is not None and _thing_before(syntax, token) is not None and is_outlet(syntax, phrase, lenient=True):
            yield Named(
                Place.OUTSIDE,
                pieces_of(syntax, phrase),
                (token, phrase.end),
                "leaked to",
                before(syntax, around, token),
            )


def has_seen(syntax: Syntax, around: Around) -> Iterator[Named]:  # noqa: C901 - one construction, word by word
    """“a letter the Echo has seen”, “a memo, a copy of which the Echo holds”, “a diver the Echo spoke to”."""
    tokens = syntax.annotated.tokens
    things = passable()
    source = tokens_of(syntax, around.telling.source)
    for token in around.tokens:
        if tokens.dep[token] == "compound":
            continue  # "news sites are reporting": nobody has seen the news
        person = bool(source) and tokens.pos[token] == "NOUN" and token in source
        if not person and (tokens.pos[token] != "NOUN" or tokens.lemma[token] not in things):
            continue
        at = token + 1
        if (
            syntax.lower(at) in {"to", "from", "by", "about", "for"}
            and (other := phrase_at(syntax, at + 1)) is not None
        ):
            at = other.end
        while syntax.lower(at) in words("relays", "talk", "copies") and at - token < NEAR + NEAR:
            at += 1
        if syntax.lower(at - 1) in {"of", "from", "a"}:
            continue
        phrase = phrase_at(syntax, at) if at < len(syntax) else None
        if phrase is None or not _may_have_seen(syntax, token, phrase):
            continue
        if person and not is_named_outlet(syntax, phrase):
            continue
        verb = phrase.end
        while verb < len(syntax) and (
            tokens.pos[verb] == "ADV"
            or (
                tokens.pos[verb] == "AUX"
                and tokens.pos[verb + 1 if verb + 1 < len(syntax) else verb] in {"VERB", "ADV", "AUX"}
            )
        ):
            verb += 1
        if verb >= len(syntax) or tokens.pos[verb] not in {"VERB", "AUX"}:
            continue
        lemma = tokens.lemma[verb]
        had = (
            at - token > 1
            and lemma in {"have", "hold", "possess", "get"}
            and syntax.lower(verb + 1) in {"a", "the", "copies", "in"}
        )
        met = lemma in words("relays", "passing", "meeting")
        sent = lemma in {"send", "put"} and tokens.lemma[token] in words("relays", "things", "recordings")
        if (
            met
            if person and tokens.lemma[token] not in things
            else lemma in words("relays", "carrying", "verbs") or had or sent
        ):
            yield Named(
                Place.OUTSIDE,
                pieces_of(syntax, phrase),
                (token + 1, verb + 1),
                "has seen",
                before(syntax, around, token + 1),
            )


def _may_have_seen(syntax: Syntax, thing: int, phrase: Phrase) -> bool:
    """An outlet, or for a recording anybody."""
    recording = syntax.annotated.tokens.lemma[thing] in words("relays", "things", "recordings")
    return is_outlet(syntax, phrase, lenient=True) or (recording and not is_pronoun(syntax, phrase))


def reached(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“a tape that reached the Echo”, “a letter that found its way to the Echo”, “a clip that ran on Channel Six”."""
    tokens = syntax.annotated.tokens
    for token in around.tokens:
        if (
            tokens.lemma[token] not in {"reach", "surface", "appear", "run", "air", "emerge", "find", "come"}
            or tokens.pos[token] != "VERB"
        ):
            continue
        thing = _thing_before(syntax, token)
        if thing is None or token - thing > _LEAP:
            continue
        near = range(token + 1, min(token + 5, syntax.sentence(token)[1]))
        tie = next((t for t in near if syntax.lower(t) in {"to", "on", "in", "via"}), token)
        phrase = phrase_at(syntax, tie + 1)
        if phrase is not None and is_outlet(syntax, phrase, lenient=tie == token or syntax.lower(tie) == "to"):
            yield Named(
                Place.OUTSIDE, pieces_of(syntax, phrase), (token, phrase.end), "reached", before(syntax, around, token)
            )
