"""What others add to Sayso: found by entry points of installed packages, loaded when it is asked for by name."""

from sayso.plugins.dropped import counting, drop
from sayso.plugins.found import EXPORTERS, EXTRACTORS, STORES, load, names

__all__ = ["EXPORTERS", "EXTRACTORS", "STORES", "counting", "drop", "load", "names"]
