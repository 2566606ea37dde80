"""Word lists and tables that ship with Sayso: TOML files with a comment and an example for each group.

A list that is empty or missing is refused when it is asked for, never read as "no such words".
"""

import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files

from sayso.errors import DataError

Table = dict[str, object]


@cache
def table(name: str) -> Table:
    """The table `name` (without ".toml"), parsed. Shared between callers: do not write into it.

    Raises:
        DataError: there is no such table, or it is not TOML.
    """
    try:
        return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"no word list named {name!r} ships with Sayso; there are: {', '.join(names())}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"the word list {name}.toml is not valid TOML: {error}") from error


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


def names() -> tuple[str, ...]:
    """The names of the tables that ship with Sayso."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in files(__name__).iterdir() if file.name.endswith(".toml"))
    )


@cache
def digest() -> str:
    """Hex SHA-256 over all word lists: part of what names an engine, since other words may read other claims.

    The trained model's table is left out: its extractor's method names it, and reading by rules does not need it.
    """
    total = sha256()
    for name in names():
        if name == "attribution":
            continue
        raw = (files(__name__) / f"{name}.toml").read_bytes()
        total.update(name.encode() + b"\0" + sha256(raw).digest())
    return total.hexdigest()
