"""`/api/v1/formats` and `/api/v1/export`: the case or one question as a file, in any format that is installed."""

from typing import Annotated, Any

from fastapi import Path, Query, Request
from starlette.responses import Response

from sayso.export import FORMATS, choose, format_named, plugged
from sayso.export.documents import formats_document
from sayso.web.acting import Who
from sayso.web.api.answering import JsonResponse, OfQuestion, answers, router_of
from sayso.web.api.questions import asked
from sayso.web.case import Case
from sayso.web.heavy import alone
from sayso.web.taking import allowed, file_of

formats = router_of("formats")
export = router_of("export")

FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The file.", "content": {"application/octet-stream": {}}}}


@formats.get("", responses=answers("sayso/formats/1", "The formats.", "formats"))
def listed() -> Response:
    """The formats with their endings, media types and losses: what `sayso export --formats --json` gives."""
    return JsonResponse(formats_document((*FORMATS, *plugged())))


@export.get("/{form}", responses=FILE, response_class=Response)
def taken(
    request: Request,
    case: Case,
    who: Who,
    form: Annotated[str, Path(max_length=50, description="The name of a format.")],
    *,
    question: OfQuestion = None,
    sensitive: Annotated[bool, Query(description="With what people have flagged as personal.")] = False,
    raw: Annotated[bool, Query(description="Tables with texts that a spreadsheet would run as they are.")] = False,
) -> Response:
    """The case, or one question with the claims behind its answers, as `sayso export` writes it.

    How many claims were left out as personal is told in the header `X-Sayso-Left-Out`.

    Raises:
        HTTPException: 403, what is flagged as personal is wanted too, and the role is not enough for that.
    """
    allowed(who, sensitive=sensitive)
    kind, one = format_named(form), None if question is None else asked(case, question).id
    with alone(request):
        return file_of(kind, choose(case, question=one, sensitive=sensitive, raw=raw))
