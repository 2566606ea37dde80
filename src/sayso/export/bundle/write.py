"""A ledger as a bundle: everything that is needed to restore it, and to read it without Sayso."""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Final

from sayso.errors import LedgerDamaged, UsageError
from sayso.export.bundle.bag import File, packed
from sayso.export.bundle.readme import readme
from sayso.export.bundle.stamps import stamped
from sayso.export.dossier import dossier
from sayso.export.sensitive import personal
from sayso.export.table import COLUMNS, rows, written
from sayso.export.text import utf8
from sayso.ledger import Ledger, transfer
from sayso.ledger.migrate import HEAD

FORM: Final = "1"
"""Of what goes where in a bundle: told in bag-info.txt, raised when it changes."""

ROWS = "ledger/{table}.jsonl"

_ENDINGS: Mapping[str, str] = {
    "text/plain": "txt",
    "text/html": "html",
    "application/json": "json",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "message/rfc822": "eml",
    "application/warc": "warc",
    "application/zip": "zip",
}
"""So that a double click opens a capture; any other is "bin"."""

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def bundle(ledger: Ledger, *, sensitive: bool = False, stamps: Iterable[bytes] = ()) -> bytes:
    """The whole ledger as a zip file. The same ledger gives the same bytes.

    It cannot leave out what people have flagged as personal, since captures and texts are in it as they came.
    `stamps` are time-stamp tokens (RFC 3161) of its manifest, which is the same whenever it is made.

    Raises:
        UsageError: something is flagged as personal, and it is not said that it shall be taken along.
        UnreadableInput: a token is not one of this ledger's manifest.
    """
    if personal(ledger.flags()) and not sensitive:
        raise UsageError(
            "a bundle holds captures and texts as they came, so it cannot leave out what is flagged as personal: say "
            "--include-sensitive, or take the names out of the ledger for good (sayso redact), or choose another format"
        )
    tokens = tuple(stamps)
    with ledger.reading():
        info = _info(ledger)
        name = f"sayso-{info['Sayso-Content-Hash'][:16]}"
        made, manifest = packed(name, _payload(ledger), info, readme(info), tokens)
    for token in tokens:
        stamped(token, manifest)
    return made


def _info(ledger: Ledger) -> dict[str, str]:
    """What bag-info.txt tells. The day is that of the last change: the day of packing would make each bundle differ."""
    log = ledger.log()
    days = [json.loads(entry.payload)["at"][:10] for entry in log if entry.payload is not None]
    return {
        "Bag-Software-Agent": f"Sayso {version('sayso')}",
        "External-Description": "Attributed claims from news reports, with the captures that they were read from",
        **({"Bagging-Date": days[-1]} if days else {}),
        "Sayso-Bundle": FORM,
        "Sayso-Schema": HEAD,
        "Sayso-Content-Hash": ledger.content_hash(),
        "Sayso-Log-Entries": str(len(log)),
        "Sayso-Log-Head": log[-1].hash if log else "",
    }


def _payload(ledger: Ledger) -> Iterator[File]:
    yield "claims.csv", utf8(written(COLUMNS, rows(dossier(ledger, sensitive=True)), raw=False))
    for of in transfer.HANDED_ON:
        found = ledger.look(transfer.rows, of.name)
        yield ROWS.format(table=of.name), b"".join(_line(row) for row in found)
        if of.name == "capture":
            yield from ((capture_path(row), _raw(ledger, row)) for row in found)
        if of.name == "layer":
            yield from (
                (text_path(row), ledger.look(transfer.text, str(row["report"]), str(row["name"]))) for row in found
            )


def _line(row: Mapping[str, object]) -> bytes:
    told = {name: {"base64": _in_base64(value)} if isinstance(value, bytes) else value for name, value in row.items()}
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _in_base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _raw(ledger: Ledger, row: Mapping[str, object]) -> bytes:
    found = ledger.capture(str(row["sha256"]))
    assert found is not None  # noqa: S101 - its row was read in the same transaction
    return found.raw


def capture_path(row: Mapping[str, object]) -> str:
    """Where a bundle has the bytes of a capture."""
    kind = str(row["media_type"]).partition(";")[0].strip()
    return f"captures/{_named(row['sha256'])}.{_ENDINGS.get(kind, 'bin')}"


def text_path(row: Mapping[str, object]) -> str:
    """Where a bundle has the text of a layer."""
    return f"texts/{_named(row['report'])}/{_named(row['name'])}.txt"


def _named(name: object) -> str:
    """The name, if it is one of ours.

    Raises:
        LedgerDamaged: it has other characters than Sayso's own ids and hashes, and so might be a path.
    """
    if not _SAFE.fullmatch(str(name)):
        raise LedgerDamaged(f"{str(name)[:80]!r} is no name that Sayso gives")
    return str(name)
