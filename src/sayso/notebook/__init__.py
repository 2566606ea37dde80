"""A ledger in a notebook: its claims, questions and links as data frames, and questions to look at.

>>> from sayso import notebook, open_ledger
>>> ledger = open_ledger("case.sayso")  # doctest: +SKIP
>>> notebook.claims(ledger).to_pandas()  # doctest: +SKIP
>>> notebook.question(ledger, "q-1a2b")  # doctest: +SKIP

It needs the extra `[notebook]`. Nothing of it is imported before a frame is made.
"""

from sayso.notebook.display import Case, Shown, case, question
from sayso.notebook.frames import Frame, answer_claims, answers, claims, links, questions, reports

__all__ = [
    "Case",
    "Frame",
    "Shown",
    "answer_claims",
    "answers",
    "case",
    "claims",
    "links",
    "load_ipython_extension",
    "question",
    "questions",
    "reports",
]


def load_ipython_extension(shell: object) -> None:
    """What `%load_ext sayso.notebook` does: ledgers and questions show themselves as tables."""
    from sayso.notebook.display import register  # noqa: PLC0415 - asked for by name alone

    register(shell)
