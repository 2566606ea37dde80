"""Who speaks in a case, in counts and with no grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.export.records import Record
from sayso.nouns import Claimed, Link, Question


@dataclass(slots=True)
class Tally:
    """What one voice has said in a case: the ids of claims, reports, outlets and questions, and how they stand."""

    name: str
    claims: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    relays: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    agreed: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def tallies(
    claims: Iterable[Claimed], links: Iterable[Link], asked: Iterable[Question], names: Mapping[str, str]
) -> list[Tally]:
    """One tally for each voice, those with most claims first; the outlets' own words are nobody's."""
    found: dict[str, Tally] = {}
    owner: dict[str, Tally] = {}
    for claimed in claims:
        voice = claimed.claim.voice
        if voice is None:
            continue
        name = names.get(claimed.claim.id, voice.name)
        spelled = name.replace("’", "'").casefold()  # one name with either apostrophe, in capitals or not
        tally = owner[claimed.claim.id] = found.setdefault(spelled, Tally(name))
        tally.claims.add(claimed.claim.id)
        tally.outlets.add(claimed.report.outlet or claimed.report.label)
        tally.relays |= {relay.name for relay in claimed.claim.via}
    for question in asked:
        for claim in (claim for answer in question.answers for claim in answer.claims):
            if claim in owner:
                owner[claim].questions.add(question.id)
    for link in links:
        for one, other in ((link.a, link.b), (link.b, link.a)):
            _count(owner, link.relation.value, one, other)
    return sorted(found.values(), key=lambda tally: (-len(tally.claims), tally.name))


def _count(owner: Mapping[str, Tally], relation: str, one: str, other: str) -> None:
    mine, theirs = owner.get(one), owner.get(other)
    if mine is None:
        return
    if relation == "supersedes" and mine is theirs:
        mine.changed.add(one)
    elif relation == "disputes" and mine is not theirs:
        mine.disputed.add(one)
    elif relation in {"agrees", "refines"} and mine is not theirs:
        mine.agreed.add(one)


def tally_record(tally: Tally) -> Record:
    """The record of `voices --json`: names and counts."""
    return {
        "name": tally.name,
        "claims": len(tally.claims),
        "questions": len(tally.questions),
        "outlets": [*sorted(tally.outlets)],
        "relays": [*sorted(tally.relays)],
        "agreed": len(tally.agreed),
        "disputed": len(tally.disputed),
        "changed": len(tally.changed),
    }
