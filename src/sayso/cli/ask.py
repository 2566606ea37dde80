"""`sayso ask`: quotes and counts found for a question in words."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:
    from sayso.ask import Found
    from sayso.cli.case import Behind
    from sayso.export.records import Record


@click.command(cls=Verb)
@click.argument("asked", metavar="WORDS...", nargs=-1, required=True)
def ask(ledger: str, asked: tuple[str, ...], *, as_json: bool) -> None:
    """Find quotes and counts for a question in words.

    WORDS are looked up in the questions and claims of the ledger. The answer is never prose.
    """
    from sayso.ask import ask as search
    from sayso.cli.case import behind, opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.glance import glance
    from sayso.cli.render_claims import claims_table
    from sayso.cli.render_questions import question_block
    from sayso.cli.words import count
    from sayso.ledger import browse

    words = " ".join(asked)
    with opened(ledger) as case, case.reading():
        found = search(case, words)
        reports = case.look(browse.counts).reports
        if as_json:
            print_json(_document(words, reports, found, behind(case, found.questions, found.claims)))
            return
        seen = glance(case, found.questions, found.claims)
    console = out()
    for question in found.questions:
        console.print(question_block(question, seen.claims, seen.told[question.id], width=console.width))
    if found.claims:
        console.print(claims_table(found.claims, seen.places))
    if found.questions or found.claims:
        head = f"{count(len(found.questions), 'question')} and {count(len(found.claims), 'further claim')}"
        talk().print(f"{head} found in {count(reports, 'report')} read")
    else:
        console.print(f"no statement found in {count(reports, 'report')} read")


def _document(words: str, reports: int, found: "Found", beside: "Behind") -> "Record":
    from sayso.export.documents import claims_list

    return {
        "schema": "sayso/found/1",
        "asked": words,
        "reports": reports,
        "questions": [beside.document(question) for question in found.questions],
        "claims": claims_list(found.claims, beside.places, notes=beside.notes),
    }
