"""What auto-archiver writes: items in JSON, and in tables a cell that holds one in Python's notation."""

import ast
from datetime import UTC, datetime

FIELDS = (
    ("text", "content"),
    ("title", "title"),
    ("url", "url"),
    ("published", "timestamp"),
    ("retrieved", "_processed_at"),
)
"""The facts, and what an item calls them."""

CLOCKS = frozenset({"published", "retrieved"})

LONGEST = 1_000_000
"""Characters of a cell that is looked into; the parser takes a hundred times that in memory."""

Item = dict[str, object]


def is_item(record: Item) -> bool:
    """Whether a JSON record is an item of auto-archiver: what it says of a post lies one level deeper."""
    inner = record.get("metadata")
    return isinstance(inner, dict) and "url" in inner and "status" in record and "media" in record


def flattened(record: Item) -> Item:
    """The item as a record of the kind that is read."""
    inner = record["metadata"]
    return _facts(inner) if isinstance(inner, dict) else {}


def from_cell(written: str) -> dict[str, str]:
    """What a cell says, as text for each fact; nothing of it is run, and one that cannot be told gives nothing."""
    try:
        value = _value(ast.parse(written, mode="eval").body) if len(written) <= LONGEST else None
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        value = None
    found = _facts(value) if isinstance(value, dict) else {}
    return {fact: text if isinstance(text := found.get(fact), str) else "" for fact, _ in FIELDS}


def _facts(inner: Item) -> Item:
    found = {fact: inner[name] for fact, name in FIELDS if inner.get(name) is not None}
    return {fact: _clock(value) if fact in CLOCKS else value for fact, value in found.items()}


def _clock(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
    return value


def _value(node: ast.expr) -> object:
    """The value of a literal, in which dates may stand as they are shown; what is neither is None."""
    match node:
        case ast.Dict(keys=keys, values=values):
            return {_value(key): _value(value) for key, value in zip(keys, values, strict=True) if key is not None}
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [_value(element) for element in elements]
        case ast.Constant(value=value):
            return value
        case ast.Call(func=ast.Attribute(attr="datetime"), args=args, keywords=keywords):
            numbers = [_value(argument) for argument in args]
            in_utc = any(ast.unparse(keyword.value).endswith(("utc", "UTC", "tzutc()")) for keyword in keywords)
            if all(isinstance(number, int) for number in numbers):
                return datetime(*numbers, tzinfo=UTC if in_utc else None)  # type: ignore[arg-type,misc] # integers
    return None
