"""Versions: several captures of what one address has shown at different times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.nouns.moment import Moment
from sayso.nouns.report import Report
from sayso.nouns.span import Pieces


class Kept(StrEnum):
    """What a later version of a report has of a quote."""

    STANDS = "stands"  # word for word, at one place, be it another one
    CHANGED = "changed"  # in other words: more than half of its own are still there
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What the latest version of a claim's report (`report`, its id) has of the claim's words.

    `content` is where they stand there, `()` where they do not: nothing is looked for by likeness.
    """

    report: str
    kept: Kept
    content: Pieces = ()


_PORTS = {"http": 80, "https": 443}
_OF_READERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")
"""Parameters that tell who followed a link, not what is shown."""


def address(url: str | None) -> str | None:
    """What two addresses of one page have in common; None for what names no single page.

    >>> address("http://www.Dale.example/news/4/?utm_source=x"), address("https://dale.example/news/4")
    ('dale.example/news/4', 'dale.example/news/4')
    >>> address("https://dale.example/"), address("notes.txt")
    (None, None)
    """
    try:
        parts = urlsplit((url or "").strip())
        port, host = parts.port, (parts.hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are none, a port that is none
        return None
    if parts.scheme.lower() not in _PORTS or not host:
        return None
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_OF_READERS)
    )
    path = parts.path.rstrip("/")
    if not (path or asked):
        return None
    where = host if port in {None, _PORTS[parts.scheme.lower()]} else f"{host}:{port}"
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{where}{path}{query}{f'#{parts.fragment}' if parts.fragment else ''}"


def version_groups(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """Those of the reports that are versions of one another, group by group, oldest first.

    They have one address, and each comes from a capture of its own: where one capture has several reports at an
    address, such as the posts of a live page, it names none of them.
    """
    held: dict[str, list[Report]] = {}
    for report in reports:
        if (where := address(report.url)) is not None:
            held.setdefault(where, []).append(report)
    return tuple(
        in_order(group)
        for _, group in sorted(held.items())
        if len(group) > 1 and len({one.capture for one in group}) == len(group)
    )


def in_order(versions: Sequence[Report]) -> tuple[Report, ...]:
    """Versions of one report, oldest first: by when they were retrieved, else changed, else published.

    A clock tells only where all of them have it and it differs; where none tells they stay in the order given.
    """
    for clock in ("retrieved", "modified", "published"):
        told: list[str] = [_instant(moment) for one in versions if (moment := getattr(one, clock)) is not None]
        if len(told) == len(versions) and len(set(told)) > 1:
            return tuple(one for _, one in sorted(zip(told, versions, strict=True), key=lambda pair: pair[0]))
    return tuple(versions)


def later_version(a: Report, b: Report) -> Report | None:
    """The later of two versions of one report; None where they are none, or no clock tells which is the later."""
    where = address(a.url)
    if where is None or where != address(b.url) or a.capture == b.capture:
        return None
    later = in_order((a, b))[-1]
    return later if in_order((b, a))[-1] is later else None


def _instant(moment: Moment) -> str:
    """A moment as a text that sorts: in UTC where its zone is known."""
    instant = moment.instant()
    return moment.iso if instant is None else (instant.astimezone(UTC) if instant.tzinfo else instant).isoformat()[:19]
