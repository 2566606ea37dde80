"""Inputs that are addresses → files, each with where and when it was fetched; what is unchanged comes from the ledger.

The bytes that a server gave are the capture, as they came.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from sayso.errors import InputError
from sayso.nouns import Seen

if TYPE_CHECKING:  # SQLAlchemy, trafilatura and TLS take a third of a second that `import sayso` must not pay
    from sayso.intake import Found, Source
    from sayso.intake.fetch import Fetcher, Page, Unchanged, Validators
    from sayso.ledger import Ledger

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
}
"""What the name of a file ends in, by what its server calls it. All other kinds show by their content."""

LONGEST = 120
"""Characters of a name; addresses may end in thousands."""


@dataclass(slots=True, kw_only=True)
class Fetching:
    """Fetches inputs for one run; a context manager, at whose end the files are gone.

    `keep` notes in the ledger what servers call the state of what was fetched. It is to be called when all of it was
    read: what is noted, and has not changed, is not fetched again.
    """

    ledger: "Ledger"
    fetcher: "Fetcher"
    _folder: TemporaryDirectory[str] | None = field(default=None, init=False)
    _seen: list[Seen] = field(default_factory=list, init=False)
    _number: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def sources(self, inputs: Iterable[str]) -> "Iterator[Source]":
        """The inputs, with the addresses among them fetched one after another, each when it is wanted."""
        from sayso.intake import is_address  # noqa: PLC0415 - only reading needs it

        for source in inputs:
            yield self.found(source) if is_address(source) else source

    def found(self, address: str) -> "Found":
        """The file that an address gives, or why there is none."""
        from sayso.intake import Found, printable  # noqa: PLC0415 - as above

        seen = self.seen(address)
        capture = self.ledger.capture(seen.capture) if seen and seen.capture else None
        try:
            page = self.fetcher.fetch(address, _validators(seen) if seen and capture else None)
        except InputError as error:
            return Found(printable(address), refused=str(error))
        return self.file(address, page, capture.raw if capture else b"", capture.media_type if capture else None)

    def changed(self, address: str) -> "Found | None":
        """The file that an address gives; None where it was read to its end before and has not changed.

        Raises:
            NotFetched: there is none.
            TooLarge: it is larger than the limit.
        """
        from sayso.intake.fetch import Page  # noqa: PLC0415 - as above

        seen = self.seen(address)
        page = self.fetcher.fetch(address, _validators(seen) if seen else None)
        if not isinstance(page, Page) or (seen and seen.capture == sha256(page.raw).hexdigest()):
            return None  # most servers of feeds do not know states, and send the same again
        return self.file(address, page, b"", None)

    def seen(self, address: str) -> Seen | None:
        """What was noted of an address before."""
        from sayso.ledger import seen  # noqa: PLC0415 - SQLAlchemy is heavy

        return next(iter(self.ledger.look(seen.known, (address,)).values()), None)

    def file(self, address: str, page: "Page | Unchanged", raw: bytes, media_type: str | None) -> "Found":
        """A file of what was fetched, or of the bytes that it is still."""
        from sayso.intake import Facts, Found, printable  # noqa: PLC0415 - as above
        from sayso.intake.fetch import Page  # noqa: PLC0415 - as above

        charset = None
        if isinstance(page, Page):
            raw, media_type, charset = page.raw, page.media_type, page.charset
            mark = json.dumps({"url": page.url, "etag": page.validators.etag, "modified": page.validators.modified})
            self._seen.append(Seen(source=address, mark=mark, capture=sha256(raw).hexdigest()))
        self._number += 1
        if self._folder is None:  # only now: a process that is killed leaves it behind
            self._folder = TemporaryDirectory(prefix="sayso-")
        path = Path(self._folder.name) / str(self._number)
        path.write_bytes(raw)
        return Found(
            printable(address),
            path,
            name=_name(page.url, media_type),
            facts=Facts(url=page.url, retrieved=page.retrieved),
            charset=charset,
        )

    def keep(self) -> None:
        """Note what was fetched since the last time."""
        from sayso.ledger import seen  # noqa: PLC0415 - SQLAlchemy is heavy

        self.ledger.change(seen.put, self._seen)
        self._seen.clear()


def _validators(seen: Seen) -> "Validators":
    from sayso.intake.fetch import Validators  # noqa: PLC0415 - as above

    return Validators(**json.loads(seen.mark))


def _name(url: str, media_type: str | None) -> str:
    """What a page is called: by the end of its address, and by its kind."""
    parts = urlsplit(url)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])[-LONGEST:] or parts.hostname or ""
    ending = ENDINGS.get(media_type or "", "")
    return name if name.lower().endswith(ending) else name + ending
