"""What is known against the locked packages? `python supply/known.py LOCK …`; run by `make audit`.

pip-audit is asked for each lock, first by the service that it asks by itself, then by OSV. pip-audit ends well where
the service does not know a package at all; that is told here, and is not taken for "nothing is known against it".

Ends with 0 where all were looked up and nothing is known, 1 where something is, 2 where some could not be looked up.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICES = ("pypi", "osv")
"""Services of pip-audit, in the order in which they are asked."""
WAIT = 300
"""Seconds that a lock may take at a service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a service tells of a lock: how many it looked up, which it could not, and what is known, as lines."""

    looked_up: int = 0
    skipped: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    fault: str | None = None

    @property
    def complete(self) -> bool:
        """Was everything looked up?"""
        return self.looked_up > 0 and not self.skipped and not self.fault


def told(report: dict[str, Any]) -> Told:
    """What a report of pip-audit (`--format json`) tells."""
    every = report["dependencies"]
    return Told(
        looked_up=sum("skip_reason" not in one for one in every),
        skipped=tuple(one["name"] for one in every if "skip_reason" in one),
        known=tuple(
            f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
            for one in every
            for fault in one.get("vulns", ())
        ),
    )


def verdict(answers: Sequence[Told]) -> tuple[int, str]:
    """The exit code and the last line for what was told of all locks."""
    known = sum(len(one.known) for one in answers)
    if known:
        return 1, f"{known} known vulnerabilities"
    if not answers or not all(one.complete for one in answers):
        return (
            2,
            "NOT AUDITED: some packages could not be looked up, so nothing is known of them; try where a network is",
        )
    return 0, f"nothing is known against {sum(one.looked_up for one in answers)} locked packages"


def asked(lock: Path) -> Told:
    """What is told of a lock: by the first service that looks all of it up, else by the one that tells most."""
    answers = []
    for service in SERVICES:
        answers.append(_ask(lock, service))
        if answers[-1].complete:
            break
    return max(answers, key=lambda one: (one.complete, len(one.known), one.looked_up))


def _ask(lock: Path, service: str) -> Told:
    line = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    line += ["--vulnerability-service", service, "--disable-pip", "--require-hashes", "-r", str(lock)]
    try:
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=WAIT)  # noqa: S603 - our own line
        return told(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return Told(fault=f"{service}: no answer within {WAIT} s")
    except ValueError:
        return Told(fault=f"{service}: {(done.stderr.strip().splitlines() or ['no answer'])[-1][:200]}")


def main() -> None:
    """Say what is known, and end as the module says."""
    answers = []
    for name in sys.argv[1:]:
        answer = asked(Path(name))
        answers.append(answer)
        counts = f"{answer.looked_up} looked up, {len(answer.skipped)} not; {len(answer.known)} known vulnerabilities"
        print(f"{name}: {counts}")
        for line in answer.known:
            print(f"  {line}")
        if answer.skipped and answer.looked_up:
            print(f"  not looked up: {', '.join(answer.skipped)}")
        if answer.fault:
            print(f"  {answer.fault}")
    code, line = verdict(answers)
    print(line, file=sys.stderr if code else sys.stdout)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
