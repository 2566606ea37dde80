"""How placing a report grows with the ledger, on synthetic claims: `python benchmarks/growth.py [--sizes 1000,10000]`.

Stories of 5 to 500 reports (sizes as 5 · 10^(2u) for u drawn evenly), each in a town of its own on days of its own; a
report has twenty claims: a fifth are counts of people under six heads, a fifth states of ten things, the others plain
statements (somebody did something to a thing), as many as give each four claims on average. Each is said by one of
eight voices. Claims are put together by hand, so nothing is parsed. Printed for each size: the time to place one more
report (find the claims near its own by the index, decide on the pairs, write the links), over reports of stories drawn
by their number of reports. `--case 100` compares one story of so many reports from nothing, models and all. The texts
are more alike than news is, so that more pairs are decided: a hard case, not a usual one.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from sayso import open_ledger
from sayso.api import _links, refresh
from sayso.compare import Comparing
from sayso.ledger import Ledger
from sayso.nouns import (
    Basis,
    Capture,
    Claim,
    Claimed,
    Comparator,
    Form,
    Intake,
    Layer,
    LayerName,
    Moment,
    Outcome,
    Quantity,
    Reading,
    ReferentKind,
    Report,
    Span,
    Voice,
    content_id,
)
from sayso.stages import shipped

CLAIMS = 20
COUNTED = ("killed", "injured", "missing", "arrested", "evacuated", "rescued")
SHARE = 0.2  # of the claims that are counts, and of those that are states
EACH = 4  # claims of one plain statement, on average
WHO = ("engineers", "nurses", "drivers", "miners", "teachers", "farmers", "guards", "clerks", "pilots", "students")
DID = ("painted", "searched", "photographed", "measured", "cleaned", "rented", "praised", "visited", "copied", "sold")
WHAT = ("maps", "lorries", "cellars", "letters", "barrels", "fences", "lamps", "ledgers", "roofs", "orchards")
THINGS = ("bridge", "station", "market", "harbour", "school", "depot", "tunnel", "mill", "barracks", "clinic")
STATES = ("closed", "open", "damaged", "guarded", "flooded", "empty", "occupied", "searched")
SYLLABLES = ("bar", "dol", "fen", "gar", "hol", "kir", "lum", "mar", "nor", "pel", "ras", "sten", "tor", "ul", "ver")


@dataclass(frozen=True)
class Story:
    """A town, its first day, its voices, and how many reports tell of it."""

    number: int
    town: str
    day: date
    voices: tuple[str, ...]
    reports: int


def stories(claims: int, rng: Random) -> Iterator[Story]:
    """Stories until their reports hold so many claims."""
    left, number = claims // CLAIMS, 0
    while left > 0:
        size = min(left, round(5 * 10 ** (2 * rng.random())))
        town = "".join(rng.choice(SYLLABLES) for _ in range(3)).title()
        voices = tuple(f"{''.join(rng.choice(SYLLABLES) for _ in range(2)).title()} Office" for _ in range(8))
        yield Story(number, town, date(2024, 1, 1) + timedelta(days=rng.randrange(700)), voices, size)
        left, number = left - size, number + 1


def reading(story: Story, at: int, rng: Random) -> tuple[Intake, Reading]:
    """One report of a story with its claims, as reading would have made them."""
    parts: list[str] = [f"{story.town} was in the news again."]
    made: list[tuple[int, str, str, int | None]] = []
    statements = max(2, round(story.reports * CLAIMS * (1 - 2 * SHARE) / EACH))
    for _ in range(CLAIMS):
        voice, thing = rng.choice(story.voices), rng.choice(THINGS)
        number, kind = None, rng.random()
        if kind < SHARE:
            number = rng.choice((7, 12, 19, 23, 40, 65, 120))
            said = f"{number} people were {rng.choice(COUNTED)} in {story.town}"
        elif kind < 2 * SHARE:
            said = f"the {thing} in {story.town} was {rng.choice(STATES)}"
        else:
            said = statement(story, rng.randrange(statements))
        made.append((sum(len(part) + 1 for part in parts), voice, said, number))
        parts.append(f"The {voice} said that {said}.")
    text = " ".join(parts)
    day = story.day + timedelta(days=rng.randrange(4))
    digest = sha256(f"{story.number} {at} {text}".encode()).hexdigest()
    label = f"{story.number}-{at}"
    layer = Layer(name=LayerName.TEXT, text=text, sha256=sha256(text.encode()).hexdigest())
    report = Report(
        id=content_id("r", digest), capture=digest, label=label, outlet=f"Paper {at}", layers=(layer,),
        published=Moment(day.isoformat()),
    )  # fmt: skip
    ident = content_id("n", report.id)
    claims = tuple(_claim(report, ident, *row) for row in made)
    intake = Intake(
        source=label,
        outcome=Outcome.READ,
        capture=Capture(sha256=digest, raw=b"", media_type="text/plain"),
        report=report,
    )
    return intake, Reading(id=ident, report=report.id, engine="by hand", claims=claims)


def statement(story: Story, number: int) -> str:
    """One of a story's plain statements: three words told apart by the number, and where."""
    who, did, what = WHO[number % 10], DID[number // 10 % 10], WHAT[number // 100 % 10]
    return f"{who} had {did} the {what} of {story.town} {THINGS[number // 1000 % 10]}"


def _claim(  # noqa: PLR0913, PLR0917 - what a claim is made of
    report: Report, reading_id: str, start: int, voice: str, said: str, number: int | None
) -> Claim:
    begin = start + len(f"The {voice} said that ")
    content = (Span(begin, begin + len(said)),)
    counted = ()
    if number is not None:
        span = Span(begin, begin + len(str(number)))
        people = Span(span.end + 1, span.end + 7)
        counted = (
            Quantity(
                span=span, low=number, best=number, high=number, comparator=Comparator.EXACT, counted="people",
                counted_span=people, unit="people",
            ),
        )  # fmt: skip
    return Claim(
        id=content_id("c", reading_id, begin, voice),
        report=report.id,
        layer=LayerName.TEXT,
        content=content,
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        voice=Voice(name=voice, kind=ReferentKind.BODY, source=(Span(start + 4, start + 4 + len(voice)),)),
        quantities=counted,
        rule="by hand",
        method="by hand",
    )


def fill(ledger: Ledger, told: list[Story], rng: Random) -> None:
    """Write the reports of the stories, all marked as compared, without links: what is measured is one more."""
    comparing = Comparing()
    for story in told:
        with ledger.writing():
            for at in range(story.reports):
                _add(ledger, comparing, story, at, rng)
            pending = ledger.uncompared(story.reports)
            ledger.add_compared(pending.values(), ())


def _add(ledger: Ledger, comparing: Comparing, story: Story, at: int, rng: Random) -> None:
    intake, made = reading(story, at, rng)
    report = intake.report
    if report is None:
        return
    ledger.add(intake, made, entry=comparing.index(report, dict(enumerate(made.claims))))


def placed(ledger: Ledger, told: list[Story], rounds: int, rng: Random) -> list[float]:
    """Seconds to place one more report, for reports of stories drawn by their size."""
    using, found = shipped(), []
    comparing = Comparing()
    for round_ in range(rounds):
        story = rng.choices(told, weights=[one.reports for one in told])[0]
        _add(ledger, comparing, story, 10_000 + round_, rng)
        pending = ledger.uncompared(1)
        started = time.perf_counter()
        ledger.add_compared(pending.values(), *_links(ledger, using, pending))
        found.append(time.perf_counter() - started)
    return found


def compared_from_nothing(reports: int) -> None:
    """Compare the reports of one story, models and all, and print how long it took."""
    rng = Random(reports)  # noqa: S311 - made-up texts
    told = next(one for one in stories(10**6, rng) if one.reports >= reports)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "case.sayso") as ledger:
        comparing = Comparing()
        for at in range(reports):
            _add(ledger, comparing, replace(told, reports=reports), at, rng)
        started, spent = time.perf_counter(), time.process_time()
        refresh(ledger)
        figures = {
            "reports": reports,
            "claims": len(ledger.claims()),
            "questions": len(ledger.questions()),
            "wall_s": round(time.perf_counter() - started, 1),
            "cpu_s": round(time.process_time() - spent, 1),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
    sys.stdout.write(json.dumps(figures) + "\n")


def main() -> None:
    """Fill a ledger of each size and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--case", type=int, help="compare one story of so many reports")
    given = parser.parse_args()
    if given.case:
        compared_from_nothing(given.case)
        return
    for size in map(int, given.sizes.split(",")):
        rng = Random(size)  # noqa: S311 - made-up texts
        told = list(stories(size, rng))
        with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "case.sayso") as ledger:
            started = time.perf_counter()
            fill(ledger, told, rng)
            filled = time.perf_counter() - started
            times = sorted(placed(ledger, told, given.rounds, rng))
        figures = {
            "claims": size,
            "stories": len(told),
            "placing_ms_median": round(1000 * statistics.median(times), 1),
            "placing_ms_90": round(1000 * times[int(0.9 * len(times))], 1),
            "filling_s": round(filled, 1),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
