"""The form by which reports are sent: larger than others, and let go of once it has been looked at."""

from collections.abc import AsyncIterator

from fastapi import Request
from starlette.datastructures import FormData

FILES = 100
"""Files that may be sent at once."""


async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """The form of a request that sends reports."""
    form = await request.form(max_files=FILES, max_fields=50, max_part_size=request.app.state.settings.limits.sent)
    try:
        yield form
    finally:
        await form.close()


def megabytes(size: int) -> str:
    """A size in words: `1.5 MB`."""
    return f"{size / 1_000_000:.1f} MB"
