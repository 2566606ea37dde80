"""The shipped model: one ONNX file, its tokeniser, and a table with what was fitted and the digests of both."""

import math
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from sayso import data
from sayso.errors import DataError

MODEL, TOKENIZER, TABLE = "attribution.onnx", "attribution_tokenizer.json", "attribution"
ADVICE: Final = "install sayso again, or read without it: --attribution rules"

FEATURES: Final = ("one", "content", "start", "cue", "source", "to_cue", "to_source", "length", "pieces", "no_source")
"""What the confidence is a logistic function of; `decode` computes them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen on texts held out from training, in log odds.

    `outside` and `begin_span` bias the tags (words outside of every span, cues and contents begun), `no_source` the
    choice of no source. The confidence is a logistic function of the FEATURES, with `weights`; what stays below
    `threshold` is dropped.

    Raises:
        ValueError: a number is not finite, or there are weights and not one for each feature.
    """

    outside: float = 0.0
    begin_span: float = 0.0
    no_source: float = 0.0
    weights: tuple[float, ...] = ()
    threshold: float = 0.0

    def __post_init__(self) -> None:
        if len(self.weights) not in {0, len(FEATURES)}:
            raise ValueError(f"{len(FEATURES)} weights are needed, given {len(self.weights)}")
        if not all(map(math.isfinite, (self.outside, self.begin_span, self.no_source, self.threshold, *self.weights))):
            raise ValueError(f"all numbers must be finite, given {self}")


@cache
def choices() -> Choices:
    """The choices that ship with the model.

    Raises:
        DataError: the table is missing or damaged, or lacks one of them.
    """
    table = _table()
    try:
        fitted = dict(table["choices"])  # type: ignore[call-overload]  # a table's values are of any type
        return Choices(
            float(fitted["outside"]),
            float(fitted["begin_span"]),
            float(fitted["no_source"]),
            tuple(map(float, fitted["weights"])),
            float(fitted["threshold"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"the table {TABLE}.toml needs a [choices] group with numbers ({error}); {ADVICE}") from error


def method() -> str:
    """Name and version of the model, as it is written into every attribution.

    Raises:
        DataError: the table is missing or damaged.
    """
    return f"trained/{_table().get('version')}"


def checked(name: str) -> bytes:
    """The bytes of a model file.

    Raises:
        DataError: the file is missing, or is not the one that the table names.
    """
    digests = _table().get("sha256")
    wanted = digests.get(name) if isinstance(digests, dict) else None
    try:
        raw = (files(data) / name).read_bytes()
    except OSError as error:
        raise DataError(f"the model file {name} is missing or cannot be read; {ADVICE}") from error
    found = sha256(raw).hexdigest()
    if found != wanted:
        raise DataError(
            f"the model file {name} has the SHA-256 {found[:12]}…, not {str(wanted)[:12]}… as {TABLE}.toml says; "
            f"{ADVICE}"
        )
    return raw


def _table() -> data.Table:
    try:
        return data.table(TABLE)
    except DataError as error:
        raise DataError(f"the table {TABLE}.toml of the trained model cannot be used ({error}); {ADVICE}") from error
