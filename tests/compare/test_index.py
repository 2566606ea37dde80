"""Laws of the index: who is kin is told as by the scenes, and no pair that a rule decides on is missed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.compare import decide, near
from sayso.compare.index import entry
from sayso.compare.profile import Profile, profiles
from sayso.compare.scene import kin
from sayso.nouns import Act, Claimed, IndexEntry, LayerName, Link, Near, Predicate, ReferentKind, Role, Span

from .test_batch import DRAWN, claims

Make = Callable[..., Claimed]
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
GOLD = Path(__file__).parent.parent / "gold"


class Held:
    """Entries in memory, as a ledger keeps them."""

    def __init__(self, entries: Sequence[IndexEntry]) -> None:
        self._entries = entries

    def _rows(self, marks: Collection[int], days: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
        for number, one in enumerate(self._entries):
            if days is None or one.day is None or days[0] <= one.day <= days[1]:
                yield from ((mark, number) for mark in one.marks & frozenset(marks))

    def marked(self, marks: Collection[int], days: tuple[int, int] | None) -> Iterable[tuple[int, int]]:
        return Counter(number for _, number in self._rows(marks, days)).items()

    def scenes(self, numbers: Collection[int]) -> Sequence[tuple[int, int | None, bytes]]:
        return [(number, self._entries[number].day, self._entries[number].scene) for number in numbers]

    def keys(self, numbers: Collection[int]) -> Sequence[tuple[int, bytes]]:
        return [(number, self._entries[number].keys) for number in numbers]


def found(made: Sequence[Profile]) -> tuple[dict[str, int], list[Near], dict[str, tuple[int, int]]]:
    """The number of each report, what is near to each, and where each claim stands."""
    of_report: dict[str, list[Profile]] = defaultdict(list)
    for profile in made:
        of_report[profile.report].append(profile)
    shelf = Held([entry(held[0].scene, dict(enumerate(held))) for held in of_report.values()])
    around = [near(one, shelf, (number,)) for number, one in enumerate(shelf._entries)]  # noqa: SLF001 - our own
    numbers = {report: number for number, report in enumerate(of_report)}
    places = {one.id: (numbers[report], at) for report, held in of_report.items() for at, one in enumerate(held)}
    return numbers, around, places


def check(made: Sequence[Profile], links: Iterable[Link]) -> int:
    """The laws; how many links between two reports they were held against."""
    numbers, around, places = found(made)
    scenes = {profile.report: profile.scene for profile in made}
    for a, b in combinations(scenes, 2):
        kinship = kin(scenes[a], scenes[b])
        assert (numbers[b] in around[numbers[a]].kin) == kinship
        assert (numbers[a] in around[numbers[b]].kin) == kinship
    across = [link for link in links if places[link.a][0] != places[link.b][0]]
    for link in across:
        assert places[link.b] in around[places[link.a][0]].claims
        assert places[link.a] in around[places[link.b][0]].claims
    return len(across)


@given(drawn=DRAWN)
@QUIET
def test_what_is_decided_on_is_near(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = claims(say, number, drawn)
    check(profiles(made), decide(made, ()))


NAMES = st.sampled_from(
    ["Captain Brandt", "Brandt", "the captain", "the Gull", "the ferry", "everybody", "sailors", "Osk Brandt"]
)
STATES = st.sampled_from(
    [("custody", "captive"), ("custody", "free"), ("life", "dead"), ("access", "closed"), (None, None)]
)


@given(
    drawn=st.lists(st.tuples(NAMES, NAMES, STATES, st.booleans(), st.booleans()), min_size=2, max_size=6),
    titles=st.lists(st.sampled_from(["Ferry Gull aground", "Captain Brandt held", ""]), min_size=6, max_size=6),
)
@QUIET
def test_what_is_told_of_whom_by_any_name_is_near(
    say: Make,
    drawn: list,
    titles: list[str],  # type: ignore[type-arg]
) -> None:
    made = []
    for number, ((agent, patient, (frame, value), denied, denies), title) in enumerate(
        zip(drawn, titles, strict=False)
    ):
        text = f"{agent} took {patient}. Captain Brandt and the ferry Gull were in Orlow by 6 p.m., sailors said."
        one = say(
            text,
            text.partition(".")[0],
            title=title,
            outlet=f"Paper {number}",
            voice="sailors",
            published="2031-03-02",
            denied=denied,
            act=Act.DENY if denies else Act.ASSERT,
        )
        start = text.index("took")
        roles = tuple(
            Role(role=role, span=Span(at, at + len(name)), name=name, kind=ReferentKind.UNKNOWN)
            for role, name, at in (("agent", agent, 0), ("patient", patient, start + len("took ")))
        )
        predicate = Predicate(name="take", span=Span(start, start + 4), roles=roles, frame=frame, value=value)
        made.append(replace(one, claim=replace(one.claim, predicates=(predicate,))))
    unique = list({one.claim.id: one for one in made}.values())
    check(profiles(unique), decide(unique, ()))


def test_a_word_too_many_in_the_title_keeps_stories_apart_in_the_index_too(say: Make) -> None:
    text = "In Orlow the bridge is closed."
    pair = [say(text, title="Storm over Orlow", published=day, outlet=day) for day in ("2031-03-02", "2033-03-02")]
    _, around, _ = found(profiles(pair))
    assert [one.claims for one in around] == [(), ()]


def sentences(start: int, number: int) -> str:
    """So many words that no other sentence has."""
    made = ("".join(syllables) for syllables in product(("bo", "du", "fi", "ka", "lu", "mer"), repeat=4))
    return " ".join(islice(made, start, start + number)) + "."


@pytest.mark.parametrize(("tail", "one_story"), [(0, True), (120, False)])
def test_long_reports_must_begin_with_more_in_common(say: Make, tail: int, *, one_story: bool) -> None:
    shared = f"The storm took Captain Brandt from Orlow, {sentences(0, 8)}"
    texts = [f"{shared} {sentences(300 * own, 75)} {sentences(300 * own + 75, tail)}" for own in (1, 2)]
    pair = profiles(say(text, shared, outlet=f"Paper {at}", title="") for at, text in enumerate(texts))
    assert kin(*(profile.scene for profile in pair)) == one_story
    check(pair, ())


@pytest.mark.parametrize("folder", ["dev", "stories"])
def test_what_is_decided_on_in_stories_is_near(folder: str, tmp_path: Path) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        list(sayso.read(ledger, sorted(map(str, (GOLD / folder).glob("*/reports")))))
        made = [one for one in ledger.claims(as_read=True) if one.claim.layer is not LayerName.TITLE]
        links = decide(made, ())
        assert check(profiles(made), links) > 100
        assert ledger.links(as_decided=True) == links
