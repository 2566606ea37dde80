"""The case in the AIDA Interchange Format (AIF), as Turtle."""

from sayso.export.aif.document import LOSSES, aif

__all__ = ["LOSSES", "aif"]
