"""One atomic, attributed proposition."""

from dataclasses import dataclass

from sayso.nouns.attribution import Basis, Form
from sayso.nouns.ids import content_id
from sayso.nouns.report import LayerName, Report
from sayso.nouns.span import Pieces, Span, quote
from sayso.nouns.values import Act, Certainty, Evidence, Modality, Polarity, Predicate, Quantity, Voice, When, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One atomic proposition as one voice puts it in one report.

    `voice` is None where the narrator speaks or nobody is named. `via` is the relay chain, outermost first, without
    the outlet that prints the report. `content` covers what is claimed, without cue, claimant, quotation marks or
    "that". `cue` and every other span point into the same layer as `content`.
    `said` is when the claimant said it, where the text tells that; `times` are those of what is claimed. Neither is
    the day of publication. `said` is read where the saying stands, so its span may lie in a sentence before.
    `head` is the span of the proposition's main word. `id` comes from the reading, the content and the voice.
    """

    id: str
    report: str
    layer: LayerName
    content: Pieces
    form: Form
    basis: Basis
    cue: Pieces = ()
    voice: Voice | None = None
    via: tuple[Voice, ...] = ()
    act: Act = Act.ASSERT
    certainty: Certainty = Certainty.UNKNOWN
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    hedges: tuple[Span, ...] = ()
    head: Span | None = None
    predicates: tuple[Predicate, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    said: When | None = None
    times: tuple[When, ...] = ()
    places: tuple[Where, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str
    method: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report read by one version of Sayso; everything derived belongs to a reading.

    `engine` names the version, the rules, models, word lists and settings that read it.
    """

    id: str
    report: str
    engine: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim together with the report that it stands in: what comparing and showing need."""

    claim: Claim
    report: Report

    @property
    def text(self) -> str:
        """The text layer that the claim's spans point into."""
        layer = self.report.layer(self.claim.layer)
        return layer.text if layer else ""

    @property
    def quote(self) -> str:
        """The claim's content as written."""
        return quote(self.text, self.claim.content)


def claim_id(reading: str, layer: LayerName, content: Pieces, voice: Voice | None) -> str:
    """The id of the claim that a reading finds at these places of a layer, in that voice; whatever else it is."""
    ends = (end for span in content for end in (span.start, span.end))
    return content_id("c", reading, layer, *ends, voice.name if voice else None)
