"""What keeps two claims apart before any value is looked at."""

from sayso.compare.profile import Profile
from sayso.compare.scene import acquainted, akin, same_story
from sayso.compare.words import tokens


def apart(a: Profile, b: Profile) -> str | None:
    """Why two claims cannot answer one question, in words; None if nothing keeps them apart."""
    if same_event(a, b) is False:
        return "They speak of different events."
    if not same_mood(a, b):
        return "A hope, norm or forecast is not contradicted by a fact."
    counted = a.attribute and b.attribute
    if counted and a.report == b.report and a.scope and b.scope and not a.scope & b.scope:
        return "They count at different places."
    return None


def same_event(a: Profile, b: Profile) -> bool | None:
    """Their reports are of one story, or each claim is set in the story of the other's report; None is unknown.

    Reports that have nothing to do with one another are of different events, whatever a claim names.
    """
    if same_story(a.scene, b.scene):
        return None if _strays(a, b) or _strays(b, a) else True
    if not acquainted(a.scene, b.scene):
        return False
    set_there = _set_in(a, b), _set_in(b, a)
    return None if None in set_there else all(set_there)


def same_mood(a: Profile, b: Profile) -> bool:
    """Both are put as facts or as plans, or both as the same kind of hope, norm or forecast."""
    return mix(a.mood, b.mood)


def mix(one: str, other: str) -> bool:
    """Whether claims of two moods may be laid beside one another."""
    return one == other or {one, other} <= {"fact", "plan"}


def overlapping(a: Profile, b: Profile) -> bool:
    """Whether the two are cut from the same words."""
    if a.report != b.report or a.claim.layer != b.claim.layer:
        return False
    return any(x.overlaps(y) for x in a.claim.content for y in b.claim.content)


def _set_in(one: Profile, other: Profile) -> bool | None:
    """Whether a claim, by the names around it or those that lead its report, is set in the other's story.

    A place unknown to the other report sets it elsewhere, a person who is unknown there does not.
    """
    if one.names & other.scene.capitals:
        return True
    if one.names & (one.scene.lead | places(one)):
        return False
    return True if one.scene.lead & other.scene.capitals or akin(one.scene, other.scene) else None


def places(profile: Profile) -> frozenset[str]:
    """The words of the places that a claim names."""
    return frozenset(word.casefold() for place in profile.claim.places for word in tokens(place.name))


def _strays(one: Profile, other: Profile) -> bool:
    """Whether a claim is set at a place that leads its report beside the common one and is unknown to the other."""
    if one.report == other.report or not one.scene.lead & other.scene.capitals:
        return False
    return bool(one.names & one.scene.lead - other.scene.capitals)
