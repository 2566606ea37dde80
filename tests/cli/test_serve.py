"""`sayso serve`: where it is served, and how it ends. What it shows is tested in tests/web."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

FETCH = """
import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], timeout=30).read().decode())
"""


def test_the_address_is_told_and_ctrl_c_ends_it(case: Path) -> None:
    command = [sys.executable, "-m", "sayso", "serve", "--port", "0", "--json", "--ledger", str(case)]
    with subprocess.Popen(  # noqa: S603 # our own command line
        command, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as serving:
        assert serving.stdout
        assert serving.stderr
        try:
            told = serving.stderr.readline().decode()
            address = told.split()[0]
            page = subprocess.run(  # noqa: S603 # our own interpreter
                [sys.executable, "-c", FETCH, address], capture_output=True, check=True, timeout=60
            )
            serving.send_signal(signal.SIGINT)
            out, err = serving.communicate(timeout=60)
        finally:
            serving.kill()
    assert address.startswith("http://127.0.0.1:")
    assert b"How many people were taken off the ferry?" in page.stdout
    assert json.loads(out) == {"schema": "sayso/serving/1", "address": address}
    assert err == b""
    assert serving.returncode == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.7.7", "desk.example"])  # noqa: S104 - it is refused
def test_an_address_that_others_reach_is_refused(run: Callable[..., Result], case: Path, host: str) -> None:
    ended = run("serve", "--host", host, "--ledger", case)
    assert ended.exit_code == 2
    assert "--certificate" in ended.stderr
    assert host in ended.stderr


def test_a_ledger_that_is_not_there_is_told_at_once(run: Callable[..., Result], tmp_path: Path) -> None:
    ended = run("serve", "--port", "0", "--ledger", tmp_path / "none.sayso")
    assert ended.exit_code == 2
    assert "there is no ledger" in ended.stderr


def test_a_port_that_is_taken_is_told(run: Callable[..., Result], case: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = run("serve", "--port", taken.getsockname()[1], "--ledger", case)
    assert ended.exit_code == 2
    assert "--port 0" in ended.stderr


def test_help_does_not_load_the_server() -> None:
    code = "import sys; from sayso.cli.app import sayso; sayso.get_command(None, 'serve'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)  # noqa: S603 # ours
    assert not {b"fastapi", b"starlette", b"uvicorn", b"jinja2", b"sqlalchemy"} & set(done.stdout.split())
