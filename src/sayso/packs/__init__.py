"""Language packs: how reports in other languages than English are read. English is read by the stages themselves."""

from sayso.packs.found import pack_for
from sayso.packs.pack import Missing, Pack

__all__ = ["Missing", "Pack", "pack_for"]
