"""What must hold of a ledger after a power cut: what was told is there, and what is there is whole."""

from collections.abc import Sequence
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

_UNTOLD = Broken(code=0, seconds=0.0, struck=True, done=0, refused=frozenset(), ended=None, talk="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a ledger holds that may have been told, each as a line, and the hashes of its log."""

    things: frozenset[str]
    log: tuple[str, ...]

    @classmethod
    def of(cls, ledger: Ledger, folder: Path) -> Self:
        """What is in a ledger, and which files have the names of copies and exports in its folder."""
        inputs = {f"{one.source}: {one.outcome.value}" for one in ledger.inputs()}
        decided = {one.id for one in ledger.rulings()} | {one.id for one in ledger.amendments()}
        files = {_file(path.name, sha256(path.read_bytes()).hexdigest()) for path in folder.glob(f"{COPY}*[0-9].*")}
        return cls(things=frozenset(inputs | decided | files), log=tuple(entry.hash for entry in ledger.log()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbroken:
    """What a run came to that nothing cut: all of it, and what it began with. `whole`: of reading alone."""

    kept: Kept
    begun: bool
    whole: Whole | None

    @classmethod
    def of(cls, folder: Path, *, begun: bool) -> Self:
        """What is in the ledger of a folder."""
        with open_ledger(folder / LEDGER, create=False) as ledger:
            return cls(kept=Kept.of(ledger, folder), begun=begun, whole=None if begun else Whole.of(ledger))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was told before a power cut, what of it is lost, and what is not whole of the rest."""

    told: frozenset[str]
    lost: frozenset[str]
    damage: tuple[str, ...]


def things(text: str) -> frozenset[str]:
    """What a run has told, in the lines of `Kept`."""
    documents = list(told(text))
    listed = [one for document in documents for one in _inputs(document)]
    files = [_file(str(one["file"]), str(one["sha256"])) for one in documents if "sha256" in one]
    return frozenset([*listed, *files, *told_rulings(text)])


def _file(name: str, digest: str) -> str:
    return f"{Path(name).name}: {digest}"


def _inputs(document: dict[str, object]) -> list[str]:
    found = document.get("inputs", [])
    return [f"{one['source']}: {one['outcome']}" for one in found] if isinstance(found, list) else []


def looked_at(folder: Path, said: str, unbroken: Unbroken) -> Found:
    """What is found of a ledger in a folder that a power cut left, when a run had said so much.

    Where nothing was told and there was no ledger before, there may be none: it is opened as the next run would.
    """
    owed = things(said)
    where = folder / LEDGER
    try:
        with open_ledger(where, create=not owed and not unbroken.begun) as ledger:
            kept = Kept.of(ledger, folder)
            bad = _checked(ledger)
    except Exception as error:  # noqa: BLE001 - a damaged row may break what reads it in any way
        return Found(told=owed, lost=owed, damage=(f"it cannot be read: {type(error).__name__}: {error}",))
    if kept.log != unbroken.kept.log[: len(kept.log)]:
        bad.append("its log is no beginning of that of the unbroken run")
    bad += [f"{one} was never written" for one in kept.things - unbroken.kept.things]
    if unbroken.whole is not None:
        try:
            bad += examined(where, unbroken.whole, State(), _UNTOLD)[1]
        except Exception as error:  # noqa: BLE001 - as above
            bad.append(f"it cannot be read: {type(error).__name__}: {error}")
    return Found(told=owed, lost=owed - kept.things, damage=tuple(bad))


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
