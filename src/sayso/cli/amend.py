"""`sayso amend`: a person corrects what a report says of itself: who published it, when, under which title."""

from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from collections.abc import Sequence

    from sayso.export.records import Record
    from sayso.ledger import Ledger, ReadingDiff
    from sayso.nouns import Amendment


@click.command(cls=Verb)
@click.argument("report", metavar="[REPORT]", required=False)
@click.option("--outlet", metavar="NAME", help="Who published it; an empty name for an outlet that is not known.")
@click.option(
    "--published", metavar="DATE", help="When: 2024, 2024-05, 2024-05-07, 2024-05-07T10:20+03:00; empty for unknown."
)
@click.option("--title", metavar="TEXT", help="What it is headed by. The title as it was read stays, with its claims.")
@click.option("--by", metavar="NAME", envvar="SAYSO_BY", show_envvar=True, help="Who says so. It is signed.")
@click.option("--why", metavar="TEXT", help="The reason, for the log.")
@click.option("--undo", metavar="AMENDMENT", help="Withdraw an amendment: its id or the beginning of it.")
@click.option("--log", "listed", is_flag=True, help="List the amendments (of REPORT, if one is given), oldest first.")
@click.pass_context
def amend(
    ctx: click.Context,
    ledger: str,
    *,
    as_json: bool,
    report: str | None,
    outlet: str | None,
    published: str | None,
    title: str | None,
    by: str | None,
    why: str | None,
    undo: str | None,
    listed: bool,
) -> None:
    """Correct the facts of a report: its outlet, its day of publication, its title.

    REPORT is its id, the beginning of it, or its label. The report is then read anew with its facts as they stand, by
    the way in which it was read before: "yesterday" is another day, and what is newer may be another claim. What was
    read before stays in the ledger; so does every amendment, with who made it, when, what stood before, and why.
    """
    from sayso.cli.case import found_report, opened
    from sayso.nouns import Fact
    from sayso.review import amend as write
    from sayso.review import read_anew, withdraw

    given = {Fact.OUTLET: outlet, Fact.PUBLISHED: published, Fact.TITLE: title}
    facts = {fact: value for fact, value in given.items() if value is not None}
    if sum((bool(facts), undo is not None, listed)) != 1:
        raise click.UsageError("give what is to be corrected (--outlet, --published, --title), or --undo, or --log")
    if report is None and facts:
        raise click.UsageError("give the REPORT whose facts are to be corrected")
    with opened(ledger) as case:
        chosen = None if report is None else found_report(case, report)
        if listed:
            _log(case, None if chosen is None else chosen.id, as_json=as_json)
            return
        if undo is not None:
            made: tuple[Amendment, ...] = (withdraw(case, undo, by=by or "", why=why),)
        else:
            assert chosen  # noqa: S101 - facts come with a report
            made = write(case, chosen, facts, by=by or "", why=why)
        diffs = read_anew(case, sorted({one.report for one in made}))
        _told(case, made, diffs, as_json=as_json)
    ctx.exit(Exit.IN_PART if any(diff.reason for diff in diffs) else Exit.DONE)


def _told(case: "Ledger", made: "Sequence[Amendment]", diffs: "Sequence[ReadingDiff]", *, as_json: bool) -> None:
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count, short
    from sayso.export.records import amendment_record
    from sayso.nouns import standing

    if as_json:
        holding = {one.id for one in standing(case.amendments())}
        print_json(
            {
                "schema": "sayso/amended/1",
                "amendments": [amendment_record(one, holds=one.id in holding) for one in made],
                "read_anew": [_anew(diff) for diff in diffs],
            }
        )
        return
    console = talk()
    for one in made:
        verb = "withdrawn: " if one.undoes else ""
        console.print(f"{verb}{one.fact.value}: {_value(one.before)} → {_value(one.after)} · {short(one.id)}")
    if not made:
        console.print("nothing to amend: it stands so already")
    for diff in diffs:
        if diff.reason:
            console.print(f"not read anew: {shown(diff.reason)}")
            continue
        changed = len(diff.changed) + len(diff.added) + len(diff.removed)
        console.print(f"read anew: {count(changed, 'claim')} read differently, {diff.same:,} the same")
    if made and not made[-1].undoes:
        console.print(f"to take it back: sayso amend --undo {short(made[-1].id)} --by NAME")


def _anew(diff: "ReadingDiff") -> "Record":
    """What reading a report anew changed, in numbers of claims."""
    return {
        "report_id": diff.report,
        "added": len(diff.added),
        "removed": len(diff.removed),
        "changed": len(diff.changed),
        "same": diff.same,
        "reason": diff.reason,
    }


def _value(value: str | None) -> str:
    from sayso.cli.display import shown

    return "unknown" if value is None else shown(value)


def _log(case: "Ledger", report: str | None, *, as_json: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count, short
    from sayso.export.records import amendment_record
    from sayso.nouns import standing

    amendments = case.amendments(report)
    holding = {one.id for one in standing(amendments)}
    if as_json:
        records = [amendment_record(one, holds=one.id in holding) for one in amendments]
        print_json({"schema": "sayso/amendments/1", "amendments": records})
        return
    table = Table(box=None, pad_edge=False)
    for name in ("when", "by", "report", "fact", "before", "after", "why", "id"):
        table.add_column(name, overflow="fold")
    for one in amendments:
        style = "" if one.id in holding or one.undoes else "dim strike"
        told = f"undo {short(one.undoes)}" if one.undoes else one.why or ""
        cells = (one.at[:16], one.by, short(one.report), one.fact.value, _value(one.before), _value(one.after), told)
        table.add_row(*(Text(shown(cell), style=style) for cell in (*cells, short(one.id))))
    if amendments:
        out().print(table)
    talk().print(f"{count(len(amendments), 'amendment')}, {len(holding)} of them hold")
