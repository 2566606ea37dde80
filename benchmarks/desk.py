"""How long the desk's pages take on a large ledger.

    python benchmarks/desk.py [--claims 100000] [--rounds 40] [--ledger FILE] [--only WORDS] [--profile]

The reports and claims are those of `growth.py` (its texts that are all alike). Questions are put together by what was
said, not by comparing: claims that count one thing in one town answer one question, those on the state of one thing
another, each plain statement a third; every two neighbouring answers of a count dispute one another. A person has
looked at one claim in twenty. `--ledger` keeps the ledger, and uses the one that is there.

Printed for each address that the desk answers with GET, drawn at random: milliseconds of CPU time of a request (median
and 95th percentile), milliseconds of wall time (95th percentile; with other things to do the machine takes longer), the
most SQL statements of one request, and the largest answer in kB. An address that no row asks for ends the run.
"""

import argparse
import cProfile
import pstats
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit

from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from growth import Story, reading, stories
from sayso import open_ledger
from sayso.ledger import Ledger, browse, browse_lists, browse_wanted
from sayso.ledger.browse import Page
from sayso.ledger.browse_wanted import WantedClaims
from sayso.ledger.rulings import Overlay
from sayso.nouns import (
    Anchor,
    Answer,
    Claim,
    Link,
    Question,
    QuestionKey,
    QuestionKind,
    Reason,
    Relation,
    Report,
    Ruling,
    RulingKind,
    State,
    content_id,
    ruling_id,
)
from sayso.web import create_app
from sayso.web.serving import quieten_collector

Said = list[tuple[Claim, Report]]


LOOKED_AT = 20
"""Of so many claims a person has ruled on one."""


@dataclass(frozen=True)
class Made:
    """What there is to ask for, by id or name."""

    disputed: list[str]
    words: list[str]
    claims: list[str]
    reports: list[str]
    voices: list[str]
    outlets: list[str]


def fill(ledger: Ledger, told: list[Story], rng: Random) -> None:
    """Write the stories with their questions and links, and what a person has ruled."""
    questions: list[Question] = []
    rulings: dict[str, Ruling] = {}
    for story in told:
        asked: dict[str, Said] = defaultdict(list)
        with ledger.writing():
            for at in range(story.reports):
                intake, made = reading(story, at, rng, "alike")
                report = intake.report
                assert report  # noqa: S101 - growth makes one always
                for claim in made.claims:
                    asked[_asks(claim, report)].append((claim, report))
                    if rng.randrange(LOOKED_AT) == 0:
                        rulings[claim.id] = _ruling(claim, len(rulings) + 1)
                ledger.add(intake, made)
            new = [_question(words, said) for words, said in asked.items()]
            ledger.add_compared(ledger.uncompared(10**6).values(), [link for one in new for link in _links(one)])
        questions += new
    ledger.add_rulings([*rulings.values()])
    ledger.put_comparison(questions, (), Overlay(reviews=rulings))


def held(ledger: Ledger) -> Made:
    """What a ledger that was filled has to ask for."""
    every = Page(limit=10**9)
    disputed = [one.id for one in ledger.questions(states=[State.DISPUTED])]
    asked = ledger.look(browse.questions, browse.Wanted(), every).found
    return Made(
        disputed=disputed,
        words=[one.wording.split(" in ")[-1].split(" ")[0].strip("?") for one in asked],
        claims=[*ledger.look(browse_wanted.claims, WantedClaims(), every).found],
        reports=[one.id for one in ledger.look(browse_lists.reports, every).found],
        voices=[name for name, _ in ledger.look(browse.voices, every).found],
        outlets=[name for name, _ in ledger.look(browse.outlets, every).found],
    )


def _ruling(claim: Claim, number: int) -> Ruling:
    kind, decision, by, at = RulingKind.READING, "accept", "Ada", "2026-03-04T12:00:00+00:00"
    voice = claim.voice.name if claim.voice else None
    place = Anchor(report=claim.report, layer=claim.layer, content=claim.content, voice=voice)
    ident = ruling_id(kind, number, by, decision, at)
    return Ruling(id=ident, kind=kind, decision=decision, by=by, at=at, claims=(place,))


def _asks(claim: Claim, report: Report) -> str:
    """The question that a claim of `growth` answers, in words."""
    said = claim.content[0].of(report.layers[0].text)
    said = re.sub(r"^\d+", "How many", said)
    return re.sub(r"(the \w+ in \w+ was) \w+$", r"What of \1", said)


def _question(words: str, said: Said) -> Question:
    by_value: dict[str, Said] = defaultdict(list)
    for claim, report in said:
        by_value[claim.content[0].of(report.layers[0].text)].append((claim, report))
    is_count = words.startswith("How many")
    answers = tuple(_answer(value, behind) for value, behind in by_value.items())
    return Question(
        id=content_id("q", words),
        key=QuestionKey(kind=QuestionKind.COUNT if is_count else QuestionKind.OTHER, attribute="x"),
        wording=f"{words}?",
        state=State.DISPUTED if len(answers) > 1 else State.AGREED if len(said) > 1 else State.SINGLE_SOURCE,
        answers=answers,
        origins_min=1,
        origins_max=len(said),
    )


def _answer(value: str, behind: Said) -> Answer:
    number = behind[0][0].quantities[0].best if behind[0][0].quantities else None
    reports = {report.id for _, report in behind}
    return Answer(
        id=content_id("a", value),
        value=value,
        claims=tuple(claim.id for claim, _ in behind),
        low=number,
        high=number,
        reports=len(reports),
        outlets=len({report.outlet for _, report in behind}),
        origins_min=1,
        origins_max=len(reports),
    )


def _links(question: Question) -> Iterator[Link]:
    for one, other in pairwise(question.answers):
        a, b = one.claims[0], other.claims[0]
        yield Link(
            id=content_id("l", a, b),
            a=a,
            b=b,
            relation=Relation.DISPUTES,
            rule="count",
            reasons=(Reason(rule="count", words="The numbers cannot both hold."),),
        )


Rows = dict[str, Callable[[], str]]
COMMON = ("in", "the", "of")


def pages(made: Made, rng: Random) -> Rows:
    """Addresses of pages to ask for, drawn at random, by what they are."""

    def one(of: list[str]) -> str:
        return quote(rng.choice(of))

    return {
        "case": lambda: f"/?page={rng.randint(1, 40)}",
        "case, the last report first": lambda: f"/?state=all&order=last&page={rng.randint(1, 400)}",
        "case, of one voice": lambda: f"/?state=all&voice={one(made.voices)}",
        "case, of one outlet": lambda: f"/?state=all&outlet={one(made.outlets)}",
        "case, with words": lambda: f"/?state=all&q={one(made.words)}",
        "question": lambda: f"/q/{one(made.disputed)}",
        "claim": lambda: f"/c/{one(made.claims)}",
        "claim, cited": lambda: f"/c/{one(made.claims)}/cite",
        "claim, cited as text": lambda: f"/c/{one(made.claims)}/cite.txt",
        "claim, cited as BibTeX": lambda: f"/c/{one(made.claims)}/cite.bib",
        "claim, cited as CSL": lambda: f"/c/{one(made.claims)}/cite.json",
        "report": lambda: f"/r/{one(made.reports)}",
        "report, its versions": lambda: f"/r/{one(made.reports)}/versions",
        "report, as it came": lambda: f"/r/{one(made.reports)}/raw",
        "voices": lambda: f"/src?page={rng.randint(1, 3)}",
        "voice": lambda: f"/src/{one(made.voices)}",
        "voice, what is contradicted": lambda: f"/src/{one(made.voices)}?show=contradicted&by=time",
        "review": lambda: "/review?order=disputed&only=all",
        "review, claims of disputed questions first": lambda: "/review?order=disputed&only=claim",
        "review, least surely read": lambda: "/review?order=unsure&only=claim",
        "review, report by report": lambda: "/review?order=report&only=claim",
        "review, one claim": lambda: f"/review?at={one(made.claims)}",
        "review, a question": lambda: f"/review/question/{one(made.disputed)}",
        "review, two names": lambda: f"/review/names?a={one(made.voices)}&b={one(made.voices)}",
        "rulings": lambda: f"/rulings?page={rng.randint(1, 20)}",
        "read": lambda: "/read",
        "search": lambda: f"/search?q={one(made.words)}",
        "search, quotes": lambda: f"/search?kind=claim&page={rng.randint(1, 3)}&q={one(made.words)}",
        "search, a word that most quotes have": lambda: f"/search?kind=claim&q={rng.choice(COMMON)}",
        "search, three such words": lambda: "/search?q=in+the+of",
        "feed": lambda: "/feed.atom",
        "feed of a question": lambda: f"/q/{one(made.disputed)}/feed.atom",
        "a question as a file": lambda: f"/q/{one(made.disputed)}/export.{rng.choice(('csv', 'jsonl'))}",
        "help": lambda: "/help",
    }


def calls(made: Made, rng: Random) -> Rows:
    """The same of the API."""

    def one(of: list[str]) -> str:
        return quote(rng.choice(of))

    def api(path: str, **query: object) -> str:
        return f"/api/v1/{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}"

    return {
        "API: search": lambda: api("search", q=f"{one(made.words)}*"),
        "API: search, a word that most quotes have": lambda: api("search", q=rng.choice(COMMON)),
        "API: claims": lambda: api("claims", limit=100, offset=rng.randrange(len(made.claims))),
        "API: claims, with words": lambda: api("claims", text=one(made.words)),
        "API: claims, with a word that most have": lambda: api("claims", text=rng.choice(COMMON)),
        "API: claims, of one act (nearly all)": lambda: api("claims", act="assert"),
        "API: claims, of one act, far on": lambda: api("claims", act="assert", offset=rng.randrange(len(made.claims))),
        "API: claims, of one voice": lambda: api("claims", voice=one(made.voices)),
        "API: claims, of one question": lambda: api("claims", question=one(made.disputed)),
        "API: claims, of one report": lambda: api("claims", report=one(made.reports)),
        "API: claims, of a year": lambda: api("claims", since="2025-01-01", until="2025-12-31"),
        "API: claim": lambda: api(f"claims/{one(made.claims)}"),
        "API: reports": lambda: api("reports", offset=rng.randrange(len(made.reports))),
        "API: reports, of one outlet": lambda: api("reports", outlet=one(made.outlets)),
        "API: report": lambda: api(f"reports/{one(made.reports)}"),
        "API: report, its claims": lambda: api(f"reports/{one(made.reports)}/claims"),
        "API: report, its texts": lambda: api(f"reports/{one(made.reports)}/layers"),
        "API: inputs": lambda: api("inputs", offset=rng.randrange(len(made.reports))),
        "API: links": lambda: api("links", offset=rng.randrange(len(made.reports))),
        "API: links, of one relation": lambda: api(
            "links", relation="disputes", offset=rng.randrange(len(made.reports))
        ),
        "API: links, of one question": lambda: api("links", question=one(made.disputed)),
        "API: disputes": lambda: api("disputes", offset=rng.randrange(len(made.disputed))),
        "API: questions": lambda: api("questions", offset=rng.randrange(len(made.disputed))),
        "API: questions, of one outlet": lambda: api("questions", outlet=one(made.outlets)),
        "API: question": lambda: api(f"questions/{one(made.disputed)}"),
        "API: question, in time": lambda: api(f"questions/{one(made.disputed)}/timeline"),
        "API: voices": lambda: api("voices", offset=rng.randrange(len(made.voices))),
        "API: a voice": lambda: api(f"voices/{one(made.voices)}"),
        "API: rulings": lambda: api("rulings", offset=rng.randrange(len(made.reports))),
        "API: changes": lambda: api("changes"),
        "API: feed": lambda: api("feed.atom"),
        "API: health": lambda: api("health"),
        "API: formats": lambda: api("formats"),
        "API: a question as a file": lambda: api("export/csl", question=one(made.disputed)),
    }


NOT_ASKED = {
    "/export/case.{form}": "writes the whole ledger",
    "/read/now": "asks no ledger",
    "/read/{ident}": "what was sent to be read, of which there is nothing here",
    "/api/v1/batches/{ident}": "the same",
    "/sign-in": "a desk without users",
    "/account": "a desk without users",
    "/users": "a desk without users",
    "/users/events": "a desk without users",
}
"""Addresses that no row asks for, and why."""


def left_out(asked: set[str], desk: TestClient) -> set[str]:
    """The addresses with an answer to GET that nothing asked for."""
    routes = [one for one in desk.app.state.routes if "GET" in one.methods]  # type: ignore[attr-defined] # FastAPI's own
    fits = {one.path for one in routes for path in asked if one.path_regex.match(path)}
    return {one.path for one in routes} - fits - set(NOT_ASKED)


@dataclass
class Counter:
    """How many SQL statements were run."""

    statements: int = 0

    def count(self, *_: object) -> None:
        """One more."""
        self.statements += 1


def late(times: list[float]) -> float:
    """What 95 of a hundred do not exceed."""
    return statistics.quantiles(times, n=20)[-1]


def measured(desk: TestClient, address: Callable[[], str], rounds: int, counter: Counter) -> str:
    """The cells of a row."""
    spent, waited, sizes, statements = [], [], [], []
    desk.get(address())  # the first request compiles the page's template, which a server does once
    for _ in range(rounds):
        asked = address()
        counter.statements = 0
        wall, cpu = time.perf_counter(), time.process_time()
        answer = desk.get(asked)
        spent.append(1000 * (time.process_time() - cpu))
        waited.append(1000 * (time.perf_counter() - wall))
        sizes.append(len(answer.content) / 1000)
        statements.append(counter.statements)
        if answer.status_code != 200:
            sys.exit(f"{answer.url}: {answer.status_code}")
    cells = (statistics.median(spent), late(spent), late(waited), max(statements), max(sizes))
    return " | ".join(f"{cell:.0f}" for cell in cells)


def main() -> None:
    """Make the ledger, ask for the pages, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--ledger", type=Path, help="where the ledger is kept, or was kept by an earlier run")
    parser.add_argument("--only", default="", help="only rows whose names have these words")
    parser.add_argument("--profile", action="store_true", help="where the time of each row goes, by function")
    given = parser.parse_args()
    rng = Random(7)  # noqa: S311 - made-up texts
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "case.sayso"
        there = path.exists()
        with open_ledger(path) as ledger:
            if not there:
                spent = time.process_time()
                fill(ledger, [*stories(given.claims, rng)], rng)
                print(f"filled in {time.process_time() - spent:.0f} s of CPU time")
            made = held(ledger)
            questions = sum(ledger.look(browse.overview).states.values())
        print(f"{len(made.claims):,} claims, {len(made.reports):,} reports, {questions:,} questions")
        ask(path, {**pages(made, rng), **calls(made, rng)}, given)


def ask(path: Path, rows: Rows, given: argparse.Namespace) -> None:
    """Print a row for each kind of page."""
    counter = Counter()
    event.listen(Engine, "before_cursor_execute", counter.count)
    desk = TestClient(create_app(path), base_url="http://127.0.0.1", client=("testclient", 5))
    quieten_collector()  # as serving does; what filling left behind is no part of a server either
    print("\n| page | median, ms | 95th percentile, ms | of wall time | statements | largest, kB |")
    print("|---|---|---|---|---|---|")
    for name, address in rows.items():
        if given.only in name:
            with cProfile.Profile() if given.profile else nullcontext() as profile:
                print(f"| {name} | {measured(desk, address, given.rounds, counter)} |", flush=True)
            if profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    if lacking := left_out({urlsplit(address()).path for address in rows.values()}, desk):
        sys.exit(f"nothing asks for {', '.join(sorted(lacking))}: add a row, or say why not in NOT_ASKED")


if __name__ == "__main__":
    main()
