"""Any bytes from standard input end as read, read in part or refused, and lead back to themselves."""

import html
from hashlib import sha256
from io import BytesIO

from fuzz.checking import hold
from sayso.intake import origin, read_inputs
from sayso.nouns import Capture, Intake, Layer, LayerName, Outcome

SHOWN = 400
"""Characters of a layer that are led back one by one; each asks for all that stands before it."""


def target(raw: bytes) -> None:
    """Read the bytes as what they look like."""
    intakes = list(read_inputs(["-"], stdin=BytesIO(raw)))
    hold(intakes, "nothing was told of it")
    for intake in intakes:
        check(intake)


def check(intake: Intake) -> None:
    """Hold an intake to what is promised of it."""
    refused = intake.outcome is Outcome.REFUSED
    hold((intake.report is None) == (intake.capture is None) == refused, f"{intake.outcome} and its report disagree")
    hold((intake.reason is None) == (intake.outcome is Outcome.READ), f"{intake.outcome} because of {intake.reason}")
    hold("cannot be read as" not in (intake.reason or ""), f"a parser failed: {intake.reason}")
    if intake.report is None or intake.capture is None:
        return
    hold(intake.capture.sha256 == sha256(intake.capture.raw).hexdigest(), "the capture has another digest")
    hold(any(layer.text.strip() for layer in intake.report.layers), "a report has no text")
    for layer in intake.report.layers:
        digest = sha256(layer.text.encode("utf-8", "surrogatepass")).hexdigest()
        hold(layer.sha256 == digest, "a layer has another digest")
        if layer.name is LayerName.TEXT:
            _led_back(intake.capture, layer)


def _led_back(capture: Capture, layer: Layer) -> None:
    found = origin(capture, layer)
    if found is None:
        return
    for at, character in enumerate(layer.text[:SHOWN]):
        place = found.of(at, at + 1)
        if place is None:
            continue
        hold(0 <= place[0] < place[1] <= len(capture.raw), f"{character!r} at {at} is led to {place}")
        written = capture.raw[slice(*place)].decode(found.decoded.codec or "utf-8")
        meant = written if capture.media_type == "text/plain" else html.unescape(written)
        breaks = meant.isspace() or written.startswith("<")  # a tag that begins a new line stands for white space
        same = character in meant or (character.isspace() and breaks)
        hold(same, f"{character!r} at {at} is led to {written!r} at {place}")
