"""`sayso read`: reports into the ledger."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb
from sayso.cli.reading import chosen_engine, chosen_settings, engine_options, reading_options
from sayso.nouns.moment import Moment

if TYPE_CHECKING:  # reading is heavy, and `sayso --help` imports this module
    from sayso.export.ended import Ended


def _moment(ctx: click.Context, param: click.Parameter, value: str | None) -> Moment | None:
    """The date that was written; the error says which forms there are."""
    try:
        return Moment(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


@click.command(cls=Verb)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", help="Who published it, where the input does not say, or says it wrong.")
@click.option(
    "--published", callback=_moment, metavar="DATE", help="When: 2024, 2024-05, 2024-05-07, 2024-05-07T10:20+03:00."
)
@click.option("--url", metavar="ADDRESS", help="Its address.")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--author", metavar="NAME", help="Its author.")
@click.option("--language", metavar="CODE", help="Its language, such as en.")
@click.option(
    "--map",
    "mapped",
    metavar="FACT=COLUMN,...",
    multiple=True,
    help="What tables and JSON records call the facts of a report: text=body,published=date.",
)
@click.option(
    "--fetch", is_flag=True, help="Fetch the INPUTs that are addresses (http, https). Else nothing is fetched."
)
@reading_options
@engine_options
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
    mapped: tuple[str, ...],
    fetch: bool,
    attribution: str,
    threads: int,
    extractors: tuple[str, ...],
    options: tuple[tuple[str, str], ...],
    engine: str,
    workers: int | None,
    scheduler: str | None,
    progress: bool,
) -> None:
    """Read reports into the ledger.

    An INPUT is a file, a folder of files, a pattern, or - for standard input: texts, saved pages, live pages, JSON,
    tables, feeds, Telegram exports, PDF and Word documents, letters, web archives (WARC, WACZ); as they are or packed.
    With --fetch it may be an address, too: robots.txt is obeyed, and only what is public is asked.

    The options state facts that hold for every INPUT; they win over what the inputs say.
    """
    from sayso import open_ledger
    from sayso import read as read_into
    from sayso.cli.case import with_copy_told
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.progress import progress as bar
    from sayso.cli.render_reading import ends_table, refusal, summary
    from sayso.export.ended import ended, record
    from sayso.fetching import Fetching
    from sayso.intake import Facts, columns, count_guarded
    from sayso.intake.fetch import Fetcher
    from sayso.nouns import State

    facts = Facts(outlet=outlet, url=url, title=title, author=author, language=language, published=published)
    named = columns(mapped)
    settings = chosen_settings(attribution, threads, extractors, options)
    on = chosen_engine(engine, workers, scheduler)
    console = talk()
    ends: list[Ended] = []
    interrupted, disputed = False, 0
    with (
        with_copy_told(open_ledger(ledger)) as case,
        Fetching(ledger=case, fetcher=Fetcher()) as fetching,
        bar(console, "reading", lambda: count_guarded(inputs), wanted=progress) as tick,
    ):
        try:
            results = read_into(
                case,
                fetching.sources(inputs) if fetch else inputs,
                facts=facts,
                settings=settings,
                columns=named,
                stdin=sys.stdin.buffer,
                on=on,
                guarded=engine != "here",
            )
            for end in map(ended, results):
                ends.append(end)
                tick(refused=end.refused)
                if end.refused:
                    console.print(refusal(end))
            fetching.keep()
        except KeyboardInterrupt:
            interrupted = True
        else:
            disputed = len(case.questions(states=[State.DISPUTED]))
    if interrupted:
        disputed = _settled(ledger)
    if as_json:
        print_json({"schema": "sayso/read/1", "inputs": [record(end) for end in ends]})
    else:
        if not all(end.refused for end in ends):
            out().print(ends_table(ends))
        console.print(summary(ends, disputed))
    if interrupted:
        console.print("interrupted; what was read is kept, and the same command goes on from there")
    ctx.exit(Exit.INTERRUPTED if interrupted else _exit(ends))


def _settled(ledger: str) -> int:
    """Work out the questions of what was read before an interrupt; how many of them are disputed.

    In the ledger opened anew, as the interrupt may have come in the middle of anything that its connection did; a
    statement that it broke off holds the lock for as long as anything remembers it.
    """
    import gc

    from sayso import open_ledger, refresh
    from sayso.nouns import State

    gc.collect()
    with open_ledger(ledger) as case:
        refresh(case)
        return len(case.questions(states=[State.DISPUTED]))


def _exit(ends: Sequence["Ended"]) -> Exit:
    refused = sum(end.refused for end in ends)
    if refused == len(ends):
        return Exit.NOTHING_READ
    return Exit.IN_PART if refused else Exit.DONE
