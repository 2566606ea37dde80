"""Annotated → Attributions: who is made to say what."""
