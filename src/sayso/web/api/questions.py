"""`/api/v1/questions` and `/api/v1/questions/{id}`: what `sayso questions --json` and `sayso show --json` give."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from sayso.errors import NotFound
from sayso.export.documents import question_document
from sayso.export.dossier import places_of
from sayso.export.records import question_record
from sayso.ledger import browse, browse_claims
from sayso.nouns import QuestionKind, State
from sayso.web.acting import READER
from sayso.web.api.answering import ERRORS, JsonResponse, Limit, Offset
from sayso.web.case import Case, found
from sayso.web.pages.case import Order

router = APIRouter(prefix="/api/v1/questions", tags=["questions"], responses=ERRORS, dependencies=[READER])

Text = Annotated[str | None, Query(max_length=200)]


@router.get("", response_class=JsonResponse)
def listed(
    case: Case,
    *,
    state: Annotated[list[State] | None, Query(description="Only questions that stand so; may be given again.")] = None,
    kind: Annotated[QuestionKind | None, Query(description="Only questions that ask for this.")] = None,
    voice: Annotated[Text, Query(description="Only questions that this voice answers, by the case's name.")] = None,
    outlet: Annotated[Text, Query(description="Only questions that this outlet prints answers to.")] = None,
    text: Annotated[
        Text, Query(description="Only questions with these characters in their wording or answers.")
    ] = None,
    order: Annotated[Order, Query(description="By first report, last report (newest first) or wording.")] = "first",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """A part of the questions: the records of `sayso questions --json`, with the number of all that fit."""
    wanted = browse.Wanted(states=tuple(state or ()), kind=kind, voice=voice, outlet=outlet, text=text)
    part = case.look(browse.questions, wanted, browse.Page(limit=limit, offset=offset), order)
    return JsonResponse(
        {
            "schema": "sayso/listed/1",
            "questions": [question_record(question) for question in part.found],
            "total": part.total,
            "limit": limit,
            "offset": offset,
        }
    )


@router.get("/{ident}", response_class=JsonResponse)
def shown(case: Case, ident: Annotated[str, Path(description="The id, or its first characters.")]) -> Response:
    """One question with its claims and links: the document of `sayso show ID --json`."""
    question = case.look(browse.question, found(case, "question", ident))
    if question is None:
        raise NotFound(f"no question {ident!r} in this ledger")
    inside = [claim for answer in question.answers for claim in answer.claims]
    claims = case.look(browse_claims.claims, inside).claimed
    links = case.look(browse_claims.links, inside)
    others = {one.question for asked in case.look(browse_claims.asked, inside).values() for one in asked}
    every = [one for ident in sorted(others) if (one := case.look(browse.question, ident))]
    return JsonResponse(question_document(question, claims, places_of(every), links))
