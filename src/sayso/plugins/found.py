"""Which plug-ins are installed, and the object that a name stands for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.errors import UnknownSetting

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

EXTRACTORS = "sayso.extractors"
"""Group of what finds attributions: `make(options) → sayso.attribute.Proposer`."""

EXPORTERS = "sayso.exporters"
"""Group of what writes files: a `sayso.export.Format`."""

STORES = "sayso.stores"
"""Group of where ledgers lie, by the scheme of their address: `connect(address, wait) → sayso.ledger.Store`."""

SHIPPED: Mapping[str, Mapping[str, str]] = {
    EXTRACTORS: {"llm": "sayso.attribute.llm:make"},
    EXPORTERS: {},
    STORES: {},
}
"""What comes with Sayso, by group and name. No other package can take such a name."""


def names(group: str) -> tuple[str, ...]:
    """The names of a group, in the order of the alphabet."""
    return tuple(sorted({*SHIPPED[group], *(one.name for one in _installed(group))}))


def load(group: str, name: str) -> object:
    """The object of that name.

    Raises:
        UnknownSetting: there is none, several packages bring one, or it cannot be imported.
    """
    from importlib.metadata import EntryPoint  # noqa: PLC0415 - takes a while, and most runs need no plug-in

    own = SHIPPED[group].get(name)
    found = [EntryPoint(name, own, group)] if own else [one for one in _installed(group) if one.name == name]
    if not found:
        there = ", ".join(names(group)) or "none"
        raise UnknownSetting(f"no plug-in {name!r} of {group} is installed; there are: {there}")
    if len({one.value for one in found}) > 1:
        packages = ", ".join(sorted({_package(one) for one in found}))
        raise UnknownSetting(f"several packages bring a plug-in {name!r} of {group}: {packages}; remove all but one")
    try:
        return found[0].load()
    except Exception as error:  # other people's code: whatever it fails with, the user is to learn whose it is
        raise UnknownSetting(
            f"the plug-in {name!r} of {_package(found[0])} cannot be loaded ({type(error).__name__}: {error})"
        ) from error


def _installed(group: str) -> "tuple[EntryPoint, ...]":
    from importlib.metadata import entry_points  # noqa: PLC0415 - as above

    return tuple(entry_points(group=group))


def _package(one: "EntryPoint") -> str:
    return one.dist.name if one.dist else one.value
