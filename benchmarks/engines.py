"""Reading in one process, in a pool, and on a local Dask: how fast, at what cost, and whether the ledger is the same.

    python benchmarks/engines.py [--texts DIR] [--reports 2000] [--rounds 1] [--workers N] [--engines here,pool,dask]

Reports are the .txt files of DIR (without it: texts made from examples/), again and again with a line of their own
until there are as many as were asked for. Each engine reads them into a new ledger with `sayso read`; in each round the
engines take turns, so that a machine that slows down slows all. Printed for each: words a second (median over the
rounds), CPU seconds of all its processes, the most memory that they had at once, and how much faster it is than the
first.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from sayso import open_ledger
from sayso.engines import workers
from speed import example_texts

MEGABYTE = 1024 * 1024


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
        (folder / f"{at:06}.txt").write_text(text, encoding="utf-8")
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
        time.sleep(0.5)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=workers())
    parser.add_argument("--engines", default="here,pool,dask")
    options = parser.parse_args()
    names = options.engines.split(",")
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as scratch:
        folder = Path(made)
        texts = sorted(options.texts.glob("*.txt")) if options.texts else example_texts(Path(scratch))
        words = reports(texts, options.reports, folder)
        found: dict[str, list[Took]] = {name: [] for name in names}
        for _ in range(options.rounds):
            for name in names:
                found[name].append(run(name, folder, options.workers))
    print(f"{options.reports:,} reports, {words:,} words, {options.workers} workers, {options.rounds} rounds\n")
    print("| engine | words/s | wall, s | CPU, s | most memory, MB | against the first |")
    print("|---|---|---|---|---|---|")
    first = statistics.median(one.wall for one in found[names[0]])
    for name, took in found.items():
        wall = statistics.median(one.wall for one in took)
        cpu, memory = statistics.median(one.cpu for one in took), max(one.memory for one in took)
        print(f"| {name} | {words / wall:,.0f} | {wall:,.1f} | {cpu:,.1f} | {memory:,.0f} | {first / wall:.2f} |")
    said = {one.said for took in found.values() for one in took}
    print(f"\nthe ledgers {'are the same' if len(said) == 1 else 'DIFFER'}")


if __name__ == "__main__":
    main()
