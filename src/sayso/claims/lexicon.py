"""Groups of nouns that several rules ask for, put together once."""

from functools import cache

from sayso.data import table, words
from sayso.errors import DataError


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
    listed = table("people").get("short_titles")
    return tuple((str(short), str(title)) for short, title in listed.items()) if isinstance(listed, dict) else ()


@cache
def alike(kind: str, noun: str) -> frozenset[str]:
    """The nouns that may stand for one another with `noun`, itself among them; none where it is in no group.

    `kind` is "people" or "bodies".
    """
    groups = table("alike").get(kind)
    if not isinstance(groups, dict):
        raise DataError(f"the word list alike.toml needs a group of lists at {kind!r}")
    found = (words("alike", kind, name) for name in groups)
    return frozenset().union(*(group for group in found if noun in group))
