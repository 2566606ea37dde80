"""Annotated → Attributions: who is made to say what."""

from sayso.attribute.attribute import attribute
from sayso.attribute.both import Both
from sayso.attribute.extractor import Extractor, Rules
from sayso.attribute.forms import form_of
from sayso.attribute.proposals import Proposer, proposed

__all__ = ["Both", "Extractor", "Proposer", "Rules", "attribute", "form_of", "proposed"]
