"""`/search`: one field for questions by their words, voices by their names, and ids by their beginning."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.export.words import STATES
from sayso.ledger import browse
from sayso.web.acting import READER
from sayso.web.case import Case, Chosen
from sayso.web.rendering import page

router = APIRouter(include_in_schema=False, dependencies=[READER])

_PAGES = {"report": "/r/", "claim": "/c/", "question": "/q/"}


@router.get("/search")
def search_page(
    request: Request, case: Case, chosen: Chosen, *, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """What fits the words; an id leads straight to its page."""
    words = q.strip()
    if words[:2] in {"r-", "c-", "q-"} and len(found := case.look(browse.ids, words)) == 1:
        return RedirectResponse(f"{_PAGES[found[0][0]]}{found[0][1]}")
    part = browse.Page(limit=chosen.page_size)
    questions = (
        case.look(browse.questions, browse.Wanted(text=words), part) if words else browse.Part(found=(), total=0)
    )
    voices = case.look(browse.voices, part, words) if words else browse.Part(found=(), total=0)
    listed = [
        {
            "href": f"/q/{one.id}",
            "wording": one.wording,
            "state": STATES[one.state],
            "mark": one.state.value.replace("_", "-"),
        }
        for one in questions.found
    ]
    return page(request, case, "search.html", q=words, questions=listed, total=questions.total, voices=voices)
