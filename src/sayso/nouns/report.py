"""What came in: bytes, and the published text that they hold."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as they came; `sha256` is their hex digest and names them."""

    sha256: str
    raw: bytes
    media_type: str  # "text/plain", "text/html", "application/json"


class LayerName(StrEnum):
    """The text layers of a report."""

    TITLE = "title"
    TEXT = "text"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One frozen text of a report. Spans point into it; it is never rewritten."""

    name: LayerName
    text: str
    sha256: str  # of the text in UTF-8 (lone surrogates pass through)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an input says of one fact of its report, and where: "meta og:title", "JSON-LD headline".

    `fact` is a field of Report, or "title". Of several for one fact, one was `taken`.
    """

    fact: str
    value: str
    where: str
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text: a capture as published by one outlet at one address.

    `label` is what the user knows it by: the input's own id if it had one, else its file name.
    `published`, `modified` and `retrieved` are three clocks; None is unknown. `title` is one that a person gave it;
    the title that it came with is a layer. `stated` is all that the input says of these facts, as it was read.
    `forwarded_from` is whose text it is where the outlet only passed it on, as chats say of forwarded messages.
    `is_summary`: the text only sums up what stands at its address, as feeds do.
    """

    id: str
    capture: str  # sha256 of the capture
    label: str
    layers: tuple[Layer, ...]
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    title: str | None = None
    stated: tuple[Stated, ...] = ()
    forwarded_from: str | None = None
    is_summary: bool = False

    def layer(self, name: LayerName = LayerName.TEXT) -> Layer | None:
        """The layer of that name, or None if the report has none."""
        return next((layer for layer in self.layers if layer.name is name), None)


class Outcome(StrEnum):
    """How reading one input ended."""

    READ = "read"
    IN_PART = "read in part"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What became of one input: a report and its capture, or the reason why there is none.

    `source` is the input as the user would name it ("notes.jsonl, line 3").
    `reason` says what is missing (read in part) or why it was refused; None if all was read.
    """

    source: str
    outcome: Outcome
    reason: str | None = None
    capture: Capture | None = None
    report: Report | None = None
