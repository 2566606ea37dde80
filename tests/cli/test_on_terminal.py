"""Whatever strangers write, no verb hands it to a terminal in a way that acts there."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import hostile_case
import pytest

from sayso.cli.app import NAMES
from sayso.ledger import Ledger

from .conftest import environment

ACTING = (
    "\x1b]0;owned\x07"  # names the window
    "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\"  # a link that shows another address
    "\x1b[2J\x1b[1;1H"  # wipes the screen
    "\x1bP1$r0m\x1b\\"  # asks the terminal to answer
    "\x9b31m\x9d0;owned\x9c"  # the same in one character each
    "\u202egnp.exe\u2066 \u2067 \u2028\u2029"
    "\x00\x08\x0e\x7f\x85"
)
EVIL = f"Brin {ACTING} Times of \u0420aris"

OURS = re.compile(rb"\r(?=\x1b)|\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[[0-9]*[AK]|\r\n|[\n\t]")
"""What Sayso itself writes to a terminal: colours and a bar; and line breaks, as a terminal writes them."""

PROBE = ("socket.bind", "(('::1', 0),)")
"""By which urllib3 learns whether this machine has IPv6; nobody is asked."""

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hostile_case, "EVIL", f"{EVIL} ")
        said = f"{EVIL} said that 50 people were rescued {hostile_case.SCRIPT}\u2028 in Bergen."
        patch.setattr(hostile_case, "HOSTILE", said)
        return hostile_case.fill(tmp_path_factory.mktemp("terminal") / "case.sayso")


@pytest.fixture(scope="module")
def evil_file(path: Path) -> Path:
    """A file whose name, text and facts act on a terminal, where the system lets it have such a name."""
    name = EVIL.replace("/", "").replace("\x00", "")
    for file in (path.with_name(f"{name}.json"), path.with_name(f"{name}.pairs")):
        row = {"id": EVIL, "outlet": EVIL, "title": EVIL, "author": EVIL, "url": f"http://x.example/{EVIL}",
               "text": f"{EVIL} The mayor of {EVIL} said that 12 people were hurt."}  # fmt: skip
        pair = {"id": EVIL, "a": f"{EVIL} 12 people were hurt.", "b": f"{EVIL} 15 people were hurt."}
        file.write_text(json.dumps(row if file.suffix == ".json" else pair))
    return path.with_name(f"{name}.json")


def lines(path: Path, file: Path) -> list[list[str]]:
    """Command lines, some of every verb: those that show what strangers wrote, and those that fail over it."""
    with Ledger.open(path) as ledger:
        evil = next(one for one in ledger.reports() if "owned" in one.label)
    texts = ("json", "jsonl", "csv", "markdown", "html", "atom", "ucdp", "acled", "turtle")
    signed = ("--by", EVIL, "--why", EVIL)
    first, fifty = hostile_case.FIRST, hostile_case.FIFTY
    made: list[list[str]] = [
        ["claims"], ["claims", "--voice", EVIL], ["claims", "--json"], ["questions"], ["questions", "--json"],
        ["disputes"], ["disputes", "--json"], ["timeline", first], ["timeline", first, "--json"], ["voices"],
        ["voices", "--json"], ["show", first], ["show", fifty], ["show", evil.id], ["show", evil.id, "--json"],
        ["show", EVIL], ["show", EVIL, "--debug"], ["ask", f"how many people {EVIL}"],
        ["ask", "how many people were rescued", "--json"], ["relate", f"40 people {EVIL}", f"50 people {EVIL}"],
        ["relate", "--pairs", str(file.with_suffix(".pairs"))], ["review"], ["review", "--json"], ["review", "--log"],
        ["flag", fifty, "--as", "graphic", *signed], ["flag", "--name", EVIL, "--as", "personal", *signed],
        ["flag", "--list"], ["flag", "--proposed"], ["amend", evil.id, "--outlet", f"{EVIL}2", *signed],
        ["amend", "--log"], ["amend", evil.id, "--published", EVIL, *signed], ["diff", evil.id], ["diff", EVIL],
        ["export", "--formats"], ["export", "--to", str(file.with_name("gone") / file.name)],
        *(["export", "--to", "-", "--format", one] for one in texts),
        ["export", "--to", str(file.with_suffix(".csv"))], ["export", EVIL, "--to", "-"],
        ["export", "--to", "-", "--format", "xlsx"], ["import", str(file)], ["import", str(file.with_name("gone"))],
        ["backup", "--to", str(file.with_suffix(".copy"))], ["backup", "--to", str(file)],
        ["read", str(file)], ["read", str(file), "--json"],  # by the models, too
        ["read", str(file.with_name(f"gone {file.name}"))],
        ["watch", "--once", "--attribution", "rules", "--engine", "here", str(file)], ["reread", "--attribution", EVIL],
        ["users", "add", EVIL], ["users", "list"], ["users", "events"], ["users", "token", EVIL],
        ["serve", "--host", EVIL], ["doctor"], ["doctor", "--deep"], [EVIL], ["claims", f"--{EVIL}"],
        ["redact", EVIL, "--dry-run"], ["redact", "Vera Malin", "--reason", "asked", "--by", EVIL],
    ]  # fmt: skip
    given = ([*line, *(("--ledger", str(path)) if line != [EVIL] else ())] for line in made)
    return [[part.replace("\x00", "") for part in line] for line in given]  # as the system does


@pytest.fixture(scope="module")
def got(path: Path, evil_file: Path) -> dict[str, bytes]:
    """What the terminal got of each command line, all run in one process."""
    wanted = lines(path, evil_file)
    listed = path.with_name("lines.json")
    listed.write_text(json.dumps(wanted))
    ours, theirs = pty.openpty()
    driver = Path(hostile_case.__file__).with_name("on_terminal.py")
    command = [sys.executable, str(driver), str(listed), str(path.with_name("asked.jsonl"))]
    written = bytearray()
    with subprocess.Popen(  # noqa: S603 # our own command lines
        command, env=environment(SAYSO_ENGINE="here"), stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:  # Linux tells the end of a terminal so
            pass
    os.close(ours)
    parts = re.split(rb"\r?\n== (\d+)\r\n", bytes(written))
    assert parts[0] == b""
    told = zip(parts[1::2], parts[2::2], strict=True)
    return {f"{int(number)} {' '.join(wanted[int(number)])}": part for number, part in told}


def acting(told: bytes) -> list[str]:
    """What of the output acts on a terminal and is not ours."""
    return CONTROL.findall(OURS.sub(b"", told).decode("utf-8", "replace"))


def test_every_verb_is_tried_and_has_something_to_say(path: Path, evil_file: Path, got: dict[str, bytes]) -> None:
    assert {line[0] for line in lines(path, evil_file)} >= {*NAMES}
    assert len(got) == len(lines(path, evil_file))
    assert sum(b"owned" in told for told in got.values()) > 30


def test_nothing_that_strangers_wrote_acts_on_the_terminal(got: dict[str, bytes]) -> None:
    assert {line: acting(told) for line, told in got.items() if acting(told)} == {}


def test_no_verb_asks_the_network_or_loads_a_pickle(path: Path, evil_file: Path, got: dict[str, bytes]) -> None:
    assert any("read" in line and re.search(rb"[1-9] claims?", told) for line, told in got.items())  # by the models
    wanted = lines(path, evil_file)
    asked = [json.loads(one) for one in path.with_name("asked.jsonl").read_text().splitlines()]
    told = [(wanted[number], event, *more) for number, event, *more in asked]
    assert [one for one in told if one[1:] != PROBE] == []


def test_a_letter_of_another_script_is_told_on_the_terminal(got: dict[str, bytes]) -> None:
    (told,) = (told for line, told in got.items() if "show" in line and hostile_case.FIFTY in line)
    assert "[\u0420 Cyrillic]aris" in told.decode()


def test_what_would_act_is_found(got: dict[str, bytes]) -> None:
    del got
    assert acting(f"a{ACTING}".encode()) != []
    for one in ACTING:
        if one < " " or one > "\x7e":
            assert acting(one.encode()) == [one]
