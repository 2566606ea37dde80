"""Tables of a ledger for data frames: pandas, polars, or whatever takes Arrow's tables."""

from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.export import choose
from sayso.export.tables import TABLES
from sayso.ledger import Ledger
from sayso.notebook.markup import cell, page

if TYPE_CHECKING:  # an extra
    import pandas as pd
    import polars as pl
    import pyarrow as pa

SHOWN = 20
"""Rows that a notebook is shown of a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A table of a ledger as it was then. `what` tells what a row is, `left_out` how many claims are not here.

    Columns are texts, whole numbers and numbers; times are texts in ISO 8601, no more precise than they are known, and
    unknown is null. Claims also have lists (`via`, `hedges`, `content`, `quantities`, `times`, `places`, `evidence`,
    `flags`) and days (`published_first`, `published_last`). Whatever speaks Arrow's PyCapsule interface takes it as it
    is: `polars.DataFrame(frame)`.
    """

    name: str
    what: str
    table: "pa.Table"
    left_out: int = 0

    @property
    def columns(self) -> dict[str, str]:
        """The columns in their order, with what each holds; "" where its name says it."""
        return {field.name: (field.metadata or {}).get(b"description", b"").decode() for field in self.table.schema}

    def to_arrow(self) -> "pa.Table":
        """The table of pyarrow."""
        return self.table

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame of pandas; a number that is not known is NaN, lists are arrays.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: F401, PLC0415 - an extra; pyarrow would complain in its own words
        except ModuleNotFoundError as error:
            raise UsageError("pandas is not installed; `pip install 'sayso[notebook]'` brings it") from error
        return self.table.to_pandas()

    def to_polars(self) -> "pl.DataFrame":
        """A data frame of polars.

        Raises:
            UsageError: polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - only who has it asks for it
        except ModuleNotFoundError as error:
            raise UsageError("polars is not installed; `pip install polars` brings it") from error
        return pl.DataFrame(self.table)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        head = "".join(f"<th title={cell(what, quoted=True)}>{cell(name)}</th>" for name, what in self.columns.items())
        rows = "".join(
            f"<tr>{''.join(f'<td>{cell(value)}</td>' for value in row.values())}</tr>"
            for row in self.table.slice(0, SHOWN).to_pylist()
        )
        told = f"{self.name}: {len(self):,} rows. {self.what}"
        more = f" The first {SHOWN} are shown." if len(self) > SHOWN else ""
        gone = f" {self.left_out:,} claims flagged as personal are left out." if self.left_out else ""
        return page(f"{told}{more}{gone}", f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>")


def claims(ledger: Ledger, *, question: str | None = None, sensitive: bool = False) -> Frame:
    """One claim a row: of the ledger, or behind the answers to one question (its id).

    What people have flagged as personal is left out, unless `sensitive` is True.

    Raises:
        NotFound: the ledger has no such question.
        UsageError: pyarrow is not installed.
    """
    parquet = _arrow()
    case = choose(ledger, question=question, sensitive=sensitive).case
    return Frame(name="claims", what=TABLES[0].what, table=parquet.claims(case), left_out=case.left_out)


def questions(ledger: Ledger, *, sensitive: bool = False) -> Frame:
    """One question a row, with its key and how it stands; as `claims` for the rest."""
    return _plain(ledger, "questions", sensitive=sensitive)


def answers(ledger: Ledger, *, sensitive: bool = False) -> Frame:
    """One answer a row, with its value, its bounds and from how many origins it comes; as `claims` for the rest."""
    return _plain(ledger, "answers", sensitive=sensitive)


def answer_claims(ledger: Ledger, *, sensitive: bool = False) -> Frame:
    """Which claims stand behind which answer; as `claims` for the rest."""
    return _plain(ledger, "answer_claims", sensitive=sensitive)


def links(ledger: Ledger, *, sensitive: bool = False) -> Frame:
    """One link a row: how claim a stands to claim b, by which rule and why; as `claims` for the rest."""
    return _plain(ledger, "links", sensitive=sensitive)


def reports(ledger: Ledger, *, sensitive: bool = False) -> Frame:
    """One report a row, without its text; as `claims` for the rest."""
    return _plain(ledger, "reports", sensitive=sensitive)


def _plain(ledger: Ledger, name: str, *, sensitive: bool) -> Frame:
    parquet = _arrow()
    case = choose(ledger, sensitive=sensitive).case
    table = next(one for one in TABLES if one.name == name)
    return Frame(name=name, what=table.what, table=parquet.plain(table, case), left_out=case.left_out)


def _arrow() -> ModuleType:
    """The module that makes Arrow's tables."""
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise UsageError("pyarrow is not installed; `pip install 'sayso[notebook]'` brings it") from error
    from sayso.export import parquet  # noqa: PLC0415 - as above

    return parquet
