"""A dossier as blocks: what it tells, in the order of a thing that is handed to an editor or a lawyer."""

from sayso.export.chosen import Chosen
from sayso.export.printed.back import check, method, notes, sources, unread
from sayso.export.printed.blocks import Paper
from sayso.export.printed.front import glance, opening, title
from sayso.export.printed.handed import handed
from sayso.export.printed.people import people
from sayso.export.printed.questions import alone, at_length, unasked
from sayso.export.printed.told import told

PARTS = (opening, glance, at_length, alone, unasked, unread, people, method, sources, notes, check)
"""The parts of a dossier in their order."""


def compose(chosen: Chosen) -> Paper:
    """The dossier of what was chosen of a ledger, as blocks."""
    case = told(handed(chosen))
    return Paper(
        title=title(case),
        hash=case.handed.hash,
        as_of=case.handed.as_of,
        blocks=tuple(block for part in PARTS for block in part(case)),
    )
