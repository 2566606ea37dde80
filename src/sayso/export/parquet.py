"""Claims as Apache Parquet: the columns of the table, typed, with lists where a claim has several of a thing."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sayso.export.chosen import Chosen
from sayso.export.dossier import Dossier
from sayso.export.lines import records_of
from sayso.export.records import Json, Record
from sayso.export.table import COLUMNS, rows
from sayso.export.tables import TABLES, Kind, Table
from sayso.nouns import Moment

if TYPE_CHECKING:  # an extra
    import pyarrow as pa

SCHEMA = "sayso/claims/1"

LOSES = (
    "The roles in what happened, who released or circulated evidence, links between claims and "
    "their reasons, the answers to a question but the claim's own, rulings, and the texts of the reports."
)

_SPANNED: Mapping[str, Mapping[str, Kind]] = {
    "quantities": {
        **dict.fromkeys(("low", "best", "high"), Kind.NUMBER),
        **dict.fromkeys(("comparator", "counted", "unit", "scope"), Kind.TEXT),
    },
    "times": dict.fromkeys(("start_at", "end_at", "precision", "open"), Kind.TEXT),
    "places": dict.fromkeys(("name", "kind", "precision"), Kind.TEXT),
    "evidence": {"kind": Kind.TEXT},
}
"""The lists of a claim and their fields, besides where each stands (`start`, `end`) and its characters (`quote`)."""


def parquet(chosen: Chosen) -> bytes:
    """One row a claim, in one row group for each 50,000."""
    from pyarrow import parquet as pq  # noqa: PLC0415 - an extra

    written = BytesIO()
    pq.write_table(claims(chosen.case), written, compression="zstd", row_group_size=50_000)
    return written.getvalue()


def claims(case: Dossier) -> "pa.Table":
    """The same as a table in memory, in Arrow's form."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return pa.Table.from_pylist(list(_rows(case)), schema=_schema(case.left_out))


def plain(table: Table, case: Dossier) -> "pa.Table":
    """One of the plain tables of a case in Arrow's form: its columns, typed."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    types = _types()
    fields = [
        pa.field(name, types[table.kind(name)], metadata={"description": what}) for name, what in table.columns.items()
    ]
    rows = [{name: _utf8(cell) for name, cell in row.items()} for row in table.rows(case)]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _types() -> "dict[Kind, pa.DataType]":
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.NUMBER: pa.float64()}


def _schema(left_out: int) -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415 - an extra

    types = _types()
    claims = TABLES[0]
    fields = {name: types[claims.kind(name)] for name in COLUMNS}
    fields |= dict.fromkeys(("via", "hedges", "flags"), pa.list_(pa.string()))
    place = {"start": pa.int64(), "end": pa.int64(), "quote": pa.string()}
    fields["content"] = pa.list_(pa.struct(place))
    fields |= {
        name: pa.list_(pa.struct({**place, **{field: types[kind] for field, kind in more.items()}}))
        for name, more in _SPANNED.items()
    }
    fields |= dict.fromkeys(("published_first", "published_last"), pa.date32())
    return pa.schema(
        [pa.field(name, kind, metadata=_described(name)) for name, kind in fields.items()],
        metadata={"schema": SCHEMA, "loses": LOSES, "left_out_personal": str(left_out)},
    )


def _described(name: str) -> dict[str, str] | None:
    return {"description": COLUMNS[name]} if name in COLUMNS else None


def _rows(case: Dossier) -> Iterator[dict[str, Any]]:
    for row, record in zip(rows(case), records_of(case), strict=True):
        published = row["published"]
        moment = Moment(published) if isinstance(published, str) else None
        yield {
            **{name: _utf8(cell) for name, cell in row.items()},
            "via": _utf8(record["via"]),
            "hedges": [_utf8(one["quote"]) for one in _several(record, "hedges")],
            "flags": [one["care"] for one in _several(record, "flags")],
            "content": _content(record),
            **{name: [_item(one, more) for one in _several(record, name)] for name, more in _SPANNED.items()},
            "published_first": moment.first_day if moment else None,
            "published_last": moment.last_day if moment else None,
        }


def _several(record: Record, name: str) -> list[dict[str, Any]]:
    found: Any = record[name]
    return list(found)


def _content(record: Record) -> list[dict[str, Any]]:
    spans: Any = record["content"]
    quotes: Any = record["quote"]
    return [
        {"start": start, "end": end, "quote": _utf8(quote)} for (start, end), quote in zip(spans, quotes, strict=True)
    ]


def _item(one: dict[str, Any], fields: Mapping[str, Kind]) -> dict[str, Any]:
    start, end = one["span"]
    renamed = {"start_at": one.get("start"), "end_at": one.get("end"), **one}
    told = {name: _utf8(renamed[name]) for name in fields}
    return {"start": start, "end": end, "quote": _utf8(one["quote"]), **told}


def _utf8(value: Json) -> Any:  # noqa: ANN401 - whatever a column holds
    """The value with lone surrogates as visible escapes: Parquet's texts are UTF-8, which has none."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return [_utf8(one) for one in value] if isinstance(value, list) else value
