"""What a bundle says of itself to whoever opens it, most of all to people who have never heard of Sayso."""

from collections.abc import Mapping

_TEXT = """\
WHAT THIS IS

This folder is a record of what news reports said, who was made to say it in them, and from which files that was read.
It was written by the program Sayso ({software}). It does not say who is right.

    Content hash of the record:  {content}
    Entries in its log:          {entries}
    Hash of the last entry:      {head}

WHAT IS IN IT

    data/captures/     The files as they came (saved pages, messages, documents), byte for byte. The name of each is
                       the SHA-256 of its bytes, so that anybody can check that it is the same file.
    data/texts/        The text that was read from each, which all quotes point into. One folder for each report.
    data/claims.csv    The claims as a table for spreadsheets: who says what, in which words, in which report.
    data/ledger/       The record itself, one file for each kind of row, one row on each line (JSON):
                       report.jsonl, claim.jsonl, link.jsonl, question.jsonl, ruling.jsonl (what people decided,
                       signed with their names), log.jsonl (what was added when, each entry chained to the one before).
    manifest-sha256.txt      The SHA-256 of each file in data/.
    tagmanifest-sha256.txt   The SHA-256 of the files beside data/.
    timestamps/              If it is there: tokens by which a time-stamping authority states that the manifest
                             existed at a certain time (RFC 3161).

HOW TO CHECK IT WITHOUT SAYSO

The form of the folder is BagIt 1.0 (RFC 8493), which archives use; any tool for it will do. By hand, in this folder:

    sha256sum --check manifest-sha256.txt
    sha256sum --check tagmanifest-sha256.txt

Nothing may be missing, nothing may differ, and data/ may hold no file that the manifest does not list. A time stamp:

    openssl ts -verify -in timestamps/1.tsr -data manifest-sha256.txt -CAfile AUTHORITY.pem

HOW TO RESTORE IT WITH SAYSO

    sayso import BUNDLE.zip --ledger NEW.sayso

This checks every file and every row, and gives a ledger with the content hash above or nothing at all.

WHAT IT PROVES, AND WHAT NOT

The hashes show that nothing in the folder was changed since it was packed, as long as the manifest is the one that was
packed: whoever changes a file can write a manifest anew. That it was not is shown by a time stamp, or by the digest of
the manifest where somebody else keeps it. That a file was captured is no proof that what it says is true, nor that its
publisher really published it. What people ruled is signed with the names that they gave.

It may hold names and accounts of people who are in danger. Keep it as you would keep those.
"""


def readme(info: Mapping[str, str]) -> str:
    """The text, with what bag-info.txt tells."""
    return _TEXT.format(
        software=info["Bag-Software-Agent"],
        content=info["Sayso-Content-Hash"],
        entries=info["Sayso-Log-Entries"],
        head=info["Sayso-Log-Head"] or "none",
    )
