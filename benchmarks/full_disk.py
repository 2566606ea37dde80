"""What the verbs that write do where the disk is full: `python benchmarks/full_disk.py --write docs/reliability.md`.

    python benchmarks/full_disk.py [--points 240] [--ways quota,full,read-only] [--verbs read,review,export,backup]
                                   [--stories 1] [--seed 1] [--write PAGE]

A point is one run of a verb that finds so much room and no more, drawn evenly from none to what it needs. *quota*: no
file may grow beyond a size (RLIMIT_FSIZE), so that the system refuses in the middle of a write. *full*: ledger, output
and temporary files lie on a file system in memory of that size (it is mounted where nobody else sees it, by `unshare`).
*read-only*: that file system takes nothing at all. Reading and rulings go on with the ledger that the point before
left, until one comes to its end; then there is a new one.

At each point: the exit code is 8, or the run came to its end; one line says why; the ledger passes `doctor --deep`, has
what was told, no half report and the log that it had with more at its end; where the verb writes no ledger, it is as
it was; no file is left that was not there, but for what was asked for, whole. After a run to its end the ledger is
that of a run that had room. Ends with 1 if anything was wrong.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import kill_reports
from kill_checks import State, Whole, examined, finished
from kill_runs import Broken, broken, warm
from sayso import open_ledger

BEGIN, END = "<!-- begin full disk -->", "<!-- end full disk -->"
INSIDE = "FULL_DISK_MOUNTS"
"""Set where this process may mount file systems that nobody else sees."""

ENOUGH = 16 * 1024 * 1024
"""Room in which every run comes to its end."""

PAGE = 4096
NO_ROOM, GOOD = 8, {0, 3}
WHY = re.compile(r"^sayso: .*(?:disk|space|too large|quota|read-only|cannot be (?:opened|written))", re.IGNORECASE)
EVERY = ("quota", "full", "read-only")
HOW = ("--engine", "here", "--attribution", "rules")
VERBS = ("read", "review", "export", "backup")


@dataclass(kw_only=True)
class Place:
    """Where ledgers, what is written and temporary files lie, and how full it can be made."""

    way: str
    folder: Path

    def __post_init__(self) -> None:
        """Make it."""
        self.folder.mkdir()
        if self.way != "quota":
            _mount("-t", "tmpfs", "-o", f"size={ENOUGH}", "tmpfs", str(self.folder))

    @contextmanager
    def room(self, size: int) -> Iterator[None]:
        """Let there be that many bytes of room meanwhile."""
        if self.way == "quota":
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            return
        kept = os.statvfs(self.folder)
        used = (kept.f_blocks - kept.f_bfree) * kept.f_frsize
        self._change("ro" if self.way == "read-only" else f"size={max(used + size, PAGE)}")
        try:
            yield
        finally:
            self._change(f"rw,size={ENOUGH}")

    def end(self) -> None:
        """Take it away."""
        if self.way != "quota":
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)  # noqa: S607 - a fixed command
        shutil.rmtree(self.folder, ignore_errors=True)

    def _change(self, how: str) -> None:
        _mount("-o", f"remount,{how}", str(self.folder))


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)  # noqa: S607 - a fixed command


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Inputs, the ledger of a run that had room for them, and decisions on its claims."""

    scratch: Path

    @property
    def inputs(self) -> Path:
        """The folder that is read."""
        return self.scratch / "inputs"

    @property
    def ledger(self) -> Path:
        """The ledger that has read it."""
        return self.scratch / "kept.sayso"

    @property
    def decisions(self) -> Path:
        """Decisions on its claims."""
        return self.scratch / "decisions.jsonl"

    def whole(self) -> Whole:
        """What is in that ledger."""
        with open_ledger(self.ledger, create=False) as case:
            return Whole.of(case)


@dataclass(kw_only=True)
class Points:
    """A verb whose disk is full in one way, again and again, and what came of it."""

    verb: str
    place: Place
    read: Read
    whole: Whole
    ends: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> Path:
        """The ledger that the verb is given."""
        return self.place.folder / "case.sayso"

    @property
    def target(self) -> Path:
        """What the verb is to write, where that is no ledger."""
        return self.place.folder / "out"

    def command(self) -> Sequence[str]:
        """The command line."""
        ledger = ["--ledger", str(self.ledger)]
        match self.verb:
            case "read":
                return ["read", str(self.read.inputs), *ledger, *HOW]
            case "review":
                return ["review", "--apply", str(self.read.decisions), "--by", "Ona", *ledger]
            case "export":
                return ["export", "--to", str(self.target), "--format", "json", *ledger]
            case _:
                return ["backup", "--to", str(self.target), *ledger]

    def anew(self) -> None:
        """Begin with a new ledger: none to read into, else a copy of the one that was read."""
        for path in self.place.folder.iterdir():
            path.unlink()
        if self.verb != "read":
            shutil.copyfile(self.read.ledger, self.ledger)

    def run(self, size: int) -> Broken:
        """One run with that much room."""
        with self.place.room(size):
            return broken(warm, self.command(), None, 0, self.read.scratch)

    def needed(self) -> int:
        """The room that a run needs from its beginning to its end, to an eighth."""
        few, enough = 0, ENOUGH
        while enough - few > max(enough // 8, PAGE):
            size = (few + enough) // 2 // PAGE * PAGE
            self.anew()
            few, enough = (few, size) if self.run(size).code in GOOD else (size, enough)
        self.anew()
        return enough

    def point(self, size: int, before: State) -> State:
        """One run, and what is wrong after it; what the next one finds."""
        was = self.ledger.read_bytes() if self.ledger.exists() else b""
        run = self.run(size)
        self.ends[run.code] += 1
        faults = [] if run.code in {*GOOD, NO_ROOM} else [f"it ended with {run.code}: {run.talk[-300:]}"]
        told = [line for line in run.talk.splitlines() if line.startswith("sayso: ")]
        if run.code == NO_ROOM and not (len(told) == 1 and WHY.search(told[0]) and "Traceback" not in run.talk):
            faults.append(f"it did not say why in one line: {run.talk[-300:]}")
        known = {self.ledger.name, f"{self.ledger.name}-wal", f"{self.ledger.name}-shm"}
        known |= {self.target.name} if run.code in GOOD else set()
        faults += [f"{path.name} is left" for path in self.place.folder.iterdir() if path.name not in known]
        now, more = examined(self.ledger, self.whole, before, run)
        faults += more
        if self.verb in {"export", "backup"}:
            faults += [] if now.log == before.log else ["the ledger is not what it was"]
            if run.code in GOOD:
                faults += self._whole()
            self.anew()
            if not was:
                faults.append("there was no ledger")
        elif run.code in GOOD:
            faults += finished(self.ledger, self.whole) if self.verb == "read" else self._ruled()
            self.anew()
            now = State()
        if self.verb != "read" and not now.log:
            now = state(self.ledger, self.whole)
        self.faults += [f"{self.verb}, {self.place.way}, {size:,} bytes of room: {fault}" for fault in faults]
        return now

    def _whole(self) -> list[str]:
        """What is wrong with what an export or a backup wrote."""
        if self.verb == "backup":
            return finished(self.target, self.whole)
        try:
            json.loads(self.target.read_bytes())
        except ValueError:
            return ["the export is not whole"]
        return []

    def _ruled(self) -> list[str]:
        """What is wrong with a ledger whose decisions were all taken."""
        with open_ledger(self.ledger, create=False) as case:
            made, wanted = len(case.rulings()), len(self.read.decisions.read_text(encoding="utf-8").splitlines())
        return [] if made == wanted else [f"{made} rulings of {wanted} decisions"]


def state(ledger: Path, whole: Whole) -> State:
    """How far a ledger is that nothing has happened to."""
    nothing = Broken(code=0, seconds=0, struck=False, done=0, refused=frozenset(), ended=None, talk="")
    return examined(ledger, whole, State(), nothing)[0]


def tried(points: Points, number: int, random: Random) -> int:
    """So many points, at even draws of the room that is needed; how much that is."""
    needed = 0 if points.place.way == "read-only" else points.needed()
    points.anew()
    before = State() if points.verb == "read" else state(points.ledger, points.whole)
    for _ in range(number):
        before = points.point(random.randrange(needed + 1), before)
    return needed


def decided(ledger: Path, file: Path, number: int) -> None:
    """Write decisions on so many of its claims."""
    with open_ledger(ledger, create=False) as case:
        claims = [claimed.claim.id for claimed in case.claims()][:number]
    lines = [json.dumps({"kind": "reading", "decision": "accept", "claim": ident}) for ident in claims]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def mounting() -> None:
    """Go on where file systems may be mounted that nobody else sees, if the system lets us."""
    if INSIDE in os.environ:
        return
    ask = ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") and not subprocess.run([*ask, "true"], check=False, capture_output=True).returncode:
        os.environ[INSIDE] = "1"
        os.execvp("unshare", [*ask, sys.executable, *sys.argv])  # noqa: S606, S607 - itself


def main() -> None:
    """Fill disks, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=240, help="runs in all, but for read-only: one a verb")
    parser.add_argument("--ways", default=",".join(EVERY))
    parser.add_argument("--verbs", default=",".join(VERBS))
    parser.add_argument("--stories", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="a page with a place for the table")
    options = parser.parse_args()
    ways, verbs = options.ways.split(","), options.verbs.split(",")
    if ways != ["quota"]:
        mounting()
        if INSIDE not in os.environ:
            print("no file system can be mounted here: quota alone", file=sys.stderr)
            ways = ["quota"]
    each = -(-options.points // max(len(verbs) * len(set(ways) - {"read-only"}), 1))
    rows = ["| verb | the disk | room needed, kB | points | exit code 8 | to the end | faults |", f"|{'---|' * 7}"]
    print("\n".join(rows))
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="full-") as made:
        read = kept(Path(made), options.stories)
        for verb, way in ((verb, way) for verb in verbs for way in ways):
            points, row = filled(read, verb, way, 1 if way == "read-only" else each, options.seed)
            rows.append(row)
            print(row, *points.faults, sep="\n", flush=True)
            faults += points.faults
    if options.write:
        before, _, rest = options.write.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        options.write.write_text(f"{before}{BEGIN}\n" + "\n".join(rows) + f"\n{END}{after}", encoding="utf-8")
    print(f"\n{len(faults)} faults")
    sys.exit(1 if faults else 0)


def kept(scratch: Path, stories: int) -> Read:
    """What is read, and a ledger that has read it."""
    read = Read(scratch=scratch)
    read.inputs.mkdir()
    kill_reports.write(read.inputs, stories)
    _loaded(scratch / "warm.sayso", read.inputs)
    command = ["read", str(read.inputs), "--ledger", str(read.ledger), *HOW]
    first = broken(warm, command, None, 0, scratch)
    if first.code not in GOOD:
        raise SystemExit(f"reading with enough room ended with {first.code}:\n{first.talk}")
    decided(read.ledger, read.decisions, 20)
    return read


def filled(read: Read, verb: str, way: str, number: int, seed: int) -> tuple[Points, str]:
    """So many points of a verb whose disk is full in one way, and a row of the table."""
    place = Place(way=way, folder=read.scratch / f"{verb}-{way}")
    tempfile.tempdir = os.environ["TMPDIR"] = str(place.folder)
    try:
        points = Points(verb=verb, place=place, read=read, whole=read.whole())
        needed = tried(points, number, Random(f"{seed} {verb} {way}"))  # noqa: S311 - not for secrets
    finally:
        tempfile.tempdir = os.environ["TMPDIR"] = str(read.scratch)
        place.end()
    ended = sum(points.ends[code] for code in GOOD)
    counts = f"{needed // 1024:,} | {number} | {points.ends[NO_ROOM]} | {ended} | {len(points.faults)}"
    return points, f"| {verb} | {way} | {counts} |"


def _loaded(ledger: Path, inputs: Path) -> None:
    """Load in this process what reading needs, by reading."""
    from sayso import Settings, read  # noqa: PLC0415 - as a run of its own would

    with open_ledger(ledger) as case:
        list(read(case, [str(inputs)], settings=Settings(attribution="rules")))


if __name__ == "__main__":
    main()
