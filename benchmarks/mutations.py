"""What mutated inputs do to every stage: `python benchmarks/mutations.py --write docs/hardening.md`.

Each copy of a file of every format (tests/intake/making.py), of what is kept for every other fuzz target (fuzz/corpus)
and of a paragraph of `examples/` has 1 to 6 changes (fuzz/mutating.py), the same for the same seed. Pages of broken
markup (fuzz/broken_markup.py) and records of odd strings (fuzz/odd_strings.py) are made anew each time. A copy `broke`
a promise where the target of its row raised anything: an error that is no refusal, a span outside its text, a value
that came back otherwise. The row "claims" is all stages of reading, with the model, up to lines of an export. To be 0.
"""

import argparse
import json
import logging
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fuzz import TARGETS  # noqa: E402 - found above
from fuzz.broken_markup import broken  # noqa: E402 - as above
from fuzz.checking import hold  # noqa: E402 - as above
from fuzz.intake import check  # noqa: E402 - as above
from fuzz.mutating import mutated  # noqa: E402 - as above
from fuzz.odd_strings import strings  # noqa: E402 - as above
from fuzz.texts import text_of  # noqa: E402 - as above
from tests.intake.making import ENDINGS, MADE, SAID, packed_files, read, text  # noqa: E402 - as above

from sayso.export.lines import line_record  # noqa: E402 - as above
from sayso.export.restored import claims_from  # noqa: E402 - as above
from sayso.export.text import dumps  # noqa: E402 - as above
from sayso.ledger.codec import spans_of  # noqa: E402 - as above
from sayso.nouns import Claimed, Layer, LayerName, Outcome, Report  # noqa: E402 - as above
from sayso.stages import Settings, Stages, shipped  # noqa: E402 - as above

BEGIN, END = "<!-- begin mutations -->", "<!-- end mutations -->"
SLOW = 100
"""One copy in so many goes through all stages, where a copy takes as long as many of the others."""
LONGEST = 600
"""Characters of a paragraph that are read."""

Run = Callable[[bytes], Sequence[str]]
"""What becomes of a copy, as words to be counted; raises where a promise is broken."""


Mutate = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


class Row(NamedTuple):
    """What is mutated, what takes the copies, and how they are made."""

    name: str
    kept: Sequence[bytes]
    run: Run
    mutate: Mutate = mutated


def rows() -> Iterator[Row]:
    """All but the last, which is slow, take copies by the thousand."""
    everything = {name: make() for name, make in MADE.items()}
    for name, raw in everything.items():
        yield Row(name, (raw,), _read_as(ENDINGS.get(name, "")))
        if zipfile.is_zipfile(BytesIO(raw)):
            yield Row(f"{name}, inside", (raw,), _read_as(""), _inside)
    yield Row("broken markup", (b"",), _read_as(""), lambda _raw, chance, _others: broken(chance))
    yield Row("record of odd strings", (b"",), _read_as(""), _record)
    for name in TARGETS:
        kept = [path.read_bytes() for path in sorted((ROOT / "fuzz" / "corpus" / name).iterdir())]
        yield Row(f"{name} (corpus)", kept, _target(name))
    yield Row("claims", paragraphs(), claims)


def _read_as(ending: str) -> Run:
    def run(raw: bytes) -> Sequence[str]:
        intakes = read(raw, ending)
        hold(intakes, "nothing was told of it")
        for intake in intakes:
            check(intake)
        return [intake.outcome for intake in intakes]

    return run


def _inside(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """An archive with a mutated file in it, as checksums keep all other mutations of it out."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(files))
    return packed_files({**files, name: mutated(files[name], chance, others)})


FIELDS = ("text", "id", "outlet", "title", "url", "author", "language", "published_at")


def _record(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A record with strings that programs trip over in some of its fields, also several in one."""
    del raw, others
    record = {"text": SAID[0]}
    for field in chance.sample(FIELDS, chance.randint(1, 4)):
        record[field] = "".join(chance.choices(strings(), k=chance.randint(1, 3)))
    return json.dumps([record]).encode()


def _target(name: str) -> Run:
    target: Callable[[bytes], None] = import_module(f"fuzz.{name}").target

    def run(raw: bytes) -> Sequence[str]:
        target(raw)
        return ()

    return run


def paragraphs() -> list[bytes]:
    """Paragraphs of the example's reports."""
    texts = chain.from_iterable(
        text(intake).split("\n")
        for path in sorted((ROOT / "examples" / "reports").iterdir())
        for intake in read(path.read_bytes(), path.suffix)
    )
    return [line[:LONGEST].encode() for line in texts if line.strip()]


@cache
def _stages() -> Stages:
    return shipped()


def claims(raw: bytes) -> Sequence[str]:
    """Claims of the bytes as a text, out to lines of JSON and in again."""
    words = text_of(raw)
    layer = Layer(name=LayerName.TEXT, text=words, sha256=sha256(raw).hexdigest())
    report = Report(id="r-1", capture="0" * 64, label="a", layers=(layer,), language="en")
    made = _stages().claims(report, LayerName.TEXT, Settings(), "n-1")
    for claim in made:
        for field, span in spans_of(claim):
            hold(span.end <= len(words), f"{field} of {claim} lies outside")
        line = dumps(line_record(Claimed(claim=claim, report=report)))
        hold(list(claims_from([line])) == [claim], f"{line!r} came back otherwise")
    return ["claims"] * len(made)


def measured(row: Row, copies: int, seed: int, others: Sequence[bytes], broken: Path | None) -> tuple[str, int]:
    """A row of the table, and how many copies broke a promise."""
    chance = random.Random(f"{seed} {row.name}")  # noqa: S311 - not for secrets
    ends: Counter[str] = Counter()
    faults = 0
    start = time.process_time()
    for _ in range(copies):
        copy = row.mutate(chance.choice(row.kept), chance, others)
        try:
            ends.update(row.run(copy))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            faults += 1
            print(f"{row.name}: {type(error).__name__}: {error}", file=sys.stderr)
            if broken is not None:
                (broken / f"{row.name.partition(' (')[0]}-{sha256(copy).hexdigest()[:12]}").write_bytes(copy)
    each = 1000 * (time.process_time() - start) / copies
    counts = [f"{ends[end]:,}" if ends else "" for end in Outcome]
    return f"| {row.name} | {copies:,} | {' | '.join(counts)} | {faults} | {each:.1f} |", faults


def main() -> None:
    """Print the table, and write it into a page if one is named; ends with 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=100_000, help="copies in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the name of one row")
    parser.add_argument("--broken", type=Path, help="a folder for the copies that broke a promise")
    parser.add_argument("--write", type=Path, help="a page with a place for the table")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)  # parsers talk of what is damaged
    every = [row for row in rows() if asked.only in {None, row.name}]
    if asked.broken:
        asked.broken.mkdir(parents=True, exist_ok=True)
    slow = max(asked.copies // SLOW, 1)
    each = -(-(asked.copies - slow) // max(len(every) - 1, 1))
    others = [raw for row in rows() for raw in row.kept]
    table = [
        "| mutated | copies | read | in part | refused | broke a promise | CPU each, ms |",
        "|---|---|---|---|---|---|---|",
    ]
    print("\n".join(table))
    faults = 0
    for row in every:
        line, new = measured(row, slow if row.name == "claims" else each, asked.seed, others, asked.broken)
        table, faults = [*table, line], faults + new
        print(line, flush=True)
    if asked.write:
        before, _, rest = asked.write.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        asked.write.write_text(f"{before}{BEGIN}\n" + "\n".join(table) + f"\n{END}{after}", encoding="utf-8")
    sys.exit(min(faults, 1))


if __name__ == "__main__":
    main()
