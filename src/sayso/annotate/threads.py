"""How many threads numpy's BLAS multiplies on."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


def on_threads(number: int) -> AbstractContextManager[object]:
    """A stretch of code in which numpy multiplies on so many threads; behind it holds again what others have set.

    The matrices of one report are small: on several threads it would wait longer than it works.
    """
    limited: AbstractContextManager[object] = _libraries().limit(limits=number)
    return limited


@cache
def _libraries() -> Any:  # noqa: ANN401 - the library has no types
    return ThreadpoolController().select(user_api="blas")
