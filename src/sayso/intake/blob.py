"""What format modules take and give: bytes with a name go in; drafts, further bytes and losses come out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sayso.intake.draft import Draft
from sayso.intake.facts import NO_FACTS, Facts

Columns = tuple[tuple[str, str], ...]
"""Pairs of a fact ("text", "published", …) and what the user's table calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Some bytes with a name: a file, or what lies in one.

    `source` is how the user would name it, `label` what names it in lists, `ending` that of its name (".html", or "").
    `facts` is what is known of it from outside, such as the address that an archive keeps beside a page; `charset` the
    encoding told there; `notes` what is missing of it. `depth` counts the archives that it lies in. A file too large
    for memory has its beginning in `raw` and all of it at `path`.
    """

    raw: bytes
    source: str
    label: str
    ending: str = ""
    facts: Facts = NO_FACTS
    charset: str | None = None
    notes: tuple[str, ...] = ()
    depth: int = 0
    path: Path | None = None
    columns: Columns = field(default=())

    def stream(self) -> BinaryIO:
        """All of its bytes, to be read from the start; the caller closes it."""
        return BytesIO(self.raw) if self.path is None else self.path.open("rb")

    def inside(self, raw: bytes, place: str, ending: str, **known: object) -> "Blob":
        """Bytes that lie in this one at `place` ("record 3", "mail.html"), with what else is known of them."""
        number = place.rsplit(maxsplit=1)[-1]
        part = replace(
            self,
            raw=raw,
            source=f"{self.source}, {place}",
            label=f"{self.label}#{number}",
            ending=ending,
            depth=self.depth + 1,
            path=None,
            charset=None,
        )
        return replace(part, **known)  # type: ignore[arg-type] # fields of this class by name


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of an input that gives no report, and why."""

    source: str
    reason: str


Part = Draft | Blob | Loss
Reader = Callable[[Blob], Iterator[Part]]
"""What lies in some bytes, in order. Raises InputError where nothing (more) can be read; what it gave before counts."""
