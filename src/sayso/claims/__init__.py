"""Attributions → Claims: atomic propositions with their values."""
