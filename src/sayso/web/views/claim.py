"""One claim in full: every field with the characters behind it, what it answers, how it stands to others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.export.phrases import bounds
from sayso.export.words import CERTAINTIES, STATES, stretch
from sayso.ledger.browse_claims import Asked, Beside
from sayso.nouns import Claimed, Link, Span
from sayso.web.views.claims import ClaimLine, line, polarity_words, text_href


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Characters of the text, and where they stand."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a claim: its value in our words, and what was read for it."""

    name: str
    value: str | None
    written: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A question that the claim answers."""

    href: str
    wording: str
    state: str
    mark: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """How the claim stands to another one, read from the claim: `disputes`, `is superseded by`."""

    relation: str
    other: ClaimLine
    words: tuple[str, ...]
    rule: str


_PASSIVE = {"supersedes": "is superseded by", "refines": "is refined by"}
"""Directed relations, read from their second claim."""


def fields(one: Claimed) -> tuple[Field, ...]:
    """The fields of a claim; those that nothing was read for are left out."""
    return tuple(field for field in _fields(one) if field.value or field.written)


def _fields(one: Claimed) -> Iterator[Field]:
    claim = one.claim

    def written(*spans: Span) -> tuple[Written, ...]:
        return tuple(
            Written(text=span.of(one.text), href=text_href(one.report.id, claim.layer, span)) for span in spans
        )

    yield Field(name="claimed", value=None, written=written(*claim.content))
    if claim.voice:
        told = (claim.voice.kind.value, claim.voice.role, claim.voice.affiliation, claim.voice.party)
        yield Field(
            name="claimant",
            value=", ".join(part for part in told if part and part != "unknown"),
            written=written(*claim.voice.source),
        )
    yield Field(name="cue", value=None, written=written(*claim.cue))
    if claim.said:
        yield Field(name="said", value=stretch(claim.said), written=written(claim.said.span))
    yield Field(name="given", value=f"{claim.form.value}, {claim.basis.value}, {polarity_words(one)}")
    yield Field(name="how surely", value=CERTAINTIES[claim.certainty], written=written(*claim.hedges))
    for quantity in claim.quantities:
        scope = "" if quantity.scope.value == "unknown" else quantity.scope.value
        value = ", ".join(part for part in (bounds(quantity), quantity.counted, scope) if part)
        yield Field(name="number", value=value, written=written(quantity.span))
    for when in claim.times:
        yield Field(name="when", value=_when(when.start, when.end, when.precision), written=written(when.span))
    for where in claim.places:
        within = ", ".join((where.name, *where.within))
        yield Field(name="where", value=f"{within} ({where.precision})", written=written(where.span))
    for item in claim.evidence:
        yield Field(name="evidence", value=item.kind, written=written(item.span, *item.released_by))


def _when(start: str | None, end: str | None, precision: str) -> str:
    stretch = start if start == end else f"between {start or 'an open beginning'} and {end or 'an open end'}"
    return f"{stretch or 'unknown'} ({precision})"


def asked_lines(asked: Iterable[Asked]) -> tuple[AskedLine, ...]:
    """The questions that a claim answers."""
    return tuple(
        AskedLine(
            href=f"/q/{one.question}",
            wording=one.wording,
            state=STATES[one.state],
            mark=one.state.value.replace("_", "-"),
            value=one.value,
        )
        for one in asked
    )


def relation_words(link: Link, ident: str) -> str:
    """A link's relation, read from one of its claims."""
    relation = link.relation.value
    return relation if link.a == ident else _PASSIVE.get(relation, relation)


def links_of(ident: str, links: Sequence[Link], beside: Beside) -> tuple[LinkLine, ...]:
    """The links of a claim, read from it."""
    found = []
    for link in links:
        other = link.b if link.a == ident else link.a
        if other not in beside.claimed:
            continue
        found.append(
            LinkLine(
                relation=relation_words(link, ident),
                other=line(beside.claimed[other], beside),
                words=tuple(reason.words for reason in link.reasons),
                rule=link.rule.split(":")[0],
            )
        )
    return tuple(sorted(found, key=lambda one: (one.relation, one.other.id)))
