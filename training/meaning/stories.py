"""Invented stories: reports with every claim marked, the questions that they answer and how the answers stand.

A line of `stories_*.jsonl` is a story whose texts hold marks, `[[answer|speaker|the claimed words]]`, with `-` where a
claim answers no question. A line of `cases_*.jsonl` is an older kind: single sentences with the claimed part in double
brackets; the sentences of one report, in their order, are read as its text.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

MARK: Final = re.compile(r"\[\[([^|\]]+)\|([^|\]]*)\|(.*?)\]\]", re.DOTALL)
NARRATOR: Final = frozenset({"", "narrator"})
THAT: Final = "that "


@dataclass(frozen=True)
class Mark:
    """A claim in a text: who makes it, its characters, and the question and answer, None where it answers none."""

    speaker: str
    start: int
    end: int
    question: str | None
    answer: str | None


@dataclass(frozen=True)
class Told:
    """A report: who printed it, the day (YYYY-MM-DD), its plain text and the claims in it."""

    outlet: str
    day: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Story:
    """Reports on one event, the wording of each question, and how answers stand: (a, b) → a supersedes b, and so on."""

    name: str
    reports: tuple[Told, ...]
    wordings: Mapping[str, str]
    links: Mapping[tuple[str, str], str]


def stories(folder: Path) -> list[Story]:
    """All stories and cases of a folder, the cases first, in the order of files and lines."""
    cases = [_of_case(row) for row in _rows(folder, "cases")]
    return [*cases, *(_of_story(row) for row in _rows(folder, "stories"))]


def _rows(folder: Path, kind: str) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.glob(f"{kind}_*.jsonl"), key=lambda path: int(path.stem.rpartition("_")[2])):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def _of_story(row: Mapping[str, Any]) -> Story:
    question_of = {answer: name for name, asked in row["questions"].items() for answer in asked["answers"]}
    reports = []
    for report in row["reports"]:
        text, marks, at = "", [], 0
        for found in MARK.finditer(report["text"]):
            text += report["text"][at : found.start()]
            answer = found[1].strip()
            question = question_of.get(answer)
            start, text, at = len(text), text + found[3], found.end()
            marks.append(Mark(found[2].strip(), start, len(text), question, answer if question else None))
        reports.append(Told(report["outlet"], report["date"][:10], text + report["text"][at:], tuple(marks)))
    wordings = {name: asked["question"] for name, asked in row["questions"].items()}
    return Story(row["case"], tuple(reports), wordings, {(a, b): relation for a, b, relation in row["links"]})


def _of_case(row: Mapping[str, Any]) -> Story:
    texts = dict.fromkeys(row["reports"], "")
    last: dict[str, str] = {}
    marks: dict[str, list[Mark]] = {name: [] for name in row["reports"]}
    for claim in row["claims"]:
        name, sentence = claim["report"], claim["sentence"]
        plain = sentence.replace("[[", "").replace("]]", "")
        if last.get(name) != plain:
            texts[name] += (" " if texts[name] else "") + plain
            last[name] = plain
        start = len(texts[name]) - len(plain) + sentence.find("[[")
        said = sentence.partition("[[")[2].partition("]]")[0]
        end, start = start + len(said), start + (len(THAT) if said.startswith(THAT) else 0)
        marks[name].append(Mark(claim["speaker"], start, end, claim.get("question"), claim.get("answer")))
    reports = tuple(
        Told(facts["outlet"], facts["date"][:10], texts[name], tuple(marks[name]))
        for name, facts in row["reports"].items()
    )
    return Story(row["case"], reports, row["questions"], {(a, b): relation for a, b, relation in row["links"]})
