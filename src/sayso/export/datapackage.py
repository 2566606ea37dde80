"""A Frictionless Data Package: each table as CSV, and a descriptor that tells columns, keys and digests.

The descriptor follows Data Package and Table Schema, version 1 (specs.frictionlessdata.io), which version 2 reads.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from sayso.export.chosen import Chosen
from sayso.export.packed import packed
from sayso.export.records import Json, Record
from sayso.export.table import written
from sayso.export.tables import LOSES, Row, Table, as_given
from sayso.export.text import dumps, utf8

NEUTRALISED = "A text that a spreadsheet would run as a formula has ' before it."
RAW = "Texts are as they are, even where a spreadsheet would run one as a formula."


def datapackage(chosen: Chosen) -> bytes:
    """The package as a ZIP archive: the tables as CSV files and `datapackage.json`."""
    files: dict[str, bytes] = {}
    resources: list[Json] = []
    for table, rows in as_given(chosen.case):
        data = utf8(written(tuple(table.columns), rows, raw=chosen.raw))
        files[f"{table.name}.csv"] = data
        resources.append(_resource(table, rows, data))
    descriptor: Record = {
        "profile": "tabular-data-package",
        "name": "sayso-case" if chosen.question is None else chosen.question,
        "title": "Attributed claims from news reports",
        "description": f"Who says what, where, in which report. {RAW if chosen.raw else NEUTRALISED} It loses: {LOSES}",
        "left_out": {"personal": chosen.case.left_out},
        "resources": resources,
    }
    return packed({"datapackage.json": utf8(dumps(descriptor, indent=1) + "\n"), **files})


def _resource(table: Table, rows: Sequence[Row], data: bytes) -> Record:
    schema: Record = {
        "fields": [_field(table, name, words) for name, words in table.columns.items()],
        "missingValues": [""],
        "primaryKey": [*table.key],
    }
    if table.leads:
        schema["foreignKeys"] = [_lead(column, *there) for column, there in table.leads.items()]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.what,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "rows": len(rows),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(table: Table, name: str, words: str) -> Record:
    field: Record = {"name": name, "type": table.kind(name).value, "description": words}
    constraints: Mapping[str, Json] = {"required": True} if name in table.key else {}
    return {**field, "constraints": {**constraints}} if constraints else field


def _lead(column: str, table: str, there: str) -> Record:
    return {"fields": [column], "reference": {"resource": table, "fields": [there]}}
