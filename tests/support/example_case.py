"""The case of examples/, read as `make demo` reads it."""

from pathlib import Path

import sayso
from sayso import Facts, Moment

EXAMPLES = Path(__file__).parents[2] / "examples"


def read_examples(path: Path) -> Path:
    """Read it into a new ledger there."""
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(EXAMPLES / "reports")]):
            pass
        note = str(EXAMPLES / "notes" / "coast-watch.txt")
        for _ in sayso.read(ledger, [note], facts=Facts(outlet="Coast Watch", published=Moment("2025-06-06"))):
            pass
    return path
