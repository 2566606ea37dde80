"""Sources looked at in rounds. What was read to its end is noted in the ledger, so a new run goes on from there."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sayso.api import Settings, Stages, read, refresh
from sayso.engines import Engine
from sayso.errors import InputError, NotFetched, UsageError
from sayso.fetching import Fetching
from sayso.nouns import Relation, Seen
from sayso.watching.events import Came, Event, Refused, Stands, Superseded
from sayso.watching.files import look, mark

if TYPE_CHECKING:  # SQLAlchemy, trafilatura and TLS take a third of a second that `sayso --help` must not pay
    from sayso.intake import Found
    from sayso.intake.fetch import Fetcher
    from sayso.ledger import Ledger

Part = TypeVar("Part")

STILL = 1.0
"""Seconds in which the size and time of a file may not change, or it is taken for one that is still being written."""

FILES = 200
"""Files that are read, compared and noted as read at once: what a run that is killed does again."""

FEEDS = 20
"""The same for what is fetched; twenty take half a minute to fetch."""

LONGEST_WAIT = 6 * 3600.0
"""Seconds after which a source that keeps failing is tried again at the latest."""

TOLD = "changes told by sayso watch"
"""What the last change of a question that was told is noted under."""


@dataclass(slots=True, kw_only=True)
class Watch:
    """Looks at its sources once a round. Files and folders, patterns, addresses, lists of feeds (`.opml`).

    `fetcher` makes what fetches in one round; None: nothing is fetched. A source that fails is told of, and tried again
    after `every` seconds, then twice as many, and so on. `pages` is how many pages are fetched in one round at most, of
    which a feed that is fetched has only a summary; each once.

    Raises:
        UsageError: a source needs fetching, or pages do, and there is no fetcher; or one is standard input.
    """

    ledger: "Ledger"
    sources: Sequence[str]
    every: float
    fetcher: "Callable[[], Fetcher] | None" = None
    pages: int = 0
    settings: Settings = field(default_factory=Settings)
    using: Stages | None = None
    on: Engine | None = None
    guarded: bool = False
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _failed: dict[str, tuple[int, float]] = field(default_factory=dict, init=False)  # how often, and when it is tried
    _missing: dict[str, str] = field(default_factory=dict, init=False)  # sources that were told to be missing, and why

    def __post_init__(self) -> None:
        if "-" in self.sources:
            raise UsageError("standard input cannot be watched; give folders, files, or addresses of feeds")
        fetched = [source for source in self.sources if _is_fetched(source)] + ["a page"] * (self.pages > 0)
        if fetched and self.fetcher is None:
            raise UsageError(f"{fetched[0]} needs fetching, and nothing is fetched unless that is asked for (--fetch)")

    def round(self) -> Iterator[Event]:
        """Look at all sources, read what is new, and tell what came of it.

        Raises:
            LedgerError: the ledger cannot be written. What was read until then is kept, and the next round goes on.
        """
        refresh(self.ledger, using=self.using)  # what an earlier run read, and did not compare
        yield from self._changes(())
        yield from self._files()
        if self.fetcher is not None:
            with Fetching(ledger=self.ledger, fetcher=self.fetcher()) as fetching:
                addresses, lost = self._addresses()
                yield from lost
                yield from self._fetched(fetching, addresses)
                yield from self._fetched(fetching, self._summed_up(addresses))

    def _files(self) -> Iterator[Event]:
        from sayso.ledger import seen  # noqa: PLC0415 - SQLAlchemy is heavy

        paths = [source for source in self.sources if not _is_fetched(source)]
        looked = look(paths, without=Path(self.ledger.name))
        yield from self._tell_missing(looked.missing)
        known = self.ledger.look(seen.known, [one.source for _, one in looked.files])
        fresh = [(found, one) for found, one in looked.files if known.get(one.source) != one]
        if fresh:
            self.sleep(STILL)
        still = [(found, one) for found, one in fresh if found.path and mark(found.path) == one]
        for part in _parts(still, FILES):
            yield from self._read([found for found, _ in part])
            self.ledger.change(seen.put, [one for _, one in part])

    def _tell_missing(self, missing: "Sequence[Found]") -> Iterator[Event]:
        """Tell of the sources without files, once for each reason."""
        now = {found.source: found.refused or "" for found in missing}
        for source, reason in now.items():
            if self._missing.get(source) != reason:
                yield Refused(source=source, reason=reason, again=self.every)
        self._missing = now

    def _fetched(self, fetching: Fetching, addresses: Sequence[str]) -> Iterator[Event]:
        """Fetch and read what has changed."""
        found: list[Found] = []
        for part in _parts([one for one in addresses if not self._waits(one)], FEEDS):
            for address in part:
                try:
                    changed = fetching.changed(address)
                except InputError as error:
                    yield self._failure(address, error)
                    continue
                self._failed.pop(address, None)
                found += [changed] if changed else []
            yield from self._read(found)
            fetching.keep()
            found.clear()

    def _addresses(self) -> tuple[list[str], list[Event]]:
        """The addresses to fetch, those in lists as they stand there now; what is told of lists that cannot be read."""
        from sayso.intake import is_address  # noqa: PLC0415 - reading is heavy
        from sayso.intake.fetch import feeds  # noqa: PLC0415 - as above

        found: dict[str, None] = {}
        lost: list[Event] = []
        for source in self.sources:
            if is_address(source):
                found[source] = None
            elif _is_fetched(source):
                try:
                    found |= dict.fromkeys(feeds(Path(source).read_bytes()))
                except (InputError, OSError) as error:
                    lost.append(Refused(source=source, reason=str(error), again=self.every))
        return list(found), lost

    def _summed_up(self, feeds: Sequence[str]) -> list[str]:
        """The pages to fetch in this round: feeds have only a summary of them, and they were not fetched before."""
        from sayso.ledger import seen, versions  # noqa: PLC0415 - SQLAlchemy is heavy

        if not self.pages:
            return []
        wanted = self.ledger.look(versions.summed_up, feeds)
        known = self.ledger.look(seen.known, wanted)
        left = [one for one in wanted if one not in known and not self._waits(one)]
        return sorted(left, key=lambda one: self._failed.get(one, (0,))[0])[
            : self.pages
        ]  # none waits for one that fails

    def _waits(self, address: str) -> bool:
        """Whether it failed, and it is not yet time to try it again."""
        return address in self._failed and self._failed[address][1] > self.clock()

    def _failure(self, address: str, error: InputError) -> Refused:
        often = self._failed.get(address, (0, 0.0))[0] + 1
        asked = error.wait if isinstance(error, NotFetched) else 0.0
        wait = min(max(self.every * 2 ** (often - 1), asked), max(LONGEST_WAIT, self.every))
        self._failed[address] = (
            often,
            self.clock() + wait - self.every / 2,
        )  # rounds are not exact
        return Refused(source=address, reason=str(error), again=wait)

    def _read(self, found: "Sequence[Found]") -> Iterator[Event]:
        """Read files that were found, compare, and tell what is new."""
        new: list[str] = []
        if not found:
            return
        settings, using, on = self.settings, self.using, self.on
        for result in read(self.ledger, found, settings=settings, using=using, on=on, guarded=self.guarded):
            if result.report_id is None:
                yield Refused(source=result.intake.source, reason=result.intake.reason or "no reason known")
            elif not result.unchanged:
                new.append(result.report_id)
                yield Came(result=result)
        yield from self._changes(new)

    def _changes(self, new: Sequence[str]) -> Iterator[Event]:
        """How questions have come to stand otherwise since that was told last, and which claims are superseded."""
        from sayso.ledger import changes, seen  # noqa: PLC0415 - SQLAlchemy is heavy

        noted = self.ledger.look(seen.known, (TOLD,)).get(TOLD)
        last = int(noted.mark) if noted else self.ledger.look(changes.last)  # who begins to watch wants no history
        found = self.ledger.look(changes.since, last)
        for one in found:
            yield Stands(noted=one)
        yield from _superseded(self.ledger, new)
        reached = found[-1].number if found else last
        if noted is None or reached != last:
            self.ledger.change(seen.put, (Seen(source=TOLD, mark=str(reached)),))


def _superseded(ledger: "Ledger", reports: Sequence[str]) -> Iterator[Superseded]:
    """The claims of these reports, or of others, that one of the two has replaced."""
    from sayso.ledger import browse_claims  # noqa: PLC0415 - SQLAlchemy is heavy

    if not reports:
        return
    claims = [one.claim.id for one in ledger.claims_of(reports)]
    links = [link for link in ledger.look(browse_claims.links, claims) if link.relation is Relation.SUPERSEDES]
    asked = ledger.look(browse_claims.asked, {claim for link in links for claim in (link.a, link.b)})
    for link in links:
        before = {one.question: one for one in asked.get(link.b, ())}
        both = next((one for one in asked.get(link.a, ()) if one.question in before), None)
        if both is None:
            yield Superseded(link=link)
            continue
        yield Superseded(
            link=link,
            question=both.question,
            wording=both.wording,
            was=before[both.question].value,
            now=both.value,
        )


def _is_fetched(source: str) -> bool:
    from sayso.intake import is_address  # noqa: PLC0415 - reading is heavy

    return is_address(source) or source.lower().endswith(".opml")


def _parts(whole: Sequence[Part], size: int) -> Iterable[Sequence[Part]]:
    return (whole[at : at + size] for at in range(0, len(whole), size))
