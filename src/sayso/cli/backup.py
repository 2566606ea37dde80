"""`sayso backup`: a checked copy of the ledger."""

from pathlib import Path

import click

from sayso.cli.frame import Verb


@click.command(cls=Verb)
@click.option("--to", "target", metavar="FILE", required=True, help="The file to write; there must be none yet.")
def backup(ledger: str, target: str, *, as_json: bool) -> None:
    """Copy the ledger to a file while others go on using it, and check every row of the copy.

    The file is there when the copy has passed, and not before. It is a ledger like any other, with the users of its
    desk. A ledger on a PostgreSQL server is copied by pg_dump.
    """
    from sayso.cli.case import opened
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count
    from sayso.export.records import Record

    with opened(ledger) as case:
        made = case.backup(Path(target))
    if as_json:
        facts: Record = {"file": made.path, "bytes": made.size, "sha256": made.sha256}
        log: Record = {"content_hash": made.content_hash, "log_entries": made.entries, "log_head": made.head}
        print_json({"schema": "sayso/backup/1", **facts, **log})
    else:
        size = f"{made.size:,} bytes, {count(made.entries, 'log entry', 'log entries')}"
        talk().print(f"{shown(made.path)}: {size}, content hash {made.content_hash}, sha256 {made.sha256}")
