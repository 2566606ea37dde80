"""Nominals: whom a bare noun such as "the ministry", "the colonel" or "the company" stands for within one report."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.claims.groups import group_alike, in_one_row, many_before
from sayso.claims.kinds import is_female
from sayso.claims.lexicon import alike, naming_nouns, not_firms, role_nouns, short_titles
from sayso.claims.mentions import Mention
from sayso.claims.phrases import SUBJECTS, children, left_edge, sentence_range
from sayso.claims.referents import BODIES, Cast
from sayso.data import words
from sayso.nouns import ReferentKind

Speakers = tuple[tuple[int, Mention], ...]
"""Who spoke so far: the token that names the source, and whom it stands for, in text order."""

UNCLEAR = frozenset({ReferentKind.UNKNOWN, ReferentKind.GROUP, ReferentKind.PLACE})
"""Kinds of which a name that nothing is known about may be, though it is a body's."""

_WHERE = frozenset({"in", "from", "to", "at", "near", "into", "over"})
_SHORTEST_LAND = 4
"""Letters that a land's name has at least, for its adjective to be told from another word."""

_AGED = re.compile(r"\b\d+-year-old\b")

_UNTITLED = frozenset(
    {"the", "a", "an", "deputy", "former", "acting", "its", "their", "his", "her", "our", "first", "vice"}
)


def nominal(found: Cast, mention: Mention, speakers: Speakers) -> Mention | None:
    """Whom a bare noun such as "the ministry", "the colonel", "the company" stands for, or None if for itself."""
    beside = _name_beside(found, mention)
    if beside is not None or not mention.definite:
        return beside
    if mention.kind in BODIES and mention.proper and mention.party:
        return _of_party(found, mention)
    told = None if mention.proper else _told_before(found, mention) or many_before(found, mention)
    told = told or (None if mention.proper else group_alike(found, mention))
    if told is None and _AGED.search(mention.name):
        told = _only_subject(found, mention)
    if told is not None:
        return told
    if mention.kind is ReferentKind.PERSON and not mention.proper:
        return _person_called(found, mention, speakers)
    if mention.proper or len(mention.name.lower().removeprefix("same ").split()) > 1:
        return None
    return (
        _body_called(found, mention)
        or _ministry_of(found, mention)
        or _of_class(found, mention, speakers)
        or _body_alike(found, mention)
    )


def _name_beside(found: Cast, mention: Mention) -> Mention | None:
    """The name that a noun stands in apposition to: "the Harbour Ledger, a weekly magazine"."""
    tokens = found.annotated.tokens
    above = tokens.head[mention.head]
    if mention.proper or tokens.dep[mention.head] != "appos" or tokens.pos[above] != "PROPN":
        return None
    named = found.at(above)
    subject = mention.subject or named.subject
    # "A resident of Harbour Street, a teacher": a street is no teacher.
    person = mention.kind is ReferentKind.PERSON
    apart = person != (named.kind is ReferentKind.PERSON) or (person and tokens.dep[above] == "pobj")
    if apart or not named.proper:
        return None
    return replace(named, called=named.called | mention.called, subject=subject)


def _told_before(found: Cast, mention: Mention) -> Mention | None:
    """The person of whom it was said before: "Ada Holm, a midwife, … the midwife"."""
    if mention.kind not in {ReferentKind.PERSON, ReferentKind.UNKNOWN} or mention.plural is True:
        return None
    tokens = found.annotated.tokens
    alike = (m for m in found.before(mention.head, reach=mention.head) if m.called & mention.called and not m.proper)
    named = (found.at(tokens.head[m.head]) for m in alike if tokens.dep[m.head] == "appos")
    return _first(found, (m for m in named if m.proper and m.kind is ReferentKind.PERSON))


def _only_subject(found: Cast, mention: Mention) -> Mention | None:
    """The one person of whom the sentence before spoke: "Ada Holm has run the zoo for years. The director said …".

    Not for nouns that mostly bring in somebody else ("the judge"), nor behind a sentence with another person in it.
    """
    tokens = found.annotated.tokens
    here = tokens.sentence[mention.head]
    aged = _AGED.search(mention.name) is not None
    if not aged and (mention.called & words("people", "others") or mention.affiliation is not None):
        return None
    if tokens.dep[mention.head] not in SUBJECTS or mention.plural is True:
        return None
    near = [m for m in found.before(mention.head) if gap(found, here, m.head) == 1]
    people = {m.name: m for m in near if m.kind is ReferentKind.PERSON}
    if len(people) != 1:
        return None
    person = next(iter(people.values()))
    told = frozenset() if aged else person.called - words("people", "titles")
    acting = person.subject and tokens.dep[person.head] == "nsubj"
    return found.whole(person) if person.proper and acting and not told else None


def _first(found: Cast, *choices: Iterable[Mention]) -> Mention | None:
    """The first mention of the first choice that has one, under its fullest name."""
    for choice in choices:
        for mention in choice:
            return found.whole(mention)
    return None


def _body_called(found: Cast, mention: Mention) -> Mention | None:
    """The body that the report calls by the noun, or whose name ends in it: "the union" is the Dockers' Union."""
    nouns = mention.called | {mention.name.lower()}
    # Whoever was called so by name is meant, be it a person: "its owner, Ada Holm, … the owner".
    alike = [
        m
        for m in found.with_words(nouns)
        if (m.kind in BODIES or (m.proper and m.called & nouns)) and m.name.lower() != mention.name.lower()
    ]
    before = [m for m in reversed(alike) if m.head < mention.head]
    ending = [m for m in (*before, *alike) if m.proper and m.name.lower().split()[-1] in nouns]
    return _first(found, (m for m in before if m.called & nouns), ending)


def _body_alike(found: Cast, mention: Mention) -> Mention | None:
    """The one named body before it whose name has a like noun: "the union" is the Dockers' Federation."""
    fellows = frozenset(other for noun in mention.called for other in alike("bodies", noun)) - mention.called
    bodies = [m for m in found.with_words(fellows) if m.proper and m.kind in BODIES and m.head < mention.head]
    named = {found.fullest(m): m for m in bodies if not m.called.isdisjoint(fellows)}
    return _first(found, named.values()) if len(named) == 1 else None


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
    called = mention.called | {short for short, title in short_titles() if title in mention.called}
    named = [m for m in found.people_called(called, mention.head) if narrowing <= m.phrase]
    spoke = [(at, m) for at, m in reversed(speakers) if at < mention.head]
    ranked: list[Mention] = []
    if mention.called & words("people", "military"):
        # A rank is no office: "the colonel" is whoever spoke last.
        ranked = [m for _, m in spoke if m.kind is ReferentKind.PERSON and m.proper]
    return (
        _first(found, named, ranked, _called_alike(found, mention))
        or _just_spoke(found, mention, spoke)
        or _only_subject(found, mention)
        or _without_role(found, mention)
    )


def _is_said_to_be(found: Cast, mention: Mention) -> bool:
    """Whether the report tells somebody's role in a clause of its own: "Holm is the mayor of Vey"."""
    tokens = found.annotated.tokens
    verb = tokens.head[mention.head]
    if tokens.lemma[verb] not in {"be", "become"} or tokens.dep[mention.head] not in SUBJECTS:
        return False
    held = children(tokens, verb, sentence_range(found.annotated, verb))
    return any(tokens.dep[i] == "attr" and tokens.lemma[i] in role_nouns() for i in held)


def _called_alike(found: Cast, mention: Mention) -> tuple[Mention, ...]:
    """The one person before it who goes by a like noun: "the goalkeeper" is the player."""
    fellows = frozenset(other for noun in mention.called for other in alike("people", noun)) - mention.called
    named = {found.fullest(m): m for m in found.people_called(fellows, mention.head) if m.head < mention.head}
    return tuple(named.values()) if len(named) == 1 else ()


def _without_role(found: Cast, mention: Mention) -> Mention | None:
    """The one person named before it of whom no role is told: whoever else was named is something else.

    Not for nouns that mostly bring in somebody else ("the judge"), nor for anybody's own ("the firm's lawyer").
    """
    tokens = found.annotated.tokens
    owned = mention.affiliation is not None and tokens.tag[mention.affiliation] != "PRP$"
    if mention.called & words("people", "others") or owned or mention.plural is True:
        return None
    if tokens.dep[mention.head] not in SUBJECTS:
        return None
    people = [m for m in found.before(mention.head, reach=mention.head) if m.kind is ReferentKind.PERSON]
    if any(not m.proper and m.called & mention.called for m in people):
        return None
    told = {found.fullest(m) for m in people if m.called or _is_said_to_be(found, m)}
    free = {found.fullest(m): m for m in people if m.proper and found.fullest(m) not in told}
    if not people or len(free) != 1:
        return None
    person = found.whole(next(iter(free.values())))
    tells = is_female(mention.called)
    return None if tells is not None and person.female not in {None, tells} else person


def _just_spoke(found: Cast, mention: Mention, spoke: list[tuple[int, Mention]]) -> Mention | None:
    """The person who spoke in the sentence before without a role: "Holm said … The opposition leader added"."""
    tokens = found.annotated.tokens
    if not spoke or tokens.dep[mention.head] not in SUBJECTS:
        return None
    at, last = spoke[0]
    near = gap(found, tokens.sentence[mention.head], at) <= 1
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
    named = (m for m in found.before(mention.head, reach=mention.head) if m.proper)
    proper = [m for m in named if not _is_land(found, m) and not _passes_on(found, m)]
    spoke = [m for at, m in reversed(speakers) if at < mention.head and _may_be_called(m, mention.called)]
    spoke = [m for m in spoke if not _is_land(found, m)]
    bodies = [m for m in proper if _may_be_called(m, mention.called)]
    # A firm whose name looks like a surname is tagged as a person; nobody calls a person "the company".
    firm = bool(mention.called & words("bodies", "firms"))
    lone = [
        m for m in proper if firm and m.kind is ReferentKind.PERSON and not m.called and " " not in found.fullest(m)
    ]
    unclear = [m for m in proper if m.kind in UNCLEAR and m.plural is None]
    # Whoever was brought in as a firm is meant before whoever only has a name.
    introduced = [m for m in (*spoke, *_subjects(bodies), *bodies, *unclear) if firm and _introduced(m)]
    spoke, bodies, unclear, introduced = (
        [m for m in among if not _other_firm(m, mention)] for among in (spoke, bodies, unclear, introduced)
    )
    # Whom the report has made speak as "the group" it means by that again.
    lemmas = found.annotated.tokens.lemma
    again = [m for at, m in reversed(speakers) if at < mention.head and m.proper and lemmas[at] in mention.called]
    subjects = _subjects(bodies)
    whole = _first(found, again, introduced, spoke, subjects, bodies, _subjects(lone), lone, unclear)
    if not again and subjects and any(in_one_row(found, subjects[0].head, m.head) for m in proper):
        return None  # "Volta and Corvid were both fined. The company said …"
    if whole is None or whole.kind is ReferentKind.OUTLET:
        return whole
    return replace(whole, kind=ReferentKind.BODY)


def _passes_on(found: Cast, mention: Mention) -> bool:
    """Whether somebody only hands on what others say: "prosecutors quoted by Northern Wire"."""
    tokens = found.annotated.tokens
    by = tokens.head[mention.head]
    return tokens.dep[by] == "agent" and tokens.lemma[tokens.head[by]] in words("people", "relaying")


def _introduced(mention: Mention) -> bool:
    """Whether somebody is told to be a firm: by a noun before the name or by the name's last word."""
    told = mention.called & words("bodies", "firms")
    return bool(told) or mention.name.lower().split()[-1] in words("bodies", "firm_names")


def _other_firm(mention: Mention, meant: Mention) -> bool:
    """Whether somebody was brought in as a firm of another trade: a "mail provider" is no "airline"."""
    told = mention.called & words("bodies", "firms") - words("bodies", "any_firm")
    asked = meant.called & words("bodies", "firms") - words("bodies", "any_firm")
    return bool(told and asked) and told.isdisjoint(asked)


def _is_land(found: Cast, mention: Mention) -> bool:
    """Whether a name is a place's: where something is, or with its adjective in the text ("Tarnia", "Tarnian")."""
    name = mention.name.lower()
    tokens = found.annotated.tokens
    above = tokens.head[mention.head]
    if mention.kind is ReferentKind.PLACE and tokens.dep[mention.head] == "pobj" and tokens.text[above] in _WHERE:
        return True
    if " " in name or len(name) < _SHORTEST_LAND:
        return False
    stem = name.rstrip("aeiouy")
    adjectives = {name + ending for ending in ("n", "an", "ian", "ese", "ish")}
    adjectives |= {stem + ending for ending in ("an", "ian", "ese", "ish")}
    return not adjectives.isdisjoint(found.capitals)


def _subjects(mentions: list[Mention]) -> list[Mention]:
    return [m for m in mentions if m.subject]


def _may_be_called(mention: Mention, noun: frozenset[str]) -> bool:
    """Whether a named body may be called by a noun: a union is no company, a ministry no organisation."""
    taken = words("bodies", "sovereign") if noun & words("bodies", "societies") else not_firms()
    kinds = {ReferentKind.BODY, ReferentKind.OUTLET} if noun & words("bodies", "media") else {ReferentKind.BODY}
    return mention.proper and mention.kind in kinds and taken.isdisjoint(mention.name.lower().split())


def gap(found: Cast, here: int, token: int) -> int:
    """How far back a token is: in sentences, one more where a new paragraph began."""
    sentences = found.annotated.sentences
    there = found.annotated.tokens.sentence[token]
    return here - there + (sentences[here].paragraph != sentences[there].paragraph)
