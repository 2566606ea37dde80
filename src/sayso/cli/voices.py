"""`sayso voices`: who speaks in a case, in counts and with no grade."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.table import Table

    from sayso.export.records import Json
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


@click.command(cls=Verb)
@click.option("--grep", metavar="NAME", help="Only voices whose name has these characters.")
def voices(ledger: str, *, as_json: bool, grep: str | None) -> None:
    """List who speaks: how much, through which outlets and relays, who agrees, who disputes, what it changed itself.

    Counts only, and no grade: to be disputed often is to be asked often.
    """
    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.words import count
    from sayso.compare import canonical

    with opened(ledger) as case:
        claims, links = case.claims(), case.links()
        names = {claim: one.name for claim, one in canonical(claims, links, case.rulings()).items()}
        found = tallies(claims, links, case.questions(), names)
    wanted = [tally for tally in found if grep is None or grep.casefold() in tally.name.casefold()]
    if as_json:
        print_json({"schema": "sayso/voices/1", "voices": [_record(tally) for tally in wanted]})
    elif wanted:
        out().print(_table(wanted))
        talk().print(f"{count(len(wanted), 'voice')} · next: sayso claims --voice NAME")
    else:
        talk().print(f"no such voice among {count(len(found), 'voice')}")


def tallies(
    claims: "Iterable[Claimed]", links: "Iterable[Link]", asked: "Iterable[Question]", names: "Mapping[str, str]"
) -> "list[Tally]":
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


def _count(owner: "Mapping[str, Tally]", relation: str, one: str, other: str) -> None:
    mine, theirs = owner.get(one), owner.get(other)
    if mine is None:
        return
    if relation == "supersedes" and mine is theirs:
        mine.changed.add(one)
    elif relation == "disputes" and mine is not theirs:
        mine.disputed.add(one)
    elif relation in {"agrees", "refines"} and mine is not theirs:
        mine.agreed.add(one)


def _record(tally: Tally) -> "dict[str, Json]":
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


def _table(listed: "Sequence[Tally]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.display import shown

    table = Table(box=None, pad_edge=False)
    table.add_column("voice", overflow="fold")
    for name in ("claims", "questions", "outlets", "agreed", "disputed", "changed"):
        table.add_column(name, justify="right")
    table.add_column("relayed by", overflow="fold")
    for tally in listed:
        table.add_row(
            Text(shown(tally.name)),
            *(
                str(len(of))
                for of in (tally.claims, tally.questions, tally.outlets, tally.agreed, tally.disputed, tally.changed)
            ),
            Text(", ".join(map(shown, sorted(tally.relays)))),
        )
    return table
