"""How long the desk's pages take on a large ledger: `python benchmarks/desk.py [--claims 100000] [--rounds 40]`.

The reports and claims are those of `growth.py`. Questions are put together by what was said, not by comparing: claims
that count one thing in one town answer one question, those on the state of one thing another, each plain statement a
third; every two neighbouring answers of a count dispute one another. Printed for each page: milliseconds of CPU time of
a request (median and 95th percentile, over pages drawn at random) and the largest answer in kB.
"""

import argparse
import gc
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from urllib.parse import quote

from fastapi.testclient import TestClient

from growth import Story, reading, stories
from sayso import open_ledger
from sayso.ledger import Ledger
from sayso.nouns import (
    Answer,
    Claim,
    Link,
    Question,
    QuestionKey,
    QuestionKind,
    Reason,
    Relation,
    Report,
    State,
    content_id,
)
from sayso.web import create_app

Said = list[tuple[Claim, Report]]


@dataclass(frozen=True)
class Made:
    """What there is to ask for."""

    questions: list[Question]
    claims: list[str]
    reports: list[str]
    voices: list[str]
    outlets: list[str]


def fill(ledger: Ledger, told: list[Story], rng: Random) -> Made:
    """Write the stories with their questions and links."""
    questions: list[Question] = []
    claims: list[str] = []
    reports: list[str] = []
    voices: set[str] = set()
    outlets: set[str] = set()
    for story in told:
        asked: dict[str, Said] = defaultdict(list)
        with ledger.writing():
            for at in range(story.reports):
                intake, made = reading(story, at, rng)
                report = intake.report
                assert report  # noqa: S101 - growth makes one always
                for claim in made.claims:
                    asked[_asks(claim, report)].append((claim, report))
                    voices.add(claim.voice.name if claim.voice else "")
                ledger.add(intake, made)
                claims += [claim.id for claim in made.claims]
                reports.append(report.id)
                outlets.add(report.outlet or "")
            new = [_question(words, said) for words, said in asked.items()]
            ledger.add_compared(ledger.uncompared(10**6).values(), [link for one in new for link in _links(one)])
        questions += new
    ledger.put_comparison(questions, ())
    return Made(questions, claims, reports, sorted(voices), sorted(outlets))


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


def pages(made: Made, rng: Random) -> dict[str, Callable[[], str]]:
    """Addresses to ask for, drawn at random, by what they are."""
    disputed = [one.id for one in made.questions if one.state is State.DISPUTED]
    word = [one.wording.split(" in ")[-1].split(" ")[0].strip("?") for one in made.questions]
    return {
        "case": lambda: f"/?page={rng.randint(1, 40)}",
        "case, the last report first": lambda: f"/?state=all&order=last&page={rng.randint(1, 400)}",
        "case, of one voice": lambda: f"/?state=all&voice={quote(rng.choice(made.voices))}",
        "case, of one outlet": lambda: f"/?state=all&outlet={quote(rng.choice(made.outlets))}",
        "case, with words": lambda: f"/?state=all&q={quote(rng.choice(word))}",
        "question": lambda: f"/q/{rng.choice(disputed)}",
        "claim": lambda: f"/c/{rng.choice(made.claims)}",
        "report": lambda: f"/r/{rng.choice(made.reports)}",
        "voices": lambda: f"/src?page={rng.randint(1, 3)}",
        "voice": lambda: f"/src/{quote(rng.choice(made.voices))}",
        "voice, what is contradicted": lambda: f"/src/{quote(rng.choice(made.voices))}?show=contradicted&by=time",
        "review": lambda: "/review?order=disputed&only=all",
        "review, claims of disputed questions first": lambda: "/review?order=disputed&only=claim",
        "review, least surely read": lambda: "/review?order=unsure&only=claim",
        "review, report by report": lambda: "/review?order=report&only=claim",
        "review, one claim": lambda: f"/review?at={rng.choice(made.claims)}",
        "rulings": lambda: "/rulings",
        "search": lambda: f"/search?q={quote(rng.choice(word))}",
        "search, quotes": lambda: f"/search?kind=claim&page={rng.randint(1, 3)}&q={quote(rng.choice(word))}",
        "search, a word that most quotes have": lambda: f"/search?kind=claim&q={rng.choice(('in', 'the', 'of'))}",
        "feed": lambda: "/feed.atom",
        "feed of a question": lambda: f"/q/{rng.choice(disputed)}/feed.atom",
        "API: search": lambda: f"/api/v1/search?q={quote(rng.choice(word))}*",
        "API: claims": lambda: f"/api/v1/claims?limit=100&offset={rng.randint(0, 90_000)}",
        "API: claims, with words": lambda: f"/api/v1/claims?limit=100&text={quote(rng.choice(word))}",
        "API: claims, of one act": lambda: "/api/v1/claims?limit=100&act=assert",
        "API: reports": lambda: f"/api/v1/reports?limit=100&offset={rng.randint(0, 4_000)}",
        "API: links": lambda: f"/api/v1/links?limit=100&offset={rng.randint(0, 4_000)}",
        "API: disputes": lambda: f"/api/v1/disputes?offset={rng.randint(0, 1000)}",
        "API: a voice": lambda: f"/api/v1/voices/{quote(rng.choice(made.voices))}",
        "API: changes": lambda: "/api/v1/changes",
        "API: questions": lambda: f"/api/v1/questions?limit=100&offset={rng.randint(0, 1000)}",
        "API: question": lambda: f"/api/v1/questions/{rng.choice(disputed)}",
    }


def main() -> None:
    """Make the ledger, ask for the pages, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    rng = Random(7)  # noqa: S311 - made-up texts
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.sayso"
        with open_ledger(path) as ledger:
            made = fill(ledger, [*stories(given.claims, rng)], rng)
        gc.collect()
        gc.freeze()  # what filling left behind is no part of a server, and would be looked through again and again
        print(f"{len(made.claims):,} claims, {len(made.reports):,} reports, {len(made.questions):,} questions")
        desk = TestClient(create_app(path), base_url="http://127.0.0.1")
        print("\n| page | median, ms | 95th percentile, ms | largest, kB |\n|---|---|---|---|")
        for name, address in pages(made, rng).items():
            times, sizes = [], []
            desk.get(address())  # the first request compiles the page's template, which a server does once
            for _ in range(given.rounds):
                started = time.process_time()
                answer = desk.get(address())
                times.append(1000 * (time.process_time() - started))
                sizes.append(len(answer.content) / 1000)
                if answer.status_code != 200:
                    sys.exit(f"{answer.url}: {answer.status_code}")
            late = statistics.quantiles(times, n=20)[-1]
            print(f"| {name} | {statistics.median(times):.0f} | {late:.0f} | {max(sizes):.0f} |")


if __name__ == "__main__":
    main()
