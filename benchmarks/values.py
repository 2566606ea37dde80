"""What is read of times, quantities, acts and pairs of names, as JSON lines for a scorer of values.

python benchmarks/values.py < rows.jsonl > predictions.jsonl

A row has id, kind, text and, by kind, span and published_at, or content and claimant. The value is what is read of the
whole text and overlaps the row's span most; of an act the cue is what stands between claimant and content. A row of two
names has a, b and type, and no text. Rows of any other kind are left out, which is no answer.
"""

import json
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from sayso.annotate import annotate
from sayso.claims.acts import manner
from sayso.claims.phrases import tokens_of
from sayso.claims.propositions import main_token
from sayso.claims.quantities import quantities
from sayso.claims.times import times
from sayso.names import NameType, compared
from sayso.nouns import Annotated, Certainty, Layer, LayerName, Moment, Polarity, Report, Span

Row = dict[str, Any]


class Placed(Protocol):
    """A value that stands somewhere in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


Value = TypeVar("Value", bound=Placed)


def main() -> None:
    """Print one JSON line for each row that has an answer."""
    for line in sys.stdin:
        row = json.loads(line)
        if row["kind"] == "name":
            print(json.dumps({"id": row["id"], "gold": _name(row)}))
        elif row["kind"] in _ANSWERS:
            print(json.dumps({"id": row["id"], "gold": _ANSWERS[row["kind"]](_annotated(row["text"]), row)}))


def _time(annotated: Annotated, row: Row) -> Row | None:
    when = _best(times(annotated, _whole(annotated), _published(row)), row)
    if when is None:
        return None
    return {"start": when.start, "end": when.end, "precision": when.precision, "open": when.open}


def _quantity(annotated: Annotated, row: Row) -> Row | None:
    found = _best(quantities(annotated, _whole(annotated), _published(row)), row)
    if found is None:
        return None
    return {
        "low": found.low,
        "high": found.high,
        "comparator": found.comparator.value,
        "counted": found.counted,
        "scope": found.scope.value,
        "subset_of": found.subset_of,
    }


def _act(annotated: Annotated, row: Row) -> Row:
    content = (Span(*row["content"]),)
    cue = tuple(_between(annotated, Span(*row["claimant"]), content[0]) if row.get("claimant") else ())
    how = manner(annotated, cue, content, main_token(annotated, tokens_of(annotated, content)))
    unsure = how.certainty in {Certainty.TRUE_UNCERTAIN, Certainty.FALSE_UNCERTAIN}
    known = how.certainty is not Certainty.UNKNOWN
    return {
        "act": how.act.value,
        "polarity": "neg" if how.polarity is Polarity.NEGATIVE else "pos",
        "certainty": ("uncertain" if unsure else "certain") if known else "unknown",
        "modality": how.modality.value,
    }


def _name(row: Row) -> str:
    return compared(row["a"], row["b"], NameType(row["type"])).answer.value


_ANSWERS: dict[str, Callable[[Annotated, Row], Row | None]] = {"time": _time, "quantity": _quantity, "act": _act}


def _between(annotated: Annotated, claimant: Span, content: Span) -> tuple[Span, ...]:
    """What stands between claimant and content, or behind a claimant that follows the content."""
    if claimant.end < content.start:
        return (Span(claimant.end, content.start),)
    return (Span(content.end, claimant.start), Span(claimant.end, len(annotated.text)))


def _best(found: Sequence[Value], row: Row) -> Value | None:
    wanted = Span(*row["span"])
    shared = [(min(value.span.end, wanted.end) - max(value.span.start, wanted.start), value) for value in found]
    return max((pair for pair in shared if pair[0] > 0), key=lambda pair: pair[0], default=(0, None))[1]


def _published(row: Row) -> Moment | None:
    return Moment(row["published_at"]) if row.get("published_at") else None


def _whole(annotated: Annotated) -> tuple[Span, ...]:
    return (Span(0, len(annotated.text)),)


def _annotated(text: str) -> Annotated:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=sha256(text.encode()).hexdigest())
    return annotate(Report(id="r", capture=layer.sha256, label="row", layers=(layer,)))


if __name__ == "__main__":
    main()
