"""What is exported: the whole of a ledger or one question, with what is flagged as personal or without."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.compare import Canonical
from sayso.errors import NotFound
from sayso.export.dossier import Dossier, dossier
from sayso.export.notes import notes
from sayso.export.sensitive import without
from sayso.ledger import Ledger, browse, browse_claims
from sayso.nouns import Claimed, Link, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a format writes: `case` is what was chosen of `ledger`, which has what a case does not hold.

    `question` is the id of the one question that was asked for, None for the whole ledger. `sensitive` tells whether
    what people have flagged as personal is in `case`. `raw` asks tables for texts as they are, even where a
    spreadsheet would run one as a formula. `stamps` are time-stamp tokens (RFC 3161), which a bundle alone can hold.
    """

    ledger: Ledger
    case: Dossier
    question: str | None = None
    sensitive: bool = False
    raw: bool = False
    stamps: tuple[bytes, ...] = ()


def choose(ledger: Ledger, *, question: str | None = None, sensitive: bool = False, raw: bool = False) -> Chosen:
    """What a format writes of the ledger; the fields are those of Chosen. For one question no more than that is read.

    Raises:
        NotFound: the ledger has no question of that id.
    """
    case = dossier(ledger, sensitive=sensitive) if question is None else _narrow(ledger, question, sensitive=sensitive)
    return Chosen(ledger=ledger, case=case, question=question, sensitive=sensitive, raw=raw)


def _narrow(ledger: Ledger, ident: str, *, sensitive: bool) -> Dossier:
    """One question with the claims behind its answers, in their order, and what is between and on them."""
    question = ledger.look(browse.question, ident)
    if question is None:
        raise NotFound(f"no question {ident!r} in this ledger; `sayso questions` lists them with their ids")
    inside = dict.fromkeys(claim for answer in question.answers for claim in answer.claims)
    beside = ledger.look(browse_claims.claims, inside)
    claims = tuple(beside.claimed[claim] for claim in inside if claim in beside.claimed)
    names = {claim: Canonical(name=one.name, reason=one.reason) for claim, one in beside.names.items()}
    reports = {one.report.id: one.report for one in claims}
    case = Dossier(
        reports=tuple(sorted(reports.values(), key=lambda report: (report.label, report.id))),
        claims=claims,
        links=_between(ledger.look(browse_claims.links, inside), frozenset(inside)),
        questions=(question,),
        copies=tuple(
            replace(group, reports=kept)
            for group in sorted(ledger.look(browse_claims.copies_of, reports), key=lambda one: one.reports)
            if len(kept := tuple(report for report in group.reports if report in reports)) > 1
        ),
        rulings=_about(ledger.rulings(), claims, names),
        reviews=beside.reviews,
        published=ledger.published(),
        notes=notes(ledger, claims),
        known=names,
    )
    return case if sensitive else without(case)


def _between(links: tuple[Link, ...], inside: frozenset[str]) -> tuple[Link, ...]:
    return tuple(sorted((one for one in links if {one.a, one.b} <= inside), key=lambda link: link.id))


def _about(
    rulings: tuple[Ruling, ...], claims: tuple[Claimed, ...], names: Mapping[str, Canonical]
) -> tuple[Ruling, ...]:
    """The rulings on these claims and on the names of their voices, and what withdrew those."""
    places = {(one.claim.report, one.claim.layer, one.claim.content) for one in claims}
    voices = {one.claim.voice.name for one in claims if one.claim.voice} | {one.name for one in names.values()}
    kept = {
        one.id
        for one in rulings
        if any((at.report, at.layer, at.content) in places for at in one.claims) or not voices.isdisjoint(one.names)
    }
    return tuple(one for one in rulings if one.id in kept or one.undoes in kept)
