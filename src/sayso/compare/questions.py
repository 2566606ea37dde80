"""From pair decisions to questions, answers and states."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from sayso.compare.answers import counts_something, value_of
from sayso.compare.apart import apart
from sayso.compare.batch import Events
from sayso.compare.causes import KEY as CAUSE
from sayso.compare.causes import cause
from sayso.compare.components import components
from sayso.compare.copies import find_copies
from sayso.compare.counts import count_key
from sayso.compare.gathering import gathered, one_question
from sayso.compare.known import Known
from sayso.compare.labels import label_key
from sayso.compare.likeness import are_long, likely, met_by
from sayso.compare.opinions import opinions, pairs
from sayso.compare.origins import Directory, directory, origins
from sayso.compare.poles import pole_key
from sayso.compare.profile import Profile, Profiles, order_of, profiles
from sayso.compare.ranges import ranges
from sayso.compare.remainders import stated_once
from sayso.compare.rulings import Bonds
from sayso.compare.sayings import saying_key
from sayso.compare.silence import Silences
from sayso.compare.states import state_key, state_value
from sayso.compare.stories import stories
from sayso.compare.values import interval
from sayso.compare.wording import wording
from sayso.nouns import (
    Answer,
    Claimed,
    Comparison,
    Copies,
    Link,
    Question,
    QuestionKey,
    QuestionKind,
    Relation,
    Report,
    State,
    address_groups,
    content_id,
    is_retraction,
)

_SAME_QUESTION = frozenset(
    {Relation.AGREES, Relation.REFINES, Relation.DISPUTES, Relation.SUPERSEDES, Relation.REPEATS}
)
_SAME_ANSWER = frozenset({Relation.AGREES, Relation.REPEATS})
NO_BONDS = Bonds()
_KINDS = {
    "time": QuestionKind.TIME,
    "cause": QuestionKind.CAUSE,
    "blame": QuestionKind.AGENCY,
    "doer": QuestionKind.AGENCY,
    "label": QuestionKind.LABEL,
}
"""What a question asks for by the rule that joined its claims."""


def assemble(
    claimed: Sequence[Claimed],
    links: Sequence[Link],
    made: Profiles = profiles,
    bonds: Bonds = NO_BONDS,
    models: Known | None = None,
) -> Comparison:
    """The questions, answers, states, origins and copies that follow from the links; the order of input is nothing.

    Each story is worked out by itself (see `stories`): what stands in the others changes nothing in it. `bonds` are
    what people have said of which claims belong together; they hold whatever the links say. The `models` tell what each
    claim asks, and give a second opinion on answers that no link joins: the links of the result have it. What they tell
    is taken from what is known and left there; without it they are not asked.
    """
    listed = made(sorted(claimed, key=order_of))
    place = {profile.id: at for at, profile in enumerate(listed)}
    kept = sorted((link for link in links if {link.a, link.b} <= place.keys()), key=partial(_between, place))
    told = stories(listed, [*((link.a, link.b) for link in kept), *bonds.joined])
    of_story = {profile.id: number for number, story in enumerate(told) for profile in story}
    inner: dict[int, list[Link]] = defaultdict(list)
    for link in kept:
        inner[of_story[link.a]].append(link)
    found = [_of_story(story, inner[number], bonds, models) for number, story in enumerate(told)]
    return Comparison(
        links=tuple(sorted((link for one in found for link in one.links), key=lambda link: link.id)),
        questions=tuple(sorted((question for one in found for question in one.questions), key=lambda q: q.id)),
        copies=tuple(sorted((group for one in found for group in one.copies), key=lambda group: group.reports)),
    )


def _of_story(story: Sequence[Profile], kept: Sequence[Link], bonds: Bonds, models: Known | None) -> Comparison:
    """What follows from the links of one story."""
    known = {profile.id: profile for profile in story}
    reports: dict[str, Report] = {p.report: p.claimed.report for p in story}
    kept = stated_once(kept)
    copies = find_copies(reports.values())
    printed = _printed(reports, copies)
    bound = frozenset(name for pair in bonds.joined for name in pair)
    asked = [
        profile
        for name, profile in known.items()
        if name not in bonds.left_out and (key_of(profile) is not None or name in bound)
    ]
    there = {profile.id for profile in asked}
    edges = [*bonds.joined]
    edges += [(link.a, link.b) for link in kept if link.relation in _SAME_QUESTION and {link.a, link.b} <= there]
    edges += _one_key(asked)
    speaks_for = directory(story)
    groups = gathered(asked, edges, met_by(kept), bonds.parted, models)
    links = tuple(kept) if models is None else _with_opinions(groups, known, kept, bonds, models)
    inner = _inner(groups, links)
    members = [[known[name] for name in group] for group in groups]
    silences = Silences(members)
    questions = []
    for number, group in enumerate(members):
        question = _worded(_question(group, inner.get(number, ()), printed, speaks_for, bonds), bonds)
        silent, told = silences.of(number)
        questions.append(replace(question, silent=silent, event_reports=told))
    return Comparison(links=links, questions=tuple(questions), copies=copies)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """What of a story was printed more than once, by the ids of the reports.

    `one_of` has the first of the reports of one address (versions and summaries) for each of them; `origin_of` the
    first of all that print one text.
    """

    one_of: Mapping[str, str]
    origin_of: Mapping[str, str]


def _printed(reports: Mapping[str, Report], copies: Iterable[Copies]) -> _Printed:
    pages = [[report.id for report in group] for group in address_groups(reports.values())]
    groups = [*pages, *(group.reports for group in copies)]
    joined = components(reports, [(group[0], other) for group in groups for other in group[1:]])
    return _Printed(
        one_of={one: group[0] for group in pages for one in group},
        origin_of={one: group[0] for group in joined if len(group) > 1 for one in group},
    )


def _with_opinions(
    groups: Sequence[Sequence[str]],
    known: Mapping[str, Profile],
    links: Sequence[Link],
    bonds: Bonds,
    models: Known,
) -> tuple[Link, ...]:
    """The links, and what the reader tells of the answers of each question that no link joins."""
    linked = {frozenset((link.a, link.b)) for link in links} | bonds.parted
    alike = partial(one_question, vectors=models.vectors)
    asked: list[tuple[Profile, Profile]] = []
    inner = _inner(groups, links)
    for number, group in enumerate(groups):
        ordered = [known[name] for name in group]
        answers = [[p for p in ordered if p.id in names] for names in _answer_groups(ordered, inner.get(number, ()))]
        if len(answers) > 1:
            asked += pairs(answers, linked, alike)
    models.read_ahead(asked)
    return tuple(sorted((*links, *opinions(asked, models.reading)), key=lambda link: link.id))


def _between(place: Mapping[str, int], link: Link) -> tuple[int, int, str]:
    """Where a link stands among others, by the places of its claims."""
    first, last = sorted((place[link.a], place[link.b]))
    return first, last, link.relation


def _worded(question: Question, bonds: Bonds) -> Question:
    """The question in the words that a person has given to it, by way of one of its claims."""
    claims = (claim for answer in question.answers for claim in answer.claims)
    given = next((bonds.wordings[claim] for claim in claims if claim in bonds.wordings), None)
    return replace(question, wording=given) if given else question


def _inner(groups: Sequence[Sequence[str]], links: Iterable[Link]) -> Mapping[int, Sequence[Link]]:
    """The links between claims of one group, by the number of the group."""
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    inner: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        number = group_of.get(link.a)
        if number is not None and number == group_of.get(link.b):
            inner[number].append(link)
    return inner


def _one_key(asked: Sequence[Profile]) -> Iterator[tuple[str, str]]:
    """The pairs of claims with the same complete key, whose answers can both be true and so have no link."""
    by_key: dict[QuestionKey, list[int]] = defaultdict(list)
    for at, profile in enumerate(asked):
        key = _full_key(profile)
        if key is not None:
            by_key[key].append(at)
    events = Events(asked)
    for key, members in by_key.items():
        counted = key.kind is QuestionKind.COUNT
        group = {at: {at} for at in members}
        for i, at in enumerate(members):
            one, (same, _) = asked[at], events.of(at)
            for to in members[i + 1 :]:
                if group[at] is group[to] or not same >> to & 1:
                    continue  # joined by others (one key may have hundreds of claims), or of another event
                other = asked[to]
                if not apart(one, other) and (not (counted or are_long(one, other)) or likely(one, other)):
                    group[at] |= group[to]
                    group |= dict.fromkeys(group[to], group[at])
                    yield one.id, other.id


def _full_key(profile: Profile) -> QuestionKey | None:
    """The key of a claim whose slots say enough to be laid beside another's with the same key."""
    if profile.attribute is None and cause(profile):
        return CAUSE
    counted = count_key(profile) if profile.attribute else None
    return counted or label_key(profile) or state_key(profile) or pole_key(profile)


def key_of(profile: Profile) -> QuestionKey | None:
    """The question that a claim answers by itself, or None where it takes no position or asks nothing."""
    if not profile.position:
        return None
    return _full_key(profile) or count_key(profile) or saying_key(profile)


def _question(
    ordered: Sequence[Profile],
    inner: Sequence[Link],
    printed: "_Printed",
    speaks_for: Directory,
    bonds: Bonds,
) -> Question:
    groups = _answer_groups(ordered, inner)
    key = _asked_by_rule(_common_key(ordered), inner)
    least, most = origins(ordered, printed.origin_of, speaks_for, bonds.strangers)
    founder = ordered[0].id
    where = {name: i for i, group in enumerate(groups) for name in group}
    behind = [[p for p in ordered if p.id in group] for group in groups]
    answers = tuple(
        _answer(of, founder, key, origins(of, printed.origin_of, speaks_for, bonds.strangers), printed.one_of)
        for of in behind
    )
    replaced = _replaced(inner, where)
    return Question(
        id=content_id("q", key.kind.value, key.attribute, key.population, key.place, key.window, key.unit, founder),
        key=key,
        wording=wording(key, ordered),
        state=_state(inner, where, most),
        answers=answers,
        origins_min=least,
        origins_max=most,
        ranges=tuple(ranges(answer for at, answer in enumerate(answers) if at not in replaced)),
    )


def _common_key(members: Sequence[Profile]) -> QuestionKey:
    """The key that most of the claims have; of equally many, the one that was printed first."""
    keys = [key for key in map(key_of, members) if key is not None]
    keys = keys or [saying_key(member) for member in members]  # joined by a person, though none takes a position
    most = Counter(keys)
    return max(keys, key=lambda key: (most[key], -keys.index(key)))


def _asked_by_rule(key: QuestionKey, links: Sequence[Link]) -> QuestionKey:
    """The key with the kind of question that most of its links were decided as."""
    kinds = Counter(
        _KINDS[name]
        for link in links
        if link.relation not in _SAME_ANSWER and (name := link.rule.partition(":")[0]) in _KINDS
    )
    if key.kind is QuestionKind.COUNT or 2 * kinds.total() <= sum(link.relation not in _SAME_ANSWER for link in links):
        return key
    return replace(key, kind=max(sorted(kinds), key=lambda kind: kinds[kind]))


def _answer_groups(ordered: Sequence[Profile], links: Sequence[Link]) -> list[frozenset[str]]:
    """Claims of one answer: joined by agreement, unless a link says that two of the joined are not one answer."""
    apart: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.relation not in _SAME_ANSWER:
            apart[link.a].add(link.b)
            apart[link.b].add(link.a)
    group: dict[str, set[str]] = {profile.id: {profile.id} for profile in ordered}
    place = {profile.id: at for at, profile in enumerate(ordered)}
    joins = sorted(
        (link for link in links if link.relation in _SAME_ANSWER),
        key=lambda link: (-(link.confidence or 0), _between(place, link)),
    )
    pairs = [(link.a, link.b) for link in joins] + list(_equal_values(ordered))
    for a, b in pairs:
        one, two = group[a], group[b]
        if one is not two and all(two.isdisjoint(apart.get(name, ())) for name in one):
            one |= two
            for name in two:
                group[name] = one
    return list(dict.fromkeys(frozenset(group[profile.id]) for profile in ordered))


def _equal_values(members: Sequence[Profile]) -> Iterator[tuple[str, str]]:
    """Pairs of claims that give one number or put one whom they name into one state, each with the first that does."""
    first: dict[tuple[object, ...], str] = {}
    for profile in members:
        for value in _values(profile):
            name = first.setdefault((*value, profile.negative), profile.id)
            if name != profile.id:
                yield name, profile.id


def _values(profile: Profile) -> Iterator[tuple[object, ...]]:
    if profile.count is not None and counts_something(profile):
        value = interval(profile.count)
        yield profile.attribute or profile.figure_of, value.low, value.high
    elif (key := state_key(profile)) is not None:
        yield key.attribute, state_value(profile)


def _answer(
    members: Sequence[Profile], question: str, key: QuestionKey, origin: tuple[int, int], one_of: Mapping[str, str]
) -> Answer:
    """The answer; the reports of one address (`one_of` has the first of them) are one report of one outlet."""
    first = members[0]
    low = high = None
    if first.count is not None and counts_something(first) and not first.negative:
        bounds = interval(first.count)
        low, high = bounds.low, None if bounds.high == inf else bounds.high
    return Answer(
        id=content_id("a", question, first.id),
        value=value_of(key, members),
        claims=tuple(p.id for p in members),
        low=low,
        high=high,
        reports=len({one_of.get(p.report, p.report) for p in members}),
        outlets=len({p.claimed.report.outlet or one_of.get(p.report, p.report) for p in members}),
        origins_min=origin[0],
        origins_max=origin[1],
    )


def _pairs(links: Iterable[Link], answer_of: Mapping[str, int]) -> dict[Relation, set[tuple[int, int]]]:
    """The pairs of answers that stand so to one another, by their places."""
    pairs: dict[Relation, set[tuple[int, int]]] = defaultdict(set)
    for link in links:
        pairs[link.relation].add((answer_of[link.a], answer_of[link.b]))
    return pairs


def _replaced(links: Iterable[Link], answer_of: Mapping[str, int]) -> set[int]:
    """The places of the answers that a later one has replaced, unless an opposed voice disputes that very pair."""
    pairs = _pairs(links, answer_of)
    contested = {frozenset(pair) for pair in pairs[Relation.DISPUTES]}
    return {b for a, b in pairs[Relation.SUPERSEDES] if a != b and frozenset((a, b)) not in contested}


def _state(links: Sequence[Link], answer_of: Mapping[str, int], most: int) -> State:
    pairs, replaced = _pairs(links, answer_of), _replaced(links, answer_of)
    if any(a not in replaced and b not in replaced for a, b in pairs[Relation.DISPUTES]):
        return State.DISPUTED
    if replaced:
        return State.RETRACTED if _is_taken_back(links, answer_of) else State.SUPERSEDED
    return State.SINGLE_SOURCE if most == 1 else State.AGREED


def _is_taken_back(links: Iterable[Link], claims: Iterable[str]) -> bool:
    """Whether each claim was taken back, or is itself what takes one back ("That was wrong")."""
    taken = [link for link in links if link.relation is Relation.SUPERSEDES and is_retraction(link.rule)]
    return set(claims) <= {end for link in taken for end in (link.a, link.b)}


def surest_disputes(question: Question, links: Iterable[Link]) -> Iterator[Link]:
    """For each two answers of a question that dispute one another, the surest of the links between them.

    What a person has said is the surest; of equally sure ones that between the first claims counts.
    """
    listed = [(at, claim) for at, answer in enumerate(question.answers) for claim in answer.claims]
    answers, place = {claim: at for at, claim in listed}, {claim: at for at, (_, claim) in enumerate(listed)}
    inner = [one for one in links if one.relation is Relation.DISPUTES and {one.a, one.b} <= answers.keys()]
    best: dict[tuple[int, ...], Link] = {}
    for link in sorted(inner, key=lambda one: (one.rule != "ruling", -(one.confidence or 0), _between(place, one))):
        best.setdefault(tuple(sorted((answers[link.a], answers[link.b]))), link)
    yield from (best[at] for at in sorted(best))
