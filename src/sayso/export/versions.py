"""Versions of one report side by side: what an edit changed, and what became of the older version's claims."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sayso.compare.edits import Edit, Piece, edits, later
from sayso.export.records import Json, Record, later_record
from sayso.nouns import Claimed, Kept, Later, LayerName, Report

__all__ = [
    "KEPT",
    "Change",
    "Edit",
    "VersionDiff",
    "changed_words",
    "changes",
    "diff_record",
    "in_pairs",
    "version_diff",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """What the later version of a report has made of the older one.

    `layers` has the texts of both as stretches; `kept` what became of each claim of the older one, in its order; `new`
    are the claims of the later one that are none of those.
    """

    older: Report
    newer: Report
    layers: tuple[tuple[LayerName, tuple[Piece, ...]], ...]
    kept: tuple[tuple[Claimed, Later], ...]
    new: tuple[Claimed, ...]

    def count(self, kept: Kept) -> int:
        """How many claims became of that."""
        return sum(later.kept is kept for _, later in self.kept)


def version_diff(older: Report, newer: Report, before: Iterable[Claimed], after: Iterable[Claimed]) -> VersionDiff:
    """The versions side by side; `before` and `after` are the claims of their current readings."""
    kept = tuple((one, later(one, newer)) for one in before)
    there = {(one.claim.layer, became.content) for one, became in kept if became.kept is Kept.STANDS}
    names = [layer.name for layer in newer.layers]
    names += [layer.name for layer in older.layers if layer.name not in names]
    return VersionDiff(
        older=older,
        newer=newer,
        layers=tuple((name, edits(_text(older, name), _text(newer, name))) for name in names),
        kept=kept,
        new=tuple(one for one in after if (one.claim.layer, one.claim.content) not in there),
    )


def _text(report: Report, name: LayerName) -> str:
    layer = report.layer(name)
    return layer.text if layer else ""


def diff_record(diff: VersionDiff) -> Record:
    """The record of `diff --json`: which characters are the same, and what became of which claim."""
    layers: list[Json] = [
        {
            "name": name.value,
            "pieces": [
                {"edit": piece.edit.value, "older": [piece.start, piece.end], "newer": [piece.to, piece.to_end]}
                for piece in pieces
            ],
        }
        for name, pieces in diff.layers
    ]
    claims: list[Json] = [{"id": one.claim.id, **later_record(became)} for one, became in diff.kept]
    return {
        "older": diff.older.id,
        "newer": diff.newer.id,
        "layers": layers,
        "claims": claims,
        "new": [one.claim.id for one in diff.new],
    }


def changed_words(kept: Kept) -> str | None:
    """What is told of a claim whose words the latest version of its report has no more; None where it has them."""
    return _CHANGED.get(kept)


_CHANGED = {
    Kept.CHANGED: "text changed: quote no longer at this place; a later version puts it in other words",
    Kept.GONE: "text changed: quote no longer at this place; a later version has it no more",
}


def in_pairs(versions: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Each version with the next one."""
    return list(pairwise(versions))


KEPT = {Kept.STANDS: "stand word for word", Kept.CHANGED: "changed", Kept.GONE: "gone"}
"""What became of claims, in words."""

AROUND = 40
"""Characters of a text that are shown on either side of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was changed at one place of a text, with the characters around it."""

    before: str
    removed: str
    added: str
    after: str


def changes(diff: VersionDiff, name: LayerName, pieces: Sequence[Piece]) -> Iterator[Change]:
    """The changes of a layer in order: what was removed and added between two stretches that stayed."""
    old, new = _text(diff.older, name), _text(diff.newer, name)
    for same, several in groupby(pieces, key=lambda piece: piece.edit is Edit.SAME):
        if same:
            continue
        group = list(several)
        start, end = group[0].to, group[-1].to_end
        yield Change(
            before=new[max(0, start - AROUND) : start].rpartition("\n")[2],
            removed="".join(old[one.start : one.end] for one in group),
            added=new[start:end],
            after=new[end : end + AROUND].partition("\n")[0],
        )
