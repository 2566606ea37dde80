"""Dates as feeds, pages and archives write them → moments, no more precise than given."""

from datetime import UTC
from email.utils import parsedate_to_datetime

from sayso.nouns import Moment


def moment(text: str) -> Moment | None:
    """The moment that a machine-written date names (ISO 8601 or the mail format), or None.

    >>> moment("Thu, 19 May 2022 10:20:00 +0300")
    Moment(iso='2022-05-19T10:20:00+03:00')
    """
    text = text.strip()
    try:
        return Moment(text)
    except ValueError:
        pass
    try:
        found = parsedate_to_datetime(text)
        return Moment((found.replace(tzinfo=UTC) if text.endswith("-0000") else found).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
