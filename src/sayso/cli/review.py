"""`sayso review`: a person looks at what was read, and decides."""

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from collections.abc import Iterable, Sequence

    from sayso.export.records import Record
    from sayso.ledger import Ledger
    from sayso.nouns import Ruling
    from sayso.review import Applied, Decision, Item


@click.command(cls=Verb)
@click.option("--by", metavar="NAME", envvar="SAYSO_BY", show_envvar=True, help="Who decides. Every ruling is signed.")
@click.option(
    "--apply", "decisions", type=click.File(encoding="utf-8"), metavar="FILE", help="Decisions as JSON lines."
)
@click.option("--undo", metavar="RULING", help="Withdraw a ruling: its id or the beginning of it.")
@click.option("--log", "listed", is_flag=True, help="List all rulings, oldest first.")
@click.option("--only", type=click.Choice(["astray", "dispute", "claim"]), help="Only what is left of this kind.")
@click.option(
    "--two-people",
    type=click.Choice(["on", "off"]),
    help="Whether two people must agree before a claim is reviewed.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything is left to review.")
@click.pass_context
def review(
    ctx: click.Context,
    ledger: str,
    *,
    as_json: bool,
    by: str | None,
    decisions: Any,  # noqa: ANN401 - a text file, as click opens it
    undo: str | None,
    listed: bool,
    only: str | None,
    two_people: str | None,
    exit_code: bool,
) -> None:
    """Go through what no person has looked at, and decide.

    With --by NAME on a terminal, one thing after another with single keys. Else what is left is counted (--json lists
    it). What is decided stands beside what was read, survives reading anew, and is never deleted.
    """
    from sayso.cli.case import opened
    from sayso.cli.console import interactive, print_json, talk
    from sayso.review import queue

    if sum((decisions is not None, undo is not None, listed, two_people is not None)) > 1:
        raise click.UsageError("--apply, --undo, --log and --two-people are for one run each")
    with opened(ledger) as case:
        if listed:
            _log(case.rulings(), as_json=as_json)
            return
        given = _policy(two_people) if two_people else _undoing(undo) if undo is not None else None
        if decisions is not None or given is not None:
            code = _applied(case, decisions, given, by or "", as_json=as_json)
            _warn_open(case)
            ctx.exit(code)
        items = [item for item in queue(case, by) if only is None or item.left.value == only]
        if by and not as_json and interactive():
            from sayso.cli.reviewing import go_through

            go_through(case, items, by)
            items = [item for item in queue(case, by) if only is None or item.left.value == only]
        elif as_json:
            listed_ = [_item_record(item) for item in items]
            two = case.needs_two()
            print_json({"schema": "sayso/review/1", "left": _counted(items), "two_people": two, "items": listed_})
        else:
            talk().print(_left(items))
            _warn_open(case)
    if exit_code and items:
        ctx.exit(Exit.FOUND)


def _applied(
    case: "Ledger",
    lines: Any,  # noqa: ANN401 - a text file
    one: "Decision | None",
    by: str,
    *,
    as_json: bool,
) -> Exit:
    """Take the decisions of a file, or one."""
    from dataclasses import replace

    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.export.documents import applied_document
    from sayso.review import decisions_of, rule

    given, bad = decisions_of(lines or ()) if one is None else ((one,), ())
    done = rule(case, given, by=by)
    done = replace(done, refused=tuple(sorted((*bad, *done.refused), key=lambda refused: refused.line)))
    if as_json:
        print_json(applied_document(done))
    else:
        talk().print(summary(done))
        for refused in done.refused:
            where = "" if one is not None else f"line {refused.line}: "
            talk().print(f"{where}not taken: {shown(refused.reason)}")
    if not done.refused:
        return Exit.DONE
    return Exit.IN_PART if done.rulings or done.unchanged else Exit.USAGE


def _undoing(ruling: str) -> "Decision":
    from sayso.nouns import RulingKind
    from sayso.review import Decision

    return Decision(kind=RulingKind.UNDO, decision="undo", other=ruling)


def _policy(chosen: str) -> "Decision":
    from sayso.nouns import TWO_PEOPLE, RulingKind
    from sayso.review import Decision

    return Decision(kind=RulingKind.POLICY, decision=TWO_PEOPLE if chosen == "on" else "one person")


def _warn_open(case: "Ledger") -> None:
    """Tell where two people must agree and nothing proves that they are two."""
    from sayso.cli.console import talk
    from sayso.ledger import users

    if case.needs_two():
        known = "" if case.look(users.exist) else "; this ledger has no users: names that are typed prove nothing"
        talk().print(f"two people must agree on a claim{known}")


def summary(done: "Applied") -> str:
    """What was decided, in a line: `23 accept, 4 correct, 1 unsure; log entry 518`."""
    parts = [f"{number} {name}" for name, number in sorted(done.counted().items(), key=lambda one: (-one[1], one[0]))]
    if done.unchanged:
        parts.append(f"{done.unchanged} held already")
    said = ", ".join(parts) or "nothing decided"
    return f"{said}; log entry {done.entry}" if done.entry else said


def _counted(items: "Iterable[Item]") -> "Record":
    from collections import Counter

    return {name.value: number for name, number in sorted(Counter(item.left for item in items).items())}


def _left(items: "Sequence[Item]") -> str:
    """What is left, in words."""
    from sayso.cli.words import count

    number = _counted(items)
    nouns = {"astray": "ruling", "dispute": "dispute", "claim": "claim"}
    parts = [
        count(int(str(many)), nouns[name]) + (" astray" if name == "astray" else "") for name, many in number.items()
    ]
    if not parts:
        return "nothing left to review"
    return f"left to review: {', '.join(parts)} · next: sayso review --by NAME"


def _item_record(item: "Item") -> "Record":
    return {
        "left": item.left.value,
        "claims": [*item.claims],
        "question": item.question.id if item.question else None,
        "relation": item.link.relation.value if item.link else None,
        "reasons": [reason.words for reason in item.link.reasons] if item.link else [],
        "ruling": item.ruling.id if item.ruling else None,
    }


def _log(rulings: "Sequence[Ruling]", *, as_json: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count, short
    from sayso.compare import standing
    from sayso.export.documents import rulings_document

    holding = {one.id for one in standing(rulings)}
    if as_json:
        print_json(rulings_document(rulings))
        return
    table = Table(box=None, pad_edge=False)
    for name in ("when", "by", "ruling", "about", "why", "id"):
        table.add_column(name, overflow="fold")
    for ruling in rulings:
        style = "" if ruling.id in holding or ruling.undoes else "dim strike"
        cells = (ruling.at[:16], ruling.by, _words(ruling), about(ruling), ruling.why or "", short(ruling.id))
        table.add_row(*(Text(shown(cell), style=style) for cell in cells))
    if rulings:
        out().print(table)
    talk().print(f"{count(len(rulings), 'ruling')}, {len(holding)} of them hold")


def _words(ruling: "Ruling") -> str:
    from sayso.review import told

    return told(ruling)


def about(ruling: "Ruling") -> str:
    """What a ruling is about, in a few words."""
    if ruling.undoes:
        return ruling.undoes[:10]
    if ruling.names:
        return " / ".join(ruling.names)
    if ruling.decision not in {"accept", "correct", "reject", "unsure"} and ruling.kind.value == "wording":
        return ruling.decision
    return ", ".join(
        f"{anchor.voice or 'the report'} in {anchor.report[:10]}, {anchor.content[0].start}–{anchor.content[-1].end}"
        for anchor in ruling.claims
    )
