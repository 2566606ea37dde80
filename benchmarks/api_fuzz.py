"""Calls the API as its own description says one may, and otherwise: `python benchmarks/api_fuzz.py [--calls 20000]`.

A ledger is made of `examples/`, and what is written goes there. Schemathesis draws requests from the description, good
and bad ones, by a seed; some ids are replaced by real ones. None may end in a fault (5xx), every error must be a
problem detail, and every good answer a document with its schema. Printed: calls by operation and status, and failures,
with which it ends with 1. Needs `requirements-fuzz.txt`.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from sayso import open_ledger, read
from sayso.ledger import browse, browse_wanted
from sayso.ledger.browse_wanted import WantedClaims
from sayso.web import create_app

REPORTS = Path(__file__).parent.parent / "examples" / "reports"
PROBLEM = "application/problem+json"
SLOW = 300
"""Seconds after which a call is given up; on a machine that does other work a second may be long."""
ALONE = "GET /api/v1/health"
"""Takes nothing, so that there is one call to draw."""
READS = {"POST /api/v1/reports", "POST /api/v1/rulings"}
"""Operations that read or compare: a call takes a second, so they get a share of the calls only."""


def fill(path: Path) -> dict[str, list[str]]:
    """Read the examples; ids to ask for, by the letter that they begin with."""
    with open_ledger(path) as ledger:
        for _ in read(ledger, [str(REPORTS)]):
            pass
        part = browse.Page(limit=1000)
        return {
            "r": [report.id for report in ledger.reports()],
            "q": [question.id for question in ledger.questions()],
            "c": [*ledger.look(browse_wanted.claims, WantedClaims(), part).found],
            "name": [name for name, _ in ledger.look(browse.voices, part).found],
        }


def main() -> None:
    """Draw, call, look, count, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--writes", type=int, default=150, help="calls of each operation that reads or compares")
    parser.add_argument("--only", default="", help="only operations with these characters, such as /claims")
    parser.add_argument("--seed", type=int, default=7)
    given_ = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.sayso"
        known = fill(path)
        app = create_app(path)
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"Host": "127.0.0.1"})
        operations = [one.ok() for one in schema.get_all_operations()]
        operations = [one for one in operations if given_.only in one.label]
        drawn = [one for one in operations if one.label != ALONE]
        quick = [one for one in drawn if one.label not in READS]
        share = (given_.calls - given_.writes * (len(drawn) - len(quick))) // max(1, len(quick)) + 1
        failures: Counter[str] = Counter()
        total = 0
        print("| operation | calls | answers |\n|---|---|---|")
        for operation in operations:
            number = given_.writes if operation.label in READS else share
            statuses = called(operation, number, known, given_.seed, failures)
            total += sum(statuses.values())
            told = ", ".join(f"{status}: {many:,}" for status, many in sorted(statuses.items()))
            print(f"| {operation.label} | {sum(statuses.values()):,} | {told} |", flush=True)
        for words, many in failures.most_common(40):
            print(f"FAILED {many} times: {words}")
        print(f"\n{total:,} calls, {sum(failures.values()):,} failures, seed {given_.seed}")
    sys.exit(1 if failures else 0)


def called(
    operation: schemathesis.APIOperation, number: int, known: dict[str, list[str]], start: int, failures: Counter[str]
) -> Counter[int]:
    """How often an operation answered with each status; what was wrong goes into `failures`."""
    statuses: Counter[int] = Counter()
    draw = random.Random(start)  # noqa: S311 - to choose ids
    cases = st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )

    @seed(start)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def one(case: schemathesis.Case) -> None:
        real(case, known, draw)
        answer = case.call(headers={"Host": "127.0.0.1"}, timeout=SLOW)
        statuses[answer.status_code] += 1
        for fault in faults(answer):
            failures[f"{operation.label} {fault}: {case.path_parameters} {case.query} {str(case.body)[:200]}"] += 1

    one()
    return statuses


def real(case: schemathesis.Case, known: dict[str, list[str]], draw: random.Random) -> None:
    """Put ids that the ledger has in the place of some that are drawn: made-up ones would all not be found."""
    for holder, chance in ((case.path_parameters, 0.6), (case.query, 0.4)):
        for name in [*(holder or {})]:
            letter = {"claim": "c", "question": "q", "report": "r", "name": "name", "voice": "name"}.get(name)
            if name == "ident":
                letter = {"claims": "c", "questions": "q", "reports": "r"}.get(case.operation.path.split("/")[3])
            if letter and draw.random() < chance:
                holder[name] = draw.choice(known[letter])


def faults(answer: schemathesis.Response) -> list[str]:
    """What is wrong with an answer."""
    kind = answer.headers.get("content-type", [""])[0]
    found = []
    if answer.status_code >= 500:
        found.append(f"{answer.status_code}")
    if answer.status_code >= 400:
        if kind != PROBLEM:
            found.append(f"an error that is no problem detail but {kind!r}")
        else:
            problem = answer.json()
            if not {"type", "title", "status", "detail"} <= problem.keys() or problem["status"] != answer.status_code:
                found.append("a problem detail that lacks something")
    elif answer.status_code in {200, 202} and "schema" not in answer.json():
        found.append("a document without its schema")
    return found


if __name__ == "__main__":
    main()
