"""Told more closely: two texts that tell one thing, one of them with more of what, where or who it was."""

from collections.abc import Iterator

from sayso.compare.fillers import adjuncts, role_of
from sayso.compare.meeting import Meeting
from sayso.compare.pairs.stances import phrase
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key, turned_about
from sayso.compare.subjects import named
from sayso.compare.values import Fit
from sayso.compare.words import stem
from sayso.data import words
from sayso.nouns import Predicate, QuestionKey, QuestionKind, Reason, Span

_SEVERAL = 2


def closer_keys(profile: Profile) -> Iterator[str]:
    """The main thing that a claim tells."""
    main = _main(profile)
    if main is not None:
        yield f"closer:{main.name}"


def closer(a: Profile, b: Profile) -> Meeting | None:
    """Both tell one thing of the same one, and one of them tells more closely where, with what or by whom."""
    one, two = _main(a), _main(b)
    if one is None or two is None or one.name != two.name or a.negative != b.negative or (a.count and b.count):
        return None
    if _head(one) != _head(two) or not _head(one):
        return None
    found = adjuncts(a, b, (one, two))
    if found is Fit.EQUAL and a.stems != b.stems:
        found = Fit.A_INSIDE if b.stems < a.stems else Fit.B_INSIDE if a.stems < b.stems else Fit.EQUAL
    told = {
        Fit.EQUAL: "Both tell the same",
        Fit.CLASH: "They tell one thing in ways that exclude one another",
        Fit.A_INSIDE: "The first tells it more closely",
        Fit.B_INSIDE: "The second tells it more closely",
    }.get(found, "Both can be true")
    words_ = f"{told}: “{one.span.of(a.body)}” and “{two.span.of(b.body)}”."
    return _meeting("closer", a, found, (one.span, two.span), words_)


def order_keys(profile: Profile) -> Iterator[str]:
    """The kinds of things that a claim puts before or after others."""
    yield from (f"order:{predicate.name}" for predicate in profile.claim.predicates)


def orders(a: Profile, b: Profile) -> Meeting | None:
    """One puts before what the other puts after."""
    shared = {p.name for p in a.claim.predicates} & {p.name for p in b.claim.predicates}
    if not shared or not turned_about(a, b) or len(a.stems & b.stems) < _SEVERAL or a.negative != b.negative:
        return None
    one, two = (next(p for p in side.claim.predicates if p.name in shared) for side in (a, b))
    return _meeting("order", a, Fit.CLASH, (one.span, two.span), "One puts before what the other puts after.")


def none_keys(profile: Profile) -> Iterator[str]:
    """That a claim tells of life or death."""
    if any(state.frame == "life" for state in profile.states):
        yield "none:life"


def none_left(a: Profile, b: Profile) -> Meeting | None:
    """That nobody survived and that all were killed is one answer; that somebody did is another."""
    for nobody, others in ((a, b), (b, a)):
        if not any(state.name == "survive" and _of_nobody(state) for state in nobody.states):
            continue
        dead = [state for state in others.states if state.frame == "life" and state.value == "dead"]
        alive = [state for state in others.states if state.frame == "life" and state.value == "alive"]
        if dead and phrase("all", others.text):
            return _life(a, b, Fit.EQUAL, "That nobody survived and that all died is the same.")
        if alive and not others.negative and not any(map(_of_nobody, alive)):
            return _life(a, b, Fit.CLASH, "One says that nobody survived, the other that somebody did.")
    return None


def _of_nobody(state: Predicate) -> bool:
    return any(stem(role.name) in {stem(word) for word in words("exclusions", "everybody")} for role in state.roles)


def _life(a: Profile, b: Profile, found: Fit, told: str) -> Meeting:
    spans = [next(state.span for state in side.states if state.frame == "life") for side in (a, b)]
    return Meeting(
        rule="none left",
        key=QuestionKey(kind=QuestionKind.STATUS, attribute="life"),
        fit=found,
        reasons=(Reason(rule="none left", words=told, a=spans[0], b=spans[1]),),
        confidence=0.6,
    )


def _main(profile: Profile) -> Predicate | None:
    return next(iter(profile.claim.predicates), None)


def _head(predicate: Predicate) -> str:
    """The noun for whom or what it happened to, or who it was that did it where it happened to nobody."""
    role = role_of(predicate, "patient") or role_of(predicate, "agent")
    return stem(named(role.name).head) if role is not None else ""


def _meeting(rule: str, a: Profile, found: Fit, spans: tuple[Span, Span], told: str) -> Meeting:
    return Meeting(
        rule=rule,
        key=saying_key(a),
        fit=found,
        reasons=(Reason(rule=rule, words=told, a=spans[0], b=spans[1]),),
        confidence=0.5,
    )
