"""Voices: who is made to speak, from the words that name the source."""

from dataclasses import dataclass

from sayso.annotate.gazetteer import country_of
from sayso.claims.mentions import Mention, party_of
from sayso.claims.phrases import sentence_range, tokens_of, words_of
from sayso.claims.referents import FIRST_PERSON, Cast, nominal, phrase_head, pronoun
from sayso.data import words
from sayso.nouns import Attribution, Pieces, ReferentKind, Voice

_NOBODY = frozenset(
    {
        "nobody",
        "none",
        "neither",
        "nothing",
        "no-one",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "who",
        "which",
        "that",
        "this",
        "there",
    }
)

_COLLECTIVE = frozenset({ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET, ReferentKind.FACILITY})

Speakers = tuple[tuple[int, Mention], ...]
"""Who spoke so far: the token that names the source, and whom it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A voice with the mention that it was read from."""

    voice: Voice
    mention: Mention
    at: int


def voice_of(found: Cast, source: Pieces, speakers: Speakers) -> Spoken | None:
    """The voice that a source names, or None where it names nobody but the narrator ("we", no words at all)."""
    annotated = found.annotated
    inside = tokens_of(annotated, source)
    head = phrase_head(annotated, inside)
    if head is None or not inside:
        return None
    word = annotated.tokens.text[head].lower()
    if word in FIRST_PERSON or word in _NOBODY:
        return None
    own = found.at(head)
    if annotated.tokens.pos[head] == "PRON":
        resolved = pronoun(found, inside[0] if inside[0] == head else head, speakers)
        how = f"pronoun “{word}”" if resolved else None
    else:
        resolved, how = _whom(found, own, speakers)
    mention = resolved or own
    if not mention.name:
        return None
    return Spoken(
        voice=Voice(
            name=mention.name,
            kind=mention.kind,
            source=source,
            named=None if mention.head == own.head else annotated.span(mention.first, mention.end),
            role=own.role or mention.role,
            affiliation=_affiliation(found, mention if mention.affiliation is not None else own, speakers),
            party=_party(found, own, mention, inside),
            resolution=how,
        ),
        mention=mention,
        at=head,
    )


def _whom(found: Cast, own: Mention, speakers: Speakers) -> tuple[Mention | None, str | None]:
    if own.kind is ReferentKind.PERSON and own.proper:
        return None, None
    if own.called & words("people", "sayings") and not own.proper:
        teller = _teller(found, own, speakers)
        if teller is not None:
            return teller, f"“{own.name}” is theirs"
    named = nominal(found, own, speakers)
    if named is not None:
        return named, f"“{own.name}” for the one named before"
    body = _spoken_for(found, own, speakers)
    return (body, f"“{own.name}” speaks for it") if body is not None else (None, None)


def _teller(found: Cast, own: Mention, speakers: Speakers) -> Mention | None:
    """Whose statement, count or letter it is: its owner, else whoever spoke last."""
    if own.affiliation is not None:
        return _owner(found, own.affiliation, speakers, anybody=True)
    spoke = [m for at, m in speakers if at < own.head]
    return spoke[-1] if spoke and own.definite else None


def _spoken_for(found: Cast, own: Mention, speakers: Speakers) -> Mention | None:
    """The body that an unnamed spokesperson or member speaks for."""
    if own.role is None:
        return None
    if own.plural is True:
        # "its editors", "one of its surgeons": an owner by pronoun is the body that was just spoken of.
        of_it = own.affiliation is not None and found.annotated.tokens.tag[own.affiliation] == "PRP$"
        return _owner(found, own.affiliation, speakers) if of_it and own.affiliation is not None else None
    if own.affiliation is not None:
        return _owner(found, own.affiliation, speakers)
    if own.role not in words("people", "spokespeople"):
        return None
    return pronoun_like_it(found, own.head, speakers)


def pronoun_like_it(found: Cast, token: int, speakers: Speakers) -> Mention | None:
    """The body nearest before a token, as "it" would find it."""
    tokens = found.annotated.tokens
    bodies = [m for m in found.before(token, reach=2) if m.kind in {ReferentKind.BODY, ReferentKind.GOVERNMENT}]
    here = [m for m in bodies if tokens.sentence[m.head] == tokens.sentence[token] and m.subject]
    spoke = [m for at, m in reversed(speakers) if at < token and m.kind in {ReferentKind.BODY, ReferentKind.GOVERNMENT}]
    for candidates in (here, bodies, spoke):
        if candidates:
            return found.at(candidates[0].head)
    return None


def _owner(found: Cast, owner: int, speakers: Speakers, *, anybody: bool = False) -> Mention | None:
    tokens = found.annotated.tokens
    if tokens.tag[owner] == "PRP$" or tokens.pos[owner] == "PRON":
        return pronoun(found, owner, speakers)
    mention = found.at(owner)
    resolved = nominal(found, mention, speakers) or mention
    return (
        resolved
        if resolved.kind
        not in {ReferentKind.UNKNOWN, ReferentKind.PERSON, ReferentKind.GROUP, ReferentKind.UNNAMED_GROUP}
        else None
    )


def _affiliation(found: Cast, mention: Mention, speakers: Speakers) -> str | None:
    if mention.affiliation is None:
        return None
    body = _owner(found, mention.affiliation, speakers)
    return body.name if body is not None and body.name != mention.name else None


def _party(found: Cast, own: Mention, mention: Mention, inside: tuple[int, ...]) -> str | None:
    """The country that the source's own words, its name, or the body behind it point to."""
    annotated = found.annotated
    for among in (range(inside[0], inside[-1] + 1), range(mention.first, mention.end)):
        named = party_of(annotated, among)
        if named is not None:
            return named
    if mention.affiliation is not None:
        owner = found.at(mention.affiliation)
        return owner.party or country_of(owner.name)
    return own.party or mention.party or country_of(mention.name)


def outlet_names(found: Cast, source: Pieces) -> str:
    """The words of a source as written, for a relay that resolves to nobody."""
    inside = tokens_of(found.annotated, source)
    if not inside:
        return ""
    sentence = sentence_range(found.annotated, inside[0])
    return words_of(found.annotated, inside[0], min(inside[-1] + 1, sentence.stop))
