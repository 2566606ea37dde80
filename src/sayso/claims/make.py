"""Claims put together: each attribution's content cut into facts, each fact with its voice and values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.claims.acts import manner
from sayso.claims.evidence import Shown, evidence_for, shown_in
from sayso.claims.nominals import Speakers
from sayso.claims.places import places
from sayso.claims.predicates import predicates
from sayso.claims.propositions import Proposition, propositions
from sayso.claims.quantities import quantities
from sayso.claims.referents import Cast, cast
from sayso.claims.resolving import namer
from sayso.claims.said import times_of_saying
from sayso.claims.times import times
from sayso.claims.voices import Spoken, voice_of
from sayso.claims.worth import states_a_fact, states_something
from sayso.nouns import (
    Annotated,
    Attribution,
    Claim,
    Form,
    Moment,
    Pieces,
    ReferentKind,
    Report,
    Voice,
    When,
    claim_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """An attribution with who speaks in it, who passed it on, and when it was said."""

    attribution: Attribution
    spoken: Spoken | None
    via: tuple[Voice, ...]
    when: When | None = None


def make_claims(
    report: Report, annotated: Annotated, attributions: Sequence[Attribution], *, reading: str
) -> tuple[Claim, ...]:
    """The claims of a report, in text order; no two have the same content and voice."""
    found = cast(annotated, report.outlet)
    shown = shown_in(annotated)
    before = _forwarded(report)
    made: dict[str, Claim] = {}
    for told in _dated(annotated, _said(found, attributions), report.published):
        said = replace(told, via=(*before, *told.via))
        for proposition in propositions(annotated, said.attribution.content):
            if not _worth(annotated, said.attribution, proposition):
                continue
            claim = _claim(report, found, shown, said, proposition, reading)
            made.setdefault(claim.id, claim)
    return tuple(sorted(made.values(), key=lambda claim: (claim.content[0], claim.content[-1], claim.id)))


def _forwarded(report: Report) -> tuple[Voice, ...]:
    """Whom the outlet had the whole text from: first of all relays, and of what it tells itself the only one."""
    if report.forwarded_from is None:
        return ()
    return (Voice(name=report.forwarded_from, kind=ReferentKind.OUTLET, source=()),)


def _worth(annotated: Annotated, attribution: Attribution, proposition: Proposition) -> bool:
    if attribution.form is Form.NARRATOR:
        return states_a_fact(annotated, proposition.content)
    return attribution.form is not Form.INDIRECT or states_something(annotated, attribution.cue, proposition.content)


def _said(found: Cast, attributions: Sequence[Attribution]) -> list[_Said]:
    """Each attribution with its voices; a pronoun may stand for who spoke before it."""
    speakers: Speakers = ()
    known: dict[Pieces, Spoken | None] = {}
    paired: list[_Said] = []
    for attribution in sorted(attributions, key=_where):
        # Who goes on speaking is who spoke: the same words are not resolved anew from further down.
        if attribution.source not in known:
            known[attribution.source] = (
                voice_of(found, attribution.source, speakers, attribution.content, attribution.cue)
                if attribution.source
                else None
            )
        spoken = known[attribution.source]
        relays = [voice_of(found, source, speakers) for source in attribution.via]
        if spoken is not None:
            speakers = (*speakers, (spoken.at, spoken.mention))
        paired.append(
            _Said(attribution=attribution, spoken=spoken, via=tuple(r.voice for r in relays if r is not None))
        )
    return paired


def _dated(annotated: Annotated, sayings: list[_Said], published: Moment | None) -> list[_Said]:
    """Each with the time at which it was said, where that is told."""
    spoken = [(one.attribution, one.spoken.voice.name if one.spoken else None) for one in sayings]
    whens = times_of_saying(annotated, spoken, published)
    return [replace(one, when=when) for one, when in zip(sayings, whens, strict=True)]


def _where(attribution: Attribution) -> tuple[int, int]:
    pieces = attribution.cue or attribution.content or attribution.source
    first = pieces[0].start if pieces else 0
    return first, attribution.content[0].start if attribution.content else first


def _claim(  # noqa: PLR0913, PLR0917 - the one place where everything that a claim is made of meets
    report: Report, found: Cast, shown: tuple[Shown, ...], said: _Said, proposition: Proposition, reading: str
) -> Claim:
    annotated, attribution = found.annotated, said.attribution
    content = proposition.content
    voice = said.spoken.voice if said.spoken else None
    whens = times(annotated, content, report.published)
    how = manner(annotated, attribution.cue, content, proposition.head)
    return Claim(
        id=claim_id(reading, annotated.layer, content, voice),
        report=annotated.report,
        layer=annotated.layer,
        content=content,
        form=attribution.form,
        basis=attribution.basis,
        cue=attribution.cue,
        voice=voice,
        via=said.via,
        act=how.act,
        certainty=how.certainty,
        polarity=how.polarity,
        modality=how.modality,
        hedges=how.hedges,
        head=None if proposition.head is None else annotated.span(proposition.head, proposition.head + 1),
        predicates=predicates(annotated, content, namer(found, said.spoken.mention if said.spoken else None)),
        quantities=quantities(annotated, content, report.published, whens),
        said=said.when,
        times=whens,
        places=places(annotated, content),
        evidence=evidence_for(annotated, shown, content, attribution.form, voice),
        rule=attribution.rule,
        method=attribution.method,
        confidence=attribution.confidence,
    )
