"""What is secret stands in nothing that Sayso writes: no ledger, export, log, error or traceback."""

import gzip
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from language_model import Model, Reply, completion, serving

from sayso.attribute.llm.extractor import KEY
from sayso.export import FORMATS
from sayso.ledger import sayable

from .conftest import Run

CANARY = "c4nary-7f3e"
ADDRESSES = (
    f"postgresql://ada:{CANARY}@127.0.0.1:1/case?connect_timeout=1",
    f"postgresql://127.0.0.1:1/case?user=ada&password={CANARY}&connect_timeout=1",
    f"postgresql://ada:{CANARY}@127.0.0.1:port/case",  # a port that is no number
    f"postgresql://ada:a/b@{CANARY}@127.0.0.1:1/case?connect_timeout=1",
    f"postgresql+psycopg://ada:{CANARY}@[::1/case",
    f"mysql://ada:{CANARY}@127.0.0.1/case",
)
VERBS = (
    ("disputes",), ("read", "FILE"), ("watch", "--once", "FILE"), ("export", "--to", "-"), ("backup", "--to", "OTHER"),
    ("doctor",), ("users", "list"), ("serve",), ("review", "--log"), ("redact", "Ada", "--dry-run"),
)  # fmt: skip
PASSWORD = f"{CANARY} and four more words"


@pytest.fixture
def model() -> Iterator[Model]:
    with serving() as one:
        yield one


@pytest.fixture
def report(tmp_path: Path) -> Path:
    made = tmp_path / "r.json"
    made.write_text(json.dumps({"id": "r", "outlet": "Dale Post", "text": "For Tom Brack, the crews came too late."}))
    return made


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_password_of_a_ledgers_address_is_not_told(
    address: str, report: Path, tmp_path: Path, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for verb in VERBS:
        told = [{"FILE": str(report), "OTHER": str(tmp_path / "other")}.get(part, part) for part in verb]
        done = run(*told, "--ledger", address, "--debug")
        assert done.exit_code != 0, verb
        assert done.stderr, verb
        assert CANARY not in done.output + done.stderr + caplog.text, verb


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_people_are_told_of_an_address_has_no_password(address: str) -> None:
    assert CANARY not in sayable(address)
    assert sayable(address).partition("://")[0] == address.partition("://")[0]
    assert sayable("/home/a:b@c/case.sayso") == "/home/a:b@c/case.sayso"


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder, and what is packed in them."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = file.read_bytes()
        yield file.name, raw
        if is_zipfile(io.BytesIO(raw)):
            with ZipFile(io.BytesIO(raw)) as archive:
                yield from ((f"{file.name}/{name}", archive.read(name)) for name in archive.namelist())
        elif raw[:2] == b"\x1f\x8b":
            yield file.name, gzip.decompress(raw)


def test_no_secret_stands_in_anything_that_is_written(  # noqa: PLR0917 - fixtures
    model: Model,
    report: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv(KEY, CANARY)
    case = ("--ledger", tmp_path / "case.sayso")
    asking = [part for name, value in model.options for part in ("--option", f"{name}={value}")]
    reading = ("read", report, *case, "--attribution", "rules", "--extractor", "llm", *asking, "--debug")
    written = []
    replies = (
        Reply(f"who are you, {CANARY}?".encode(), status=401),
        Reply(b"", status=302, headers={"Location": f"http://127.0.0.1:1/{CANARY}"}),
        completion(f'{{"attributions": "{CANARY}"}}'),
        completion(json.dumps({"attributions": [{"source": [], "cue": [], "content": [{"n": 1, "text": CANARY}]}]})),
    )
    for number, reply in enumerate(replies):
        report.write_text(report.read_text().replace("late", f"late {number}"))  # so that it is asked anew
        model.reply = lambda _, reply=reply: reply
        written.append(run(*reading))
    assert {one["authorization"] for one in model.headers} == {f"Bearer {CANARY}"}  # it was sent, so it could leak
    assert len(model.headers) == len(replies)
    written.append(run("users", "add", "Ada", "--role", "admin", *case, "--debug", stdin=f"{PASSWORD}\n".encode()))
    written.append(run("users", "add", "Ada", *case, "--debug", stdin=f"{PASSWORD}\n".encode()))  # is there already
    token = run("users", "token", "Ada", "--label", "x", *case).stdout.strip()
    secret = token.split("_", 2)[2]
    assert len(secret) > 20
    verbs = (("users", "list"), ("users", "tokens"), ("users", "events"), ("doctor", "--deep"), ("claims", "--json"))
    written += [run(*verb, *case, "--debug") for verb in verbs]
    forms = [form for form in FORMATS if form.usable and form.name != "pdf"]  # it is the dossier, and takes seconds
    written += [
        run("export", "--to", tmp_path / f"out-{form.name}{form.endings[0]}", "--format", form.name, *case)
        for form in forms
    ]
    written.append(run("backup", "--to", tmp_path / "copy.sayso", *case, "--debug"))
    told = "".join(one.output + one.stderr for one in written) + caplog.text
    assert "Dale Post" in told
    kept = [*every_byte(tmp_path)]
    assert len([name for name, _ in kept if name.startswith("out-")]) >= len(forms)
    for one in (CANARY, token, secret):
        assert one not in told
        assert [name for name, raw in kept if one.encode() in raw] == []
