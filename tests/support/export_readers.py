"""What other programs read in an export: for each format all texts in it, and the places that it gives for quotes."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import feedparser
import geojson
import openpyxl
from dossier_readers import markdown_texts, page_places, page_texts, pdf_texts
from pyld import jsonld
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.term import Node

from sayso.export.table import as_it_was

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
        quote=as_it_was(row["quote"]),
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
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name).decode("utf-8", "surrogatepass") for name in archive.namelist()]


def _of_package(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = list(strings(json.loads(files.pop("datapackage.json"))))
    return [*told, *(text for file in files.values() for text in _of_csv(file))]


def _package_places(data: bytes) -> list[Place]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _csv_places(archive.read("claims.csv"))


def sheets(data: bytes) -> dict[str, list[dict[str, object]]]:
    """The sheets of a workbook as rows by the names in their first row."""
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


def _of_workbook(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return [str(cell.value) for cell in cells if cell.value is not None]


def _workbook_places(data: bytes) -> list[Place]:
    return [
        _row_place({name: str(cell) for name, cell in row.items()})
        for row in sheets(data)["claims"]
        if not str(row["quote"]).count("_x00")  # openpyxl leaves control characters in their escapes
    ]


def parquet_rows(data: bytes) -> list[dict[str, object]]:
    """The rows of a Parquet file, as DuckDB has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.parquet"
        path.write_bytes(data)
        with duckdb.connect() as database:
            asked = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [one[0] for one in asked.description or ()]
            return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def _of_parquet(data: bytes) -> list[str]:
    return [text for row in parquet_rows(data) for text in strings(row)]


def _parquet_places(data: bytes) -> list[Place]:
    return [
        Place(text_sha256=row["text_sha256"], layer=row["layer"], **piece)  # type: ignore[arg-type]
        for row in parquet_rows(data)
        for piece in row["content"]  # type: ignore[attr-defined]
    ]


def _of_geojson(data: bytes) -> list[str]:
    collection = geojson.loads(data.decode())
    assert collection.errors() == []
    return list(strings(json.loads(data)))


def _geojson_places(data: bytes) -> list[Place]:
    return [_row_place(feature["properties"]) for feature in json.loads(data)["features"]]


CONTEXTS = {
    "https://schema.org": {"@vocab": "https://schema.org/"},
    "http://www.w3.org/ns/anno.jsonld": {
        "@vocab": "http://www.w3.org/ns/oa#",
        "id": "@id",
        "type": "@type",
        "source": {"@id": "http://www.w3.org/ns/oa#hasSource", "@type": "@id"},
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    },
}
"""What of two contexts of the web is needed to read the exports: there is no network in a test."""


def expanded(data: bytes) -> list[dict[str, object]]:
    """A JSON-LD document as a JSON-LD processor has it, without short names."""

    def load(url: str, _: object) -> dict[str, object]:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}

    found: list[dict[str, object]] = jsonld.expand(json.loads(data), {"documentLoader": load})
    return found


def _of_linked(data: bytes) -> list[str]:
    return list(strings(expanded(data)))


def _annotation_places(data: bytes) -> list[Place]:
    return [
        Place(
            text_sha256=target["sayso:text_sha256"],
            layer=target["sayso:layer"],
            start=target["selector"][1]["start"],
            end=target["selector"][1]["end"],
            quote=target["selector"][0]["exact"],
        )
        for item in json.loads(data)["first"]["items"]
        for target in item["target"]
    ]


def _of_turtle(data: bytes) -> list[str]:
    graph = Graph().parse(data=data, format="turtle")
    return [str(one) for one in graph.objects() if isinstance(one, Literal)]


def _prov_places(data: bytes) -> list[Place]:
    graph, own = Graph().parse(data=data, format="turtle"), Namespace("urn:sayso:")
    return [
        Place(
            text_sha256=str(graph.value(claim, own["text-sha256"])),
            layer=str(graph.value(claim, own.layer)),
            start=int(str(graph.value(piece, own.start))),
            end=int(str(graph.value(piece, own.end))),
            quote=str(graph.value(piece, own.quote)),
        )
        for claim, piece in graph.subject_objects(own.content)
    ]


def _of_feed(data: bytes) -> list[str]:
    feed = feedparser.parse(data)
    assert not feed.bozo
    return [
        feed.feed.title,
        feed.feed.get("subtitle", ""),
        *(f"{one.title} {one.content[0].value}" for one in feed.entries),
    ]


def _note_places(data: bytes) -> list[Place]:
    return [
        Place(text_sha256=None, layer=one.layer, start=one.start, end=one.end, quote=one.quote)
        for one in page_places(data)
    ]


TEXTS: dict[str, Callable[[bytes], list[str]]] = {
    "json": _of_json,
    "jsonl": _of_lines,
    "csv": _of_csv,
    "datapackage": _of_package,
    "xlsx": _of_workbook,
    "parquet": _of_parquet,
    "geojson": _of_geojson,
    "claim-jsonld": _of_linked,
    "annotation-jsonld": _of_linked,
    "prov": _of_turtle,
    "aif": _of_aif,
    "dossier-html": page_texts,
    "dossier-md": markdown_texts,
    "dossier-pdf": pdf_texts,
    "bundle": _of_bundle,
    "csl": _of_json,
    "atom": _of_feed,
    "ucdp": _of_csv,
    "acled": _of_csv,
}
"""For each format: all texts that a program finds in it."""

PLACES: dict[str, Callable[[bytes], list[Place]]] = {
    "json": _json_places,
    "jsonl": _line_places,
    "csv": _csv_places,
    "datapackage": _package_places,
    "xlsx": _workbook_places,
    "parquet": _parquet_places,
    "geojson": _geojson_places,
    "annotation-jsonld": _annotation_places,
    "prov": _prov_places,
    "aif": _aif_places,
    "dossier-html": _note_places,
}
"""For each format that tells where quotes stand: those places."""
