"""What a ledger stores: any bytes are a value that comes back as it was, or damage."""

from fuzz.checking import hold
from fuzz.texts import text_of
from sayso.errors import LedgerDamaged
from sayso.ledger import codec
from sayso.nouns import Amendment, Claim, Link, Question, Report, Ruling, Span

KINDS = (Claim, Link, Question, Report, Ruling, Amendment, Span)


def target(raw: bytes) -> None:
    """Take the bytes for each thing that is stored."""
    text = text_of(raw)
    hold(codec.bytes_to_text(codec.text_to_bytes(text)) == text, "a text came back otherwise")
    hold(codec.unpacked(codec.packed(raw)) == raw, "a capture came back otherwise")
    hold(len(codec.shown(text)) == len(text), "what is shown has another length")
    for take in (codec.unpacked, codec.bytes_to_text):
        try:
            take(raw)
        except LedgerDamaged:
            continue
    for kind in KINDS:
        try:
            value = codec.decoded(text, kind)
        except LedgerDamaged:
            continue
        body = codec.encoded(value)
        hold(codec.shown(body) == body, f"SQL cannot hold {body!r}")
        hold(codec.decoded(body, kind) == value, f"{value!r} came back otherwise")
        hold(codec.encoded(codec.decoded(body, kind)) == body, f"{body!r} is written in two ways")
