"""Claims from the lines that they were exported as: every field of them, as values.

A line has a claim whole, without the text that its spans point into: with the report's text (its digest stands in the
line) every quote can be checked again. What restores a ledger is a bundle, which has texts and bytes too.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from sayso.errors import UnreadableInput
from sayso.export.lines import SCHEMA
from sayso.nouns import (
    Act,
    Basis,
    Certainty,
    Claim,
    Comparator,
    Evidence,
    Form,
    LayerName,
    Modality,
    Pieces,
    Polarity,
    Predicate,
    Quantity,
    ReferentKind,
    Role,
    Scope,
    Span,
    Voice,
    When,
    Where,
)

Given = dict[str, Any]
"""A record as it was parsed; what is not as it should be is told by the errors of taking it apart."""

Made = TypeVar("Made")


def claims_from(lines: Iterable[str]) -> Iterator[Claim]:
    """The claims of a `.jsonl` export, in their order; blank lines are passed over.

    Raises:
        UnreadableInput: a line is no claim as Sayso writes it; the message has its number.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            claim = _claim(record)
            msgspec.convert(msgspec.to_builtins(claim), Claim)  # dataclasses take values of any type
            yield claim
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
            why = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise UnreadableInput(
                f"line {number} is no claim as `sayso export --format jsonl` writes it ({SCHEMA}): {why}"
            ) from error


def _claim(given: Given) -> Claim:
    if given["schema"] != SCHEMA:
        raise ValueError(f"its schema is {given['schema']!r}")
    return Claim(
        id=given["id"],
        report=given["report_id"],
        layer=LayerName(given["layer"]),
        content=_pieces(given["content"]),
        form=Form(given["form"]),
        basis=Basis(given["basis"]),
        cue=_spans(given["cue"]),
        voice=_some(_voice, given["voice"]),
        via=tuple(map(_voice, given["relay"])),
        act=Act(given["act"]),
        certainty=Certainty(given["certainty"]),
        polarity=Polarity(given["polarity"]),
        modality=Modality(given["modality"]),
        hedges=_spans(given["hedges"]),
        head=_some(_pair, given["head"]),
        predicates=tuple(map(_predicate, given["predicates"])),
        quantities=tuple(map(_quantity, given["quantities"])),
        said=_some(_when, given["said"]),
        times=tuple(map(_when, given["times"])),
        places=tuple(map(_where, given["places"])),
        evidence=tuple(map(_evidence, given["evidence"])),
        rule=given["rule"],
        method=given["method"],
        confidence=_some(_number, given["confidence"]),
    )


def _some(make: Callable[[Any], Made], value: object) -> Made | None:
    return None if value is None else make(value)


def _number(given: float) -> float:
    number = float(given)
    if not math.isfinite(number):
        raise ValueError(f"{given!r:.40} is no number that JSON has")
    return number


def _pair(pair: list[int]) -> Span:
    start, end = pair
    return Span(start, end)


def _pieces(pairs: list[list[int]]) -> Pieces:
    return tuple(map(_pair, pairs))


def _span(located: Given) -> Span:
    return _pair(located["span"])


def _spans(located: list[Given]) -> Pieces:
    return tuple(map(_span, located))


def _voice(given: Given) -> Voice:
    return Voice(
        name=given["name"],
        kind=ReferentKind(given["kind"]),
        source=_spans(given["source"]),
        named=_some(_span, given["named"]),
        role=given["role"],
        affiliation=given["affiliation"],
        party=given["party"],
        resolution=given["resolution"],
    )


def _quantity(given: Given) -> Quantity:
    return Quantity(
        span=_span(given),
        low=_some(_number, given["low"]),
        best=_some(_number, given["best"]),
        high=_some(_number, given["high"]),
        comparator=Comparator(given["comparator"]),
        counted=given["counted"] or "",
        counted_span=_some(_pair, given["counted_span"]),
        hedge=_some(_span, given["hedge"]),
        unit=given["unit"] or "",
        scope=Scope(given["scope"]),
        subset_of=_some(_number, given["subset_of"]),
        window=_some(_when, given["window"]),
    )


def _when(given: Given) -> When:
    return When(
        span=_span(given),
        start=given["start"],
        end=given["end"],
        precision=given["precision"],
        open=given["open"],
    )


def _where(given: Given) -> Where:
    return Where(
        span=_span(given),
        name=given["name"],
        kind=ReferentKind(given["kind"]),
        within=tuple(given["within"]),
        precision=given["precision"],
        geonames=tuple(given["geonames"]),
    )


def _evidence(given: Given) -> Evidence:
    return Evidence(
        kind=given["kind"],
        span=_span(given),
        released_by=_spans(given["released_by"]),
        circulated_by=_spans(given["circulated_by"]),
        depicts=_spans(given["depicts"]),
    )


def _predicate(given: Given) -> Predicate:
    return Predicate(
        name=given["name"],
        span=_span(given),
        frame=given["frame"],
        value=given["value"],
        roles=tuple(
            Role(role=one["role"], span=_span(one), name=one["name"], kind=ReferentKind(one["kind"]))
            for one in given["roles"]
        ),
    )
