"""Tests of the ledger, as a package so that they share `building`."""
