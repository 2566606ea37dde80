"""Sayso: on whose say-so? A ledger of attributed claims."""
