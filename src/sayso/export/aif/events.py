"""What happened or holds as a claim tells it: an event of AIF for each predicate, with who and what plays a part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.export.aif.marks import SYSTEM, all_of, confidence, justified, private, several, time
from sayso.export.aif.things import Mention, clustered, counted, filler, place, proposition, typing
from sayso.export.aif.vocabulary import ARGUMENT, EVENT, IRREALIS
from sayso.export.records import Record
from sayso.export.turtle import Node, name, text
from sayso.nouns import Claimed, Pieces, Polarity, content_id

NOTHING_READ = "unclassified"
"""The type of an event where no predicate was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a claim; `arguments` are the parts played in it, with who and what plays them."""

    id: str
    type: str
    pieces: Pieces
    arguments: tuple[tuple[str, Mention], ...]
    own: Record | None = field(default=None)

    @property
    def iri(self) -> str:
        """Its name in the file."""
        return name("event", self.id)


def events(claimed: Claimed, own: Record) -> tuple[Event, ...]:
    """The events of a claim. The first has what is not tied to one: the words, numbers and places, and `own`."""
    claim = claimed.claim
    shared: Sequence[tuple[str, Mention]] = (
        ("proposition", proposition(claimed)),
        *(("quantity", counted(claimed, quantity)) for quantity in claim.quantities),
        *(("place", place(claimed, where)) for where in claim.places),
    )
    told: list[tuple[str, Pieces, tuple[tuple[str, Mention], ...]]] = [
        (one.name, (one.span,), tuple((role.role, filler(claimed, role)) for role in one.roles))
        for one in claim.predicates
    ] or [(NOTHING_READ, claim.content, ())]
    return tuple(
        Event(
            id=content_id("v", claim.id, number),
            type=type_,
            pieces=pieces,
            arguments=(*roles, *shared) if number == 0 else roles,
            own=own if number == 0 else None,
        )
        for number, (type_, pieces, roles) in enumerate(told)
    )


def nodes(claimed: Claimed, event: Event) -> Iterator[Node]:
    """An event, its type, its cluster and an edge to each of its arguments."""
    here, where = [confidence(claimed)], justified(claimed, event.pieces)
    handle = " … ".join(piece.of(claimed.text) for piece in event.pieces)
    yield Node(
        event.iri,
        all_of(
            [("a", "aida:Event"), ("aida:handle", text(handle)), ("aida:justifiedBy", where)],
            several("aida:attributes", _attributes(claimed)),
            several("aida:ldcTime", [time(claimed, when) for when in claimed.claim.times]),
            [private(event.own)] if event.own else [],
            [("aida:system", SYSTEM)],
        ),
    )
    yield typing(event.iri, name(EVENT, event.type), [*here, ("aida:justifiedBy", where)])
    yield from clustered(event.iri, event.id, handle)
    for argument, mention in event.arguments:
        edge = (
            ("rdf:subject", event.iri),
            ("rdf:predicate", name(ARGUMENT, argument)),
            ("rdf:object", mention.thing.iri),
        )
        why = [("aida:justifiedBy", justified(claimed, mention.pieces))]
        yield Node("[]", all_of([("a", "rdf:Statement")], edge, here, why, [("aida:system", SYSTEM)]))


def _attributes(claimed: Claimed) -> Iterator[str]:
    claim = claimed.claim
    if claim.polarity is Polarity.NEGATIVE:
        yield "aida:Negated"
    if claim.hedges:
        yield "aida:Hedged"
    if claim.modality in IRREALIS:
        yield "aida:Irrealis"
