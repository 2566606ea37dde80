"""The case in the AIDA Interchange Format (AIF), as Turtle."""

from sayso.export.aif.document import LOSSES, aif, aif_of

__all__ = ["LOSSES", "aif", "aif_of"]
