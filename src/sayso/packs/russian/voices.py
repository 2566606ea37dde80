"""Who is made to speak in a Russian claim: a name in the nominative, its role, whom a pronoun stands for."""

from sayso.data import group
from sayso.nouns import Annotated, Pieces, ReferentKind, Voice, hull
from sayso.packs.russian.names import head_of, in_nominative, place_name
from sayso.packs.russian.phrases import DASHES

Speakers = tuple[Voice, ...]
"""Who spoke before, in order."""

_THIRD = frozenset({"он", "она", "они", "оно"})
_FIRST = frozenset({"я", "мы"})
_INSIDE = frozenset({"в", "во"})


def voice_of(annotated: Annotated, source: Pieces, speakers: Speakers) -> Voice | None:
    """The voice that a source names, or None where it names nobody."""
    tokens = annotated.tokens
    listed = [at for piece in source for at in annotated.tokens_in(piece)]
    # «в министерстве опровергли»: the ministry speaks.
    at = tuple(listed[1:] if listed and tokens.text[listed[0]].casefold() in _INSIDE else listed)
    head = head_of(annotated, at)
    if head is None or tokens.lemma[head] in _FIRST:
        return None
    if tokens.pos[head] == "PRON" and tokens.lemma[head] in _THIRD:
        return _of_pronoun(annotated, source, head, speakers)
    person = next((n for i in at if (n := tokens.entity[i]) >= 0 and annotated.entities[n].label == "PERSON"), None)
    if person is not None:
        return _person(annotated, source, at, person, speakers)
    name = in_nominative(annotated, at, head)
    return Voice(name=_known(name), kind=_kind(annotated, at, head), source=source)


def _person(annotated: Annotated, source: Pieces, at: tuple[int, ...], number: int, speakers: Speakers) -> Voice:
    """A person by the name alone, the fullest given before with that surname; what stands before it is the role."""
    entity = annotated.entities[number]
    own = range(entity.first, entity.end)
    name = in_nominative(annotated, own, head_of(annotated, own) or entity.first)
    full = next((one.name for one in reversed(speakers) if name in one.name.split() and one.name != name), name)
    before = tuple(i for i in at if i < entity.first and annotated.tokens.text[i] not in {",", *DASHES})
    top = head_of(annotated, before)
    return Voice(
        name=full,
        kind=ReferentKind.PERSON,
        source=source,
        role=in_nominative(annotated, before, top) if top is not None else None,
    )


def _of_pronoun(annotated: Annotated, source: Pieces, head: int, speakers: Speakers) -> Voice | None:
    """Who spoke last, where the pronoun can mean that voice: a woman's name for «она»."""
    word = annotated.tokens.lemma[head]
    plural = annotated.tokens.text[head].casefold() == "они"
    wanted = _gender(annotated, source)
    before = [one for one in speakers if one.source and hull(one.source).end <= hull(source).start]
    fitting = (
        one
        for one in reversed(before)
        if (one.kind is not ReferentKind.PERSON) is plural and (plural or _gender(annotated, one.source) == wanted)
    )
    found = next(fitting, None)
    if found is None:
        return None
    return Voice(name=found.name, kind=found.kind, source=source, role=found.role, resolution=f"pronoun “{word}”")


def _gender(annotated: Annotated, source: Pieces) -> str | None:
    """The gender of the last name or noun of a source: of "министр Анна Жито" the woman's."""
    tokens = annotated.tokens
    marks = [
        mark
        for piece in source
        for at in annotated.tokens_in(piece)
        if tokens.pos[at] in {"NOUN", "PROPN", "PRON"}
        for mark in tokens.morph[at].split("|")
        if mark.startswith("Gender=")
    ]
    return marks[-1] if marks else None


def _kind(annotated: Annotated, at: tuple[int, ...], head: int) -> ReferentKind:
    tokens = annotated.tokens
    labels = {annotated.entities[tokens.entity[i]].label for i in at if tokens.entity[i] >= 0}
    if "Number=Plur" in tokens.morph[head].split("|") and "Animacy=Anim" in tokens.morph[head].split("|"):
        return ReferentKind.UNNAMED_GROUP
    if tokens.lemma[head].capitalize() in group("russian", "places") or (labels == {"GPE"} and len(at) == 1):
        return ReferentKind.GOVERNMENT
    if "ORG" in labels or "Animacy=Inan" in tokens.morph[head].split("|"):
        return ReferentKind.BODY
    return ReferentKind.PERSON if "Animacy=Anim" in tokens.morph[head].split("|") else ReferentKind.UNKNOWN


def _known(name: str) -> str:
    """A capital that speaks under the name that comparing knows; any other name as it is."""
    return place_name(name) if name in group("russian", "places") else name
