"""Groups of nouns that several rules ask for, put together once."""

from functools import cache

from sayso.data import group, words


@cache
def role_nouns() -> frozenset[str]:
    """What a person may be called by: offices, trades, and roles within a body."""
    return words("people", "offices") | words("people", "trades") | speaking_roles()


@cache
def speaking_roles() -> frozenset[str]:
    """Roles within a body: who speaks for it, leads it or belongs to it."""
    return words("people", "spokespeople") | words("people", "leaders") | words("people", "members")


@cache
def body_nouns() -> frozenset[str]:
    """The heads of the names of bodies, units included."""
    return words("bodies", "state") | words("bodies", "private") | words("bodies", "units")


@cache
def naming_nouns() -> frozenset[str]:
    """Nouns for firms, media and societies that stand before a name: "the airline Volta"."""
    return words("bodies", "firms") | words("bodies", "media") | words("bodies", "societies")


@cache
def calling_nouns() -> frozenset[str]:
    """All nouns by which somebody named may be called later on."""
    return role_nouns() | naming_nouns() | words("bodies", "private")


@cache
def not_firms() -> frozenset[str]:
    """Words in the names of bodies that nobody calls "the company"."""
    return body_nouns() - words("bodies", "firms") - words("bodies", "societies") | words("bodies", "sovereign")


@cache
def short_titles() -> tuple[tuple[str, str], ...]:
    """Titles as they are shortened before a name, each with its full word: "dr" and "doctor"."""
    return tuple((short, str(title)) for short, title in group("people", "short_titles").items())


@cache
def alike(kind: str, noun: str) -> frozenset[str]:
    """The nouns that may stand for one another with `noun`, itself among them; none where it is in no group.

    `kind` is "people" or "bodies".
    """
    fellows = (words("alike", kind, name) for name in group("alike", kind))
    return frozenset().union(*(nouns for nouns in fellows if noun in nouns))
