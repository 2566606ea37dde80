"""A Dask cluster: reports are read by its workers, each of which has Sayso installed."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sayso.engines.kinds import Item, Key
from sayso.engines.order import in_order
from sayso.engines.pool import AHEAD, workers
from sayso.engines.task import Done, carry_out
from sayso.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client

LOST = "kept, but the workers that read it died (perhaps for lack of memory)"

PATIENCE = "10 s"
"""How long a scheduler may take to answer."""


@dataclass(frozen=True, slots=True)
class Dask:
    """Reads on the cluster of a scheduler ("tcp://host:8786"), or on `number` processes of this machine if None."""

    scheduler: str | None
    number: int

    @property
    def threads(self) -> int:
        """As many as there are cores here: the cluster has nothing to do then."""
        return workers()

    def read(self, items: Iterable[Item[Key]]) -> Iterator[tuple[Key, Done | None]]:
        """What became of each, in their order; of one that ended several workers, that it did.

        Raises:
            UsageError: Dask is not installed, or there is no scheduler at that address.
        """
        with self._client() as client:
            from distributed import KilledWorker  # noqa: PLC0415 - an option

            ahead = AHEAD * (sum(client.nthreads().values()) or self.number)
            with client.get_executor(pure=False) as executor:
                submit = partial(executor.submit, carry_out)
                yield from in_order(submit, iter(items), ahead, deque(), lost={KilledWorker: LOST})

    def _client(self) -> "Client":
        try:
            from distributed import Client  # noqa: PLC0415 - an option
        except ModuleNotFoundError as error:
            raise UsageError("for the engine dask a package is missing: pip install 'sayso[dask]'") from error
        if self.scheduler is None:
            return Client(n_workers=self.number, threads_per_worker=1, dashboard_address=None)
        try:
            return Client(self.scheduler, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(
                f"there is no Dask scheduler at {self.scheduler!r} ({error}); tcp://host:8786 would be the form of one"
            ) from error
