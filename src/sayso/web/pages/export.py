"""What can be taken along: the case and one question as files, a claim as a citation."""

from enum import StrEnum

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from sayso.export import Format, export
from sayso.export.cite import Citation, bibtex, citation, csl, plain
from sayso.export.lines import line_record
from sayso.export.table import question_table
from sayso.export.text import dumps
from sayso.ledger import Ledger, browse_claims
from sayso.web.acting import READER
from sayso.web.api.answering import places_in
from sayso.web.api.questions import asked
from sayso.web.case import Case, found
from sayso.web.heavy import alone
from sayso.web.rendering import page
from sayso.web.state import SAME, Told
from sayso.web.views.claims import line

router = APIRouter(include_in_schema=False, route_class=Told, dependencies=[READER, SAME])

MEDIA = {Format.JSON: "application/json", Format.JSONL: "application/x-ndjson", Format.CSV: "text/csv; charset=utf-8"}


class QuestionFormat(StrEnum):
    """As what a question can be taken along, besides the JSON of the API."""

    JSONL = "jsonl"
    CSV = "csv"


@router.get("/export/case.{form}")
def case_file(request: Request, case: Case, form: Format) -> Response:
    """The whole case: what `sayso export` writes."""
    with alone(request):
        return _file(export(case, form), form, "case")


@router.get("/q/{ident}/export.{form}")
def question_file(case: Case, ident: str, form: QuestionFormat) -> Response:
    """The answers to a question with the claims behind them, a row or a line of JSON each."""
    question = asked(case, ident)
    inside = [claim for answer in question.answers for claim in answer.claims]
    beside = case.look(browse_claims.claims, inside)
    if form is QuestionFormat.CSV:
        names = {claim: known.name for claim, known in beside.names.items()}
        written = question_table(question, beside.claimed, names)
    else:
        places = places_in(case, inside)
        chosen = [beside.claimed[claim] for claim in dict.fromkeys(inside) if claim in beside.claimed]
        written = "".join(
            f"{dumps(line_record(one, places.get(one.claim.id, ()), review=beside.reviews.get(one.claim.id)))}\n"
            for one in chosen
        )
    return _file(written.encode("utf-8", "backslashreplace"), Format(form.value), question.id)


@router.get("/c/{ident}/cite")
def cite_page(request: Request, case: Case, ident: str) -> Response:
    """A claim as a citation, in three forms."""
    whole = found(case, "claim", ident)
    beside = case.look(browse_claims.claims, (whole,))
    cited = _cited(case, whole)
    forms = (
        ("Plain text", "txt", plain(cited)),
        ("BibTeX", "bib", bibtex(cited)),
        ("CSL-JSON", "json", dumps([csl(cited)], indent=2)),
    )
    return page(request, case, "cite.html", claim=line(beside.claimed[whole], beside), forms=forms)


@router.get("/c/{ident}/cite.txt")
def cite_plain(case: Case, ident: str) -> Response:
    """The citation as one paragraph."""
    return PlainTextResponse(_bytes(plain(_cited(case, ident))))


@router.get("/c/{ident}/cite.bib")
def cite_bibtex(case: Case, ident: str) -> Response:
    """The citation as an entry for biblatex."""
    return Response(_bytes(bibtex(_cited(case, ident))), media_type="application/x-bibtex; charset=utf-8")


@router.get("/c/{ident}/cite.json")
def cite_csl(case: Case, ident: str) -> Response:
    """The citation as CSL-JSON."""
    return Response(dumps([csl(_cited(case, ident))]).encode(), media_type="application/vnd.citationstyles.csl+json")


def _cited(case: Ledger, ident: str) -> Citation:
    whole = found(case, "claim", ident)
    beside = case.look(browse_claims.claims, (whole,))
    one, known = beside.claimed[whole], beside.names.get(whole)
    return citation(one, name=known.name if known else None, read=beside.read_at.get(one.report.id))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _file(data: bytes, form: Format, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    return Response(data, media_type=MEDIA[form], headers=headers)
