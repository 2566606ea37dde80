"""What pages show, as frozen values: plain functions from what the ledger gives to what a template lays out."""
