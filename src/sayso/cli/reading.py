"""The options of the verbs that read: how attributions are found, and how many threads may help."""

from collections.abc import Callable
from typing import Any

import click

from sayso.stages import WAYS, Settings

Command = Callable[..., Any]


def reading_options(command: Command) -> Command:
    """The command with `--attribution` and `--threads`."""
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
    return ways(threads(command))
