"""`/api/v1/questions`: what `sayso questions`, `show`, `timeline` and `disputes` give as JSON."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from sayso.errors import NotFound
from sayso.export.clocks import Clock, in_time
from sayso.export.documents import question_document, timeline_document
from sayso.export.dossier import places_of
from sayso.export.notes import notes
from sayso.export.records import Record, question_record
from sayso.ledger import Ledger, browse, browse_claims
from sayso.nouns import Question, QuestionKind, State, release_of
from sayso.web.api.answering import (
    Few,
    JsonResponse,
    Limit,
    Offset,
    QuestionId,
    Text,
    answers,
    listing,
    part_of,
    places_in,
    router_of,
)
from sayso.web.case import Case, found
from sayso.web.views.case import Order

router = router_of("questions")
disputes = router_of("disputes")

Ordered = Annotated[Order, Query(description="By first report, last report (newest first) or wording.")]
Voice = Annotated[Text, Query(description="Only questions that this voice answers, by the case's name.")]
Outlet = Annotated[Text, Query(description="Only questions that this outlet prints answers to.")]
Words = Annotated[Text, Query(description="Only questions with these characters in their wording or answers.")]
Kind = Annotated[QuestionKind | None, Query(description="Only questions that ask for this.")]


@router.get("", responses=listing("sayso/listed/1", "A part of the questions.", "questions"))
def listed(
    request: Request,
    case: Case,
    *,
    state: Annotated[
        list[State] | None, Query(max_length=len(State), description="Only questions that stand so; may be repeated.")
    ] = None,
    kind: Kind = None,
    voice: Voice = None,
    outlet: Outlet = None,
    text: Words = None,
    order: Ordered = "first",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """A part of the questions: the records of `sayso questions --json`, with the number of all that fit."""
    wanted = browse.Wanted(states=tuple(state or ()), kind=kind, voice=voice, outlet=outlet, text=text)
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse.questions, wanted, page, order)
    published = case.published()
    records = [question_record(question, release_of(question, published)) for question in part.found]
    return part_of(request, "sayso/listed/1", "questions", records, total=part.total, page=page)


@router.get("/{ident}", responses=answers("sayso/question/1", "The question.", "id", "answers", "claims", "links"))
def shown(case: Case, ident: QuestionId) -> Response:
    """One question with its claims and links: the document of `sayso show ID --json`."""
    return JsonResponse(question_documents(case, (asked(case, ident),))[0])


@router.get(
    "/{ident}/timeline",
    responses=answers("sayso/timeline/1", "The claims.", "question", "wording", "by", "times", "claims"),
)
def timeline(
    case: Case,
    ident: QuestionId,
    by: Annotated[Clock, Query(description="When it was said (else published), published, or read.")] = Clock.SAID,
) -> Response:
    """The claims on a question in time, by one of their clocks: the document of `sayso timeline ID --json`."""
    question = asked(case, ident)
    beside = case.look(browse_claims.claims, _inside(question))
    ordered = in_time(question, beside.claimed, by, beside.read_at)
    noted = notes(case, (one.claimed for one in ordered))
    return JsonResponse(timeline_document(question, ordered, by, places_of([question]), noted))


@disputes.get("", responses=listing("sayso/questions/1", "A part of what is disputed.", "questions"))
def disputed(
    request: Request,
    case: Case,
    *,
    kind: Kind = None,
    voice: Voice = None,
    outlet: Outlet = None,
    text: Words = None,
    order: Ordered = "first",
    limit: Few = 10,
    offset: Offset = 0,
) -> Response:
    """A part of the disputed questions with their claims and links: the document of `sayso disputes --json`."""
    wanted = browse.Wanted(states=(State.DISPUTED,), kind=kind, voice=voice, outlet=outlet, text=text)
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse.questions, wanted, page, order)
    documents = question_documents(case, part.found)
    number = case.look(browse.overview).states
    states: Record = {state.value: number.get(state, 0) for state in State}
    return part_of(request, "sayso/questions/1", "questions", documents, total=part.total, page=page, states=states)


def asked(case: Ledger, ident: str) -> Question:
    """The question of that id, or the only one whose id begins so.

    Raises:
        NotFound: there is none, or there are several.
    """
    question = case.look(browse.question, found(case, "question", ident))
    if question is None:
        raise NotFound(f"no question {ident!r} in this ledger")
    return question


def question_documents(case: Ledger, questions: Iterable[Question]) -> list[Record]:
    """The documents of some questions, each with its claims and links."""
    chosen = tuple(questions)
    inside = [claim for question in chosen for claim in _inside(question)]
    claims = case.look(browse_claims.claims, inside).claimed
    links, places = case.look(browse_claims.links, inside), places_in(case, inside)
    noted, published = notes(case, claims.values()), case.published()
    return [
        question_document(question, claims, places, links, noted, release_of(question, published))
        for question in chosen
    ]


def _inside(question: Question) -> list[str]:
    return [claim for answer in question.answers for claim in answer.claims]
