"""Sending reports to the desk, and watching them being read."""

import sys
import threading
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import looping
import pytest

import sayso
from sayso import intake
from sayso.errors import LedgerBusy
from sayso.intake import Guarded, worker
from sayso.intake.html import MAX_PAGE
from sayso.nouns import Outcome, State
from sayso.stages import Stages
from sayso.web import work
from sayso.web.batches import Batch, Sent, Stage, keep
from sayso.web.pages.read import file_name
from sayso.web.settings import Limits

from .conftest import EVIL
from .harbour import Person, desk, read_into
from .pages import Page

TEXT = "The harbour office said that 40 people were rescued.\nAda Holm said that it was over."


@pytest.fixture
def path(empty: Path) -> Path:
    return empty


@pytest.fixture
def ada(path: Path, stages: Stages, guarded: Guarded) -> Person:
    return Person(desk(path, stages, guarded))


def over(person: Person, where: str) -> Page:
    """The page of what was sent once nothing more will become of it."""
    for _ in range(600):
        page = person.get(where)
        if "hx-get" not in page.one("section", id="batch").attributes:
            return page
        threading.Event().wait(0.05)
    raise AssertionError(page.text)


def rows(page: Page) -> list[str]:
    """What stands in the table, a line for each of its rows."""
    lines = [[" ".join(cell.text.split()) for cell in row.inside if cell.tag == "td"] for row in page.all("tr")]
    return [" ".join(cell for cell in line if cell) for line in lines if line]


def test_a_text_is_pasted_and_read(ada: Person, path: Path) -> None:
    where = ada.send("/read", text=TEXT.replace("\n", "\r\n"), outlet="Brin Herald", published="2024-05-07")
    page = over(ada, where)
    assert page.one("span", class_="stage").text == "done"
    (row,) = rows(page)
    assert row.startswith("pasted-")
    assert "read 2 claims" in row
    report = next(link for link in page.links if link.startswith("/r/"))
    assert "harbour office" in ada.get(report).text
    with sayso.open_ledger(path) as ledger:
        (kept,) = ledger.reports()
        assert kept.layers[0].text == TEXT  # the line breaks are those of the text, not those of the form
        assert (kept.outlet, kept.published.iso if kept.published else None) == ("Brin Herald", "2024-05-07")
        assert ledger.compared()


def test_files_end_as_read_in_part_or_refused_with_the_reason(ada: Person) -> None:
    files = [
        ("files", ("a.txt", TEXT.encode(), "text/plain")),
        ("files", ("b.jsonl", b'{"text": "The mayor said that 12 people were hurt."}\nnonsense\n', "text/plain")),
        ("files", ("c.pdf", b"%PDF-1.7 \x00", "application/pdf")),
        ("files", ("d.txt", b"", "text/plain")),
        (
            "files",
            (
                "e.html",
                b"<html><head><meta charset=utf-8></head><body><p>Ada said that 5 came.</p><p>It was \xff\xfe late.",
                "text/html",
            ),
        ),
    ]
    page = over(ada, ada.send("/read", files=files))
    found = rows(page)
    assert [one.split(" ")[0].rstrip(",") for one in found] == [
        "a.txt",
        "b.jsonl",
        "b.jsonl",
        "c.pdf",
        "d.txt",
        "e.html",
    ]
    assert "a.txt read 2 claims" in found[0]
    assert "b.jsonl, line 1 read" in found[1]
    assert "b.jsonl, line 2 refused" in found[2]
    assert "refused the document is damaged" in found[3].replace("  ", " ")
    assert "refused the file is empty" in found[4]
    assert "read in part" in found[5]
    assert "5 of 5 files done: 2 read, 1 read in part, 3 refused." in " ".join(page.text.split())
    assert "2 read, 1 read in part, 3 refused" in ada.get("/read").text
    assert "c.pdf" in ada.get("/").one("section", id="inputs").text


def test_new_disputes_are_told(tmp_path: Path, stages: Stages, guarded: Guarded) -> None:
    path = read_into(tmp_path / "case.sayso")
    with sayso.open_ledger(path) as ledger:
        before = {one.id for one in ledger.questions(states=[State.DISPUTED])}
    ada = Person(desk(path, stages, guarded))
    nothing = over(ada, ada.send("/read", text="The mayor opened a bridge in Dale.", published="2024-05-06"))
    assert "No question has come to be disputed by it" in nothing.text
    more = "The coast guard said that 9 people were hurt. Harbour nurse Vera Malin said that 3 people were hurt."
    page = over(ada, ada.send("/read", text=more, published="2024-05-06", outlet="Dale Post"))
    with sayso.open_ledger(path) as ledger:
        new = {one.id for one in ledger.questions(states=[State.DISPUTED])} - before
    assert new
    assert {link.removeprefix("/q/") for link in page.links if link.startswith("/q/")} == new


def test_sent_twice_it_is_read_once(ada: Person, path: Path) -> None:
    """A form that is sent again (a double click) is one batch; the same file in another form is known already."""
    batch = "abcdefgh12345678"
    first = ada.send("/read", text=TEXT, batch=batch)
    assert ada.send("/read", text=TEXT, batch=batch) == first == f"/read/{batch}"
    over(ada, first)
    again = over(ada, ada.send("/read", text=TEXT))
    assert "in the case already" in rows(again)[0]
    with sayso.open_ledger(path) as ledger:
        assert len(ledger.inputs()) == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "nothing was sent"),
        ({"text": " \r\n "}, "nothing was sent"),
        ({"text": TEXT, "published": "soon"}, "the date"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "must begin with http"),
        ({"text": TEXT, "outlet": "x" * 2001}, "2,000 characters"),
    ],
)
def test_what_cannot_be_taken_is_told_and_not_lost(ada: Person, path: Path, fields: dict[str, str], told: str) -> None:
    answer = ada.client.post("/read", data={"csrf": ada.client.cookies["sayso-csrf"], **fields})
    assert answer.status_code == 422
    assert told in answer.text
    if fields.get("text", "").strip():
        assert "The harbour office said that 40 people were rescued." in answer.text
    with sayso.open_ledger(path) as ledger:
        assert ledger.inputs() == ()


def test_what_is_too_large_is_told(path: Path, stages: Stages, guarded: Guarded) -> None:
    ada = Person(desk(path, stages, guarded, limits=Limits(sent=100_000, body=10_000)))
    told = ada.send("/read", 413, files=[("files", ("a.txt", b"x" * 200_000, "text/plain"))])
    assert "at most 100,000 bytes are taken at once" in told
    assert "at most 10,000 bytes" in ada.send("/review", 413, about="claim", why="x" * 20_000)
    ada.send("/read", files=[("files", ("a.txt", b"x" * 50_000, "text/plain"))])

    def unsized() -> object:  # without a length told beforehand
        for _ in range(100):
            yield b"x" * 10_000

    answer = ada.client.post("/read", content=unsized(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413


def test_a_single_file_that_is_too_large_does_not_stop_the_others(ada: Person) -> None:
    page = b"<html>" + b" " * MAX_PAGE
    files = [("files", ("big.html", page, "text/html")), ("files", ("a.txt", TEXT.encode(), "text/plain"))]
    big, small = rows(over(ada, ada.send("/read", files=files)))
    assert "refused the page has" in big
    assert "more than the limit" in big
    assert "a.txt read" in small


CELL = b'text,date\n"' + b"a " * 5_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize(
    ("limits", "name", "raw", "told"),
    [
        (intake.Limits(seconds=1), "loops.html", b"<p>A page.", "it was given up: it took more than 1 s of processor"),
        (intake.Limits(memory=40_000_000), "cell.csv", CELL, "memory"),
    ],
    ids=["time", "memory"],
)
def test_a_page_that_takes_too_much_costs_itself_alone(
    path: Path,
    stages: Stages,
    monkeypatch: pytest.MonkeyPatch,
    *,
    limits: intake.Limits,
    name: str,
    raw: bytes,
    told: str,
) -> None:
    monkeypatch.setattr(worker, "_serve", looping.serve)
    with Guarded(limits) as guarded:
        ada = Person(desk(path, stages, guarded))
        files = [("files", (name, raw, "x/y")), ("files", ("a.txt", TEXT.encode(), "text/plain"))]
        hostile, small = rows(over(ada, ada.send("/read", files=files)))
        assert hostile.startswith(f"{name} refused")
        assert told in hostile
        assert "a.txt read" in small
        assert "read" in rows(over(ada, ada.send("/read", text=f"{TEXT} It rained.")))[0]
    assert name in ada.get("/").one("section", id="inputs").text
    with sayso.open_ledger(path) as ledger:
        assert [one.outcome for one in ledger.inputs()] == [Outcome.REFUSED, Outcome.READ, Outcome.READ]


HOSTILE = (
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "C:\\fakepath\\a.txt",
    "a\x00.txt",
    "<script>alert(1)<img src=x onerror=alert(1)>.txt",
    "gpj.\u202etxt.exe",
    "x" * 2000 + ".txt",
    ".",
    "..",
    "{{ 7*7 }}.txt",
    "a.txt, line 3 (sent, sha256 0).txt",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_files_stay_names(ada: Person, path: Path, name: str) -> None:
    before = set(path.parent.iterdir())
    where = ada.send("/read", files=[("files", (name, f"{EVIL} said that 4 came.".encode("utf-8", "replace"), "x/y"))])
    page = over(ada, where)
    assert len(rows(page)) == 1
    for shown in (page, ada.get("/read"), ada.get("/")):
        assert [one.text for one in shown.all("script")] == ["", ""]
        assert not [*shown.all("img"), *shown.all("style")]
        assert "\u202e" not in shown.text
    with sayso.open_ledger(path) as ledger:
        (kept,) = ledger.inputs()
        assert len(kept.source) < 300
        assert "/" not in kept.source.partition(" (sent")[0]
    assert {one.name.split("-")[0] for one in set(path.parent.iterdir()) - before} <= {path.name}


def test_the_name_of_a_file_is_its_last_part() -> None:
    assert [file_name(one) for one in ("/a/b.html", "a\\b.html", "b.html", "", "...", "a/")] == [
        "b.html", "b.html", "b.html", "unnamed", "unnamed", "unnamed",
    ]  # fmt: skip


def test_what_was_sent_is_removed_once_it_is_read(ada: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    over(ada, ada.send("/read", text=TEXT))
    over(ada, ada.send("/read", text=f"{TEXT} It rained."))
    assert list(tmp_path.glob("sayso-*")) == []


def test_a_stage_that_fails_is_told(path: Path, stages: Stages, guarded: Guarded) -> None:
    def fail(*_: object) -> tuple[object, ...]:
        raise ValueError("no wheel turns")

    ada = Person(desk(path, replace(stages, make_claims=fail), guarded))
    page = over(ada, ada.send("/read", text=TEXT))
    assert "read in part" in rows(page)[0]
    assert "no wheel turns" in rows(page)[0]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (LedgerBusy("somebody else has been writing for long"), "writing for long"),
        (RuntimeError("x"), "a fault in Sayso"),
    ],
)
def test_a_reading_that_fails_is_told_and_the_next_one_goes_on(
    ada: Person, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(work, "read", fail)
        page = over(ada, ada.send("/read", text=TEXT))
    assert "Reading ended early" in page.text
    assert told in page.text
    assert "not read" in rows(page)[0]
    assert "done" in over(ada, ada.send("/read", text=TEXT)).text


def test_pages_and_rulings_go_on_while_it_reads(tmp_path: Path, stages: Stages, guarded: Guarded) -> None:
    """The first file of two waits; meanwhile pages are shown, and what is ruled is taken in before the second."""
    path = read_into(tmp_path / "case.sayso")
    begun, go = threading.Event(), threading.Event()

    def slow(*args: object) -> object:
        begun.set()
        assert go.wait(60)
        return stages.make_claims(*args)  # type: ignore[arg-type] # as the stage is called

    ada = Person(desk(path, replace(stages, make_claims=slow), guarded))
    files = [("files", (name, f"{TEXT} {name}.".encode(), "text/plain")) for name in ("a.txt", "b.txt")]
    where = ada.send("/read", files=files)
    assert begun.wait(60)
    page = ada.get(where)
    assert "reading, 0 of 2 files done" in " ".join(page.one("section", id="batch").text.split())
    assert page.one("section", id="batch").attributes["hx-get"] == where
    assert where in page.links  # without scripts
    assert [one.split()[-2:] for one in rows(page)] == [["being", "read"], ["b.txt", "waiting"]]
    assert "disputed" in ada.get("/").text
    at = ada.next("/review?only=dispute") or ""
    told = ada.get(ada.rule(at, "different"))
    assert "is being taken into the questions" in told.text
    assert ada.next("/review?only=dispute") != at
    go.set()
    over(ada, where)
    with sayso.open_ledger(path) as ledger:
        assert ledger.compared()
        assert at.split("~")[0] in {one.claim.id for one in ledger.claims()}
        assert {one.outcome for one in ledger.inputs()} == {Outcome.READ}


def test_more_than_can_wait_is_refused(
    stages: Stages, path: Path, guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "WAITING", 1)
    go = threading.Event()

    def slow(*args: object) -> object:
        assert go.wait(60)
        return stages.make_claims(*args)  # type: ignore[arg-type] # as the stage is called

    ada = Person(desk(path, replace(stages, make_claims=slow), guarded))
    answers = [
        ada.client.post("/read", data={"csrf": ada.client.cookies["sayso-csrf"], "text": f"{number} {TEXT}"})
        for number in range(4)
    ]
    go.set()
    refused = [one.text for one in answers if one.status_code == 429]
    assert len(refused) >= 2
    assert all("wait to be read already" in text for text in refused)


def test_what_is_not_known_any_more_is_told(ada: Person) -> None:
    assert "none of them goes by this name" in ada.get("/read/nothing", 404).text
    assert "taken it in" in ada.client.get("/read/now?here=/q/1").text
    assert "//evil.test" not in ada.client.get(f"/read/now?here={quote('//evil.test')}").text


def test_what_was_sent_is_told_after_the_desk_was_started_anew(ada: Person, path: Path, stages: Stages) -> None:
    files = [("files", ("a.txt", TEXT.encode(), "text/plain")), ("files", ("b.txt", b"", "text/plain"))]
    where = ada.send("/read", files=files)
    before = over(ada, where)
    again = Person(desk(path, stages))
    after = again.get(where)
    assert rows(after) == rows(before)
    assert after.one("span", class_="stage").text == "done"
    assert where in again.get("/read").links
    told = again.client.get(f"/api/v1/batches/{where.removeprefix('/read/')}").json()
    assert [one["outcome"] for one in told["inputs"]] == ["read", "refused"]


def test_what_the_desk_was_at_when_it_was_ended_is_told_as_such(path: Path, stages: Stages) -> None:
    files = (Sent(name="a.txt", size=9, begun=True), Sent(name="b.txt", size=9))
    batch = Batch(id="abcdefgh12345678", at="2024-05-07T10:00:00+00:00", files=files, stage=Stage.READING)
    with sayso.open_ledger(path) as ledger:
        keep(ledger, batch)
    page = Person(desk(path, stages)).get(f"/read/{batch.id}")
    assert "ended before it had done" in page.one("p", class_="fault").text
    assert [one.split()[:3] for one in rows(page)] == [["a.txt", "not", "read"], ["b.txt", "not", "read"]]


def test_a_form_sent_whole_comes_with_its_token(ada: Person, path: Path) -> None:
    files = [("files", ("a.txt", BytesIO(TEXT.encode()), "text/plain"))]
    assert ada.client.post("/read", files=files, data={"csrf": "guess"}).status_code == 403
    with sayso.open_ledger(path) as ledger:
        assert ledger.inputs() == ()
