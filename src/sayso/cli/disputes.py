"""`sayso disputes`: the open questions, their answers side by side."""

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb


@click.command(cls=Verb)
@click.option("--all", "every", is_flag=True, help="All questions, not only the disputed ones.")
@click.option(
    "--why",
    "aloud",
    is_flag=True,
    help="Each dispute in sentences: both quotes, why both cannot hold, what is not known.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if any question is disputed.")
@click.pass_context
def disputes(ctx: click.Context, ledger: str, *, as_json: bool, every: bool, aloud: bool, exit_code: bool) -> None:
    """Show what is disputed, answers side by side.

    Each disputed question with its answers in the order in which they were first reported, each with quote, voice,
    outlet and date, then why they dispute one another.
    """
    from collections import Counter

    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.render_questions import ORDER, in_order, question_block
    from sayso.cli.render_why import why_block
    from sayso.cli.words import count, in_state
    from sayso.export.documents import question_document
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes
    from sayso.nouns import State, release_of

    with opened(ledger) as case:
        questions = case.questions()
        claims = {claimed.claim.id: claimed for claimed in case.claims()}
        links, noted, published = case.links(), notes(case, claims.values()), case.published()
        reports = len(case.reports())
        fresh = case.compared()
    number = Counter(question.state for question in questions)
    wanted = in_order((q for q in questions if every or q.state is State.DISPUTED), claims)
    if as_json:
        places = places_of(questions)
        print_json(
            {
                "schema": "sayso/questions/1",
                "questions": [
                    question_document(question, claims, places, links, noted, release_of(question, published))
                    for question in wanted
                ],
                "states": {state.value: number[state] for state in ORDER},
            }
        )
    else:
        console = out()
        for question in wanted:
            if aloud:
                console.print(why_block(question, claims, links))
            else:
                console.print(question_block(question, claims, links, width=console.width))
        others = [in_state(number[state], state) for state in ORDER if number[state] and state is not State.DISPUTED]
        head = f"{count(number[State.DISPUTED], 'question')} disputed in {count(reports, 'report')} read"
        more = f"; also {', '.join(others)}{'' if every else ' (sayso disputes --all)'}" if others else ""
        talk().print(head + more)
    if not fresh:
        talk().print("reading was interrupted, so the questions lack some reports; `sayso reread` takes them in")
    if exit_code and number[State.DISPUTED]:
        ctx.exit(Exit.FOUND)
