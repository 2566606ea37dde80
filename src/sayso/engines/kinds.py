"""What an engine is, and the one that reads in this process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from sayso.engines.task import Done, Task, carry_out
from sayso.stages import Stages

Key = TypeVar("Key")


class Item(NamedTuple, Generic[Key]):
    """What is to be read, and whatever the caller knows it by; None: nothing is to be read of it."""

    key: Key
    task: Task | None


class Engine(Protocol):
    """Reads reports, as many at once as it can."""

    @property
    def threads(self) -> int:
        """On how many threads this process may work once all is read."""
        ...

    def read(self, items: Iterable[Item[Key]]) -> Iterator[tuple[Key, Done | None]]:
        """What became of each, in their order. Items are asked for ahead of what has been given.

        Raises:
            SaysoError: what would stop every report (a setting, a word list).
        """
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """One report after another in this process, each when the one before was taken."""

    using: Stages | None = None
    threads: int = 1

    def read(self, items: Iterable[Item[Key]]) -> Iterator[tuple[Key, Done | None]]:
        """What became of each, in their order."""
        for key, task in items:
            yield key, None if task is None else carry_out(task, self.using)
