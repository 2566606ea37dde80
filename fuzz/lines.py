"""Lines of an export as JSON: any bytes are claims that are written and read again as they were, or a refusal."""

from hashlib import sha256

from fuzz.checking import hold
from fuzz.texts import text_of
from sayso.errors import UnreadableInput
from sayso.export.lines import line_record
from sayso.export.restored import claims_from
from sayso.export.text import dumps
from sayso.ledger.codec import decoded, encoded, spans_of
from sayso.nouns import Claim, Claimed, Layer, Report

LONGEST = 10_000
"""Characters of a report that is made up for a claim; spans that reach farther are read and not written again."""


def target(raw: bytes) -> None:
    """Take the bytes for lines of an export."""
    try:
        claims = list(claims_from(text_of(raw).split("\n")))
    except UnreadableInput:
        return
    for claim in claims:
        hold(decoded(encoded(claim), Claim) == claim, f"{claim!r} is no claim")
        if max((span.end for _, span in spans_of(claim)), default=0) <= LONGEST:
            report = _report(claim)
            line = dumps(line_record(Claimed(claim=claim, report=report)))
            hold(list(claims_from([line])) == [claim], f"{line!r} came back otherwise")


def _report(claim: Claim) -> Report:
    text = "word " * (LONGEST // 5)
    layer = Layer(name=claim.layer, text=text, sha256=sha256(text.encode()).hexdigest())
    return Report(id=claim.report, capture="0" * 64, label="a", layers=(layer,))
