"""Where output goes: data to standard output, talk to standard error, both plain where nobody is watching."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console

from sayso.cli.display import printable
from sayso.export.records import Json
from sayso.export.text import dumps


class _Console(Console):
    """A console that leaves a reader who went away to the frame."""

    def on_broken_pipe(self) -> None:
        """Raise what happened; rich itself would end the process with code 1."""
        raise BrokenPipeError


def out() -> Console:
    """The console for data; lines are as wide as the terminal."""
    return _console(sys.stdout, wrap=True)


def talk() -> Console:
    """The console for what is said about the work: progress, warnings, hints. One thing said is one line."""
    return _console(sys.stderr, wrap=False)


def interactive() -> bool:
    """Whether somebody is there to answer: keys are read and what is said is seen on a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def print_json(document: Json) -> None:
    """Write one JSON document to standard output."""
    sys.stdout.write(dumps(document, indent=1) + "\n")


def harmless(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Text for standard output, as it is; where that is a terminal, with visible escapes for what would act on it."""
    if not sys.stdout.isatty():
        yield from parts
        return
    yield printable(b"".join(parts).decode("utf-8", "backslashreplace")).encode()


def _console(stream: IO[str], *, wrap: bool) -> Console:
    terminal = stream.isatty()
    plain = not terminal or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return _Console(
        file=stream,
        force_terminal=terminal,
        color_system=None if plain else "auto",
        no_color=plain,
        markup=False,  # the texts of strangers are no markup of ours
        emoji=False,
        highlight=False,
        soft_wrap=not wrap,
    )
