"""Law: how all scenes stand to one is how each of them does."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.scene import Scene, acquainted, akin, kin, same_story
from sayso.compare.scenes import Holders, Scenes

NAMES = [f"name{at}" for at in range(12)]
SOME = st.frozensets(st.sampled_from(NAMES), max_size=7)


@st.composite
def words(draw: st.DrawFn, most: int) -> frozenset[str]:
    """A run of words: two of them overlap by anything from nothing to all."""
    start = draw(st.integers(0, most))
    return frozenset(f"word{at}" for at in range(start, start + draw(st.integers(0, most))))


@st.composite
def scenes(draw: st.DrawFn) -> list[Scene]:
    return [scene(draw, at) for at in range(draw(st.integers(1, 5)))]


def scene(draw: st.DrawFn, number: int) -> Scene:
    names, stems = draw(SOME), draw(words(draw(st.sampled_from([0, 8, 60, 240]))))
    lead = names & draw(SOME)
    days = draw(st.none() | st.sampled_from([0, 7, 8, 45, 46]))
    return Scene(
        report=f"r{number}",
        names=names,
        lead=lead,
        setting=lead,
        outlet=draw(SOME),
        capitals=names | draw(SOME),
        stems=stems,
        opening=draw(words(12)),
        mishap=False,
        matters=frozenset(),
        day=None if days is None else date(2031, 3, 1) + timedelta(days=days),
    )


def told(one: Scene, other: Scene) -> Iterator[bool]:
    yield same_story(one, other)
    yield akin(one, other)
    yield kin(one, other)
    yield acquainted(one, other)
    yield bool(one.lead & other.capitals)
    yield bool(other.lead & one.capitals)


@given(listed=scenes())
@settings(max_examples=400, deadline=None)
def test_all_stand_to_one_as_each_of_them_does(listed: list[Scene]) -> None:
    together = Scenes(listed)
    for at, one in enumerate(listed):
        found = together.standing(at)
        told_at_once = (found.story, found.akin, found.kin, found.acquainted, together.leading(at), together.led(at))
        rows = zip(*told_at_once, strict=True)
        for other, row in zip(listed, rows, strict=True):
            assert list(map(bool, row)) == list(told(one, other)), (one, other)


@given(listed=st.lists(SOME, min_size=1), asked=SOME)
def test_words_are_counted_in_all_sets(listed: list[frozenset[str]], asked: frozenset[str]) -> None:
    holders = Holders(listed)
    assert holders.sizes.tolist() == list(map(len, listed))
    assert np.asarray(holders.shared(asked)).tolist() == [len(held & asked) for held in listed]
    assert holders.any(asked).tolist() == [bool(held & asked) for held in listed]


def test_of_no_sets_none_holds_a_word() -> None:
    assert Holders([]).shared({"name0"}).tolist() == []
