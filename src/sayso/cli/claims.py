"""`sayso claims`: who says what, where it stands."""

import click

from sayso.cli.frame import Verb


@click.command(cls=Verb)
@click.option("--voice", metavar="NAME", help="Only claims of a voice whose name has these characters.")
@click.option("--report", metavar="ID", help="Only claims of this report: its label, its id or the beginning of it.")
@click.option("--question", metavar="ID", help="Only claims that answer this question: its id or the beginning of it.")
@click.option("--grep", metavar="WORDS", help="Only claims with these characters in the quote.")
def claims(
    ledger: str, *, as_json: bool, voice: str | None, report: str | None, question: str | None, grep: str | None
) -> None:
    """List the claims: who says what, where it stands, with the quote."""
    from sayso.cli.case import found_question, found_report, opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.render_claims import claims_table
    from sayso.cli.words import count
    from sayso.export.documents import claims_list
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes

    with opened(ledger) as case:
        asked = found_question(case, question) if question else None
        of_report = found_report(case, report).id if report else None
        found = case.claims(report=of_report, voice=voice, text=grep)
        places, reviews, noted = places_of(case.questions()), case.reviews(), notes(case, found)
        read = len(case.reports())
    if asked:
        behind = {claim for answer in asked.answers for claim in answer.claims}
        found = tuple(claimed for claimed in found if claimed.claim.id in behind)
    if as_json:
        print_json({"schema": "sayso/claims/1", "claims": claims_list(found, places, reviews, noted)})
    elif found:
        out().print(claims_table(found, places, reviews))
        talk().print(f"{count(len(found), 'claim')} · next: sayso show ID, sayso disputes")
    else:
        talk().print(f"no such claim in {count(read, 'report')} read")
