"""Word lists and tables that ship with Sayso: TOML files with a comment and an example for each group.

A list that is empty or missing is refused when it is asked for, never read as "no such words".

A user adds to them in files of the same names, in the folder that the environment variable SAYSO_WORDS names: words of
a list are added to those that ship, so is a group that does not ship, and a single value replaces the shipped one.
"""

import os
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from sayso.errors import DataError

Table = dict[str, object]
_APART = frozenset({"attribution", "care", "languages", "lookalikes"})
WORDS = "SAYSO_WORDS"
"""The environment variable that names the folder of the user's own lists."""
_OF_MODELS = frozenset({"answers", "attribution", "cue_weights", "likeness", "meaning", "pairs"})
"""Tables that were fitted, and hold no words to add to."""


@cache
def table(name: str) -> Table:
    """The table `name` (without ".toml") with what the user adds. Shared between callers: do not write into it.

    Raises:
        DataError: there is no such table, or it is not TOML, or what the user adds does not go with it.
    """
    try:
        shipped = _parsed((files(__name__) / f"{name}.toml").read_bytes(), f"{name}.toml")
    except FileNotFoundError as error:
        raise DataError(f"no word list named {name!r} ships with Sayso; there are: {', '.join(names())}") from error
    own = added().get(name)
    return shipped if own is None else _joined(shipped, _parsed(own.read_bytes(), str(own)), str(own))


@cache
def added() -> dict[str, Path]:
    """The user's own files by the names of the lists that they add to; none without a folder.

    Raises:
        DataError: the folder is not there, or a file in it is named like no word list.
    """
    given = os.environ.get(WORDS)
    if not given:
        return {}
    folder = Path(given)
    if not folder.is_dir():
        raise DataError(f"{WORDS} names {given!r}, which is no folder; it should hold files such as sides.toml")
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    known = sorted(set(names()) - _OF_MODELS)
    strange = sorted(set(found) - set(known))
    if strange:
        raise DataError(f"{folder / strange[0]}.toml adds to no word list; there are: {', '.join(known)}")
    return found


def _parsed(raw: bytes, name: str) -> Table:
    try:
        return tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"the word list {name} is not valid TOML: {error}") from error


def _joined(shipped: Table, own: Table, source: str, at: str = "") -> Table:
    """Both tables as one: lists one after the other, groups joined, single values the user's."""
    found = dict(shipped)
    for key, value in own.items():
        old, where = shipped.get(key), f"{at}.{key}" if at else key
        if isinstance(old, dict) and isinstance(value, dict):
            found[key] = _joined(old, value, source, where)
        elif isinstance(old, list) and isinstance(value, list):
            found[key] = [*old, *(word for word in value if word not in old)]
        elif old is not None and type(old) is not type(value):
            raise DataError(f"{source}: {where} is a {_kind(value)}, but a {_kind(old)} ships under that name")
        else:
            found[key] = value
    return found


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "group"
    return "list" if isinstance(value, list) else "single value"


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The words of one group of a table, such as `words("cues", "verbs", "say")`.

    Raises:
        DataError: the group does not exist, is empty, or is not a list of strings.
    """
    node: object = table(name)
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    if not isinstance(node, list) or not node or not all(isinstance(word, str) for word in node):
        raise DataError(f"the word list {name}.toml needs a non-empty list of strings at {'.'.join(path)!r}")
    return frozenset(node)


@cache
def group(name: str, key: str) -> MappingProxyType[str, object]:
    """One group of a table, such as `group("romanisation", "swaps")`: its keys with what stands under them.

    Raises:
        DataError: the table has no such group, or it is empty or no group.
    """
    found = table(name).get(key)
    if not isinstance(found, dict) or not found:
        raise DataError(f"the word list {name}.toml needs a group [{key}] with something in it")
    return MappingProxyType({str(key): value for key, value in found.items()})


@cache
def standing_for(name: str, key: str) -> MappingProxyType[str, str]:
    """A group of lists turned round: each of their words with the key that it stands under.

    Raises:
        DataError: the table has no such group, or something in it is no list.
    """
    found: dict[str, str] = {}
    for word, ways in group(name, key).items():
        if not isinstance(ways, list):
            raise DataError(f"the word list {name}.toml needs a list at '{key}.{word}'")
        found |= {str(way): word for way in ways}
    return MappingProxyType(found)


@cache
def rows(name: str, key: str) -> tuple[tuple[str, ...], ...]:
    """A list of lists of words, such as the names that mean one person.

    Raises:
        DataError: the table has no such list, or it is empty, or something in it is no list of strings.
    """
    found = table(name).get(key)
    if not isinstance(found, list) or not found or not all(isinstance(row, list) for row in found):
        raise DataError(f"the word list {name}.toml needs a non-empty list of lists at {key!r}")
    return tuple(tuple(map(str, row)) for row in found)


def names() -> tuple[str, ...]:
    """The names of the tables that ship with Sayso."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in files(__name__).iterdir() if file.name.endswith(".toml"))
    )


@cache
def digest() -> str:
    """Hex SHA-256 over all word lists and the user's: part of what names an engine, as other words read other claims.

    The trained model's table is left out: its extractor's method names it, and reading by rules does not need it. So
    are words that propose flags, names of languages and letters that look alike, as no claim is read by them.
    """
    total = sha256()
    for name in names():
        if name in _APART:
            continue
        total.update(name.encode() + b"\0" + sha256((files(__name__) / f"{name}.toml").read_bytes()).digest())
    for name, path in _user_lists():
        total.update(b"\0" + name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _user_lists() -> Iterator[tuple[str, Path]]:
    yield from sorted(added().items())
