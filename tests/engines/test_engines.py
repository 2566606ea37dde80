"""Engines read the same, in the same order, wherever they read; what dies costs its own report alone."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import sayso
from sayso.engines import Dask, Done, Here, Item, Pool, Spread, Task, pool
from sayso.engines.order import Waiting, in_order
from sayso.engines.pool import _each_alone
from sayso.errors import UsageError
from sayso.nouns import Layer, LayerName, Report
from sayso.stages import Settings

RULES = Settings(attribution="rules")
TEXT = 'The mayor said 12 people were hurt. "We left at once," Ada Holm told reporters on Monday.'


def task(name: str) -> Task:
    text = f"{name}: {TEXT}"
    layer = Layer(name=LayerName.TEXT, text=text, sha256=sha256(text.encode()).hexdigest())
    return Task(
        report=Report(id=f"r-{name}", capture="c", label=name, layers=(layer,)),
        reading=f"n-{name}",
        by="this Sayso",
        settings=RULES,
    )


def items(*names: str) -> list[Item[str]]:
    """Items of these names; those of a capital letter have nothing to read."""
    return [Item(name, None if name.isupper() else task(name)) for name in names]


def deadly(one: Task) -> Done:
    """Reading as it would be if some report ended the process."""
    if "deadly" in one.report.label:
        os._exit(9)
    return Done(reason=f"{one.report.label} in {os.getpid()}")


@pytest.fixture
def _deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "carry_out", deadly)


def test_a_pool_reads_as_this_process_does() -> None:
    names = ("a", "b", "X", "c")
    here, there = list(Here().read(items(*names))), list(Pool(2).read(items(*names)))
    assert there == here
    assert [key for key, _ in here] == list(names)
    assert here[2][1] is None
    assert all(done and done.reading and done.reading.claims and done.entry for key, done in here if key != "X")


@pytest.mark.usefixtures("_deadly")
def test_a_report_that_ends_its_process_costs_itself_alone() -> None:
    names = [f"n{number}" for number in range(20)]
    names[7] = "deadly7"
    names[11] = "deadly11"
    done = dict(Pool(2).read(items(*names)))
    assert list(done) == names
    assert [name for name, one in done.items() if one and "died" in (one.reason or "")] == ["deadly7", "deadly11"]


@pytest.mark.usefixtures("_deadly")
def test_few_reports_are_read_here_and_many_in_a_pool() -> None:
    done = list(Spread(2).read(items(*(f"n{number}" for number in range(20)))))
    assert str(os.getpid()) not in "".join(one.reason or "" for _, one in done if one)
    assert len(done) == 20
    few = list(Spread(2).read(items("a", "b")))
    assert all(one and one.reading for _, one in few)  # read for real: this process has its own stages
    assert list(Spread(2).read(items(*("X" * 200)))) == [("X", None)] * 200
    assert multiprocessing.active_children() == []


def test_what_would_stop_every_report_is_raised() -> None:
    wrong = replace(task("a"), settings=Settings(attribution="guess"))
    for engine in (Here(), Pool(2)):
        with pytest.raises(UsageError, match="guess"):
            list(engine.read([Item("a", wrong)]))


def test_no_more_than_some_are_in_hand_and_all_come_in_order() -> None:
    pending: list[Future[Done]] = []
    most = 0

    def submit(_: Task) -> "Future[Done]":
        nonlocal most
        pending.append(Future())
        most = max(most, sum(not one.done() for one in pending))
        if len(pending) % 3 == 0:  # they end in another order than they began
            for one in reversed(pending):
                if not one.done():
                    one.set_result(Done(reason="read"))
        return pending[-1]

    names = [f"n{number}" for number in range(12)]
    assert [key for key, _ in in_order(submit, iter(items(*names)), 3, deque())] == names
    assert most == 3


def test_of_long_reports_fewer_are_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    (length,) = {len(layer.text) for item in items("n0") if item.task for layer in item.task.report.layers}
    monkeypatch.setattr("sayso.engines.order.MOST", 2 * length)
    asked: list[int] = []

    def submit(_: Task) -> "Future[Done]":
        asked.append(len(given))
        done: Future[Done] = Future()
        done.set_result(Done(reason="read"))
        return done

    given: list[str] = []
    for key, _ in in_order(submit, iter(items(*(f"n{number}" for number in range(6)))), 100, deque()):
        given.append(key)
    assert asked == [0, 0, 1, 2, 3, 4]


@pytest.mark.usefixtures("_deadly")
def test_what_was_read_before_a_process_ended_is_not_read_again() -> None:
    waiting: deque[Waiting[str]] = deque(Waiting(item) for item in items("a", "deadly", "c"))
    waiting[0].future = Future()
    waiting[0].future.set_result(Done(reason="read before"))
    waiting[1].future = Future()
    waiting[1].future.set_exception(BrokenProcessPool())
    told = {name: one.reason or "" for name, one in _each_alone(waiting) if one}
    assert told["a"] == "read before"
    assert "died" in told["deadly"]
    assert "died" not in told["c"]


def test_dask_reads_as_this_process_does() -> None:
    pytest.importorskip("distributed", reason="not tested with Dask: it is not installed")
    names = ("a", "X", "b")
    assert list(Dask(None, 1).read(items(*names))) == list(Here().read(items(*names)))


def test_an_address_without_a_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="not tested with Dask: it is not installed")
    monkeypatch.setattr("sayso.engines.cluster.PATIENCE", "0.1 s")
    with pytest.raises(UsageError, match="tcp://host:8786"):
        list(Dask("nowhere", 1).read(items("a")))


def texts(folder: Path, number: int) -> Iterator[str]:
    for one in range(number):
        path = folder / f"{one:02}.txt"
        path.write_text(f"In town {one}, {TEXT.replace('12', str(one + 2))}")
        yield str(path)


def test_the_ledger_is_the_same_whatever_reads_into_it(tmp_path: Path) -> None:
    sources = [*texts(tmp_path, 10), str(tmp_path / "nothing.txt"), str(tmp_path / "03.txt")]
    hashes, ends = set(), []
    for name, engine in {"here": Here(), "pool": Pool(2)}.items():
        with sayso.open_ledger(tmp_path / f"{name}.sayso") as ledger:
            found = sayso.read(ledger, sources, settings=RULES, on=engine, guarded=name == "pool")
            ends.append([(one.intake.source, one.report_id, one.claims, one.unchanged) for one in found])
            hashes.add(ledger.content_hash())
    assert len(hashes) == 1
    assert ends[0] == ends[1]
