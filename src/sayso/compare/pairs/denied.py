"""Denied: what one text says was so and the other that it was not, of the same ones as far as their words tell."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.compare.fillers import label_fit, role_of
from sayso.compare.happenings import denies, done, done_keys
from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key
from sayso.compare.subjects import named
from sayso.compare.values import Fit
from sayso.compare.words import concepts, stem, tokens
from sayso.data import words
from sayso.nouns import Predicate, Reason, Role, Span, hull

_ENDED = frozenset({"cancelled", "postponed"})


def denied_keys(profile: Profile) -> Iterator[str]:
    """What a claim says was done."""
    yield from (key.replace("happening:", "denied:") for key in done_keys(profile))


def denied(a: Profile, b: Profile) -> Meeting | None:
    """One says that something was done or so, the other that it was not, of the same as far as the words tell."""
    for name, one, left in done(a):
        for other, two, right in done(b):
            no = denies(a, one), denies(b, two)
            if name == other and no == (True, True) and _alike(left, right) and a.stems & b.stems:
                both = f"Both deny it: “{one.span.of(a.body)}” and “{two.span.of(b.body)}”."
                return replace(_meeting("denied", a, (one.span, two.span), both), fit=Fit.EQUAL)
            told = _is_told(a, one) and _is_told(b, two)
            if name == other and no[0] != no[1] and told and _alike(left, right):
                words_ = f"One denies what the other says: “{one.span.of(a.body)}” and “{two.span.of(b.body)}”."
                return _meeting("denied", a, (one.span, two.span), words_)
    less, more = (a, b) if len(a.stems) <= len(b.stems) else (b, a)
    numbered = (a.count is None) != (b.count is None) or (a.count is None and b.count is None)
    shared = len(less.stems & more.stems)
    if a.negative != b.negative and numbered and shared >= _SEVERAL and shared >= _HALF * len(less.stems):
        return _meeting("denied", a, (hull(a.claim.content), hull(b.claim.content)), "One denies what the other says.")
    return None


_SEVERAL = 2
_HALF = 0.5
"""Share of the content words of the shorter text that the other must have, for its no to be about the same."""


def _is_told(profile: Profile, predicate: Predicate) -> bool:
    """Whether a happening is what a claim tells, and not only named in it ("who ordered the raid is not known")."""
    main = profile.claim.predicates[0]
    support = {stem(word) for word in words("fillers", "support")}
    return main is predicate or main.name == predicate.name or stem(main.name.removeprefix("to ")) in support


def people_keys(profile: Profile) -> Iterator[str]:
    """That a claim says what somebody is."""
    if any(predicate.name == "label" for predicate in profile.claim.predicates):
        yield "people:"


def people(a: Profile, b: Profile) -> Meeting | None:
    """They say of the same people that they were of two sorts, such as fighters and farm workers."""
    for one in a.claim.predicates:
        for two in b.claim.predicates:
            if one.name != "label" or two.name != "label" or a.negative or b.negative:
                continue
            left, right = role_of(one, "patient"), role_of(two, "patient")
            if left is None or right is None or not concepts(left.name) & concepts(right.name):
                continue
            pair = (_as_role(one, left), _as_role(two, right))
            if label_fit(*pair) is Fit.CLASH:
                words_ = f"They are called by two names: “{one.value}” and “{two.value}”."
                return _meeting("people", a, (one.span, two.span), words_)
    return None


def plan_keys(profile: Profile) -> Iterator[str]:
    """The words of a claim that tells a plan or what became of one."""
    if profile.mood == "plan" or profile.states:
        yield from (f"plan:{word}" for word in profile.stems)


def plans(a: Profile, b: Profile) -> Meeting | None:
    """One says what is planned or talked about, the other that it was called off, put off, or took place."""
    for plan, end in ((a, b), (b, a)):
        off = _called_off(end) or _came_about(plan, end)
        planned = plan.mood == "plan" or any(predicate.name == "plan" for predicate in plan.claim.predicates)
        planned = planned or _came_about(plan, end) is not None
        if off is not None and planned and not plan.negative and a.stems & b.stems:
            words_ = "One says what is planned, the other what became of it."
            at = hull(plan.claim.content)
            spans = (off.span, at) if end is a else (at, off.span)
            return _meeting("plan", a, spans, words_, changes="plan")
    return None


def _called_off(profile: Profile) -> Predicate | None:
    return next((s for s in profile.states if s.frame == "progress" and s.value in _ENDED), None)


def _came_about(plan: Profile, end: Profile) -> Predicate | None:
    """What is said to have taken place, where the other says that it was talked about or prepared."""
    names = {predicate.name for predicate in plan.claim.predicates}
    if not names & {"talk", "plan"}:
        return None
    happened = any(state.frame == "occurrence" and state.value == "happened" for state in end.states)
    return next((p for p in end.claim.predicates if happened and p.name in names - {"talk", "plan"}), None)


def _alike(left: Role | None, right: Role | None) -> bool:
    """Whether nothing tells two undergoers apart: one is not named, or they share their noun."""
    if left is None or right is None:
        return True
    heads = [named(role.name).head for role in (left, right)]
    loose = words("idle", "words") | {"people", "nobody", "none"}
    shared = {stem(word) for word in tokens(left.name)} & {stem(word) for word in tokens(right.name)}
    return bool(shared) or any(head in loose or not head for head in heads)


def _as_role(predicate: Predicate, role: Role) -> Role:
    return Role(role="patient", span=role.span, name=predicate.value or "", kind=role.kind)


def _meeting(rule: str, a: Profile, spans: tuple[Span, Span], told: str, *, changes: str = "state") -> Meeting:
    return Meeting(
        rule=rule,
        key=saying_key(a),
        fit=Fit.CLASH,
        reasons=(Reason(rule=rule, words=told, a=spans[0], b=spans[1]),),
        changes=changes,
        confidence=0.5,
    )
