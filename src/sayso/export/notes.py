"""What is noted beside claims wherever they go out: flags of people, and what later versions of their reports have."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sayso.compare.edits import later
from sayso.nouns import Claimed, Flag, Later, Report, touching, version_groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The flags of a case; and of claims whose report has a later version, by their ids, what the latest has."""

    flags: tuple[Flag, ...] = ()
    laters: Mapping[str, Later] = field(default_factory=dict)

    def flags_of(self, one: Claimed, known: str | None = None) -> tuple[Flag, ...]:
        """The flags that hold for a claim; `known` is what the case calls its voice."""
        return touching(self.flags, one, known)


NO_NOTES = Notes()


class Noted(Protocol):
    """The side of a ledger that tells what is noted."""

    def flags(self) -> tuple[Flag, ...]:
        """The flags that stand."""
        ...

    def newest_versions(self, reports: Collection[str]) -> dict[str, Report]:
        """For those of the reports that have a later version: the latest."""
        ...


def notes(case: Noted, claimed: Iterable[Claimed]) -> Notes:
    """What is noted beside these claims."""
    listed = tuple(claimed)
    newest = case.newest_versions({one.report.id for one in listed})
    return Notes(flags=case.flags(), laters=_laters(newest, listed))


def laters_among(reports: Iterable[Report], claimed: Iterable[Claimed]) -> dict[str, Later]:
    """Of those claims whose report has a later version among the reports: what the latest has of their words."""
    newest = {one.id: group[-1] for group in version_groups(reports) for one in group[:-1]}
    return _laters(newest, claimed)


def _laters(newest: Mapping[str, Report], claimed: Iterable[Claimed]) -> dict[str, Later]:
    return {one.claim.id: later(one, newest[one.report.id]) for one in claimed if one.report.id in newest}
