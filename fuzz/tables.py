"""Any bytes as a table: rows, losses or a refusal."""

from fuzz.checking import hold
from sayso.errors import InputError
from sayso.intake.blob import Blob, Loss
from sayso.intake.tables import read_table


def target(raw: bytes) -> None:
    """Read the bytes as a file whose name ends in .csv."""
    try:
        parts = list(read_table(Blob(raw=raw, source="a.csv", label="a", ending=".csv")))
    except InputError as error:
        hold(str(error), "a refusal without a word")
        return
    for part in parts:
        if isinstance(part, Loss):
            hold(part.reason, "a loss without a word")
        else:
            hold(part.raw, "a row without its bytes")
