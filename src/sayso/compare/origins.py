"""How many say-sos stand behind a question: outlets that pass one voice on count once."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sayso.compare.components import components
from sayso.compare.names import Names, normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.voices import same_besides, side
from sayso.nouns import Form, ReferentKind


class Directory:
    """Whom the persons of a case speak for: `bodies` has the body of each name."""

    def __init__(self, bodies: Mapping[str, str]) -> None:
        self._bodies = bodies
        self._names = Names(bodies)
        self._known: dict[str, str] = {}

    def body_of(self, voice: str) -> str:
        """The one body that everyone speaks for whose name the voice's can be; the voice itself, if there is none."""
        if voice not in self._known:
            found = {self._bodies[name] for name in self._names.like(voice)}
            self._known[voice] = found.pop() if len(found) == 1 else voice
        return self._known[voice]


def directory(profiles: Iterable[Profile]) -> Directory:
    """Whom the persons of a case speak for: a report that names a person's body tells it for the others."""
    bodies: dict[str, set[str]] = {}
    for profile in profiles:
        voice = profile.claim.voice
        if voice is not None and profile.voice != normal(voice.name):
            bodies.setdefault(normal(voice.name), set()).add(profile.voice)
    return Directory({name: min(found, key=lambda body: (-len(body), body)) for name, found in bodies.items()})


def origins(
    profiles: Iterable[Profile],
    copy_of: Mapping[str, str],
    speaks_for: Directory,
    strangers: Collection[frozenset[str]] = frozenset(),
) -> tuple[int, int]:
    """The least and the largest number of independent say-sos.

    The largest keeps apart all that is not known to be one; the least also merges what may lean on another: the
    outlets' own statements, unnamed groups, and authorities of one side. `strangers` are pairs of names that a person
    knows to be two voices.
    """
    listed = _without_headlines(tuple(profiles))
    named = [profile for profile in listed if profile.named]
    known = {profile.voice: speaks_for.body_of(profile.voice) for profile in named}
    outlets = {_outlet(profile, copy_of) for profile in listed if not profile.named}
    heard = {(profile.voice, profile.report): profile for profile in named}
    told = [pair for pair in same_besides(heard.values()) if frozenset(pair) not in strangers]
    edges = [(known[one], known[other]) for one, other in told]
    edges += (pair for pair in _alike(set(known.values())) if frozenset(pair) not in strangers)
    groups = components(set(known.values()), edges)
    most = len(groups) + len(outlets)
    leaning = {known[profile.voice] for profile in named if _leans(profile)}
    firm = [group for group in groups if not leaning.issuperset(group)]
    state = {known[profile.voice] for profile in named if _of_state(profile) and side(profile) == "authority"}
    of_state = sum(not state.isdisjoint(group) for group in firm)
    least = len(firm) - max(0, of_state - 1)
    return max(1, least), max(1, most)


def _without_headlines(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The profiles without headlines that only sum up what their own report goes on to attribute."""
    bodies = {profile.report for profile in profiles if profile.claim.form is not Form.HEADLINE}
    return tuple(p for p in profiles if p.claim.form is not Form.HEADLINE or p.named or p.report not in bodies)


def _outlet(profile: Profile, copy_of: Mapping[str, str]) -> str:
    """Whose own statement it is."""
    if profile.claim.via:
        return normal(profile.claim.via[-1].name)  # whom the relay had it from is not told
    return copy_of.get(profile.report, profile.voice)


def _alike(voices: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs of voices that their names tell to be one."""
    names = Names(voices)
    for one in voices:
        for other in names.like(one):
            shorter, longer = sorted((one, other), key=lambda voice: (len(voice), voice))
            if one < other and _only(shorter, longer, names):
                yield one, other


def _only(shorter: str, longer: str, names: Names) -> bool:
    """Whether the shorter name can stand for this longer one alone: "police" for two police forces is nobody's."""
    return all(other == shorter or same_name(longer, other) for other in names.like(shorter))


def _leans(profile: Profile) -> bool:
    return profile.claim.voice is not None and profile.claim.voice.kind is ReferentKind.UNNAMED_GROUP


def _of_state(profile: Profile) -> bool:
    words = set(profile.voice.split()) | set(
        (profile.claim.voice.role or "").casefold().split() if profile.claim.voice else ()
    )
    return bool(words & {"ministry", "minister", "government", "premier", "president", "cabinet"})
