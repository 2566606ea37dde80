"""Power cuts, simulated: is what `sayso` had told in the ledger then, and is the ledger whole?

    python benchmarks/power.py [--images 2000] [--rulings 500] [--copies 200] [--redactions 200]
                               [--control 40] [--again 2] [--stories 2] [--only NAME]
                               [--logs FOLDER] [--seed 1]

Commands run with a library before the C library (power_log.c, made by the machine's `cc`) that logs each change they
make in the ledger's folder, with its data, in order: creating, writing, cutting to a length, fsync and fdatasync,
removing, renaming. What they tell goes to a file of that folder, line by line as on a terminal, so the log says what
had been told at each moment. That the log is complete is looked at: the files that it makes are those that are there.

- *one read*: `sayso read FOLDER --engine here --attribution rules` of a folder (seven reports a story, seven other
  files). An input is told when the bar counts it, which is before the bar is drawn.
- *a read each*: the same inputs, each file by a run of its own.
- *rulings*: `review --apply`, `review --undo`, `flag` and `amend` on a ledger that was read so, each a run of its own;
  at the end `review` by keys, which tells that a decision is kept by showing what comes next.
- *copies*: `backup`, `export` and `flag` on such a ledger by turns, each copy beside it under a name of its own; what
  is told is a copy's name with its SHA-256.
- *redactions*: `redact` and `flag` on such a ledger by turns. A name of which it was told that it is redacted must not
  stand in any file of the image.

An image is what a power cut may leave at a moment of such a run; one half of the moments are those at which something
was told just now, the others any record of the log. The model of the disk:

- What was written to a file before a finished fsync or fdatasync of it began is there. Names (created, removed,
  renamed) are there once an fsync of the folder has ended. Nothing else is promised.
- Of what came later to a file there is nothing, or all, or all up to a write that is torn, or each sector as it was at
  a moment of its own, in any order, and so the length; and the same of names. Half of the images are of one kind
  altogether, in the others each file goes its own way. A sector is 512 or 4,096 bytes and is written whole.
- What no write has reached within a file's length is zeros. SQLite's shared memory (`-shm`) is not there, or is zeros,
  or noise.

What it leaves out: disks that write half a sector, or harm what lies beside what they write; disks that say a request
to synchronise is done and lose it (a control shows what then happens); file systems that show bytes of other files
after a cut, or lose files that nobody wrote; more than one process writing; PostgreSQL. It is one machine, and one
build of SQLite.

Each image is opened by Sayso and looked at, but where its ledger is then byte for byte one that was looked at before.
Lost is what was told and is not there (everything, if it cannot be read). Damage is whatever `doctor --deep` finds, a
report that is not as in the run that nothing cut, a log that is no beginning of that run's or lacks what was there
before it, a ruling or a file of which that run knows nothing, or a ledger that cannot be opened. A few images are read
on to the end: content hash, questions, inputs and reports must be those of the unbroken run (after what is no reading:
the questions are worked out).

Controls must find faults: a disk that does nothing when asked to synchronise, and SQLite's `synchronous = NORMAL`,
which keeps the ledger whole and loses what was told last. Ends with 1 if anything was lost or damaged, or if a control
lost nothing.
"""

import argparse
import pickle
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random

import kill_reports
import power_rulings
from power_checks import Found, Known, Unbroken, gone_on, looked_at, things
from power_disk import TOLD, Change, Disk, Kind
from power_runs import GOOD_ENDS, LEDGER, Run, command_line, logged, warm
from sayso import open_ledger

MEMORY = Path("/dev/shm")  # noqa: S108 - images need no disk; each has a folder of an unguessable name there


@dataclass(kw_only=True)
class Row:
    """What came of the images of one run."""

    name: str
    images: int = 0
    told: int = 0
    owing: int = 0
    lost: int = 0
    losing: int = 0
    damaged: int = 0
    gone_on: int = 0
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The row of a table."""
        counts = (self.images, self.owing, self.told, self.lost, self.losing, self.damaged, self.gone_on)
        return f"{self.name} | {' | '.join(f'{count:,}' for count in counts)} |"

    def take(self, found: Found, at: str, further: Sequence[str] | None) -> None:
        """Count one image; `further`: what was wrong after it was read on, None if it was not."""
        self.images += 1
        self.told += len(found.told)
        self.owing += bool(found.told)
        self.lost += len(found.lost)
        self.losing += bool(found.lost)
        self.damaged += bool(found.damage)
        self.gone_on += further is not None
        self.faults += [f"{self.name}, {at}: lost: {one}" for one in sorted(found.lost)]
        self.faults += [f"{self.name}, {at}: {one}" for one in (*found.damage, *(further or ()))]


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A run that was logged, what was there before it, and what it came to."""

    name: str
    run: Run
    before: dict[str, bytes]
    log: Sequence[Change]
    unbroken: Unbroken

    def images(self, wanted: int, random: Random, *, deaf: bool = False) -> Iterator[tuple[int, str, dict[str, bytes]]]:
        """So many images, in the order of the log: the record after which the power went, what was told, the files."""
        moments = sorted(_moments(self.log, wanted, random), reverse=True)
        disk = Disk.having(Path(self.run.folder), self.before, deaf=deaf)
        for number, change in enumerate(self.log):
            disk.take(change)
            while moments and moments[-1] == number:
                moments.pop()
                yield number, disk.told(), disk.image(random)


def _moments(log: Sequence[Change], wanted: int, random: Random) -> Iterator[int]:
    """After which records the power goes."""
    telling = {
        one.handle for one in log if one.data.endswith(f"/{TOLD}".encode()) and one.kind in {Kind.CREATE, Kind.OPEN}
    }
    told = [number for number, one in enumerate(log) if one.kind is Kind.WRITE and one.handle in telling]
    for number in range(wanted):
        yield random.choice(told) if number % 2 else random.randrange(len(log))


def cut(name: str, run: Run, scratch: Path) -> Cut:
    """Run it, logged."""
    folder = Path(run.folder)
    begun = 0
    if (folder / LEDGER).exists():
        with open_ledger(folder / LEDGER, create=False) as ledger:
            begun = ledger.entries()
    before = Disk.of(folder).seen()
    log = logged(run, scratch)
    return Cut(name=name, run=run, before=before, log=log, unbroken=Unbroken.of(folder, begun=begun))


def tried(one: Cut, wanted: int, seed: int, *, again: int = 0, deaf: bool = False) -> Row:
    """Make images of a run and look at each; `again`: how many are read on."""
    row = Row(name=f"{one.name}, a deaf disk" if deaf else one.name)
    random = Random(f"{row.name} {seed}")  # noqa: S311 - moments, not secrets
    known: Known = {}
    if again:
        warm(one.run.inputs)
    every = max(1, wanted // again) if again else 0
    with tempfile.TemporaryDirectory(prefix="power-", dir=MEMORY if MEMORY.is_dir() else None) as made:
        folder = Path(made) / "image"  # always at one path, so that statements need not be made into SQL each time
        for number, (moment, said, files) in enumerate(one.images(wanted, random, deaf=deaf)):
            folder.mkdir()
            for name, content in files.items():
                (folder / name).write_bytes(content)
            found = looked_at(folder, said, one.unbroken, known)
            further = None
            if every and number % every == every // 2 and not found.damage:
                further = gone_on(folder, one.run.commands, Path(one.run.folder) / LEDGER, one.unbroken)
            row.take(found, f"image {number} after record {moment}", further)
            shutil.rmtree(folder)
    print(row.line(), file=sys.stderr, flush=True)
    return row


def reading(inputs: Path, folder: Path, *, each: bool) -> Run:
    """Reading the inputs at once, or each file by itself."""
    what = sorted(inputs.iterdir()) if each else [inputs]
    way = ["--ledger", str(folder / LEDGER), "--engine", "here", "--attribution", "rules", "--json"]
    return Run(folder=str(folder), inputs=str(inputs), commands=[["read", str(one), *way] for one in what])


def run_of(name: str, inputs: Path, folder: Path) -> Run:
    """The run of that name on the ledger of a folder, which is made if the run needs one."""
    folder.mkdir()
    run = reading(inputs, folder, each=name == EACH)
    if name == NORMAL:
        return replace(run, synchronous="NORMAL")
    if name not in DECIDING:
        return run
    ends = {command_line(command, folder.parent / "out") for command in run.commands}
    if not ends <= GOOD_ENDS:
        raise SystemExit(f"reading what is to be decided on ended with {ends}")
    return replace(run, commands=DECIDING[name](folder / LEDGER, folder.parent))


def runs(scratch: Path, stories: int, wanted: Sequence[str]) -> Iterator[Cut]:
    """The runs of those names, logged one after another, but for those whose log is there already."""
    inputs = scratch / "inputs"
    for number, name in enumerate(wanted):
        kept = scratch / f"{name}.pickle"
        if not kept.exists():
            if not inputs.exists():
                inputs.mkdir()
                kill_reports.write(inputs, stories)
            warm(str(inputs))
            kept.write_bytes(pickle.dumps(cut(name, run_of(name, inputs, scratch / f"ledger-{number}"), scratch)))
        yield pickle.loads(kept.read_bytes())  # noqa: S301 - we have written it


ONE, EACH, RULINGS, COPIES, REDACTIONS = "one read", "a read each", "rulings", "copies", "redactions"
NORMAL = "one read, synchronous = NORMAL"

DECIDING = {
    RULINGS: power_rulings.commands,
    COPIES: power_rulings.copying,
    REDACTIONS: power_rulings.redacting,
}
"""Runs on a ledger that was read before."""


def main() -> None:
    """Log, cut, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=2000, help="of reading: half of one read, half of a read each")
    parser.add_argument("--rulings", type=int, default=500)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--redactions", type=int, default=200)
    parser.add_argument("--control", type=int, default=40)
    parser.add_argument("--again", type=int, default=2, help="images of each run that are read on")
    parser.add_argument("--stories", type=int, default=2)
    parser.add_argument("--only", help="only the run of this name")
    parser.add_argument("--logs", type=Path, help="a folder where logged runs stay, to be cut anew with another seed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    note = partial(print, file=sys.stderr, flush=True)
    sound, controls = list[Row](), list[Row]()
    wanted = {ONE: options.images // 2, EACH: options.images - options.images // 2, RULINGS: options.rulings}
    wanted |= {COPIES: options.copies, REDACTIONS: options.redactions}
    names = [name for name, many in wanted.items() if many] + [NORMAL] * bool(options.control)
    names = [name for name in names if options.only in {None, name}]
    with tempfile.TemporaryDirectory(prefix="power-") as made:
        for one in runs(options.logs or Path(made), options.stories, names):
            said = things((Path(one.run.folder) / TOLD).read_text(encoding="utf-8"), counted=one.unbroken.counted)
            note(f"{one.name}: {len(one.log):,} records, {len(said)} things told")
            if one.name in wanted:
                sound.append(tried(one, wanted[one.name], options.seed, again=options.again))
            if options.control:
                controls.append(tried(one, options.control, options.seed, deaf=one.name in wanted))
    show(sound, controls)
    sys.exit(1 if any(row.faults for row in sound) or not all(row.lost for row in controls) else 0)


def show(sound: Sequence[Row], controls: Sequence[Row]) -> None:
    """Print what was found."""
    heads = ("run", "images", "after something was told", "told", "lost", "images with loss", "damaged", "read on")
    print(f"| {' | '.join(heads)} |")
    print(f"|{'---|' * len(heads)}")
    for row in (*sound, *controls):
        control = "control: " if row in controls else ""
        print(f"| {control}{row.line()}")
    faults = [fault for row in sound for fault in row.faults]
    print(f"\n{len(faults)} faults, and {sum(len(row.faults) for row in controls)} of controls")
    for fault in faults:
        print(f"- {fault}")


if __name__ == "__main__":
    main()
