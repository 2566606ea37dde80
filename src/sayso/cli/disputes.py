"""`sayso disputes`: the open questions, their answers side by side."""

from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from sayso.export.records import Record
    from sayso.ledger import Ledger
    from sayso.nouns import Question

SHOWN = 20
"""Questions that a terminal shows at once, unless it is told to show more."""


@click.command(cls=Verb)
@click.option("--all", "every", is_flag=True, help="All questions, not only the disputed ones.")
@click.option(
    "--why",
    "aloud",
    is_flag=True,
    help="Each dispute in sentences: both quotes, why both cannot hold, what is not known.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if any question is disputed.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help=f"Show so many questions, 0 for all of them.  [default: {SHOWN}; all with --json]",
)
@click.option("--offset", type=click.IntRange(0), metavar="N", default=0, help="Leave out so many questions first.")
@click.pass_context
def disputes(
    ctx: click.Context,
    ledger: str,
    *,
    as_json: bool,
    every: bool,
    aloud: bool,
    exit_code: bool,
    limit: int | None,
    offset: int,
) -> None:
    """Show what is disputed, answers side by side.

    Each disputed question with its answers in the order in which they were first reported, each with quote, voice,
    outlet and date, then why they dispute one another.
    """
    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.words import count, in_state
    from sayso.export.ordering import ORDER
    from sayso.ledger import browse
    from sayso.nouns import State

    most = limit if limit is not None else 0 if as_json else SHOWN
    console = out()
    with opened(ledger) as case, case.reading():
        counts = case.look(browse.counts)
        number = counts.states
        total = sum(number.values()) if every else number[State.DISPUTED]
        part = browse.Page(limit=most or total, offset=offset)
        wanted = case.look(browse.questions_in_states, ORDER if every else (State.DISPUTED,), part)
        documents = _documents(case, wanted) if as_json else ()
        blocks = () if as_json else _aloud(case, wanted) if aloud else _blocks(case, wanted, console.width)
        fresh = case.compared()
    if as_json:
        print_json(
            {
                "schema": "sayso/questions/1",
                "questions": documents,
                "states": {state.value: number[state] for state in ORDER},
            }
        )
    else:
        for block in blocks:
            console.print(block)
        others = [in_state(number[state], state) for state in ORDER if number[state] and state is not State.DISPUTED]
        head = f"{count(number[State.DISPUTED], 'question')} disputed in {count(counts.reports, 'report')} read"
        more = f"; also {', '.join(others)}{'' if every else ' (sayso disputes --all)'}" if others else ""
        talk().print(head + more)
    if len(wanted) < total:
        first, last = offset + 1, offset + len(wanted)
        these = f"shown are {first:,} to {last:,}" if wanted else "none is shown"
        talk().print(f"{these} of {total:,} (--offset {last} goes on, --limit 0 shows all)")
    if not fresh:
        talk().print("reading was interrupted, so the questions lack some reports; `sayso reread` takes them in")
    if exit_code and number[State.DISPUTED]:
        ctx.exit(Exit.FOUND)


def _documents(case: "Ledger", questions: "Sequence[Question]") -> "Sequence[Record]":
    from sayso.cli.case import behind

    beside = behind(case, questions)
    return [beside.document(question) for question in questions]


def _aloud(case: "Ledger", questions: "Sequence[Question]") -> "Sequence[RenderableType]":
    from sayso.cli.case import behind
    from sayso.cli.render_why import why_block

    beside = behind(case, questions)
    return [why_block(question, beside.claims, beside.links) for question in questions]


def _blocks(case: "Ledger", questions: "Sequence[Question]", width: int) -> "Sequence[RenderableType]":
    from sayso.cli.glance import glance
    from sayso.cli.render_questions import question_block

    seen = glance(case, questions)
    return [question_block(question, seen.claims, seen.told[question.id], width=width) for question in questions]
