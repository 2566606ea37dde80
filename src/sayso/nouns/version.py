"""Versions: several captures of what one address has shown at different times; and summaries of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
_EDITIONS = ("www.", "m.", "mobile.", "amp.")
"""How the names begin of the hosts on which a site shows the same page to others, such as to telephones."""
_OF_READERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")
"""Parameters that tell who followed a link, not what is shown."""


def address(url: str | None) -> str | None:
    """What two addresses of one page have in common; None for what names no single page.

    >>> address("http://www.Dale.example/news/4/?utm_source=x"), address("https://dale.example/news/4")
    ('dale.example/news/4', 'dale.example/news/4')
    >>> address("https://amp.dale.example/news/4/amp")
    'dale.example/news/4'
    >>> address("https://dale.example/"), address("notes.txt")
    (None, None)
    """
    try:
        parts = urlsplit((url or "").strip())
        port, host = parts.port, _site(parts.hostname or "")
    except ValueError:  # brackets that are none, a port that is none
        return None
    if parts.scheme.lower() not in _PORTS or not host:
        return None
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_OF_READERS)
    )
    path = parts.path.rstrip("/").removesuffix("/amp")
    if not (path or asked):
        return None
    where = host if port in {None, _PORTS[parts.scheme.lower()]} else f"{host}:{port}"
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{where}{path}{query}{f'#{parts.fragment}' if parts.fragment else ''}"


def _site(host: str) -> str:
    """The name of a host without what tells its editions apart."""
    edition = next((one for one in _EDITIONS if host.startswith(one) and "." in host.removeprefix(one)), "")
    return host.removeprefix(edition)


def address_of(report: Report) -> str | None:
    """What the addresses of a report's versions have in common: that by which its page says it is known, if it may.

    Such a canonical address (RFC 6596) may differ from the report's own in what was asked for behind the path alone,
    and not in a number there: pages have named the front page for all of their articles, and the first part for all.
    """
    own = address(report.url)
    named = next((one.value for one in report.stated if (one.fact, one.where) == ("url", "link canonical")), None)
    canonical = address(named)
    if own is None or canonical is None or named is None:
        return own
    bare, _, asked = own.partition("?")
    kept = set(parse_qsl(canonical.partition("?")[2], keep_blank_values=True))
    left = [value for name, value in parse_qsl(asked, keep_blank_values=True) if (name, value) not in kept]
    same = bare == canonical.partition("?")[0] and not any(value.isdigit() for value in left)
    return canonical if same else own


def version_groups(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """Those of the reports that are versions of one another, group by group, oldest first.

    They have one address, and each comes from a capture of its own: where one capture has several reports at an
    address, such as the posts of a live page, it names none of them. A summary is no version of what it sums up: what
    it leaves out was not removed.
    """
    return tuple(in_order(group) for group in _groups(reports, lambda report: report.is_summary))


def address_groups(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """Those of the reports that are one publication: versions of one another, and summaries of it."""
    return tuple(tuple(group) for group in _groups(reports, lambda _: False))


def _groups(reports: Iterable[Report], kind: Callable[[Report], bool]) -> Iterator[list[Report]]:
    held: dict[tuple[str, bool], list[Report]] = {}
    for report in reports:
        if (where := address_of(report)) is not None:
            held.setdefault((where, kind(report)), []).append(report)
    for _, group in sorted(held.items()):
        if len(group) > 1 and len({one.capture for one in group}) == len(group):
            yield group


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
    if a.capture == b.capture or a.is_summary != b.is_summary:
        return None
    where = address_of(a)
    if where is None or where != address_of(b):
        return None
    later = in_order((a, b))[-1]
    return later if in_order((b, a))[-1] is later else None


def _instant(moment: Moment) -> str:
    """A moment as a text that sorts: in UTC where its zone is known."""
    instant = moment.instant()
    return moment.iso if instant is None else (instant.astimezone(UTC) if instant.tzinfo else instant).isoformat()[:19]
