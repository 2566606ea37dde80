"""Pairs of texts with their relation, from what is written down and from what follows from it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, Final

from meaning.texts import THAT

RELATIONS: Final = (
    "agrees", "refines a", "refines b", "disputes", "supersedes a", "supersedes b", "different-question",
    "attribution-only", "unrelated",
)  # fmt: skip
"""Relations with their direction: "refines a" is that the first refines the second. The order of the shipped model."""

FLIPPED: Final = {
    "refines a": "refines b",
    "refines b": "refines a",
    "supersedes a": "supersedes b",
    "supersedes b": "supersedes a",
}
DERIVED: Final = 3  # of a situation's pairs that follow from others, so many


@dataclass(frozen=True)
class Pair:
    """Two texts, the days they were said on, and how the first stands to the second."""

    a: str
    b: str
    a_date: str
    b_date: str
    relation: str

    def put(self) -> tuple[str, str]:
        """Both texts as the reader sees them, each behind a word on which is the later."""
        a, b = self.a_date[:10], self.b_date[:10]
        if not a or not b:
            return self.a, self.b
        if a == b:
            return f"same day. {self.a}", f"same day. {self.b}"
        return (f"earlier. {self.a}", f"later. {self.b}") if a < b else (f"later. {self.a}", f"earlier. {self.b}")


def flipped(pair: Pair) -> Pair:
    """The pair the other way about."""
    return Pair(pair.b, pair.a, pair.b_date, pair.a_date, FLIPPED.get(pair.relation, pair.relation))


def situation_pairs(folder: Path, hold: Sequence[str] = ()) -> list[list[Pair]]:
    """The pairs of each situation, with some that follow from them; without those whose names begin as `hold` says."""
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("pairs_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                grouped["-".join(row["id"].split("-")[:2])].append(row)
    kept = {name: rows for name, rows in grouped.items() if name.split("-")[0] not in hold}
    rng = Random(len(kept))  # noqa: S311 - a choice, no secret
    return [[*map(_pair, rows), *_some(list(_following(rows)), rng)] for rows in kept.values()]


def _some(pairs: list[Pair], rng: Random) -> list[Pair]:
    return rng.sample(pairs, min(DERIVED, len(pairs)))


def _pair(row: Mapping[str, Any]) -> Pair:
    relation = row["relation"]
    if relation in {"refines", "supersedes"}:
        relation += " a" if row["direction"] == "a->b" else " b"
    return Pair(row["a"], row["b"], row.get("a_date") or "", row.get("b_date") or "", relation)


_FOLLOWS: Final = (
    ("agrees", "disputes", "disputes"),
    ("agrees", "different-question", "different-question"),
    ("agrees", "unrelated", "unrelated"),
    ("different-question", "unrelated", "unrelated"),
    ("disputes", "different-question", "different-question"),
    ("disputes", "unrelated", "unrelated"),
    ("refines", "different-question", "different-question"),
    ("refines", "unrelated", "unrelated"),
    ("supersedes", "unrelated", "unrelated"),
)
"""How the counterparts of one text stand to one another: the relation of each to the text, and that of the two."""


def _following(rows: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    counted = Counter(text for row in rows for text in (row["a"], row["b"]))
    base = counted.most_common(1)[0][0]
    other = {
        row["relation"]: (row["b"], row["b_date"]) if row["a"] == base else (row["a"], row["a_date"])
        for row in rows
        if base in (row["a"], row["b"])
    }
    for one, two, relation in _FOLLOWS:
        if one in other and two in other:
            yield Pair(other[one][0], other[two][0], other[one][1], other[two][1], relation)


def case_pairs(folder: Path) -> list[Pair]:
    """The pairs of claims of one question of the cases, and as many of two questions."""
    return [pair for path in sorted(folder.glob("cases_*.jsonl")) for line in _lines(path) for pair in _of_case(line)]


def _lines(path: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _of_case(case: Mapping[str, Any]) -> Iterator[Pair]:
    links = {(a, b): relation for a, b, relation in case["links"]}
    same, other = [], []
    for one, two in combinations(case["claims"], 2):
        if one.get("question") is not None and one["question"] == two.get("question"):
            relation = _relation(one, two, links)
            if relation is not None:
                same.append(_claims(one, two, case, relation))
        else:
            other.append(_claims(one, two, case, "different-question"))
    rng = Random(len(other))  # noqa: S311 - a choice, no secret
    yield from (*same, *rng.sample(other, min(len(same), len(other))))


def _relation(one: Mapping[str, Any], two: Mapping[str, Any], links: Mapping[tuple[str, str], str]) -> str | None:
    """How two claims of one question stand to one another; None where nobody has said."""
    if one["answer"] == two["answer"]:
        return "attribution-only" if one["speaker"] == two["speaker"] else "agrees"
    for a, b, side in ((one, two, "a"), (two, one, "b")):
        relation = links.get((a["answer"], b["answer"]))
        if relation is not None:
            return f"{relation} {side}" if relation in {"refines", "supersedes"} else relation
    return None


def _claims(one: Mapping[str, Any], two: Mapping[str, Any], case: Mapping[str, Any], relation: str) -> Pair:
    days = [case["reports"][claim["report"]]["date"] for claim in (one, two)]
    return Pair(_said(one), _said(two), days[0], days[1], relation)


def _said(claim: Mapping[str, Any]) -> str:
    """A claim as a sentence of its own: who said what."""
    text = THAT.sub("", claim["sentence"].partition("[[")[2].partition("]]")[0])
    return f"{claim.get('speaker') or 'the paper'} said {text}."
