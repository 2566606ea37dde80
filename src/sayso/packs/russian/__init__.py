"""The Russian pack: natasha's sentences, parse and names, frames of reported speech, claims with their values."""

from sayso.packs.russian.pack import Russian

__all__ = ["Russian"]
