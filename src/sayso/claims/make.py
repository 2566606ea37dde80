"""Claims put together: each attribution's content cut into facts, each fact with its voice and values."""

from collections.abc import Sequence

from sayso.claims.propositions import Proposition, propositions
from sayso.claims.referents import Cast, cast, namer
from sayso.claims.voices import Spoken, Speakers, voice_of
from sayso.nouns import Annotated, Attribution, Claim, Report, Span, content_id


def make_claims(
    report: Report, annotated: Annotated, attributions: Sequence[Attribution], *, reading: str
) -> tuple[Claim, ...]:
    """The claims of a report, in text order; no two have the same content and voice."""
    found = cast(annotated, report.outlet)
    made: dict[str, Claim] = {}
    for attribution, spoken in _spoken(found, attributions):
        for proposition in propositions(annotated, attribution.content, attribution.form):
            claim = _claim(report, found, attribution, spoken, proposition, reading)
            made.setdefault(claim.id, claim)
    return tuple(sorted(made.values(), key=lambda claim: (claim.content[0], claim.content[-1], claim.id)))


def _spoken(found: Cast, attributions: Sequence[Attribution]) -> list[tuple[Attribution, Spoken | None]]:
    """Each attribution with its voice; a pronoun may stand for who spoke before it."""
    speakers: Speakers = ()
    paired: list[tuple[Attribution, Spoken | None]] = []
    for attribution in sorted(attributions, key=_where):
        spoken = voice_of(found, attribution.source, speakers) if attribution.source else None
        if spoken is not None:
            speakers = (*speakers, (spoken.at, spoken.mention))
        paired.append((attribution, spoken))
    return paired


def _where(attribution: Attribution) -> tuple[int, int]:
    pieces = attribution.source or attribution.content
    first = pieces[0].start if pieces else 0
    return first, attribution.content[0].start if attribution.content else first


def _claim(
    report: Report, found: Cast, attribution: Attribution, spoken: Spoken | None, proposition: Proposition, reading: str
) -> Claim:
    annotated = found.annotated
    content = proposition.content
    head = None if proposition.head is None else annotated.span(proposition.head, proposition.head + 1)
    voice = spoken.voice if spoken else None

    return Claim(
        id=content_id("c", reading, annotated.layer, *_ends(content), voice.name if voice else None),
        report=annotated.report,
        layer=annotated.layer,
        content=content,
        form=attribution.form,
        basis=attribution.basis,
        cue=attribution.cue,
        voice=voice,
        head=head,
        rule=attribution.rule,
        method=attribution.method,
        confidence=attribution.confidence,
    )


def _ends(content: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(end for span in content for end in (span.start, span.end))
