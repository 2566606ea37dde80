"""Bytes, files, folders, globs and `-` → captures, reports, text layers; each input ends with an outcome."""

from sayso.intake.facts import Facts
from sayso.intake.paths import Named
from sayso.intake.read import count_inputs, read_inputs

__all__ = ["Facts", "Named", "count_inputs", "read_inputs"]
