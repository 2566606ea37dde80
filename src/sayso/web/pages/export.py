"""What can be taken along: the case and one question as files, a claim as a citation."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import PlainTextResponse, Response

from sayso.export import choose, format_named
from sayso.export.cite import Citation, bibtex, citation, csl, flat, plain, title_of
from sayso.export.text import dumps
from sayso.ledger import Ledger, browse_claims
from sayso.web.acting import READER, Who
from sayso.web.api.questions import asked
from sayso.web.case import UNCOVERED, Case, found
from sayso.web.covering import Cover
from sayso.web.heavy import alone
from sayso.web.rendering import page
from sayso.web.state import SAME, Told
from sayso.web.taking import allowed, file_of
from sayso.web.views.claims import line

router = APIRouter(include_in_schema=False, route_class=Told, dependencies=[READER, SAME])

Sensitive = Annotated[bool, Query(description="With what people have flagged as personal.")]


@router.get("/export/case.{form}", dependencies=[UNCOVERED])
def case_file(request: Request, case: Case, who: Who, form: str, *, sensitive: Sensitive = False) -> Response:
    """The whole case in the format of that name: what `sayso export` writes.

    Raises:
        HTTPException: 403, what is flagged as personal is wanted too, and the role is not enough for that.
    """
    allowed(who, sensitive=sensitive)
    kind = format_named(form)
    with alone(request):
        return file_of(kind, choose(case, sensitive=sensitive))


@router.get("/q/{ident}/export.{form}", dependencies=[UNCOVERED])
def question_file(case: Case, who: Who, ident: str, form: str, *, sensitive: Sensitive = False) -> Response:
    """The answers to a question with the claims behind them, in the format of that name.

    Raises:
        HTTPException: 403, what is flagged as personal is wanted too, and the role is not enough for that.
    """
    allowed(who, sensitive=sensitive)
    kind, question = format_named(form), asked(case, ident)
    return file_of(kind, choose(case, question=question.id, sensitive=sensitive))


@router.get("/c/{ident}/cite")
def cite_page(request: Request, case: Case, ident: str) -> Response:
    """A claim as a citation, in three forms."""
    whole = found(case, "claim", ident)
    beside = case.look(browse_claims.claims, (whole,))
    cited = _cited(request, case, whole)
    forms = (
        ("Plain text", "txt", plain(cited)),
        ("BibTeX", "bib", bibtex(cited)),
        ("CSL-JSON", "json", dumps([csl(cited)], indent=2)),
    )
    return page(request, case, "cite.html", claim=line(beside.claimed[whole], beside), forms=forms)


@router.get("/c/{ident}/cite.txt")
def cite_plain(request: Request, case: Case, ident: str) -> Response:
    """The citation as one paragraph."""
    return PlainTextResponse(_bytes(_told(request, plain(_cited(request, case, ident)))))


@router.get("/c/{ident}/cite.bib")
def cite_bibtex(request: Request, case: Case, ident: str) -> Response:
    """The citation as an entry for biblatex."""
    return Response(
        _bytes(_told(request, bibtex(_cited(request, case, ident)))), media_type="application/x-bibtex; charset=utf-8"
    )


@router.get("/c/{ident}/cite.json")
def cite_csl(request: Request, case: Case, ident: str) -> Response:
    """The citation as CSL-JSON."""
    return Response(
        _told(request, dumps([csl(_cited(request, case, ident))])).encode(),
        media_type="application/vnd.citationstyles.csl+json",
    )


def _cited(request: Request, case: Ledger, ident: str) -> Citation:
    whole = found(case, "claim", ident)
    beside = case.look(browse_claims.claims, (whole,))
    one, known = beside.claimed[whole], beside.names.get(whole)
    cited = citation(one, name=known.name if known else None, read=beside.read_at.get(one.report.id))
    title = title_of(one.report)
    return replace(  # what is covered is no text, so that a citation would leave it out without a word
        cited,
        quote=flat(_told(request, one.quote)),
        title=flat(_told(request, title)) if title else None,
    )


def _told(request: Request, text: str) -> str:
    """The citation with what is flagged covered, unless it is asked for openly."""
    cover: Cover | None = request.state.cover
    return text if cover is None else cover.text(text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
