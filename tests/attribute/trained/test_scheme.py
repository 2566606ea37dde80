from itertools import groupby, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.trained.scheme import (
    CONTENT,
    CUE,
    LINKS,
    NO_ROLE,
    OUTSIDE,
    ROLES,
    SOURCE,
    TAGS,
    begin,
    fragments_of,
    inside,
    may_follow,
    role_of,
    tags_of,
)

EVERY_TAG = range(len(TAGS))
WORDS = st.lists(st.tuples(st.sampled_from([NO_ROLE, SOURCE, CUE, CONTENT]), st.integers(0, 2)), max_size=20)


def test_names_and_numbers_of_tags_agree() -> None:
    assert TAGS[OUTSIDE] == "O"
    for role, name in enumerate(ROLES):
        assert (TAGS[begin(role)], TAGS[inside(role)]) == (f"B-{name}", f"I-{name}")
        assert role_of(begin(role)) == role_of(inside(role)) == role
    assert role_of(OUTSIDE) == NO_ROLE


@pytest.mark.parametrize(("before", "tag"), list(product([None, *EVERY_TAG], EVERY_TAG)))
def test_only_going_on_needs_the_same_role_before(before: int | None, tag: int) -> None:
    name, earlier = TAGS[tag], "O" if before is None else TAGS[before]
    assert may_follow(before, tag) == (not name.startswith("I-") or earlier[2:] == name[2:])


@given(WORDS)
def test_words_of_one_role_and_attribution_are_one_fragment(words: list[tuple[int, int]]) -> None:
    tags = tags_of([role for role, _ in words], [unit for _, unit in words])
    assert all(may_follow(before, tag) for before, tag in pairwise([None, *tags]))
    runs, at = [], 0
    for (role, _), run in groupby((role, unit if role != NO_ROLE else 0) for role, unit in words):
        end = at + len(list(run))
        if role != NO_ROLE:
            runs.append((role, at, end))
        at = end
    assert fragments_of(tags) == runs


@given(st.lists(st.sampled_from(EVERY_TAG), max_size=20))
def test_any_tags_give_fragments_that_hold_each_tagged_word_once(tags: list[int]) -> None:
    held = [(role, at) for role, first, end in fragments_of(tags) for at in range(first, end)]
    assert held == [(role_of(tag), at) for at, tag in enumerate(tags) if tag != OUTSIDE]


def test_a_content_finds_cue_and_source_and_the_cue_its_source() -> None:
    assert LINKS == ((CONTENT, CUE), (CONTENT, SOURCE), (CUE, SOURCE))
