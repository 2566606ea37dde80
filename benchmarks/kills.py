"""`sayso read` broken off at random moments: is the ledger whole, is all that was told there, does the next run end it?

    python benchmarks/kills.py [--rounds 200] [--engines here,pool] [--on sqlite|postgresql] [--by KILL|INT] [--warm]
                               [--stories 5] [--attribution both] [--seed 1] [--rows FILE]

A round is one run of `sayso read FOLDER` (stories made from examples/, seven reports each, and unreadable files among
them) with all of its processes, on a terminal, that is ended by a signal after a random time: the square of an even
draw, as a part of what an unbroken run takes. The next round goes on with the ledger that this one left, until a run
comes to its end before its signal does; then a new ledger is begun. Runs that came to their end are no rounds.

After each round: every check of `doctor --deep` is good; each report is there whole, as an unbroken run reads it, or is
not there; the log has only grown; all that the run told (the bar's count, refusals, the JSON at the end) is in the
ledger. After each run that came to its end: content hash, questions, inputs and reports are those of an unbroken run.
With `--by INT` (Ctrl-C): the exit code is 130, the run says that it was interrupted, and questions take in all that
was read.

`--warm`: the command line runs in a copy of this process that has loaded libraries and models, since loading them takes
most of a short run. `--rows` adds a JSON line a run to a file. Ends with 1 if anything was wrong.
"""

import argparse
import json
import secrets
import signal
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

import kill_reports
from kill_checks import State, Whole, examined, finished
from kill_runs import Broken, Start, broken, cold, warm
from sayso import open_ledger
from sayso.stages import WAYS

sys.path[:0] = [str(Path(__file__).parent.parent / "tests" / "support")]
import postgres_server  # noqa: E402 - it lies with the tests

AT_ITS_END = 0.1
"""Seconds within which a run ends that had told all before a Ctrl-C came: there is nothing left to interrupt."""

INTERRUPTED = {130, -signal.SIGINT}
"""What Ctrl-C ends in. A shell shows the second as 130, too: it is what Python makes of an interrupt that came while it
made a class or took itself down, and what the system makes of one that comes before Python listens."""

GOOD_ENDS = {0, 3}  # all was read, or all but what cannot be


@dataclass(kw_only=True)
class Rounds:
    """What is repeated, and what came of it so far."""

    start: Start
    inputs: Path
    scratch: Path
    by: int
    attribution: str
    server: str | None
    whole: dict[str, Whole] = field(default_factory=dict)
    takes: dict[str, float] = field(default_factory=dict)
    phases: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    ends: int = 0
    ledgers: int = 0

    def ledger(self) -> str:
        """Where a new ledger may be made."""
        self.ledgers += 1
        if self.server is None:
            return str(self.scratch / f"case-{self.ledgers}.sayso")
        name = f"kills_{secrets.token_hex(6)}"
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return make_url(self.server).set(database=name).render_as_string(hide_password=False)

    def run(self, engine: str, ledger: str, after: float | None) -> Broken:
        """One run, broken off after so many seconds."""
        command = ["read", str(self.inputs), "--ledger", ledger, "--engine", engine, "--workers", "2", "--json"]
        command += ["--attribution", self.attribution]
        return broken(self.start, command, after, self.by, self.scratch)

    def unbroken(self, engine: str) -> None:
        """Read once to the end, to know what that makes and how long it takes."""
        ledger = self.ledger()
        done = self.run(engine, ledger, None)
        if done.code not in GOOD_ENDS:
            raise SystemExit(f"the unbroken run ended with {done.code}:\n{done.talk}")
        with open_ledger(ledger, create=False) as case:
            self.whole[engine] = Whole.of(case)
        self.takes[engine] = done.seconds


def rounds(these: Rounds, wanted: int, engines: list[str], seed: int) -> Iterator[dict[str, object]]:
    """Break off as many runs as are wanted; what came of each run."""
    random = Random(seed)  # noqa: S311 - moments, not secrets
    ledger, before, number = these.ledger(), State(), 0
    while number < wanted:
        engine = engines[number % len(engines)]
        whole = these.whole[engine]
        after = these.takes[engine] * random.random() ** 2
        run = these.run(engine, ledger, after)
        now, faults = examined(ledger, whole, before, run)
        phase = "to its end"
        if run.struck:
            number += 1
            phase = now.phase(before, len(whole.inputs))
            these.phases[phase, engine] += 1
        if run.struck and these.by == signal.SIGINT:
            these.answered.append(run.seconds - after)
            faults += answer(run, now, run.seconds - after)
        if not run.struck or (these.by == signal.SIGINT and run.code in GOOD_ENDS):
            these.ends += 1
            if run.code not in GOOD_ENDS:
                faults.append(f"a run that nothing broke off ended with {run.code}: {run.talk[-500:]}")
            faults += finished(ledger, whole)
            ledger, now = these.ledger(), State()
        these.faults += [f"round {number} ({engine}, {phase}, after {after:.2f} s): {fault}" for fault in faults]
        yield {
            "round": number,
            "engine": engine,
            "after": round(after, 3),
            "seconds": round(run.seconds, 3),
            "code": run.code,
            "phase": phase,
            "told": run.done,
            "inputs": now.inputs,
            "faults": faults,
        }
        before = now
    if before.log:
        these.ends += 1
        these.run(engine, ledger, None)
        these.faults += [f"the last run: {fault}" for fault in finished(ledger, these.whole[engine])]


def answer(run: Broken, now: State, took: float) -> list[str]:
    """What is wrong with how a run answered Ctrl-C, which took so many seconds."""
    if run.code in GOOD_ENDS and run.ended is not None and took < AT_ITS_END and now.assembled:
        return []
    if run.code in GOOD_ENDS and run.ended is not None:
        return [f"it went on to its end for {run.seconds:.1f} s in all, and ended with {run.code}"]
    if run.code not in INTERRUPTED:
        return [f"it ended with {run.code}: {run.talk[-500:]}"]
    unborn = run.code < 0 and not run.talk  # the system ended it, since Python was not there yet
    over = run.code < 0 and run.ended is not None  # Python was taking itself down, and all had been told
    said = unborn or over or "interrupted" in run.talk
    faults = [] if said else [f"it did not say that it was interrupted: {run.talk[-500:]}"]
    if run.ended is not None and not now.assembled:
        faults.append("it told what it had read, but the questions lack some of it")
    return faults


@contextmanager
def server(on: str) -> Iterator[str | None]:
    """The URL of a PostgreSQL server, None for SQLite."""
    if on == "sqlite":
        yield None
        return
    with postgres_server.server() as url:
        if url is None:
            raise SystemExit(postgres_server.MISSING)
        yield url


def loaded(scratch: Path, inputs: Path, attribution: str) -> None:
    """Load in this process what reading needs, by reading."""
    from sayso import Settings, read  # noqa: PLC0415 - only warm runs need it

    with open_ledger(scratch / "warm.sayso") as ledger:
        list(read(ledger, [str(inputs)], settings=Settings(attribution=attribution)))


def main() -> None:
    """Break off, examine, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--engines", default="here,pool")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--by", choices=("KILL", "INT"), default="KILL")
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--stories", type=int, default=5)
    parser.add_argument("--attribution", choices=WAYS, default="both")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs, and theirs, would ignore it
    engines = options.engines.split(",")
    by = signal.Signals[f"SIG{options.by}"]
    with tempfile.TemporaryDirectory(prefix="kills-") as made, server(options.on) as url:
        scratch, inputs = Path(made), Path(made) / "inputs"
        inputs.mkdir()
        kill_reports.write(inputs, options.stories)
        if options.warm:
            loaded(scratch, inputs, options.attribution)
        start = warm if options.warm else cold
        way = options.attribution
        these = Rounds(start=start, inputs=inputs, scratch=scratch, by=by, attribution=way, server=url)
        for engine in engines:
            these.unbroken(engine)
        said = {whole.said for whole in these.whole.values()}
        if len(said) > 1:
            these.faults.append("the engines make different ledgers")
        for row in rounds(these, options.rounds, engines, options.seed):
            note = partial(print, file=sys.stderr, flush=True)
            note(f"{row['round']}/{options.rounds} {row['engine']} {row['phase']}", *row["faults"])  # type: ignore[misc]
            if options.rows:
                with options.rows.open("a", encoding="utf-8") as file:
                    file.write(f"{json.dumps(row)}\n")
    show(these, engines, options)
    sys.exit(1 if these.faults else 0)


def show(these: Rounds, engines: list[str], options: argparse.Namespace) -> None:
    """Print what was found."""
    inputs = len(next(iter(these.whole.values())).inputs)
    takes = ", ".join(f"{engine} {these.takes[engine]:.1f} s" for engine in engines)
    print(f"{options.rounds} runs broken off by SIG{options.by} ({'warm' if options.warm else 'cold'}, {options.on});")
    print(f"{inputs} inputs; an unbroken run takes: {takes}; {these.ends} runs came to their end\n")
    print(f"| broken off | {' | '.join(engines)} |")
    print(f"|---|{'---|' * len(engines)}")
    for phase in ("before its first write", "reading", "comparing", "assembling", "after its last write"):
        print(f"| {phase} | {' | '.join(str(these.phases[phase, engine]) for engine in engines)} |")
    if these.answered:
        took = sorted(these.answered)
        print(f"\nfrom the signal to the end: median {statistics.median(took):.2f} s, at most {took[-1]:.2f} s")
    print(f"\n{len(these.faults)} faults")
    for fault in these.faults:
        print(f"- {fault}")


if __name__ == "__main__":
    main()
