"""Where reports are read, and how many at once: in this process, in a pool of processes, on a Dask cluster.

An engine reads reports and knows no ledger: what it gives is written by who called it, one thing after another.
"""

from sayso.engines.cluster import Dask
from sayso.engines.kinds import Engine, Here, Item
from sayso.engines.pool import Pool, Spread, workers
from sayso.engines.task import Done, StageFailed, Task, compared, told

__all__ = [
    "Dask",
    "Done",
    "Engine",
    "Here",
    "Item",
    "Pool",
    "Spread",
    "StageFailed",
    "Task",
    "compared",
    "told",
    "workers",
]
