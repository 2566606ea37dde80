"""Pronouns: whom "he", "they" or "it" stands for within one report."""

from collections.abc import Callable
from dataclasses import replace

from sayso.annotate.gazetteer import label_of
from sayso.claims.groups import in_one_row, is_human, joined_people
from sayso.claims.lexicon import body_nouns
from sayso.claims.mentions import Mention
from sayso.claims.nominals import UNCLEAR, Speakers, gap, nominal
from sayso.claims.phrases import SUBJECTS, children, sentence_range
from sayso.claims.referents import BODIES, REACH, Cast
from sayso.data import words
from sayso.nouns import ReferentKind

SUBJECT = 2.0
"""What being a subject is worth to a mention that a pronoun may stand for, in sentences of distance."""

SPEAKER = 3.0
"""What having spoken is worth: "she said" mostly goes on with whoever spoke last."""

MARGIN = 1.0
"""By how much the best mention must lead where a wrong one would do harm: a sentence of distance."""

FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})

_PERSONAL = {
    "he": False, "him": False, "his": False, "himself": False, "she": True, "her": True, "hers": True, "herself": True,
}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_ASKING = frozenset({"ask", "question", "press"})


def pronoun(found: Cast, token: int, speakers: Speakers, told: frozenset[int] = frozenset()) -> Mention | None:
    """Whom a pronoun stands for: the nearest fitting speaker or subject before it, or None.

    `told` are the tokens of what the pronoun is made to say. Whoever is spoken of there is hardly the speaker ("The
    mayor is ill, he said" is said by another man), unless nobody else fits.
    """
    word = found.annotated.tokens.text[token].lower()
    if word not in _PERSONAL and word not in _PLURAL and word not in _THING:
        return None
    named = _named_after(found, token, word) or _asked(found, token, word)
    if named is not None:
        return named
    nearest = None
    if word not in _THING and told:
        nearest = _nearest(found, token, speakers, fits=lambda mention: _speaks(found, word, mention), told=told)
    nearest = nearest or _nearest(found, token, speakers, fits=lambda mention: _speaks(found, word, mention))
    if word in _PERSONAL and (nearest is None or not (nearest.proper or nearest.subject)):
        # A name of two words that is no body's may be a person's whatever it was tagged as; so it may where only
        # somebody is mentioned by the way ("asked about the pilot, she said").
        named = _nearest(found, token, speakers, fits=_may_be_person)
        return nearest if named is None else replace(named, kind=ReferentKind.PERSON)
    return nearest


def _named_after(found: Cast, token: int, word: str) -> Mention | None:
    """The main clause's subject where a clause before it has the pronoun: "When he announced …, Ada Holm did not …"."""
    tokens = found.annotated.tokens
    verb = tokens.head[token]
    main = tokens.head[verb]
    if tokens.dep[token] not in SUBJECTS or tokens.dep[verb] != "advcl" or main <= verb:
        return None
    sentence = sentence_range(found.annotated, token)
    subject = next((i for i in children(tokens, main, sentence) if tokens.dep[i] in SUBJECTS and i > verb), None)
    if subject is None or any(m.head >= sentence.start and _fits(word, m) for m in found.before(token, reach=0)):
        return None
    mention = found.at(subject)
    return mention if mention.proper and _fits(word, mention) else None


def _asked(found: Cast, token: int, word: str) -> Mention | None:
    """Whoever was asked, of one who answers: "Ada Holm asked Lars Vey how … Rats had eaten it, he answered"."""
    tokens = found.annotated.tokens
    if tokens.lemma[tokens.head[token]] not in words("people", "answering"):
        return None
    here = tokens.sentence[token]
    for mention in found.before(token, reach=1):
        at = _standing_at(found, mention)
        asked = tokens.dep[at] == "dobj" and tokens.lemma[tokens.head[at]] in _ASKING
        if asked and gap(found, here, mention.head) <= 1 and mention.proper and _fits(word, mention):
            return found.whole(mention)
    return None


def _speaks(found: Cast, word: str, mention: Mention) -> bool:
    """Whether a mention fits a pronoun that speaks: "bedroom windows" say nothing."""
    return _fits(word, mention) and (word not in _PLURAL or is_human(found, mention))


def gender(word: str) -> bool | None:
    """Whether a pronoun stands for a woman (True) or a man (False); None where it tells neither."""
    return _PERSONAL.get(word.lower())


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
    acting = mention.proper and mention.subject and mention.kind in UNCLEAR
    return mention.plural is not True and (mention.kind in BODIES or acting)


def certain(found: Cast, token: int) -> Mention | None:
    """Whom a pronoun stands for where nobody and nothing else comes close, else None: unresolved beats wrong."""
    word = found.annotated.tokens.text[token].lower()
    if word in _PERSONAL:
        ranked = _ranked(found, token, (), fits=lambda mention: _fits(word, mention))
    elif word in _PLURAL:
        many = _ranked(found, token, (), fits=lambda mention: mention.plural is True)
        ranked = many or _ranked(found, token, (), fits=lambda mention: _fits(word, mention))
    elif word in _THING:
        # A mill or a bridge may be meant as well as a body.
        ranked = _ranked(found, token, (), fits=_is_one_thing)
    else:
        return None
    # "The army shelled the mill. It …": even a subject does not lead by enough where a thing stands beside it.
    margin = MARGIN + SUBJECT * (word in _THING)
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= margin)
    return ranked[0][2] if clear and _fits(word, ranked[0][2]) else None


def _is_one_thing(mention: Mention) -> bool:
    return mention.plural is not True and mention.kind is not ReferentKind.PERSON


def _nearest(
    found: Cast,
    token: int,
    speakers: Speakers,
    *,
    fits: Callable[[Mention], bool],
    told: frozenset[int] = frozenset(),
) -> Mention | None:
    ranked = _ranked(found, token, speakers, fits=fits, told=told)
    return ranked[0][2] if ranked and not _either(found, ranked) else None


def _either(found: Cast, ranked: list[tuple[float, int, Mention]]) -> bool:
    """Whether nobody can tell the best two apart: they stand in one row, or met ("Holm met Reed. He said …")."""
    if len(ranked) < 2:
        return False
    tokens = found.annotated.tokens
    one, other = sorted((ranked[0][1], ranked[1][1]))
    if in_one_row(found, one, other):
        return True  # "Holm and Reed left. She said …"
    verb, above = tokens.head[one], tokens.head[other]
    if tokens.dep[other] == "pobj":
        above = tokens.head[above]
    met = tokens.dep[one] == "nsubj" and above == verb and tokens.lemma[verb] in words("people", "meeting")
    spoke = tokens.dep[other] in {"dobj", "pobj"}
    return met and spoke and ranked[0][2].proper == ranked[1][2].proper


def _standing(found: Cast, mention: Mention) -> float:
    """What a mention's place in its clause is worth: a subject's, less if the clause only describes somebody."""
    if not mention.subject:
        return 0.0
    tokens = found.annotated.tokens
    return SUBJECT / 2 if tokens.dep[tokens.head[_standing_at(found, mention)]] == "relcl" else SUBJECT


def _standing_at(found: Cast, mention: Mention) -> int:
    """The token that stands in the clause for a mention: "director" of "asked the director, Ada Holm"."""
    tokens, at = found.annotated.tokens, mention.head
    while tokens.dep[at] in {"appos", "compound"} and tokens.head[at] != at:
        at = tokens.head[at]
    return at


def _ranked(
    found: Cast,
    token: int,
    speakers: Speakers,
    *,
    fits: Callable[[Mention], bool],
    told: frozenset[int] = frozenset(),
) -> list[tuple[float, int, Mention]]:
    """The fitting mentions before a token with their scores and places, the best first, each name once."""
    here = found.annotated.tokens.sentence[token]
    scored: dict[str, tuple[float, int, Mention]] = {}
    for mention in found.before(token):
        if mention.head in told:
            continue
        pair = joined_people(found, mention)
        if fits(mention) or pair is not None:
            whole = nominal(found, mention, speakers) or mention
            whole = pair if pair is not None and fits(pair) else found.whole(whole)
            if not fits(whole):
                continue
            _keep(scored, _standing(found, mention) - gap(found, here, mention.head), mention.head, whole)
    for at, speaker in speakers:
        behind = gap(found, here, at)
        if at < token and 0 <= behind <= REACH and fits(speaker):
            _keep(scored, SPEAKER - behind, at, speaker)
    return sorted(scored.values(), key=lambda one: one[:2], reverse=True)


def _keep(scored: dict[str, tuple[float, int, Mention]], score: float, at: int, mention: Mention) -> None:
    if mention.name not in scored or scored[mention.name][:2] < (score, at):
        scored[mention.name] = (score, at, mention)


def speaks_of_itself(found: Cast, token: int, speaker: Mention) -> bool:
    """Whether a pronoun in what somebody says is the speaker: "it" of a body, "they" of many, "he" of a man."""
    word = found.annotated.tokens.text[token].lower()
    if word in _THING:
        return speaker.kind is not ReferentKind.PERSON and speaker.plural is not True
    if word in _PLURAL and speaker.plural is None and any(m.plural is True for m in found.before(token, reach=1)):
        return False  # "the ministry sent soldiers; they will stay, it said": the soldiers are nearer
    return (word in _PERSONAL or word in _PLURAL) and _fits(word, speaker)
