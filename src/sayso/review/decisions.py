"""Decisions as a person writes them down: JSON lines, one decision each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.errors import UsageError
from sayso.nouns import DECISIONS, Act, Certainty, Correction, Polarity, RulingKind
from sayso.review.parts import Part, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of a file of decisions: what is decided, about which claims, names or question, by their ids.

    `line` is where it stands in the file, for messages; `other` a ruling to withdraw, a question, or a report to flag.
    `parts` are where the parts of a claim stand, of those that are read wrongly; an empty one says that the text has
    none.
    """

    kind: RulingKind
    decision: str
    claims: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    other: str | None = None
    correction: Correction | None = None
    parts: Mapping[Part, tuple[Piece, ...]] = field(default_factory=dict)
    why: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line of decisions that was not taken, and why."""

    line: int
    reason: str


def decisions_of(lines: Iterable[str]) -> tuple[tuple[Decision, ...], tuple[Refused, ...]]:
    """The decisions of a file of JSON lines, and the lines that hold none, with the reason."""
    good: list[Decision] = []
    bad: list[Refused] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            good.append(_decision(line, number))
        except UsageError as error:
            bad.append(Refused(line=number, reason=str(error)))
    return tuple(good), tuple(bad)


def _decision(line: str, number: int) -> Decision:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise UsageError("not a JSON object")
    unknown = sorted(row.keys() - _FIELDS)
    if unknown:
        raise UsageError(f"no such field: {', '.join(unknown)}; there are {', '.join(sorted(_FIELDS))}")
    try:
        kind = RulingKind(str(row.get("kind")))
    except ValueError as error:
        raise UsageError(f"kind {row.get('kind')!r} is none of {', '.join(RulingKind)}") from error
    correction, parts = _corrected(row["correction"]) if "correction" in row else (None, {})
    return Decision(
        kind=kind,
        decision=_decided(kind, row),
        claims=_texts(row, "claims") or ((_text(row, "claim"),) if "claim" in row else ()),
        names=_texts(row, "names") or ((_text(row, "name"),) if "name" in row else ()),
        other=next((_text(row, name) for name in ("ruling", "question", "report") if name in row), None),
        correction=correction,
        parts=parts,
        why=_text(row, "why") if row.get("why") is not None else None,
        line=number,
    )


_FIELDS = frozenset(
    {"kind", "decision", "claim", "claims", "name", "names", "question", "report", "correction", "ruling", "why"}
)

Row = Mapping[str, object]


def _decided(kind: RulingKind, row: Row) -> str:
    if kind is RulingKind.UNDO:
        return "undo"
    decision = _text(row, "decision")
    listed = DECISIONS.get(kind)
    if listed is not None and decision not in listed:
        raise UsageError(f"decision {decision!r} is none of {', '.join(listed)}")
    if not decision.strip():
        raise UsageError("the decision is empty")
    return decision


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise UsageError(f"{name} must be a text, not {json.dumps(value)}")
    return value


def _texts(row: Row, name: str) -> tuple[str, ...]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{name} must be a list of texts, not {json.dumps(value)}")
    return tuple(value)


def _corrected(given: object) -> tuple[Correction | None, dict[Part, tuple[Piece, ...]]]:
    """What is read otherwise, and where the parts stand; the first is None where only that is told."""
    if not isinstance(given, dict) or not given or not given.keys() <= _CORRECTED:
        raise UsageError(f"a correction is an object with some of {', '.join(sorted(_CORRECTED))}")
    try:
        made = Correction(
            voice=_text(given, "voice").strip() if "voice" in given else None,
            act=Act(_text(given, "act")) if "act" in given else None,
            certainty=Certainty(_text(given, "certainty")) if "certainty" in given else None,
            polarity=Polarity(_text(given, "polarity")) if "polarity" in given else None,
        )
    except ValueError as error:
        raise UsageError(f"the correction: {error}") from error
    parts = {part: _pieces(part, given[part.value]) for part in Part if part.value in given}
    return made if made != Correction() else None, parts


_CORRECTED = frozenset({"voice", "act", "certainty", "polarity", *Part})


def _pieces(part: Part, given: object) -> tuple[Piece, ...]:
    """The pieces of a part: words, an object, or a list of these."""
    return tuple(_piece(part, one) for one in (given if isinstance(given, list) else [given]))


def _piece(part: Part, given: object) -> Piece:
    if isinstance(given, str):
        return Piece(quote=given)
    if isinstance(given, list) and len(given) == len(("start", "end")) and all(type(at) is int for at in given):
        return Piece(start=given[0], end=given[1])
    if isinstance(given, dict) and given and given.keys() <= _PIECE:
        ends = {name: given[name] for name in ("start", "end") if name in given}
        if all(type(value) is int for value in ends.values()):  # a truth value is no number of characters
            return Piece(
                start=ends.get("start"),
                end=ends.get("end"),
                quote=_text(given, "quote") if "quote" in given else None,
                before=_text(given, "before") if "before" in given else "",
                after=_text(given, "after") if "after" in given else "",
            )
    raise UsageError(
        f"{part}: a piece is its words, [start, end], or an object with some of {', '.join(sorted(_PIECE))}, "
        f"not {json.dumps(given)[:80]}"
    )


_PIECE = frozenset({"start", "end", "quote", "before", "after"})
