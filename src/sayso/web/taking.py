"""What is taken along as a file: who may have what is personal, and the file as an answer."""

from fastapi import HTTPException
from starlette.responses import Response

from sayso.export import Chosen, Format
from sayso.nouns import DeskRole
from sayso.web.acting import Acting


def allowed(who: Acting, *, sensitive: bool) -> None:
    """End a request for what is flagged as personal by one who may not have it.

    Raises:
        HTTPException: 403, the role is not enough.
    """
    if sensitive and not who.may(DeskRole.REVIEWER):
        raise HTTPException(403, "what is flagged as personal is exported by reviewers; leave `sensitive` out")


def file_of(kind: Format, chosen: Chosen) -> Response:
    """The export as a file to keep; how many claims were left out as personal is told in a header."""
    headers = {
        "Content-Disposition": f'attachment; filename="{chosen.question or "case"}{kind.endings[0]}"',
        "X-Sayso-Left-Out": f"personal={chosen.case.left_out}",
    }
    return Response(b"".join(kind.write(chosen)), media_type=kind.media, headers=headers)
