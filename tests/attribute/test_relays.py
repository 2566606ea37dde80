"""Relay chains: single constructions, the practice table as a whole, and what holds for every text."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.annotate import annotate
from sayso.attribute import Rules
from sayso.attribute.relays import with_relays
from sayso.attribute.relays.phrases import is_outlet, phrase_at
from sayso.attribute.syntax import Syntax
from sayso.nouns import Annotated, Attribution, Layer, LayerName, Report
from sayso.stages import Settings, shipped

Read = Callable[[str], list[Any]]
ROOT = Path(__file__).parents[2]
LEAST_RIGHT = 0.85
"""Share of the practice table's chains that must be right."""


def layer(text: str, name: LayerName = LayerName.TEXT) -> Annotated:
    digest = sha256(text.encode()).hexdigest()
    return annotate(
        Report(id="r", capture=digest, label="r", layers=(Layer(name=name, text=text, sha256=digest),)), name
    )


def chains(read: Read, text: str) -> list[tuple[str, ...]]:
    """Each chain as its voices, outermost first, the speaker last."""
    return [(*said.via, said.source) for said in read(text) if said.via]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Jon Ruud said Ana Vey had told him that the dam was safe.", ("Jon Ruud", "Ana Vey")),
        ("The clerk said the council believes the dam is safe.", ("The clerk", "the council")),
        (
            "Radio Dale reported that a diver said the mayor told him the dam was safe.",
            ("Radio Dale", "a diver", "the mayor"),
        ),
        ("The diver said he had been told by the mayor that the dam was safe.", ("The diver", "the mayor")),
        ("The diver said he had heard from a clerk that the dam was safe.", ("The diver", "a clerk")),
        ("Radio Dale quoted the mayor as saying that the dam was safe.", ("Radio Dale", "the mayor")),
        ("The mayor was quoted by Radio Dale as saying that the dam was safe.", ("Radio Dale", "The mayor")),
        ("The dam is safe, the mayor said, Radio Dale reported.", ("Radio Dale", "the mayor")),
        ("In a letter seen by Radio Dale, the mayor writes that the dam is safe.", ("Radio Dale", "the mayor")),
        ("Two clerks briefed by the mayor said the dam was safe.", ("Two clerks", "the mayor")),
        ("The mayor relayed the engineer's claim that the dam was safe.", ("The mayor", "the engineer")),
        (
            "A clip posted by the brigade shows its captain saying that the dam is safe.",
            ("the brigade", "its captain"),
        ),
        ("According to the army, as quoted by Radio Dale, the dam is safe.", ("Radio Dale", "the army")),
    ],
)
def test_a_chain_names_its_voices_from_the_outside_in(read: Read, text: str, chain: tuple[str, ...]) -> None:
    assert chains(read, text) == [chain]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that she believed the dam was safe.",
        "The mayor denied that the engineer had told him of the crack.",
        "The mayor said the engineer would tell the board that the dam was safe.",
        "The mayor told the crowd that the dam was safe.",
        "The council cut its budget, citing bad weather.",
        "Drivers were informed by the depot that the line would be closed.",
        "The mayor said at a press conference that the dam was safe.",
        "The mayor's office confirmed that the dam was safe, as the mayor had said.",
    ],
)
def test_one_voice_is_no_chain(read: Read, text: str) -> None:
    assert chains(read, text) == []


def test_the_outer_voice_keeps_what_it_says_itself(read: Read) -> None:
    text = "Jon Ruud said that the gate had burst and that Ana Vey had told him that the dam was safe."
    found = {said.source: said for said in read(text)}
    assert "gate had burst" in found["Jon Ruud"].content
    assert found["Jon Ruud"].via == ()
    assert (found["Ana Vey"].content, found["Ana Vey"].via) == ("that the dam was safe", ("Jon Ruud",))


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("the Dale Courier", True),
        ("a local radio station", True),
        ("the broadcaster", True),
        ("the space agency", False),
        ("social media", False),
        ("the press office", False),
        ("reporters", False),
        ("her Telegram channel", False),
    ],
)
def test_outlets_by_their_words(name: str, outlet: bool) -> None:  # noqa: FBT001 - a table's column
    text = f"The mayor told {name} that the dam was safe."
    syntax = Syntax.of(layer(text))
    phrase = phrase_at(syntax, 3)
    assert phrase is not None
    assert is_outlet(syntax, phrase) is outlet


def test_the_practice_table_is_read(scorer: ModuleType) -> None:
    table = (ROOT / "tests" / "gold" / "relays" / "practice.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in table.splitlines()]
    chosen = Settings(attribution="rules")
    figures = scorer.figures([scorer.score(row, scorer.read(row, shipped(), chosen)) for row in rows])
    assert figures["right"] >= LEAST_RIGHT * figures["wanted"]
    assert figures["false_on_negatives"] == 0


CUES = "the mayor Radio Dale Ana Vey said that told reported quoted citing as saying according to by from in a letter"
REST = "seen interview with he she it they was had the dam safe and , . “ ” : – \n"
WORDS = st.sampled_from([*CUES.split(" "), *REST.split(" ")])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join))
@example("mayor said citing mayor")
def test_chains_are_lawful(text: str) -> None:
    annotated = layer(text)
    syntax, found = Syntax.of(annotated), Rules()(annotated)
    read = with_relays(syntax, found)
    for one in read:
        assert_lawful_chain(text, one)
    for one in found:
        assert any(covered(one) & reaches(other) for other in read)


def assert_lawful_chain(text: str, one: Attribution) -> None:
    assert one.content
    for index, relay in enumerate(one.via):
        assert relay
        assert all(piece.of(text).strip() for piece in relay)
        for other in (*one.via[index + 1 :], one.source):
            assert not any(piece.overlaps(second) for piece in relay for second in other)


def covered(one: Attribution) -> set[int]:
    every = (one.source, one.cue, one.content, *one.via)
    return {at for pieces in every for piece in pieces for at in range(piece.start, piece.end)}


def reaches(one: Attribution) -> set[int]:
    return set(range(min(covered(one)), max(covered(one)) + 1))


@pytest.mark.parametrize("text", ["The dam was built in 1931. It is 40 metres high.", "A dam.", ""])
def test_a_text_without_cues_has_no_chain(text: str) -> None:
    annotated = layer(text)
    assert with_relays(Syntax.of(annotated), Rules()(annotated)) == ()


def test_what_has_no_relay_stays_as_it_was_found() -> None:
    annotated = layer("The mayor said that the dam was safe. “It is old,” Ana Vey added. The union wants a new gate.")
    found = Rules()(annotated)
    assert found
    assert set(with_relays(Syntax.of(annotated), found)) == set(found)
