"""What a deep check finds: damage to the file, and rows changed by hand."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.ledger import Ledger, schema
from sayso.nouns import Answer, Question, QuestionKey, QuestionKind, State

from .building import Verdicts

FLIPS = 100
SEED = 20240305


def change(path: Path, *statements: str) -> None:
    """Change the file past Sayso, as somebody with a database browser would."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            assert connection.execute(statement).rowcount, f"nothing was changed by {statement}"
        connection.commit()


def dump(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        return [row for table in schema.metadata.tables for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608 - our own table names


def is_found(path: Path) -> bool:
    """Whether opening the ledger or checking it tells of damage."""
    try:
        with Ledger.open(path, create=False) as ledger:
            told = {check.name for check in ledger.check(deep=True) if check.verdict != "ok"}
        return bool(told - {"inputs"})
    except SaysoError:
        return True


@pytest.fixture
def asked(filled: Path) -> Path:
    """The filled ledger with a question about its claims."""
    with Ledger.open(filled) as ledger:
        claims = tuple(one.claim.id for one in ledger.claims(text="people were hurt"))
        answers = (Answer(id="a-1", value="12", claims=claims[:1]), Answer(id="a-2", value="15", claims=claims[1:]))
        key = QuestionKey(kind=QuestionKind.COUNT, attribute="hurt")
        question = Question(
            id="q-1",
            key=key,
            wording="How many?",
            state=State.DISPUTED,
            answers=answers,
            origins_min=1,
            origins_max=2,
        )
        ledger.add_compared(ledger.uncompared(9).values(), ())
        ledger.put_told(("meaning/1", "pairs/1"), {claims[0]: b"\1\2"}, {(claims[0], claims[1]): b"\3\4"})
        ledger.put_comparison([question], [])
    return filled


def test_a_ledger_as_written_passes(asked: Path, verdicts: Verdicts) -> None:
    assert verdicts(asked) == {}


def test_inputs_that_were_not_read_are_a_warning(asked: Path) -> None:
    with Ledger.open(asked) as ledger:
        (check,) = (check for check in ledger.check() if check.verdict == "warn")
    assert check.name == "inputs"
    assert "b.pdf: refused (not a text)" in check.words


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE capture SET media_type = 'text/html'", "row hashes"),
        ("UPDATE report SET outlet = 'Another'", "row hashes"),
        ("UPDATE layer SET text = CAST('13' || substr(CAST(text AS TEXT), 3) AS BLOB) WHERE name = 'text'", "texts"),
        ("UPDATE claim SET quote = 'nobody was hurt'", "row hashes"),
        ("UPDATE claim SET confidence = 1.0", "row hashes"),
        ("UPDATE claim SET body = replace(body, 'The mayor', 'The maYor')", "row hashes"),
        ("UPDATE claim_span SET quote = 'nobody' WHERE field = 'content.0'", "spans"),
        ("UPDATE claim_span SET start = start + 1", "spans"),
        ("DELETE FROM claim_span WHERE field = 'voice.source.0'", "spans"),
        ("UPDATE place SET keys = x'00'", "row hashes"),
        ("UPDATE place_mark SET mark = mark + 100", "index"),
        ("DELETE FROM place_mark", "index"),
        ("UPDATE place_mark SET day = day + 1", "index"),
        ("UPDATE claim_vector SET vector = x'00'", "row hashes"),
        ("UPDATE pair_odds SET odds = x'00'", "row hashes"),
        ("DELETE FROM story", "index"),
        ("UPDATE link SET relation = 'agrees'", "row hashes"),
        ("UPDATE input SET outcome = 'read' WHERE outcome = 'refused'", "row hashes"),
        ("DELETE FROM input WHERE outcome = 'refused'", "logged"),
        ("DELETE FROM claim WHERE quote LIKE '%bridge%'", "logged"),
        ("DELETE FROM link", "logged"),
        ("DELETE FROM report WHERE label = 'b.txt'", "foreign keys"),
        ("DELETE FROM current_reading", "logged"),
        ("DELETE FROM compared", "logged"),
        ("UPDATE question SET state = 'agreed'", "row hashes"),
        ("UPDATE answer SET value = '13' WHERE ordinal = 0", "questions"),
        ("DELETE FROM answer_claim", "questions"),
        ("INSERT INTO ruled_report SELECT id, 1 FROM report LIMIT 1", "rulings"),
        ("DELETE FROM log WHERE seq = 3", "logged"),
        ("DELETE FROM log WHERE seq = 2", "log"),
    ],
)
def test_a_row_changed_by_hand_is_found(statement: str, check: str, asked: Path, verdicts: Verdicts) -> None:
    change(asked, statement)
    assert check in verdicts(asked)


def test_a_row_changed_together_with_its_hash_is_found_by_the_log(asked: Path, verdicts: Verdicts) -> None:
    from sayso.ledger.hashing import digest, row_hash  # noqa: PLC0415 - the forger's tools

    with closing(sqlite3.connect(asked)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM claim WHERE voice IS NULL").fetchone())
        row["body"] = row["body"].replace('"rule":"by hand"', '"rule":"by hate"')
        row["digest"] = digest(row["body"])
        row["row_hash"] = row_hash("claim", row)
        columns = ", ".join(f"{name} = :{name}" for name in row)
        connection.execute(f"UPDATE claim SET {columns} WHERE id = :id", row)  # noqa: S608 - our own column names
        connection.commit()
    assert set(verdicts(asked)) == {"logged"}


def test_quotes_can_be_checked_in_sql_alone(asked: Path) -> None:
    with closing(sqlite3.connect(asked)) as connection:
        wrong = connection.execute(
            'SELECT count(*), sum(substr(CAST(layer.text AS TEXT), start + 1, "end" - start) != claim_span.quote)'
            " FROM claim_span JOIN claim ON claim.id = claim JOIN layer ON layer.report = claim.report"
            " AND layer.name = claim.layer"
        ).fetchone()
    assert wrong[0] > 10
    assert wrong[1] == 0


def test_a_flipped_byte_is_found_or_changes_nothing(asked: Path, tmp_path: Path) -> None:
    before = dump(asked)
    raw = asked.read_bytes()
    chance = random.Random(SEED)  # noqa: S311 - places to damage, not secrets
    content = [place for place, byte in enumerate(raw) if byte]  # nearly all zeros are free space
    copy = tmp_path / "copy" / "case.sayso"
    copy.parent.mkdir()
    unseen = 0
    for _ in range(FLIPS):
        place = chance.choice(content)
        copy.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :])
        found = is_found(copy)
        if not found:
            unseen += 1
            assert dump(copy) == before, f"byte {place}"
        for file in copy.parent.iterdir():
            file.unlink()
    assert unseen < FLIPS / 6  # nearly all in the texts of the schema, where a letter's case means nothing


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_an_error_of_ours(keep: float, asked: Path) -> None:
    raw = asked.read_bytes()
    asked.write_bytes(raw[: int(len(raw) * keep)])
    assert is_found(asked)


def test_a_file_cut_to_nothing_is_an_error_of_ours(asked: Path) -> None:
    asked.write_bytes(b"")
    assert is_found(asked)
    assert asked.read_bytes() == b""


def test_zeroed_pages_are_an_error_of_ours(asked: Path, tmp_path: Path) -> None:
    before = dump(asked)
    raw = asked.read_bytes()
    for page in range(1, len(raw) // 4096, 7):
        copy = tmp_path / f"{page}.sayso"
        shutil.copy(asked, copy)
        copy.write_bytes(raw[: page * 4096] + bytes(4096) + raw[(page + 1) * 4096 :])
        assert is_found(copy) or dump(copy) == before, f"page {page}"
