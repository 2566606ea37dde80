"""The exchange document: one JSON object that holds a whole case. Its fields are described in docs/exchange.md."""

from sayso.export.dossier import Dossier, Readable, dossier
from sayso.export.records import Json, Record, claim_record, link_record, question_record, report_record, ruling_record
from sayso.nouns import UNSEEN, LayerName, Link, Relation, State, release_of

SCHEMA = "sayso/exchange/1"

WITHIN_REPORT = frozenset({Relation.ELABORATES, Relation.SUPPORTS, Relation.RELABELS})
"""Relations that say how one report builds its own text: they stand apart, as nobody agrees or disputes by them."""

RELATIONS = {
    Relation.AGREES: "agrees",
    Relation.REFINES: "refines",
    Relation.DISPUTES: "disputes",
    Relation.SUPERSEDES: "supersedes",
    Relation.REPEATS: "agrees",  # the same words from one origin: agreement that adds no origin
}
"""A link's word in exchange files. What is missing here ("not comparable") is no link there."""

NO_POSITION = "no position"
"""The rule of links to a claim that takes no position: it repeats the matter, but agrees with nobody on it."""

STATES = {state: state.value for state in State} | {State.RETRACTED: "superseded"}
"""A question's state in exchange files, which know a retraction as one way of being superseded."""


def exchange(ledger: Readable, *, sensitive: bool = False) -> Record:
    """The document: claims, links, origins, states and copies for any reader, the rest for those who want more.

    `claims` holds the claims of the text layer, since their offsets are all that readers without layers understand;
    those of titles and captions stand in `claims_elsewhere`. What is flagged as personal is left out and counted in
    `left_out`, unless `sensitive` is True.
    """
    return exchanged(dossier(ledger, sensitive=sensitive))


def exchanged(case: Dossier) -> Record:
    """The document of a case."""
    places = case.places()
    labels = {report.id: report.label for report in case.reports}
    names = case.names
    records = {
        (ident := claimed.claim.id): claim_record(
            claimed, places.get(ident, ()), names.get(ident), case.reviews.get(ident, UNSEEN), case.notes
        )
        for claimed in case.claims
    }
    in_text = {claimed.claim.id for claimed in case.claims if claimed.claim.layer is LayerName.TEXT}
    return {
        "schema": SCHEMA,
        "reports": [report_record(report) for report in case.reports],
        "claims": [record for claim, record in records.items() if claim in in_text],
        "claims_elsewhere": [record for claim, record in records.items() if claim not in in_text],
        "links": [_link(link) for link in case.links if link.relation in RELATIONS and link.rule != NO_POSITION],
        "within_report": [link_record(link) for link in case.links if link.relation in WITHIN_REPORT],
        "questions": [question_record(question, release_of(question, case.published)) for question in case.questions],
        "origins": {question.id: question.origins_max for question in case.questions},
        "states": {question.id: STATES[question.state] for question in case.questions},
        "copies": _copies(case, labels),
        "rulings": [ruling_record(ruling) for ruling in case.rulings],
        "left_out": {"personal": case.left_out},
    }


def _link(link: Link) -> Record:
    return {**link_record(link), "relation": RELATIONS[link.relation], "ledger_relation": link.relation.value}


def _copies(case: Dossier, labels: dict[str, str]) -> list[Json]:
    return [[labels.get(report, report) for report in copies.reports] for copies in case.copies]
