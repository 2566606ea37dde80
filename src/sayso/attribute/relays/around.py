"""What stands around a cue and names who passes on, or who is really speaking: a table of rules by construction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from sayso.attribute.relays.phrases import (
    Phrase,
    is_listener,
    is_named_outlet,
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
from sayso.nouns import LayerName, Pieces

_NEAR = 6
"""Words between a participle and its "by" ("seen on Tuesday by"), or between a thing and its participle."""
_PARTICIPLES = frozenset({"VBN", "VBD"})
_DASHES = frozenset({"-", "–", "—", "--", "|", "("})
_TELLING = frozenset(
    {"tell", "inform", "assure", "remind", "warn", "advise", "notify", "text", "e-mail", "email", "write"}
)
_SPEAKING = frozenset(
    {
        "speak",
        "talk",
        "write",
        "appear",
        "say",
        "confirm",
        "add",
        "explain",
        "announce",
        "comment",
        "testify",
        "repeat",
        "insist",
        "admit",
        "complain",
        "recall",
        "reveal",
        "state",
        "claim",
        "confide",
        "deny",
        "disclose",
        "stress",
        "reply",
        "respond",
        "answer",
        "address",
        "declare",
        "plead",
        "boast",
    }
)
_TELLING_TALK = _SPEAKING


_MEANS = frozenset(
    {"phone", "telephone", "e", "email", "e-mail", "text", "video", "letter", "fax", "satellite", "mail"}
)
_COPIES = frozenset(
    {",", "a", "copy", "copies", "of", "which", "that", "whose", "extracts", "excerpts", "parts", "from"}
)


class Place(Enum):
    """Where in the chain the one named stands."""

    OUTSIDE = "passes on what the source says"
    INSIDE = "says what the source passes on"


@dataclass(frozen=True, slots=True)
class Named:
    """One who passes on or speaks, and the tokens of the words that say so."""

    place: Place
    who: Pieces
    words: tuple[int, int]
    rule: str
    plain_source: Pieces | None = None
    """The source without the words that say so, where they are part of it."""


@dataclass(frozen=True, slots=True)
class Around:
    """A telling and the tokens around it that belong to it."""

    telling: Telling
    tokens: Sequence[int]


def named_around(syntax: Syntax, around: Around) -> tuple[Named, ...]:
    """All who are named around the cue of a telling, by the order of the rules; no words are read twice."""
    found: list[Named] = []
    for rule in RULES:
        for named in rule(syntax, around):
            first, end = named.words
            if named.who and not any(first < other.words[1] and other.words[0] < end for other in found):
                found.append(named)
    return tuple(found)


def told(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“… told the Echo”: an outlet is the listener."""
    tokens = syntax.annotated.tokens
    for verb in tokens_of(syntax, around.telling.cue):
        if tokens.lemma[verb] not in _TELLING or tokens.pos[verb] not in {"VERB", "NOUN", "PROPN"}:
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
            syntax, phrase, lenient=tie in {"to", "with"} or _is_body(syntax, phrase)
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


def _is_body(syntax: Syntax, phrase: Phrase) -> bool:
    entity = syntax.annotated.tokens.entity[phrase.head]
    return entity >= 0 and syntax.annotated.entities[entity].label == "ORG"


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
            and tie - token <= _NEAR
        ):
            return "talk"
        speaking = tokens.lemma[token] in _SPEAKING and tokens.pos[token] in {"VERB", "AUX"}
        if token in cue and tokens.pos[token] == "VERB" and syntax.lower(tie) in {"to", "with"}:
            return "speaking"
        quoted = tokens.lemma[token] in words("relays", "carrying", "quoting") and tokens.tag[token] == "VBN"
        if (
            speaking
            and (token in cue or tokens.tag[token] in {"VBG", "VBN"} or tokens.lemma[token] in {"speak", "talk"})
        ) or quoted:
            return "speaking"
    return ""


def carried(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“quoted by the Echo”, “a letter seen by the Echo”, “a clip posted by the brigade”: a participle and its agent."""
    tokens = syntax.annotated.tokens
    for token in around.tokens:
        known = tokens.lemma[token] in words("relays", "carrying", "verbs") | {"ask", "press"}
        if not known or tokens.tag[token] not in _PARTICIPLES:
            continue
        by = _behind(
            syntax,
            token,
            "by",
            *(("on", "in") if _thing_before(syntax, token) is not None or tokens.lemma[token] == "interview" else ()),
        )
        phrase = None if by is None else phrase_at(syntax, by + 1)
        if phrase is None or by is None or not _may_carry(syntax, token, phrase):
            continue
        printed = syntax.lower(by) == "in" and tokens.lemma[token] in {
            "publish",
            "print",
            "quote",
            "run",
            "carry",
            "reprint",
        }
        if syntax.lower(by) != "by" and not is_outlet(syntax, phrase, lenient=printed or _is_body(syntax, phrase)):
            continue
        yield Named(
            Place.OUTSIDE, pieces_of(syntax, phrase), (token, phrase.end), "carried", _before(syntax, around, token)
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
    for token in range(participle - 1, max(participle - _NEAR, syntax.sentence(participle)[0]) - 1, -1):
        lemma = tokens.lemma[token]
        if tokens.pos[token] == "NOUN" and lemma in _things():
            return token
        if tokens.pos[token] == "VERB" and tokens.tag[token] not in _PARTICIPLES:
            return None
    return None


def leaked_to(syntax: Syntax, around: Around) -> Iterator[Named]:
    """“an e-mail leaked to the Echo”, “a memo shared with the Echo”: a participle and the outlet that was given it."""
    tokens = syntax.annotated.tokens
    for token in around.tokens:
        if tokens.lemma[token] not in words("relays", "carrying", "to_verbs") or tokens.tag[token] not in _PARTICIPLES:
            continue
        tie = _behind(syntax, token, "to", "with")
        phrase = None if tie is None else phrase_at(syntax, tie + 1)
        if phrase is not None and _thing_before(syntax, token) is not None and is_outlet(syntax, phrase, lenient=True):
            yield Named(
                Place.OUTSIDE,
                pieces_of(syntax, phrase),
                (token, phrase.end),
                "leaked to",
                _before(syntax, around, token),
            )


def has_seen(syntax: Syntax, around: Around) -> Iterator[Named]:  # noqa: C901 - one construction, word by word
    """“a letter the Echo has seen”, “a memo, a copy of which the Echo holds”, “a diver the Echo spoke to”."""
    tokens = syntax.annotated.tokens
    things = _things()
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
        while syntax.lower(at) in _COPIES and at - token < _NEAR + _NEAR:
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
                _before(syntax, around, token + 1),
            )


def _may_have_seen(syntax: Syntax, thing: int, phrase: Phrase) -> bool:
    """An outlet, or for a recording anybody."""
    recording = syntax.annotated.tokens.lemma[thing] in words("relays", "things", "recordings")
    return is_outlet(syntax, phrase, lenient=True) or (recording and not is_pronoun(syntax, phrase))


def _things() -> frozenset[str]:
    groups = ("sayings", "recordings", "talks")
    return frozenset().union(*(words("relays", "things", group) for group in groups))


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
    if phrase is None or syntax.annotated.tokens.lemma[phrase.head] not in _things() | {"coverage"}:
        return
    tie = phrase.head + 1
    outlet = phrase_at(syntax, tie + 1) if syntax.lower(tie) in {"in", "by", "from", "on"} else None
    if outlet is not None and is_outlet(syntax, outlet, lenient=True):
        who = pieces_of(syntax, outlet)
        yield Named(Place.OUTSIDE, who, (tie, outlet.end), "reports in", who)


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
        yield Named(
            Place.INSIDE, pieces_of(syntax, whole), (first, whole.end), "citing", _before(syntax, around, first)
        )


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
        by = _behind(syntax, token, "by")
        phrase = None if by is None or tokens.tag[token] not in _PARTICIPLES else phrase_at(syntax, by + 1)
        if phrase is not None and is_voice(syntax, phrase):
            whole = widened(syntax, phrase)
            yield Named(
                Place.INSIDE, pieces_of(syntax, whole), (token, whole.end), "briefed", _before(syntax, around, token)
            )


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


def _behind(syntax: Syntax, participle: int, *ties: str) -> int | None:
    """The preposition behind a participle, over times and adverbs but over no verb, mark or other "by"."""
    tokens = syntax.annotated.tokens
    _, stop = syntax.sentence(participle)
    for at in range(participle + 1, min(participle + _NEAR, stop)):
        if syntax.lower(at) == "by" and syntax.lower(at + 1) in _MEANS:
            continue
        if syntax.lower(at) in ties:
            return at
        if tokens.pos[at] in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"} or (syntax.lower(at) == "by"):
            return None
    return None


def _before(syntax: Syntax, around: Around, token: int) -> Pieces | None:
    """The source up to a token inside or right behind it; None where the token is no part of it."""
    source = tokens_of(syntax, around.telling.source)
    if not source or not source[0] < token <= source[-1]:
        return None
    end = token
    tokens = syntax.annotated.tokens
    while end - 1 > source[0] and (
        syntax.lower(end - 1) in {",", "which", "that", "who", "as"} or tokens.pos[end - 1] == "AUX"
    ):
        end -= 1
    return syntax.pieces((source[0], end)) or None


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
                Place.OUTSIDE, pieces_of(syntax, phrase), (token, phrase.end), "reached", _before(syntax, around, token)
            )


_LEAP = 3
"""Words from a thing to the verb of its relative clause."""

RULES: tuple[Callable[[Syntax, Around], Iterator[Named]], ...] = (
    told,
    carried,
    leaked_to,
    reports_in,
    has_seen,
    reached,
    tied,
    citing,
    briefed,
    met,
    behind_dash,
    before_colon,
)
"""Each reads one construction; the first that reads some words has them."""
