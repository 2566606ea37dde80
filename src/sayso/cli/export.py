"""`sayso export`: the ledger as a file."""

import sys

import click

from sayso.cli.frame import Verb


@click.command(cls=Verb)
@click.option("--to", "target", metavar="FILE", required=True, help="The file to write; - is standard output.")
@click.option(
    "--format", "form", type=click.Choice(["json", "jsonl", "csv"]), help="The format; else by the file's ending."
)
@click.option("--include-sensitive", "sensitive", is_flag=True, help="With what people have flagged as personal.")
def export(ledger: str, target: str, form: str | None, *, sensitive: bool, as_json: bool) -> None:
    """Write the ledger to a file.

    Claims that people have flagged as personal (see sayso flag) are left out, and it is told how many, unless they are
    asked for.

    json is the exchange document, which holds everything; jsonl has one claim a line; csv is a table for spreadsheets.
    """
    from hashlib import sha256

    from sayso.cli.case import opened
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count
    from sayso.errors import UsageError
    from sayso.export import Format, format_of, left_out, write
    from sayso.export import export as written

    if as_json and target == "-":
        raise UsageError(
            "--json tells about the file, so both would be on standard output; give --to FILE, or leave it"
        )
    kind = Format(form) if form else Format.JSON if target == "-" else format_of(target)
    with opened(ledger) as case:
        gone = 0 if sensitive else left_out(case)
        data, claims = written(case, kind, sensitive=sensitive), len(case.claims()) - gone
    write(data, target, stdout=sys.stdout.buffer)
    if gone:
        talk().print(f"left out: {count(gone, 'claim')} flagged as personal (--include-sensitive takes them along)")
    digest = sha256(data).hexdigest()
    if as_json:
        facts = {"file": target, "format": kind.value, "claims": claims, "bytes": len(data), "sha256": digest}
        print_json({"schema": "sayso/exported/1", **facts, "left_out": {"personal": gone}})
    elif target != "-":
        talk().print(f"{shown(target)}: {kind.value}, {count(claims, 'claim')}, sha256 {digest}")
