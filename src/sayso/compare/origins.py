"""How many say-sos stand behind a question: outlets that pass one voice on count once."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from sayso.compare.components import components
from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.voices import same_voice, side
from sayso.nouns import Form, ReferentKind


def directory(profiles: Iterable[Profile]) -> dict[str, str]:
    """Whom the persons of a case speak for: a report that names a person's body tells it for the others."""
    bodies: dict[str, set[str]] = {}
    for profile in profiles:
        voice = profile.claim.voice
        if voice is not None and profile.voice != normal(voice.name):
            bodies.setdefault(normal(voice.name), set()).add(profile.voice)
    return {name: min(found, key=lambda body: (-len(body), body)) for name, found in sorted(bodies.items())}


def origins(
    profiles: Iterable[Profile],
    copy_of: Mapping[str, str],
    speaks_for: Mapping[str, str],
    strangers: Collection[frozenset[str]] = frozenset(),
) -> tuple[int, int]:
    """The least and the largest number of independent say-sos.

    The largest keeps apart all that is not known to be one; the least also merges what may lean on another: the
    outlets' own statements, unnamed groups, and authorities of one side. `strangers` are pairs of names that a person
    knows to be two voices.
    """
    listed = _without_headlines(tuple(profiles))
    keys = {profile.id: _key(profile, copy_of, speaks_for) for profile in listed}
    voices = sorted({keys[p.id] for p in listed if p.named})
    outlets = {keys[p.id] for p in listed if not p.named}
    heard = [*{(p.voice, p.report): p for p in listed if p.named}.values()]
    edges = [
        (keys[one.id], keys[other.id])
        for one, other in combinations(heard, 2)
        if keys[one.id] != keys[other.id]
        and not same_name(one.voice, other.voice)
        and same_voice(one, other)
        and frozenset((one.voice, other.voice)) not in strangers
    ]
    edges += [
        (a, b)
        for a, b in combinations(voices, 2)
        if same_name(_name(a), _name(b)) and _only(a, b, voices) and frozenset((_name(a), _name(b))) not in strangers
    ]
    groups = components(voices, edges)
    most = len(groups) + len(outlets)
    leaning = {keys[p.id] for p in listed if p.named and _leans(p)}
    firm = [group for group in groups if not set(group) <= leaning]
    state = [
        g for g in firm if any(keys[p.id] in g and p.named and side(p) == "authority" and _of_state(p) for p in listed)
    ]
    least = len(firm) - max(0, len(state) - 1)
    return max(1, least), max(1, most)


def _without_headlines(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The profiles without headlines that only sum up what their own report goes on to attribute."""
    bodies = {profile.report for profile in profiles if profile.claim.form is not Form.HEADLINE}
    return tuple(p for p in profiles if p.claim.form is not Form.HEADLINE or p.named or p.report not in bodies)


def _key(profile: Profile, copy_of: Mapping[str, str], speaks_for: Mapping[str, str]) -> str:
    if profile.named:
        known = [body for name, body in speaks_for.items() if same_name(name, profile.voice)]
        return f"voice {known[0] if len(set(known)) == 1 else profile.voice}"
    if profile.claim.via:
        return f"outlet {normal(profile.claim.via[-1].name)}"  # whom the relay had it from is not told
    return f"outlet {copy_of.get(profile.report, profile.voice)}"


def _name(key: str) -> str:
    return key.partition(" ")[2]


def _only(a: str, b: str, voices: list[str]) -> bool:
    """Whether the shorter name can stand for this longer one alone: "police" for two police forces is nobody's."""
    shorter, longer = sorted((a, b), key=len)
    return not any(
        other not in (shorter, longer)
        and same_name(_name(shorter), _name(other))
        and not same_name(_name(longer), _name(other))
        for other in voices
    )


def _leans(profile: Profile) -> bool:
    return profile.claim.voice is not None and profile.claim.voice.kind is ReferentKind.UNNAMED_GROUP


def _of_state(profile: Profile) -> bool:
    words = set(profile.voice.split()) | set(
        (profile.claim.voice.role or "").casefold().split() if profile.claim.voice else ()
    )
    return bool(words & {"ministry", "minister", "government", "premier", "president", "cabinet"})
