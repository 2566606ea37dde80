"""The ledger as the rest of Sayso sees it."""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from sayso.errors import UsageError
from sayso.ledger import (
    amendments,
    compared,
    decided,
    hashing,
    log,
    places,
    read,
    redaction,
    reviews,
    rulings,
    search,
    transfer,
    versions,
    write,
)
from sayso.ledger import check as checks
from sayso.ledger.backup import Backup
from sayso.ledger.backup import backup as make_backup
from sayso.ledger.check import Check
from sayso.ledger.compared import Scope
from sayso.ledger.connect import Store, connect
from sayso.ledger.find import find
from sayso.ledger.listing import Names
from sayso.ledger.log import Entry
from sayso.ledger.migrate import migrate
from sayso.ledger.read import Input
from sayso.ledger.rulings import Overlay
from sayso.nouns import (
    Amendment,
    Capture,
    Claimed,
    Copies,
    Flag,
    IndexEntry,
    Intake,
    Link,
    Question,
    Reading,
    Report,
    Review,
    Ruling,
    State,
)

EVERYTHING = Scope()

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

WAIT = 10.0
"""Seconds to wait for another writer. A write takes milliseconds; a slow disk under eight writers stays below one."""


class Ledger:
    """Captures, reports, their readings, and what comparing gave; a context manager, for one thread at a time.

    `older` is the copy that was made of its file before that was brought to the present schema, None where it was not.
    Each method is a transaction of its own; those called inside `with ledger.writing():` are one.
    """

    def __init__(self, store: Store, older: Path | None = None) -> None:
        self._store = store
        self.older = older
        self._run = secrets.token_hex(8)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, wait: float = WAIT) -> Self:
        """The ledger in that file (or at that PostgreSQL URL), brought to the present schema.

        Raises:
            UsageError: there is none, and `create` is False.
            LedgerError: it cannot be opened (LedgerBusy, LedgerDamaged and LedgerTooNew say why).
        """
        store = connect(path, create=create, wait=wait)
        try:
            older = migrate(store)
        except BaseException:
            store.close()
            raise
        return cls(store, older)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The path or URL that it was opened by."""
        return self._store.name

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that holds the write lock: what is read inside is still true when it is written."""
        with self._store.writing():
            yield

    def add(
        self,
        intake: Intake,
        reading: Reading | None = None,
        links: Sequence[Link] = (),
        entry: IndexEntry | None = None,
    ) -> bool:
        """Write one input with what was derived from it; False when nothing of it was new.

        `entry` is what the report is found again by. `links` may join its claims to older ones.
        """
        derived = write.Derived(reading=reading, links=links, entry=entry) if reading else None
        with self._store.writing() as connection:
            return write.add(connection, intake, derived, self._stamp())

    def add_reading(self, reading: Reading, links: Sequence[Link] = (), entry: IndexEntry | None = None) -> bool:
        """Write a new reading of a report that the ledger has, and make it the current one."""
        derived = write.Derived(reading=reading, links=links, entry=entry)
        with self._store.writing() as connection:
            return write.add(connection, None, derived, self._stamp())

    def add_compared(
        self, pointers: Iterable[int], links: Sequence[Link], together: Iterable[frozenset[str]] = ()
    ) -> None:
        """Write the links that comparing gave; `pointers` are what `uncompared` gave for the reports compared.

        `together` are groups of reports that are of one story.
        """
        with self._store.writing() as connection:
            write.add_compared(connection, pointers, links, together, self._stamp())

    def place(self, report: str, reading: str, entry: IndexEntry) -> None:
        """Give a report that was read before there was an index its place in it."""
        with self._store.writing() as connection:
            places.put(connection, report, reading, entry)

    def put_comparison(  # noqa: PLR0913 - all that comparing gives is put at once
        self,
        questions: Iterable[Question],
        copies: Iterable[Copies],
        overlay: Overlay | None = None,
        *,
        names: Names | None = None,
        as_of: int | None = None,
        scope: Scope = EVERYTHING,
    ) -> None:
        """Make these the questions and copies, worked out when the log had `as_of` entries (by default: just now).

        `overlay` is what rulings change of claims and links; `names` says by which name the case knows the voice of a
        claim and why (by default as the reports name it); `scope` of which reports all this is. What belongs to a later
        state of the ledger, which another process may have put meanwhile, stays.
        """
        with self._store.writing() as connection:
            entry = log.last(connection) if as_of is None else as_of
            compared.put(connection, questions, copies, overlay or Overlay(), names=names, entry=entry, scope=scope)

    def put_told(
        self, models: tuple[str, str], vectors: Mapping[str, bytes], odds: Mapping[tuple[str, str], bytes]
    ) -> None:
        """Keep what two models told of claims and of pairs of them. It can be worked out anew at any time."""
        with self._store.writing() as connection:
            compared.put_told(connection, models, vectors, odds)

    def add_rulings(self, made: Sequence[Ruling]) -> int:
        """Write what a person has decided; the number of the log entry that tells of it, 0 for none."""
        with self._store.writing() as connection:
            return rulings.add(connection, made, self._run)

    def add_amendments(self, made: Sequence[Amendment]) -> int:
        """Write what a person has corrected of reports' facts; the number of its log entry, 0 for none."""
        with self._store.writing() as connection:
            return amendments.add(connection, made, self._run)

    def named(self, names: Sequence[str], *, parts: bool = True) -> tuple[tuple[str, ...], tuple[redaction.Found, ...]]:
        """What a redaction of these names would mask: the names as they are spelled, and the reports they stand in."""
        with self._store.reading() as connection:
            masks = self._masks(connection, names, parts=parts)
            return masks.names, redaction.scan(connection, masks)

    def redact(
        self,
        names: Sequence[str],
        *,
        by: str,
        why: str,
        parts: bool = True,
        keep: Callable[[redaction.Redacted], None] | None = None,
    ) -> redaction.Redacted | None:
        """Take these names out of all that the ledger holds, for good, and clean its file of them.

        With `parts` the words of a name are masked where they stand alone, too. None where none of them stands
        anywhere; the file is cleaned all the same. Comparing has to be done again. `keep` is called before anything is
        final, with the salts and digests that the ledger does not keep; nothing is done where it fails.

        Raises:
            UsageError: there is no name, or the reason or the signature has it.
            LedgerBusy: the file cannot be cleaned while another process reads it.
        """
        if not by.strip() or not why.strip():
            raise UsageError("a redaction is signed and has a reason: --by NAME --reason TEXT")
        self._store.forget_for_good()
        with self._store.writing() as connection:
            act = redaction.Act(by=by, why=why, at=self._stamp().at, run=self._run)
            done = redaction.redact(connection, self._masks(connection, names, parts=parts), act)
            if done is not None and keep is not None:
                keep(done)
        redaction.wipe(self._store)
        return done

    @staticmethod
    def _masks(connection: Connection, names: Sequence[str], *, parts: bool) -> redaction.Masks:
        if not names or not all(redaction.words_of(name) for name in names):
            raise UsageError("say whose name is to be taken out, in letters")
        spelled = redaction.variants(connection, names)
        return redaction.Masks(redaction.next_number(connection), spelled, parts)

    def reindex(self) -> None:
        """Make the index that search asks anew, from what the ledger holds."""
        with self._store.writing() as connection:
            search.rebuild(connection)

    def receive(self, source: Store) -> None:
        """Copy what was `transfer.staged`, all or nothing.

        Raises:
            UsageError: this ledger is not empty.
        """
        transfer.receive(self._store, source)

    def change(
        self, work: Callable[Concatenate[Connection, Asked], Found], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Found:
        """Let one of the functions of `sayso.ledger.users` write, and give what it gives."""
        with self._store.writing() as connection:
            return work(connection, *args, **kwargs)

    def _stamp(self) -> write.Stamp:
        return write.Stamp(run=self._run, at=datetime.now(UTC).isoformat(timespec="seconds"))

    def join(self, together: Iterable[Collection[str]]) -> None:
        """Note that the reports of each group are of one story."""
        with self._store.writing() as connection:
            write.join(connection, together)

    # Reading

    def look(
        self, query: Callable[Concatenate[Connection, Asked], Found], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Found:
        """What one of the queries of `sayso.ledger.browse` finds: those read no more than a page shows."""
        with self._store.reading() as connection:
            return query(connection, *args, **kwargs)

    def uncompared(self, limit: int) -> dict[str, int]:
        """Ids of reports whose current reading was not compared with the others yet, each with its pointer."""
        with self._store.reading() as connection:
            return read.uncompared(connection, limit)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the ledger: what others write meanwhile is not seen inside."""
        with self._store.reading():
            yield

    def entries(self) -> int:
        """How many entries the log has."""
        with self._store.reading() as connection:
            return log.last(connection)

    def compared(self) -> bool:
        """Whether the questions and copies take in everything that was written."""
        with self._store.reading() as connection:
            return compared.is_fresh(connection)

    def inputs(self) -> tuple[Input, ...]:
        """How each input ended last, in the order of reading."""
        with self._store.reading() as connection:
            return read.inputs(connection)

    def capture(self, sha256: str) -> Capture | None:
        """The bytes of that hash as they came."""
        with self._store.reading() as connection:
            return read.capture(connection, sha256)

    def reports(self) -> tuple[Report, ...]:
        """All reports with their facts as people have amended them, in the order of their publication."""
        with self._store.reading() as connection:
            return tuple(read.reports(connection).values())

    def reports_of(self, idents: Collection[str]) -> tuple[Report, ...]:
        """The reports with these ids."""
        with self._store.reading() as connection:
            return tuple(read.reports(connection, idents).values())

    def versions(self, report: str) -> tuple[Report, ...]:
        """The versions of a report (captures of its address) and itself, oldest first; none where it has no other."""
        with self._store.reading() as connection:
            return versions.versions(connection, report)

    def newest_versions(self, reports: Collection[str]) -> dict[str, Report]:
        """For those of the reports that have a later version: the latest."""
        with self._store.reading() as connection:
            return versions.newest(connection, reports)

    def readings(self, report: str) -> tuple[Reading, ...]:
        """All readings of a report; the current one comes last."""
        with self._store.reading() as connection:
            return read.readings(connection, report)

    def engine(self, report: str) -> str | None:
        """The engine of a report's current reading, None if it was never read."""
        with self._store.reading() as connection:
            return read.current_engine(connection, report)

    def claims(
        self,
        *,
        report: str | None = None,
        voice: str | None = None,
        text: str | None = None,
        as_read: bool = False,
    ) -> tuple[Claimed, ...]:
        """Claims of the current readings: of one report (its id), of voices and with quotes that hold these words.

        Those that a person has corrected are given so, unless they are wanted as they were read.
        """
        with self._store.reading() as connection:
            return read.claims(connection, report=report, voice=voice, text=text, as_read=as_read)

    def claims_of(self, reports: Iterable[str]) -> tuple[Claimed, ...]:
        """Claims of the current readings of these reports."""
        with self._store.reading() as connection:
            return read.claims_of(connection, reports)

    def claims_at(self, found: Collection[tuple[int, int]]) -> tuple[Claimed, ...]:
        """Claims of the current readings by the numbers of their reports in the index and their places there."""
        with self._store.reading() as connection:
            return read.claims_at(connection, found)

    def unplaced(self, limit: int) -> tuple[str, ...]:
        """Ids of reports that were read before there was an index and have no place in it."""
        with self._store.reading() as connection:
            return places.unplaced(connection, limit)

    def entries_of(self, reports: Iterable[str]) -> dict[str, tuple[int, IndexEntry]]:
        """Number and entry in the index of each of some reports."""
        with self._store.reading() as connection:
            return places.entries(connection, reports)

    def linked(self) -> list[frozenset[str]]:
        """The pairs of reports that have a link between claims of theirs."""
        with self._store.reading() as connection:
            return read.linked(connection)

    def numbers_of(self, reports: Iterable[str]) -> dict[str, int]:
        """The numbers of reports in the index: one that was read later has a higher one."""
        with self._store.reading() as connection:
            return places.numbers(connection, reports)

    def reports_at(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Ids of the reports that have these numbers in the index."""
        with self._store.reading() as connection:
            return places.reports_at(connection, numbers)

    def marked(self, marks: Collection[int], days: tuple[int, int] | None) -> list[tuple[int, int]]:
        """The numbers of reports in the index that have a mark, between two days or without one; how many they have."""
        with self._store.reading() as connection:
            return places.marked(connection, marks, days)

    def scenes(self, numbers: Collection[int]) -> list[tuple[int, int | None, bytes]]:
        """Number, day and scene of reports in the index."""
        with self._store.reading() as connection:
            return places.scenes(connection, numbers)

    def keys(self, numbers: Collection[int]) -> list[tuple[int, bytes]]:
        """Number and keys of reports in the index."""
        with self._store.reading() as connection:
            return places.keys(connection, numbers)

    def links(self, *claims: str, as_decided: bool = False) -> tuple[Link, ...]:
        """Links between current claims: all, or those of the claims with these ids.

        Where a person has ruled on a pair, the ruling stands in for what was decided, unless that is what is wanted.
        """
        with self._store.reading() as connection:
            return read.links(connection, claims, as_decided=as_decided)

    def links_between(self, claims: Collection[str]) -> tuple[Link, ...]:
        """Links of which both ends are among these claims, as they were decided, without their reasons."""
        with self._store.reading() as connection:
            return decided.between(connection, claims)

    def told(
        self, models: tuple[str, str], claims: Collection[str] | None = None
    ) -> tuple[dict[str, bytes], dict[tuple[str, str], bytes]]:
        """What two models told: of claims (all, or these) and of pairs of them, by the claims' ids."""
        with self._store.reading() as connection:
            return compared.told(connection, models, claims)

    def stale(self, engine: str) -> list[list[str]]:
        """The reports whose questions do not take in everything that was written, story by story, by this engine."""
        with self._store.reading() as connection:
            return compared.stale(connection, engine)

    def rulings(self) -> tuple[Ruling, ...]:
        """All that people have decided, oldest first, with what was withdrawn or replaced."""
        with self._store.reading() as connection:
            return rulings.rulings(connection)

    def flags(self) -> tuple[Flag, ...]:
        """What people have flagged, as it stands, oldest first."""
        with self._store.reading() as connection:
            return rulings.flagged(connection)

    def amendments(self, report: str | None = None) -> tuple[Amendment, ...]:
        """What people have corrected of the facts of all reports or of one, oldest first, with what was withdrawn."""
        with self._store.reading() as connection:
            return amendments.amendments(connection, None if report is None else (report,))

    def reviews(self) -> dict[str, Review]:
        """What people have made of each claim that anybody has looked at, by the claim's id."""
        with self._store.reading() as connection:
            return reviews.reviews(connection)

    def published(self) -> dict[str, Ruling]:
        """The claims by which their questions were published, with the ruling, by the claim's id."""
        with self._store.reading() as connection:
            return reviews.released(connection, "question published")

    def needs_two(self) -> bool:
        """Whether two people must agree on a claim before it counts as reviewed."""
        with self._store.reading() as connection:
            return rulings.needs_two(connection)

    def questions(self, *, states: Iterable[State] = ()) -> tuple[Question, ...]:
        """Questions: all, or those in one of the states."""
        with self._store.reading() as connection:
            return read.questions(connection, states)

    def copies(self) -> tuple[Copies, ...]:
        """Groups of reports that print one text."""
        with self._store.reading() as connection:
            return read.copies(connection)

    def find(self, prefix: str) -> Report | Claimed | Question:
        """The report, claim or question with that id or the first characters of it; a report also by its label.

        Raises:
            NotFound: there is none.
            UsageError: there are several.
        """
        with self._store.reading() as connection:
            return find(connection, prefix)

    def log(self) -> tuple[Entry, ...]:
        """The log's entries, oldest first."""
        with self._store.reading() as connection:
            return log.entries(connection)

    def content_hash(self) -> str:
        """Hex SHA-256 over captures, reports, current claims, links and rulings, in whatever order they were read."""
        with self._store.reading() as connection:
            return hashing.content_hash(connection)

    def backup(self, target: Path) -> Backup:
        """Copy the ledger's file as it is now, and check the copy.

        Raises:
            UsageError: it lies on a server, or there is a file of that name already.
            LedgerDamaged: the copy is not whole, as the ledger is not; none is kept.
            WriteFailed: it cannot be written there.
        """
        return make_backup(self._store, target)

    def check(self, *, deep: bool = False) -> tuple[Check, ...]:
        """Whether the ledger is what was written; `deep` looks at every row."""
        with self._store.reading() as connection:
            return checks.check(connection, deep=deep)
