"""States and happenings: captive or free, held or lost, open or closed, happened or not."""

from collections.abc import Iterator

from sayso.compare.causes import cause
from sayso.compare.fillers import adjuncts
from sayso.compare.meeting import Meeting
from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.subjects import shared_subject, single, subjects, told
from sayso.compare.values import Fit
from sayso.compare.words import stem, tokens
from sayso.data import table, words
from sayso.nouns import Predicate, QuestionKey, QuestionKind, Reason, ReferentKind, Role

_ACTORS = frozenset(
    {ReferentKind.PERSON, ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.GROUP, ReferentKind.UNNAMED_GROUP}
)
_NEAR = 30  # characters between a verb and the place that belongs to it
_DOERS = ("ers", "ors")  # divers, actors: nouns for people by what they do
_KINDS = {
    "control": QuestionKind.CONTROL,
    "whereabouts": QuestionKind.PLACE,
    "occurrence": QuestionKind.OCCURRENCE,
    "progress": QuestionKind.STATUS,
}


def frame_keys(profile: Profile) -> Iterator[str]:
    """The respects in which a claim tells a state."""
    if not profile.attribute:
        yield from (f"state:{state.frame}" for state in profile.states)


def exclusive_keys(profile: Profile) -> Iterator[str]:
    """The pairs of respects that the table of exclusions sets against one another."""
    for state in profile.states[:1]:
        frame = state.frame or ""
        yield from (f"exclusive:{'/'.join(sorted((frame, other)))}" for other in excluded_frames(frame))


def states(a: Profile, b: Profile) -> Meeting | None:
    """Both tell the state of one person, group, place or thing in one respect."""
    if a.attribute or b.attribute:
        return None  # what is told of a number of people is a count
    if (cause(a) is None) != (cause(b) is None):
        return None  # why it broke and that it broke are two questions
    for left in told(a):
        for right in told(b):
            one, two = left[0], right[0]
            if one.frame == two.frame != "label" and (shared := shared_subject(a, b, left, right)):
                found = _fit(a, b, one, two)
                if found is Fit.EQUAL and one.name == two.name and not shared[1]:
                    found = adjuncts(a, b, (one, two))
                return _meeting(a, b, (one, two), shared, found)
    return None


def exclusive_states(a: Profile, b: Profile) -> Meeting | None:
    """They put one person or group into two states that it cannot be in at one time."""
    for left in told(a)[:1]:  # what is only mentioned beside the main state is not set against another claim's
        for right in told(b)[:1]:
            one, two = left[0], right[0]
            if one.frame != two.frame and not a.negative and not b.negative and excludes(one, two):
                shared = shared_subject(a, b, left, right)
                if shared and not _in_prison(one) and not _in_prison(two):
                    return _meeting(a, b, (one, two), shared, Fit.CLASH)
    return None


def excluded_frames(frame: str) -> frozenset[str]:
    """The other frames that the table of exclusions sets against a frame."""
    return frozenset(
        other.split("=")[0]
        for pair in _exclusions()
        for one, other in (pair, pair[::-1])
        if one.split("=")[0] == frame and other.split("=")[0] != frame
    )


def _exclusions() -> tuple[tuple[str, str], ...]:
    return _listed("pairs")


def _listed(name: str) -> tuple[tuple[str, str], ...]:
    listed = table("exclusions")[name]
    return tuple((str(pair[0]), str(pair[1])) for pair in listed) if isinstance(listed, list) else ()


def excludes(one: Predicate, two: Predicate) -> bool:
    """Whether the table of exclusions sets the two states against one another."""
    forms = [{f"{p.frame}={p.value}", f"{p.frame}=*"} for p in (one, two)]
    return any((x in forms[0] and y in forms[1]) or (y in forms[0] and x in forms[1]) for x, y in _exclusions())


def _in_prison(state: Predicate) -> bool:
    places = " ".join(role.name for role in state.roles if role.role == "place")
    return bool({stem(w) for w in tokens(places)} & {stem(w) for w in words("exclusions", "prisons")})


def _fit(a: Profile, b: Profile, one: Predicate, two: Predicate) -> Fit:
    left, right = _value(one, negative=a.negative), _value(two, negative=b.negative)
    if left == right:
        return Fit.EQUAL
    if left[1] == right[1]:
        return Fit.CLASH  # the same value, affirmed and denied
    if not left[0] and not right[0]:
        return Fit.OPEN  # neither this nor that
    if not left[0] or not right[0]:
        return Fit.OPEN  # one affirms another value than the other denies
    if one.frame == "whereabouts" and same_name(normal(left[1]), normal(right[1])):
        return Fit.EQUAL
    return Fit.OPEN if one.frame in words("exclusions", "loose") or _compatible(one, two) else Fit.CLASH


def _compatible(one: Predicate, two: Predicate) -> bool:
    pair = {f"{one.frame}={one.value}", f"{two.frame}={two.value}"}
    return any(set(listed) == pair for listed in _listed("compatible"))


def _value(state: Predicate, *, negative: bool) -> tuple[bool, str]:
    """Whether the value is affirmed, and the value; "not X" is X denied."""
    value = (state.value or "").casefold()
    denied = value.startswith("not ")
    value = value.removeprefix("not ")
    if value.startswith("@"):
        wanted = value.removeprefix("@")
        value = next((role.name for role in state.roles if role.role == wanted), value)
    return (negative == denied), value


def _meeting(
    a: Profile, b: Profile, pair: tuple[Predicate, Predicate], shared: tuple[str, bool], found: Fit
) -> Meeting:
    (one, two), (subject, partial) = pair, shared
    key = QuestionKey(
        kind=_KINDS.get(one.frame or "", QuestionKind.STATUS),
        attribute=min(one.frame or one.name, two.frame or two.name),
        population=normal(subject),
    )
    left, right = _shown(a, one), _shown(b, two)
    told = {
        Fit.EQUAL: f"Both say the same of it: “{left}” and “{right}”.",
        Fit.CLASH: f"“{left}” and “{right}” exclude one another at one time.",
        Fit.OPEN: f"“{left}” and “{right}” can both be true.",
    }
    part = " The one is part of the group that the other speaks of." if partial else ""
    return Meeting(
        rule="state",
        key=key,
        fit=found,
        reasons=(
            Reason(rule="same question", words=f"Both tell the state of {subject}.{part}"),
            Reason(rule="state", words=told.get(found, ""), a=one.span, b=two.span),
        ),
        changes="state",
        confidence=0.6 if partial else 0.75,
    )


def state_key(profile: Profile) -> QuestionKey | None:
    """The question that a claim answers if its main statement is a state of something named, else None."""
    state = next(iter(profile.claim.predicates), None)
    if state is None or not state.frame or not state.value or state.frame == "label":
        return None
    subject = next(subjects(state), None)
    if subject is None or not single(subject) or not _can_be(state.frame, subject):
        return None
    return QuestionKey(
        kind=_KINDS.get(state.frame, QuestionKind.STATUS), attribute=state.frame, population=normal(subject.name)
    )


def state_value(profile: Profile) -> tuple[bool, str]:
    """Whether the main state is affirmed, and its value; of a place its name."""
    affirmed, value = _value(profile.claim.predicates[0], negative=profile.negative)
    return affirmed, normal(value)


def _can_be(frame: str, subject: Role) -> bool:
    """Whether such a thing can be in such a state: who "goes on" is doing something that the frame does not tell."""
    return frame != "progress" or (subject.kind not in _ACTORS and not subject.name.endswith(_DOERS))


def _shown(profile: Profile, state: Predicate) -> str:
    """The words that tell the state, with the place where they go on to it: "is at home"."""
    place = next((role.span for role in state.roles if role.role == "place"), None)
    window = profile.claim.content[0]
    near = place is not None and state.span.end <= place.start <= state.span.end + _NEAR and place.end <= window.end
    end = place.end if place is not None and near else state.span.end
    return " ".join(profile.body[state.span.start : end].split())
