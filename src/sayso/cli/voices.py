"""`sayso voices`: who speaks in a case, in counts and with no grade."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.export.voices import Tally


@click.command(cls=Verb)
@click.option("--grep", metavar="NAME", help="Only voices whose name has these characters.")
def voices(ledger: str, *, as_json: bool, grep: str | None) -> None:
    """List who speaks: how much, through which outlets and relays, who agrees, who disputes, what it changed itself.

    Counts only, and no grade: to be disputed often is to be asked often.
    """
    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.words import count
    from sayso.compare import canonical
    from sayso.export.voices import tallies, tally_record

    with opened(ledger) as case:
        claims, links = case.claims(), case.links()
        names = {claim: one.name for claim, one in canonical(claims, links, case.rulings()).items()}
        found = tallies(claims, links, case.questions(), names)
    wanted = [tally for tally in found if grep is None or grep.casefold() in tally.name.casefold()]
    if as_json:
        print_json({"schema": "sayso/voices/1", "voices": [tally_record(tally) for tally in wanted]})
    elif wanted:
        out().print(_table(wanted))
        talk().print(f"{count(len(wanted), 'voice')} · next: sayso claims --voice NAME")
    else:
        talk().print(f"no such voice among {count(len(found), 'voice')}")


def _table(listed: "Sequence[Tally]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.display import shown

    table = Table(box=None, pad_edge=False)
    table.add_column("voice", overflow="fold")
    for name in ("claims", "questions", "outlets", "agreed", "disputed", "changed"):
        table.add_column(name, justify="right")
    table.add_column("relayed by", overflow="fold")
    for tally in listed:
        table.add_row(
            Text(shown(tally.name)),
            *(
                str(len(of))
                for of in (tally.claims, tally.questions, tally.outlets, tally.agreed, tally.disputed, tally.changed)
            ),
            Text(", ".join(map(shown, sorted(tally.relays)))),
        )
    return table
