"""Asking and reading in a ledger that is as large as its rows written many times over.

    python benchmarks/scale_copies.py LEDGER [--times 100] [--more 60]

LEDGER is an SQLite file, such as `scale.py --ledger` keeps; it is not touched. All that asking, finding what is near
and writing go through (captures, reports, readings, claims, links, questions, listings, the index, search) is written
again under other ids, each time a day later. So a ledger of 20,000 reports is made in minutes that would take hours to
read. Its texts are alike, which is harder on search than a ledger of other texts: each word is in a hundred times as
many claims. What comparing knows of the copies is as in the original, so that none is compared anew.

Of the original and of the large one it is then measured what `scale.py` measures of asking, and the CPU seconds a
report of reading, comparing and writing some more reports, of other stories, in this process.
"""

import argparse
import json
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sayso import open_ledger, read
from sayso.ledger import browse
from scale import ASKED, MEGABYTE, ask, best, disputes
from scale_texts import world

IDS = re.compile(r"\b([a-z])-([0-9a-f]{8,})")
SEED = 7  # of the reports that are read besides: no story of theirs is in a ledger that was made with another one

ID, HASH, NUMBER, DAY = "other_id", "other_hash", "number", "day"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "capture": {"sha256": HASH},
    "report": {"id": ID, "capture": HASH, "body": ID},
    "version": {"report": ID},
    "layer": {"report": ID},
    "input": {"seq": NUMBER, "capture": HASH, "report": ID},
    "reading": {"id": ID, "report": ID},
    "current_reading": {"seq": NUMBER, "report": ID, "reading": ID},
    "compared": {"pointer": NUMBER},
    "claim": {"id": ID, "reading": ID, "report": ID, "body": ID},
    "claim_span": {"claim": ID},
    "claim_voice": {"claim": ID},
    "link": {"id": ID, "a": ID, "b": ID},
    "question": {"id": ID, "body": ID},
    "question_listing": {"question": ID},
    "answer": {"question": ID, "id": ID},
    "answer_claim": {"question": ID, "claim": ID},
    "place": {"number": NUMBER, "report": ID, "reading": ID, "day": DAY},
    "place_mark": {"number": NUMBER, "day": DAY},
    "story": {"number": NUMBER, "story": NUMBER},
    "searched": {"number": NUMBER, "ident": ID, "reading": ID},
}
"""What of which rows differs in a copy. Voices are searched for by their names, which stay."""

NUMBERED_AS = {"place_mark": "place", "story": "place", "compared": "current_reading"}


def copied(path: Path, times: int) -> None:
    """Write the rows of a ledger again until it has them so many times."""
    turn = 0

    def other_id(told: str | None) -> str | None:
        return told and IDS.sub(lambda match: f"{match[0]}{turn:04x}", told)

    def other_hash(told: str | None) -> str | None:
        return told and f"{told[:-4]}{turn:04x}"

    database = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -2000000"):
        database.execute(f"PRAGMA {setting}")
    database.create_function(ID, 1, other_id)
    database.create_function(HASH, 1, other_hash)
    last = {table: _last(database, NUMBERED_AS.get(table, table)) for table in COLUMNS}
    for table in COLUMNS:
        rows = f"SELECT * FROM {table}" + (" WHERE kind <> 'voice'" if table == "searched" else "")  # noqa: S608 - ours
        database.execute(f"CREATE TEMP TABLE first_{table} AS {rows}")
    for turn in range(1, times):
        for table, differing in COLUMNS.items():
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(_value(name, differing.get(name), last[table] * turn, turn) for name in names)
            database.execute(f"INSERT INTO {table} SELECT {values} FROM temp.first_{table}")  # noqa: S608 - our own names
    texts = "SELECT number, words FROM searched_words WHERE number > ?"
    database.execute(f"INSERT INTO search_index (rowid, words) {texts}", (last["searched"],))
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def _last(database: sqlite3.Connection, table: str) -> int:
    """The greatest number of a table that has numbers."""
    named = next((name for name, how in COLUMNS[table].items() if how == NUMBER), None)
    if named is None:
        return 0
    found: int = database.execute(f"SELECT coalesce(max({named}), 0) FROM {table}").fetchone()[0]  # noqa: S608 - our own
    return found


def _value(name: str, how: str | None, more: int, days: int) -> str:
    """What a column of a copy has, in SQL."""
    quoted = f'"{name}"'
    if how is None:
        return quoted
    if how == NUMBER:
        return f"{quoted} + {more}"
    return f"CASE WHEN {quoted} < 0 THEN {quoted} ELSE {quoted} + {days} END" if how == DAY else f"{how}({quoted})"


def measured(where: str, more: int, folder: Path) -> dict[str, object]:
    """What asking takes, and reading some more."""
    with open_ledger(where) as ledger:
        held = ledger.look(browse.overview)
    shown, asked = best(partial(disputes, where)), [best(partial(ask, where, words)) for words in ASKED]
    return {
        "reports": held.reports,
        "claims": held.claims,
        "questions": sum(held.states.values()),
        "megabytes": Path(where).stat().st_size // MEGABYTE,
        "disputes_ms": shown.wall,
        "disputes_cpu_ms": shown.cpu,
        "ask_ms": statistics.median(one.wall for one in asked),
        "ask_cpu_ms": statistics.median(one.cpu for one in asked),
        "cpu_s_a_report": _read_more(where, more, folder),
    }


def _read_more(where: str, more: int, folder: Path) -> float:
    """CPU seconds a report of reading some more, after three that load the models."""
    made = world(10 * more, SEED)[: more + 3]
    path = folder / "more.jsonl"

    def taken(start: int, end: int) -> float:
        path.write_text("".join(f"{json.dumps(report)}\n" for report in made[start:end]), encoding="utf-8")
        began = time.process_time()
        with open_ledger(where) as ledger:
            number = sum(1 for _ in read(ledger, [str(path)]))
        return (time.process_time() - began) / number

    taken(0, 3)
    return round(taken(3, more + 3), 4)


def main() -> None:
    """Measure the original and the large one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--more", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for times in (1, options.times):
            path = folder / f"{times}.sayso"
            _copy(options.ledger, path)
            if times > 1:
                copied(path, times)
            print(json.dumps(measured(str(path), options.more, folder)), flush=True)
            path.unlink()


def _copy(source: Path, target: Path) -> None:
    """A copy of the ledger as it stands, with what lies beside its file."""
    before, after = sqlite3.connect(source), sqlite3.connect(target)
    with before, after:
        before.backup(after)
    before.close()
    after.close()


if __name__ == "__main__":
    main()
