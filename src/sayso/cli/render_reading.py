"""What became of each input: a row for eyes, a line that sums them up."""

from collections import Counter
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.words import count, short
from sayso.export.ended import Ended


def refusal(end: Ended) -> str:
    """One line for an input that was refused."""
    return f"{shown(end.source)}: refused: {shown(end.reason or 'no reason known')}"


def ends_table(ends: Sequence[Ended]) -> Table:
    """A row for each input of which there is a report."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("input", overflow="fold")
    table.add_column("outcome")
    table.add_column("claims", justify="right", no_wrap=True)
    table.add_column("quotes", justify="right", no_wrap=True)
    table.add_column("report", no_wrap=True)
    for end in ends:
        if not end.refused:
            reason = f": {shown(end.reason)}" if end.reason else ""
            table.add_row(
                Text(shown(end.source).rpartition("/")[2]),
                Text(end.words + reason),
                f"{end.claims:,}",
                f"{end.quotes:,}",
                Text(short(end.report_id or ""), style="dim"),
            )
    return table


def summary(ends: Sequence[Ended], disputed: int) -> str:
    """How many ended how, what was found, and what to do next."""
    told = ", ".join(f"{number:,} {words}" for words, number in Counter(end.words for end in ends).items())
    if all(end.refused for end in ends):
        return told or "nothing read"
    claims = count(sum(end.claims for end in ends), "claim")
    quotes = count(sum(end.quotes for end in ends), "direct quote")
    return f"{told} · {claims}, {quotes} · {count(disputed, 'question')} disputed · next: sayso disputes"
