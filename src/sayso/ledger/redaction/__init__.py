"""Taking people out of a ledger who must not be named (docs/decisions/0023-a-redaction-masks-and-renames.md)."""

from sayso.ledger.redaction.masks import Masks, words_of
from sayso.ledger.redaction.redact import Act, Redacted, Withheld, next_number, redact
from sayso.ledger.redaction.scan import Found, scan, variants
from sayso.ledger.redaction.wipe import wipe

__all__ = [
    "Act",
    "Found",
    "Masks",
    "Redacted",
    "Withheld",
    "next_number",
    "redact",
    "scan",
    "variants",
    "wipe",
    "words_of",
]
