"""The product in a few calls."""
