"""A package with a plug-in of each kind, as somebody might write one."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from sayso.attribute import form_of
from sayso.errors import UnknownSetting
from sayso.export import Chosen, Format
from sayso.ledger import Store, sqlite_store
from sayso.nouns import Annotated, Attribution, Basis, Span

OPINION = re.compile(r"\bFor (?P<who>[A-Z]\w+ [A-Z]\w+), (?P<what>[^.!?\n]+)")


@dataclass(frozen=True)
class Opinions:
    """Finds "For Tom Brack, the crews came too late"."""

    cue: str = "For"
    method: str = "opinions/1"
    sends: str | None = None

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(
                report=annotated.report,
                layer=annotated.layer,
                source=(Span(*found.span("who")),),
                cue=(Span(found.start(), found.start() + len(self.cue)),),
                content=(what := (Span(*found.span("what")),)),
                form=form_of(annotated, what),
                basis=Basis.EXPLICIT,
                rule="for somebody",
                method=self.method,
            )
            for found in OPINION.finditer(annotated.text)
        )


def opinions(options: Mapping[str, str]) -> Opinions:
    if options:
        raise UnknownSetting(f"opinions has no options, given {sorted(options)}")
    return Opinions()


def failing(options: Mapping[str, str]) -> Opinions:
    raise KeyError(f"no model among {sorted(options)}")


def write(chosen: Chosen) -> Iterator[bytes]:
    for one in chosen.case.claims:
        yield f"{one.quote}\n".encode("utf-8", "backslashreplace")


QUOTES = Format(
    name="quotes",
    endings=(".quotes.txt",),
    media="text/plain; charset=utf-8",
    what="The quotes, one a line.",
    loses="All but the words.",
    write=write,
)


def shelf_file(path: str, wait: float) -> Callable[[], sqlite3.Connection]:
    return lambda: sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)


def shelf(address: str, wait: float) -> Store:
    """shelf:///path/of/a/file"""
    return sqlite_store(address, shelf_file(unquote(address.removeprefix("shelf://")), wait), wait)
