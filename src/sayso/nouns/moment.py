"""A point on a clock, no more precise than it was given."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How precise a moment is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point in time as precisely as it was given: "2022", "2022-05", "2022-05-19" or "2022-05-19T10:20:00+03:00".

    `iso` keeps what was given (ISO 8601); nothing is filled in: "2022-05" never becomes the first of May.

    Raises:
        ValueError: the text is not such a date, or the date does not exist.
    """

    iso: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.iso)
        if match is None:
            raise ValueError(f"not a date: {self.iso!r}; give YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm+02:00")
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        date(year, month, day)
        if match[4]:
            self.instant()

    @property
    def grain(self) -> Grain:
        """The smallest unit that was given."""
        for length, grain in ((4, Grain.YEAR), (7, Grain.MONTH), (10, Grain.DAY)):
            if len(self.iso) == length:
                return grain
        return Grain.MINUTE

    @property
    def day(self) -> date | None:
        """The calendar day in its own zone, or None where no day was given."""
        return date.fromisoformat(self.iso[:10]) if len(self.iso) >= 10 else None

    @property
    def first_day(self) -> date:
        """The earliest day that the moment can mean."""
        parts = [int(part) for part in self.iso[:10].split("-")]
        return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)

    @property
    def last_day(self) -> date:
        """The latest day that the moment can mean."""
        first = self.first_day
        if self.grain is Grain.YEAR:
            return date(first.year, 12, 31)
        if self.grain is Grain.MONTH:
            return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return first

    @property
    def zone(self) -> str | None:
        """The offset as given ("+03:00", "Z"), or None where none was given."""
        match = _ISO.fullmatch(self.iso)
        return match[7] if match else None

    def instant(self) -> datetime | None:
        """The moment as a datetime (with its zone where one was given), or None where only a date was given."""
        if len(self.iso) <= 10:
            return None
        return datetime.fromisoformat(self.iso.replace(" ", "T", 1).replace(" ", ""))
