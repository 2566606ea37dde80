"""Ids made from content, so that the same content has the same id on every machine."""

import hashlib

ID_LENGTH = 16
"""Hex digits of an id: 64 bits, one chance in 10^7 of two equal ids among 2 million rows of a kind."""


def content_id(kind: str, *fields: str | int | None) -> str:
    """An id such as `c-5f0c…`: a kind letter and the BLAKE2b digest of the fields.

    Each field is hashed with its length, so that ("ab", "c") and ("a", "bc") differ; None differs from "".
    """
    digest = hashlib.blake2b(digest_size=ID_LENGTH // 2)
    for field in (kind, *fields):
        raw = b"" if field is None else str(field).encode("utf-8", "surrogatepass")
        mark = b"-" if field is None else b"+"
        digest.update(mark + len(raw).to_bytes(8, "big") + raw)
    return f"{kind}-{digest.hexdigest()}"
