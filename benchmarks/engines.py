"""Reading in one process, in a pool, and on a local Dask: how fast, at what cost, and whether the ledger is the same.

    python benchmarks/engines.py [--reports 2000] [--texts DIR … [--of-texts N]] [--rounds 1] [--workers N]
        [--engines here,pool,dask] [--write docs/engines.md]

First long articles on made-up mishaps, in many stories: what successive reports of a story of `scale_texts` tell, each
paragraph once, put together until they have as many words as news articles have. Then the .txt files
of the DIRs, again and again with a line of their own until there are N (as many as there are files). They have the day
that the file's name tells (2016-09-21), else 25 have one.

Each engine reads them into a new ledger with `sayso read`; in each round the engines take turns, so that a machine that
slows down slows all. Printed for each: words a second (median over the rounds), CPU seconds of all its processes, the
most memory that they had at once, and how much faster it is than the first.
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
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psutil

from sayso import open_ledger
from sayso.engines import workers
from scale_texts import world

MEGABYTE = 1024 * 1024
LOOKS = 3.0
"""Seconds between two looks at the memory: each look takes the time of a core, and where several processes read, none
is idle."""
PAPERS = 20
A_DAY = 25
"""Reports of one day, where their names tell none."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST = date(2024, 1, 1)
LONG, SEED = 650, 1
"""Words that a made-up article has at least, and by what chances it is drawn."""


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


def articles(number: int, folder: Path) -> tuple[int, str]:
    """Write so many made-up articles into the folder; their words, and what they are."""
    told: dict[str, list[dict[str, str]]] = defaultdict(list)
    found: list[tuple[dict[str, str], list[str]]] = []
    reports = number
    while len(found) < number:
        reports *= 2
        told.clear()
        for report in world(reports, SEED):
            told[report["id"].partition("-")[0]].append(report)
        found = [article for story in told.values() for article in _articles(story)]
    found = sorted(found[:number], key=lambda one: one[0]["published_at"])
    for at, (first, paragraphs) in enumerate(found):
        made = {**first, "text": "\n\n".join(paragraphs)}
        (folder / f"{at:06}.jsonl").write_text(json.dumps(made) + "\n", encoding="utf-8")
    sizes = Counter(first["id"].partition("-")[0] for first, _ in found).values()
    words = sum(len(paragraph.split()) for _, paragraphs in found for paragraph in paragraphs)
    return words, f"{number:,} made-up articles in {len(sizes)} stories of {min(sizes)} to {max(sizes)}"


def _articles(story: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Reports of a story put together until they are long, each with the first of them."""
    held: dict[str, None] = {}
    first = story[0]
    for report in story:
        if not held:
            first = report
        held |= dict.fromkeys(report["text"].split("\n\n"))
        if sum(len(paragraph.split()) for paragraph in held) >= LONG:
            yield first, list(held)
            held = {}


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
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--of-texts", type=int)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=workers())
    parser.add_argument("--engines", default="here,pool,dask")
    parser.add_argument("--write", type=Path, help="the page to write; without it the tables are printed alone")
    options = parser.parse_args()
    texts = [path for one in options.texts for path in sorted(one.glob("*.txt"))]
    sections: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        if options.reports:
            words, what = articles(options.reports, Path(made))
            sections += _section("Many stories", what, words, measured(Path(made), options))
    with tempfile.TemporaryDirectory() as made:
        if texts:
            number = options.of_texts or len(texts)
            words = reports(texts, number, Path(made))
            what = f"{number:,} reports made of {len(texts):,} texts"
            sections += _section("Given texts", what, words, measured(Path(made), options))
    page = "\n".join((*_head(options), *sections))
    if options.write:
        options.write.write_text(page, encoding="utf-8")
    print(page)


def measured(folder: Path, options: argparse.Namespace) -> dict[str, list[Took]]:
    """What each engine took in each round; also told as it ends."""
    found: dict[str, list[Took]] = {name: [] for name in options.engines.split(",")}
    for _ in range(options.rounds):
        for name, took in found.items():
            took.append(run(name, folder, options.workers))
            print(name, took[-1], file=sys.stderr, flush=True)
    return found


def _head(options: argparse.Namespace) -> Iterator[str]:
    """What the page begins with, line by line."""
    yield from ("# Reading at once", "")
    yield "Written by `python benchmarks/engines.py --texts DIR … --write docs/engines.md`: the same reports read with"
    yield "`sayso read --engine here` (one process), `pool` (a pool of processes) and `dask` (a cluster here),"
    yield "each into a new ledger, loading, comparing and assembling counted in. The aim, a pool 1.8 times as fast as"
    yield "one process, is not reached: [decision 28](decisions/0028-what-a-pool-does-not-share.md) tells why."
    yield ""
    machine = f"Python {platform.python_version()}, {platform.machine()}"
    yield f"{options.workers} workers; rounds: {options.rounds}; {machine}."
    yield ""


def _section(title: str, what: str, words: int, found: dict[str, list[Took]]) -> Iterator[str]:
    """The table of one kind of reports, line by line."""
    yield from (f"## {title}", "", f"{what}, {words:,} words.", "")
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
