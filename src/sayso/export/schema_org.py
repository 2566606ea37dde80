"""Claims in the words of schema.org, as JSON-LD for pages and search engines.

Each is a `Claim` with its author (who makes it) and its appearance (the report). There is no `ClaimReview`: that is a
person's verdict on whether a claim is true, and Sayso keeps none. A person's ruling says that a text was read rightly,
never that it is true, so that to write one as a review would be false. `firstAppearance` is left out, too: a ledger
knows only the reports that it was given.
"""

from sayso.compare import Canonical
from sayso.export.annotations import source
from sayso.export.chosen import Chosen
from sayso.export.records import Json, Record
from sayso.nouns import Claimed, ReferentKind, Report

LOSES = (
    "Spans, quantities, times of what is claimed, relays, links between claims and the state of questions; certainty "
    "and polarity. There is no ClaimReview: Sayso tells of nothing whether it is true."
)

_TYPES = {
    ReferentKind.PERSON: "Person",
    ReferentKind.BODY: "Organization",
    ReferentKind.GOVERNMENT: "GovernmentOrganization",
    ReferentKind.OUTLET: "NewsMediaOrganization",
}
"""What a voice is; schema.org has no word for a group of people that is no organization."""


def claims_as_linked_data(chosen: Chosen) -> Record:
    """One graph of claims."""
    case = chosen.case
    graph: list[Json] = [_claim(one, case.names.get(one.claim.id)) for one in case.claims]
    return {"@context": "https://schema.org", "@graph": graph}


def _claim(one: Claimed, known: Canonical | None) -> Record:
    claim, record = one.claim, _drop
    voice = claim.voice
    author: Json = None
    if voice is not None:
        author = {"@type": _TYPES.get(voice.kind, "Thing"), "name": known.name if known else voice.name}
    return record(
        {
            "@type": "Claim",
            "@id": f"urn:sayso:{claim.id}",
            "text": one.quote,
            "author": author,
            "dateCreated": claim.said.start if claim.said and claim.said.start == claim.said.end else None,
            "inLanguage": one.report.language,
            "appearance": _report(one.report),
        }
    )


def _report(report: Report) -> Record:
    title = report.title or next((layer.text for layer in report.layers if layer.name == "title"), None)
    return _drop(
        {
            "@type": "NewsArticle",
            "@id": source(report),
            "identifier": report.id,
            "headline": title,
            "author": {"@type": "Thing", "name": report.author} if report.author else None,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
            "datePublished": report.published.iso if report.published else None,
            "sha256": report.capture,
        }
    )


def _drop(record: Record) -> Record:
    """The record without what is unknown: schema.org has no word for that."""
    return {name: value for name, value in record.items() if value is not None}
