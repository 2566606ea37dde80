"""Plain text: the layer is exactly the decoded characters."""

from sayso.intake.decode import decode
from sayso.intake.draft import Draft


def text_draft(raw: bytes, source: str, label: str) -> Draft:
    """The draft of a plain text."""
    decoded = decode(raw)
    return Draft(
        source=source,
        label=label,
        raw=raw,
        media_type="text/plain",
        text=decoded.text,
        notes=(decoded.note,) if decoded.note else (),
    )
