"""The contents of the map and of linked data."""

import json
from collections.abc import Mapping

from contents_shared import Facts, answered, voice_of, voiced
from export_readers import AIDA, expanded
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from sayso.export import Chosen
from sayso.export.words import ACTS
from sayso.locating import located
from sayso.nouns import Basis, Form, Relation


def held_places(chosen: Chosen) -> Facts:
    for one in chosen.case.claims:
        for at, where in enumerate(one.claim.places):
            spot = located(one, where).spot
            point = (spot.longitude, spot.latitude) if spot else None
            yield "place", f"{one.claim.id}-{at}", where.name, point, voice_of(chosen, one), one.quote


def read_places(data: bytes) -> Facts:
    for feature in json.loads(data)["features"]:
        told_of, drawn = feature["properties"], feature["geometry"]
        point = tuple(drawn["coordinates"]) if drawn else None
        yield "place", feature["id"], told_of["place"], point, told_of["claimant"], told_of["quote"]


def held_schema_org(chosen: Chosen) -> Facts:
    for one in chosen.case.claims:
        yield "claim", one.claim.id, one.quote, voice_of(chosen, one), one.report.id


def read_schema_org(data: bytes) -> Facts:
    own = "https://schema.org/"

    def value(node: Mapping[str, object], key: str) -> object:
        found = node.get(own + key)
        return found[0] if isinstance(found, list) and found else {}

    for node in expanded(data):
        author, report = value(node, "author"), value(node, "appearance")
        name = value(author, "name").get("@value") if author else None  # type: ignore[arg-type, attr-defined]
        text = value(node, "text").get("@value")  # type: ignore[attr-defined]
        ident = value(report, "identifier").get("@value")  # type: ignore[arg-type, attr-defined]
        yield "claim", str(node["@id"]).removeprefix("urn:sayso:"), text, name, ident


def held_annotations(chosen: Chosen) -> Facts:
    answers = answered(chosen)
    wordings = {one.id: one.wording for one in chosen.case.questions}
    for one in chosen.case.claims:
        asked = wordings.get(answers.get(one.claim.id, ("",))[0])
        pieces = tuple((piece.start, piece.end, piece.of(one.text)) for piece in one.claim.content)
        yield "claim", one.claim.id, f"{voiced(chosen, one)} {ACTS[one.claim.act]}", asked, pieces


def read_annotations(data: bytes) -> Facts:
    for item in json.loads(data)["first"]["items"]:
        bodies = {body["purpose"]: body["value"] for body in item["body"]}
        pieces = tuple(
            (quoted["selector"][1]["start"], quoted["selector"][1]["end"], quoted["selector"][0]["exact"])
            for quoted in item["target"]
        )
        ident = item["id"].removeprefix("urn:sayso:")
        yield "claim", ident, bodies["describing"], bodies.get("questioning"), pieces


OWN, PROV = Namespace("urn:sayso:"), Namespace("http://www.w3.org/ns/prov#")
LABEL = Namespace("http://www.w3.org/2000/01/rdf-schema#").label


def held_prov(chosen: Chosen) -> Facts:
    for one in chosen.case.claims:
        relays = frozenset(voice.name for voice in one.claim.via)
        yield "claim", one.claim.id, one.quote, one.report.id, voice_of(chosen, one), relays
    for report in chosen.case.reports:
        yield "report", report.id, report.capture, report.outlet
    yield from (("ruling", one.id, one.by) for one in chosen.case.rulings)


def read_prov(data: bytes) -> Facts:
    graph = Graph().parse(data=data, format="turtle")

    def label(node: Node | None) -> str | None:
        found = graph.value(node, LABEL) if node is not None else None
        return None if found is None else str(found)

    def ident(node: Node | None) -> str:
        return str(node).removeprefix("urn:sayso:")

    for claim, report in graph.subject_objects(PROV.wasQuotedFrom):
        relayed = [graph.value(one, PROV.agent) for one in graph.objects(claim, PROV.qualifiedAttribution)]
        said = str(graph.value(claim, PROV.value))
        voice = label(graph.value(claim, PROV.wasAttributedTo))
        yield "claim", ident(claim), said, ident(report), voice, frozenset(map(label, relayed))
    for report, capture in graph.subject_objects(PROV.wasDerivedFrom):
        outlet = label(graph.value(report, PROV.wasAttributedTo))
        yield "report", ident(report), ident(capture).removeprefix("sha256:"), outlet
    for ruling, person in graph.subject_objects(PROV.wasAssociatedWith):
        if ident(person).startswith("person:"):
            yield "ruling", ident(ruling), label(person)


def held_aif(chosen: Chosen) -> Facts:
    answers = answered(chosen)
    for one in chosen.case.claims:
        is_narrated = one.claim.basis is Basis.NONE and one.claim.form in {Form.NARRATOR, Form.HEADLINE, Form.CAPTION}
        narrator = one.report.outlet or one.report.label
        speaks = voice_of(chosen, one) if one.claim.voice else narrator if is_narrated else "unknown"
        question = answers.get(one.claim.id, (None,))[0]
        yield "claim", one.claim.id, one.quote, one.report.id, question, one.claim.certainty.value, speaks
    for link in chosen.case.links:
        yield "link", link.id, link.relation.value
        if link.relation is Relation.DISPUTES:
            yield from (("refutes", one, other) for one, other in ((link.a, link.b), (link.b, link.a)))


_EPISTEMIC = {
    "EpistemicTrueCertain": "true-certain",
    "EpistemicTrueUncertain": "true-uncertain",
    "EpistemicFalseCertain": "false-certain",
    "EpistemicFalseUncertain": "false-uncertain",
    "EpistemicUnknown": "unknown",
}


def read_aif(data: bytes) -> Facts:
    graph = Graph().parse(data=data, format="turtle")

    def text(node: Node, key: str) -> str | None:
        found = graph.value(node, AIDA[key])
        return None if found is None else str(found)

    for claim in graph.subjects(RDF.type, AIDA.Claim):
        ident, held = text(claim, "claimId"), _EPISTEMIC[str(text(claim, "epistemic")).rpartition("#")[2]]
        quote, report = text(claim, "naturalLanguageDescription"), text(claim, "sourceDocument")
        (claimer,) = graph.objects(claim, AIDA.claimer)
        yield "claim", ident, quote, report, text(claim, "queryId"), held, text(claimer, "componentName")
        yield from (("refutes", ident, str(other)) for other in graph.objects(claim, AIDA.refutingClaims))
    for link, relation in graph.subject_objects(OWN.relation):
        yield "link", str(link).removeprefix("urn:sayso:link:"), str(relation)
