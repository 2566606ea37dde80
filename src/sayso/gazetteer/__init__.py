"""The gazetteer: towns of the world with their names in many languages and scripts, offline."""

from sayso.gazetteer.keys import key_of
from sayso.gazetteer.lookup import Town, is_area, is_built, largest_within, numbered, towns, version

__all__ = ["Town", "is_area", "is_built", "key_of", "largest_within", "numbered", "towns", "version"]
