"""`sayso read`: reports into the ledger."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb
from sayso.nouns.moment import Moment

if TYPE_CHECKING:  # reading is heavy, and `sayso --help` imports this module
    from rich.table import Table

    from sayso.api import ReadResult
    from sayso.export.records import Record


class MomentType(click.ParamType[Moment]):
    """A date as precise as it is known."""

    name = "date"

    def convert(self, value: str | Moment, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
        """The moment that was written; the error says which forms there are."""
        try:
            return value if isinstance(value, Moment) else Moment(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command(cls=Verb)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", help="Who published it, where the input does not say, or says it wrong.")
@click.option(
    "--published", type=MomentType(), metavar="DATE", help="When: 2024, 2024-05, 2024-05-07, 2024-05-07T10:20+03:00."
)
@click.option("--url", metavar="ADDRESS", help="Its address.")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--author", metavar="NAME", help="Its author.")
@click.option("--language", metavar="CODE", help="Its language, such as en.")
@click.option("--progress/--no-progress", default=True, help="A bar on standard error, on a terminal, for long work.")
@click.pass_context
def read(
    ctx: click.Context,
    ledger: str,
    inputs: tuple[str, ...],
    *,
    as_json: bool,
    outlet: str | None,
    published: Moment | None,
    url: str | None,
    title: str | None,
    author: str | None,
    language: str | None,
    progress: bool,
) -> None:
    """Read reports into the ledger.

    An INPUT is a text, a saved page, JSON or JSON lines, a folder of such files, a pattern, or - for standard input.

    The options state facts that hold for every INPUT; they win over what the inputs say.
    """
    from sayso import open_ledger, refresh
    from sayso import read as read_into
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.progress import progress as bar
    from sayso.intake import Facts, count_inputs
    from sayso.nouns import Outcome, State

    facts = Facts(outlet=outlet, url=url, title=title, author=author, language=language, published=published)
    console = talk()
    results: list[ReadResult] = []
    interrupted = False
    with open_ledger(ledger) as case, bar(console, "reading", lambda: count_inputs(inputs), wanted=progress) as tick:
        try:
            for result in read_into(case, inputs, facts=facts, stdin=sys.stdin.buffer):
                results.append(result)
                tick()
                if result.intake.outcome is Outcome.REFUSED:
                    line = f"{shown(result.intake.source)}: refused: {shown(result.intake.reason or 'no reason known')}"
                    console.print(line)
        except KeyboardInterrupt:
            interrupted = True
            refresh(case)  # so that the questions take in what was read
        disputed = len(case.questions(states=[State.DISPUTED]))
    if as_json:
        print_json({"schema": "sayso/read/1", "inputs": [_record(result) for result in results]})
    else:
        if any(result.intake.outcome is not Outcome.REFUSED for result in results):
            out().print(_table(results))
        console.print(_summary(results, disputed))
    if interrupted:
        console.print("interrupted; what was read is kept, and the same command goes on from there")
    ctx.exit(Exit.INTERRUPTED if interrupted else _exit(results))


def _exit(results: Sequence["ReadResult"]) -> Exit:
    refused = sum(result.intake.report is None for result in results)
    if refused == len(results):
        return Exit.NOTHING_READ
    return Exit.IN_PART if refused else Exit.DONE


def _record(result: "ReadResult") -> "Record":
    intake = result.intake
    return {
        "source": intake.source,
        "outcome": intake.outcome.value,
        "reason": intake.reason,
        "unchanged": result.unchanged,
        "report": intake.report.label if intake.report else None,
        "report_id": result.report_id,
        "claims": result.claims,
        "direct_quotes": result.quotes,
    }


def _table(results: Sequence["ReadResult"]) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.display import shown
    from sayso.cli.words import short

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("input", overflow="fold")
    table.add_column("outcome")
    table.add_column("claims", justify="right", no_wrap=True)
    table.add_column("quotes", justify="right", no_wrap=True)
    table.add_column("report", no_wrap=True)
    for result in results:
        intake = result.intake
        if intake.report is None:
            continue
        outcome = "unchanged" if result.unchanged else intake.outcome.value
        reason = f": {shown(intake.reason)}" if intake.reason else ""
        table.add_row(
            Text(shown(intake.source).rpartition("/")[2]),
            Text(outcome + reason),
            f"{result.claims:,}",
            f"{result.quotes:,}",
            Text(short(result.report_id or ""), style="dim"),
        )
    return table


def _summary(results: Sequence["ReadResult"], disputed: int) -> str:
    from collections import Counter

    from sayso.cli.words import count

    ends = Counter(
        "unchanged" if result.intake.report and result.unchanged else result.intake.outcome.value for result in results
    )
    told = ", ".join(f"{number:,} {end}" for end, number in ends.items()) or "nothing read"
    claims = count(sum(result.claims for result in results), "claim")
    quotes = count(sum(result.quotes for result in results), "direct quote")
    if not any(result.intake.report for result in results):
        return told
    return f"{told} · {claims}, {quotes} · {count(disputed, 'question')} disputed · next: sayso disputes"
