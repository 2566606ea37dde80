"""Who is made to say what: source, cue and content (the model of PolNeAR, Newell et al., LREC 2018)."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns.report import LayerName
from sayso.nouns.span import Pieces

PROPOSED = "proposed: "
"""How the rule of an attribution begins that a plug-in proposes, whatever it calls its rule."""


def is_proposed(rule: str) -> bool:
    """Whether an attribution or claim by this rule was proposed by a plug-in."""
    return rule.startswith(PROPOSED)


class Form(StrEnum):
    """How a content is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"
    HEADLINE = "headline"
    CAPTION = "caption"


class Basis(StrEnum):
    """What the attribution rests on."""

    EXPLICIT = "explicit"  # source and cue stand with the content
    INHERITED = "inherited"  # a later sentence goes on in the same voice
    CATAPHORIC = "cataphoric"  # the source is named only after the cue ("According to their own statements, the …")
    NONE = "none"  # the narrator's own statement, or a passive without a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of attributing, in one text layer.

    `source`, `cue` and `content` may be in several pieces; source and cue are `()` where the text has none.
    An inherited attribution carries the source of the attribution that it goes on from (and no cue).
    `via` holds the sources of the relays, outermost first ("X, citing Y": source Y, via X).
    `rule` names what found it; `method` names the extractor and its version ("rules/1").
    `confidence` is a probability, or None where the method has no calibrated one.
    """

    report: str
    layer: LayerName
    source: Pieces
    cue: Pieces
    content: Pieces
    form: Form
    basis: Basis
    via: tuple[Pieces, ...] = ()
    rule: str
    method: str
    confidence: float | None = None
