"""A bundle that is not as it was packed is refused, with what is wrong with it, and nothing of it is kept."""

import json
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from sayso.errors import LedgerError, MissingInput, SaysoError, TooLarge, UnreadableInput
from sayso.export.bundle import opened
from sayso.ledger import Ledger, migrate, transfer
from sayso.ledger.connect import Store
from sayso.ledger.transfer import staged

from .conftest import Remake

FLIPS = 60
SEED = 20240307


def restore(path: Path) -> None:
    with opened(path) as found, staged(found):
        pass


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def test_the_bundles_that_are_made_here_are_taken_where_nothing_differs(remade: Remake, forged: Remake) -> None:
    restore(remade({}))
    restore(forged({}))


def payload(files: dict[str, bytes], folder: str) -> str:
    return min(name for name in files if name.startswith(f"data/{folder}/"))


@pytest.mark.parametrize("folder", ["captures", "texts", "ledger"])
def test_an_altered_file_is_named(folder: str, files: dict[str, bytes], remade: Remake) -> None:
    name = max((one for one in files if one.startswith(f"data/{folder}/")), key=lambda one: len(files[one]))
    data = files[name]
    with pytest.raises(UnreadableInput, match=f"{name} is not what its manifest says"):
        restore(remade({name: data[:5] + bytes([data[5] ^ 1]) + data[6:]}))


@pytest.mark.parametrize("name", ["bag-info.txt", "README.txt", "bagit.txt", "manifest-sha256.txt"])
def test_an_altered_tag_is_named(name: str, files: dict[str, bytes], remade: Remake) -> None:
    with pytest.raises(UnreadableInput, match=f"{name} is not what its manifest says"):
        restore(remade({name: files[name].replace(b"1", b"2", 1) if b"1" in files[name] else b""}))


def test_a_missing_file_is_named(files: dict[str, bytes], remade: Remake) -> None:
    name = payload(files, "captures")
    with pytest.raises(UnreadableInput, match=f"a file is missing: {name}"):
        restore(remade({name: None}))


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_bundle_without_one_of_its_tags_is_none(name: str, remade: Remake) -> None:
    with pytest.raises(UnreadableInput, match=f"it has no {name}"):
        restore(remade({name: None}))


@pytest.mark.parametrize("name", ["data/more.txt", "more.txt", "data/captures/more.txt"])
def test_a_file_that_no_manifest_lists_is_named(name: str, remade: Remake) -> None:
    with pytest.raises(UnreadableInput, match=f"no manifest lists: {name}"):
        restore(remade({name: b"?"}))


@pytest.mark.parametrize("name", ["data/more.txt", "data/captures/more.txt"])
def test_a_file_that_no_row_speaks_of_is_named(name: str, forged: Remake) -> None:
    with pytest.raises(UnreadableInput, match=f"no row of it speaks of: {name}"):
        restore(forged({name: b"?"}))


def test_a_capture_that_is_gone_from_the_manifest_too_is_missed(files: dict[str, bytes], forged: Remake) -> None:
    name = payload(files, "captures")
    with pytest.raises(UnreadableInput, match=f"it has no {name}, which its rows speak of"):
        restore(forged({name: None}))


def changed(files: dict[str, bytes], table: str, **values: object) -> dict[str, bytes]:
    """The rows of a table with other values in the first of them."""
    name = f"data/ledger/{table}.jsonl"
    first, *rest = files[name].decode().splitlines()
    return {name: "".join(f"{line}\n" for line in (json.dumps(json.loads(first) | values), *rest)).encode()}


@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        ("claim", {"quote": "nobody was hurt"}, "row hashes"),
        ("claim", {"confidence": "very"}, "rows are not those of a ledger"),
        ("claim", {"id": None}, "rows are not those of a ledger"),
        ("claim", {"ordinal": 2**70}, "rows are not those of a ledger"),
        ("claim", {"more": 1}, "has other columns"),
        ("claim", {"quote": {"base64": "AAAA"}}, "has bytes for its quote"),
        ("claim", {"quote": {"base64": "?"}}, "not a row"),
        ("claim", {"quote": {"other": "AAAA"}}, "not a row"),
        ("claim", {"quote": ["a"]}, "rows are not those of a ledger"),
        ("claim", {"report": "r-0000000000000000"}, "rows are not those of a ledger"),
        ("capture", {"sha256": "../../etc/passwd"}, "no name that Sayso gives"),
        ("capture", {"raw": "AAAA"}, "stands in a file of its own"),
        ("layer", {"name": "other"}, "no row of it speaks of"),
        ("place", {"marks": "AAAA"}, "has str for its marks"),
        ("log", {"payload": "{}"}, "row|log"),
        ("ruling", {"by": "Somebody Else"}, "row hashes"),
    ],
    ids=str,
)
def test_a_forged_row_is_found(
    table: str, values: dict[str, object], words: str, files: dict[str, bytes], forged: Remake
) -> None:
    with pytest.raises(SaysoError, match=words):
        restore(forged(changed(files, table, **values)))


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"\xff", b"[" * 100_000, b"1"], ids=["cut", "list", "bytes", "deep", "number"]
)
def test_a_line_that_is_no_row_is_refused(line: bytes, files: dict[str, bytes], forged: Remake) -> None:
    name = "data/ledger/claim.jsonl"
    with pytest.raises(UnreadableInput, match=r"not a row|not UTF-8"):
        restore(forged({name: files[name] + line + b"\n"}))


def test_a_table_too_few_or_too_many_is_refused(files: dict[str, bytes], forged: Remake) -> None:
    with pytest.raises(UnreadableInput, match="other tables than it has rows of: ruling"):
        restore(forged({"data/ledger/ruling.jsonl": None}))
    with pytest.raises(UnreadableInput, match="other tables than it has rows of: desk_user"):
        restore(forged({"data/ledger/desk_user.jsonl": b""}))
    assert "data/ledger/ruling.jsonl" in files


def with_info(files: dict[str, bytes], label: str, value: str) -> dict[str, bytes | None]:
    lines = [
        f"{label}: {value}" if line.startswith(f"{label}:") else line
        for line in files["bag-info.txt"].decode().splitlines()
    ]
    return {"bag-info.txt": "".join(f"{line}\n" for line in lines).encode()}


def test_rows_of_an_older_schema_are_brought_to_the_present_one(files: dict[str, bytes], forged: Remake) -> None:
    with opened(forged(with_info(files, "Sayso-Schema", "0016"))) as found:
        assert found.revision != migrate.HEAD
        with staged(found) as source, source.reading() as connection:
            assert migrate.revision(connection) == migrate.HEAD


@pytest.mark.parametrize(
    ("label", "value", "words"),
    [
        ("Sayso-Content-Hash", "0" * 64, "its rows give"),
        ("Sayso-Schema", "9999", "upgrade Sayso"),
        ("Sayso-Schema", "0001", f"reads 0016 to {migrate.HEAD}"),
        ("Sayso-Schema", "", "schema ''"),
        ("Sayso-Bundle", "2", "form 1"),
    ],
)
def test_what_the_bundle_says_of_itself_is_checked(
    label: str, value: str, words: str, files: dict[str, bytes], forged: Remake
) -> None:
    with pytest.raises(UnreadableInput, match=words):
        restore(forged(with_info(files, label, value)))


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "bag/../../x", "bag/./x", "bag//x", "C:/x", "bag\\..\\x", "bag/x\0.txt", "\\\\host\\x"],
)
def test_a_file_that_would_lie_outside_is_refused(name: str, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    path = zipped(tmp_path / "slip.zip", ("bag/bagit.txt", b""), (info, b"x"))
    with pytest.raises(UnreadableInput, match="lie outside"):
        restore(path)
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["slip.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("bag/data/link")
    link.external_attr = 0o120777 << 16
    with pytest.raises(UnreadableInput, match="no file"):
        restore(zipped(tmp_path / "link.zip", (link, b"/etc/passwd")))


def test_folders_two_of_one_name_and_two_roots_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="folder"):
        restore(zipped(tmp_path / "a.zip", ("bag/", b"")))
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "b.zip", ("bag/x", b"1"), ("bag/x", b"2"))
    with pytest.raises(UnreadableInput, match="two files of one name"):
        restore(path)
    with pytest.raises(UnreadableInput, match="one folder"):
        restore(zipped(tmp_path / "c.zip", ("bag/x", b"1"), ("other/x", b"2")))
    with pytest.raises(UnreadableInput, match="one folder"):
        restore(zipped(tmp_path / "d.zip", ("bagit.txt", b"1")))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="100 times"):
        restore(zipped(tmp_path / "bomb.zip", ("bag/bagit.txt", bytes(50_000_000))))


def test_a_bomb_that_lies_about_its_size_is_cut_off(remade: Remake) -> None:
    """An entry that says it has 100 bytes and unpacks to 100 MB."""
    path = remade({"data/bomb": b"x" * 100})
    raw = path.read_bytes()
    small = zlib.compressobj(wbits=-15)
    honest = small.compress(b"x" * 100) + small.flush()
    big = zlib.compressobj(9, wbits=-15)
    lie = big.compress(bytes(100_000_000)) + big.flush()
    at = raw.rindex(honest, 0, raw.rindex(b"PK\x01\x02"))
    raw = raw[:at] + lie + raw[at + len(honest) :]
    grown = len(lie) - len(honest)
    out, place = bytearray(raw), raw.rindex(b"bag/data/bomb") - 46
    packed_size = struct.unpack_from("<I", out, place + 20)[0]
    struct.pack_into("<I", out, place + 20, packed_size + grown)
    local = raw.index(b"bag/data/bomb") - 30
    struct.pack_into("<I", out, local + 18, packed_size + grown)
    end = raw.rindex(b"PK\x05\x06")
    struct.pack_into("<I", out, end + 16, struct.unpack_from("<I", out, end + 16)[0] + grown)
    path.write_bytes(out)
    with pytest.raises(UnreadableInput):
        restore(path)


def test_an_encrypted_bundle_is_refused(packed: Path) -> None:
    raw = bytearray(packed.read_bytes())
    place = raw.index(b"PK\x01\x02")
    raw[place + 8] |= 1
    packed.write_bytes(raw)
    with pytest.raises(UnreadableInput, match="encrypted"):
        restore(packed)


@pytest.mark.parametrize("data", [b"", b"PK", b"The mayor said so. " * 50], ids=["empty", "short", "text"])
def test_what_is_no_zip_file_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(UnreadableInput, match="no zip file"):
        restore(tmp_path / "x.zip")


def test_a_bundle_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="no bundle"):
        restore(tmp_path / "none.zip")


def test_what_fails_while_it_is_used_is_not_laid_on_the_bundle(packed: Path) -> None:
    with pytest.raises(OSError, match="No space left"), opened(packed):
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_not_laid_on_the_bundle(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(store: Store, parcel: transfer.Parcel) -> None:
        del parcel
        with store.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 3")
            connection.exec_driver_sql("CREATE TABLE more AS SELECT randomblob(1000000)")

    monkeypatch.setattr(transfer, "_fill", full)
    with pytest.raises(LedgerError, match="disk is full"):
        restore(packed)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.99])
def test_a_bundle_cut_short_is_refused(keep: float, packed: Path) -> None:
    raw = packed.read_bytes()
    packed.write_bytes(raw[: int(len(raw) * keep)])
    with pytest.raises(UnreadableInput, match="damaged"):
        restore(packed)


def test_a_flipped_byte_is_found_or_changes_nothing(packed: Path, kept: Path, tmp_path: Path) -> None:
    raw, chance = packed.read_bytes(), random.Random(SEED)  # noqa: S311 - places to damage, not secrets
    with Ledger.open(kept) as ledger:
        content_hash = ledger.content_hash()
    path, unseen = tmp_path / "flipped.zip", 0
    for _ in range(FLIPS):
        place = chance.randrange(len(raw))
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :])
        try:
            with opened(path) as found:
                assert found.content_hash == content_hash
                unseen += 1  # every file is checked when it is opened: what differs is zip's own, such as a clock
        except SaysoError:
            continue
    assert unseen < FLIPS / 2
