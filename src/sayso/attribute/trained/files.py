"""The shipped model: one ONNX file, its tokeniser, and a table with what was fitted and the digests of both."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from sayso import data
from sayso.errors import DataError

MODEL, TOKENIZER, TABLE = "attribution.onnx", "attribution_tokenizer.json", "attribution"


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen on texts held out from training, in log odds.

    `outside` and `begin_span` bias the tags (words outside of every span, cues and contents begun), `no_source` the
    choice of no source. The confidence is a logistic function of the features that `decode` computes, with `weights`;
    what stays below `threshold` is dropped.
    """

    outside: float = 0.0
    begin_span: float = 0.0
    no_source: float = 0.0
    weights: tuple[float, ...] = ()
    threshold: float = 0.0


@cache
def choices() -> Choices:
    """The choices that ship with the model.

    Raises:
        DataError: the table lacks one of them.
    """
    table = data.table(TABLE)
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
        raise DataError(f"the table {TABLE}.toml needs a [choices] group with numbers: {error!r}") from error


def method() -> str:
    """Name and version of the model, as it is written into every attribution."""
    return f"trained/{data.table(TABLE).get('version')}"


def checked(name: str) -> bytes:
    """The bytes of a model file.

    Raises:
        DataError: the file is missing, or is not the one that the table names.
    """
    digests = data.table(TABLE).get("sha256")
    wanted = digests.get(name) if isinstance(digests, dict) else None
    try:
        raw = (files(data) / name).read_bytes()
    except FileNotFoundError as error:
        raise DataError(
            f"the model file {name} is missing from the installed package; install sayso again, "
            "or read without it: --attribution rules"
        ) from error
    found = sha256(raw).hexdigest()
    if found != wanted:
        raise DataError(
            f"the model file {name} has the SHA-256 {found[:12]}…, not {str(wanted)[:12]}… as {TABLE}.toml says; "
            "install sayso again, or read without it: --attribution rules"
        )
    return raw
