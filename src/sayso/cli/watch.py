"""`sayso watch`: sources looked at again and again, what is new read, what changes told."""

import re
import sys
import time
from datetime import UTC, datetime

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb
from sayso.cli.reading import chosen_engine, chosen_settings, engine_options, reading_options

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

OFTEN = 60.0
"""Seconds between two rounds in which something is fetched, at least."""

_EVERY = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)([smhd])")


def _every(ctx: click.Context, param: click.Parameter, value: str) -> float:
    """Seconds."""
    found = _EVERY.fullmatch(value.strip())
    seconds = float(found[1]) * UNITS[found[2]] if found else 0.0
    if seconds < 1:
        raise click.BadParameter(f"not a time between two looks: {value!r}; give 30s, 15m, 2h or 1d", ctx, param)
    return seconds


@click.command(cls=Verb)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--every",
    callback=_every,
    default="15m",
    show_default=True,
    metavar="TIME",
    help="Time between two looks: 30s, 15m, 2h, 1d.",
)
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option(
    "--fetch", is_flag=True, help="Fetch the SOURCEs that are addresses, and feeds in lists. Else nothing is fetched."
)
@click.option(
    "--pages",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="With --fetch: fetch the pages of which a feed has only a summary, too; at most so many a look, each once.",
)
@reading_options
@engine_options
@click.pass_context
def watch(
    ctx: click.Context,
    ledger: str,
    sources: tuple[str, ...],
    *,
    as_json: bool,
    every: float,
    once: bool,
    fetch: bool,
    pages: int,
    attribution: str,
    threads: int,
    extractors: tuple[str, ...],
    options: tuple[tuple[str, str], ...],
    engine: str,
    workers: int | None,
    scheduler: str | None,
) -> None:
    """Read what is new in folders and feeds, again and again, and tell what that changes.

    A SOURCE is a folder, a file or a pattern; with --fetch also the address of a feed or a page, or a list of feeds
    (.opml). A file is read once it has stopped growing, and again when it has changed.

    Events are JSON lines on standard output, one each: a report that was read, an input that was refused, a question
    that stands otherwise, a claim that was superseded. Ctrl-C ends it; the same command goes on from there.
    """
    del as_json  # events are JSON in any case
    from sayso import open_ledger
    from sayso.cli.case import with_copy_told
    from sayso.cli.console import talk
    from sayso.cli.display import shown
    from sayso.errors import LedgerBusy, UsageError
    from sayso.export.events import event_record
    from sayso.export.text import dumps
    from sayso.intake.fetch import Fetcher
    from sayso.stages import shipped
    from sayso.watching import Refused, Watch

    if fetch and every < OFTEN and not once:
        raise UsageError("with --fetch, --every has to be 60s or more: sites should not be asked more often")
    if pages and not fetch:
        raise UsageError("--pages fetches, and nothing is fetched unless that is asked for: give --fetch, too")
    console = talk()
    refused = 0
    with with_copy_told(open_ledger(ledger)) as case:
        watching = Watch(
            ledger=case,
            sources=sources,
            every=every,
            fetcher=Fetcher if fetch else None,
            pages=pages,
            settings=chosen_settings(attribution, threads, extractors, options),
            using=shipped(),
            on=chosen_engine(engine, workers, scheduler),
            guarded=engine != "here",
        )
        while True:
            told = 0
            try:
                for event in watching.round():
                    sys.stdout.write(dumps(event_record(event, datetime.now(UTC))) + "\n")
                    sys.stdout.flush()
                    told += 1
                    refused += isinstance(event, Refused)
            except LedgerBusy as error:
                if once:
                    raise
                console.print(f"{shown(str(error))}; what is left comes with the next look")
            if once:
                break
            if told:
                console.print(f"told {told:,}; the next look comes in {every:g} s")
            time.sleep(every)
    ctx.exit(Exit.IN_PART if refused else Exit.DONE)
