"""The names that are known to mean one person, body or place, though nothing in them tells."""

from functools import cache
from types import MappingProxyType

from sayso.data import rows
from sayso.names.fold import folded

Group = tuple[str, ...]
"""All names of one of them, folded."""


@cache
def groups(kind: str) -> MappingProxyType[str, tuple[int, ...]]:
    """Each known name of a kind ("people", "places", "bodies"), folded, with the numbers of those that it means."""
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(_listed(kind)):
        for name in group:
            key = folded(name)
            if number not in found.get(key, ()):
                found[key] = (*found.get(key, ()), number)
    return MappingProxyType(found)


def known(kind: str, name: str) -> tuple[int, ...]:
    """The numbers of those that a name is known for, none where it is not listed."""
    key = folded(name)
    listed = groups(kind)
    return listed.get(key) or listed.get(key.removeprefix("the "), ())


def others(kind: str, name: str) -> Group:
    """The other known names of whomever a name means, if it means only one."""
    numbers = known(kind, name)
    return _folded_groups(kind)[numbers[0]] if len(numbers) == 1 else ()


@cache
def _folded_groups(kind: str) -> tuple[Group, ...]:
    return tuple(tuple(dict.fromkeys(map(folded, group))) for group in _listed(kind))


def _listed(kind: str) -> tuple[Group, ...]:
    return rows(f"alias_{kind}", "names")
