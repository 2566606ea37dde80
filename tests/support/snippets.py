"""The fenced blocks of a page of the docs, run one after another in a folder, as a reader of the page would.

A comment before a block says what is to be done with it, where that is not to run it: `<!-- file: NAME -->` writes it
to that file, `<!-- shows -->` looks for its lines in what the block before it printed, `<!-- until: WORDS -->` starts
it and interrupts it as soon as it has printed those words, `<!-- needs: MODULE -->` runs it where that can be imported,
`<!-- skip: WHY -->` leaves it.
"""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"(?:^<!-- (\w+)(?:: ([^\n]*?))? -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

PATIENCE = 300
"""Seconds after which a block hangs: each takes a few, on a machine that does nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One block: its language, its text, and what is to be done with it."""

    language: str
    text: str
    task: str | None
    words: str


def snippets(page: str) -> list[Snippet]:
    """The blocks of a page in their order."""
    return [
        Snippet(language=language, text=text, task=task or None, words=words)
        for task, words, language, text in _BLOCK.findall(page)
    ]


class Folder:
    """A folder with the commands of the docs on its path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._printed = ""
        bin_ = path / ".bin"
        bin_.mkdir()
        for name, command in (("sayso", f"{sys.executable} -m sayso"), ("python3", sys.executable)):
            script = bin_ / name
            script.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
            script.chmod(0o755)
        source = Path(__file__).parents[2] / "src"
        self._env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")},
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(source),
            "HOME": str(path),
            "COLUMNS": "120",
            "SAYSO_ENGINE": "here",
            "PYTHONUNBUFFERED": "1",
        }

    def follow(self, one: Snippet) -> None:
        """Do with a block what is to be done with it.

        Raises:
            AssertionError: it failed, or did not print what the page shows.
        """
        match one.task:
            case "skip":
                assert one.words, "a block that is left out has no reason"
            case "file":
                (self.path / one.words).write_text(one.text, encoding="utf-8")
            case "shows":
                self._shows(one.text)
            case "until":
                self._until(one)
            case "needs":
                if self._has(one.words):
                    self._run(one)
            case None:
                self._run(one)
            case _:
                raise AssertionError(f"no such task: {one.task}")

    def _run(self, one: Snippet) -> None:
        commands = {"sh": ["sh", "-eu", "-c", one.text], "python": [sys.executable, "-c", one.text]}
        assert one.language in commands, f"nobody runs this block; say what it is: {one}"
        done = subprocess.run(  # noqa: S603 - the commands of our own docs
            commands[one.language], cwd=self.path, env=self._env, capture_output=True, text=True, timeout=PATIENCE,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self._printed = done.stdout + done.stderr
        assert done.returncode == 0, f"{one.text}\n{self._printed}"

    def _has(self, module: str) -> bool:
        done = subprocess.run(  # noqa: S603 - an import
            [sys.executable, "-c", f"import {module}"], env=self._env, capture_output=True, check=False
        )
        return done.returncode == 0

    def _until(self, one: Snippet) -> None:
        """Start it, wait until it has printed the words, interrupt it as Ctrl-C does; it ends in good order."""
        command = f"exec {one.text.strip()}"
        with subprocess.Popen(  # noqa: S603 - the same
            ["sh", "-eu", "-c", command], cwd=self.path, env=self._env, stdout=subprocess.PIPE, text=True,  # noqa: S607
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        ) as started:  # fmt: skip
            lines: list[str] = []
            for line in started.stdout or ():
                lines.append(line)
                if one.words in line:
                    started.send_signal(signal.SIGINT)
                    break
            rest, _ = started.communicate(timeout=PATIENCE)
            assert one.words in "".join(lines), f"{one.text}\n{''.join(lines)}{rest}"
            assert started.returncode in {0, 130}, f"{started.returncode}: {rest}"

    def _shows(self, text: str) -> None:
        printed = _plain(self._printed)
        for line in filter(str.strip, text.splitlines()):
            assert _plain(line) in printed, f"{line!r} is not in\n{self._printed}"


def _plain(text: str) -> str:
    """Without lines of tables, and with white space counted once: how wide a terminal is does not matter."""
    return " ".join(re.sub(r"[│─╭╮╰╯├┤┬┴┼]", " ", text).split())
