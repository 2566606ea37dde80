"""Words for people and what they have in common: what lets "gunmen" and "soldiers" be counted together."""


def neutral(noun: str) -> str:
    """The population class that a noun phrase belongs to ("armed militants" → "fighter"), else its last word."""
    words = noun.lower().split()
    return words[-1] if words else ""
