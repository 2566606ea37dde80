"""Two versions of a report side by side, line by line, with the words that were removed and added."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sayso.export.dates import Shown, moment
from sayso.export.phrases import printed_by
from sayso.export.versions import Edit, VersionDiff
from sayso.nouns import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of one version, and what became of them."""

    text: str
    edit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of both versions."""

    older: tuple[Run, ...]
    newer: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        """Whether something was removed or added."""
        return any(run.edit != Edit.SAME for run in (*self.older, *self.newer))


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRows:
    """A text of both versions in groups of lines: those that were changed, and those that were not."""

    name: str
    groups: tuple[tuple[bool, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version: when it was retrieved, changed, published, in which outlet."""

    id: str
    href: str
    outlet: str
    label: str
    retrieved: Shown | None
    modified: Shown | None
    published: Shown | None


def version_line(report: Report) -> VersionLine:
    """The line of a version."""
    return VersionLine(
        id=report.id,
        href=f"/r/{report.id}",
        outlet=printed_by(report),
        label=report.label,
        retrieved=moment(report.retrieved),
        modified=moment(report.modified),
        published=moment(report.published),
    )


def layer_rows(diff: VersionDiff, shown: Mapping[str, Report]) -> tuple[LayerRows, ...]:
    """The texts of both versions; `shown` are the two reports as they may be shown, with what is flagged covered."""
    older, newer = shown[diff.older.id], shown[diff.newer.id]
    found = []
    for name, pieces in diff.layers:
        a, b = (layer.text if (layer := one.layer(name)) else "" for one in (older, newer))
        rows = [_Row()]
        for piece in pieces:
            if piece.edit is not Edit.SAME:
                rows[-1].put(a[piece.start : piece.end], b[piece.to : piece.to_end], piece.edit)
                continue
            parts = zip(a[piece.start : piece.end].split("\n"), b[piece.to : piece.to_end].split("\n"), strict=True)
            for number, (one, other) in enumerate(parts):
                if number:
                    rows.append(_Row())
                rows[-1].put(one, other, Edit.SAME)
        whole = [row.made() for row in rows if row.older or row.newer]
        groups = tuple((changed, tuple(group)) for changed, group in groupby(whole, key=lambda row: row.is_changed))
        found.append(LayerRows(name=name.value, groups=groups))
    return tuple(found)


class _Row:
    """A line that is being filled."""

    def __init__(self) -> None:
        self.older: list[Run] = []
        self.newer: list[Run] = []

    def put(self, older: str, newer: str, edit: Edit) -> None:
        """Add characters to either side."""
        if older:
            self.older.append(Run(text=older, edit=edit.value))
        if newer:
            self.newer.append(Run(text=newer, edit=edit.value))

    def made(self) -> Row:
        """The line."""
        return Row(older=tuple(self.older), newer=tuple(self.newer))
