"""A parser that never comes to an end with files whose names say so, for a process that is to be ended for it."""

from collections.abc import Iterator

from sayso.intake import worker
from sayso.intake.paths import Found
from sayso.nouns import Intake

_serve, _read_found = worker._serve, worker.read_found  # noqa: SLF001 - what the worker does


def serve(*args: object) -> None:
    """What the worker does instead."""
    worker.read_found = _reading  # in the worker alone
    _serve(*args)  # type: ignore[arg-type] # as it is called


def _reading(found: Found, **how: object) -> Iterator[Intake]:
    while "loops" in found.label:
        pass
    return _read_found(found, **how)  # type: ignore[arg-type] # as above
