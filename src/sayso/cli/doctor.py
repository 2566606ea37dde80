"""`sayso doctor`: whether this installation and this ledger are fit for use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `verdict` is "ok", "warn" or "fail"; `of_ledger` tells damage from a bad installation."""

    name: str
    verdict: str
    words: str
    of_ledger: bool = False


@click.command(cls=Verb)
@click.option("--deep", is_flag=True, help="Look at every row of the ledger, not only at its frame.")
@click.option("--reindex", is_flag=True, help="First make the index anew that search asks.")
@click.pass_context
def doctor(ctx: click.Context, ledger: str, *, as_json: bool, deep: bool, reindex: bool) -> None:
    """Check the installation and the ledger.

    Versions, word lists, pipeline, models, gazetteer, and whether everything in the ledger is as it was written.
    """
    from sayso.cli.console import out, print_json, talk
    from sayso.export.records import Json

    if reindex:
        _reindex(ledger)
    found = [*_installation(), *_ledger(ledger, deep=deep)]
    if as_json:
        checks: list[Json] = [{"name": one.name, "verdict": one.verdict, "words": one.words} for one in found]
        print_json({"schema": "sayso/doctor/1", "checks": checks})
    else:
        out().print(_table(found))
        failed = sum(one.verdict == "fail" for one in found)
        talk().print(f"{failed} of {len(found)} checks failed" if failed else f"all {len(found)} checks passed")
    ctx.exit(_exit(found))


def _reindex(path: str) -> None:
    from sayso.cli.case import opened

    with opened(path) as case:
        case.reindex()


def _exit(found: list[Finding]) -> Exit:
    failed = [one for one in found if one.verdict == "fail"]
    if any(one.of_ledger for one in failed):
        return Exit.DAMAGED
    return Exit.USAGE if failed else Exit.DONE


def _table(found: list[Finding]) -> object:
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.display import shown

    table = Table.grid(padding=(0, 2))
    for one in found:
        style = "" if one.verdict == "ok" else "bold"
        table.add_row(Text(one.verdict, style=style), one.name, Text(shown(one.words)))
    return table


def _installation() -> Iterator[Finding]:
    looks = (("versions", _versions), ("word lists", _word_lists), ("pipeline", _pipeline), ("models", _models))
    for name, look in looks:
        yield _look(name, look)
    yield _gazetteer()


def _look(name: str, look: Callable[[], str]) -> Finding:
    """What looking found; whatever goes wrong is a finding too, since that is what a doctor is asked for."""
    try:
        return Finding(name, "ok", look())
    except Exception as error:  # noqa: BLE001 # as above
        return Finding(name, "fail", f"{type(error).__name__}: {error}")


def _versions() -> str:
    import platform
    from importlib.metadata import version

    names = ("sayso", "spacy", "trafilatura", "sqlalchemy")
    installed = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{installed}, Python {platform.python_version()}"


def _word_lists() -> str:
    from sayso import data

    for name in data.names():
        data.table(name)
    return f"{len(data.names())} read, {data.digest()[:12]}"


def _gazetteer() -> Finding:
    """Without it Sayso reads on: places get no coordinates, and namesakes are not told apart."""
    from sayso import gazetteer

    if not gazetteer.is_built():
        return Finding("gazetteer", "warn", "not made yet: towns have no coordinates; make it with `make gazetteer`")
    return _look("gazetteer", gazetteer.version)


def _pipeline() -> str:
    from sayso.api import engine

    return engine()


def _models() -> str:
    from sayso.compare.models import check

    return f"{check('meaning')}, {check('pairs')} and {check('answers')} as they were shipped"


def _ledger(path: str, *, deep: bool) -> Iterator[Finding]:
    """The ledger's own checks; one that is not there yet is no fault."""
    from sayso.cli.case import opened
    from sayso.errors import LedgerDamaged

    if "://" not in path and not Path(path).exists():
        yield Finding("ledger", "warn", f"there is none at {path} yet; make one with `sayso read FILE...`")
        return
    try:
        with opened(path) as case:
            for one in case.check(deep=deep):
                yield Finding(one.name, one.verdict.value, one.words, of_ledger=True)
            if not case.compared():
                yield Finding("questions", "warn", "they lack some of the reports; `sayso reread` takes them in")
    except LedgerDamaged as error:
        yield Finding("ledger", "fail", str(error), of_ledger=True)
