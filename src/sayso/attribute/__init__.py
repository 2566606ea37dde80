"""Annotated → Attributions: who is made to say what."""

from sayso.attribute.attribute import attribute
from sayso.attribute.both import Both
from sayso.attribute.extractor import Extractor, Rules

__all__ = ["Both", "Extractor", "Rules", "attribute"]
