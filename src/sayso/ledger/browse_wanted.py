"""The claims that somebody wants, a part of them. Run by `Ledger.look`.

Lists of claims go report by report, so what is counted is how many claims of each reading fit; then the rows of those
readings alone are looked at that have the part in them. All that is counted by stands in indexes: no claim is read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from sayso.ledger import browse_search, schema
from sayso.ledger.browse import Page, Part
from sayso.ledger.codec import shown
from sayso.ledger.statements import among
from sayso.nouns import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days on which something was published, ISO 8601, both ends included; None is an open end.

    A date that is known by its month or year alone is among them if its first day can be.
    """

    first: str | None = None
    last: str | None = None

    def hold(self, published: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """The conditions on the column of the date."""
        found: list[ColumnElement[bool]] = []
        if self.first is not None:
            months = (self.first[:7], self.first[:4])
            found.append(or_(published >= self.first, published.in_(months)))
        if self.last is not None:
            found.append(published < f"{self.last}~")  # after every time of that day
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedClaims:
    """Which claims are wanted; None wants all.

    `voice` is the case's name for it, `text` is taken apart by `browse_search.terms`.
    """

    voice: str | None = None
    report: str | None = None
    question: str | None = None
    act: Act | None = None
    days: Days = Days()
    text: str | None = None

    @property
    def whole(self) -> bool:
        """Whether all claims of a report are wanted, or none."""
        return self.voice is None and self.question is None and self.act is None and self.text is None


def claims(connection: Connection, wanted: WantedClaims, page: Page) -> Part[str]:
    """The ids of current claims that are wanted, report by report as `browse_lists.reports` has them, in text order."""
    fit = None if wanted.whole else _fitting(connection, wanted)
    if fit is None and not wanted.whole:
        return Part(found=(), total=0)
    readings = _readings(connection, wanted)
    numbers = readings if fit is None else _numbers(connection, fit, readings)
    here: list[str] = []
    total = before = 0
    for reading in readings:
        number = numbers.get(reading, 0)
        if number and total + number > page.offset and total < page.offset + page.limit:
            before = before if here else total
            here.append(reading)
        total += number
    listed = _listed(connection, here, None if fit is None else _idents(connection, fit, here))
    start = page.offset - before
    return Part(found=tuple(listed[start : start + page.limit]), total=total)


def _readings(connection: Connection, wanted: WantedClaims) -> dict[str, int]:
    """The current readings of the reports that are wanted, in their order, with the number of claims of each."""
    report, reading, pointer = schema.report, schema.reading, schema.current_reading
    newer = pointer.alias()
    newest = select(func.max(newer.c.seq)).where(newer.c.report == report.c.id).scalar_subquery()
    statement = (
        select(reading.c.id, reading.c.claims)
        .select_from(report)
        .join(pointer, pointer.c.seq == newest)
        .join(reading, reading.c.id == pointer.c.reading)
        .where(*wanted.days.hold(report.c.published))
        .order_by(report.c.published.nulls_first(), report.c.label, report.c.id)
    )
    if wanted.report is not None:
        statement = statement.where(report.c.id == wanted.report)
    return {row.id: row.claims for row in connection.execute(statement)}


def _fitting(connection: Connection, wanted: WantedClaims) -> Select[Any] | None:
    """Reading and id of the claims that fit, those of older readings among them; None where no word is looked for.

    The claim's row is not looked at: the index by reading has the act, what is searched for has the reading.
    """
    claim, voice, behind = schema.claim, schema.claim_voice, schema.answer_claim
    statement: Select[Any] = select(claim.c.reading, claim.c.id.label("ident"))
    if wanted.text is not None:
        found = browse_search.matching(connection, wanted.text)
        if found is None:
            return None
        statement = found
        if wanted.act is not None:
            reading, ident = statement.selected_columns
            statement = statement.join(claim, (claim.c.reading == reading) & (claim.c.id == ident))
    ident = statement.selected_columns.ident
    if wanted.act is not None:
        statement = statement.where(claim.c.act == wanted.act.value)
    if wanted.voice is not None:
        statement = statement.where(ident.in_(select(voice.c.claim).where(voice.c.name == shown(wanted.voice))))
    if wanted.question is not None:
        statement = statement.where(ident.in_(select(behind.c.claim).where(behind.c.question == wanted.question)))
    return statement


def _numbers(connection: Connection, fit: Select[Any], readings: Mapping[str, int]) -> dict[str, int]:
    """How many claims fit in each reading; of few readings nothing is counted but what is in them."""
    reading = fit.selected_columns.reading
    counted = fit.with_only_columns(reading, func.count(), maintain_column_froms=True).group_by(reading)
    parts = among(counted, reading, readings) if len(readings) < _FEW else (counted,)
    return {ident: number for part in parts for ident, number in connection.execute(part)}


_FEW = 100
"""Readings that are looked into one by one; to count in all of 5,000 by the index takes 20 ms."""


def _idents(connection: Connection, fit: Select[Any], readings: list[str]) -> frozenset[str]:
    reading = fit.selected_columns.reading
    return frozenset(row.ident for part in among(fit, reading, readings) for row in connection.execute(part))


def _listed(connection: Connection, readings: list[str], fit: Collection[str] | None) -> list[str]:
    """The claims of these readings in their order, or those of them that fit."""
    claim = schema.claim
    statement = select(claim.c.reading, claim.c.id).order_by(claim.c.reading, claim.c.ordinal)
    of: dict[str, list[str]] = {}
    for part in among(statement, claim.c.reading, readings):
        for row in connection.execute(part):
            if fit is None or row.id in fit:
                of.setdefault(row.reading, []).append(row.id)
    return [ident for reading in readings for ident in of.get(reading, ())]
