"""Ctrl-C is never lost, wherever it falls."""

import signal
import sys
import time
import weakref
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from sayso.cli import app, interrupts, main
from sayso.cli.frame import Verbs


class Thing:
    pass


@pytest.fixture(autouse=True)
def _hearing() -> Iterator[None]:
    """A shell lets what it runs in the background ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_python_drops_comes_again(capfd: pytest.CaptureFixture[str]) -> None:
    def drop(_: object) -> None:
        raise KeyboardInterrupt

    thing = Thing()
    reference = weakref.ref(thing, drop)
    with pytest.raises(KeyboardInterrupt), interrupts.kept():  # noqa: PT012 - it may come anywhere after that
        del thing
        time.sleep(30)
    assert reference() is None
    assert capfd.readouterr().err == ""


def test_other_errors_that_python_drops_are_told_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def drop(_: object) -> None:
        raise ValueError("from a callback")

    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda dropped: told.append(dropped.exc_type))
    thing = Thing()
    reference = weakref.ref(thing, drop)
    with interrupts.kept():
        del thing
    assert reference() is None
    assert told == [ValueError]


def test_an_interrupt_while_a_verb_is_loaded_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def loading(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Verbs, "get_command", loading)
    result = CliRunner().invoke(app.sayso, ["disputes"])
    assert (result.exit_code, result.stderr) == (130, "sayso: interrupted\n")


@pytest.mark.parametrize(
    ("before", "after"), [(signal.default_int_handler, signal.SIG_DFL), (signal.SIG_IGN, signal.SIG_IGN)]
)
def test_ctrl_c_after_all_was_told_ends_the_process_without_a_traceback(
    before: signal.Handlers, after: signal.Handlers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["sayso", "--version"])
    signal.signal(signal.SIGINT, before)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert signal.getsignal(signal.SIGINT) == after
