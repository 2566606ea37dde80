"""Attributions → Claims: atomic propositions with their values."""

from sayso.claims.make import make_claims

__all__ = ["make_claims"]
