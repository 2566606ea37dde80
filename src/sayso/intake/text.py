"""Plain text: the layer is exactly the decoded characters."""

from collections.abc import Iterator

from sayso.intake.blob import Blob
from sayso.intake.decode import decode
from sayso.intake.draft import Draft


def text_draft(blob: Blob) -> Draft:
    """The draft of a plain text."""
    decoded = decode(blob.raw, blob.charset)
    return Draft(
        source=blob.source,
        label=blob.label,
        raw=blob.raw,
        media_type="text/plain",
        text=decoded.text,
        facts=blob.facts,
        notes=(*blob.notes, *filter(None, (decoded.note,))),
    )


def read_text(blob: Blob) -> Iterator[Draft]:
    """The one report that a plain text is."""
    yield text_draft(blob)
