"""The outer form of a bundle: a bag of files with their SHA-256 (BagIt 1.0, RFC 8493) in a zip file.

Equal files give equal bytes: nothing in it tells when or where it was packed.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

BAGIT, INFO, MANIFEST, TAG_MANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
README = "README.txt"
STAMPS = "timestamps/"
"""Folder of time-stamp tokens: they are made after the manifest that they stamp, so no manifest lists them."""

PAYLOAD = "data/"

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first moment that zip knows
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16

File = tuple[str, bytes]


def packed(
    name: str, payload: Iterable[File], info: Mapping[str, str], readme: str, stamps: Iterable[bytes] = ()
) -> tuple[bytes, bytes]:
    """The zip file of a bag, and the manifest in it; `name` is that of its folder, `payload` has names below `data/`.

    `info` are the lines of bag-info.txt, but for the size of the payload.
    """
    whole = io.BytesIO()
    digests: dict[str, str] = {}
    octets = 0
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in payload:
            _put(archive, f"{name}/{PAYLOAD}{path}", data)
            digests[f"{PAYLOAD}{path}"] = sha256(data).hexdigest()
            octets += len(data)
        manifest = listed(digests)
        told = {**info, "Payload-Oxum": f"{octets}.{len(digests)}"}
        tags = {
            BAGIT: DECLARATION,
            INFO: "".join(f"{label}: {value}\n" for label, value in told.items()).encode(),
            MANIFEST: manifest,
            README: readme.encode(),
        }
        tags[TAG_MANIFEST] = listed({path: sha256(data).hexdigest() for path, data in tags.items()})
        tags |= {f"{STAMPS}{number}.tsr": stamp for number, stamp in enumerate(stamps, start=1)}
        for path, data in sorted(tags.items()):
            _put(archive, f"{name}/{path}", data)
    return whole.getvalue(), manifest


def _put(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _WHEN)
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _PLAIN_FILE, zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def listed(digests: Mapping[str, str]) -> bytes:
    """A manifest: a line with digest and path for each file, in order of the paths."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def entries(manifest: bytes) -> Iterator[tuple[str, str]]:
    """Path and digest of each line of a manifest.

    Raises:
        ValueError: a line is not of that form, or the bytes are not UTF-8.
    """
    for line in manifest.decode().splitlines():
        digest, _, path = line.partition("  ")
        if len(digest) != sha256().digest_size * 2 or not path or set(digest) - set("0123456789abcdef"):
            raise ValueError(f"{line[:80]!r} is no line of a manifest")
        yield path, digest


def fields(info: bytes) -> dict[str, str]:
    """The lines of bag-info.txt by their labels.

    Raises:
        ValueError: the bytes are not UTF-8.
    """
    found = (line.partition(": ") for line in info.decode().splitlines())
    return {label: value for label, _, value in found}
