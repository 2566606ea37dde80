"""Reading in one process, in a pool, and on a local Dask: how fast, at what cost, and whether the ledger is the same.

    python benchmarks/engines.py [--texts DIR …] [--reports 2000] [--rounds 1] [--workers N] [--engines here,pool,dask]
        [--write docs/engines.md]

Reports are the .txt files of the DIRs (without them: texts made from examples/), again and again with a line of their
own until there are as many as were asked for. They have the day that the file's name tells (2016-09-21), else 25 have
one. Each engine reads them into a new ledger with `sayso read`; in each
round the engines take turns, so that a machine that slows down slows all. Printed for each: words a second (median
over the rounds), CPU seconds of all its processes, the most memory that they had at once, and how much faster it is
than the first.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psutil

from sayso import open_ledger
from sayso.engines import workers
from speed import example_texts

MEGABYTE = 1024 * 1024
LOOKS = 3.0
"""Seconds between two looks at the memory: each look takes the time of a core, and where several processes read, none
is idle."""
PAPERS = 20
A_DAY = 25
"""Reports of one day, where their names tell none."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST = date(2024, 1, 1)


@dataclass(frozen=True)
class Took:
    """What reading took: seconds of wall and CPU time, the most memory in MB; `said` is the ledger's content hash."""

    wall: float
    cpu: float
    memory: float
    said: str


def reports(texts: list[Path], number: int, folder: Path) -> int:
    """Write so many reports into the folder; their words."""
    words = 0
    for at in range(number):
        text = texts[at % len(texts)].read_text(encoding="utf-8")
        text += f"\n\nEdition {at // len(texts)} of this report.\n" if at >= len(texts) else ""
        words += len(text.split())
        named = _DAY.search(texts[at % len(texts)].name)
        day = named[0] if named else (_FIRST + timedelta(days=at // A_DAY)).isoformat()
        report = {"id": f"r{at:06}", "outlet": f"Paper {at % PAPERS}", "published": day, "text": text}
        (folder / f"{at:06}.jsonl").write_text(json.dumps(report) + "\n", encoding="utf-8")
    return words


def run(engine: str, folder: Path, number: int) -> Took:
    """Read the folder once."""
    with tempfile.TemporaryDirectory() as scratch:
        ledger = Path(scratch) / "case.sayso"
        command = [sys.executable, "-m", "sayso", "read", str(folder), "--ledger", str(ledger), "--no-progress"]
        before, start = os.times(), time.monotonic()
        process = subprocess.Popen(
            [*command, "--engine", engine, "--workers", str(number)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        most = [0.0]
        watching = threading.Thread(target=_watch, args=(process, most), daemon=True)
        watching.start()
        process.wait()
        wall, after = time.monotonic() - start, os.times()
        watching.join()
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} --engine {engine} ended with {process.returncode}")
        with open_ledger(ledger, create=False) as case:
            said = case.content_hash()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(wall=wall, cpu=cpu, memory=most[0], said=said)


def _watch(process: "subprocess.Popen[bytes]", most: list[float]) -> None:
    """Note the most memory (proportional set size, so that what processes share counts once) that all have at once."""
    while process.poll() is None:
        held = 0
        try:
            family = psutil.Process(process.pid)
            for one in (family, *family.children(recursive=True)):
                try:
                    held += one.memory_full_info().pss
                except psutil.Error:
                    continue
        except psutil.Error:
            return
        most[0] = max(most[0], held / MEGABYTE)
        time.sleep(LOOKS)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="+")
    parser.add_argument("--write", type=Path, help="the page to write; without it the table is printed alone")
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=workers())
    parser.add_argument("--engines", default="here,pool,dask")
    options = parser.parse_args()
    names = options.engines.split(",")
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as scratch:
        folder = Path(made)
        given = [path for one in options.texts or () for path in sorted(one.glob("*.txt"))]
        texts = given or example_texts(Path(scratch))
        words = reports(texts, options.reports, folder)
        found: dict[str, list[Took]] = {name: [] for name in names}
        for _ in range(options.rounds):
            for name in names:
                found[name].append(run(name, folder, options.workers))
    page = "\n".join(_page(options, len(texts), words, found))
    if options.write:
        options.write.write_text(page, encoding="utf-8")
    print(page)


def _page(options: argparse.Namespace, texts: int, words: int, found: dict[str, list[Took]]) -> Iterator[str]:
    """The page, line by line."""
    yield from ("# Reading at once", "")
    yield "Written by `python benchmarks/engines.py --texts DIR … --write docs/engines.md`: the same reports read with"
    yield "`sayso read --engine here` (one process), `pool` (a pool of processes) and `dask` (a cluster here),"
    yield "each into a new ledger, loading and comparing counted in."
    yield ""
    yield f"{options.reports:,} reports made of {texts:,} texts, {words:,} words, {options.workers} workers; rounds:"
    yield f"{options.rounds}; Python {platform.python_version()}, {platform.machine()}."
    yield ""
    yield "| engine | words/s | wall, s | CPU, s | most memory, MB | times as fast as the first |"
    yield "|---|---|---|---|---|---|"
    first = statistics.median(one.wall for one in next(iter(found.values())))
    for name, took in found.items():
        wall, cpu = (statistics.median(getattr(one, what) for one in took) for what in ("wall", "cpu"))
        memory = max(one.memory for one in took)
        yield f"| {name} | {words / wall:,.0f} | {wall:,.1f} | {cpu:,.1f} | {memory:,.0f} | {first / wall:.2f} |"
    said = {one.said for took in found.values() for one in took}
    yield from ("", f"The ledgers {'have the same content hash' if len(said) == 1 else 'DIFFER'}.", "")


if __name__ == "__main__":
    main()
