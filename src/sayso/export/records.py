"""The JSON records of reports, claims, links and questions: one place for the field names that go out.

Every field is described in docs/exchange.md. A key is never removed within a schema version; unknown is null; an
offset counts Unicode code points of the layer named in the record, with the characters it covers beside it.
"""

from collections.abc import Sequence

from sayso.compare import Canonical
from sayso.export.dossier import Place
from sayso.export.notes import NO_NOTES, Notes
from sayso.nouns import (
    UNSEEN,
    Amendment,
    Basis,
    Claimed,
    Correction,
    Evidence,
    Flag,
    Later,
    Link,
    Moment,
    Parts,
    Pieces,
    Predicate,
    Quantity,
    Question,
    Reason,
    Report,
    Review,
    Ruling,
    Span,
    Voice,
    When,
    Where,
)

Json = None | bool | int | float | str | Sequence["Json"] | dict[str, "Json"]
Record = dict[str, Json]

ATTRIBUTIONS = {
    Basis.EXPLICIT: "explicit",
    Basis.CATAPHORIC: "explicit",
    Basis.INHERITED: "inherited",
    Basis.NONE: "narrator",
}
"""How a claim comes by its claimant, in the three words of story files; `basis` is finer."""


def report_record(report: Report) -> Record:
    """A report's facts and the digests of its bytes and layers, without the text itself."""
    title = report.title or next((layer.text for layer in report.layers if layer.name == "title"), None)
    return {
        "id": report.id,
        "label": report.label,
        "title": title,
        "outlet": report.outlet,
        "url": report.url,
        "author": report.author,
        "language": report.language,
        "published": _moment(report.published),
        "modified": _moment(report.modified),
        "retrieved": _moment(report.retrieved),
        "forwarded_from": report.forwarded_from,
        "is_summary": report.is_summary,
        "stated": [
            {"fact": one.fact, "value": one.value, "where": one.where, "taken": one.taken} for one in report.stated
        ],
        "sha256": report.capture,
        "layers": [
            {"name": layer.name.value, "sha256": layer.sha256, "length": len(layer.text)} for layer in report.layers
        ],
    }


def claim_record(
    claimed: Claimed,
    places: Sequence[Place] = (),
    known: Canonical | None = None,
    review: Review = UNSEEN,
    notes: Notes = NO_NOTES,
) -> Record:
    """A claim with all its fields; `places` are the answers it gives, the first of which is its own question.

    `known` is the name by which the case knows its voice; without it the report's own is given. `review` is what
    people have made of it, `notes` what is noted beside claims.
    """
    claim, text = claimed.claim, claimed.text
    own = claim.voice.name if claim.voice else None
    return {
        "id": claim.id,
        "report": claimed.report.label,
        "report_id": claimed.report.id,
        "layer": claim.layer.value,
        "content": _pairs(claim.content),
        "quote": [piece.of(text) for piece in claim.content],
        "claimant": known.name if known else own,
        "claimant_reason": known.reason if known else None,
        "via": [voice.name for voice in claim.via],
        "question": places[0].question.id if places else None,
        "answer": places[0].answer.id if places else None,
        "also_answers": [{"question": place.question.id, "answer": place.answer.id} for place in places[1:]],
        "attribution": ATTRIBUTIONS[claim.basis],
        "source": _pairs(claim.voice.source) if claim.voice else [],
        "form": claim.form.value,
        "basis": claim.basis.value,
        "act": claim.act.value,
        "certainty": claim.certainty.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "voice": _voice(text, claim.voice) if claim.voice else None,
        "relay": [_voice(text, voice) for voice in claim.via],
        "head": _pair(claim.head) if claim.head else None,
        "cue": _all_located(text, claim.cue),
        "hedges": _all_located(text, claim.hedges),
        "quantities": [_quantity(text, quantity) for quantity in claim.quantities],
        "said": _when(text, claim.said) if claim.said else None,
        "times": [_when(text, when) for when in claim.times],
        "places": [_where(text, where) for where in claim.places],
        "evidence": [_evidence(text, evidence) for evidence in claim.evidence],
        "predicates": [_predicate(text, predicate) for predicate in claim.predicates],
        "rule": claim.rule,
        "method": claim.method,
        "confidence": claim.confidence,
        "review": review_record(review.ruling) if review.ruling else None,
        "review_state": review.state.value,
        "release": release_record(review.release) if review.release else None,
        "flags": [flag_record(flag) for flag in notes.flags_of(claimed, known.name if known else None)],
        "later_version": later_record(notes.laters[claim.id]) if claim.id in notes.laters else None,
    }


def review_record(ruling: Ruling) -> Record:
    """What a person has ruled on a claim."""
    return {
        "ruling": ruling.id,
        "decision": ruling.decision,
        "by": ruling.by,
        "at": ruling.at,
        "why": ruling.why,
        "corrected": [*_corrected_fields(ruling)],
    }


def release_record(release: Ruling) -> Record:
    """By whom, when and why something was published."""
    return {"ruling": release.id, "by": release.by, "at": release.at, "why": release.why}


def later_record(later: Later) -> Record:
    """What the latest version of a claim's report has of the claim's words, and where."""
    return {"report_id": later.report, "kept": later.kept.value, "content": _pairs(later.content)}


def flag_record(flag: Flag) -> Record:
    """A flag that stands, and by whose ruling."""
    return {"care": flag.care.value, "ruling": flag.ruling, "by": flag.by, "at": flag.at, "why": flag.why}


def question_record(question: Question, release: Ruling | None = None) -> Record:
    """A question with its key, its answers in the order in which they were first reported, and its origins.

    `release` is by whose ruling it is published.
    """
    key = question.key
    return {
        "id": question.id,
        "wording": question.wording,
        "kind": key.kind.value,
        "state": question.state.value,
        "key": {
            "attribute": key.attribute,
            "event": key.event,
            "population": key.population,
            "place": key.place,
            "window": key.window,
            "unit": key.unit,
        },
        "origins": {"min": question.origins_min, "max": question.origins_max},
        "answers": [
            {
                "id": answer.id,
                "value": answer.value,
                "low": number(answer.low),
                "high": number(answer.high),
                "claims": list(answer.claims),
                "reports": answer.reports,
                "outlets": answer.outlets,
                "origins": {"min": answer.origins_min, "max": answer.origins_max},
            }
            for answer in question.answers
        ],
        "ranges": {
            one.preset: {"low": number(one.low), "best": number(one.best), "high": number(one.high)}
            for one in question.ranges
        },
        "silent": [{"voice": one.voice, "questions": one.questions} for one in question.silent],
        "event_reports": question.event_reports,
        "release": release_record(release) if release else None,
    }


def link_record(link: Link) -> Record:
    """A link in the ledger's own words, with its reasons."""
    return {
        "id": link.id,
        "a": link.a,
        "b": link.b,
        "relation": link.relation.value,
        "rule": link.rule,
        "reasons": [_reason(reason) for reason in link.reasons],
        "confidence": link.confidence,
    }


def _corrected_fields(ruling: Ruling) -> Sequence[str]:
    """The fields that a person has corrected: their values are the person's, and only those of the text have spans."""
    told: list[tuple[Correction | Parts | None, str]] = [
        (ruling.correction, name) for name in ("voice", "act", "certainty", "polarity")
    ]
    told += [(ruling.parts, name) for name in ("source", "cue", "content")]
    return [name for given, name in told if given is not None and getattr(given, name) is not None]


def amendment_record(amendment: Amendment, *, holds: bool) -> Record:
    """A person's correction of one fact of a report; `holds`: nothing has taken its place or withdrawn it."""
    return {
        "id": amendment.id,
        "report_id": amendment.report,
        "fact": amendment.fact.value,
        "before": amendment.before,
        "after": amendment.after,
        "by": amendment.by,
        "at": amendment.at,
        "why": amendment.why,
        "undoes": amendment.undoes,
        "holds": holds,
    }


def ruling_record(ruling: Ruling) -> Record:
    """A person's decision, and where the claims that it is about stand."""
    correction, parts = ruling.correction, ruling.parts
    return {
        "id": ruling.id,
        "kind": ruling.kind.value,
        "decision": ruling.decision,
        "by": ruling.by,
        "at": ruling.at,
        "why": ruling.why,
        "claims": [
            {
                "report_id": anchor.report,
                "layer": anchor.layer.value,
                "content": _pairs(anchor.content),
                "claimant": anchor.voice,
            }
            for anchor in ruling.claims
        ],
        "names": [*ruling.names],
        "correction": None
        if correction is None
        else {
            "voice": correction.voice,
            "act": correction.act.value if correction.act else None,
            "certainty": correction.certainty.value if correction.certainty else None,
            "polarity": correction.polarity.value if correction.polarity else None,
        },
        "parts": None
        if parts is None
        else {
            name: None if pieces is None else _pairs(pieces)
            for name, pieces in (("source", parts.source), ("cue", parts.cue), ("content", parts.content))
        },
        "undoes": ruling.undoes,
    }


def number(value: float | None) -> int | float | None:
    """A whole number without ".0", so that readers see counts as counts."""
    return int(value) if value is not None and value == int(value) else value


def _moment(moment: Moment | None) -> str | None:
    return moment.iso if moment else None


def _pair(span: Span) -> list[Json]:
    return [span.start, span.end]


def _pairs(pieces: Pieces) -> list[Json]:
    return [_pair(piece) for piece in pieces]


def _located(text: str, span: Span) -> Record:
    return {"span": _pair(span), "quote": span.of(text)}


def _all_located(text: str, pieces: Pieces) -> list[Json]:
    return [_located(text, piece) for piece in pieces]


def _reason(reason: Reason) -> Record:
    return {
        "rule": reason.rule,
        "words": reason.words,
        "a": _pair(reason.a) if reason.a else None,
        "b": _pair(reason.b) if reason.b else None,
    }


def _voice(text: str, voice: Voice) -> Record:
    return {
        "name": voice.name,
        "kind": voice.kind.value,
        "role": voice.role,
        "affiliation": voice.affiliation,
        "party": voice.party,
        "resolution": voice.resolution,
        "source": _all_located(text, voice.source),
        "named": _located(text, voice.named) if voice.named else None,
    }


def _quantity(text: str, quantity: Quantity) -> Record:
    return {
        **_located(text, quantity.span),
        "low": number(quantity.low),
        "best": number(quantity.best),
        "high": number(quantity.high),
        "comparator": quantity.comparator.value,
        "counted": quantity.counted or None,
        "counted_span": _pair(quantity.counted_span) if quantity.counted_span else None,
        "unit": quantity.unit or None,
        "scope": quantity.scope.value,
        "subset_of": number(quantity.subset_of),
        "hedge": _located(text, quantity.hedge) if quantity.hedge else None,
        "window": _when(text, quantity.window) if quantity.window else None,
    }


def _when(text: str, when: When) -> Record:
    return {
        **_located(text, when.span),
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "open": when.open,
    }


def _where(text: str, where: Where) -> Record:
    return {
        **_located(text, where.span),
        "name": where.name,
        "kind": where.kind.value,
        "within": list(where.within),
        "precision": where.precision,
        "geonames": list(where.geonames),
    }


def _evidence(text: str, evidence: Evidence) -> Record:
    return {
        **_located(text, evidence.span),
        "kind": evidence.kind,
        "released_by": _all_located(text, evidence.released_by),
        "circulated_by": _all_located(text, evidence.circulated_by),
        "depicts": _all_located(text, evidence.depicts),
    }


def _predicate(text: str, predicate: Predicate) -> Record:
    return {
        **_located(text, predicate.span),
        "name": predicate.name,
        "frame": predicate.frame,
        "value": predicate.value,
        "roles": [
            {**_located(text, role.span), "role": role.role, "name": role.name, "kind": role.kind.value}
            for role in predicate.roles
        ],
    }
