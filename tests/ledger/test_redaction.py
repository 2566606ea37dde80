"""A person is gone from a ledger: from rows, file, search, exports and later copies, and the log stays whole."""

import io
import json
import random
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from small_ledger import MAYOR, RADIO, WHO, fill, intake, small_ledger
from sqlalchemy import Connection, LargeBinary, Text, select

from sayso.errors import LedgerBusy, LedgerError, UsageError
from sayso.export import FORMATS, choose
from sayso.export.bundle import bundle, opened
from sayso.ledger import Ledger, batches, browse_search, codec, schema
from sayso.ledger.browse import Page
from sayso.ledger.fulltext import Kind
from sayso.ledger.redaction import columns, rows
from sayso.ledger.transfer import staged
from sayso.nouns import Fact, Intake, Outcome, Ruling, RulingKind

NAME, WHY = "Ada Quill", "her family was threatened"
GONE = re.compile(r"quill|\bada\b", re.IGNORECASE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "case.sayso"
    small_ledger(where)
    return where


@pytest.fixture
def redacted(path: Path) -> Path:
    with Ledger.open(path) as ledger:
        assert ledger.redact([NAME], by=WHO, why=WHY)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    where = tmp_path / "either.sayso" if request.param == "sqlite" else request.getfixturevalue("database")
    with Ledger.open(where) as ledger:
        fill(ledger)
        yield ledger


def everything(ledger: Ledger) -> Iterator[str]:
    """Every value of every row as text, captures unpacked."""
    with ledger._store.reading() as connection:  # noqa: SLF001 - past all that shows rows
        for table in schema.metadata.tables.values():
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    if (table.name, name) == ("capture", "raw"):
                        yield codec.unpacked(value).decode()
                    elif isinstance(value, bytes):
                        yield value.decode("utf-8", "replace")
                    else:
                        yield str(value)


def faults(ledger: Ledger) -> list[str]:
    return [f"{one.name}: {one.words}" for one in ledger.check(deep=True) if one.verdict == "fail"]


def test_no_row_has_the_name(either: Ledger) -> None:
    assert [text for text in everything(either) if GONE.search(text)]
    done = either.redact([NAME], by=WHO, why=WHY)
    assert done
    assert (done.number, done.reports, done.places, len(done.withheld)) == (1, 2, 3, 2)
    assert [text for text in everything(either) if GONE.search(text)] == []
    assert faults(either) == []


def test_no_byte_of_the_file_or_beside_it_has_the_name(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for number in range(20):  # so that rows were moved about and pages freed
            ledger.add(intake(f"{MAYOR} Again: {number}. {RADIO * 50}", f"{number}.txt", "Dale Post"))
        ledger.redact([NAME], by=WHO, why=WHY)
        files = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    files["closed"] = path.read_bytes()
    assert files.keys() >= {"case.sayso", "closed"}
    for name, data in files.items():
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            assert not GONE.search(data.decode(code, "ignore")), name
        for letters in (b"Quill", b"quill", b"QUILL", b"Ada "):
            assert letters not in data, name


def test_the_ledger_passes_a_deep_check_and_its_log_is_one_chain(path: Path) -> None:
    with Ledger.open(path) as ledger:
        before = ledger.log()
        ledger.redact([NAME], by=WHO, why=WHY)
        after = ledger.log()
        assert faults(ledger) == []
    assert [(one.seq, one.hash) for one in after[: len(before)]] == [(one.seq, one.hash) for one in before]
    gone = [one.seq for one in after if one.payload is None]
    assert gone == [1, 2, 4, 5, 6]  # two readings, a comparison, rulings, an amendment; not the refused input
    told = [json.loads(one.payload) for one in after if one.kind == "redact" and one.payload]
    assert [(one["redaction"], one["by"], one["why"], one["reports"]) for one in told] == [(1, WHO, WHY, 2)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET payload = replace(payload, 'threatened', 'promoted') WHERE kind = 'redact'",
        "DELETE FROM log WHERE kind = 'redact'",
        "DELETE FROM log WHERE kind = 'stand'",
        "DELETE FROM log WHERE kind IN ('redact', 'stand')",
        "UPDATE layer SET text = CAST(replace(CAST(text AS TEXT), 'bridge', 'tunnel') AS BLOB)",
        "UPDATE claim SET body = replace(body, 'by hand', 'by hate')",
        "DELETE FROM claim WHERE quote LIKE '%bridge%'",
        "DELETE FROM ruling WHERE seq = 2",
        "DELETE FROM capture",
        "INSERT INTO layer SELECT report, 'caption', 9, text, sha256, row_hash FROM layer LIMIT 1",
    ],
)
def test_what_is_changed_afterwards_is_found(statement: str, redacted: Path) -> None:
    with closing(sqlite3.connect(redacted)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(statement).rowcount
        connection.commit()
    with Ledger.open(redacted) as ledger:
        assert faults(ledger)


def test_quotes_stand_where_they_stood(path: Path) -> None:
    with Ledger.open(path) as ledger:
        before = {(one.claim.content, one.report.outlet): one.quote for one in ledger.claims()}
        ledger.redact([NAME], by=WHO, why=WHY)
        after = {(one.claim.content, one.report.outlet): one.quote for one in ledger.claims()}
        texts = [layer.text for report in ledger.reports() for layer in report.layers]
    assert after.keys() == before.keys()
    assert sum(after[place] != quote for place, quote in before.items()) == 1
    assert all(len(after[place]) == len(quote) for place, quote in before.items())
    assert sorted(map(len, texts)) == sorted((len(MAYOR), len(RADIO)))
    assert "Mayor █1███████ said 12 people were hurt. The bridge is closed. “We wait,” █1███ added." in texts


def test_what_people_did_stays_theirs(redacted: Path) -> None:
    with Ledger.open(redacted) as ledger:
        accepted, worded = ledger.rulings()
        (amendment,) = ledger.amendments()
        known = {report.id for report in ledger.reports()}
        assert (accepted.by, accepted.decision, worded.decision) == (WHO, "accept", "How many did █1███████ count?")
        assert {accepted.claims[0].report, amendment.report} <= known
        assert (amendment.fact, amendment.after, amendment.why) == (Fact.OUTLET, "Hill Radio One", "its own name")
        assert {report.outlet for report in ledger.reports()} == {"Dale Post", "Hill Radio One"}
        (question,) = ledger.questions()
        assert {claim for answer in question.answers for claim in answer.claims} < {
            one.claim.id for one in ledger.claims()
        }
        assert len(ledger.links()) == 1


def test_no_id_was_made_of_the_name(path: Path) -> None:
    """Whoever guesses the name could else make the ids again, and see that they fit."""
    ids = re.compile(r"\b[a-z]-[0-9a-f]{16}\b|\b[0-9a-f]{64}\b")
    with Ledger.open(path) as ledger:
        reports, claims = [one.id for one in ledger.reports()], [one.claim.id for one in ledger.claims()]
        old = {*reports, *claims, *(link.id for link in ledger.links()), *(one.capture for one in ledger.reports())}
        digests = {sha256(text.encode()).hexdigest() for text in (MAYOR, RADIO)}
        ledger.redact([NAME], by=WHO, why=WHY)
        left = {ident for text in everything(ledger) for ident in ids.findall(text)}
    assert not left & (old | digests)


def test_the_receipt_opens_the_commitment_and_the_ledger_alone_does_not(path: Path) -> None:
    with Ledger.open(path) as ledger:
        done = ledger.redact([NAME], by=WHO, why=WHY)
        assert done
        rows = " ".join(everything(ledger))
    assert {one.sha256 for one in done.withheld} == {sha256(text.encode()).hexdigest() for text in (MAYOR, RADIO)}
    for one in done.withheld:
        assert one.commitment == sha256(one.salt + one.sha256.encode()).hexdigest()
        assert one.commitment in rows
        assert one.salt.hex() not in rows
        assert one.sha256 not in rows


def test_the_bytes_are_withheld_with_a_notice(redacted: Path) -> None:
    with Ledger.open(redacted) as ledger:
        for report in ledger.reports():
            capture = ledger.capture(report.capture)
            assert capture
            assert capture.raw.startswith(b"Withheld by redaction 1 of this ledger. Commitment to the bytes: ")


def test_search_does_not_find_the_name_and_still_finds_the_rest(path: Path) -> None:
    def hits(ledger: Ledger, words: str) -> int:
        return sum(ledger.look(browse_search.search, words, Kind.CLAIM, Page()).totals.values())

    with Ledger.open(path) as ledger:
        assert hits(ledger, "Quill")
        ledger.redact([NAME], by=WHO, why=WHY)
        assert hits(ledger, "Quill") == 0
        assert hits(ledger, "bridge") == 1


def test_no_export_has_the_name(redacted: Path) -> None:
    with Ledger.open(redacted) as ledger:
        for form in FORMATS:
            if form.usable:
                data = b"".join(form.write(choose(ledger, sensitive=True)))
                texts = [data]
                if data.startswith(b"PK"):
                    with zipfile.ZipFile(io.BytesIO(data)) as archive:
                        texts = [archive.read(name) for name in archive.namelist()] + [
                            name.encode() for name in archive.namelist()
                        ]
                assert not [text for text in texts if GONE.search(text.decode("utf-8", "ignore"))], form.name


def test_a_backup_and_a_bundle_made_afterwards_do_not_have_it(redacted: Path, tmp_path: Path) -> None:
    with Ledger.open(redacted) as ledger:
        ledger.backup(tmp_path / "copy.sayso")
        data = bundle(ledger)
        content_hash = ledger.content_hash()
    (tmp_path / "case.bundle.zip").write_bytes(data)
    with opened(tmp_path / "case.bundle.zip") as found, staged(found):  # which checks every row, and the log
        assert found.content_hash == content_hash
    assert not GONE.search((tmp_path / "copy.sayso").read_bytes().decode("utf-8", "ignore"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if GONE.search(archive.read(name).decode("utf-8", "ignore"))]


def test_a_name_that_stands_nowhere_changes_nothing(path: Path) -> None:
    with Ledger.open(path) as ledger:
        before, entries = ledger.content_hash(), ledger.entries()
        assert ledger.redact(["Nobody Here"], by=WHO, why=WHY) is None
        assert (ledger.content_hash(), ledger.entries()) == (before, entries)


def test_a_second_redaction_has_its_own_number_and_keeps_the_first(redacted: Path) -> None:
    with Ledger.open(redacted) as ledger:
        done = ledger.redact(["the hospital"], by=WHO, why="its staff is threatened, too", parts=False)
        assert done
        assert done.number == 2
        assert "Fifteen people were hurt, █2██████████ said. █1███████ spoke of twelve. 😀" in {
            layer.text for report in ledger.reports() for layer in report.layers
        }
        assert faults(ledger) == []
        kinds = [one.kind for one in ledger.log() if one.payload is not None]
        assert kinds.count("redact") == 2


def test_the_same_again_finds_nothing_left(redacted: Path) -> None:
    with Ledger.open(redacted) as ledger:
        assert ledger.redact([NAME], by=WHO, why=WHY) is None


def test_spellings_that_the_case_holds_for_one_voice_go_together(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        fill(ledger)
        names = {one.claim.id: ("Ada Quilley", "a spelling") for one in ledger.claims() if one.claim.voice}
        ledger.put_comparison([], [], names=names)
        spelled, _ = ledger.named(["Ada Quilley"])
        assert spelled == ("Ada Quilley", "Ada Quill")  # not "the hospital"


def test_a_flag_on_the_name_goes_on_holding(path: Path) -> None:
    flag = Ruling(
        id="u-00000000000000f1", kind=RulingKind.FLAG, decision="personal", by=WHO, at="2024-03-07T00:00:00+00:00",
        names=(NAME,),
    )  # fmt: skip
    with Ledger.open(path) as ledger:
        ledger.add_rulings([flag])
        ledger.redact([NAME], by=WHO, why=WHY)
        assert [one.name for one in ledger.flags()] == ["█1███████"]
        assert choose(ledger).case.left_out == 3


@pytest.mark.parametrize(
    "raw",
    [
        b"<p>Fog.</p><!-- by Ada Quill -->",
        b"<p>&#65;da Quill</p>",
        b'{"by": "\\u0041da Quill"}',
        "Ada Quill".encode("utf-16-le"),
        "Élodie, Ada Quill".encode("cp1252"),
    ],
    ids=["comment", "entity", "escape", "utf-16", "cp1252"],
)
def test_a_capture_that_has_the_name_outside_of_its_text_is_withheld(raw: bytes, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        came = intake("Fog lay over the bay.", "fog.html", "Dale Post")
        assert came.report
        assert came.capture
        digest = sha256(raw).hexdigest()
        ledger.add(
            Intake(
                source="fog.html",
                outcome=Outcome.READ,
                capture=type(came.capture)(sha256=digest, raw=raw, media_type="text/html"),
                report=type(came.report)(
                    id=came.report.id, capture=digest, label="fog.html", layers=came.report.layers, outlet="Dale Post"
                ),
            )
        )
        done = ledger.redact([NAME], by=WHO, why=WHY)
        assert done
        assert (done.reports, done.places, len(done.withheld)) == (1, 0, 1)
        assert ledger.reports()[0].layers == came.report.layers
        assert faults(ledger) == []


@pytest.mark.parametrize(
    ("names", "by", "why", "words"),
    [
        ([], WHO, WHY, "whose name"),
        (["…"], WHO, WHY, "whose name"),
        ([NAME], "", WHY, "--by"),
        ([NAME], WHO, " ", "--reason"),
        ([NAME], WHO, "Ada Quill asked", "must not have the name"),
        ([NAME], "A. Quill", WHY, "must not have the name"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(names: list[str], by: str, why: str, words: str, path: Path) -> None:
    with Ledger.open(path) as ledger:
        before = ledger.content_hash()
        with pytest.raises(UsageError, match=words):
            ledger.redact(names, by=by, why=why)
        assert ledger.content_hash() == before


def test_a_reader_elsewhere_is_told_of_and_the_rest_is_made_up_for(path: Path) -> None:
    with Ledger.open(path, wait=0.05) as ledger:
        with Ledger.open(path) as other, other.reading():
            assert other.reports()
            with pytest.raises(LedgerBusy, match="say the same again"):
                ledger.redact([NAME], by=WHO, why=WHY)
        assert ledger.redact([NAME], by=WHO, why=WHY) is None
        data = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert not GONE.search(data.decode("utf-8", "ignore"))


def test_a_redaction_that_would_leave_something_is_not_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(connection: Connection, *_: object) -> None:
        del connection

    monkeypatch.setattr(rows, "rewrite", forgetful)
    with Ledger.open(path) as ledger:
        before, entries = ledger.content_hash(), ledger.entries()
        with pytest.raises(LedgerError, match="nothing was changed"):
            ledger.redact([NAME], by=WHO, why=WHY)
        assert (ledger.content_hash(), ledger.entries()) == (before, entries)
        assert faults(ledger) == []


def test_every_column_is_known_to_hold_words_or_none() -> None:
    """A new column that holds words of a report must be added to the table of those that are masked."""
    none = {
        "capture": {"media_type"},
        "report": {"published", "digest"},
        "input": {"run", "at", "outcome"},
        "reading": {"engine", "digest"},
        "current_reading": {"run", "at"},
        "claim": {"layer", "act", "form", "basis", "digest"},
        "link": {"relation", "rule", "digest"},
        "ruling": {"kind", "at", "digest"},
        "amendment": {"fact", "at", "digest"},
        "change": {"at"},
        "seen": {"mark", "at"},
        "comparison": {"engine"},
        "question": {"kind", "state"},
        "question_listing": {"first", "last", "state", "kind"},
    }
    ids = {"id", "sha256", "capture", "report", "reading", "claim", "a", "b", "ruling", "undoes", "question", "copies"}
    for table in schema.metadata.sorted_tables:
        if table.name in columns.APART:
            continue
        body = columns.BODIES.get(table.name, ("", None))[0]
        known = {body, *columns.WORDS.get(table.name, ()), *none.get(table.name, ()), *ids, "row_hash"}
        texts = {column.name for column in table.columns if isinstance(column.type, Text)}
        assert texts <= known, table.name
        blobs = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
        assert blobs <= {"raw", "marks", "scene", "keys"}, table.name


def test_many_names_in_many_places_are_all_gone(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - texts, not secrets
    forms = ("Ada Quill", "ADA QUILL", "Ada\nQuill", "Ms Quill", "Quill's", "Ada", "Adá Quill")
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        for number in range(30):
            words = [chance.choice(("the", "bridge", "Adam", "closed,", "😀", *forms)) for _ in range(40)]
            ledger.add(intake(" ".join(words), f"{number}.txt", chance.choice(("Dale Post", "The Ada Quill Show"))))
        ledger.change(batches.put, "sent", '{"files":["ada-quill.txt"]}')
        assert ledger.redact([NAME], by=WHO, why=WHY)
        assert ledger.look(batches.bodies) == ()
        gone = re.compile(r"quill|\bad[aá]\b", re.IGNORECASE)
        assert [text for text in everything(ledger) if gone.search(text)] == []
        assert faults(ledger) == []
        assert any("Adam" in layer.text for report in ledger.reports() for layer in report.layers)
