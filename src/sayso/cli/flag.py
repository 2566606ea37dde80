"""`sayso flag`: a person says that something needs care: it is graphic, or it is personal."""

from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from sayso.export.records import Record
    from sayso.ledger import Ledger
    from sayso.nouns import Flag
    from sayso.review import Decision


@click.command(cls=Verb)
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--as", "care", type=click.Choice(["graphic", "personal"]), help="Why it needs care.")
@click.option("--name", metavar="NAME", help="Flag a name, as it is written, wherever it stands, instead of an ID.")
@click.option("--by", metavar="NAME", envvar="SAYSO_BY", show_envvar=True, help="Who says so. It is signed.")
@click.option("--why", metavar="TEXT", help="The reason, for those who come after.")
@click.option("--undo", metavar="RULING", help="Withdraw a flag: the id of its ruling or the beginning of it.")
@click.option("--list", "listed", is_flag=True, help="List the flags that stand, oldest first.")
@click.option("--proposed", is_flag=True, help="List the claims with words that may be graphic and have no such flag.")
@click.pass_context
def flag(
    ctx: click.Context,
    ledger: str,
    *,
    as_json: bool,
    ident: str | None,
    care: str | None,
    name: str | None,
    by: str | None,
    why: str | None,
    undo: str | None,
    listed: bool,
    proposed: bool,
) -> None:
    """Flag a claim, a report or a name as graphic or personal; it is a ruling, and can be withdrawn.

    ID is that of a claim or report, or the beginning of it; for a report its label will do. On the desk flagged words
    are covered until they are opened. Claims flagged as personal are left out of exports. Nothing is flagged by itself.
    """
    from sayso.cli.case import opened
    from sayso.errors import UsageError
    from sayso.nouns import RulingKind
    from sayso.review import Decision, rule

    if sum((care is not None, undo is not None, listed, proposed)) != 1:
        raise click.UsageError("give --as graphic or --as personal, or --undo, or --list, or --proposed")
    if care is not None and (ident is None) == (name is None):
        raise click.UsageError("give what is to be flagged: the ID of a claim or report, or --name")
    with opened(ledger) as case:
        if listed:
            _list(case, as_json=as_json)
            return
        if proposed:
            _proposed(case, as_json=as_json)
            return
        if undo is not None:
            known = [one.ruling for one in case.flags() if one.ruling.startswith(undo)]
            if len(known) != 1:
                raise UsageError(f"{len(known)} of the flags that stand begin so: {undo!r}; try sayso flag --list")
            decision = Decision(kind=RulingKind.UNDO, decision="undo", other=known[0], why=why)
        else:
            assert care is not None  # noqa: S101 - one of the four was given
            decision = _decision(case, ident, name, care, why)
        done = rule(case, (decision,), by=by or "")
        if done.refused:
            raise UsageError(done.refused[0].reason)
        _told(case, done.rulings[0].id if done.rulings else None, as_json=as_json)
    ctx.exit(Exit.DONE)


def _decision(case: "Ledger", ident: str | None, name: str | None, care: str, why: str | None) -> "Decision":
    from sayso.errors import UsageError
    from sayso.nouns import Claimed, Report, RulingKind
    from sayso.review import Decision

    if ident is None:
        return Decision(kind=RulingKind.FLAG, decision=care, names=(name or "",), why=why)
    found = case.find(ident)
    if isinstance(found, Claimed):
        return Decision(kind=RulingKind.FLAG, decision=care, claims=(found.claim.id,), why=why)
    if isinstance(found, Report):
        return Decision(kind=RulingKind.FLAG, decision=care, other=found.id, why=why)
    raise UsageError(f"{ident!r} is a question; flag the claims that answer it, or a report")


def _told(case: "Ledger", ruling: str | None, *, as_json: bool) -> None:
    from sayso.cli.console import print_json, talk
    from sayso.cli.words import short
    from sayso.export.records import ruling_record

    made = next((one for one in case.rulings() if one.id == ruling), None)
    if as_json:
        print_json({"schema": "sayso/flagged/1", "ruling": ruling_record(made) if made else None})
    elif made is None:
        talk().print("it stands so already")
    elif made.undoes:
        talk().print(f"withdrawn · {short(made.id)}")
    else:
        talk().print(f"flagged {made.decision} · to take it back: sayso flag --undo {short(made.id)} --by NAME")


def _list(case: "Ledger", *, as_json: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count, short

    flags = case.flags()
    if as_json:
        print_json({"schema": "sayso/flags/1", "flags": [_record(one) for one in flags]})
        return
    table = Table(box=None, pad_edge=False)
    for name in ("when", "by", "as", "on", "why", "id"):
        table.add_column(name, overflow="fold")
    for one in flags:
        cells = (one.at[:16], one.by, one.care.value, _on(one), one.why or "", short(one.ruling))
        table.add_row(*(Text(shown(cell)) for cell in cells))
    if flags:
        out().print(table)
    talk().print(f"{count(len(flags), 'flag')}")


def _on(flag: "Flag") -> str:
    if flag.name is not None:
        return f"the name {flag.name}"
    first = flag.places[0]
    whole = "all of " if first.voice is None and first.content[0].start == 0 and len(flag.places) > 1 else ""
    return f"{whole}report {first.report}, {first.layer.value} {first.content[0].start}–{first.content[-1].end}"


def _record(flag: "Flag") -> "Record":
    from sayso.export.records import flag_record

    return {
        **flag_record(flag),
        "name": flag.name,
        "places": [
            {
                "report_id": place.report,
                "layer": place.layer.value,
                "content": [[span.start, span.end] for span in place.content],
            }
            for place in flag.places
        ],
    }


def _proposed(case: "Ledger", *, as_json: bool) -> None:
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.render_claims import claims_table
    from sayso.cli.words import count
    from sayso.review import proposals

    found = proposals(case.claims(), case.flags())
    if as_json:
        claims: list[Record] = [
            {"claim": one.claimed.claim.id, "words": [span.of(one.claimed.text) for span in one.words]} for one in found
        ]
        print_json({"schema": "sayso/flags-proposed/1", "claims": [*claims]})
        return
    if found:
        out().print(claims_table(tuple(one.claimed for one in found), {}, case.reviews()))
    talk().print(f"{count(len(found), 'claim')} with words that may be graphic; sayso flag ID --as graphic --by NAME")
