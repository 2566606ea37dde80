"""Relay chains: who passes on what somebody else says ("X, citing Y", "X said that Y had told him …")."""

from sayso.attribute.relays.chains import with_relays

__all__ = ["with_relays"]
