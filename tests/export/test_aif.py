"""The AIDA Interchange Format, read back by rdflib and validated by pySHACL."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from aif_conformance import AIDA, PUBLISHED, frame, messages, own_shapes, parsed, published_shapes
from example_case import read_examples
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

import sayso
from sayso.export import Readable
from sayso.export.aif import aif
from sayso.export.aif.vocabulary import LINKED
from sayso.export.dossier import Dossier, dossier
from sayso.nouns import Claimed, Form, Relation


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    path = read_examples(tmp_path_factory.mktemp("aif") / "case.sayso")
    with sayso.open_ledger(path) as ledger:
        return dossier(ledger)


@pytest.fixture(scope="module")
def graph(example: Dossier) -> Graph:
    return parsed(aif(example))


need_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason=f"AIF's own shapes are not in {PUBLISHED}")

REQUIRED = {
    "claimId": "Claim requires exactly 1 claimId",
    "sourceDocument": "Claim requires exactly 1 sourceDocument",
    "topic": "Claim requires exactly 1 topic",
    "subtopic": "Claim requires exactly 1 subtopic",
    "claimTemplate": "Claim requires exactly 1 claim template",
    "naturalLanguageDescription": "Claim requires exactly 1 natural language description",
    "xVariable": "Claim requires at least 1 X Variable",
    "claimer": "Claim requires exactly 1 claimer",
    "epistemic": "Claim requires exactly 1 valid epistemic status",
    "sentiment": "Claim requires exactly 1 sentiment status",
    "claimSemantics": "Claim requires at least 1 KE in claim semantics",
    "associatedKEs": "Claim requires at least 1 instance of associatedKEs",
    "componentName": "ClaimComponent requires exactly 1 componentName",
    "componentIdentity": "ClaimComponent requires exactly 1 componentIdentity",
    "componentType": "ClaimComponent requires at least 1 componentType",
    "prototype": "Every cluster must have a single prototype",
}
"""Fields that AIF or NIST ask for, and how the published shapes begin to say that one is missing."""

OURS = (*REQUIRED, "justifiedBy", "source", "startOffset", "endOffsetInclusive", "confidence", "confidenceValue")


def without(graph: Graph, field: str) -> Graph:
    """The graph with every value of that field of claims, their components and what hangs on them taken out."""
    left = Graph()
    for one in graph:
        on_claim = (one[0], RDF.type, AIDA.Claim) in graph
        if one[1] != AIDA[field] or (field in {"sourceDocument", "justifiedBy"} and not on_claim):
            left.add(one)
    assert len(left) < len(graph)
    return left


def varied(case: Dossier) -> list[Claimed]:
    """One claim of each form, and some that say more: relays, quantities, affiliations, times, several pieces."""
    kinds: tuple[Callable[[Claimed], bool], ...] = (
        *((lambda one, form=form: one.claim.form is form) for form in Form),
        lambda one: bool(one.claim.via),
        lambda one: bool(one.claim.quantities) and bool(one.claim.places),
        lambda one: bool(one.claim.voice and one.claim.voice.affiliation),
        lambda one: one.claim.said is not None,
        lambda one: len(one.claim.content) > 1,
        lambda one: not one.claim.predicates,
    )
    found = [next(filter(kind, case.claims), None) for kind in kinds]
    return list({one.claim.id: one for one in found if one}.values())


def test_the_example_case_has_what_our_shapes_ask_for(graph: Graph) -> None:
    assert messages(graph, own_shapes()) == set()


@pytest.mark.parametrize("field", OURS)
def test_a_field_that_is_missing_is_named_by_our_shapes(example: Dossier, field: str) -> None:
    told = messages(without(frame(example, example.claims[0]), field), own_shapes())
    assert {one for one in told if field in one.split()}


@need_published
def test_frames_of_the_example_case_conform_to_the_published_shapes(example: Dossier) -> None:
    shapes, ontology = published_shapes()
    chosen = varied(example)
    assert len(chosen) > 5
    for claimed in chosen:
        assert messages(frame(example, claimed), shapes, ontology) == set(), claimed.quote


@need_published
@pytest.mark.parametrize("field", REQUIRED)
def test_a_required_field_that_is_missing_is_caught_with_the_published_message(example: Dossier, field: str) -> None:
    shapes, ontology = published_shapes()
    told = messages(without(frame(example, example.claims[0]), field), shapes, ontology)
    assert any(one.startswith(REQUIRED[field]) for one in told), told


@need_published
def test_every_frame_has_an_event_with_an_edge(example: Dossier) -> None:
    """What the second shape that cannot be run asks for."""
    for claimed in example.claims:
        found = frame(example, claimed)
        (claim,) = found.subjects(RDF.type, AIDA.Claim)
        events = [found.value(cluster, AIDA.prototype) for cluster in found.objects(claim, AIDA.associatedKEs)]
        edges = [edge for event in events for edge in found.subjects(RDF.subject, event)]
        assert any(found.value(edge, RDF.predicate) != RDF.type for edge in edges)


def test_every_justification_stands_where_it_says(example: Dossier, graph: Graph) -> None:
    texts = {f"{one.id}:{layer.name.value}": layer.text for one in example.reports for layer in one.layers}
    for claimed in example.claims:
        node = URIRef(f"urn:sayso:claim:{claimed.claim.id}")
        assert str(graph.value(node, AIDA.naturalLanguageDescription)) == claimed.quote
        spoken = [_quoted(graph, one, texts) for one in _pieces(graph, graph.value(node, AIDA.justifiedBy))]
        assert sorted(spoken) == sorted(piece.of(claimed.text) for piece in claimed.claim.content)
    for one in graph.subjects(RDF.type, AIDA.TextJustification):
        assert _quoted(graph, one, texts)


def _pieces(graph: Graph, justification: object) -> Iterable[object]:
    inner = list(graph.objects(justification, AIDA.containedJustification))
    return inner or [justification]


def _quoted(graph: Graph, one: object, texts: dict[str, str]) -> str:
    start, end, source = (graph.value(one, AIDA[verb]) for verb in ("startOffset", "endOffsetInclusive", "source"))
    return texts[str(source)][int(start) : int(end) + 1]


def test_who_claims_is_the_voice_by_its_name_in_the_case(example: Dossier, graph: Graph) -> None:
    for claimed in example.claims:
        claimer = graph.value(URIRef(f"urn:sayso:claim:{claimed.claim.id}"), AIDA.claimer)
        called = str(graph.value(claimer, AIDA.componentName))
        if claimed.claim.voice:
            assert called == example.names[claimed.claim.id].name
        else:
            assert called == claimed.report.outlet  # headlines and the narrator: the outlet speaks


def test_rival_claims_share_a_template_and_differ_in_x(graph: Graph) -> None:
    template = Literal("How many people were killed? X")
    said = {
        str(graph.value(graph.value(claim, AIDA.xVariable), AIDA.componentName))
        for claim in graph.subjects(AIDA.claimTemplate, template)
    }
    assert {"14", "thirty-one"} <= said


def test_links_are_told_on_both_sides(example: Dossier, graph: Graph) -> None:
    disputes = [link for link in example.links if link.relation is Relation.DISPUTES]
    assert disputes
    for link in disputes:
        for one, other in ((link.a, link.b), (link.b, link.a)):
            assert (URIRef(f"urn:sayso:claim:{one}"), AIDA.refutingClaims, Literal(other)) in graph
    for relation in {link.relation for link in example.links}:
        kept = {str(one) for one in graph.subjects(URIRef("urn:sayso:relation"), Literal(relation.value))}
        assert kept == {f"urn:sayso:link:{link.id}" for link in example.links if link.relation is relation}


def test_support_is_told_of_what_is_supported(shelf: Readable) -> None:
    graph = parsed(aif(dossier(shelf)))
    assert (URIRef("urn:sayso:claim:c-3"), AIDA.supportingClaims, Literal("c-1")) in graph
    assert (URIRef("urn:sayso:claim:c-1"), AIDA.supportingClaims, None) not in graph


def test_a_claim_that_takes_no_position_agrees_with_nobody(shelf: Readable) -> None:
    graph = parsed(aif(dossier(shelf)))
    assert (URIRef("urn:sayso:claim:c-4"), AIDA.relatedClaims, Literal("c-3")) in graph
    assert (URIRef("urn:sayso:claim:c-4"), AIDA.identicalClaims, None) not in graph
    assert set(LINKED) == set(Relation) - {Relation.NOT_COMPARABLE}


def test_what_aif_has_no_field_for_is_private_data_without_words_of_the_text(shelf: Readable, full: Claimed) -> None:
    graph = parsed(aif(dossier(shelf)))
    kept = [json.loads(str(one)) for one in graph.objects(None, AIDA.jsonContent)]
    assert {"low": 36, "best": 40, "high": 40.5, "comparator": "~", "scope": "cumulative"} in kept
    assert any(one.get("confidence") is None and one.get("act") == "assert" for one in kept)
    assert not any(full.quote in str(one) for one in graph.objects(None, AIDA.jsonContent))


def test_a_day_is_a_day_and_an_open_end_stays_open(shelf: Readable, full: Claimed) -> None:
    graph = parsed(aif(dossier(shelf)))
    (when,) = graph.objects(None, AIDA.ldcTime)
    for verb in (AIDA.start, AIDA.end):
        day = graph.value(when, verb)
        told = [graph.value(day, AIDA[part]) for part in ("timeType", "year", "month", "day")]
        assert told == [
            Literal("ON"),
            Literal("2024", datatype=XSD.gYear),
            Literal("--05", datatype=XSD.gMonth),
            Literal("---06", datatype=XSD.gDay),
        ]
    since = replace(full.claim.times[0], end=None, open="since", precision="month", start="2024-05")
    claimed = replace(full, claim=replace(full.claim, times=(since,)))
    graph = parsed(aif(Dossier(reports=(full.report,), claims=(claimed,))))
    (when,) = graph.objects(None, AIDA.ldcTime)
    assert graph.value(when, AIDA.end) is None
    assert graph.value(graph.value(when, AIDA.start), AIDA.day) is None


def test_the_same_name_is_one_entity_and_an_unnamed_group_one_a_report(shelf: Readable) -> None:
    case = dossier(shelf)
    crew, office = (next(one for one in case.claims if one.claim.id == ident) for ident in ("c-2", "c-1"))
    assert crew.claim.voice
    assert office.claim.voice
    elsewhere = replace(crew, report=replace(crew.report, id="r-three", label="three"))
    again = replace(elsewhere, claim=replace(crew.claim, id="c-8", report="r-three"))
    named = replace(elsewhere, claim=replace(office.claim, id="c-9", report="r-three"))
    graph = parsed(aif(Dossier(reports=case.reports, claims=(crew, again, office, named))))
    called = [
        graph.value(graph.value(URIRef(f"urn:sayso:claim:{one}"), AIDA.claimer), AIDA.componentKE)
        for one in ("c-2", "c-8", "c-1", "c-9")
    ]
    assert called[0] != called[1]
    assert called[2] == called[3]
    assert not any(isinstance(one, BNode) for one in called)


def test_nobody_is_made_up_where_a_passive_names_no_source(full: Claimed) -> None:
    passive = replace(full, claim=replace(full.claim, voice=None, basis=sayso.nouns.Basis.NONE, form=Form.INDIRECT))
    graph = parsed(aif(Dossier(reports=(full.report,), claims=(passive,))))
    claimer = graph.value(URIRef("urn:sayso:claim:c-1"), AIDA.claimer)
    assert [str(one) for one in graph.objects(claimer, AIDA.componentName)] == ["unknown"]
    assert messages(graph, own_shapes()) == set()


def test_it_is_the_same_every_time_and_says_what_it_loses(shelf: Readable) -> None:
    written = aif(dossier(shelf))
    assert written == aif(dossier(shelf))
    assert "NIST" in written.partition("@prefix")[0]


def test_an_empty_ledger_is_a_file_without_claims() -> None:
    graph = parsed(aif(Dossier(reports=(), claims=())))
    assert not list(graph.subjects(RDF.type, AIDA.Claim))


def test_hostile_names_stay_names(voiced: Callable[[str, str], Readable]) -> None:
    for hostile in ('" . <urn:x> a <urn:y> . #', "]\n[ a\\", "\ud800=cmd|' /C calc'!A0", "</script>\u202e\x00"):
        graph = parsed(aif(dossier(voiced(hostile, hostile))))
        names = {str(one) for one in graph.objects(None, AIDA.componentName)}
        assert hostile.replace("\ud800", "\ufffd") in names
        assert (URIRef("urn:x"), None, None) not in graph
        assert messages(graph, own_shapes()) == set()
