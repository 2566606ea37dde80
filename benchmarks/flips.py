"""Damage a ledger's file a thousand times, one byte at a time, and count what a deep check finds of it.

    python benchmarks/flips.py [--flips 1000] [--seed 20240305]

The ledger is the one that examples/ gives. A change is visible where any row of any table reads otherwise than before,
or cannot be read. It is found where opening the ledger or `doctor --deep` tells of a fault. Anything but an error of
Sayso's own is a crash. The same is then done with truncated files and with pages of zeros.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sayso
from sayso.errors import SaysoError
from sayso.ledger import Ledger, Verdict, schema

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGE = 4096


def main() -> None:
    """Do it, and print a line for each kind of damage."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--flips", type=int, default=1000)
    options.add_argument("--seed", type=int, default=20240305)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.sayso"
        with Ledger.open(path) as ledger:
            for _ in sayso.read(ledger, [str(EXAMPLES / "reports"), str(EXAMPLES / "notes")]):
                pass
        raw, before = path.read_bytes(), dump(path)
        print(f"a ledger of {len(raw):,} bytes; seed {chosen.seed}")
        chance = random.Random(chosen.seed)  # noqa: S311 - places to damage, not secrets
        damaged = {
            "one byte": flips(raw, chosen.flips, chance),
            "cut short": (raw[: len(raw) * part // 40] for part in range(40)),
            "a page of zeros": (raw[:at] + bytes(PAGE) + raw[at + PAGE :] for at in range(0, len(raw), PAGE)),
        }
        for kind, files in damaged.items():
            count(kind, files, before)


def flips(raw: bytes, number: int, chance: random.Random) -> Iterator[bytes]:
    """The file with one byte that is another, again and again."""
    for _ in range(number):
        at = chance.randrange(len(raw))
        yield raw[:at] + bytes([(raw[at] + chance.randrange(1, 256)) % 256]) + raw[at + 1 :]


def count(kind: str, files: Iterator[bytes], before: object) -> None:
    """Look at each of the files, and print what was found."""
    ends: Counter[str] = Counter()
    missed: list[str] = []
    for number, data in enumerate(files):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "case.sayso"
            path.write_bytes(data)
            found = faults(path)
            path.write_bytes(data)  # opening it may have changed it
            seen = dump(path)
        ends["all"] += 1
        ends["found"] += bool(found)
        ends["crashes"] += found.startswith("crash")
        if seen != before:
            ends["visible"] += 1
            ends["visible and found"] += bool(found)
            if not found:
                missed.append(f"{number}: {differs(before, seen)}")
        if found.startswith("crash"):
            print(number, found, file=sys.stderr)
    share = ends["visible and found"] / ends["visible"] if ends["visible"] else 1
    print(
        f"{kind}: {ends['all']:,} files, {ends['visible']:,} with a visible change, "
        f"{ends['visible and found']:,} of these found ({share:.1%}), "
        f"{ends['found']:,} found in all, {ends['crashes']} crashes"
    )
    for one in missed:
        print(f"  missed: {one}")


def faults(path: Path) -> str:
    """What opening and checking the ledger tells of it; nothing if all is well."""
    try:
        with Ledger.open(path, create=False) as ledger:
            return "; ".join(
                f"{one.name}: {one.words}"
                for one in ledger.check(deep=True)
                if one.verdict is not Verdict.OK and one.name != "inputs"
            )
    except SaysoError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - that is what is counted
        return f"crash: {type(error).__name__}: {error}"


def dump(path: Path) -> dict[str, object] | str:
    """Every row of every table, or why they cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return {
                table: connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - our own names
                for table in schema.metadata.tables
            }
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


def differs(before: object, after: object) -> str:
    """The tables whose rows are not as before."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return str(after)
    return ", ".join(table for table in before if before[table] != after[table])


if __name__ == "__main__":
    main()
