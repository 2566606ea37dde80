"""How placing a report grows with the ledger, on synthetic claims.

    python benchmarks/growth.py [--sizes 1000,10000,100000,1000000] [--rounds 60] [--texts news]
                                [--ledgers DIR] [--rows FILE] [--write docs/growth.md]
    python benchmarks/growth.py --case 100

Stories of 5 to 500 reports (sizes as 5 · 10^(2u) for u drawn evenly), each in a town of its own in one of forty
countries, from a day of its own within 700 on, with eight reports a day. A report has a title that names the town, an
outlet out of 300, and twenty claims. Claims are put together by hand, so nothing is parsed. There are two ways to make
texts:

- `news`: a story goes on by episodes of ten reports, each in a district of its own, with words and voices of its own;
  of the voices (bodies of some thirty kinds) some are the whole story's, some the country's, so that other stories have
  them, too. Of the claims a tenth are counts of people (a quarter under the three heads that the story is about, the
  others under what the episode is about), 15% states of places and people, and the others statements that somebody did
  something to something, of which each is told by four claims on average, in other words half of the time. Words are
  made up, 20,000 for all stories together, rare ones and common ones as in news. Of a story of nine reports one pair of
  claims in fifty is linked then, of one of 84 reports one in 310; in the stories that comparing is tested on it is one
  in fifty (110 claims of nine reports), in real news of one topic one in 1,300 (3,672 claims of 84 reports).
- `alike`: as this page was first measured. Six heads of counts, ten things in eight states and the words of the
  statements are the same in all stories, no report has a title, and every claim of a story may answer every other.

Filling writes the reports as reading does, all marked as compared, without links, each story as one. Then it is
measured what it takes to place one more report of a story: to find the claims near its own by the index, to decide on
the pairs, to write the links. Times are CPU times of the process; the wall time has that of the disk in it, and of
whatever else runs on the machine. Reports are drawn at random, so that large stories have more of them; and once more
of stories drawn at random. `cold` is the first report in a fresh process that has loaded Sayso and its word lists, and
nothing of the ledger.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, partial
from hashlib import sha256
from itertools import accumulate
from math import log
from pathlib import Path
from random import Random

from sayso import open_ledger
from sayso.api import refresh
from sayso.compare import Comparing
from sayso.comparing import _links
from sayso.ledger import Ledger
from sayso.nouns import (
    Basis,
    Capture,
    Claim,
    Comparator,
    Form,
    IndexEntry,
    Intake,
    Layer,
    LayerName,
    Moment,
    Outcome,
    Predicate,
    Quantity,
    Reading,
    ReferentKind,
    Report,
    Role,
    Span,
    Voice,
    content_id,
)
from sayso.stages import Stages, shipped

CLAIMS = 20
EACH = 4  # claims of one plain statement, on average
ROUNDS = 60
FEWEST, COLD = 5, 5  # rounds at least; fresh processes
WEIGHT = 1.0  # of Zipf's law

# Texts that are all alike, as this page was first measured.
COUNTED = ("killed", "injured", "missing", "arrested", "evacuated", "rescued")
SHARE = 0.2  # of the claims that are counts, and of those that are states
WHO = ("engineers", "nurses", "drivers", "miners", "teachers", "farmers", "guards", "clerks", "pilots", "students")
DID = ("painted", "searched", "photographed", "measured", "cleaned", "rented", "praised", "visited", "copied", "sold")
WHAT = ("maps", "lorries", "cellars", "letters", "barrels", "fences", "lamps", "ledgers", "roofs", "orchards")
THINGS = ("bridge", "station", "market", "harbour", "school", "depot", "tunnel", "mill", "barracks", "clinic")
STATES = ("closed", "open", "damaged", "guarded", "flooded", "empty", "occupied", "searched")

# Texts as in news.
HEADS = (*COUNTED, "treated", "jailed", "freed", "infected", "captured", "wounded", "drowned", "detained", "stranded")
STANDING = 3  # heads that the whole story is about
COUNTS, TOLD = 0.1, 0.15  # of the claims: counts, and states
EPISODE = 10  # reports
A_DAY = 8  # reports of one story
FRAMES = {"integrity": ("intact", "damaged", "destroyed"), "health": ("hurt", "unharmed"), "fate": ("missing", "found")}
COUNTRIES, OUTLETS, WORDS = 40, 300, 20_000

SYLLABLES = tuple(f"{first}{last}" for first in "bcdfghjklmnprstvz" for last in ("an", "el", "or", "um", "ir"))
MINISTRIES = (
    "Interior", "Health", "Defence", "Transport", "Justice", "Energy", "Labour", "Education", "Finance", "Trade",
)  # fmt: skip
BODIES = (
    "Council", "Union", "Clinic", "Hospital", "Police", "Brigade", "Court", "Institute", "League", "Authority",
    "Company", "Party", "Association", "Guard", "Church", "Museum", "Academy", "Railways", "Airport", "Observatory",
    "Fund", "Bank", "Chamber", "Society", "Network", "Monitor", "Agency", "Committee", "Front",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """A town, its first day, its voices, and how many reports tell of it."""

    number: int
    town: str
    country: str
    day: date
    voices: tuple[str, ...]
    heads: tuple[str, ...]
    reports: int


@dataclass(frozen=True)
class Said:
    """A claim to be written down: who says what, with a number of people or the frame and value of a state, if any.

    `about` and `done` are words of it: whom or what it is about and what is told of it.
    """

    voice: str
    words: str
    about: str
    done: str
    number: int | None = None
    state: tuple[str, str] | None = None


def name(rng: Random, syllables: int) -> str:
    """A made-up name."""
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables)).title()


@cache
def countries() -> tuple[str, ...]:
    """The names of the countries, the one with most stories first."""
    rng = Random(1)  # noqa: S311 - made-up texts
    return tuple(f"{name(rng, 2)}ia" for _ in range(COUNTRIES))


@cache
def words() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Made-up words of small letters, and how often each is used, added up."""
    rng = Random(2)  # noqa: S311 - made-up texts
    made = dict.fromkeys(f"{name(rng, 3).lower()}{rng.choice(('a', 'o', 'in', 'ak', 'el'))}" for _ in range(2 * WORDS))
    listed = tuple(made)[:WORDS]
    return listed, tuple(accumulate(1 / (rank + 20) ** WEIGHT for rank in range(len(listed))))


def some_words(rng: Random, number: int) -> tuple[str, ...]:
    """Words as they are used."""
    listed, often = words()
    return tuple(rng.choices(listed, cum_weights=often, k=number))


def stories(claims: int, rng: Random) -> Iterator[Story]:
    """Stories until their reports hold so many claims."""
    left, number = claims // CLAIMS, 0
    while left > 0:
        size = min(left, round(5 * 10 ** (2 * rng.random())))
        country = rng.choices(countries(), weights=[1 / (rank + 1) for rank in range(COUNTRIES)])[0]
        own = tuple(f"{name(rng, 2)} {rng.choice(BODIES)}" for _ in range(3))
        yield Story(
            number=number,
            town=name(rng, 3),
            country=country,
            day=date(2024, 1, 1) + timedelta(days=rng.randrange(700)),
            voices=(*own, f"{country} {rng.choice(MINISTRIES)} Ministry", f"{country} {rng.choice(BODIES)}"),
            heads=tuple(rng.sample(HEADS, STANDING)),
            reports=size,
        )
        left, number = left - size, number + 1


def news(story: Story, at: int, rng: Random) -> tuple[str, str, date, list[Said]]:
    """Title, first sentence, day and claims of one report of a story, as in news."""
    episode = Random(f"{story.number} {at // EPISODE}")  # noqa: S311 - made-up texts
    district, topic = name(episode, 3), some_words(episode, 400)
    heads, people = episode.sample(HEADS, 3), tuple(name(episode, 3) for _ in range(4))
    voices = (*story.voices, *(f"{name(episode, 2)} {body}" for body in episode.sample(BODIES, 3)))
    statements = round(EPISODE * CLAIMS * (1 - COUNTS - TOLD) / EACH)
    made = []
    for _ in range(CLAIMS):
        voice, kind = rng.choice(voices), rng.random()
        if kind < COUNTS:
            head = rng.choice(story.heads if rng.random() < 1 / 4 else heads)
            number = rng.choice((7, 12, 19, 23, 40, 65, 120))
            made.append(Said(voice, f"{number} people were {head} in {district}", "people", head, number=number))
        elif kind < COUNTS + TOLD:
            frame = rng.choice(tuple(FRAMES))
            value = rng.choice(FRAMES[frame])
            whom = f"{rng.choice(topic[:8])} of {district}" if frame == "integrity" else rng.choice(people)
            made.append(Said(voice, f"the {whom} was {value}", whom, value, state=(frame, value)))
        else:
            number = rng.randrange(statements)
            told = Random(f"{story.number} {at // EPISODE} {number}").sample(topic, 5)  # noqa: S311 - made-up texts
            if rng.random() < 1 / 2:
                told[rng.randrange(2, 5)] = some_words(rng, 1)[0]
            who, did, *more = told
            made.append(Said(voice, f"the {who} had {did} the {' '.join(more)}", more[-1], did))
    first = f"In {district} of {story.town}, {story.country}, the {' '.join(some_words(rng, 30))} again."
    title = f"{topic[0].title()} {topic[1]} in {story.town}"
    return title, first, story.day + timedelta(days=at // A_DAY), made


def alike(story: Story, _: int, rng: Random) -> tuple[str, str, date, list[Said]]:
    """The same, as this page was first measured: what is told is nearly the same in all stories."""
    statements = max(2, round(story.reports * CLAIMS * (1 - 2 * SHARE) / EACH))
    offices = tuple(f"{name(Random(f'{story.number} {n}'), 2)} Office" for n in range(8))  # noqa: S311 - made-up texts
    made = []
    for _ in range(CLAIMS):
        voice, thing, kind = rng.choice(offices), rng.choice(THINGS), rng.random()
        if kind < SHARE:
            number, head = rng.choice((7, 12, 19, 23, 40, 65, 120)), rng.choice(COUNTED)
            made.append(Said(voice, f"{number} people were {head} in {story.town}", "people", head, number=number))
        elif kind < 2 * SHARE:
            state = rng.choice(STATES)
            made.append(Said(voice, f"the {thing} in {story.town} was {state}", "", ""))
        else:
            said = statement(story, rng.randrange(statements))
            made.append(Said(voice, said, "", ""))
    return "", f"{story.town} was in the news again.", story.day + timedelta(days=rng.randrange(4)), made


TEXTS = {"news": news, "alike": alike}


def statement(story: Story, number: int) -> str:
    """One of a story's plain statements: three words told apart by the number, and where."""
    who, did, what = WHO[number % 10], DID[number // 10 % 10], WHAT[number // 100 % 10]
    return f"{who} had {did} the {what} of {story.town} {THINGS[number // 1000 % 10]}"


def reading(story: Story, at: int, rng: Random, texts: str) -> tuple[Intake, Reading]:
    """One report of a story with its claims, as reading would have made them."""
    title, first, day, said = TEXTS[texts](story, at, rng)
    sentences = [first, *(f"The {one.voice} said that {one.words}." for one in said)]
    text = " ".join(sentences)
    digest = sha256(f"{story.number} {at} {text}".encode()).hexdigest()
    label = f"{story.number}-{at}"
    made = [(LayerName.TITLE, title), (LayerName.TEXT, text)]
    layers = [Layer(name=kind, text=one, sha256=sha256(one.encode()).hexdigest()) for kind, one in made if one]
    outlet = name(Random(rng.randrange(OUTLETS)), 3) if texts == "news" else f"Paper {at}"  # noqa: S311 - made-up texts
    report = Report(
        id=content_id("r", digest), capture=digest, label=label, outlet=outlet, layers=tuple(layers),
        published=Moment(day.isoformat()),
    )  # fmt: skip
    ident = content_id("n", report.id)
    starts = accumulate((len(sentence) + 1 for sentence in sentences), initial=0)
    claims = tuple(_claim(report, ident, start, one) for start, one in zip(list(starts)[1:], said, strict=False))
    intake = Intake(
        source=label,
        outcome=Outcome.READ,
        capture=Capture(sha256=digest, raw=b"", media_type="text/plain"),
        report=report,
    )
    return intake, Reading(id=ident, report=report.id, engine="by hand", claims=claims)


def _claim(report: Report, reading_id: str, start: int, said: Said) -> Claim:
    voice, begin = said.voice, start + len(f"The {said.voice} said that ")
    content = (Span(begin, begin + len(said.words)),)
    counted: tuple[Quantity, ...] = ()
    if said.number is not None:
        span = Span(begin, begin + len(str(said.number)))
        people = Span(span.end + 1, span.end + 7)
        counted = (
            Quantity(
                span=span, low=said.number, best=said.number, high=said.number, comparator=Comparator.EXACT,
                counted="people", counted_span=people, unit="people",
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
        predicates=_predicates(begin, said),
        rule="by hand",
        method="by hand",
    )


def _predicates(begin: int, said: Said) -> tuple[Predicate, ...]:
    """What is told of whom, as the words have it."""
    if not said.done:
        return ()
    spans = [
        Span(begin + said.words.index(word), begin + said.words.index(word) + len(word))
        for word in (said.done, said.about)
    ]
    frame, value = said.state or (None, None)
    role = Role(role="patient", span=spans[1], name=said.about)
    return (Predicate(name="be" if frame else said.done, span=spans[0], roles=(role,), frame=frame, value=value),)


def fill(ledger: Ledger, told: list[Story], texts: str) -> None:
    """Write the reports of the stories, all marked as compared, without links: what is measured is one more."""
    with ProcessPoolExecutor(2) as workers:
        for made in workers.map(partial(whole, texts=texts), told):
            with ledger.writing():
                for intake, found, entry in made:
                    ledger.add(intake, found, entry=entry)
                pending = ledger.uncompared(len(made))
                ledger.add_compared(pending.values(), (), [pending.keys()])


Made = tuple[Intake, Reading, IndexEntry]


def whole(story: Story, texts: str) -> list[Made]:
    """All reports of a story."""
    comparing = Comparing()
    return [one(comparing, story, at, Random(f"{story.number} {at}"), texts) for at in range(story.reports)]  # noqa: S311 - made-up texts


def one(comparing: Comparing, story: Story, at: int, rng: Random, texts: str) -> Made:
    """One report of a story, as it is written."""
    intake, found = reading(story, at, rng, texts)
    if intake.report is None:
        raise ValueError("a report was made that is none")
    return intake, found, comparing.index(intake.report, dict(enumerate(found.claims)))


def add(  # noqa: PLR0913, PLR0917 - what a report is made of
    ledger: Ledger, comparing: Comparing, story: Story, at: int, rng: Random, texts: str
) -> None:
    """Write one report of a story, not yet compared."""
    intake, found, entry = one(comparing, story, at, rng, texts)
    ledger.add(intake, found, entry=entry)


def place(ledger: Ledger, using: Stages) -> tuple[float, float, int]:
    """CPU and wall milliseconds to place the report that is waiting, and how many links it has got."""
    spent, started = time.process_time(), time.perf_counter()
    pending = ledger.uncompared(1)
    links, together = _links(ledger, using, pending)
    ledger.add_compared(pending.values(), links, together)
    return 1000 * (time.process_time() - spent), 1000 * (time.perf_counter() - started), len(links)


@dataclass
class Placed:
    """CPU milliseconds to place reports: drawn at random, one more of that story, and of a story drawn at random."""

    wall: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    by_story: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    links: list[int] = field(default_factory=list)


def placed(ledger: Ledger, told: list[Story], rounds: int, rng: Random, texts: str) -> Placed:
    """Place one more report at a time."""
    using, comparing, found = shipped(), Comparing(), Placed()
    size = sum(one.reports for one in told)

    def once(story: Story) -> float:
        add(ledger, comparing, story, rng.randrange(story.reports), rng, texts)
        spent, waited, links = place(ledger, using)
        found.links.append(links)
        found.wall.append(waited)
        return spent

    once(told[-1])  # loads the word lists
    for _ in range(min(rounds, max(FEWEST, size // 15))):  # what is measured must not make the ledger another one
        story = rng.choices(told, weights=[one.reports for one in told])[0]
        found.drawn.append(once(story))
        found.again.append(once(story))
        found.by_story.append(once(rng.choice(told)))
    for _ in range(COLD):
        story = rng.choices(told, weights=[one.reports for one in told])[0]
        add(ledger, comparing, story, rng.randrange(story.reports), rng, texts)
        command = (sys.executable, __file__, "--cold", ledger.name)
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found.cold.append(float(out))
    return found


def cold(path: str) -> None:
    """Place the waiting report in this process, which has seen nothing of the ledger, and print the milliseconds."""
    using, rng = shipped(), Random(0)  # noqa: S311 - made-up texts
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "other.sayso") as other:
        fill(other, [replace(next(stories(100, rng)), reports=2)], "news")  # loads the word lists
        add(other, Comparing(), next(stories(100, rng)), 0, rng, "news")
        place(other, using)
    with open_ledger(path) as ledger:
        sys.stdout.write(str(place(ledger, shipped())[0]))


def measured(size: int, rounds: int, texts: str, kept: Path | None) -> dict[str, object]:
    """The figures of a ledger of so many claims; it is kept in a folder if there is one, and used again."""
    rng = Random(size)  # noqa: S311 - made-up texts
    told = list(stories(size, rng))
    with tempfile.TemporaryDirectory() as scratch:
        path = (kept or Path(scratch)) / f"{texts}-{size}.sayso"
        there = path.exists()
        with open_ledger(path) as ledger:
            started = time.perf_counter()
            if not there:
                fill(ledger, told, texts)
            filled = time.perf_counter() - started
            times = placed(ledger, told, rounds, Random(ledger.entries()), texts)  # noqa: S311 - made-up texts
        size_mb = path.stat().st_size >> 20
    return {
        "texts": texts,
        "claims": size,
        "stories": len(told),
        "median_ms": middle(times.drawn),
        "p95_ms": high(times.drawn),
        "by_story_median_ms": middle(times.by_story),
        "wall_median_ms": middle(times.wall),
        "again_median_ms": middle(times.again),
        "cold_median_ms": middle(times.cold),
        "links_median": statistics.median(times.links),
        "filling_s": round(filled, 1),
        "file_mb": size_mb,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def middle(times: list[float]) -> float:
    """The median, to a tenth."""
    return round(statistics.median(times), 1)


def high(times: list[float]) -> float:
    """What 95 of a hundred do not exceed."""
    return round(statistics.quantiles(times, n=20)[-1], 1)


def compared_from_nothing(reports: int, texts: str) -> dict[str, object]:
    """Compare the reports of one story, models and all; how long it took."""
    rng = Random(reports)  # noqa: S311 - made-up texts
    told = next(one for one in stories(10**6, rng) if one.reports >= reports)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "case.sayso") as ledger:
        comparing = Comparing()
        for at in range(reports):
            add(ledger, comparing, replace(told, reports=reports), at, rng, texts)
        started, spent = time.perf_counter(), time.process_time()
        refresh(ledger)
        first = {
            "texts": texts,
            "reports": reports,
            "claims": len(ledger.claims()),
            "links": len(ledger.links()),
            "questions": len(ledger.questions()),
            "wall_s": round(time.perf_counter() - started, 1),
            "cpu_s": round(time.process_time() - spent, 1),
        }
        add(ledger, comparing, replace(told, reports=reports), reports - 1, rng, texts)
        spent = time.process_time()
        refresh(ledger)
        again = {"one_more_cpu_s": round(time.process_time() - spent, 1)}
    return {**first, **again, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


COLUMNS = {
    "texts": "texts",
    "claims": "claims in the ledger",
    "stories": "stories",
    "median_ms": "placing a report, CPU ms: median",
    "p95_ms": "95%",
    "by_story_median_ms": "of a story drawn at random",
    "again_median_ms": "one more of that story",
    "cold_median_ms": "in a fresh process",
    "wall_median_ms": "wall ms, median of all",
    "links_median": "links, median",
    "file_mb": "file, MiB",
    "peak_mb": "peak memory, MiB",
}
BEGIN, END = "<!-- measured by benchmarks/growth.py -->", "<!-- end -->"


def table(rows: list[dict[str, object]]) -> str:
    """The figures as a table, with how the median grows."""
    lines = [f"| {' | '.join(COLUMNS.values())} |", f"|{'---|' * len(COLUMNS)}"]
    for row in rows:
        cells = (f"{row[key]:,}" if isinstance(row[key], int | float) else str(row[key]) for key in COLUMNS)
        lines.append(f"| {' | '.join(cells)} |")
    news_only = [row for row in rows if row["texts"] == "news"]
    if len(news_only) > 1:
        first, last = news_only[0], news_only[-1]
        sizes, times = ((float(str(row[key])) for row in (first, last)) for key in ("claims", "median_ms"))
        (a, b), (fast, slow) = tuple(sizes), tuple(times)
        grown, square = slow / fast, (log(b) / log(a)) ** 2
        words = f"From {a:,.0f} to {b:,.0f} claims the median grows {grown:.1f} times: as the size to the power of"
        lines += ["", f"{words} {log(grown) / log(b / a):.2f}. The square of the logarithm grows {square:.1f} times."]
    return "\n".join(lines)


def write(page: Path, rows: list[dict[str, object]]) -> None:
    """Put the table into the page, between its marks."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n\n{table(rows)}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> None:
    """Fill a ledger of each size and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--texts", choices=tuple(TEXTS), default="news")
    parser.add_argument("--ledgers", type=Path, help="a folder in which ledgers are kept, to measure them again")
    parser.add_argument("--case", type=int, help="compare one story of so many reports")
    parser.add_argument("--rows", type=Path, help="figures of earlier runs (JSON lines), to which these are added")
    parser.add_argument("--write", type=Path, help="the page to put the table of all figures into")
    parser.add_argument("--cold", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.cold:
        cold(given.cold)
        return
    if given.case:
        sys.stdout.write(json.dumps(compared_from_nothing(given.case, given.texts)) + "\n")
        return
    rows = (
        [json.loads(line) for line in given.rows.read_text().splitlines()] if given.rows and given.rows.exists() else []
    )
    for size in filter(None, given.sizes.split(",")):
        rows.append(measured(int(size), given.rounds, given.texts, given.ledgers))
        sys.stdout.write(json.dumps(rows[-1]) + "\n")
        sys.stdout.flush()
        if given.rows:
            with given.rows.open("a", encoding="utf-8") as file:
                file.write(json.dumps(rows[-1]) + "\n")
    if given.write:
        write(given.write, rows)


if __name__ == "__main__":
    main()
