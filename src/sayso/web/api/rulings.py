"""`/api/v1/rulings`: what people have decided; the same decisions are taken as by `sayso review --apply`."""

import json
from dataclasses import replace
from typing import Annotated, Any

from fastapi import HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from sayso.errors import UsageError
from sayso.export.documents import applied_document, ruling_records
from sayso.ledger import browse, browse_rulings
from sayso.nouns import DeskRole, RulingKind
from sayso.review import decisions_of, rule
from sayso.web.acting import Who
from sayso.web.api.answering import PROBLEM, JsonResponse, Limit, Offset, answers, listing, part_of, router_of
from sayso.web.api.writing import Writable, writer_of
from sayso.web.case import Case
from sayso.web.heavy import alone

router = router_of("rulings")
ruling = writer_of("rulings")


@router.get("", responses=listing("sayso/rulings/1", "A part of the rulings.", "rulings"))
def listed(request: Request, case: Case, *, limit: Limit = 100, offset: Offset = 0) -> Response:
    """A part of what people have decided, oldest first, with what was withdrawn: as `sayso review --log --json`."""
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse_rulings.oldest, page)
    records = ruling_records(part.found, case.look(browse_rulings.bearing, part.found))
    return part_of(request, "sayso/rulings/1", "rulings", records, total=part.total, page=page)


class Decided(BaseModel):
    """Decisions, each as on one line of a file for `sayso review --apply`, and who makes them."""

    model_config = ConfigDict(extra="forbid")

    by: Annotated[
        str | None, Field(min_length=1, max_length=200, description="Who decides, where the desk has no users.")
    ] = None
    decisions: Annotated[
        list[dict[str, Any]], Field(min_length=1, max_length=1000, description="As in a file of decisions.")
    ]


@ruling.post(
    "",
    responses=answers("sayso/ruled/1", "What became of them.", "rulings", "refused")
    | {413: {"description": "The body is too large.", **PROBLEM}},
)
def decide(request: Request, who: Who, ledger: Writable, given: Decided) -> Response:
    """Take decisions, each by the checks of `sayso review --apply`; those that cannot be taken are told with reasons.

    Nothing is written where none can be taken: then the answer is an error.
    """
    if who.name is not None and given.by not in {None, who.name}:
        raise UsageError(f"you decide as {who.name!r}, not as {given.by!r}; leave `by` out")
    decisions, bad = decisions_of(json.dumps(one) for one in given.decisions)
    if any(one.kind is RulingKind.POLICY for one in decisions) and not who.may(DeskRole.ADMIN):
        raise HTTPException(403, "how many people must agree is ruled by an admin")
    with alone(request):
        done = rule(ledger, decisions, by=who.name or given.by or "")
    done = replace(done, refused=tuple(sorted((*bad, *done.refused), key=lambda one: one.line)))
    if done.refused and not done.rulings and not done.unchanged:
        raise UsageError("; ".join(f"decision {one.line}: {one.reason}" for one in done.refused[:5]))
    return JsonResponse(applied_document(done))
