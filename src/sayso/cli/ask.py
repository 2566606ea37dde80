"""`sayso ask`: quotes and counts found for a question in words."""

import click

from sayso.cli.frame import Verb


@click.command(cls=Verb)
@click.argument("asked", metavar="WORDS...", nargs=-1, required=True)
def ask(ledger: str, asked: tuple[str, ...], *, as_json: bool) -> None:
    """Find quotes and counts for a question in words.

    WORDS are looked up in the questions and claims of the ledger. The answer is never prose.
    """
    from sayso.ask import ask as search
    from sayso.cli.case import behind, opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.render_claims import claims_table
    from sayso.cli.render_questions import question_block
    from sayso.cli.words import count
    from sayso.export.documents import claims_list, question_document
    from sayso.ledger import browse
    from sayso.nouns import release_of

    words = " ".join(asked)
    with opened(ledger) as case, case.reading():
        found = search(case, words)
        beside = behind(case, found.questions, found.claims, briefly=not as_json)
        reports = case.look(browse.counts).reports
    if as_json:
        print_json(
            {
                "schema": "sayso/found/1",
                "asked": words,
                "reports": reports,
                "questions": [
                    question_document(
                        question,
                        beside.claims,
                        beside.places,
                        beside.links,
                        beside.notes,
                        release_of(question, beside.published),
                    )
                    for question in found.questions
                ],
                "claims": claims_list(found.claims, beside.places, notes=beside.notes),
            }
        )
        return
    console = out()
    for question in found.questions:
        console.print(question_block(question, beside.claims, beside.links, width=console.width))
    if found.claims:
        console.print(claims_table(found.claims, beside.places))
    if found.questions or found.claims:
        head = f"{count(len(found.questions), 'question')} and {count(len(found.claims), 'further claim')}"
        talk().print(f"{head} found in {count(reports, 'report')} read")
    else:
        console.print(f"no statement found in {count(reports, 'report')} read")
