"""Voices: who is made to speak, from the words that name the source."""

from dataclasses import dataclass, replace

from sayso.annotate.gazetteer import country_of
from sayso.claims.kinds import party_of
from sayso.claims.mentions import Mention
from sayso.claims.nominals import Speakers, nominal
from sayso.claims.phrases import phrase_head, tokens_of, words_of
from sayso.claims.pronouns import FIRST_PERSON, gender, pronoun
from sayso.claims.referents import BODIES, Cast
from sayso.data import words
from sayso.nouns import Pieces, ReferentKind, Voice

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
        "whoever",
        "who",
        "which",
        "that",
    }
    | {"this", "there"}
)
_OF_MEDIA = "editor"
"""Who leads a newspaper: "its editor" is the paper speaking."""

_COLLECTIVE = BODIES | {ReferentKind.FACILITY}
_SPOKEN_FOR = frozenset({ReferentKind.BODY, ReferentKind.GOVERNMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A voice with the mention that it was read from, and the token that names it."""

    voice: Voice
    mention: Mention
    at: int


def voice_of(found: Cast, source: Pieces, speakers: Speakers, content: Pieces = (), cue: Pieces = ()) -> Spoken | None:
    """The voice that a source names, or None where it names nobody but the narrator ("we", no words at all).

    `content` is what is said; whoever it speaks of is hardly the pronoun that says it. `cue` is in no name.
    """
    annotated = found.annotated
    tokens = annotated.tokens
    inside = tokens_of(annotated, source)
    head = phrase_head(annotated, inside)
    if head is None:
        return None
    word = tokens.text[head].lower()
    acronym = tokens.text[head].isupper() and len(word) > 1  # "The US said", "the WHO said"
    if (word in FIRST_PERSON or word in _NOBODY) and not acronym:
        return None
    own = _before_cue(found, found.at(head), frozenset(tokens_of(annotated, cue)))
    if tokens.pos[head] == "PRON" and not acronym:
        told = frozenset(tokens_of(annotated, content)) - frozenset(inside)
        resolved, how = _of_pronoun(found, head, speakers, told), f"pronoun “{word}”"
    else:
        resolved, how = _whom(found, own, speakers)
    mention = resolved or own
    if not mention.name:
        return None
    elsewhere = mention.head != own.head and mention.end > mention.first
    voice = Voice(
        name=mention.name,
        kind=mention.kind,
        source=source,
        named=annotated.span(mention.first, mention.end) if elsewhere else None,
        role=own.role or mention.role,
        affiliation=_affiliation(found, mention if mention.affiliation is not None else own, speakers),
        party=_party(found, own, mention, inside),
        resolution=how if resolved is not None else None,
    )
    # "He" who spoke is no "she" in what he says.
    known = mention if gender(word) is None else replace(mention, female=gender(word))
    return Spoken(voice=voice, mention=known, at=head)


def _before_cue(found: Cast, own: Mention, cue: frozenset[int]) -> Mention:
    """The mention without a cue that was taken into its name ("spokeswoman for the mine answers")."""
    end = next((i for i in range(own.first + 1, own.end) if i in cue and i > own.head), own.end)
    if end == own.end:
        return own
    owner = end - 1 if own.affiliation in cue else own.affiliation
    return replace(own, end=end, name=words_of(found.annotated, own.first, end), affiliation=owner)


def _of_pronoun(found: Cast, token: int, speakers: Speakers, told: frozenset[int]) -> Mention | None:
    """Whom a pronoun stands for; the body where that is an unnamed spokesman ("a spokesman said … he added")."""
    resolved = pronoun(found, token, speakers, told)
    if resolved is None or resolved.proper or resolved.kind is not ReferentKind.PERSON:
        return resolved
    return _spoken_for(found, resolved, speakers) or resolved


def _whom(found: Cast, own: Mention, speakers: Speakers) -> tuple[Mention | None, str]:
    """Whom a noun stands for, if not for itself, and how that was found."""
    if own.kind is ReferentKind.PERSON and own.proper:
        return None, ""
    if own.called & words("people", "sayings") and not own.proper:
        teller = _teller(found, own, speakers)
        if teller is not None:
            return teller, f"“{own.name}” is theirs"
    named = nominal(found, own, speakers)
    if named is not None:
        return named, f"“{own.name}” for the one named elsewhere"
    return _spoken_for(found, own, speakers), f"“{own.name}” speaks for it"


def _teller(found: Cast, own: Mention, speakers: Speakers) -> Mention | None:
    """Whose statement, count or letter it is: its owner's, else that of whoever spoke last."""
    if own.affiliation is not None:
        return _owner(found, own.affiliation, speakers)
    spoke = [mention for at, mention in speakers if at < own.head]
    return spoke[-1] if spoke and own.definite else None


def _spoken_for(found: Cast, own: Mention, speakers: Speakers) -> Mention | None:
    """The body that an unnamed spokesperson or head speaks for; anybody else unnamed is a voice of his own."""
    if own.role is None or not _may_speak_for(found, own):
        return None
    if own.affiliation is not None:
        owner = _owner(found, own.affiliation, speakers)
        return owner if owner is not None and owner.kind in _COLLECTIVE else None
    if own.role not in words("people", "spokespeople") or own.plural is True:
        return None
    return _body_near(found, own.head, speakers)


def _may_speak_for(found: Cast, own: Mention) -> bool:
    """Whether a role speaks for its body: "a spokeswoman for it", "its editors", "the head of it"; no mere official."""
    if own.role in words("people", "spokespeople"):
        return own.plural is not True or own.affiliation is not None
    if own.affiliation is not None and found.annotated.tokens.tag[own.affiliation] == "PRP$":
        return own.plural is True or own.role in words("people", "leaders") or own.role == _OF_MEDIA
    return own.role in words("people", "leaders") and own.plural is not True and own.definite


def _body_near(found: Cast, token: int, speakers: Speakers) -> Mention | None:
    """The body that an unnamed "spokeswoman" speaks for: the subject of her sentence, else the nearest before."""
    sentence = found.annotated.tokens.sentence
    bodies = [m for m in found.before(token, reach=2) if m.kind in _SPOKEN_FOR]
    here = [m for m in bodies if sentence[m.head] == sentence[token] and m.subject]
    spoke = [m for at, m in reversed(speakers) if at < token and m.kind in _SPOKEN_FOR]
    return next((found.at(m.head) for m in (*here, *bodies, *spoke)), None)


def _owner(found: Cast, owner: int, speakers: Speakers) -> Mention | None:
    tokens = found.annotated.tokens
    if tokens.tag[owner] == "PRP$" or tokens.pos[owner] == "PRON":
        return pronoun(found, owner, speakers)
    mention = found.at(owner)
    return nominal(found, mention, speakers) or mention


def _affiliation(found: Cast, mention: Mention, speakers: Speakers) -> str | None:
    if mention.affiliation is None:
        return None
    body = _owner(found, mention.affiliation, speakers)
    return body.name if body is not None and body.kind in _COLLECTIVE and body.name != mention.name else None


def _party(found: Cast, own: Mention, mention: Mention, inside: tuple[int, ...]) -> str | None:
    """The country that the source's own words, its name, or the body behind it point to."""
    for among in (range(inside[0], inside[-1] + 1), range(mention.first, mention.end)):
        named = party_of(found.annotated, among)
        if named is not None:
            return named
    if mention.affiliation is not None:
        owner = found.at(mention.affiliation)
        return owner.party or country_of(owner.name)
    return own.party or mention.party or country_of(mention.name)
