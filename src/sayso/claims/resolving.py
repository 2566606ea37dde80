"""Resolving: whom a pronoun or a bare noun stands for within one report."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sayso.annotate.gazetteer import label_of
from sayso.claims.lexicon import body_nouns, naming_nouns, not_firms
from sayso.claims.mentions import Mention
from sayso.claims.phrases import SUBJECTS, head_of, left_edge
from sayso.claims.referents import BODIES, REACH, Cast
from sayso.data import words
from sayso.nouns import ReferentKind, Span

Speakers = tuple[tuple[int, Mention], ...]
"""Who spoke so far: the token that names the source, and whom it stands for, in text order."""

Named = Callable[[Span], tuple[str, ReferentKind] | None]
"""The canonical name and kind of what a span mentions, or None where it stands for nobody known."""

SUBJECT = 2.0
"""What being a subject is worth to a mention that a pronoun may stand for, in sentences of distance."""

SPEAKER = 3.0
"""What having spoken is worth: "she said" mostly goes on with whoever spoke last."""

FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})

_PERSONAL = {
    "he": False, "him": False, "his": False, "himself": False, "she": True, "her": True, "hers": True, "herself": True,
}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_UNCLEAR = frozenset({ReferentKind.UNKNOWN, ReferentKind.GROUP, ReferentKind.PLACE})
_UNTITLED = frozenset(
    {"the", "a", "an", "deputy", "former", "acting", "its", "their", "his", "her", "our", "first", "vice"}
)


def pronoun(found: Cast, token: int, speakers: Speakers) -> Mention | None:
    """Whom a pronoun stands for: the nearest fitting speaker or subject before it, or None."""
    word = found.annotated.tokens.text[token].lower()
    if word not in _PERSONAL and word not in _PLURAL and word not in _THING:
        return None
    nearest = _nearest(found, token, speakers, fits=lambda mention: _fits(word, mention))
    if nearest is None and word in _PERSONAL:
        # A name of two words that is no body's may be a person's whatever it was tagged as.
        nearest = _nearest(found, token, speakers, fits=_may_be_person)
        return None if nearest is None else replace(nearest, kind=ReferentKind.PERSON)
    return nearest


def _may_be_person(mention: Mention) -> bool:
    parts = mention.name.lower().split()
    likely = mention.proper and mention.subject and len(parts) in {2, 3} and body_nouns().isdisjoint(parts)
    unclear = mention.kind in {ReferentKind.BODY, ReferentKind.UNKNOWN, ReferentKind.PLACE}
    return likely and unclear and label_of(mention.name) is None


def _fits(word: str, mention: Mention) -> bool:
    if word in _PERSONAL:
        return mention.kind is ReferentKind.PERSON and mention.female in {None, _PERSONAL[word]}
    if word in _PLURAL:
        return mention.plural is not False and mention.kind is not ReferentKind.PLACE
    # A name that nothing is known about can be a body where it acts: "Open Doors moved its fair".
    acting = mention.proper and mention.subject and mention.kind in _UNCLEAR
    return mention.plural is not True and (mention.kind in BODIES or acting)


def _nearest(found: Cast, token: int, speakers: Speakers, *, fits: Callable[[Mention], bool]) -> Mention | None:
    here = found.annotated.tokens.sentence[token]
    scored: dict[str, tuple[float, int, Mention]] = {}
    for mention in found.before(token):
        if fits(mention):
            whole = nominal(found, mention, speakers) or mention
            whole = found.whole(whole)
            if not fits(whole):
                continue
            _keep(scored, SUBJECT * mention.subject - _gap(found, here, mention.head), mention.head, whole)
    for at, speaker in speakers:
        gap = _gap(found, here, at)
        if at < token and 0 <= gap <= REACH and fits(speaker):
            _keep(scored, SPEAKER - gap, at, speaker)
    return max(scored.values(), key=lambda one: one[:2])[2] if scored else None


def _gap(found: Cast, here: int, token: int) -> int:
    """How far back a token is: in sentences, one more where a new paragraph began."""
    sentences = found.annotated.sentences
    there = found.annotated.tokens.sentence[token]
    return here - there + (sentences[here].paragraph != sentences[there].paragraph)


def _keep(scored: dict[str, tuple[float, int, Mention]], score: float, at: int, mention: Mention) -> None:
    if mention.name not in scored or scored[mention.name][:2] < (score, at):
        scored[mention.name] = (score, at, mention)


def nominal(found: Cast, mention: Mention, speakers: Speakers) -> Mention | None:
    """Whom a bare noun such as "the ministry", "the colonel", "the company" stands for, or None if for itself."""
    if not mention.definite:
        return None
    if mention.kind in BODIES and mention.proper and mention.party:
        return _of_party(found, mention)
    if mention.kind is ReferentKind.PERSON and not mention.proper:
        return _person_called(found, mention, speakers)
    if mention.proper or len(mention.name.lower().removeprefix("same ").split()) > 1:
        return None
    return _body_called(found, mention) or _ministry_of(found, mention) or _of_class(found, mention, speakers)


def _first(found: Cast, *choices: Iterable[Mention]) -> Mention | None:
    """The first mention of the first choice that has one, under its fullest name."""
    for choice in choices:
        for mention in choice:
            return found.whole(mention)
    return None


def _body_called(found: Cast, mention: Mention) -> Mention | None:
    """The body that the report calls by the noun, or whose name ends in it: "the union" is the Dockers' Union."""
    nouns = mention.called | {mention.name.lower()}
    alike = [m for m in found.with_words(nouns) if m.kind in BODIES and m.name.lower() != mention.name.lower()]
    before = [m for m in reversed(alike) if m.head < mention.head]
    ending = [m for m in (*before, *alike) if m.proper and m.name.lower().split()[-1] in nouns]
    return _first(found, (m for m in before if m.called & nouns), ending)


def _of_party(found: Cast, mention: Mention) -> Mention | None:
    """The fuller name of "the ministry in Lima", where the report has only one ministry of that country."""
    text = found.annotated.tokens.text
    if text[mention.first].lower() not in mention.called:
        return None
    fuller = {
        found.fullest(m): m
        for m in found.with_words(mention.called)
        if m.called & mention.called and m.party == mention.party and text[m.first].lower() not in m.called
    }
    return _first(found, fuller.values()) if len(fuller) == 1 else None


def _person_called(found: Cast, mention: Mention, speakers: Speakers) -> Mention | None:
    """The named person whom the report calls so: "the defence minister" is Defence Minister Ada Holm."""
    narrowing = mention.phrase - mention.called
    named = [m for m in found.people_called(mention.called, mention.head) if narrowing <= m.phrase]
    spoke = [(at, m) for at, m in reversed(speakers) if at < mention.head]
    ranked: list[Mention] = []
    if mention.called & words("people", "military"):
        # A rank is no office: "the colonel" is whoever spoke last.
        ranked = [m for _, m in spoke if m.kind is ReferentKind.PERSON and m.proper]
    return _first(found, named, ranked) or _just_spoke(found, mention, spoke)


def _just_spoke(found: Cast, mention: Mention, spoke: list[tuple[int, Mention]]) -> Mention | None:
    """The person who spoke in the sentence before without a role: "Holm said … The opposition leader added"."""
    tokens = found.annotated.tokens
    if not spoke or tokens.dep[mention.head] not in SUBJECTS:
        return None
    at, last = spoke[0]
    near = _gap(found, tokens.sentence[mention.head], at) <= 1
    return last if near and last.kind is ReferentKind.PERSON and last.proper and not last.called else None


def _ministry_of(found: Cast, mention: Mention) -> Mention | None:
    """The ministry of the minister who was named before it: "the interior minister … the ministry"."""
    text = found.annotated.tokens.text
    if "ministry" not in mention.called:
        return None
    for index in range(mention.head - 1, -1, -1):
        if text[index].lower() != "minister" or text[index - 1].lower() == "prime":
            continue
        held = [text[i] for i in range(left_edge(found.annotated, index), index) if text[i].lower() not in _UNTITLED]
        if held:
            return replace(mention, name=" ".join([*held, "ministry"]).replace(" 's", "'s").replace(" ’s", "’s"))
    return None


def _of_class(found: Cast, mention: Mention, speakers: Speakers) -> Mention | None:
    """The named body that a noun for firms or societies stands for: "Volta … the airline"."""
    if not mention.called & naming_nouns():
        return None
    proper = [m for m in found.before(mention.head, reach=mention.head) if m.proper]
    spoke = [m for at, m in reversed(speakers) if at < mention.head and _may_be_called(m, mention.called)]
    bodies = [m for m in proper if _may_be_called(m, mention.called)]
    # A firm whose name looks like a surname is tagged as a person; nobody calls a person "the company".
    firm = bool(mention.called & words("bodies", "firms"))
    lone = [
        m for m in proper if firm and m.kind is ReferentKind.PERSON and not m.called and " " not in found.fullest(m)
    ]
    unclear = [m for m in proper if m.kind in _UNCLEAR and m.plural is None]
    whole = _first(found, spoke, _subjects(bodies), bodies, _subjects(lone), lone, unclear)
    if whole is None or whole.kind is ReferentKind.OUTLET:
        return whole
    return replace(whole, kind=ReferentKind.BODY)


def _subjects(mentions: list[Mention]) -> list[Mention]:
    return [m for m in mentions if m.subject]


def _may_be_called(mention: Mention, noun: frozenset[str]) -> bool:
    """Whether a named body may be called by a noun: a union is no company, a ministry no organisation."""
    taken = words("bodies", "sovereign") if noun & words("bodies", "societies") else not_firms()
    kinds = {ReferentKind.BODY, ReferentKind.OUTLET}
    return mention.proper and mention.kind in kinds and taken.isdisjoint(mention.name.lower().split())


def namer(found: Cast, speaker: Mention | None) -> Named:
    """What names a mention within the report, for a claim of `speaker`: "it" in what a body says is that body."""
    annotated = found.annotated
    tokens = annotated.tokens

    def named(span: Span) -> tuple[str, ReferentKind] | None:
        head = head_of(tokens, annotated.tokens_in(span))
        if head is None:
            return None
        word = tokens.text[head].lower()
        if tokens.pos[head] == "PRON" or tokens.tag[head] == "PRP$":
            own = speaker is not None and (word in FIRST_PERSON or _speaks_of_itself(word, speaker))
            resolved = speaker if own else pronoun(found, head, ())
        elif tokens.pos[head] in {"NOUN", "PROPN"} or tokens.entity[head] >= 0:
            mention = found.at(head)
            resolved = nominal(found, mention, ()) or mention
        else:
            return None
        known = resolved is not None and resolved.name and resolved.kind is not ReferentKind.UNKNOWN
        return (resolved.name, resolved.kind) if resolved is not None and known else None

    return named


def _speaks_of_itself(word: str, speaker: Mention) -> bool:
    """Whether a pronoun in what somebody says is the speaker: "it" of a body, "they" of many, "he" of a man."""
    if word in _THING:
        return speaker.kind is not ReferentKind.PERSON and speaker.plural is not True
    return (word in _PERSONAL or word in _PLURAL) and _fits(word, speaker)
