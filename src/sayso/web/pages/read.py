"""`/read`: send reports, as files or pasted; `/read/{id}`: watch them being read."""

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.intake import Facts, Named
from sayso.intake.paths import MAX_BYTES
from sayso.ledger import Ledger, browse
from sayso.nouns import Moment
from sayso.web.acting import READER, REVIEWER
from sayso.web.batches import Batch
from sayso.web.case import Case, Working, lately, sent_as
from sayso.web.rendering import bare_page, page
from sayso.web.security import WRITES, own_address
from sayso.web.sending import megabytes, sent_form
from sayso.web.views.reading import batch_view, questions_listed
from sayso.web.work import named_file

router = APIRouter(include_in_schema=False, dependencies=[READER])

SENT = Depends(sent_form)
"""Comes before the token is looked for, as it says how large a form may be."""
LONGEST_NAME = 200
LONGEST_FACT = 2000
_ID = re.compile(r"[\w-]{16}")


@router.get("/read")
def read_page(request: Request, case: Case, work: Working) -> Response:
    """The form, and what was sent lately."""
    return _form(request, case, lately(work, case), {}, None)


@router.post("/read", dependencies=[REVIEWER, SENT, WRITES])
def send(request: Request, case: Case, work: Working, form: Annotated[FormData, SENT]) -> Response:
    """Take what is sent, and go to the page where one watches it being read. Sent twice, it is taken once."""
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    ident = given.get("batch", "")
    if not _ID.fullmatch(ident):
        ident = secrets.token_urlsafe(12)
    if work.batch(ident) is not None:
        return RedirectResponse(f"/read/{ident}", status_code=303)
    folder = TemporaryDirectory(prefix="sayso-")
    try:
        inputs = _inputs(Path(folder.name), form, given)
        facts = _facts(given)
    except UsageError as error:
        folder.cleanup()
        return _form(request, case, lately(work, case), given, str(error))
    work.read(ident, facts, inputs, folder)
    return RedirectResponse(f"/read/{ident}", status_code=303)


@router.get("/read/now")
def now(request: Request, work: Working, *, here: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """The notice that something is being taken in, for a page that asks again and again."""
    told = {"busy": work.is_busy, "here": own_address(here), "fault": work.fault}
    return bare_page(request, "now.html", told)


@router.get("/read/{ident}")
def batch_page(request: Request, case: Case, work: Working, ident: str) -> Response:
    """How far what was sent has been read.

    Raises:
        NotFound: nothing was sent under that id, or it was long ago.
    """
    batch = sent_as(ident, work, case)
    disputes = questions_listed(case.look(browse.questions_by_id, batch.disputes))
    answer = page(request, case, "reading.html", batch=batch_view(batch), disputes=disputes)
    if batch.is_over and request.headers.get("hx-request"):
        answer.headers["HX-Refresh"] = "true"  # once more whole, with the counts at its head as they are now
    return answer


def _form(
    request: Request, case: Ledger, batches: Iterable[Batch], given: Mapping[str, str], fault: str | None
) -> Response:
    answer = page(
        request,
        case,
        "read.html",
        batches=[batch_view(one) for one in batches],
        given={name: given.get(name, "") for name in ("text", "outlet", "published", "url", "title")},
        ident=secrets.token_urlsafe(12),
        fault=fault,
        most_file=megabytes(MAX_BYTES),
        most_sent=megabytes(request.app.state.settings.limits.sent),
        most_bytes=request.app.state.settings.limits.sent,
    )
    if fault:
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return answer


def _inputs(folder: Path, form: FormData, given: Mapping[str, str]) -> tuple[Named, ...]:
    """What was sent, as files of the folder.

    Raises:
        UsageError: nothing was sent.
    """
    found: list[Named] = []
    for sent in form.getlist("files"):
        if isinstance(sent, UploadFile) and (sent.filename or sent.size):
            found.append(named_file(folder, len(found), file_name(sent.filename or ""), sent.file.read()))
    text = given.get("text", "").replace("\r\n", "\n")  # a browser puts every line break of a field so
    if text.strip():
        raw = text.encode("utf-8", "surrogatepass")
        found.append(named_file(folder, len(found), f"pasted-{sha256(raw).hexdigest()[:8]}.txt", raw))
    if not found:
        raise UsageError("nothing was sent: choose a file, or paste the text of a report")
    return tuple(found)


def file_name(given: str) -> str:
    r"""What a file was called, without the folders that some browsers tell; never used as a path.

    >>> file_name("C:\\fakepath\\a.html"), file_name("../../etc/passwd"), file_name("..")
    ('a.html', 'passwd', 'unnamed')
    """
    name = given.replace("\\", "/").rsplit("/", 1)[-1].strip().encode("utf-8", "replace").decode()
    name = name.replace("\x00", "\ufffd")
    if name.strip(".") == "":
        return "unnamed"
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 30]}…{name[-29:]}"


def _facts(given: Mapping[str, str]) -> Facts:
    """What the form says of all that was sent.

    Raises:
        UsageError: the date is none, or something is too long.
    """
    told = {name: given.get(name, "").strip() for name in ("outlet", "published", "url", "title")}
    if long := next((name for name, value in told.items() if len(value) > LONGEST_FACT), None):
        raise UsageError(f"{long} may have {LONGEST_FACT:,} characters, given {len(told[long]):,}")
    if told["url"] and not told["url"].lower().startswith(("http://", "https://")):
        raise UsageError(f"the address must begin with http:// or https://, given {told['url'][:80]!r}")
    try:
        published = Moment(told["published"]) if told["published"] else None
    except ValueError as error:
        raise UsageError(f"the date: {error}") from error
    return Facts(
        outlet=told["outlet"] or None,
        url=told["url"] or None,
        title=told["title"] or None,
        published=published,
        retrieved=Moment(datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")) if told["url"] else None,
    )
