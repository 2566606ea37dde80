"""From a frozen text layer back to the bytes that it was read from."""

from dataclasses import dataclass

from sayso.intake.decode import Decoded, decode
from sayso.intake.html import decoded_page
from sayso.intake.markup import shown
from sayso.intake.verbatim import places
from sayso.nouns import Capture, Layer


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the characters of a text layer stand in the bytes of its capture."""

    decoded: Decoded
    places: tuple[tuple[int, int] | None, ...]

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open range of bytes for the characters from `start` to `end`; None if they are not all its own.

        Markup that stands between the characters lies in the range.
        """
        here = self.places[start:end]
        first, last = (here[0], here[-1]) if here else (None, None)
        if first is None or last is None or self.decoded.codec is None:
            return None
        before = self._bytes(self.decoded.text[: first[0]]) + self.decoded.skipped
        return before, before + self._bytes(self.decoded.text[first[0] : last[1]])

    def _bytes(self, text: str) -> int:
        return len(text.encode(self.decoded.codec or "utf-8"))


def origin(capture: Capture, layer: Layer) -> Origin | None:
    """The way back from a layer that was read from a text or a page; None for captures of other kinds.

    Nothing is kept for it: the layer is laid beside the bytes again, and only characters that are the same count.
    """
    if capture.media_type == "text/plain":
        decoded = decode(capture.raw)
        if decoded.text != layer.text:
            return None
        return Origin(decoded, tuple((place, place + 1) for place in range(len(layer.text))))
    if capture.media_type == "text/html":
        decoded = decoded_page(capture.raw, None)
        return Origin(decoded, tuple(places(layer.text, shown(decoded.text))))
    return None
