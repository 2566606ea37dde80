"""Names: whether two of them mean the same person, body or place, as far as names alone can tell."""

from sayso.names.answers import Compared, NameType, Sameness
from sayso.names.blocks import block_keys
from sayso.names.bodies import same_body
from sayso.names.compared import compared
from sayso.names.people import same_person
from sayso.names.places import same_place

__all__ = ["Compared", "NameType", "Sameness", "block_keys", "compared", "same_body", "same_person", "same_place"]
