"""`sayso export`: the ledger as a file."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:  # heavy, and `sayso --help` imports this module
    from sayso.export import Chosen, Format, Written
    from sayso.export.records import Record


@click.command(cls=Verb)
@click.argument("question", metavar="[QUESTION]", required=False)
@click.option("--to", "target", metavar="FILE", help="The file to write; - is standard output.")
@click.option("--format", "form", metavar="NAME", help="The format; else by the file's ending.")
@click.option("--formats", "is_list", is_flag=True, help="List the formats, each with what it loses.")
@click.option("--include-sensitive", "sensitive", is_flag=True, help="With what people have flagged as personal.")
@click.option("--raw", is_flag=True, help="Tables with texts as they are, even those that a spreadsheet would run.")
@click.option(
    "--timestamp",
    "stamps",
    metavar="FILE",
    multiple=True,
    type=click.File("rb"),
    help="A time stamp of a bundle's manifest (RFC 3161, .tsr) to put into it; may be given several times.",
)
def export(
    ledger: str,
    question: str | None,
    target: str | None,
    form: str | None,
    *,
    is_list: bool,
    sensitive: bool,
    raw: bool,
    stamps: tuple[BinaryIO, ...],
    as_json: bool,
) -> None:
    """Write the ledger to a file, or one QUESTION of it (its id) with the claims behind its answers.

    Claims that people have flagged as personal (see sayso flag) are left out, and it is told how many, unless they are
    asked for.

    json is the exchange document, which holds every field; jsonl has one claim a line; csv is a table for
    spreadsheets. See exchange.md for all formats. A format of several files is written as a ZIP archive, or as a folder
    where the name ends in /.
    """
    from sayso.cli.case import found_question, opened
    from sayso.errors import UsageError
    from sayso.export import choose, format_named, format_of

    if is_list:
        _listed(as_json=as_json)
        return
    if target is None:
        raise UsageError("say where to write: --to FILE, or --to - for standard output; --formats lists the formats")
    if as_json and target == "-":
        raise UsageError(
            "--json tells about the file, so both would be on standard output; give --to FILE, or leave it"
        )
    kind = format_named(form or "json") if form or target == "-" else format_of(target)
    if stamps and not kind.is_whole:
        raise UsageError(f"a time stamp goes into a bundle; the format {kind.name} cannot hold one")
    with opened(ledger) as case, case.reading():
        ident = None if question is None else found_question(case, question).id
        chosen = choose(case, question=ident, sensitive=sensitive, raw=raw)
        chosen = replace(chosen, stamps=tuple(stamp.read() for stamp in stamps))
        done = _write(kind, chosen, target)
    _told(kind, chosen, target, done, as_json=as_json)


def _write(kind: "Format", chosen: "Chosen", target: str) -> "Written":
    from sayso.cli.console import harmless
    from sayso.errors import UsageError
    from sayso.export import write, write_folder

    if target == "-" and sys.stdout.isatty() and not kind.is_text:
        raise UsageError(
            f"the format {kind.name} is no text for a terminal: give --to FILE, or lead it into another program"
        )
    if not target.endswith("/"):
        parts = kind.write(chosen)
        return write(harmless(parts) if target == "-" else parts, target, stdout=sys.stdout.buffer)
    if not kind.is_folder:
        raise UsageError(f"the format {kind.name} is one file; leave the / at the end of {target!r}")
    return write_folder(kind.write(chosen), target)


def _told(kind: "Format", chosen: "Chosen", target: str, done: "Written", *, as_json: bool) -> None:
    """Tell what was written, and what was left out."""
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count

    claims, gone = len(chosen.case.claims), chosen.case.left_out
    if gone:
        talk().print(f"left out: {count(gone, 'claim')} flagged as personal (--include-sensitive takes them along)")
    if as_json:
        facts: Record = {"file": target, "format": kind.name, "claims": claims, "bytes": done.size}
        print_json({"schema": "sayso/exported/1", **facts, "sha256": done.sha256, "left_out": {"personal": gone}})
    elif target != "-":
        talk().print(f"{shown(target)}: {kind.name}, {count(claims, 'claim')}, sha256 {done.sha256}")


def _listed(*, as_json: bool) -> None:
    from rich.table import Table

    from sayso.cli.console import out, print_json
    from sayso.export import FORMATS, plugged
    from sayso.export.documents import formats_document

    formats = (*FORMATS, *plugged())
    if as_json:
        print_json(formats_document(formats))
        return
    table = Table(box=None, pad_edge=False)
    for name in ("format", "ending", "what it is", "what it loses"):
        table.add_column(name, overflow="fold")
    for one in formats:
        needs = f" (needs sayso[{one.extra.name}])" if one.extra and not one.usable else ""
        table.add_row(one.name, " ".join(one.endings[:1]), f"{one.what}{needs}", one.loses)
    out().print(table)
