"""What people have ruled, brought to the claims of the current readings.

A ruling names a place in a text, not a row: it holds for whatever reading has a claim with exactly that content. Where
no reading has one any more, nothing is guessed and the ruling goes back to be looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.compare.agreement import standing, waiting
from sayso.compare.corrected import corrected
from sayso.compare.names import normal
from sayso.nouns import (
    Anchor,
    Claim,
    Claimed,
    Link,
    Place,
    Reason,
    Relation,
    Ruling,
    RulingKind,
    content_id,
)

Pair = frozenset[str]
Decide = Callable[[Sequence[Claimed], Sequence[Claimed]], Sequence[Link]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """What people have said of which claims belong together, by claim ids.

    `joined` answer one question and `parted` do not; what is parted stays apart whatever else would join it. `left_out`
    were rejected and answer nothing. `wordings` has a person's words for the question that a claim answers. `strangers`
    are pairs of names, normalised, that are not one voice however alike they look.
    """

    joined: tuple[tuple[str, str], ...] = ()
    parted: frozenset[Pair] = frozenset()
    left_out: frozenset[str] = frozenset()
    wordings: Mapping[str, str] = field(default_factory=dict)
    strangers: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """A ruling that no claim of the current readings fits, with the claims that stand where it stood."""

    ruling: Ruling
    anchor: Anchor
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The claims and links of a case as people have left them, the bonds between claims, and what went astray.

    `corrected` are claims that a person has corrected, by id; `reviews` has the ruling on each claim that has one, and
    `waiting` what people said of each that two must agree on and do not yet.
    """

    claims: tuple[Claimed, ...]
    links: tuple[Link, ...]
    bonds: Bonds
    corrected: Mapping[str, Claim]
    reviews: Mapping[str, Ruling]
    waiting: Mapping[str, tuple[Ruling, ...]]
    astray: tuple[Astray, ...]


def apply(claimed: Sequence[Claimed], links: Sequence[Link], rulings: Iterable[Ruling], decide: Decide) -> Ruled:
    """What the rulings make of the claims as they were read and of the links that were decided between them.

    The links of a claim whose voice or act a person has changed are decided anew by `decide`, since whose say-so it is
    bears on them. A person's relation stands in for the machine's.
    """
    listed = tuple(rulings)
    held = standing(listed)
    found = _Found.of(claimed, held)
    put_right = {
        ident: corrected(found.claims[ident].claim, one)
        for ident, one in found.reviews.items()
        if one.decision == "correct"
    }
    shown = tuple(replace(one, claim=put_right.get(one.claim.id, one.claim)) for one in claimed)
    compared = _renamed(shown, held)
    changed = {new.claim.id for old, new in zip(claimed, compared, strict=True) if old.claim != new.claim}
    kept = [link for link in links if not {link.a, link.b} & changed]
    if changed:
        fresh = [one for one in compared if one.claim.id in changed]
        kept += decide(fresh, [one for one in compared if one.claim.id not in changed])
    unlike = strangers(held)
    return Ruled(
        claims=compared,
        links=_linked(_told_apart(kept, compared, unlike), found),
        bonds=replace(found.bonds(), strangers=unlike),
        corrected=put_right,
        reviews=found.reviews,
        waiting=_waiting(claimed, listed),
        astray=tuple(found.astray),
    )


def _waiting(claimed: Sequence[Claimed], rulings: Sequence[Ruling]) -> dict[str, tuple[Ruling, ...]]:
    """By claim: what people said of it, where two must agree and do not yet."""
    said = {opinions[-1].id: opinions for opinions in waiting(rulings)}
    found = _Found.of(claimed, [opinions[-1] for opinions in said.values()]).reviews if said else {}
    return {claim: said[last.id] for claim, last in found.items()}


def strangers(rulings: Iterable[Ruling]) -> frozenset[Pair]:
    """The pairs of names, normalised, that a person has said to be two voices."""
    held = (one for one in standing(rulings) if one.kind is RulingKind.REFERENT and one.decision == "different")
    return frozenset(frozenset(map(normal, one.names)) for one in held)


def _told_apart(links: Iterable[Link], claimed: Iterable[Claimed], unlike: frozenset[Pair]) -> Iterator[Link]:
    """The links; what was held for one voice said twice is agreement where a person knows that there are two."""
    if not unlike:
        yield from links
        return
    voices = {one.claim.id: normal(one.claim.voice.name) for one in claimed if one.claim.voice is not None}
    for link in links:
        two = frozenset((voices.get(link.a, ""), voices.get(link.b, ""))) in unlike
        yield replace(link, relation=Relation.AGREES) if two and link.relation is Relation.REPEATS else link


@dataclass(slots=True)
class _Found:
    """The claims that each ruling is about."""

    claims: Mapping[str, Claimed]
    reviews: dict[str, Ruling] = field(default_factory=dict)
    pairs: list[tuple[Ruling, str, str]] = field(default_factory=list)
    wordings: dict[str, str] = field(default_factory=dict)
    astray: list[Astray] = field(default_factory=list)

    @classmethod
    def of(cls, claimed: Sequence[Claimed], rulings: Iterable[Ruling]) -> "_Found":
        found = cls({one.claim.id: one for one in claimed})
        at: dict[Place, list[Claim]] = defaultdict(list)
        in_layer: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for one in claimed:
            claim = one.claim
            at[(claim.report, claim.layer, claim.content)].append(claim)
            in_layer[(claim.report, claim.layer)].append(claim)
        for ruling in rulings:
            if ruling.kind is RulingKind.FLAG:  # it holds for whatever stands there, and bears on nothing compared
                continue
            places = zip(ruling.claims, ruling.places(), strict=True)
            idents = [_claim_at(anchor, stood, ruling, at) for anchor, stood in places]
            for anchor, ident in zip(ruling.claims, idents, strict=True):
                if ident is None:
                    near = tuple(c.id for c in in_layer[(anchor.report, anchor.layer)] if _overlap(c, anchor))
                    found.astray.append(Astray(ruling=ruling, anchor=anchor, near=near))
            known = [ident for ident in idents[1:] if ident is not None]
            if idents and idents[0] is not None:
                found._take(ruling, idents[0], known)
        return found

    def _take(self, ruling: Ruling, first: str, others: Sequence[str]) -> None:
        match ruling.kind:
            case RulingKind.READING:
                self.reviews[first] = ruling
            case RulingKind.QUESTION | RulingKind.RELATION:
                if ruling.decision != "unsure":
                    self.pairs += [(ruling, first, other) for other in others if other != first]
            case RulingKind.WORDING:
                self.wordings[first] = ruling.decision
            case _:
                pass

    def bonds(self) -> Bonds:
        """The claims that belong together and those that do not: of two rulings on a pair the later one tells."""
        together: dict[Pair, tuple[str, str]] = {}
        apart: set[Pair] = set()
        for ruling, a, b in self.pairs:
            pair = frozenset((a, b))
            together.pop(pair, None)
            apart.discard(pair)
            if ruling.decision in _APART:
                apart.add(pair)
            else:
                together[pair] = (a, b)
        return Bonds(
            joined=tuple(together.values()),
            parted=frozenset(apart),
            left_out=frozenset(ident for ident, one in self.reviews.items() if one.decision == "reject"),
            wordings=self.wordings,
        )


_APART = frozenset({"different", Relation.NOT_COMPARABLE.value})


def _claim_at(
    anchor: Anchor, places: Iterable[Place], ruling: Ruling, at: Mapping[Place, Sequence[Claim]]
) -> str | None:
    """The claim that stands in exactly one of these places, the first of them first; of several that of the same voice.

    To have accepted what was read holds for that voice alone: another reader's voice there has not been accepted.
    """
    there = next((at[place] for place in places if place in at), ())
    same = [claim for claim in there if (claim.voice.name if claim.voice else None) == anchor.voice]
    if same:
        return same[0].id
    accepted = ruling.kind is RulingKind.READING and ruling.decision == "accept"
    return there[0].id if len(there) == 1 and not accepted else None


def _overlap(claim: Claim, anchor: Anchor) -> bool:
    return any(one.start < other.end and other.start < one.end for one in claim.content for other in anchor.content)


def namesakes(rulings: Iterable[Ruling]) -> dict[str, tuple[str, Ruling]]:
    """For names, normalised, that a person has said to be those of one voice: the name given first, and the ruling."""
    found: dict[str, tuple[str, Ruling]] = {}
    for ruling in standing(rulings):
        if ruling.kind is RulingKind.REFERENT and ruling.decision == "same":
            first, *others = ruling.names
            kept = found[normal(first)][0] if normal(first) in found else first
            found |= {normal(other): (kept, ruling) for other in others if normal(other) != normal(kept)}
    return found


def _renamed(claimed: Sequence[Claimed], rulings: Iterable[Ruling]) -> tuple[Claimed, ...]:
    """The claims with one name for voices that a person has said to be one."""
    names = {name: kept for name, (kept, _) in namesakes(rulings).items()}
    if not names:
        return tuple(claimed)
    return tuple(_with_name(one, names) for one in claimed)


def _with_name(claimed: Claimed, names: Mapping[str, str]) -> Claimed:
    voice = claimed.claim.voice
    name = names.get(normal(voice.name)) if voice is not None else None
    if voice is None or name is None:
        return claimed
    return replace(claimed, claim=replace(claimed.claim, voice=replace(voice, name=name)))


def _linked(links: Iterable[Link], found: _Found) -> tuple[Link, ...]:
    """The links, with a person's relation in place of the machine's, and none between what a person has parted."""
    told: dict[Pair, Link | None] = {}
    for ruling, a, b in found.pairs:
        if ruling.kind is RulingKind.RELATION:
            told[frozenset((a, b))] = _by_person(ruling, a, b)
        elif ruling.decision in _APART:
            told[frozenset((a, b))] = None
    kept = {link.id: link for link in links if frozenset((link.a, link.b)) not in told}
    kept |= {link.id: link for link in told.values() if link is not None}
    return tuple(kept[ident] for ident in sorted(kept))


def _by_person(ruling: Ruling, a: str, b: str) -> Link:
    relation = Relation(ruling.decision)
    why = f": {ruling.why}" if ruling.why else "."
    words = f"{ruling.by} has ruled so on {ruling.at[:10]}{why}"
    if relation not in _DIRECTED:
        a, b = sorted((a, b))
    return Link(
        id=content_id("l", a, b, relation.value, "ruling", ruling.id),
        a=a,
        b=b,
        relation=relation,
        rule="ruling",
        reasons=(Reason(rule="ruling", words=words),),
    )


_DIRECTED = frozenset({Relation.REFINES, Relation.SUPERSEDES})
