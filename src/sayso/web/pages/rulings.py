"""`/rulings`: all that people have ruled; `/review/question/{id}`, `/review/names`: rulings on questions, on voices."""

from collections.abc import Collection, Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFound
from sayso.ledger import Ledger, browse, browse_claims, browse_rulings
from sayso.ledger.browse import Page
from sayso.nouns import Claimed, RulingKind
from sayso.nouns.flag import pattern
from sayso.review import holding
from sayso.web.acting import READER
from sayso.web.case import Case, found
from sayso.web.pages.review import history
from sayso.web.rendering import page
from sayso.web.signer import signer
from sayso.web.views.case import pager
from sayso.web.views.claims import lines
from sayso.web.views.rulings import RulingLine, ruling_lines

router = APIRouter(include_in_schema=False, dependencies=[READER])

LISTED = 50
"""Rulings on one page."""
MOST = 200
"""Claims of a question that are listed to be ruled on."""

OF_QUESTIONS = frozenset({RulingKind.QUESTION, RulingKind.RELATION, RulingKind.WORDING, RulingKind.RELEASE})
"""Rulings that are told with a question."""

Words = Annotated[str, Query(max_length=200)]


@router.get("/rulings")
def rulings_page(
    request: Request,
    case: Case,
    *,
    by: Words = "",
    done: Words = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """All rulings, the latest first, withdrawn and replaced ones with the others; `by` is one person."""
    part = Page(limit=LISTED, offset=(number - 1) * LISTED)
    listed = case.look(browse_rulings.newest, part, by.strip() or None)
    held = holding(case.look(browse_rulings.bearing, listed.found))
    undone = case.look(browse_rulings.withdrawn, [one.id for one in listed.found])
    return page(
        request,
        case,
        "rulings.html",
        rulings=ruling_lines(listed.found, held, undone),
        pager=pager(part, listed.total),
        who=by,
        by=signer(request),
        done=done,
    )


@router.get("/review/question/{ident}")
def question_review(request: Request, case: Case, ident: str, *, claim: Words = "", done: Words = "") -> Response:
    """What may be ruled on a question: its wording, which claims belong to it, which do not."""
    try:
        whole = found(case, "question", ident)
    except NotFound:
        return RedirectResponse(_instead(case, claim), status_code=303)
    if whole != ident:
        return RedirectResponse(f"/review/question/{whole}")
    question = case.look(browse.question, ident)
    if question is None:
        raise NotFound(f"no question {ident!r} in this ledger")
    idents = [one for answer in question.answers for one in answer.claims][:MOST]
    beside = case.look(browse_claims.claims, idents)
    made = case.look(browse_rulings.ruling, done) if done else None
    return page(
        request,
        case,
        "review_question.html",
        question=question,
        answers=[(answer.value, lines(beside, answer.claims)) for answer in question.answers],
        left=max(0, sum(len(answer.claims) for answer in question.answers) - MOST),
        history=question_history(case, beside.claimed.values()),
        by=signer(request),
        made=ruling_lines((made,))[0] if made else None,
    )


def _instead(case: Ledger, claim: str) -> str:
    """Where to go when a question is no more: to the one that the claim answers now, else to the claim.

    Raises:
        NotFound: there is no such claim either.
    """
    whole = found(case, "claim", claim) if claim else ""
    if not whole:
        raise NotFound("this question is no more what it was; its claims may answer another one now")
    asked = case.look(browse_claims.asked, (whole,)).get(whole, ())
    return f"/review/question/{asked[0].question}" if asked else f"/c/{whole}"


def question_history(case: Ledger, claimed: Iterable[Claimed]) -> tuple[RulingLine, ...]:
    """What people have ruled on which claims belong to a question and on its wording, oldest first."""
    return _history(
        case, tuple(claimed), {RulingKind.QUESTION, RulingKind.RELATION, RulingKind.WORDING, RulingKind.RELEASE}
    )


def claim_history(case: Ledger, claimed: Claimed) -> tuple[RulingLine, ...]:
    """All that people have ruled on one claim, oldest first."""
    return _history(case, (claimed,), tuple(RulingKind))


def _history(case: Ledger, claimed: tuple[Claimed, ...], kinds: Collection[RulingKind]) -> tuple[RulingLine, ...]:
    read = case.look(browse_rulings.as_read, {one.claim.id for one in claimed}).claimed.values()
    places = {(one.claim.report, one.claim.layer, one.claim.content) for one in read}
    every = case.look(browse_rulings.about, {one.report.id for one in claimed})
    here = [one for one in every if one.kind in kinds and any(places.intersection(at) for at in one.places())]
    idents = {one.id for one in here}
    return history(every, [one for one in every if one.id in idents or one.undoes in idents])


@router.get("/review/names")
def names_page(request: Request, case: Case, *, a: Words = "", b: Words = "", done: Words = "") -> Response:
    """Whether two names are those of one voice; with what was ruled on either."""
    names = [name.strip() for name in (a, b) if name.strip()]
    every = case.look(browse_rulings.on_names, names) if names else ()
    made = case.look(browse_rulings.ruling, done) if done else None
    return page(
        request,
        case,
        "review_names.html",
        a=a.strip(),
        b=b.strip(),
        voices=case.look(browse.voices, Page(limit=200)).found,
        history=history(every, list(every)),
        by=signer(request),
        made=ruling_lines((made,))[0] if made else None,
    )


def flag_history(case: Ledger, *, report: str | None = None, name: str | None = None) -> tuple[RulingLine, ...]:
    """The flags on a whole report or on a name, with those that were withdrawn, oldest first."""
    every = case.look(browse_rulings.rulings_of, (RulingKind.FLAG,))
    shown = [
        one
        for one in every
        if one.kind is RulingKind.FLAG
        and (
            (
                report is not None
                and len(one.claims) > 0
                and all(
                    anchor.report == report and anchor.voice is None and anchor.content[0].start == 0
                    for anchor in one.claims
                )
            )
            or (name is not None and any(pattern(flagged).fullmatch(name) for flagged in one.names))
        )
    ]
    return history(every, shown)
