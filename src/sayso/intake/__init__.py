"""Bytes, files, folders, globs and `-` → captures, reports, text layers; each input ends with an outcome."""

from sayso.intake.blob import Columns
from sayso.intake.columns import columns
from sayso.intake.facts import Facts
from sayso.intake.guarded import LIMITS, Limits, read_guarded
from sayso.intake.origin import Origin, origin
from sayso.intake.paths import Named
from sayso.intake.read import count_inputs, read_inputs

__all__ = [
    "LIMITS",
    "Columns",
    "Facts",
    "Limits",
    "Named",
    "Origin",
    "columns",
    "count_inputs",
    "origin",
    "read_guarded",
    "read_inputs",
]
