"""Bytes, files, folders, globs and `-` → captures, reports, text layers; each input ends as read, in part or refused."""

from sayso.intake.facts import Facts
from sayso.intake.read import count_inputs, read_inputs

__all__ = ["Facts", "count_inputs", "read_inputs"]
