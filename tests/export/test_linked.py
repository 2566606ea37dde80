"""Claims as linked data and on a map, as a JSON-LD processor, rdflib and readers of GeoJSON and Atom have them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from export_readers import expanded
from hostile_case import BERGEN, FIFTY, FIRST, FORTY, HERALD, QUAY, SIXTY, fill, flag
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

from sayso.export import Chosen, choose, format_named
from sayso.export import export as exported
from sayso.export.feed import feed
from sayso.export.geojson import geojson
from sayso.export.prov import prov
from sayso.gazetteer import numbered
from sayso.ledger import Ledger
from sayso.nouns import Care, Moment, ReferentKind

PROV = Namespace("http://www.w3.org/ns/prov#")
OWN = Namespace("urn:sayso:")
SCHEMA = "https://schema.org/"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("linked") / "case.sayso")


@pytest.fixture
def path(kept: Path, tmp_path: Path) -> Path:
    own = tmp_path / "case.sayso"
    own.write_bytes(kept.read_bytes())
    return own


@pytest.fixture
def chosen(kept: Path) -> Iterator[Chosen]:
    with Ledger.open(kept) as ledger:
        yield choose(ledger)


def export(path: Path, form: str, **how: object) -> bytes:
    with Ledger.open(path) as ledger:
        return exported(ledger, format_named(form), **how)


def test_a_place_that_is_one_town_is_a_point_and_no_other_is(path: Path) -> None:
    features = {one["properties"]["id"]: one for one in json.loads(export(path, "geojson"))["features"]}
    assert set(features) == {FORTY, SIXTY, FIFTY}
    (town,) = numbered((BERGEN,))
    assert features[FORTY]["geometry"] == {"type": "Point", "coordinates": [town.longitude, town.latitude]}
    told = features[FORTY]["properties"]
    assert (told["place"], told["claimant"], told["low"]) == ("Bergen", "harbour office", 40)
    assert told["radius_km"] > 0
    assert "country" not in told


def test_a_place_that_may_be_several_has_no_point(chosen: Chosen) -> None:
    vague = tuple(
        replace(one, claim=replace(one.claim, places=tuple(replace(p, precision="country") for p in one.claim.places)))
        for one in chosen.case.claims
    )
    written = geojson(replace(chosen, case=replace(chosen.case, claims=vague)))
    assert [feature["geometry"] for feature in written["features"]] == [None, None, None]
    assert all(feature["properties"]["not_drawn_because"] for feature in written["features"])


def test_a_claim_of_schema_org_has_who_makes_it_and_where_it_appears(kept: Path) -> None:
    claims = {one["@id"]: one for one in expanded(export(kept, "claim-jsonld"))}
    assert all(one["@type"] == [f"{SCHEMA}Claim"] for one in claims.values())
    forty = claims[f"urn:sayso:{FORTY}"]
    (author,), (report,) = forty[f"{SCHEMA}author"], forty[f"{SCHEMA}appearance"]
    assert (author["@type"], author[f"{SCHEMA}name"]) == ([f"{SCHEMA}Organization"], [{"@value": "harbour office"}])
    assert report["@id"] == "https://herald.example/1?a=1&b=2"
    assert report[f"{SCHEMA}datePublished"] == [{"@value": "2024-05-07T10:20:00+03:00"}]


def test_nothing_is_reviewed_and_nothing_ends_a_script(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.reviews() == {}
    data = export(path, "claim-jsonld")
    assert b"ClaimReview" not in data
    assert b"<" not in data


def test_an_annotation_finds_its_quote_by_position_and_by_what_is_around(kept: Path) -> None:
    items = {one["id"]: one for one in json.loads(export(kept, "annotation-jsonld"))["first"]["items"]}
    quay = items[f"urn:sayso:{QUAY}"]["target"]
    assert [one["selector"][0]["exact"] for one in quay] == ["The quay", "closed"]
    first = quay[0]["selector"][0]
    start = HERALD.index("The quay")
    assert (first["prefix"], first["suffix"][:5]) == (HERALD[start - 32 : start], " was ")
    assert {one["type"] for one in items.values()} == {"Annotation"}
    assert items[f"urn:sayso:{FIFTY}"]["target"][0]["source"].startswith("urn:sayso:r-")  # no script as an address


def test_around_a_quote_nothing_personal_is_told(path: Path) -> None:
    flag(path, Care.PERSONAL, QUAY)
    for sensitive, after in ((False, "."), (True, ". The quay was closed, it said.")):
        items = json.loads(export(path, "annotation-jsonld", sensitive=sensitive))["first"]["items"]
        (target,) = next(one["target"] for one in items if one["id"] == f"urn:sayso:{FORTY}")
        assert " ".join(target["selector"][0]["suffix"].split()) == after


def test_prov_leads_from_a_claim_to_the_bytes(path: Path) -> None:
    with Ledger.open(path) as ledger:
        graph = Graph().parse(data=prov(choose(ledger)), format="turtle")
        report = next(one for one in ledger.reports() if one.label == "gazette-7")
    claim = OWN[SIXTY]
    assert graph.value(claim, PROV.wasQuotedFrom) == OWN[report.id]
    assert graph.value(OWN[report.id], PROV.wasDerivedFrom) == URIRef(f"urn:sayso:sha256:{report.capture}")
    reading = graph.value(claim, PROV.wasGeneratedBy)
    assert graph.value(reading, PROV.used) == OWN[report.id]
    assert graph.value(graph.value(reading, PROV.wasAssociatedWith), RDFS.label) == Literal("by hand")
    voice = graph.value(claim, PROV.wasAttributedTo)
    assert graph.value(voice, RDFS.label) == Literal("Vera Malin")
    relay = graph.value(graph.value(claim, PROV.qualifiedAttribution), PROV.agent)
    assert graph.value(relay, RDFS.label) == Literal("Coast Radio")


def test_every_node_of_prov_that_is_spoken_of_is_told_of(path: Path) -> None:
    flag(path, Care.GRAPHIC, FORTY)
    graph = Graph().parse(data=export(path, "prov"), format="turtle")
    told = set(graph.subjects(RDF.type, None))
    for verb in (PROV.wasQuotedFrom, PROV.wasDerivedFrom, PROV.wasGeneratedBy, PROV.wasAttributedTo, PROV.used):
        objects = set(graph.objects(None, verb))
        assert objects
        assert objects <= told
    (ruling,) = graph.subjects(PROV.used, OWN[FORTY])
    assert graph.value(graph.value(ruling, PROV.wasAssociatedWith), RDFS.label) == Literal("Ada")


def test_unnamed_groups_of_two_reports_are_two(chosen: Chosen) -> None:
    claims = tuple(
        replace(
            one, claim=replace(one.claim, voice=replace(one.claim.voice, kind=ReferentKind.UNNAMED_GROUP, name="x"))
        )
        for one in chosen.case.claims
        if one.claim.id in {FORTY, SIXTY}
    )
    case = replace(chosen.case, claims=claims, known={})
    graph = Graph().parse(data=prov(replace(chosen, case=case)), format="turtle")
    assert len(set(graph.objects(None, PROV.wasAttributedTo)) & set(graph.subjects(RDFS.label, Literal("x")))) == 2


def test_a_day_is_no_instant_and_a_later_version_is_a_revision(chosen: Chosen) -> None:
    first = next(one for one in chosen.case.reports if one.url and one.url.startswith("https"))
    later = replace(first, id="r-later", capture="ab" * 32, published=Moment("2024-05-08"))
    case = replace(chosen.case, reports=(first, later))
    graph = Graph().parse(data=prov(replace(chosen, case=case)), format="turtle")
    assert graph.value(OWN["r-later"], PROV.wasRevisionOf) == OWN[first.id]
    assert graph.value(OWN["r-later"], PROV.generatedAtTime) is None
    assert str(graph.value(OWN[first.id], PROV.generatedAtTime)) == "2024-05-07T10:20:00+03:00"


def test_a_feed_tells_the_changes_of_a_question_newest_first(path: Path) -> None:
    read = feedparser.parse(export(path, "atom", question=FIRST))
    assert [one.title.split(":")[0] for one in read.entries] == ["New answer", "Disputed"]
    assert len({one.id for one in read.entries}) == 2
    assert not [one for one in read.entries if one.get("links")]


def test_a_feed_tells_no_change_with_words_that_are_personal_by_now(path: Path) -> None:
    flag(path, Care.PERSONAL, SIXTY)
    with Ledger.open(path) as ledger:
        read = feedparser.parse(feed(choose(ledger)))
    assert [one.title.split(":")[0] for one in read.entries] == ["Disputed"]


def test_a_citation_has_the_title_that_a_person_gave(path: Path) -> None:
    with Ledger.open(path) as ledger:
        evil = next(one for one in ledger.reports() if one.title)
    items = {one["id"]: one for one in json.loads(export(path, "csl"))}
    assert items[f"sayso-{FIFTY}"]["title"].startswith("=HYPERLINK(1)")
    assert evil.title is not None
    assert items[f"sayso-{FORTY}"]["title"] == "Rescue: herald.txt"
    assert items[f"sayso-{FORTY}"]["issued"] == {"date-parts": [[2024, 5, 7]]}
    assert items[f"sayso-{FORTY}"]["accessed"]["date-parts"][0][0] >= 2024
