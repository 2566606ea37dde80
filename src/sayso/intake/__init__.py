"""Bytes, files, folders, globs and `-` → captures, reports, text layers; each input ends with an outcome."""

from sayso.intake.blob import Columns
from sayso.intake.columns import columns
from sayso.intake.facts import Facts
from sayso.intake.guarded import Guarded, count_guarded, read_guarded
from sayso.intake.origin import Origin, origin
from sayso.intake.paths import EMPTY, Found, Named, Source, expand, is_address, printable
from sayso.intake.read import count_inputs, read_inputs
from sayso.intake.worker import LIMITS, Limits

__all__ = [
    "EMPTY",
    "LIMITS",
    "Columns",
    "Facts",
    "Found",
    "Guarded",
    "Limits",
    "Named",
    "Origin",
    "Source",
    "columns",
    "count_guarded",
    "count_inputs",
    "expand",
    "is_address",
    "origin",
    "printable",
    "read_guarded",
    "read_inputs",
]
