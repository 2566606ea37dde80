"""The options of the verbs that read: how attributions are found, where, and how many processes may help."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from sayso.stages import WAYS, Settings

if TYPE_CHECKING:  # reading is heavy, and `sayso --help` imports this module
    from sayso.engines import Engine

Command = Callable[..., Any]

ENGINES = ("auto", "here", "pool", "dask")
"""Where reports are read: a few of them here and more in a pool; in this process; in a pool of processes; by Dask."""


def _options(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The options of plug-ins as pairs."""
    for one in value:
        if "=" not in one:
            raise click.BadParameter(f"not EXTRACTOR.NAME=VALUE: {one!r}; llm.model=NAME would be one", ctx, param)
    return tuple((name.strip(), told.strip()) for name, _, told in (one.partition("=") for one in value))


def chosen_settings(
    attribution: str, threads: int, extractors: tuple[str, ...], options: tuple[tuple[str, str], ...]
) -> Settings:
    """The settings that the options make. What a plug-in sends to whom is told before it is sent.

    Raises:
        UsageError: a plug-in is not installed, or does not take an option.
    """
    settings = Settings(attribution=attribution, threads=threads, extractors=extractors, options=options)
    if extractors:
        from sayso.cli.console import talk
        from sayso.cli.display import shown
        from sayso.stages import proposers

        for one in proposers(settings):
            if one.sends:
                talk().print(f"{shown(one.method)}: {shown(one.sends)}")
    return settings


def reading_options(command: Command) -> Command:
    """The command with `--attribution`, `--threads`, `--extractor` and `--option`."""
    ways = click.option(
        "--attribution",
        type=click.Choice(WAYS),
        default=Settings().attribution,
        show_default=True,
        help="Who said it: by the trained model and the rules, the model alone, or the rules alone.",
    )
    threads = click.option(
        "--threads",
        type=click.IntRange(1),
        default=Settings().threads,
        show_default=True,
        help="Threads of the trained model. They change how long it takes and nothing else.",
    )
    extractors = click.option(
        "--extractor",
        "extractors",
        metavar="NAME",
        multiple=True,
        help="A plug-in that proposes more, such as llm, a language model (docs/plugins.md). Else none is asked.",
    )
    options = click.option(
        "--option",
        "options",
        metavar="EXTRACTOR.NAME=VALUE",
        multiple=True,
        callback=_options,
        help="What a plug-in is told: llm.endpoint=ADDRESS.",
    )
    return ways(threads(extractors(options(command))))


def engine_options(command: Command) -> Command:
    """The command with `--engine`, `--workers` and `--scheduler`."""
    engine = click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="auto",
        envvar="SAYSO_ENGINE",
        show_default=True,
        help="Where reports are read: in this process, in a pool of processes (auto: if there are many), or by Dask.",
    )
    workers = click.option(
        "--workers", type=click.IntRange(1), metavar="N", help="Processes to read in.  [default: one for each core]"
    )
    scheduler = click.option("--scheduler", metavar="ADDRESS", help="Dask's scheduler, such as tcp://host:8786.")
    return engine(workers(scheduler(command)))


def chosen_engine(name: str, workers: int | None, scheduler: str | None) -> "Engine":
    """The engine that the options name.

    Raises:
        UsageError: a scheduler is told to an engine that has none.
    """
    from sayso import engines
    from sayso.errors import UsageError

    if scheduler is not None and name not in {"auto", "dask"}:
        raise UsageError(f"--scheduler is for --engine dask, given --engine {name}")
    number = workers or engines.workers()
    if scheduler is not None or name == "dask":
        return engines.Dask(scheduler, number)
    if name == "here":
        return engines.Here()
    return engines.Pool(number) if name == "pool" else engines.Spread(number)
