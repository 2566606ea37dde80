"""The trained models of comparing as they ship: each an ONNX file and a table with its version and digest.

Only this module of `compare` knows onnxruntime and word pieces.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso import data
from sayso.errors import DataError

BUDGET: Final = 384
"""Word pieces that go through a model at once: more do not stay in the caches, with fewer the calls tell."""

TOKENIZER: Final = "attribution_tokenizer.json"
"""All models were made from one base and read the same word pieces."""

_ADVICE: Final = "install sayso again"

Floats = NDArray[np.float32]
Item = TypeVar("Item")
Result = TypeVar("Result")


def version(name: str) -> str:
    """Name and version of a model, such as "meaning/1".

    Raises:
        DataError: its table is missing or damaged.
    """
    return f"{name}/{data.table(name).get('version')}"


def run(name: str, text: str, beside: str | None = None, *, longest: int) -> Floats:
    """What a model gives for a text, or for one beside another: its first output, without the batch.

    The model sees nothing else meanwhile, so that the result depends on the texts alone. `longest` is the number of
    word pieces that it may see.

    Raises:
        DataError: the model's file is missing or is not the one that was shipped.
    """
    pieces = _tokenizer(longest).encode(_whole(text), None if beside is None else _whole(beside))
    (found,) = _given(name, [pieces.ids], [pieces.type_ids])
    result: Floats = found
    return result


def run_all(name: str, texts: Iterable[str], *, longest: int, threads: int = 1) -> list[Floats]:
    """What a model gives for each of these texts: the same whatever else there is, and on however many threads.

    Texts of equal length go through it together, which takes half the time for short ones. A text by itself goes
    through it twice: of several, sums are rounded in another way than of one alone.

    Raises:
        DataError: the model's file is missing or is not the one that was shipped.
    """
    listed = [_tokenizer(longest).encode(_whole(text)) for text in texts]

    def given(batch: Sequence[int]) -> dict[int, Floats]:
        twice = [*batch, *batch] if len(batch) == 1 else batch
        rows = _given(name, [listed[at].ids for at in twice], [listed[at].type_ids for at in twice])
        return dict(zip(twice, rows, strict=True))

    found: dict[int, Floats] = {}
    for rows in at_once(given, _alike([len(one.ids) for one in listed]), threads):
        found |= rows
    return [found[at] for at in range(len(listed))]


def at_once(work: Callable[[Item], Result], items: Iterable[Item], threads: int) -> Iterator[Result]:
    """What the work gives for each of the items, in their order; models let other threads work beside them."""
    if threads < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, items)


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of texts of equal length, so many as have no more than BUDGET pieces together."""
    by_length: dict[int, list[int]] = {}
    for at, length in enumerate(lengths):
        by_length.setdefault(length, []).append(at)
    for length, places in by_length.items():
        most = max(1, BUDGET // max(1, length))
        yield from (places[start : start + most] for start in range(0, len(places), most))


def _given(name: str, pieces: Sequence[Sequence[int]], sides: Sequence[Sequence[int]]) -> Floats:
    """What a model gives for texts of equal length, a row for each."""
    session = _session(name)
    wanted = {one.name for one in session.get_inputs()}
    feeds = {"pieces": pieces, "sides": sides}
    result: Floats = session.run(None, {k: np.array(v, dtype=np.int64) for k, v in feeds.items() if k in wanted})[0]
    return result


def _whole(text: str) -> str:
    """The text without lone surrogates, which JSON may hold and no tokenizer takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


@cache
def _tokenizer(longest: int) -> Tokenizer:
    tokenizer = Tokenizer.from_str(_bytes(TOKENIZER).decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def check(name: str) -> str:
    """Name and version of a model whose file is the one that was shipped.

    Raises:
        DataError: it is not, or it is missing.
    """
    _checked(name)
    return version(name)


def _checked(name: str) -> bytes:
    file = f"{name}.onnx"
    raw = _bytes(file)
    found, wanted = sha256(raw).hexdigest(), data.table(name).get("sha256")
    if found != wanted:
        raise DataError(f"the model file {file} has the SHA-256 {found[:12]}…, not {str(wanted)[:12]}…; {_ADVICE}")
    return raw


@cache
def _session(name: str) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()  # where it was loaded before Sayso, which forbids it from the start
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not cost CPU time
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(_checked(name), options, providers=["CPUExecutionProvider"])


def _bytes(file: str) -> bytes:
    try:
        return (files(data) / file).read_bytes()
    except OSError as error:
        raise DataError(f"the model file {file} is missing or cannot be read; {_ADVICE}") from error
