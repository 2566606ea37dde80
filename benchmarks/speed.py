"""Speed and size: reading against the yardstick, the start of the command line, one short report read warm.

    python benchmarks/speed.py [--texts DIR] [--report FILE] [--rounds N] [--write docs/speed.md]

The yardstick is spaCy's default pipeline over the same texts in the same process (`nlp.pipe`, one process), CPU time
against CPU time. The two take turns, A B A B …, so that a machine that slows down slows both; the ratio is the median
over the rounds. DIR is a folder of .txt files; without it a set of texts is made from examples/.

Where reading spends its time is told stage by stage; the rest is intake and ledger.
"""

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import spacy

import sayso
from sayso.annotate import DEFAULT_PIPELINE, annotate
from sayso.annotate.pipeline import load
from sayso.nouns import Layer, LayerName, Report
from sayso.stages import WAYS, Settings, extractor, shipped

ROOT = Path(__file__).parent.parent
HELP_RUNS = 9
WHY = "[decision 26](decisions/0026-models-of-six-layers.md)"
STAGES = ("annotate", "attribute", "make_claims", "index", "near", "decide", "assemble")
COPIES_OF_EXAMPLES = 12
"""The example case is small: so many copies of it (each with a line of its own) take long enough to time."""


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


class Stopwatch:
    """CPU seconds that the stages took, by their names; `stages` are those that ship, each timed."""

    def __init__(self) -> None:
        self.took: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        plain = shipped()
        self.stages = replace(plain, **{name: self._timed(name, getattr(plain, name)) for name in STAGES})

    def _timed(self, name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def timed(*given: object) -> object:
            start = time.process_time()
            try:
                return stage(*given)
            finally:
                self.took[name] += time.process_time() - start

        return timed


def example_texts(folder: Path) -> list[Path]:
    """Text files made from the examples, each a report of its own."""
    with sayso.open_ledger(folder / "texts.sayso") as ledger:
        list(sayso.read(ledger, [str(ROOT / "examples" / "reports")]))
        texts = [layer.text for report in ledger.reports() if (layer := report.layer()) is not None]
    paths = []
    for copy in range(COPIES_OF_EXAMPLES):
        for index, text in enumerate(texts):
            path = folder / f"{copy:02}-{index:02}.txt"
            path.write_text(f"{text}\n\nEdition {copy}.\n", encoding="utf-8")
            paths.append(path)
    return paths


def against_yardstick(paths: list[Path], rounds: int) -> tuple[list[float], list[float], list[Stopwatch], float]:
    """CPU seconds of reading and of the yardstick by round, those of the stages, and the peak memory of reading."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    load(DEFAULT_PIPELINE)  # loading is timed on neither side
    nlp = spacy.load(DEFAULT_PIPELINE)  # as it ships: Sayso's own has parts that are replaced
    reading, yardstick, watches, peak = [], [], [], 0.0
    for _ in range(rounds):
        watch = Stopwatch()
        with tempfile.TemporaryDirectory() as scratch, sayso.open_ledger(Path(scratch) / "speed.sayso") as ledger:
            sources = [str(path) for path in paths]
            reading.append(cpu(lambda: list(sayso.read(ledger, sources, using=watch.stages))))  # noqa: B023 - called at once
        watches.append(watch)
        peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the yardstick needs more
        yardstick.append(cpu(lambda: list(nlp.pipe(texts))))
    return reading, yardstick, watches, peak


def by_stage(reading: list[float], yardstick: list[float], watches: list[Stopwatch]) -> Iterator[str]:
    """The rows of the table of stages: CPU seconds, and their part of the yardstick."""
    took = {name: statistics.median(watch.took[name] for watch in watches) for name in STAGES}
    took["the rest"] = statistics.median(reading) - sum(took.values())
    for name, seconds in took.items():
        yield f"| `{name}` | {seconds:.2f} | {seconds / statistics.median(yardstick):.2f} |"


def attributing(paths: list[Path]) -> dict[str, float]:
    """Words of the texts by CPU second of each way of attributing alone, the parse not counted."""
    annotated = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        digest = sha256(text.encode()).hexdigest()
        layer = Layer(name=LayerName.TEXT, text=text, sha256=digest)
        annotated.append(annotate(Report(id=path.stem, capture=digest, label=path.stem, layers=(layer,))))
    words = sum(len(one.text.split()) for one in annotated)
    found = {}
    for way in WAYS:
        extract = extractor(Settings(attribution=way))
        extract(annotated[0])  # loading is timed on its own
        found[way] = words / cpu(lambda extract=extract: [extract(one) for one in annotated])
    return found


def loading_seconds() -> float:
    """Median wall seconds to load the trained model in a new process, its libraries included."""
    code = (
        "import time; start = time.perf_counter(); from sayso.attribute.trained.network import load; load(1); "
        "print(time.perf_counter() - start)"
    )
    took = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
        for _ in range(HELP_RUNS)
    ]
    return statistics.median(took)


def one_report_warm(path: Path) -> float:
    """Wall seconds to read one report into a new ledger, the models already loaded."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("cold", "warm"):
            with sayso.open_ledger(Path(scratch) / f"{name}.sayso") as ledger:
                start = time.perf_counter()
                list(sayso.read(ledger, [str(path)]))
                took = time.perf_counter() - start
    return took


def help_seconds() -> float:
    """Median wall seconds of `sayso --help` as a new process."""
    command = [str(Path(sys.executable).with_name("sayso")), "--help"]
    took = []
    for _ in range(HELP_RUNS):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def main() -> None:
    """Measure and print, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="a folder of .txt files")
    parser.add_argument("--report", type=Path, help="the one report that is read warm (default: the first text)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="the page to write; without it the page is printed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        paths = sorted(options.texts.glob("*.txt")) if options.texts else example_texts(Path(scratch))
        reading, yardstick, watches, peak = against_yardstick(paths, options.rounds)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in paths)
        warm = one_report_warm(options.report or paths[0])
        alone = attributing(paths)
    ratios = [a / b for a, b in zip(reading, yardstick, strict=True)]
    middle = statistics.median(ratios)
    what = f"the {len(paths)} texts of `--texts`" if options.texts else f"{len(paths)} texts made from `examples/`"
    page = f"""# Speed

Written by `make bench` (Python {platform.python_version()}, {platform.machine()}), over {what}: {words:,} words,
Rounds: {options.rounds}, reading and yardstick in turn. The figures move with the machine; the ratio moves least.

| | |
|---|---|
| `read`, CPU s (median) | {statistics.median(reading):.2f} |
| yardstick: spaCy's default pipeline on the same texts, CPU s (median) | {statistics.median(yardstick):.2f} |
| ratio, median (lowest to highest; aim 2.0: {WHY}) | {middle:.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |
| words per CPU s | {words / statistics.median(reading):,.0f} |
| one report read warm into a new ledger, wall s (aim 2) | {warm:.2f} |
| `sayso --help`, wall s, median of {HELP_RUNS} (aim 0.3) | {help_seconds():.2f} |
| peak memory of reading them, MiB | {peak:,.0f} |

| stage | CPU s | of the yardstick |
|---|---|---|
{chr(10).join(by_stage(reading, yardstick, watches))}

Finding attributions alone (the extractor, without the parse and the steps after it), words by CPU s; `read` uses both:

| {" | ".join(WAYS)} | loading the model, wall s (aim 1) |
|{"---|" * (len(WAYS) + 1)}
| {" | ".join(f"{alone[way]:,.0f}" for way in WAYS)} | {loading_seconds():.2f} |
"""
    if options.write:
        options.write.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
