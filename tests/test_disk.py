"""What somebody is told of is on the disk: what a file holds is synchronised, and after it the folder that names it."""

import errno
import os
import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from sayso import disk
from sayso.export import write, write_folder
from sayso.ledger import Ledger

FILE, FOLDER = "file", "folder"


@pytest.fixture
def synchronised(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of what Python has synchronised, in order."""
    really, done = os.fsync, list[str]()

    def note(handle: int) -> None:
        done.append(FOLDER if stat.S_ISDIR(os.fstat(handle).st_mode) else FILE)
        really(handle)

    monkeypatch.setattr(os, "fsync", note)
    return done


def failing(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int) -> None:
        del handle
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)


def test_an_export_is_kept_with_its_name(synchronised: list[str], tmp_path: Path) -> None:
    write((b"all of it",), str(tmp_path / "out.txt"), stdout=BytesIO())
    assert synchronised == [FILE, FOLDER]


def test_a_folder_is_kept_with_all_that_is_in_it(synchronised: list[str], tmp_path: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("deeper/b.txt", "b")
    write_folder((packed.getvalue(),), str(tmp_path / "case"))
    assert sorted(synchronised) == [FILE, FILE, FOLDER, FOLDER, FOLDER]
    assert synchronised[-1] == FOLDER


def test_a_backup_is_kept_with_its_name(synchronised: list[str], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        ledger.backup(tmp_path / "copy.sayso")
    assert synchronised == [FILE, FOLDER]


def test_a_file_system_that_synchronises_no_folders_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(errno.EINVAL, monkeypatch)
    disk.keep_names(tmp_path)


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(errno.EIO, monkeypatch)
    with pytest.raises(OSError, match=r"[Ii]nput/output"):
        disk.keep_names(tmp_path)
