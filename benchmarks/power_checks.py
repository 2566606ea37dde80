"""What must hold of a ledger after a power cut: what was told is there, and what is there is whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from kill_checks import State, Whole, examined, finished
from kill_runs import Broken
from power_runs import COPY, GOOD_ENDS, LEDGER, command_line, told, told_rulings
from sayso import open_ledger, refresh
from sayso.ledger import Ledger
from sayso.ledger.check import Verdict
from sayso.nouns import Amendment, Ruling

REDACTION = "redact"  # the kind of the log's entries that tell of one

_UNTOLD = Broken(code=0, seconds=0.0, struck=True, done=0, refused=frozenset(), ended=None, talk="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a ledger holds that may have been told, each as a line, and the hashes of its log."""

    things: frozenset[str]
    log: tuple[str, ...]

    @classmethod
    def of(cls, ledger: Ledger, *, counted: bool) -> Self:
        """What is in a ledger.

        With `counted` rulings are counted: a redaction gives them other ids.
        """
        inputs = {f"{one.source}: {one.outcome.value}" for one in ledger.inputs()}
        rulings: Sequence[Ruling | Amendment] = (*ledger.rulings(), *ledger.amendments())
        log = ledger.log()
        decided = _decided((one.id for one in rulings), counted=counted)
        decided |= {_redaction(number) for number, _ in enumerate((one for one in log if one.kind == REDACTION), 1)}
        return cls(things=frozenset(inputs | decided), log=tuple(entry.hash for entry in log))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbroken:
    """What a run came to that nothing cut, and how many entries the log had before it: 0 where there was no ledger.

    `whole`: what reading made, None where it was read before; `counted`: whether its rulings are only counted.
    """

    kept: Kept
    begun: int
    whole: Whole | None
    counted: bool
    copies: frozenset[str]

    @classmethod
    def of(cls, folder: Path, *, begun: int) -> Self:
        """What is in the ledger of a folder."""
        with open_ledger(folder / LEDGER, create=False) as ledger:
            counted = any(one.kind == REDACTION for one in ledger.log())
            kept, whole = Kept.of(ledger, counted=counted), None if begun else Whole.of(ledger)
        return cls(kept=kept, begun=begun, whole=whole, counted=counted, copies=_copies(folder))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was told before a power cut, what of it is lost, and what is not whole of the rest."""

    told: frozenset[str]
    lost: frozenset[str]
    damage: tuple[str, ...]


def things(text: str, *, counted: bool = False) -> frozenset[str]:
    """What a run has told, in the lines of `Kept`."""
    documents = list(told(text))
    inputs = [one for document in documents for one in _list(document, "inputs") if isinstance(one, dict)]
    listed = [f"{one['source']}: {one['outcome']}" for one in inputs]
    files = [_file(str(one["file"]), str(one["sha256"])) for one in documents if "sha256" in one]
    redacted = [_redaction(int(str(one["redaction"]))) for one in documents if "redaction" in one]
    decided = _decided(told_rulings(text), counted=counted)
    return frozenset([*listed, *files, *redacted, *decided])


def _decided(idents: Iterable[str], *, counted: bool) -> set[str]:
    """The ids, or only their number where a redaction gives rulings others."""
    known = set(idents)
    return {f"ruling {number}" for number, _ in enumerate(known, 1)} if counted else known


def _redaction(number: int) -> str:
    return f"redaction {number}"


def _file(name: str, digest: str) -> str:
    return f"{Path(name).name}: {digest}"


def _list(document: Mapping[str, object], name: str) -> Sequence[object]:
    found = document.get(name, [])
    return found if isinstance(found, list) else []


Known = dict[str, tuple[Kept, list[str]]]
"""What was found of ledgers by the SHA-256 of their files, as the images of a run make few different ones."""


def looked_at(folder: Path, said: str, unbroken: Unbroken, known: Known) -> Found:
    """What is found of a ledger in a folder that a power cut left, when a run had said so much.

    A ledger that is byte for byte as one that was looked at before is as that one. Where nothing was told and there was
    no ledger before, there may be none: it is opened as the next run would.
    """
    owed = things(said, counted=unbroken.counted)
    where = folder / LEDGER
    bad = list(_still_there(folder, said))
    try:
        with open_ledger(where, create=not owed and not unbroken.begun):
            pass  # what SQLite finds beside the file is in it from here on
        digest = sha256(where.read_bytes()).hexdigest()
        if digest not in known:
            known[digest] = _known(folder, unbroken)
    except Exception as error:  # noqa: BLE001 - what is damaged may break what reads it in any way
        return Found(told=owed, lost=owed, damage=(*bad, f"it cannot be read: {type(error).__name__}: {error}"))
    kept, faults = known[digest]
    bad += faults
    there = kept.things | _copies(folder)
    if kept.log != unbroken.kept.log[: len(kept.log)]:
        bad.append("its log is no beginning of that of the unbroken run")
    bad += [f"{one} was never written" for one in there - unbroken.kept.things - unbroken.copies]
    if len(kept.log) < unbroken.begun:
        bad.append("what was there before the run is not there any more")
    return Found(told=owed, lost=owed - there, damage=tuple(bad))


def _known(folder: Path, unbroken: Unbroken) -> tuple[Kept, list[str]]:
    """What a ledger holds, and what is wrong with it."""
    where = folder / LEDGER
    with open_ledger(where, create=False) as ledger:
        kept = Kept.of(ledger, counted=unbroken.counted)
        bad = _checked(ledger)
    if unbroken.whole is not None:
        bad += examined(where, unbroken.whole, State(), _UNTOLD)[1]
    return kept, bad


def _copies(folder: Path) -> frozenset[str]:
    """The files in the folder that have the names of copies and exports."""
    return frozenset(_file(one.name, sha256(one.read_bytes()).hexdigest()) for one in folder.glob(f"{COPY}*[0-9].*"))


def _still_there(folder: Path, said: str) -> Iterator[str]:
    """Which names stand in which files, though it was told that they are redacted."""
    redacted = [one for document in told(said) if "redaction" in document for one in _list(document, "names")]
    for path in sorted(folder.iterdir()) if redacted else ():
        raw = path.read_bytes().lower()
        for name in redacted:
            if str(name).lower().encode() in raw:
                yield f"{name} was redacted, and is still in {path.name}"


def _checked(ledger: Ledger) -> list[str]:
    """What `doctor --deep` finds, but for what it tells of every ledger that is not complete."""
    wrong = (one for one in ledger.check(deep=True) if one.verdict is not Verdict.OK)
    untroubling = {"inputs", "questions"}
    return [f"{one.name}: {one.words}" for one in wrong if one.verdict is Verdict.FAIL or one.name not in untroubling]


def gone_on(folder: Path, commands: Sequence[Sequence[str]], was: Path, unbroken: Unbroken) -> list[str]:
    """What is wrong after the same commands have gone on with a ledger that a power cut left.

    Commands that decide are not given again; it is looked at whether the questions can be worked out.
    """
    where = folder / LEDGER
    if unbroken.whole is None:
        with open_ledger(where, create=False) as ledger:
            refresh(ledger)
            fresh = ledger.compared()
            bad = _checked(ledger)
        return bad if fresh else [*bad, "the questions lack something"]
    ends = [command_line([str(where) if one == str(was) else one for one in line], folder / "out") for line in commands]
    ill = [f"a command ended with {end}" for end in ends if end not in GOOD_ENDS]
    return ill + finished(where, unbroken.whole)
