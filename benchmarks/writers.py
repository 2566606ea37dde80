"""Processes that write to one ledger at once: does one fail, is anything there twice or not at all, how long it takes.

    python benchmarks/writers.py [--writers 8] [--each 300] [--on sqlite|postgresql]

Each process opens the ledger and adds one input after another, each with a report and its reading of one claim, made by
hand, so that the time is the ledger's. Every other report is one that all the others add, too, under names of their
own: it must be there once, and its inputs as often as they were added. A write is timed from the call to its return,
waiting for the other writers included; all begin at one sign.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

from sqlalchemy import make_url

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.nouns import Report

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "ledger")]

import postgres_server  # noqa: E402 - it lies with the tests
from building import Build  # noqa: E402 - the same


def write(ledger: str, name: str, each: int, sign: Path) -> None:
    """Be one of the writers; print how long each write took, and what failed."""
    build = Build()
    took, failed = [], []
    with Ledger.open(ledger) as case:
        sign.with_name(f"ready-{name}").touch()
        while not sign.exists():
            time.sleep(0.001)
        for number in range(each):
            whose = "all" if number % 2 else name
            intake = build.intake(f"{number} people were hurt, {whose} said.", label=f"{name}-{number}.txt")
            report = cast("Report", intake.report)
            reading = build.reading(report, build.claim(report, "people were hurt"))
            began = time.monotonic()
            try:
                case.add(intake, reading, (), build.entry(number))
            except LedgerError as error:
                failed.append(str(error))
            took.append(time.monotonic() - began)
    print(json.dumps({"took": took, "failed": failed}))


def measure(ledger: str, writers: int, each: int, folder: Path) -> bool:
    """Let them write, look at what is there, and print it; whether all is as it should be."""
    Ledger.open(ledger).close()
    sign = folder / "go"
    script = [sys.executable, __file__, "--ledger", ledger, "--each", str(each), "--sign", str(sign), "--name"]
    processes = [subprocess.Popen([*script, f"w{number}"], stdout=subprocess.PIPE) for number in range(writers)]
    while len(list(folder.glob("ready-*"))) < writers and all(one.poll() is None for one in processes):
        time.sleep(0.01)
    sign.touch()
    began = time.monotonic()
    said = [json.loads(one.communicate()[0]) for one in processes]
    wall = time.monotonic() - began
    took = sorted(seconds for one in said for seconds in one["took"])
    failed = [error for one in said for error in one["failed"]]
    with Ledger.open(ledger) as case:
        there = (len(case.reports()), len(case.claims()), len(case.inputs()), len(case.log()))
        bad = [one.name for one in case.check(deep=True) if one.verdict.value == "fail"]
    own, shared = writers * (each - each // 2), each // 2
    wanted = (own + shared, own + shared, writers * each, writers * each)
    percentile = statistics.quantiles(took, n=100)
    print(f"{writers} processes × {each} writes: {len(failed)} failed, {len(took) / wall:,.0f} writes/s")
    print(f"a write: median {1000 * statistics.median(took):.1f} ms, p95 {1000 * percentile[94]:.1f} ms,")
    print(f"  p99 {1000 * percentile[98]:.1f} ms, at most {1000 * took[-1]:.1f} ms")
    print(f"reports, claims, inputs, log entries: {there}, expected {wanted}")
    print(f"checks of doctor --deep that failed: {', '.join(bad) or 'none'}")
    return not failed and not bad and there == wanted


def main() -> None:
    """Measure, or be a writer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--each", type=int, default=300)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--ledger", help=argparse.SUPPRESS)
    parser.add_argument("--name", help=argparse.SUPPRESS)
    parser.add_argument("--sign", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.name:
        write(options.ledger, options.name, options.each, options.sign)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if options.on == "sqlite":
            good = measure(str(folder / "case.sayso"), options.writers, options.each, folder)
        else:
            with postgres_server.server() as url:
                if url is None:
                    raise SystemExit(postgres_server.MISSING)
                address = make_url(url).render_as_string(hide_password=False)
                good = measure(address, options.writers, options.each, folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
