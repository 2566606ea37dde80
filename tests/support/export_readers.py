"""What other programs read in an export: for each format all texts in it, and the places that it gives for quotes."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from rdflib import RDF, Graph, Literal, Namespace
from rdflib.term import Node

AIDA = Namespace(
    "https://raw.githubusercontent.com/NextCenturyCorporation/AIDA-Interchange-Format/master/java/src/main/resources/"
    "com/ncc/aif/ontologies/InterchangeOntology#"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an export says that a quote stands: in a layer of a report, whose digest is given, from start to end."""

    text_sha256: str | None
    layer: str
    start: int
    end: int
    quote: str


def strings(value: object) -> Iterator[str]:
    """All strings in a JSON value, but for keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def _of_json(data: bytes) -> list[str]:
    return list(strings(json.loads(data)))


def _of_lines(data: bytes) -> list[str]:
    return [text for line in data.decode().splitlines() for text in strings(json.loads(line))]


def _of_csv(data: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row]


def _claim_places(record: dict[str, object]) -> Iterator[Place]:
    for (start, end), quote in zip(record["content"], record["quote"], strict=True):  # type: ignore[call-overload]
        yield Place(text_sha256=None, layer=str(record["layer"]), start=start, end=end, quote=quote)


def _json_places(data: bytes) -> list[Place]:
    document = json.loads(data)
    records = (*document["claims"], *document["claims_elsewhere"])
    return [place for record in records for place in _claim_places(record)]


def _line_places(data: bytes) -> list[Place]:
    return [place for line in data.decode().splitlines() for place in _claim_places(json.loads(line))]


def _row_place(row: dict[str, str]) -> Place:
    return Place(
        text_sha256=row["text_sha256"],
        layer=row["layer"],
        start=int(row["start"]),
        end=int(row["end"]),
        quote=row["quote"].removeprefix("'"),
    )


def _csv_places(data: bytes) -> list[Place]:
    return [_row_place(row) for row in csv.DictReader(io.StringIO(data.decode(), newline=""))]


def _of_aif(data: bytes) -> list[str]:
    graph = Graph().parse(data=data, format="turtle")
    return [str(one) for one in graph.objects() if isinstance(one, Literal)]


def _aif_places(data: bytes) -> list[Place]:
    """Where the words of claims stand; those in several pieces are given piece by piece."""
    graph = Graph().parse(data=data, format="turtle")
    return [
        _justified(graph, piece, str(graph.value(claim, AIDA.naturalLanguageDescription)))
        for claim in graph.subjects(RDF.type, AIDA.Claim)
        for piece in graph.objects(claim, AIDA.justifiedBy)
        if (piece, RDF.type, AIDA.TextJustification) in graph
    ]


def _justified(graph: Graph, piece: Node, quote: str) -> Place:
    return Place(
        text_sha256=None,
        layer=str(graph.value(piece, AIDA.source)).rpartition(":")[2],
        start=int(str(graph.value(piece, AIDA.startOffset))),
        end=int(str(graph.value(piece, AIDA.endOffsetInclusive))) + 1,
        quote=quote,
    )


def _of_bundle(data: bytes) -> list[str]:
    with ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name).decode("utf-8", "surrogatepass") for name in archive.namelist()]


TEXTS: dict[str, Callable[[bytes], list[str]]] = {
    "json": _of_json,
    "jsonl": _of_lines,
    "csv": _of_csv,
    "aif": _of_aif,
    "bundle": _of_bundle,
}
"""For each format: all texts that a program finds in it."""

PLACES: dict[str, Callable[[bytes], list[Place]]] = {
    "json": _json_places,
    "jsonl": _line_places,
    "csv": _csv_places,
    "aif": _aif_places,
}
"""For each format that tells where quotes stand: those places."""
