"""What Sayso needs at run time, as values: locks, reasons in pyproject.toml, the licences in components.toml."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_ENTRY = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?: ; ([^\\\n]+?))? \\\n((?:^ .*\n?)+)", re.MULTILINE)
_NEED = re.compile(r'^ +"([A-Za-z0-9_.-]+)[^"]*",(?: # ([^;\n]+)(?:; (.+))?)?$', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A release that a lock names: with its marker (where it is needed), its files' SHA-256, and what needs it."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package URL (purl specification, type pypi), by which others know it."""
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A requirement of pyproject.toml with the licence and the reason beside it, None where one is missing."""

    name: str
    licence: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the wheels of a component have in them beside its own code."""

    by: str
    name: str
    licence: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """What comes in Sayso's own package: as a file of it, or made from a package that a lock of its own names."""

    name: str
    type: str
    licence: str
    why: str
    version: str | None = None
    file: str | None = None
    lock: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What components.toml says."""

    licences: dict[str, str]
    carried: tuple[Carried, ...]
    shipped: tuple[Shipped, ...]


def locked(text: str) -> tuple[Locked, ...]:
    """The releases of a lock with hashes, in its order.

    Raises:
        ValueError: where a line names a release that cannot be read, so that none is left out.
    """
    found = tuple(
        Locked(
            name=name,
            version=version,
            marker=marker or None,
            hashes=tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest))),
            needed_by=tuple(one for one in re.findall(r"#(?: via)? +(\S.*)$", rest, re.MULTILINE) if one != "via"),
        )
        for name, version, marker, rest in _ENTRY.findall(text)
    )
    named = len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    if named != len(found):
        raise ValueError(f"the lock names {named} releases, of which {len(found)} can be read")
    return found


def needs(text: str) -> tuple[Need, ...]:
    """What `dependencies` of a pyproject.toml asks for, in its order, with the comments beside it."""
    block = text.partition("\ndependencies = [\n")[2].partition("\n]\n")[0]
    return tuple(
        Need(name=re.sub(r"[-_.]+", "-", name).lower(), licence=licence or None, reason=reason or None)
        for name, licence, reason in _NEED.findall(block)
    )


def table(text: str) -> Table:
    """The table of components.toml."""
    read = tomllib.loads(text)
    return Table(
        licences=read["licences"],
        carried=tuple(Carried(**one) for one in read["carried"]),
        shipped=tuple(Shipped(**one) for one in read["shipped"]),
    )
