"""Nouns without a name, and with other ids."""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from sayso.ledger.redaction.columns import NO_NAMES
from sayso.ledger.redaction.masks import Masks
from sayso.nouns import Moment, Span

Value = TypeVar("Value")


def renamed(value: Value, masks: Masks, ids: Mapping[str, str]) -> Value:
    """The value with masks in the place of names, and new ids for those that are mapped; spans stay as they are."""
    found: object = value
    if value is None or isinstance(value, Enum | Span | Moment | int | float):
        return value
    if isinstance(value, str):
        found = ids.get(value) or masks.words(value)
    elif isinstance(value, tuple):
        found = tuple(renamed(one, masks, ids) for one in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        new = {
            name: part if name in NO_NAMES and isinstance(part, str) else renamed(part, masks, ids)
            for name, part in parts.items()
        }
        found = dataclasses.replace(value, **{name: part for name, part in new.items() if part != parts[name]})
    return found  # type: ignore[return-value] # each branch gives what it was given
