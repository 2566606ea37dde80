"""`sayso redact`: people who must not be named, taken out of the ledger for good."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from sayso.export.records import Json
    from sayso.ledger.redaction import Found, Redacted


@click.command(cls=Verb)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", help="Why. It stays in the log, so it must not have the name in it.")
@click.option("--by", metavar="NAME", envvar="SAYSO_BY", show_envvar=True, help="Who says so. It is signed.")
@click.option("--whole", is_flag=True, help="Only the whole NAME, not the words of it where they stand alone.")
@click.option("--dry-run", is_flag=True, help="Only show what would be masked.")
@click.option("--receipt", metavar="FILE", help="A new file for the digests of what is withheld; keep it elsewhere.")
def redact(
    ledger: str,
    *,
    as_json: bool,
    names: tuple[str, ...],
    reason: str | None,
    by: str | None,
    whole: bool,
    dry_run: bool,
    receipt: str | None,
) -> None:
    """Take people who must not be named out of the ledger. This cannot be undone.

    Every NAME is masked in all texts, quotes, voices, questions and rulings, by as many characters, so that all else
    keeps its place. Further spellings of one person are further NAMEs; those that the case holds for one voice are
    found. The words of a NAME are masked where they stand alone, too, unless --whole says otherwise.

    Captures of reports that have the name are withheld: their bytes are gone, and so is what the log said of them. The
    log keeps that there was a redaction, when, by whom and why, and stays one chain. Copies that were made before
    (backups, bundles, exports) keep the name, and so does a file that you read again.
    """
    from sayso import refresh
    from sayso.cli.case import opened
    from sayso.cli.console import talk
    from sayso.cli.display import shown
    from sayso.errors import UsageError

    with opened(ledger) as case:
        if dry_run:
            spelled, found = case.named(names, parts=not whole)
            _shown(spelled, found, as_json=as_json)
            return
        if not reason or not by:
            raise UsageError("a redaction is signed and has a reason: --by NAME --reason TEXT; --dry-run only looks")
        keep = partial(_kept, receipt) if receipt is not None else None
        done = case.redact(names, by=by, why=reason, parts=not whole, keep=keep)
        refresh(case)
    _told(done, receipt, as_json=as_json)
    for kept in _older(ledger):
        talk().print(f"an older copy beside it may still have the name; remove it: {shown(str(kept))}")


def _kept(receipt: str, done: "Redacted") -> None:
    """Write the receipt: its salts are nowhere else, so nothing is redacted where that fails."""
    from sayso.disk import keep_names
    from sayso.errors import WriteFailed

    try:
        handle = os.open(receipt, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_receipt(done))
            file.flush()
            os.fsync(file.fileno())
        keep_names(Path(receipt).absolute().parent)
    except OSError as error:
        raise WriteFailed.of(receipt, error, ", so nothing was redacted") from error


def _receipt(done: "Redacted") -> str:
    from sayso.export.text import dumps

    withheld: list[Json] = [
        {
            "sha256": one.sha256,
            "media_type": one.media_type,
            "bytes": one.size,
            "salt": one.salt.hex(),
            "commitment": one.commitment,
        }
        for one in done.withheld
    ]
    return dumps({"schema": "sayso/receipt/1", "redaction": done.number, "withheld": withheld}, indent=1) + "\n"


def _older(ledger: str) -> list[str]:
    """Copies of the ledger that were made before it was brought to a newer schema."""
    from sayso.cli.display import shown

    if "://" in ledger:
        return []
    path = Path(ledger)
    return [shown(str(one)) for one in sorted(path.parent.iterdir()) if one.name.startswith(f"{path.name}.schema-")]


def _shown(spelled: tuple[str, ...], found: "tuple[Found, ...]", *, as_json: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count, short

    if as_json:
        rows: list[Json] = [
            {
                "report_id": one.report,
                "label": one.label,
                "places": [*one.places],
                "in_facts": one.in_facts,
                "in_bytes": one.in_bytes,
            }
            for one in found
        ]
        print_json({"schema": "sayso/redaction/1", "names": [*spelled], "reports": rows})
        return
    table = Table(box=None, pad_edge=False)
    for name in ("report", "label", "where it stands"):
        table.add_column(name, overflow="fold")
    for one in found:
        beside = [*one.places] or ["only in what the report says of itself, or in its bytes"]
        table.add_row(short(one.report), Text(shown(one.label)), Text("\n".join(map(shown, beside))))
    if found:
        out().print(table)
    places = sum(len(one.places) for one in found)
    names = ", ".join(map(shown, spelled))
    talk().print(f"{names}: {count(places, 'place')} in {count(len(found), 'report')} would be masked")


def _told(done: "Redacted | None", receipt: str | None, *, as_json: bool) -> None:
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count

    if as_json:
        print_json(
            {
                "schema": "sayso/redacted/1",
                "redaction": done.number if done else None,
                "names": [*done.names] if done else [],
                "reports": done.reports if done else 0,
                "places": done.places if done else 0,
                "withheld": len(done.withheld) if done else 0,
                "log_entries": done.entries if done else 0,
                "receipt": receipt if done else None,
            }
        )
        return
    if done is None:
        talk().print("the name stands nowhere in the ledger; its file was cleaned")
        return
    talk().print(
        f"redaction {done.number}: {count(done.places, 'place')} masked in {count(done.reports, 'report')}, "
        f"{count(len(done.withheld), 'capture')} withheld, {count(done.entries, 'log entry', 'log entries')} redacted"
    )
    talk().print(f"spelled as: {', '.join(map(shown, done.names))}")
    talk().print("backups, bundles and exports made before still have the name, and so have the files that were read")
