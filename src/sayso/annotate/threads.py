"""How many threads numpy's BLAS multiplies on."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """A stretch of code in which numpy multiplies on one thread; behind it holds again what others have set.

    On several threads it would wait longer than it works, since the matrices of one report are small.
    """
    limited: AbstractContextManager[object] = _libraries().limit(limits=1)
    return limited


@cache
def _libraries() -> Any:  # noqa: ANN401 - the library has no types
    return ThreadpoolController().select(user_api="blas")
