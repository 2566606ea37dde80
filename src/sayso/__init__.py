"""Sayso: on whose say-so? A ledger of attributed claims.

>>> import sayso
>>> with sayso.open_ledger("case.sayso") as ledger:  # doctest: +SKIP
...     for result in sayso.read(ledger, ["reports/"]):
...         print(result.intake.source, result.intake.outcome, result.claims)
...     for question in ledger.questions(states=[sayso.State.DISPUTED]):
...         print(question.wording)
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

# What runs the models (ONNX Runtime) tells its makers of its runs over the network where this is not set, and keeps
# what it could not send in the cache of the user. It has to be there before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from sayso.api import ReadResult, open_ledger, read, refresh, reread
    from sayso.errors import SaysoError
    from sayso.intake import Facts
    from sayso.ledger import Check, Input, Ledger, ReadingDiff, Verdict
    from sayso.nouns import Claim, Claimed, Link, Moment, Question, Report, State
    from sayso.stages import Settings, engine

    __version__: str

__all__ = [
    "Check",
    "Claim",
    "Claimed",
    "Facts",
    "Input",
    "Ledger",
    "Link",
    "Moment",
    "Question",
    "ReadResult",
    "ReadingDiff",
    "Report",
    "SaysoError",
    "Settings",
    "State",
    "Verdict",
    "__version__",
    "engine",
    "open_ledger",
    "read",
    "refresh",
    "reread",
]

_HOMES = {
    "api": ("ReadResult", "open_ledger", "read", "refresh", "reread"),
    "errors": ("SaysoError",),
    "intake": ("Facts",),
    "ledger": ("Check", "Input", "Ledger", "ReadingDiff", "Verdict"),
    "nouns": ("Claim", "Claimed", "Link", "Moment", "Question", "Report", "State"),
    "stages": ("Settings", "engine"),
}
"""Where each name lives. It is imported when it is first asked for, so that `import sayso` costs next to nothing."""


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - rarely asked for, and not free

        return version("sayso")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"sayso.{home}"), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
