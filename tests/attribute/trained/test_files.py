"""The model's files as a user may find them: missing, cut off, edited."""

import tomllib
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import Path

import pytest

from sayso import data
from sayso.attribute.trained import Trained, files
from sayso.attribute.trained.files import FEATURES
from sayso.errors import DataError
from sayso.nouns import Annotated

ADVICE = "install sayso again, or read without it: --attribution rules"
FILE = b"not a model"
TABLE = f"""
version = "9"

[sha256]
"attribution.onnx" = "{sha256(FILE).hexdigest()}"

[choices]
outside = -0.5
begin_span = 0.25
no_source = -1.5
threshold = 0.3
weights = [{", ".join(["0.5"] * len(FEATURES))}]
"""
Install = Callable[[str | bytes], None]


@pytest.fixture
def install(without_model: Path) -> Install:
    """Put a table where the model's files should be."""

    def put(table: str | bytes) -> None:
        (without_model / "attribution.toml").write_bytes(table.encode() if isinstance(table, str) else table)

    return put


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(DataError) as caught:
        call()
    (line,) = str(caught.value).splitlines()
    assert line.endswith(ADVICE)
    return line


def test_a_file_with_the_digest_of_the_table_is_taken(without_model: Path, install: Install) -> None:
    install(TABLE)
    (without_model / files.MODEL).write_bytes(FILE)
    assert files.checked(files.MODEL) == FILE


@pytest.mark.parametrize("raw", [b"", FILE[:-1], FILE + b"\n"])
def test_a_file_that_is_not_the_shipped_one_is_refused(without_model: Path, install: Install, raw: bytes) -> None:
    install(TABLE)
    (without_model / files.MODEL).write_bytes(raw)
    line = refused(lambda: files.checked(files.MODEL))
    assert files.MODEL in line
    assert sha256(raw).hexdigest()[:12] in line
    assert sha256(FILE).hexdigest()[:12] in line


def test_a_missing_file_is_told(install: Install) -> None:
    install(TABLE)
    assert f"{files.MODEL} is missing" in refused(lambda: files.checked(files.MODEL))


def test_a_file_that_cannot_be_read_is_told(without_model: Path, install: Install) -> None:
    install(TABLE)
    (without_model / files.MODEL).mkdir()
    assert files.MODEL in refused(lambda: files.checked(files.MODEL))


@pytest.mark.parametrize("table", ["", "sha256 = 7", "[sha256]\n", f'[sha256]\n"{files.MODEL}" = 7'])
def test_a_table_without_the_digest_lets_no_file_through(without_model: Path, install: Install, table: str) -> None:
    install(table)
    (without_model / files.MODEL).write_bytes(FILE)
    assert files.MODEL in refused(lambda: files.checked(files.MODEL))


def test_the_choices_are_those_of_the_table(install: Install) -> None:
    install(TABLE)
    assert files.choices() == files.Choices(-0.5, 0.25, -1.5, (0.5,) * len(FEATURES), 0.3)
    assert files.method() == "trained/9"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("[choices]", "[chosen]"),
        ("outside = -0.5", ""),
        ("begin_span = 0.25", 'begin_span = "much"'),
        ("no_source = -1.5", "no_source = nan"),
        ("threshold = 0.3", "threshold = []"),
        ("weights = [0.5, ", "weights = ["),
        ("weights = [0.5, ", "weights = [inf, "),
        ("weights = [", "weights = 0.5\nmore = ["),
        ("weights = [0.5, ", 'weights = ["x", '),
        ("[choices]", "choices = 3\n[more]"),
    ],
)
def test_choices_that_are_none_are_refused(install: Install, was: str, now: str) -> None:
    assert was in TABLE
    install(TABLE.replace(was, now))
    assert "attribution.toml" in refused(files.choices)


@pytest.mark.parametrize("table", [None, "version = ", "\x00", b"\xff"])
def test_a_table_that_is_missing_or_no_toml_is_refused(install: Install, table: str | bytes | None) -> None:
    if table is not None:
        install(table)
    for call in (files.choices, files.method, lambda: files.checked(files.MODEL)):
        assert "attribution.toml" in refused(call)


@pytest.mark.usefixtures("without_model")
def test_nothing_is_read_before_the_files_are_checked(annotate: Callable[[str], Annotated], install: Install) -> None:
    install(TABLE)
    read = annotate("The mayor said that the bridge was shut.")
    refused(lambda: Trained()(read))


def test_the_shipped_files_are_those_of_the_shipped_table() -> None:
    raw = (resources(data) / "attribution.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(raw)["sha256"]) == {files.MODEL, files.TOKENIZER}
    sizes = [len(files.checked(name)) for name in (files.MODEL, files.TOKENIZER)]
    assert sum(sizes) <= 30_000_000
    assert files.method().startswith("trained/")
    choices = files.choices()
    assert len(choices.weights) == len(FEATURES)
    assert 0 <= choices.threshold < 1
