"""The whole file: the claims, what they speak of, their reports and links, and the small ontology that types them.

Method: the shapes of AIF (NextCentury, AIDA Interchange Format, `aida_ontology.shacl` and, for claim frames,
`restricted_claimframe_aif.shacl`); nodes are written directly, with no library of AIF's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.aif import events as happenings
from sayso.export.aif.events import Event
from sayso.export.aif.marks import SYSTEM, all_of, justifications, justified, several, system, time
from sayso.export.aif.things import Mention, cluster, entities, speaker, voice
from sayso.export.aif.vocabulary import (
    ABOVE,
    ARGUMENT,
    ENTITY,
    EPISTEMIC,
    EVENT,
    LINKED,
    NAMED,
    PREFIXES,
    SENTIMENT,
    UNREAD,
    VALUED,
)
from sayso.export.dossier import Dossier, Place
from sayso.export.exchange import NO_POSITION
from sayso.export.records import Record
from sayso.export.turtle import Node, blank, document, iri, name, text
from sayso.nouns import UNSEEN, Claimed, LayerName, Link, Pieces, Report, Review, Voice

MOST_AFFILIATIONS = 3

ABOUT = "Attributed claims in the AIDA Interchange Format, by Sayso. What is not here as in a ledger:"

LOSSES = (
    "a quantity is its words; bounds, comparator and scope are private data of its entity",
    "that a claim supersedes or refines another is a related claim; the relation stands in a sayso:link",
    "sentiment is never read, so it is always NeutralUnknown; the medium and the place of claiming are not given",
    "a confidence that a method does not have is 0.5, and null in the private data",
    "an identity is an id of this file, and a type one of Sayso's kinds: nothing is linked to Wikidata",
    "evidence, copies, rulings and texts are left out",
    "a file holds all claims that were asked for; a NIST claim frame is a file with one",
)
"""What the format cannot hold, or what it is made to hold otherwise than a reader of it would think."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A claim with all that its frame is made of."""

    claimed: Claimed
    claimer: Mention
    relays: tuple[Mention, ...]
    events: tuple[Event, ...]
    place: Place | None
    linked: Sequence[tuple[str, str]]

    def places(self) -> Iterator[tuple[Claimed, Pieces]]:
        """All the places in its text that its nodes point to."""
        claim = self.claimed.claim
        times = (*((claim.said,) if claim.said else ()), *claim.times)
        told = (claim.content, *((when.span,) for when in times), *(event.pieces for event in self.events))
        yield from ((self.claimed, pieces) for pieces in told)
        for one in self.mentions():
            yield from ((self.claimed, pieces) for pieces in (one.pieces, one.pieces[:1]))

    def mentions(self) -> Iterator[Mention]:
        """Everything it speaks of, and who speaks."""
        yield self.claimer
        yield from self.relays
        for event in self.events:
            yield from (mention for _, mention in event.arguments)


def aif(case: Dossier) -> str:
    """The claims of a case as Turtle: the same case gives the same characters."""
    places, linked = case.places(), _linked(case.links)
    frames = [
        _frame(case, claimed, next(iter(places.get(claimed.claim.id, ())), None), linked) for claimed in case.claims
    ]
    told = frozenset(claimed.report.id for claimed in case.claims)
    nodes = [
        *(Node(one, (("a", "aida:System"),)) for one in _systems(frames)),
        *_ontology(frames),
        *(_report(report) for report in case.reports if report.id in told),
        *(node for frame in frames for node in _claim(frame)),
        *entities(mention for frame in frames for mention in frame.mentions()),
        *justifications(place for frame in frames for place in frame.places()),
        *(_link(link) for link in case.links),
    ]
    losses = "\n".join(f"- {loss}." for loss in LOSSES)
    return document(PREFIXES, nodes, about=f"{ABOUT}\n{losses}")


def _frame(case: Dossier, claimed: Claimed, place: Place | None, linked: Mapping[str, list[tuple[str, str]]]) -> _Frame:
    claim = claimed.claim
    relays = tuple(voice(claimed, one) for one in claim.via)
    own = _own(claimed, place, relays, case.reviews.get(claim.id, UNSEEN))
    return _Frame(
        claimed=claimed,
        claimer=speaker(claimed, case.names.get(claim.id)),
        relays=relays,
        events=happenings.events(claimed, own),
        place=place,
        linked=linked.get(claim.id, ()),
    )


def _own(claimed: Claimed, place: Place | None, relays: Iterable[Mention], review: Review) -> Record:
    """What AIF has no field for, in codes, numbers and ids."""
    claim = claimed.claim
    return {
        "act": claim.act.value,
        "form": claim.form.value,
        "basis": claim.basis.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "review_state": review.state.value,
        "question_state": place.question.state.value if place else None,
        "via": [one.thing.id for one in relays],
    }


def _linked(links: Iterable[Link]) -> Mapping[str, list[tuple[str, str]]]:
    """For each claim: the others by what AIF calls them, in the order of the links."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in links:
        of_a, of_b = LINKED.get(link.relation, (None, None))
        if link.rule == NO_POSITION:  # it repeats the matter and agrees with nobody
            of_a = of_b = "aida:relatedClaims"
        for verb, one, other in ((of_a, link.a, link.b), (of_b, link.b, link.a)):
            if verb is not None:
                found[one].append((verb, text(other)))
    return found


def _claim(frame: _Frame) -> Iterator[Node]:
    claimed, claim, place = frame.claimed, frame.claimed.claim, frame.place
    clusters = [cluster(event.id) for event in frame.events]
    yield Node(
        name("claim", claim.id),
        all_of(
            [
                ("a", "aida:Claim"),
                ("aida:claimId", text(claim.id)),
                ("aida:sourceDocument", text(claimed.report.id)),
                *([("aida:queryId", text(place.question.id))] if place else []),
                ("aida:topic", text(place.question.key.kind.value if place else UNREAD)),
                ("aida:subtopic", text(place.question.key.attribute if place else UNREAD)),
                ("aida:claimTemplate", text(f"{place.question.wording} X" if place else "X")),
                ("aida:xVariable", _answer(frame)),
                ("aida:naturalLanguageDescription", text(claimed.quote)),
            ],
            several("aida:claimSemantics", clusters),
            several("aida:associatedKEs", clusters),
            [("aida:claimer", _claimer(frame))],
            several("aida:claimerAffiliation", _affiliations(frame)),
            [("aida:epistemic", EPISTEMIC[claim.certainty]), ("aida:sentiment", SENTIMENT)],
            several("aida:claimDateTime", [time(claimed, claim.said)] if claim.said else []),
            dict.fromkeys(frame.linked),
            [("aida:justifiedBy", justified(claimed, claim.content)), ("aida:system", system(claim.method))],
        ),
    )
    for event in frame.events:
        yield from happenings.nodes(claimed, event)


def _answer(frame: _Frame) -> str:
    """What stands for X in the template: the answer that the claim gives to its question, else its own words."""
    place, claimed = frame.place, frame.claimed
    counts = [one.thing.iri for event in frame.events for part, one in event.arguments if part == "quantity"]
    return _component(
        value=place.answer.value if place else claimed.quote,
        identity=place.answer.id if place else claimed.claim.id,
        type_=place.question.key.kind.value if place else UNREAD,
        written=claimed.quote,
        entity=counts[0] if place and len(counts) == 1 else None,
    )


def _claimer(frame: _Frame) -> str:
    one = frame.claimer
    written = " … ".join(piece.of(frame.claimed.text) for piece in one.pieces)
    return _component(
        value=one.thing.name, identity=one.thing.id, type_=one.thing.type, written=written, entity=one.thing.iri
    )


def _affiliations(frame: _Frame) -> list[str]:
    spoken: Voice | None = frame.claimed.claim.voice
    told = dict.fromkeys(one for one in (spoken.affiliation, spoken.party) if one) if spoken else {}
    return [_component(value=one, identity=UNREAD, type_=UNREAD) for one in told][:MOST_AFFILIATIONS]


def _component(*, value: str, identity: str, type_: str, written: str = "", entity: str | None = None) -> str:
    return blank(
        [
            ("a", "aida:ClaimComponent"),
            ("aida:componentName", text(value)),
            ("aida:componentIdentity", text(identity)),
            ("aida:componentType", text(type_)),
            *([("aida:componentProvenance", text(written))] if written else []),
            *([("aida:componentKE", entity)] if entity else []),
            ("aida:system", SYSTEM),
        ]
    )


def _systems(frames: Iterable[_Frame]) -> list[str]:
    return [SYSTEM, *sorted({system(frame.claimed.claim.method) for frame in frames})]


def _ontology(frames: Sequence[_Frame]) -> Iterator[Node]:
    """The types that the file's entities, events and edges have, each under what AIF knows."""
    used = {
        ENTITY: {mention.thing.type for frame in frames for mention in frame.mentions()},
        EVENT: {event.type for frame in frames for event in frame.events},
        ARGUMENT: {part for frame in frames for event in frame.events for part, _ in event.arguments},
    }
    for kind, types in used.items():
        for one in sorted(types):
            values = [VALUED.get(one, NAMED)[1]] if kind == ENTITY else []
            above = several("rdfs:subClassOf", [ABOVE[kind], *values])
            yield Node(name(kind, one), all_of(above, [("rdfs:label", text(one))]))


def _report(report: Report) -> Node:
    """Where `sourceDocument` leads: what is known of the report, in Dublin Core's terms."""
    layer = report.layer(LayerName.TITLE)
    title = report.title or (layer.text if layer else None)
    known = (
        ("dcterms:title", text(title) if title else None),
        ("dcterms:publisher", text(report.outlet) if report.outlet else None),
        ("dcterms:creator", text(report.author) if report.author else None),
        ("dcterms:source", iri(report.url) if report.url else None),
        ("dcterms:issued", text(report.published.iso) if report.published else None),
        ("dcterms:modified", text(report.modified.iso) if report.modified else None),
        ("dcterms:language", text(report.language) if report.language else None),
    )
    facts = [(verb, value) for verb, value in known if value]
    return Node(name("report", report.id), (("dcterms:identifier", text(report.id)), *facts))


def _link(link: Link) -> Node:
    """A link in the ledger's own words: AIF's fields name the other claim alone."""
    return Node(
        name("link", link.id),
        (
            ("a", name("link")),
            (name("a"), name("claim", link.a)),
            (name("b"), name("claim", link.b)),
            (name("relation"), text(link.relation.value)),
            (name("rule"), text(link.rule)),
            *((name("reason"), text(reason.words)) for reason in link.reasons),
        ),
    )
