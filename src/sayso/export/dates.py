"""Dates as people read them, with what a machine reads beside."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.export.words import day
from sayso.nouns import Grain, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A date in words, and as ISO 8601 where it could be placed."""

    words: str
    iso: str | None


def moment(at: Moment | None) -> Shown | None:
    """A moment, no more precise than it is, with its zone where it has a time: `4 Jun 2025 18:10 +02:00`."""
    if at is None:
        return None
    if at.grain is not Grain.MINUTE:
        return Shown(words=day(at), iso=at.iso)
    zone = {"Z": "UTC", "+00:00": "UTC", None: "no zone"}.get(at.zone, at.zone)
    return Shown(words=f"{day(at)} {at.iso[11:16]} {zone}", iso=at.iso)


def instant(at: str) -> Shown:
    """A clock of Sayso's own (UTC): `29 Nov 2026 14:41 UTC`."""
    when = datetime.fromisoformat(at).astimezone(UTC)
    return Shown(words=f"{day(Moment(when.date().isoformat()))} {when:%H:%M} UTC", iso=at)
