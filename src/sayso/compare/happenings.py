"""Happenings: the same thing done to the same one, by the same or by another."""

from collections.abc import Iterator
from functools import lru_cache

from sayso.compare.causes import cause
from sayso.compare.fillers import adjuncts
from sayso.compare.meeting import Meeting
from sayso.compare.names import normal, same_name
from sayso.compare.profile import KEPT, Profile, once
from sayso.compare.sayings import alike, half_shared, saying_key, turned_about
from sayso.compare.subjects import named, same_thing, title_thing
from sayso.compare.values import Fit
from sayso.compare.words import exact_class, stem, tokens
from sayso.data import words
from sayso.nouns import Comparator, Predicate, QuestionKey, QuestionKind, Reason, ReferentKind, Role

_TOLD = {
    Fit.EQUAL: "Both say that the same happened",
    Fit.CLASH: "They tell one happening in ways that exclude one another",
    Fit.A_INSIDE: "The first tells the happening more closely",
    Fit.B_INSIDE: "The second tells the happening more closely",
    Fit.OPEN: "Both may have happened",
}
_NAMED = frozenset({ReferentKind.PERSON, ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.FACILITY})


@once
def done(profile: Profile) -> tuple[tuple[str, Predicate, Role | None], ...]:
    """The predicates that say what happened, with whom it happened to; no verbs that say little by themselves."""
    named = ((p.name.removeprefix("to ").removeprefix("be "), p) for p in profile.claim.predicates)
    return tuple(
        (stem(name), predicate, _undergoer(predicate))
        for name, predicate in named
        if name not in words("idle", "words") and name not in words("idle", "verbs") and predicate.frame != "label"
    )


def done_keys(profile: Profile) -> Iterator[str]:
    """What a claim says was done."""
    if not profile.attribute:
        yield from (f"happening:{name}" for name, _, _ in done(profile))


def shared_happening(a: Profile, b: Profile) -> tuple[Predicate, Predicate] | None:
    """The predicates of two claims by which the same happened to the same one."""
    for name, one, left in done(a):
        for other, two, right in done(b):
            if name == other and _same_patient(a, b, (one, left), (two, right)):
                return one, two
    return None


def happenings(a: Profile, b: Profile) -> Meeting | None:
    """Both say that the same was done to the same one; they differ if one denies it or names another doer."""
    shared = shared_happening(a, b)
    if shared is None:
        return _held(a, b)
    counted = any(p.attribute and not _counts_none(p) for p in (a, b))
    if counted or (cause(a) is None) != (cause(b) is None):
        return None
    one, two = shared
    doers = _role(one, "agent"), _role(two, "agent")
    if a.negative == b.negative and doers[0] and doers[1] and _others(doers[0], doers[1]):
        return None if a.negative else _agency(a, b, shared, (doers[0], doers[1]))
    if not _says_as_much(a, b, shared):
        return None
    denied = denies(a, one) != denies(b, two)
    found = Fit.CLASH if denied or turned_about(a, b) else adjuncts(a, b, shared)
    left, right = one.span.of(a.body), two.span.of(b.body)
    told = "One denies what the other says happened" if denied else _TOLD[found]
    return Meeting(
        rule="happening",
        key=saying_key(a),
        fit=found,
        reasons=(Reason(rule="happening", words=f"{told}: “{left}” and “{right}”.", a=one.span, b=two.span),),
        confidence=0.65,
    )


def denies(profile: Profile, predicate: Predicate) -> bool:
    """Whether the claim says that it did not happen: by a no, or by none of it ("got no treatment")."""
    return profile.negative != _none_of(profile, predicate)


def _none_of(profile: Profile, predicate: Predicate) -> bool:
    """Whether it is of this happening that there is none."""
    if not _counts_none(profile) or profile.count is None:
        return False
    none = profile.count.span
    beside = none.end <= predicate.span.start <= none.end + _BESIDE or predicate.span.overlaps(none)
    return beside or any(role.span.overlaps(none) for role in predicate.roles)


_BESIDE = 20
"""Characters behind "no" in which the noun that it denies stands: "no medical treatment"."""


def _counts_none(profile: Profile) -> bool:
    return profile.count is not None and profile.count.comparator is Comparator.ZERO


def _held(a: Profile, b: Profile) -> Meeting | None:
    """Two claims that one thing held or carried two different things: "was carrying grain", "carried rifles"."""
    for _, one, left in done(a):
        for _, two, right in done(b):
            stems = {stem(p.name.removeprefix("to ")) for p in (one, two)}
            holders = _role(one, "agent"), _role(two, "agent")
            if len(stems) > 1 or not stems <= {stem(word) for word in words("fillers", "holding")}:
                continue
            if left is None or right is None or holders[0] is None or holders[1] is None or a.negative or b.negative:
                continue
            same = same_name(normal(left.name), normal(right.name))
            if (
                not same
                and same_thing(a, b, holders[0], holders[1])
                and named(left.name).head != named(right.name).head
            ):
                words_ = f"They tell of different things in one place: “{left.name}” and “{right.name}”."
                return Meeting(
                    rule="happening",
                    key=saying_key(a),
                    fit=Fit.CLASH,
                    reasons=(Reason(rule="happening", words=words_, a=left.span, b=right.span),),
                    confidence=0.5,
                )
    return None


def _agency(a: Profile, b: Profile, shared: tuple[Predicate, Predicate], doers: tuple[Role, Role]) -> Meeting:
    one, two = doers
    left, right = one.span.of(a.body), two.span.of(b.body)
    patient = _role(shared[0], "patient")
    return Meeting(
        rule="doer",
        key=QuestionKey(
            kind=QuestionKind.AGENCY, attribute=shared[0].name, population=normal(patient.name) if patient else None
        ),
        fit=Fit.CLASH,
        reasons=(
            Reason(rule="doer", words=f"They name different doers: “{left}” and “{right}”.", a=one.span, b=two.span),
        ),
        confidence=0.6,
    )


def patient_of(profile: Profile) -> Role | None:
    """To whom or what the main thing is done, if that tells it from others."""
    first = next(iter(profile.claim.predicates), None)
    patient = _role(first, "patient") if first else None
    return patient if patient and _definite(patient.name) else None


def _same_patient(
    a: Profile, b: Profile, first: tuple[Predicate, Role | None], second: tuple[Predicate, Role | None]
) -> bool:
    (one, left), (two, right) = first, second
    if _nothing(left) and _nothing(right):  # "she resigned": what counts is who did it
        left, right = _role(one, "agent"), _role(two, "agent")
    if left is None or right is None or not _definite(left.name) or not _definite(right.name):
        return False
    if same_thing(a, b, left, right) or title_thing(a, b, left, right):
        return True
    return one.name == two.name and half_shared(a, b)


def _undergoer(predicate: Predicate) -> Role | None:
    """The patient; of what is only said to be so, the subject."""
    found = _role(predicate, "patient")
    return _role(predicate, "agent") if found is None and predicate.name.startswith("be ") else found


def _nothing(role: Role | None) -> bool:
    return role is None or normal(role.name) in ("nothing", "none")


@lru_cache(maxsize=KEPT)
def _definite(name: str) -> bool:
    """Whether the name tells one thing from others: not a pronoun, a number of people or a bare group noun."""
    parts = tokens(name)
    vague = all(exact_class("populations", part) or part.casefold() in words("idle", "words") for part in parts)
    return bool(parts) and not vague and not any(part[0].isdigit() for part in parts)


def _says_as_much(a: Profile, b: Profile, shared: tuple[Predicate, Predicate]) -> bool:
    """Whether the shared happening is what both claims are about: it is the main one, or their words are alike."""
    main = [next(iter(profile.claim.predicates), None) for profile in (a, b)]
    return list(shared) == main or alike(a, b) > 0


def _role(predicate: Predicate, name: str) -> Role | None:
    return next((role for role in predicate.roles if role.role == name), None)


def _others(one: Role, two: Role) -> bool:
    """Whether two doers are surely not the same: two other names, or groups of different kinds."""
    if same_name(normal(one.name), normal(two.name)):
        return False
    if one.kind in _NAMED and two.kind in _NAMED:
        return True
    groups = [
        {g for part in tokens(role.name) if (g := exact_class("populations", part))} - {"people"} for role in (one, two)
    ]
    return bool(groups[0] and groups[1] and not groups[0] & groups[1])
