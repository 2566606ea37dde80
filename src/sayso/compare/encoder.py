"""What a claim asks, as a vector: claims that answer one question lie close together, whatever they answer.

A small encoder (MiniLM, int8) that was trained on claims of invented cases to lay those of one question near one
another and those of neighbouring questions apart (docs/model_card_comparing.md). The vector of a text depends on that
text alone.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.compare.models import Floats, run_all, version

WIDTH: Final = 384
_STEPS: Final = 512.0
"""Steps in which a component is kept: they lie within a quarter of zero."""
_LONGEST: Final = 64  # word pieces: twice what a long claim has; the encoder never saw more
_LARGEST: Final = 127


def name() -> str:
    """Name and version of the model: vectors of two models have nothing to do with one another.

    Raises:
        DataError: the table is missing or damaged.
    """
    return version("meaning")


def encoded(texts: Iterable[str], threads: int = 1) -> list[bytes]:
    """The vector of each text, WIDTH signed bytes, worked out on so many threads.

    Raises:
        DataError: the model's file is missing or is not the one that was shipped.
    """
    vectors = run_all("meaning", texts, longest=_LONGEST, threads=threads)
    return [np.clip(np.rint(one * _STEPS), -_LARGEST, _LARGEST).astype(np.int8).tobytes() for one in vectors]


def parts(vectors: Iterable[bytes]) -> Floats:
    """The vectors as rows of whole numbers."""
    return np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(-1, WIDTH).astype(np.float32)


def lengths(rows: Floats) -> NDArray[np.float64]:
    """The length of each row, 1 at least: a product of two rows by both lengths is their cosine."""
    found: NDArray[np.float64] = np.sqrt(np.maximum((rows.astype(np.float64) ** 2).sum(axis=1), 1))
    return found


def cosine(a: bytes, b: bytes) -> float:
    """The cosine of two vectors."""
    rows = parts((a, b))
    one, other = lengths(rows)
    return float(rows[0] @ rows[1] / (one * other))
