"""A claim as a line that says, without a click, who said what, where and when; and the way to its exact characters."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote as quoted

from sayso.export.dates import Shown, instant, moment
from sayso.export.phrases import bounds, context, plainly, printed_by, review_words
from sayso.export.versions import changed_words
from sayso.export.words import ACTS, POLARITIES, UNSIGNED, stretch
from sayso.ledger.browse_claims import Beside
from sayso.nouns import (
    UNSEEN,
    Claim,
    Claimed,
    Form,
    LayerName,
    Pieces,
    Polarity,
    Quantity,
    ReferentKind,
    Span,
    Voice,
    hull,
    is_proposed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody who speaks. `own` is what the report itself calls them, where the case has another name."""

    name: str
    href: str | None
    kind: str | None = None
    own: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as written, with what it bounds in words (None where that is the number itself)."""

    written: str
    bounds: str | None
    counted: str | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """What a claim leans on: its kind, as written, and who released it."""

    kind: str
    written: str
    href: str
    released_by: str | None
    circulated_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When something was said, as far as the report tells: in our words, as written, and where that stands."""

    at: Shown
    written: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """All that is told of a claim wherever it is shown.

    `cue` is the word of the text that attributes ("said"); `act` what the claimant does in our words. `before` and
    `after` are the characters around the quote. `text_href` leads to the exact characters.
    """

    id: str
    href: str
    text_href: str
    who: Name
    via: tuple[Name, ...]
    cue: str | None
    act: str
    quote: str
    before: str
    after: str
    is_direct: bool
    is_denial: bool
    hedges: tuple[str, ...]
    figures: tuple[Figure, ...]
    evidence: tuple[Leaning, ...]
    outlet: str
    report_href: str
    said: Said | None
    published: Shown | None
    read: Shown | None
    language: str | None
    review: str
    machine: str
    edited: str | None
    versions_href: str


def lines(beside: Beside, idents: Iterable[str] | None = None) -> tuple[ClaimLine, ...]:
    """A line for each of the claims, or for those with these ids, in their order."""
    wanted = beside.claimed if idents is None else [ident for ident in idents if ident in beside.claimed]
    return tuple(line(beside.claimed[ident], beside) for ident in wanted)


def line(one: Claimed, beside: Beside) -> ClaimLine:
    """The line of one claim."""
    claim, report, text = one.claim, one.report, one.text
    whole = hull(claim.content)
    before, after = context(text, whole)
    return ClaimLine(
        id=claim.id,
        href=f"/c/{claim.id}",
        text_href=text_href(report.id, claim.layer, whole),
        who=who(one, beside),
        via=tuple(_name(voice) for voice in reversed(claim.via)),
        cue=" … ".join(piece.of(text) for piece in claim.cue) or None,
        act=ACTS[claim.act],
        quote=one.quote,
        before=before,
        after=after,
        is_direct=claim.form is Form.DIRECT,
        is_denial=claim.polarity is Polarity.NEGATIVE,
        hedges=tuple(span.of(text) for span in claim.hedges),
        figures=tuple(_figure(one, quantity) for quantity in claim.quantities),
        evidence=tuple(
            Leaning(
                kind=item.kind,
                written=item.span.of(text),
                href=text_href(report.id, claim.layer, item.span),
                released_by=_written(text, item.released_by),
                circulated_by=_written(text, item.circulated_by),
            )
            for item in claim.evidence
        ),
        outlet=printed_by(report),
        report_href=f"/r/{report.id}",
        said=said(one),
        published=moment(report.published),
        read=instant(beside.read_at[report.id]) if report.id in beside.read_at else None,
        language=report.language,
        review=review_words(beside.reviews.get(claim.id, UNSEEN)),
        machine=read_by(claim),
        edited=_edited(claim.id, beside),
        versions_href=f"/r/{report.id}/versions",
    )


def read_by(claim: Claim) -> str:
    """What read a claim, and how surely; of what a plug-in proposes, that it does."""
    by = f"proposed by the plug-in {claim.method}, read by nothing else" if is_proposed(claim.rule) else None
    sure = "" if claim.confidence is None else f", the machine was {claim.confidence:.2f} sure of its reading"
    return f"{by or f'read by rule {claim.rule}'}{sure}"


def said(one: Claimed) -> Said | None:
    """When it was said, or None where the report does not tell."""
    when = one.claim.said
    if when is None:
        return None
    return Said(
        at=Shown(words=stretch(when), iso=when.start or when.end),
        written=when.span.of(one.text),
        href=text_href(one.report.id, one.claim.layer, when.span),
    )


def _edited(claim: str, beside: Beside) -> str | None:
    """That a later version of the report has the claim's words no more."""
    later = beside.laters.get(claim)
    return None if later is None else changed_words(later.kept)


def text_href(report: str, layer: LayerName, span: Span) -> str:
    """The address of exact characters: works without scripts, and marks them whatever else is marked there."""
    name = "t" if layer is LayerName.TEXT else layer.value
    return f"/r/{report}?{name}={span.start},{span.end}#{name}={span.start},{span.end}"


def voice_href(name: str) -> str:
    """The address of a voice's page."""
    return f"/src/{quoted(name.encode('utf-8', 'replace'), safe='')}"


def who(one: Claimed, beside: Beside) -> Name:
    """The claimant by the case's name, or who speaks where nobody is named."""
    voice, known = one.claim.voice, beside.names.get(one.claim.id)
    if voice is None:
        return Name(name=UNSIGNED.get(one.claim.form, "nobody named"), href=None)
    name = known.name if known else voice.name
    own = voice.name if plainly(voice.name) != plainly(name) else None
    kind = None if voice.kind is ReferentKind.UNKNOWN else voice.kind.value
    return Name(name=name, href=voice_href(name), kind=kind, own=own, reason=known.reason if known else None)


def _name(voice: Voice) -> Name:
    return Name(name=voice.name, href=voice_href(voice.name))


def polarity_words(one: Claimed) -> str:
    """Whether the claimant stands to the proposition with yes or no."""
    return POLARITIES[one.claim.polarity]


def _written(text: str, pieces: Pieces) -> str | None:
    return " … ".join(piece.of(text) for piece in pieces) or None


def _figure(one: Claimed, quantity: Quantity) -> Figure:
    return Figure(
        written=quantity.span.of(one.text),
        bounds=bounds(quantity),
        counted=quantity.counted or None,
        href=text_href(one.report.id, one.claim.layer, quantity.span),
    )
