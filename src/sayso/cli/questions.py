"""`sayso questions`: all questions of a case, one line each."""

import click

from sayso.cli.frame import Verb

STATES = ("disputed", "superseded", "retracted", "agreed", "stands-alone")


@click.command(cls=Verb)
@click.option("--state", type=click.Choice(STATES), help="Only questions that stand so.")
@click.option("--grep", metavar="WORDS", help="Only questions with these characters in their wording.")
def questions(ledger: str, *, as_json: bool, state: str | None, grep: str | None) -> None:
    """List the questions: how each stands, its answers, and on how many origins they rest."""
    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.render_questions import questions_table
    from sayso.cli.words import count
    from sayso.export.ordering import in_order
    from sayso.export.records import question_record
    from sayso.nouns import release_of

    with opened(ledger) as case:
        found, published = case.questions(), case.published()
        claims = {claimed.claim.id: claimed for claimed in case.claims()}
    wanted_state = {"stands-alone": "single_source"}.get(state or "", state)
    wanted = [
        question
        for question in in_order(found, claims)
        if (wanted_state is None or question.state.value == wanted_state)
        and (grep is None or grep.casefold() in question.wording.casefold())
    ]
    if as_json:
        records = [question_record(question, release_of(question, published)) for question in wanted]
        print_json({"schema": "sayso/listed/1", "questions": records})
    elif wanted:
        out().print(questions_table(wanted, claims))
        talk().print(f"{count(len(wanted), 'question')} · next: sayso show ID, sayso timeline ID")
    else:
        talk().print(f"no such question among {count(len(found), 'question')}")
