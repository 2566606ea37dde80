"""Passives that name nobody."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("It was reported that the bridge had fallen.", "that the bridge had fallen"),
        ("It is believed that ten people died in the fire.", "that ten people died in the fire"),
        ("The army is said to have withdrawn from the town.", "The army | to have withdrawn from the town"),
    ],
)
def test_nobody_is_named(read: Read, text: str, content: str) -> None:
    (found,) = read(text)
    assert (found.source, found.basis) == ("", "none")
    assert found.content.rstrip(".") == content


def test_an_agent_is_named(read: Read) -> None:
    (found,) = read("It is alleged by the prosecutors that he took bribes.")
    assert (found.source, found.basis) == ("the prosecutors", "explicit")


def test_who_was_told_is_no_hearsay(read: Read) -> None:
    told = "The crew was told to leave the ship by noon."
    assert [found.content for found in read(told)] == [told]
