"""What inputs cost that are made to cost much: `python benchmarks/hostile.py --write docs/inputs.md`.

    python benchmarks/hostile.py --many 500 --write docs/hardening.md

Each is made here, read in a process of its own, and ends as its last column says. CPU time is that of reading it
without loading what reading needs; memory is what the process grew by at its peak, beyond what a small page takes.

With --many they are read one after another, again and again, each time in another order, by one process with the worker
that `sayso read` has, under tighter limits (LIMITS), and among them some that break these (BREAKING). The process is to
live, and each input to be listed.
"""

import argparse
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import reduce
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.intake.bombs import answered, branching, filler, pdf, quine, squeezed, zipped  # noqa: E402 - found above

from sayso.intake import Guarded, Limits, read_inputs  # noqa: E402 - as above

BEGIN, END = "<!-- begin hostile -->", "<!-- end hostile -->"
PROSE = "<p>The harbour board said on Monday that the north pier would stay shut until engineers had looked at it.</p>"


def page(body: str) -> bytes:
    """A page with something odd in it, and an article."""
    head = "<!doctype html><html><head><title>T</title></head><body><article>"
    return f"{head}{body}{PROSE * 3}</article></body></html>".encode()


def record(length: int, body: bytes) -> bytes:
    """A record of a web archive that says it is `length` long."""
    return b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (length, body)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "300,000 inline tags in a paragraph": lambda: page("<p>" + "<b>x</b>" * 150_000),
    "59,000 inline tags in a paragraph": lambda: page("<p>" + "<b>x</b>" * 29_400),
    "29,000 links in a paragraph": lambda: page("<p>" + "<a>x</a> y " * 29_000),
    "245 nested inline tags around 25,000 others": lambda: page("<p>" + "<b>x <a href=q>" * 122 + "<i>w</i> " * 25_000),
    "25,000 paragraphs in 80 nested tables": lambda: page("<table><tr><td>" * 80 + "<p>w w" * 25_000),
    "59,000 paragraphs": lambda: page("<p>x y</p>" * 29_400),
    "3,000 nested blocks": lambda: page("<div>" * 3_000),
    "5 MB of tags that do not end": lambda: page("")[:60] + PROSE.encode() * 3 + b"<a " * 1_600_000,
    "14,000 dated blocks in one": lambda: page('<div><time datetime="2031-05-19">x</time></div>' * 14_000),
    "1 MB of white space in linked data": lambda: page(
        f'<script type="application/ld+json">-->{" " * 1_000_000}x</script>'
    ),
    "linked data nested 100,000 deep": lambda: page(f'<script type="application/ld+json">{"[" * 100_000}</script>'),
    "JSON nested 100,000 deep": lambda: b'[{"text":' + b"[" * 100_000,
    "gzip of 1 GB of zeros": lambda: filler(bytes(1_000_000), 1_000),
    "gzip in gzip of 1 GB of zeros": lambda: filler(filler(bytes(1_000_000), 1_000), 1),
    "zip of 100 MB of one letter": lambda: zipped({"a.txt": b"a" * 100_000_000}),
    "zip of 1,000 files of 1 MB of one letter": lambda: zipped({f"{n}.txt": b"a" * 1_000_000 for n in range(1_000)}),
    "zip in zip, ten deep": lambda: reduce(
        lambda inner, _: zipped({"a.zip": inner}), range(10), zipped({"a.txt": b"a"})
    ),
    "zip that is itself in it": quine,
    "zip of 100 zips of 100 zips of 100 texts": lambda: branching(100, 3),
    "PDF whose one page unpacks to 100 MB of spaces": lambda: pdf(zlib.compress(b" " * 100_000_000)),
    "PDF whose one page shows one part of 30 MB three times": lambda: pdf(zlib.compress(b" " * 30_000_000), times=3),
    "PDF with 100 MB of spaces that are packed twice": lambda: pdf(
        zlib.compress(zlib.compress(b" " * 100_000_000)), filters=b"[/FlateDecode/FlateDecode]"
    ),
    "PDF with 100 MB of spaces that are said to be a picture": lambda: pdf(
        zlib.compress(b" " * 100_000_000), kind=b"/Subtype/Image"
    ),
    "web archive with 200 MB of zeros packed with brotli": lambda: answered(squeezed(200), "br"),
    "200 MB of zeros packed with brotli": lambda: squeezed(200),
    "mailbox with a line of 100,000 digits": lambda: (
        b"From a@b.example Mon May 19 10:20:00 2031\nFrom: a\nTo: b\nMessage-ID: c\n\nFrom " + b"0" * 100_000
    ),
    "web archive with a record of 1 TB": lambda: record(10**12, b"x"),
    "web archive of 100,000 beginnings": lambda: b"WARC/1.0\r\n" * 100_000,
    "feed that declares entities": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "'
        + b"a" * 1_000
        + b'"><!ENTITY b "'
        + b"&a;" * 1_000
        + b'">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    ),
    "feed of 20,000 entries without an end": lambda: b"<rss><channel>" + b"<item>" * 20_000,
    "feed with 100,000 comments after its end": lambda: (
        b"<rss><channel></channel></rss>" + b"<!--a-->" * 100_000 + b"x"
    ),
    "letter of parts nested 2,000 deep": lambda: (
        b"From: a@b.example\nTo: c\nSubject: s\nMIME-Version: 1.0\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2_000))
    ),
    "table with 10 MB in a cell": lambda: b"text,date\n" + b'"' + b"a " * 5_000_000,
    "cell nested 100,000 deep": lambda: b'status,metadata,media\nok,"' + b"[" * 100_000 + b'",\n',
}
NAMES = {"table with 10 MB in a cell": "a.csv", "cell nested 100,000 deep": "a.csv"}
"""Those that their name tells, not their content."""


BREAKING: dict[str, Callable[[], bytes]] = {
    "record with 20,000,000 lists in its text": lambda: b'[{"text":[' + b"[]," * 20_000_000 + b"[]]}]",
    "JSON list of 8,000,000 records": lambda: b"[" + b'{"text":1},' * 8_000_000 + b"{}]",
    "PDF whose one page shows one part of 30 MB 100 times": lambda: pdf(zlib.compress(b" " * 30_000_000), times=100),
    "PDF whose one page draws 2,000,000 lines": lambda: pdf(zlib.compress(b"0 0 m 9 9 l S\n" * 2_000_000)),
}
"""What breaks a limit, by taking memory or time that no limit of a format foresees."""

LIMITS = Limits(memory=512 * 1024 * 1024, seconds=2, patience=60.0)
"""A third of the memory and a fifteenth of the processor time that reading has, so that some break these, too."""

MANY_BEGIN, MANY_END = "<!-- begin many -->", "<!-- end many -->"


def many(number: int, names: Sequence[str], seed: int = 1) -> tuple[list[str], int]:
    """Rows of a table: what became of so many inputs, read by one process; and how many of them were not listed."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    ends: Counter[str] = Counter()
    unlisted = 0
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder, Guarded(LIMITS) as guarded:
        files = []
        for at, name in enumerate(names):
            file = Path(folder) / f"{at}-{NAMES.get(name, 'a')}"
            file.write_bytes((HOSTILE | BREAKING)[name]())
            files.append(str(file))
        list(guarded.read(["-"], stdin=BytesIO(page(""))))
        before, left = _peak(Path("/proc/self")), number
        while left:
            some = chance.sample(files, min(left, len(files)))
            left -= len(some)
            last: dict[str, str] = {}
            for intake in guarded.read(some):
                last[intake.source.partition(", ")[0]] = intake.reason or ""
            ends.update(map(_end, last.values()))
            unlisted += len(set(some) - set(last))
        grown = _peak(Path("/proc/self")) - before
    rows = [f"| {end} | {count:,} |" for end, count in sorted(ends.items())]
    return [
        *rows,
        f"| not listed | {unlisted} |",
        f"| memory of the process that asked, MB more | {grown:.0f} |",
    ], unlisted


def _end(reason: str) -> str:
    """What the last thing told of an input comes to."""
    if reason.startswith("it was given up"):
        return reason.partition(", after ")[0]
    if "not enough memory" in reason:
        return "it was refused, as there was not enough memory for it"
    return "read, read in part or refused by a limit of its format"


def cost(name: str) -> tuple[float, float, str]:
    """Seconds of CPU time, MB of memory, and how it ended."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_measured, args=(theirs, name), daemon=True)
    worker.start()
    found: tuple[float, float, str] = ours.recv() if ours.poll(300) else (300.0, 0.0, "did not end")
    worker.kill()
    worker.join()
    return found


def _measured(answers: "multiprocessing.connection.Connection", name: str) -> None:
    folder = Path(f"/proc/{multiprocessing.current_process().pid}")
    list(read_inputs(["-"], stdin=BytesIO(page(""))))  # loads what reading needs
    raw = HOSTILE[name]()
    made = Path(multiprocessing.util.get_temp_dir()) / NAMES.get(name, "a")
    made.write_bytes(raw)
    del raw
    if (folder / "clear_refs").exists():
        (folder / "clear_refs").write_text("5")  # begins the peak anew
    before, peak = _peak(folder), 0.0
    start = time.process_time()
    ends = [intake.reason or "" for intake in read_inputs([str(made)])]
    spent = time.process_time() - start
    peak = _peak(folder)
    made.unlink()
    answers.send((spent, peak - before, ends[-1] or "read"))


def _peak(folder: Path) -> float:
    """The most memory so far, in MB."""
    if (folder / "status").exists():
        lines = (folder / "status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table, and write it into a page if one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="the name of one of them")
    parser.add_argument("--many", type=int, help="read so many one after another")
    parser.add_argument("--write", type=Path, help="a page with a place for the table")
    asked = parser.parse_args()
    write = asked.write
    if asked.many:
        told, unlisted = many(asked.many, [asked.only] if asked.only else [*HOSTILE, *BREAKING])
        table = ["| how it ended | inputs |", "|---|---|", *told]
        print("\n".join(table))
        if write:
            _put(write, MANY_BEGIN, MANY_END, table)
        sys.exit(min(unlisted, 1))
    rows = ["| input | CPU, s | memory, MB | ended as |", "|---|---|---|---|"]
    for name in [asked.only] if asked.only else HOSTILE:
        spent, grown, end = cost(name)
        rows.append(f"| {name} | {spent:.2f} | {grown:.0f} | {end[:110].replace('|', '/')} |")
        print(rows[-1], flush=True)
    if write:
        _put(write, BEGIN, END, rows)


def _put(page: Path, begin: str, end: str, rows: Sequence[str]) -> None:
    """Write a table into its place."""
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{begin}\n" + "\n".join(rows) + f"\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
