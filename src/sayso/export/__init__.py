"""Ledger → files."""
