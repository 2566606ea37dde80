"""Questions of many stories are the same wherever they are worked out; a process that dies costs none of them."""

import multiprocessing
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from sayso import comparing
from sayso.engines import Assembled, Here, Part, Pool, assemble, pool
from sayso.nouns import Question
from sayso.stages import Settings, shipped

STORIES = (
    ("Orlow", "ferry Gull sank", "Ada Holm"),
    ("Dale", "mill burned down", "Osk Brandt"),
    ("Merrin", "bridge collapsed", "Ivo Teller"),
    ("Kesten", "dam broke", "Nadia Farr"),
)


def deadly(part: Part) -> Assembled:
    """Assembling as it would be if every process that is not the first one died of it."""
    if multiprocessing.parent_process() is not None:
        os._exit(9)
    return assemble(part)


def reports(folder: Path) -> Iterator[str]:
    for place, what, who in STORIES:
        for number, outlet in ((12, "post"), (30, "herald")):
            text = (
                f"The {what} in {place}. {who}, the mayor of {place}, said {number} people died in {place} on Monday."
            )
            path = folder / f"{outlet}-{place}.txt"
            path.write_text(text + f" The police in {place} said nobody from {place} was missing.", encoding="utf-8")
            yield str(path)


def read(folder: Path, name: str, engine: Here | Pool) -> tuple[str, tuple[Question, ...]]:
    sources = list(reports(folder))
    with sayso.open_ledger(folder / f"{name}.sayso") as ledger:
        list(sayso.read(ledger, sources, settings=Settings(attribution="rules"), on=engine))
        return ledger.content_hash(), ledger.questions()


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """The parts that are worked out in other processes, where each story is one."""
    asked: list[Part] = []

    def noted(number: int, given: Iterator[Part]) -> Iterator[Assembled]:
        listed = list(given)
        asked.extend(listed)
        return pool.assembled(number, listed)

    monkeypatch.setattr(comparing, "PART", 1)
    monkeypatch.setattr(comparing, "assembled", noted)
    return asked


def test_many_stories_are_worked_out_in_processes_as_in_this_one(tmp_path: Path, parts: list[Part]) -> None:
    here, questions = read(tmp_path, "here", Here())
    assert parts == []
    assert read(tmp_path, "pool", Pool(2)) == (here, questions)
    assert len(parts) > 1
    assert len(questions) > len(parts)


def test_a_process_that_dies_costs_no_question(
    tmp_path: Path, parts: list[Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read(tmp_path, "here", Here())
    monkeypatch.setattr(pool, "assemble", deadly)
    assert read(tmp_path, "pool", Pool(2)) == here
    assert len(parts) > 1


def test_stages_of_ones_own_are_asked_in_this_process(tmp_path: Path, parts: list[Part]) -> None:
    own = replace(shipped(), ship=False)
    with sayso.open_ledger(tmp_path / "own.sayso") as ledger:
        list(sayso.read(ledger, list(reports(tmp_path)), settings=Settings(attribution="rules"), using=own, on=Pool(2)))
        assert ledger.questions()
    assert parts == []
