"""`sayso timeline`: the answers to one question as they came."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.table import Table

    from sayso.export.clocks import Timed
    from sayso.nouns import Answer, Link, Question


@click.command(cls=Verb)
@click.argument("ident", metavar="QUESTION")
@click.option(
    "--by",
    type=click.Choice(["said", "published", "read"]),
    default="said",
    show_default=True,
    help="When it was said (published, where the report does not tell), published, or read by Sayso.",
)
def timeline(ledger: str, ident: str, by: str, *, as_json: bool) -> None:
    """Show the answers to a question in time.

    Each with its day, value, voice and outlet, and how it stands to the answers before it. Beside each day stands its
    clock: a late report may repeat an old word.
    """
    from sayso.cli.case import found_question, opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.words import count
    from sayso.export.clocks import Clock, in_time
    from sayso.export.documents import timeline_document
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes
    from sayso.ledger import browse_claims

    with opened(ledger) as case:
        question = found_question(case, ident)
        beside = case.look(browse_claims.claims, (claim for answer in question.answers for claim in answer.claims))
        links, noted = case.links(), notes(case, beside.claimed.values())
        places = places_of([question])
    ordered = in_time(question, beside.claimed, Clock(by), beside.read_at)
    if as_json:
        print_json(timeline_document(question, ordered, Clock(by), places, noted))
        return
    out().print(_table(question, ordered, links))
    undated = sum(one.at is None for one in ordered)
    talk().print(f"{count(len(ordered), 'claim')}{f', {undated} of unknown date' if undated else ''}")


def _table(question: "Question", ordered: "Sequence[Timed]", links: "Sequence[Link]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.display import shown
    from sayso.cli.words import heading, short, who

    answers = {claim: answer for answer in question.answers for claim in answer.claims}
    claims = {one.claimed.claim.id: one.claimed for one in ordered}
    table = Table(title=Text(shown(question.wording), style="bold"), title_justify="left", box=None, pad_edge=False)
    for name in ("when", "answer", "voice", "outlet", "to those before", "id"):
        table.add_column(name, overflow="fold")
    before: list[str] = []
    for one in ordered:
        claimed, when = one.claimed, f"{one.at.words} ({one.at.clock.value})" if one.at else "unknown"
        standing = _standing(claimed.claim.id, before, links, answers)
        table.add_row(
            when,
            Text(heading(answers[claimed.claim.id], claims)),
            Text(who(claimed.claim)),
            Text(shown(claimed.report.outlet or claimed.report.label)),
            standing,
            short(claimed.claim.id),
        )
        before.append(claimed.claim.id)
    return table


_WORDS = {
    "disputes": "disputes",
    "supersedes": "replaces",
    "refines": "refines",
    "agrees": "agrees with",
    "repeats": "repeats",
}
_TURNED = {"supersedes": "is replaced by", "refines": "is wider than"}


def _standing(claim: str, before: "Sequence[str]", links: "Sequence[Link]", answers: "Mapping[str, Answer]") -> str:
    """How a claim stands to those before it, strongest first, each relation once."""
    found: dict[str, set[str]] = {}
    for link in links:
        other = link.b if link.a == claim else link.a if link.b == claim else None
        if other is None or other not in before:
            continue
        words = _WORDS if link.a == claim else {**_WORDS, **_TURNED}
        name = words.get(link.relation.value)
        if name and other in answers:
            found.setdefault(name, set()).add(answers[other].value)
    order = (*_WORDS.values(), *_TURNED.values())
    return "; ".join(f"{name} {', '.join(sorted(found[name]))}" for name in order if name in found)
