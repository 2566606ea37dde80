"""What all verbs share: the options on each, and how errors, interrupts and readers that go away end a run."""

import io
import os
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from sayso.cli.exits import Exit, exit_of
from sayso.errors import REFUSING, SaysoError

LEDGER = click.Option(
    ["--ledger"],
    metavar="FILE",
    default="case.sayso",
    envvar="SAYSO_LEDGER",
    show_envvar=True,
    show_default=True,
    help="The ledger to use.",
)
JSON = click.Option(["--json", "as_json"], is_flag=True, help="One JSON document on standard output.")
DEBUG = click.Option(["--debug"], is_flag=True, help="Show the traceback of an error.")


class Verb(click.Command):
    """A command with the options that all verbs have, whose errors become one line and an exit code."""

    def __init__(self, name: str | None, params: list[click.Parameter] | None = None, **kwargs: Any) -> None:  # noqa: ANN401 # click's own signature
        super().__init__(name, params=[*(params or ()), LEDGER, JSON, DEBUG], **kwargs)

    def invoke(self, ctx: click.Context) -> None:
        """Run the verb; end with the exit code of what happened."""
        debug = ctx.params.pop("debug")
        _speak_utf8()
        try:
            try:
                super().invoke(ctx)
            finally:  # also when it ends with a code of its own: a reader that is gone must be noticed here
                sys.stdout.flush()
        except SaysoError as error:
            if debug:
                _trace()
            click.echo(f"sayso: {_one_line(error)}", err=True)
            ctx.exit(exit_of(error))
        except BrokenPipeError:
            _drop_output()
            ctx.exit(Exit.READER_GONE)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 # the last resort: people get one line and a code of its own
            if debug:
                _trace()
            if isinstance(error, OSError) and error.errno in REFUSING:  # standard output, or a file beside the ledger
                click.echo(f"sayso: {_one_line(error)}; what was told before is kept", err=True)
                with suppress(io.UnsupportedOperation):
                    _drop_output()
                ctx.exit(Exit.NO_ROOM)
            click.echo(
                f"sayso: a fault in Sayso ({type(error).__name__}: {_one_line(error)}); "
                "what was read until then is kept; --debug shows where it happened",
                err=True,
            )
            ctx.exit(Exit.FAULT)


class Verbs(click.Group):
    """A group that imports a verb's module only when it is asked for."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401 # click's own signature
        super().__init__(*args, **kwargs)
        self._modules = modules

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 # click's own signature
        """Find the verb and run it; click itself would end an interrupted one with the exit code 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("sayso: interrupted", err=True)
            ctx.exit(Exit.INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of use."""
        del ctx
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, or None."""
        del ctx
        if cmd_name not in self._modules:
            return None
        function = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(self._modules[cmd_name]), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was asked for, with a hint at the nearest name if there is none."""
        from difflib import get_close_matches

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], self._modules, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"the verbs are: {', '.join(self._modules)}"
            raise click.UsageError(f"{error.message.rstrip('.')}; {hint}", ctx) from error


def _one_line(error: BaseException) -> str:
    from sayso.cli.display import shown

    return shown(str(error))


def _trace() -> None:
    """The traceback of the error at hand; its message may have the words of strangers."""
    from sayso.cli.display import visible

    for line in traceback.format_exc().splitlines():
        indent = len(line) - len(line.lstrip(" "))
        click.echo(" " * indent + visible(line.lstrip(" ")), err=True)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: the texts are in many scripts, and files outlive terminals."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere; otherwise it would complain of the broken pipe at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
