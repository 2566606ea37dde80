"""What a report is found again by: for the index alone, worked out from the report and its claims."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A report as the index has it.

    `day` is the day of its publication, counted from the year 1, or None. `marks` are numbers under which it is looked
    up. `scene` has its names and words, `keys` those of its claims, both packed by who made the entry.
    """

    day: int | None
    marks: frozenset[int]
    scene: bytes
    keys: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What the index finds of a report: claims worth laying beside its own, and the reports of its story.

    `claims` are numbers of reports in the index, each with the places of claims in its current reading; `kin` are
    numbers of reports.
    """

    claims: tuple[tuple[int, int], ...]
    kin: frozenset[int]
