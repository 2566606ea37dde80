"""Times as the ledger keeps them."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """A moment as text, which sorts as moments follow."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def before(at: datetime, by: timedelta) -> str:
    """The moment so long before."""
    return stamp(at - by)
