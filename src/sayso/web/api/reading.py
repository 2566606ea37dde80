"""`POST /api/v1/reports`: a report to read; `/api/v1/batches/{id}`: how far that is.

It is read beside the pages, after what was sent before, by the same worker as what is sent to `/read`.
"""

import json
import secrets
from hashlib import sha256
from pathlib import Path as File
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from sayso.errors import UnreadableInput
from sayso.export.ended import record
from sayso.export.records import Record
from sayso.intake import Facts
from sayso.nouns import Moment
from sayso.web.acting import READER
from sayso.web.api.answering import BASE, ERRORS, PROBLEM, JsonResponse, answers
from sayso.web.api.writing import writer_of
from sayso.web.batches import Batch
from sayso.web.case import UNCOVERED, Case, Working, sent_as
from sayso.web.work import named_file

reading = writer_of("reports")
batches = APIRouter(
    prefix=f"{BASE}/batches",
    tags=["batches"],
    responses={code: ERRORS[code] for code in (401, 403, 404, 422)},
    dependencies=[READER, UNCOVERED],
    default_response_class=JsonResponse,
)
"""What is read changes while the ledger does not, so these answers carry no state of it."""

LONGEST = 100_000
"""Characters of a text: some seconds of work. Longer ones are taken as files, by `/read` and the command line."""

TOLD = ("id", "stage", "inputs", "disputes")


def _dated(given: str) -> str:
    return Moment(given).iso


Fact = Annotated[str | None, Field(min_length=1, max_length=500)]


class Given(BaseModel):
    """A report to read: its text, and what is known about it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST, description="The text of the report.")]
    id: Annotated[Fact, Field(description="What you know it by.")] = None
    outlet: Annotated[Fact, Field(description="Who published it.")] = None
    published: Annotated[
        Annotated[str, Field(max_length=40), AfterValidator(_dated)] | None,
        Field(description="When: 2024, 2024-05, 2024-05-07, 2024-05-07T10:20+03:00."),
    ] = None
    url: Annotated[str | None, Field(min_length=1, max_length=2000, description="Its address.")] = None
    title: Annotated[Fact, Field(description="Its title.")] = None
    author: Annotated[Fact, Field(description="Its author.")] = None
    language: Annotated[str | None, Field(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="Such as en.")] = (
        None
    )


@reading.post(
    "",
    status_code=202,
    responses={
        202: answers("sayso/batch/1", "It was taken, and will be read.", *TOLD)[200],
        413: {"description": "The body is too large.", **PROBLEM},
        429: {"description": "Too much waits to be read already.", **PROBLEM},
    },
)
def take(work: Working, given: Given) -> Response:
    """Take one report, to be read into the ledger and lined up with the others: `Location` tells how far that is."""
    if not given.text.strip():
        raise UnreadableInput("there is no text in it")
    told = {name: value for name, value in given.model_dump().items() if value is not None}
    line = json.dumps(told).encode()
    folder = TemporaryDirectory(prefix="sayso-")
    sent = named_file(File(folder.name), 0, f"sent-{sha256(line).hexdigest()[:8]}.jsonl", line)
    batch = work.read(secrets.token_urlsafe(12), Facts(), (sent,), folder)
    return JsonResponse(batch_document(batch), 202, headers={"Location": f"{BASE}/batches/{batch.id}"})


@batches.get("/{ident}", responses=answers("sayso/batch/1", "How far it is.", *TOLD))
def far(
    work: Working, case: Case, ident: Annotated[str, Path(pattern="^[A-Za-z0-9_-]{16}$", description="Its id.")]
) -> Response:
    """How far what was sent has been read: `stage` is waiting, reading, comparing, done or failed.

    `inputs` are the records of `sayso read --json`; `disputes` the questions that have come to be disputed by it.
    """
    return JsonResponse(batch_document(sent_as(ident, work, case)))


def batch_document(batch: Batch) -> Record:
    """What was sent at once, and what became of it so far."""
    return {
        "schema": "sayso/batch/1",
        "id": batch.id,
        "at": batch.at,
        "stage": batch.stage.value,
        "inputs": [record(end) for file in batch.files for end in file.ends],
        "disputes": [*batch.disputes],
        "fault": batch.fault,
    }
