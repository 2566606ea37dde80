"""Matrix products for spaCy's networks, by numpy's BLAS on one thread.

Three quarters of the time of a parse are matrix products. The library that spaCy brings for them knows few processors
and works at a third of numpy's speed on the others.

This module imports spaCy's network library at once, so it is itself imported only when a pipeline is loaded.
"""

from typing import Any

import numpy as np
from thinc.api import NumpyOps


class Products(NumpyOps):  # type: ignore[misc] # a compiled class without types
    """spaCy's operations on arrays, with numpy's matrix product."""

    def gemm(
        self,
        x: Any,  # noqa: ANN401 - an array
        y: Any,  # noqa: ANN401 - an array
        out: Any = None,  # noqa: ANN401 - an array
        trans1: bool = False,  # noqa: FBT001, FBT002 - the signature is spaCy's
        trans2: bool = False,  # noqa: FBT001, FBT002 - the signature is spaCy's
    ) -> Any:  # noqa: ANN401 - an array
        """The product of two matrices, either of them transposed first; written into `out` if that is given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def multiply_fast(nlp: Any) -> None:  # noqa: ANN401 - a spaCy pipeline
    """Let the networks of a pipeline multiply by numpy."""
    products = Products()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            node.ops = products
