"""`sayso show`: one report, claim or question with everything known of it."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from rich.console import RenderableType

    from sayso.export.records import Record
    from sayso.ledger import Ledger
    from sayso.nouns import Claimed, Question, Report


@click.command(cls=Verb)
@click.argument("ident", metavar="ID")
def show(ledger: str, ident: str, *, as_json: bool) -> None:
    """Show one report, claim or question.

    ID is its id or the beginning of it; for a report its label will do.
    """
    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json
    from sayso.nouns import Claimed, Report

    console = out()
    with opened(ledger) as case:
        found = case.find(ident)
        if isinstance(found, Report):
            document, entry = _report(case, found)
        elif isinstance(found, Claimed):
            document, entry = _claim(case, found, marked=console.color_system is None)
        else:
            document, entry = _question(case, found, width=console.width)
    if as_json:
        print_json(document)
    else:
        console.print(entry)


def _report(case: "Ledger", report: "Report") -> "tuple[Record, RenderableType]":
    from sayso.cli.render_entries import report_entry
    from sayso.export.documents import report_document
    from sayso.export.dossier import in_text_order, places_of
    from sayso.export.notes import notes

    claims = in_text_order(case.claims(report=report.id))
    places = places_of(case.questions())
    readings = len(case.readings(report.id))
    return report_document(report, claims, places, notes(case, claims)), report_entry(report, claims, places, readings)


def _claim(case: "Ledger", claimed: "Claimed", *, marked: bool) -> "tuple[Record, RenderableType]":
    from sayso.cli.case import claims_of
    from sayso.cli.render_entries import claim_entry
    from sayso.export.documents import claim_document
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes
    from sayso.nouns import UNSEEN

    links = case.links(claimed.claim.id)
    places = places_of(case.questions()).get(claimed.claim.id, ())
    others = claims_of(case, (claim for link in links for claim in (link.a, link.b)))
    review = case.reviews().get(claimed.claim.id, UNSEEN)
    noted = notes(case, (claimed,))
    entry = claim_entry(claimed, places, links, others, (review, noted), marked=marked)
    return claim_document(claimed, places, links, review, noted), entry


def _question(case: "Ledger", question: "Question", *, width: int) -> "tuple[Record, RenderableType]":
    from rich.console import Group
    from rich.text import Text

    from sayso.cli.case import claims_of
    from sayso.cli.render_questions import question_block
    from sayso.cli.render_reasons import told
    from sayso.cli.words import signed
    from sayso.export.documents import question_document
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes
    from sayso.nouns import release_of

    inside = [claim for answer in question.answers for claim in answer.claims]
    claims, links = claims_of(case, inside), case.links(*inside)
    release = release_of(question, case.published())
    document = question_document(
        question, claims, places_of(case.questions()), links, notes(case, claims.values()), release
    )
    block = question_block(question, claims, told(question, links, whole=True), width=width, whole=True)
    return document, Group(block, Text(signed("published", release))) if release else block
