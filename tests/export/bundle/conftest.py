"""A ledger, the bundle that it makes, and ways to make another one of that."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from small_ledger import small_ledger

from sayso.export.bundle import bag, bundle
from sayso.ledger import Ledger

Remake = Callable[[Mapping[str, bytes | None]], Path]
"""A bundle with other files, given by their names in it (None for none); the manifests stay as they were."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "case.sayso"
    small_ledger(path)
    return path


@pytest.fixture(scope="session")
def whole(kept: Path) -> bytes:
    """The bundle of the small ledger."""
    with Ledger.open(kept, create=False) as ledger:
        return bundle(ledger)


@pytest.fixture
def packed(whole: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "case.zip"
    path.write_bytes(whole)
    return path


@pytest.fixture
def files(packed: Path) -> dict[str, bytes]:
    """The files of the bundle by their names in it."""
    with zipfile.ZipFile(packed) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def remade(files: dict[str, bytes], tmp_path: Path) -> Remake:
    def make(others: Mapping[str, bytes | None]) -> Path:
        path = tmp_path / "remade.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in (files | others).items():
                if data is not None:
                    archive.writestr(f"bag/{name}", data)
        return path

    return make


@pytest.fixture
def forged(files: dict[str, bytes], remade: Remake) -> Remake:
    """The same, with manifests that fit the other files: a forger can make those, too."""
    from hashlib import sha256  # noqa: PLC0415 - the forger's tool

    def make(others: Mapping[str, bytes | None]) -> Path:
        new = {name: data for name, data in (files | others).items() if data is not None}
        payload = {name: sha256(data).hexdigest() for name, data in new.items() if name.startswith(bag.PAYLOAD)}
        new[bag.MANIFEST] = bag.listed(payload)
        tags = (bag.BAGIT, bag.INFO, bag.MANIFEST, bag.README)
        new[bag.TAG_MANIFEST] = bag.listed({name: sha256(new[name]).hexdigest() for name in tags})
        return remade({**new, **{name: None for name, data in others.items() if data is None}})

    return make
