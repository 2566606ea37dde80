"""What the encoder of meaning learns from: claims of invented cases with the question that each answers.

A case is a line of `cases_*.jsonl`: claims of several reports on one event, each a sentence with the claimed part in
double brackets, the question and the answer. A line of `pairs_*.jsonl` is two texts and how they stand to one another;
seven lines share one text, and together they are a small case: those that agree with it, refine, dispute or supersede
it answer its question, those of another question or event do not.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OF_ONE_QUESTION = frozenset({"agrees", "refines", "disputes", "supersedes"})
OF_ANOTHER = frozenset({"different-question", "unrelated"})

THAT = re.compile(r"^that ")


@dataclass(frozen=True)
class Case:
    """Texts, each with the name of the question that it answers; a name that stands once is of a lone text."""

    name: str
    texts: tuple[str, ...]
    questions: tuple[str, ...]


def cases(folder: Path) -> list[Case]:
    """The cases of a folder, in the order of files and lines."""
    return [_case(json.loads(line)) for path in sorted(folder.glob("cases_*.jsonl")) for line in _lines(path)]


def situations(folder: Path) -> list[Case]:
    """The pairs of a folder, those that share a text as one case."""
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("pairs_*.jsonl")):
        for line in _lines(path):
            pair = json.loads(line)
            grouped["-".join(pair["id"].split("-")[:2])].append(pair)
    return [_situation(name, pairs) for name, pairs in grouped.items()]


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _case(row: Mapping[str, Any]) -> Case:
    texts, questions = [], []
    for place, claim in enumerate(row["claims"]):
        before, _, rest = claim["sentence"].partition("[[")
        del before
        texts.append(THAT.sub("", rest.partition("]]")[0]))
        questions.append(claim.get("question") or f"none {place}")
    return Case(row["case"], tuple(texts), tuple(questions))


def _situation(name: str, pairs: Sequence[Mapping[str, Any]]) -> Case:
    counted = Counter(text for pair in pairs for text in (pair["a"], pair["b"]))
    base = counted.most_common(1)[0][0]
    texts, questions = [base], ["asked"]
    for place, pair in enumerate(pairs):
        relation = pair["relation"]
        if relation in OF_ONE_QUESTION | OF_ANOTHER and base in (pair["a"], pair["b"]):
            texts.append(pair["b"] if pair["a"] == base else pair["a"])
            questions.append("asked" if relation in OF_ONE_QUESTION else f"another {place}")
    return Case(name, tuple(texts), tuple(questions))


def joined(held: Sequence[Case]) -> Case:
    """Several cases as one, whose questions are all different."""
    return Case(
        "+".join(case.name for case in held),
        tuple(text for case in held for text in case.texts),
        tuple(f"{case.name}/{question}" for case in held for question in case.questions),
    )
