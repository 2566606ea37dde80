"""Commands by which a person decides, copies a ledger, and redacts it, for `benchmarks/power.py`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from power_runs import BY_KEYS, COPY, LAST
from sayso import open_ledger

KEYS = "aaruarau"
"""What is decided by keys of the things that are left: a claim is accepted, rejected, or left as unsure."""

PEOPLE = ("Pruitt", "Lenk", "Marsh")
"""Whose names are redacted."""

ROUNDS = 6
"""How often all ways of deciding are gone through."""


def commands(ledger: Path, scratch: Path) -> Sequence[Sequence[str]]:
    """Commands that decide on claims, withdraw, flag and amend, each a run of its own; then some by keys.

    Claims of a report that is amended are left alone otherwise, since it is read anew with other claims.
    """
    with open_ledger(ledger, create=False) as case:
        amended = [report.id for report in case.reports()][:2]
        claims = iter([one.claim.id for one in case.claims() if one.claim.report not in amended])
    made: list[list[str]] = []
    for number in range(ROUNDS):
        made += [
            ["review", "--apply", _file(scratch, _decided(claims, "accept"))],
            ["review", "--undo", LAST],
            ["review", "--apply", _file(scratch, _decided(claims, "accept", "unsure", "reject"))],
            ["flag", next(claims), "--as", "graphic"],
            ["amend", amended[number % 2], "--title", f"A title of a person's own, {number}", "--why", "the masthead"],
        ]
    signed = ["--by", "ada", "--json", "--ledger", str(ledger)]
    return [*([*command, *signed] for command in made), [BY_KEYS, str(ledger), "ada", KEYS]]


def copying(ledger: Path, _scratch: Path) -> Sequence[Sequence[str]]:
    """Backups and exports, each under a name of its own beside the ledger, and something decided between them."""
    names = [str(ledger.with_name(f"{COPY}{number}")) for number in range(2 * ROUNDS)]
    with open_ledger(ledger, create=False) as case:
        claims = [one.claim.id for one in case.claims()]
    made: list[list[str]] = []
    for claim, backup, export in zip(claims, names[::2], names[1::2], strict=False):
        decided = ["flag", claim, "--as", "graphic", "--by", "ada"]
        made += [["backup", "--to", f"{backup}.sayso"], decided, ["export", "--to", f"{export}.json"]]
    return [[*command, "--json", "--ledger", str(ledger)] for command in made]


def redacting(ledger: Path, _scratch: Path) -> Sequence[Sequence[str]]:
    """Redactions of people of the inputs, and something decided between them."""
    with open_ledger(ledger, create=False) as case:
        claims = iter([one.claim.id for one in case.claims()])
    signed = ["--by", "ada", "--json", "--ledger", str(ledger)]
    return [
        [*command, *signed]
        for name in PEOPLE
        for command in (["flag", next(claims), "--as", "graphic"], ["redact", name, "--reason", "asked for it"])
    ]


def _decided(claims: Iterator[str], *decisions: str) -> Iterator[dict[str, str]]:
    for decision in decisions:
        yield {"kind": "reading", "claim": next(claims), "decision": decision}


def _file(scratch: Path, decisions: Iterator[dict[str, str]]) -> str:
    number = len(list(scratch.glob("decisions-*")))
    path = scratch / f"decisions-{number}.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in decisions), encoding="utf-8")
    return str(path)
