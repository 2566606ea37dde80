"""How a ledger grows: reports read slice by slice, as a watch would, and what that and asking then cost.

    python benchmarks/scale.py [--reports 100000] [--slices 20] [--store sqlite|postgres] [--engine pool|here]
                               [--workers N] [--seed 1] [--ledger FILE] [--rows FILE] [--write docs/scale.md]

Reports are made of the example texts by `scale_texts` (how is told at its head). Each slice is a JSONL file that one
call of `sayso.read` reads, its questions worked out at its end; all calls are made by one process, as `sayso watch`
makes them. After each slice: reports a second; CPU seconds a report, of the workers that read and of this process, that
compares and writes; bytes a report of the ledger (the file and what lies beside it; of PostgreSQL the database); the
most memory of this process and of the workers (resident, so that what workers share counts for each); and, warm, the
best of five times that it takes to find what `sayso disputes` shows first and what `sayso ask` shows (the median of
three questions), in this process, with the ledger opened anew, and by the command line, which also has to start Python.
Wall times have in them whatever else the machine does; CPU times do not, nor what a PostgreSQL server does.

`--store postgres` starts a server of its own, or uses the one that SAYSO_TEST_POSTGRES names. `--ledger` keeps the
SQLite file.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import psutil
import sqlalchemy

from sayso import open_ledger, read
from sayso.ask import ask as search
from sayso.cli.glance import glance
from sayso.engines import Engine, Here, Pool, workers
from sayso.ledger import browse
from sayso.nouns import State
from scale_texts import world

ROOT = Path(__file__).parents[1]
ROUNDS, COMMANDS = 5, 2
ASKED = ("How many people died on the ferry?", "Was the captain arrested?", "Why did the ship sink?")
EVERY = 1.0  # seconds between looks at the memory, each of which takes some milliseconds
MEGABYTE = 1 << 20
BEGIN, END = "<!-- measured by benchmarks/scale.py -->", "<!-- end -->"


@dataclass(frozen=True)
class Row:
    """What one slice took, and what the ledger is since."""

    store: str
    reports: int
    claims: int
    questions: int
    disputed: int
    stories: int
    seconds: float
    rate: float
    cpu_reading: float
    cpu_here: float
    bytes_a_report: int
    memory_here: int
    memory_workers: int
    disputes_ms: float
    disputes_cpu_ms: float
    ask_ms: float
    ask_cpu_ms: float
    disputes_command_ms: float
    disputes_command_cpu_ms: float
    ask_command_ms: float
    ask_command_cpu_ms: float


COLUMNS = {
    "reports": "reports",
    "stories": "stories",
    "claims": "claims",
    "disputed": "disputed questions",
    "rate": "reports/s",
    "cpu_reading": "CPU s a report: reading",
    "cpu_here": "comparing, writing",
    "bytes_a_report": "bytes a report",
    "memory_here": "memory, MiB",
    "memory_workers": "of the workers",
    "disputes_ms": "`disputes`, ms",
    "disputes_cpu_ms": "CPU",
    "ask_ms": "`ask`, ms",
    "ask_cpu_ms": "CPU",
    "disputes_command_cpu_ms": "command line, CPU ms: `disputes`",
    "ask_command_cpu_ms": "`ask`",
}


@dataclass
class Memory:
    """The most memory, in bytes, that this process and its children have had at once."""

    here: int = 0
    children: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look again and again until it is over."""
        this = psutil.Process()
        while not self.over.wait(EVERY):
            held = 0
            for child in this.children(recursive=True):
                try:
                    held += child.memory_info().rss
                except psutil.Error:
                    continue
            self.here, self.children = max(self.here, this.memory_info().rss), max(self.children, held)


@contextmanager
def memory() -> Iterator[Memory]:
    """The most memory while the block runs."""
    found = Memory()
    watching = threading.Thread(target=found.watch, daemon=True)
    watching.start()
    try:
        yield found
    finally:
        found.over.set()
        watching.join()


def run(options: argparse.Namespace, where: str, folder: Path) -> Iterator[Row]:
    """Read the slices, and tell of each."""
    made = world(options.reports, options.seed)
    engine: Engine = Here() if options.engine == "here" else Pool(options.workers)
    bounds = [round(options.reports * at / options.slices) for at in range(options.slices + 1)]
    for number, (start, end) in enumerate(pairwise(bounds), start=1):
        path = folder / f"slice-{number:04}.jsonl"
        path.write_text("".join(f"{json.dumps(report)}\n" for report in made[start:end]), encoding="utf-8")
        yield slice_read(where, path, engine, options.store)
        path.unlink()


def slice_read(where: str, path: Path, engine: Engine, store: str) -> Row:
    """Read one slice and measure."""
    before, began = os.times(), time.perf_counter()
    with memory() as most, open_ledger(where) as ledger:
        number = 0
        for result in read(ledger, [str(path)], on=engine):
            if result.report_id is None:
                raise SystemExit(f"{result.intake.source} was not read: {result.intake.reason}")
            number += 1
    seconds, after = time.perf_counter() - began, os.times()
    of_children = after.children_user + after.children_system - before.children_user - before.children_system
    of_this = after.user + after.system - before.user - before.system
    with open_ledger(where) as ledger:
        held = ledger.look(browse.overview)
        stories = ledger.look(lambda connection: connection.exec_driver_sql(STORIES).scalar_one())
    shown, asked = best(lambda: disputes(where)), [best(partial(ask, where, words)) for words in ASKED]
    shown_by_command = best(lambda: command("disputes", where), rounds=COMMANDS)
    asked_by_command = best(lambda: command("ask", where, ASKED[0]), rounds=COMMANDS)
    return Row(
        store=store,
        reports=held.reports,
        claims=held.claims,
        questions=sum(held.states.values()),
        disputed=held.states.get(State.DISPUTED, 0),
        stories=stories,
        seconds=round(seconds, 1),
        rate=round(number / seconds, 2),
        cpu_reading=round(of_children / number, 3),
        cpu_here=round(of_this / number, 3),
        bytes_a_report=size(where) // held.reports,
        memory_here=most.here // MEGABYTE,
        memory_workers=most.children // MEGABYTE,
        disputes_ms=shown.wall,
        disputes_cpu_ms=shown.cpu,
        ask_ms=statistics.median(one.wall for one in asked),
        ask_cpu_ms=statistics.median(one.cpu for one in asked),
        disputes_command_ms=shown_by_command.wall,
        disputes_command_cpu_ms=shown_by_command.cpu,
        ask_command_ms=asked_by_command.wall,
        ask_command_cpu_ms=asked_by_command.cpu,
    )


STORIES = "SELECT count(DISTINCT story) FROM story"
FIRST = browse.Page(limit=20)  # what a terminal shows of the disputes, unless it is told to show more


def disputes(where: str) -> None:
    """What `sayso disputes` shows first."""
    with open_ledger(where) as ledger, ledger.reading():
        part = ledger.look(browse.questions, browse.Wanted(states=(State.DISPUTED,)), FIRST)
        glance(ledger, part.found)


def ask(where: str, asked: str) -> None:
    """What `sayso ask` shows."""
    with open_ledger(where) as ledger, ledger.reading():
        found = search(ledger, asked)
        glance(ledger, found.questions, found.claims)


def command(verb: str, where: str, *words: str) -> None:
    """The same by the command line."""
    subprocess.run((sys.executable, "-m", "sayso", verb, *words, "--ledger", where), check=True, capture_output=True)


class Took(NamedTuple):
    """Milliseconds of wall time, and of CPU time of this process and of those that it waited for."""

    wall: float
    cpu: float


def best(done: Callable[[], None], rounds: int = ROUNDS) -> Took:
    """The shortest times of some rounds, after one that does not count: whatever else runs only slows."""
    done()
    times = []
    for _ in range(rounds):
        before, began = spent(), time.perf_counter()
        done()
        wall, cpu = time.perf_counter() - began, spent() - before
        times.append(Took(1000 * wall, 1000 * cpu))
    return Took(round(min(one.wall for one in times), 1), round(min(one.cpu for one in times), 1))


def spent() -> float:
    """Seconds of CPU time of this process, and of those that it waited for."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def size(where: str) -> int:
    """The bytes that the ledger takes."""
    if "://" in where:
        engine = sqlalchemy.create_engine(where)
        with engine.connect() as connection:
            found: int = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
        return found
    path = Path(where)
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))


@contextmanager
def place(store: str, kept: Path | None) -> Iterator[str]:
    """Where the ledger lies while the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        if store == "sqlite":
            yield str(kept or Path(folder) / "case.sayso")
            return
        sys.path.insert(0, str(ROOT / "tests"))
        from support.postgres_server import MISSING, server  # noqa: PLC0415 - it is no package that is installed

        with server() as url:
            if url is None:
                raise SystemExit(MISSING)
            yield url


def table(rows: Sequence[Row]) -> str:
    """The figures as a table for each store."""
    lines: list[str] = []
    for store in dict.fromkeys(row.store for row in rows):
        lines += [f"**{store}**", "", f"| {' | '.join(COLUMNS.values())} |", f"|{'---|' * len(COLUMNS)}"]
        for row in rows:
            if row.store == store:
                lines.append(f"| {' | '.join(f'{getattr(row, name):,}' for name in COLUMNS)} |")
        lines.append("")
    return "\n".join(lines)


def write(page: Path, rows: Sequence[Row]) -> None:
    """Put the table into the page, between its marks."""
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n\n{table(rows)}{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> None:
    """Read and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--slices", type=int, default=20)
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--engine", choices=("pool", "here"), default="pool")
    parser.add_argument("--workers", type=int, default=workers())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ledger", type=Path, help="keep the SQLite file here; it must not be there yet")
    parser.add_argument("--rows", type=Path, help="figures of earlier runs (JSON lines), to which these are added")
    parser.add_argument("--write", type=Path, help="the page to put the table of all figures into")
    options = parser.parse_args()
    if options.ledger and options.ledger.exists():
        raise SystemExit(f"there is a ledger at {options.ledger}; growth is measured from nothing")
    rows = []
    if options.rows and options.rows.exists():
        rows = [Row(**json.loads(line)) for line in options.rows.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, place(options.store, options.ledger) as where:
        for row in run(options, where, Path(folder)):
            rows.append(row)
            line = json.dumps(asdict(row))
            print(line, flush=True)
            if options.rows:
                with options.rows.open("a", encoding="utf-8") as file:
                    file.write(f"{line}\n")
    if options.write:
        write(options.write, rows)


if __name__ == "__main__":
    main()
