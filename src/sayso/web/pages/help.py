"""`/help`: the keys, the words and the marks that the desk uses."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from sayso.web.acting import READER
from sayso.web.case import Case
from sayso.web.rendering import page

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/help")
def help_page(request: Request, case: Case) -> Response:
    """The page that `?` opens."""
    return page(request, case, "help.html")
