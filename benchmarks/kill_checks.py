"""What must hold of a ledger after a run that was broken off, against one that an unbroken run made."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from kill_runs import Broken
from sayso import open_ledger
from sayso.ledger import Ledger
from sayso.nouns import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What an unbroken run makes of the inputs.

    `inputs`: outcome and reason of each by its name; `reports`: a digest of texts and claims of each by its id.
    """

    inputs: Mapping[str, tuple[Outcome, str | None]]
    reports: Mapping[str, str]
    said: str
    questions: str

    @classmethod
    def of(cls, ledger: Ledger) -> Self:
        """What is in a ledger."""
        reports = {report.id: [repr(layer) for layer in report.layers] for report in ledger.reports()}
        for claimed in ledger.claims(as_read=True):
            reports[claimed.report.id].append(repr(claimed.claim))
        return cls(
            inputs={one.source: (one.outcome, one.reason) for one in ledger.inputs()},
            reports={ident: _digest(parts) for ident, parts in reports.items()},
            said=ledger.content_hash(),
            questions=_digest([repr(one) for one in (*ledger.questions(), *ledger.copies())]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a ledger has come: the hashes of its log, how many inputs it knows, and what is left to be done."""

    log: tuple[str, ...] = ()
    inputs: int = 0
    compared: bool = False
    assembled: bool = False

    def phase(self, before: Self, wanted: int) -> str:
        """What a run was doing when it was broken off, by what it left; `before` is what it found."""
        if self.inputs < wanted:
            return "before its first write" if self.log == before.log else "reading"
        if not self.compared:
            return "comparing"
        return "after its last write" if self.assembled else "assembling"


def examined(where: str | Path, whole: Whole, before: State, broken: Broken) -> tuple[State, list[str]]:
    """The state of the ledger, and what is wrong with it: nothing, if all is well."""
    if "://" not in str(where) and _is_void(Path(where)):
        lost = broken.done or broken.refused or before.log
        return State(), ["the ledger is gone, or was never there, though something was told"] if lost else []
    with open_ledger(where, create=False) as ledger:
        faults = [f"{one.name}: {one.words}" for one in ledger.check(deep=True) if _bad(one.name, one.verdict.value)]
        now = Whole.of(ledger)
        state = State(
            log=tuple(entry.hash for entry in ledger.log()),
            inputs=len(now.inputs),
            compared=not ledger.uncompared(1),
            assembled=ledger.compared(),
        )
        unread = {one.id for one in ledger.reports() if ledger.engine(one.id) is None}
    faults += [f"{name} ended otherwise: {end}" for name, end in now.inputs.items() if whole.inputs.get(name) != end]
    faults += [f"report {one} is half or other" for one, of in now.reports.items() if whole.reports.get(one) != of]
    in_part = {name for name, (outcome, _) in whole.inputs.items() if outcome is Outcome.IN_PART}
    if len(unread) > len(in_part):
        faults.append(f"{len(unread)} reports have no reading")
    if state.log[: len(before.log)] != before.log:
        faults.append("the log is not what it was, with more at its end")
    if state.inputs < broken.done:
        faults.append(f"the run told of {broken.done} inputs done, the ledger knows {state.inputs}")
    told = broken.refused | set(broken.ended or {})
    faults += [f"the run told how {name} ended, and the ledger does not know it" for name in told - set(now.inputs)]
    return state, faults


def _is_void(where: Path) -> bool:
    """Whether there is no file, or one that was made just now and has nothing in it; `read` begins a ledger in both."""
    sizes = [one.stat().st_size for one in (where, where.with_name(f"{where.name}-wal")) if one.exists()]
    return not any(sizes)


def finished(where: str | Path, whole: Whole) -> list[str]:
    """What is wrong with a ledger that was read to the end, if anything."""
    with open_ledger(where, create=False) as ledger:
        now = Whole.of(ledger)
        fresh = ledger.compared()
    faults = [] if fresh else ["the questions lack something"]
    parts = ("said", "content hash"), ("questions", "questions"), ("inputs", "inputs"), ("reports", "reports")
    return faults + [f"other {words} than of an unbroken run" for name, words in parts if _other(name, now, whole)]


def _other(name: str, now: Whole, whole: Whole) -> bool:
    return bool(getattr(now, name) != getattr(whole, name))


def _bad(name: str, verdict: str) -> bool:
    """Whether a check tells of damage: that inputs were refused and questions lack some is told as a warning."""
    return verdict == "fail" or (verdict == "warn" and name not in {"inputs", "questions"})


def _digest(parts: list[str]) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
