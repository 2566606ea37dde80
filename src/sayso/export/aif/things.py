"""What claims speak of and who speaks in them, as AIF's entities: one for each, with all the places that name it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.compare import Canonical
from sayso.export.aif.marks import SYSTEM, all_of, certain, confidence, justified, private, several
from sayso.export.aif.vocabulary import (
    ACROSS_REPORTS,
    ENTITY,
    NAMED,
    PROPOSITION,
    QUANTITY,
    UNREAD,
    VALUED,
    WITHIN_REPORT,
)
from sayso.export.records import Record, number
from sayso.export.turtle import Node, name, text
from sayso.nouns import Basis, Claimed, Form, Pieces, Quantity, ReferentKind, Role, Voice, Where, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity. `own` is the report or claim that its name holds in, "" where it holds in the whole case."""

    name: str
    type: str
    own: str = ""

    @property
    def id(self) -> str:
        """The same wherever the same is meant."""
        return content_id("e", self.name.casefold(), self.type, self.own)

    @property
    def iri(self) -> str:
        """Its name in the file."""
        return name("entity", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A thing where a claim speaks of it; `pieces` is `()` where the text does not name it there."""

    thing: Thing
    claimed: Claimed
    pieces: Pieces
    quantity: Quantity | None = None


def speaker(claimed: Claimed, known: Canonical | None) -> Mention:
    """Who claims it: the voice by the case's name for it, the outlet where the narrator speaks, else somebody unknown.

    AIF asks for a claimer; who is not told is told to be unknown, and nobody is made up.
    """
    claim, report = claimed.claim, claimed.report
    if claim.voice is not None:
        return voice(claimed, claim.voice, known)
    if claim.basis is Basis.NONE and claim.form in {Form.NARRATOR, Form.HEADLINE, Form.CAPTION}:
        outlet = Thing(name=report.outlet or report.label, type=ReferentKind.OUTLET.value)
        return Mention(thing=outlet if report.outlet else replace(outlet, own=report.id), claimed=claimed, pieces=())
    return Mention(thing=Thing(name=UNREAD, type=UNREAD, own=claim.id), claimed=claimed, pieces=())


def voice(claimed: Claimed, spoken: Voice, known: Canonical | None = None) -> Mention:
    """A voice of a claim: who speaks, or one who passes it on."""
    called = known.name if known else spoken.name
    return Mention(thing=_referent(claimed, called, spoken.kind), claimed=claimed, pieces=spoken.source)


def filler(claimed: Claimed, role: Role) -> Mention:
    """Who or what plays a part in a predicate."""
    return Mention(thing=_referent(claimed, role.name, role.kind), claimed=claimed, pieces=(role.span,))


def place(claimed: Claimed, where: Where) -> Mention:
    """A place of what is claimed."""
    return Mention(thing=_referent(claimed, where.name, where.kind), claimed=claimed, pieces=(where.span,))


def counted(claimed: Claimed, quantity: Quantity) -> Mention:
    """A number of something, as one claim has it."""
    words = quantity.span.of(claimed.text)
    thing = Thing(name=words, type=QUANTITY, own=f"{claimed.claim.id} {quantity.span.start}")
    return Mention(thing=thing, claimed=claimed, pieces=(quantity.span,), quantity=quantity)


def proposition(claimed: Claimed) -> Mention:
    """What is claimed, in the words of the text."""
    thing = Thing(name=claimed.quote, type=PROPOSITION, own=claimed.claim.id)
    return Mention(thing=thing, claimed=claimed, pieces=claimed.claim.content)


def _referent(claimed: Claimed, called: str, kind: ReferentKind) -> Thing:
    own = "" if kind in ACROSS_REPORTS else claimed.report.id if kind in WITHIN_REPORT else claimed.claim.id
    return Thing(name=called, type=kind.value, own=own)


def entities(mentions: Iterable[Mention]) -> Iterator[Node]:
    """Each thing with its type, its cluster and where it is named, in the order in which they are first met."""
    met: dict[str, list[Mention]] = {}
    for mention in mentions:
        met.setdefault(mention.thing.id, []).append(mention)
    for found in met.values():
        yield from _entity(found)


def _entity(mentions: list[Mention]) -> Iterator[Node]:
    first, named = mentions[0], [one for one in mentions if one.pieces]
    thing = first.thing
    places = [justified(one.claimed, one.pieces) for one in named]
    yield Node(
        thing.iri,
        all_of(
            [("a", "aida:Entity"), ("aida:handle", text(thing.name))],
            [(VALUED.get(thing.type, NAMED)[0], text(thing.name))],
            several("aida:justifiedBy", places),
            several(
                "aida:informativeJustification", [justified(named[0].claimed, named[0].pieces[:1])] if named else []
            ),
            [private(_bounds(first.quantity))] if first.quantity else [],
            [("aida:system", SYSTEM)],
        ),
    )
    why = [confidence(first.claimed), *several("aida:justifiedBy", places[:1])]
    yield typing(thing.iri, name(ENTITY, thing.type), why)
    yield from clustered(thing.iri, thing.id, thing.name)


def _bounds(quantity: Quantity) -> Record:
    return {
        "low": number(quantity.low),
        "best": number(quantity.best),
        "high": number(quantity.high),
        "comparator": quantity.comparator.value,
        "scope": quantity.scope.value,
    }


def typing(subject: str, type_: str, more: Iterable[tuple[str, str]]) -> Node:
    """The statement that something is of a type."""
    facts = (("rdf:subject", subject), ("rdf:predicate", "rdf:type"), ("rdf:object", type_))
    return Node("[]", all_of([("a", "rdf:Statement")], facts, more, [("aida:system", SYSTEM)]))


def cluster(ident: str) -> str:
    """The cluster of what has that id."""
    return name("cluster", ident)


def clustered(subject: str, ident: str, handle: str) -> Iterator[Node]:
    """The cluster of something, with it alone in it: what is the same has one node in a file already."""
    yield Node(
        cluster(ident),
        (
            ("a", "aida:SameAsCluster"),
            ("aida:prototype", subject),
            ("aida:handle", text(handle)),
            ("aida:system", SYSTEM),
        ),
    )
    belongs = (("aida:cluster", cluster(ident)), ("aida:clusterMember", subject), certain(1.0))
    yield Node("[]", all_of([("a", "aida:ClusterMembership")], belongs, [("aida:system", SYSTEM)]))
