"""States and happenings: captive or free, held or lost, open or closed, happened or not."""

from collections.abc import Iterator

from sayso.compare.causes import cause
from sayso.compare.meeting import Meeting
from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.values import Fit
from sayso.compare.words import exact_class, stem, tokens
from sayso.data import table, words
from sayso.nouns import Predicate, QuestionKey, QuestionKind, Reason, ReferentKind, Role, Span

_KINDS = {
    "control": QuestionKind.CONTROL,
    "whereabouts": QuestionKind.PLACE,
    "occurrence": QuestionKind.OCCURRENCE,
    "progress": QuestionKind.STATUS,
}
_JOINTS = frozenset({"of", "in", "at", "from", "on", "for", "who", "that"})
_PERHAPS_PERSON = frozenset({ReferentKind.PERSON, ReferentKind.UNKNOWN})
_BEFORE_NAME = 60  # characters before a name in which its holder's role is looked for


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
    for one in a.states:
        for two in b.states:
            if one.frame == two.frame != "label" and (shared := shared_subject(a, b, one, two)):
                return _meeting(a, b, (one, two), shared, _fit(a, b, one, two))
    return None


def exclusive_states(a: Profile, b: Profile) -> Meeting | None:
    """They put one person or group into two states that it cannot be in at one time."""
    for one in a.states[:1]:  # what is only mentioned beside the main state is not set against another claim's
        for two in b.states[:1]:
            if one.frame != two.frame and not a.negative and not b.negative and excludes(one, two):
                shared = shared_subject(a, b, one, two)
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


def subjects(state: Predicate) -> Iterator[Role]:
    """Whose state it is: the patient, else the agent; for resistance and control also the place."""
    patient = [role for role in state.roles if role.role == "patient"]
    yield from patient or [role for role in state.roles if role.role == "agent"]
    if state.frame in ("resistance", "control"):
        yield from (role for role in state.roles if role.role == "place" and role not in patient)


def shared_subject(a: Profile, b: Profile, one: Predicate, two: Predicate) -> tuple[str, bool] | None:
    """The subject that both states are about, and whether it is only a part of the other's."""
    for left in subjects(one):
        for right in subjects(two):
            if _single(left) and _single(right) and same_name(normal(left.name), normal(right.name)):
                return normal(left.name), False
            everybody = words("exclusions", "everybody")
            if (normal(left.name) in everybody) != (normal(right.name) in everybody) and one.value == two.value:
                return normal(right.name if normal(left.name) in everybody else left.name), False
            if _member(a, left, right) or _member(b, right, left):
                return normal(left.name), True
    return None


def _single(role: Role) -> bool:
    """Whether the name stands for somebody or something: not a number of people, not a pronoun or loose group."""
    head = _head(role)
    loose = exact_class("populations", head) is not None or head in words("idle", "words")
    return bool(head) and not loose and not any(part[0].isdigit() for part in tokens(role.name))


def _head(role: Role) -> str:
    """The word of a name that the rest hangs on: the last one before "of", "in", "at"."""
    parts = [part.casefold() for part in tokens(role.name)]
    cut = next((i for i, part in enumerate(parts) if i and part in _JOINTS), len(parts))
    return parts[cut - 1] if parts else ""


def _member(profile: Profile, person: Role, group: Role) -> bool:
    """Whether the report gives the person a role that makes them one of the group ("commander", "the commanders")."""
    head, text = _head(group), profile.claimed.text
    if (
        not person.name[:1].isupper()
        or person.kind not in _PERHAPS_PERSON
        or not _single(person)
        or not _single(group)
        or not head.endswith("s")
    ):
        return False
    last, low, roles = tokens(person.name)[-1].casefold(), text.casefold(), set()
    at = low.find(last)
    while at >= 0:
        roles |= {stem(word) for word in tokens(text[max(0, at - _BEFORE_NAME) : at])}
        at = low.find(last, at + 1)
    return stem(head) in roles


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
        population=subject,
    )
    left, right = _shown(a, one.span), _shown(b, two.span)
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
    """The question that a claim's first state answers, or None where it tells no state of anything named."""
    for state in profile.states:
        subject = next(subjects(state), None)
        if subject and state.frame != "label" and _single(subject):
            frame = state.frame or state.name
            return QuestionKey(
                kind=_KINDS.get(frame, QuestionKind.STATUS), attribute=frame, population=normal(subject.name)
            )
    return None


def _shown(profile: Profile, span: Span) -> str:
    return " ".join(span.of(profile.claimed.text).split())
