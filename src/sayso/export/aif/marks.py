"""What AIF hangs on its nodes: justifications, confidences, times, and data of Sayso's own."""

from collections.abc import Iterable, Iterator
from itertools import chain

from sayso.export.aif.vocabulary import NOT_KNOWN
from sayso.export.records import Record
from sayso.export.text import dumps
from sayso.export.turtle import Node, blank, name, text, typed
from sayso.nouns import Claimed, Pieces, When, content_id

SYSTEM = name("system")
"""What made the nodes that no one method made."""


def system(method: str) -> str:
    """The system that a method of reading is."""
    return name("system", method)


def source_id(claimed: Claimed) -> str:
    """The document element that a claim's offsets count in: a text layer of a report."""
    return f"{claimed.report.id}:{claimed.claim.layer.value}"


def justified(claimed: Claimed, pieces: Pieces) -> str:
    """Where the text says it, by its name: one justification, or several pieces in a compound one."""
    ends = (end for piece in pieces for end in (piece.start, piece.end))
    sure = claimed.claim.confidence
    told = None if sure is None else repr(sure)
    return name("justification", content_id("j", source_id(claimed), told, *ends))


def justifications(uses: Iterable[tuple[Claimed, Pieces]]) -> Iterator[Node]:
    """The nodes of all the places that are pointed to, each once, in the order in which they are first met."""
    met: set[str] = set()
    for claimed, pieces in uses:
        parts = [pieces, *((piece,) for piece in pieces)] if len(pieces) > 1 else [pieces]
        for part in parts:
            own = justified(claimed, part)
            if part and own not in met:
                met.add(own)
                yield _justification(own, claimed, part)


def _justification(own: str, claimed: Claimed, pieces: Pieces) -> Node:
    if len(pieces) > 1:
        contained = several("aida:containedJustification", [justified(claimed, (piece,)) for piece in pieces])
        return Node(own, all_of([("a", "aida:CompoundJustification")], contained, [confidence(claimed)]))
    return Node(
        own,
        (
            ("a", "aida:TextJustification"),
            ("aida:sourceDocument", text(claimed.report.id)),
            ("aida:source", text(source_id(claimed))),
            ("aida:startOffset", typed(str(pieces[0].start), "xsd:int")),
            ("aida:endOffsetInclusive", typed(str(pieces[0].end - 1), "xsd:int")),
            confidence(claimed),
        ),
    )


def confidence(claimed: Claimed) -> tuple[str, str]:
    """How sure the method is that it read this rightly; of truth it says nothing."""
    return certain(NOT_KNOWN if claimed.claim.confidence is None else claimed.claim.confidence)


def certain(value: float) -> tuple[str, str]:
    """A confidence of that value."""
    number = typed(repr(float(value)), "xsd:double")
    return "aida:confidence", blank([("a", "aida:Confidence"), ("aida:confidenceValue", number)])


def private(record: Record) -> tuple[str, str]:
    """What AIF has no place for, as JSON. It holds codes, numbers and ids, and no words of a text."""
    held = [("a", "aida:PrivateData"), ("aida:jsonContent", text(dumps(record))), ("aida:system", SYSTEM)]
    return "aida:privateData", blank(held)


def time(claimed: Claimed, when: When) -> str:
    """A time as LDCTime. Ends are days: where the words name a longer stretch, it lies between them."""
    start, end = (value[:10] if value else None for value in (when.start, when.end))
    exact = when.precision == "range" or (start is not None and start == end)
    ends: list[tuple[str, str]] = []
    if start:
        ends.append(("aida:start", _day("ON" if exact or when.open == "since" else "AFTER", start)))
    if end:
        ends.append(("aida:end", _day("ON" if exact else "BEFORE", end)))
    return blank([("a", "aida:LDCTime"), *ends, ("aida:justifiedBy", justified(claimed, (when.span,)))])


def _day(kind: str, iso: str) -> str:
    parts = zip(
        ("aida:year", "aida:month", "aida:day"),
        ("xsd:gYear", "xsd:gMonth", "xsd:gDay"),
        ("", "--", "---"),
        iso.split("-"),
        strict=False,  # a date may have fewer than three parts
    )
    given = [(verb, typed(f"{mark}{value}", datatype)) for verb, datatype, mark, value in parts]
    return blank([("a", "aida:LDCTimeComponent"), ("aida:timeType", text(kind)), *given])


def several(verb: str, things: Iterable[str]) -> list[tuple[str, str]]:
    """The verb with each of the things, none twice."""
    return list(zip([verb] * len(kept := tuple(dict.fromkeys(things))), kept, strict=True))


def all_of(*groups: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The facts of all the groups, in their order."""
    return tuple(chain(*groups))
