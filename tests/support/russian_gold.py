"""The table of Russian sentences with who is made to say what, and how well attributions agree with it."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "gold" / "russian"
ROLES = {"s": "source", "q": "cue", "c": "content", "v": "via"}
_MARK = re.compile(r"\[([sqcv]) ([^\[\]]*)\]")


@dataclass(frozen=True)
class Line:
    """A sentence without its marks, and the ranges that were marked, by role."""

    text: str
    marked: dict[str, frozenset[tuple[int, int]]]


def lines(half: str) -> list[Line]:
    """One half of the table: "dev" or "held_out"."""
    rows = (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines()
    return [line(row) for row in rows if row and not row.startswith("#")]


def line(row: str) -> Line:
    """A row taken apart."""
    text, at = "", 0
    marked: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES.values()}
    for match in _MARK.finditer(row):
        text += row[at : match.start()]
        marked[ROLES[match[1]]].add((len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return Line(text + row[at:], {role: frozenset(found) for role, found in marked.items()})


@dataclass(frozen=True)
class Score:
    """F1 of one role over the table: of whole fields, and of characters."""

    exact: float
    overlap: float


def score(pairs: list[tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]]) -> Score:
    """How well what was found (second) agrees with what is marked (first), a pair for each sentence."""
    hits = sum(bool(gold) and gold == found for gold, found in pairs)
    fields = sum(bool(gold) for gold, _ in pairs) + sum(bool(found) for _, found in pairs)
    shared = marked = 0
    for gold, found in pairs:
        one, other = ({at for start, end in spans for at in range(start, end)} for spans in (gold, found))
        shared += len(one & other)
        marked += len(one) + len(other)
    return Score(2 * hits / fields if fields else 0.0, 2 * shared / marked if marked else 0.0)
