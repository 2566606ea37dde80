"""The statements of a chart: when by the clock asked for, who, what, and over what it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.export.clocks import At, Clock, at, days, middle
from sayso.export.dates import Shown, instant, moment
from sayso.export.phrases import printed_by
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Answer, Claimed, Link, Quantity, Question, Relation, Scope, hull, is_retraction
from sayso.web.views.claims import text_href, who

SCOPES = {
    Scope.CUMULATIVE: "cumulative",
    Scope.INCREMENT: "newly",
    Scope.SNAPSHOT: "at that time",
    Scope.SHARE: "a share",
}
"""Over what a number counts, where its window does not say so."""
TAKEN_BACK = "taken back"
APART = frozenset({Scope.INCREMENT, Scope.SHARE})
"""Numbers that nothing goes on from: "771 in the last 24 hours" is no stand that the next number grows from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What ended a statement: that it was taken back, or a lower number of the same voice; `by` is the claim of it."""

    words: str
    by: str
    when: At | None
    href: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement: a row of the table, a point of the chart. `low` and `high` are None for no bound or no number.

    `at` is where it stands on the line of days, `first` and `last` the ends of what its time may mean, None where one
    is open. `joins`: the number goes on from the one before it. `scope` says over what it counts, as far as is told.
    """

    id: str
    when: Shown | None
    when_href: str | None
    time: At | None
    at: float | None
    first: float | None
    last: float | None
    voice: str
    outlet: str
    value: str
    low: float | None
    high: float | None
    level: float | None  # where it stands on the axis
    scope: str | None
    joins: bool
    ended: Turn | None
    href: str
    text_href: str
    quote: str

    @property
    def is_up_to(self) -> bool:
        """Whether only the upper end is told: of "up to 600" the lower one is nought."""
        return not self.low and bool(self.high)

    @property
    def clock(self) -> str:
        """The clock that its time is of."""
        return self.time.clock.value if self.time else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What rows are made from besides the claims."""

    beside: Beside
    by: Clock
    turns: Mapping[str, Turn]
    is_counted: bool


def rows(question: Question, beside: Beside, links: Iterable[Link], by: Clock, *, is_counted: bool) -> tuple[Row, ...]:
    """The statements in time, undated ones last."""
    told = _Told(beside, by, _turns(question, beside, links, by), is_counted)
    found = [
        _row(beside.claimed[ident], answer, float(place), told)
        for place, answer in enumerate(question.answers)
        for ident in answer.claims
        if ident in beside.claimed
    ]
    return tuple(sorted(found, key=lambda row: (row.at is None, row.at or 0.0)))


def _row(one: Claimed, answer: Answer, place: float, told: _Told) -> Row:
    when = at(one, told.by, told.beside.read_at)
    first, last = days(when) if when else (None, None)
    counted = _quantity(one, answer)
    said = one.claim.said
    return Row(
        id=one.claim.id,
        when=_shown(one, when),
        when_href=text_href(one.report.id, one.claim.layer, said.span)
        if said and when and when.clock is Clock.SAID
        else None,
        time=when,
        at=middle(when) if when else None,
        first=first,
        last=last,
        voice=who(one, told.beside).name,
        outlet=printed_by(one.report),
        value=answer.value,
        low=answer.low,
        high=answer.high,
        level=level(answer) if told.is_counted else place,
        scope=_scope(one, counted) if counted else None,
        joins=counted is None or counted.scope not in APART,
        ended=told.turns.get(one.claim.id),
        href=f"/c/{one.claim.id}",
        text_href=text_href(one.report.id, one.claim.layer, hull(one.claim.content)),
        quote=one.quote,
    )


def _shown(one: Claimed, when: At | None) -> Shown | None:
    """The time in words: that of a publication or a reading with its zone."""
    if when is None:
        return None
    if when.clock is Clock.PUBLISHED:
        return moment(one.report.published)
    if when.clock is Clock.READ:
        return instant(when.start or "")
    return Shown(words=when.words, iso=when.start or when.end)


def level(answer: Answer) -> float | None:
    """Where a number stands on the axis: the one that it names, or its bound, or between its two."""
    if not answer.low or answer.high is None:
        return answer.low if answer.high is None else answer.high
    return (answer.low + answer.high) / 2


def _quantity(one: Claimed, answer: Answer) -> Quantity | None:
    """The number of the claim that the answer is made of."""
    same = (item for item in one.claim.quantities if (item.low, item.high) == (answer.low, answer.high))
    return next(same, next(iter(one.claim.quantities), None))


def _scope(one: Claimed, counted: Quantity) -> str | None:
    """Over what it is counted: the window as written, else in a word; and at which site."""
    window = counted.window.span.of(one.text) if counted.window else None
    sites = [f"at {where.name}" for where in one.claim.places if where.precision == "facility"]
    parts = (SCOPES.get(counted.scope), window, *sites[:1])
    return ", ".join(part for part in parts if part) or None


def _turns(question: Question, beside: Beside, links: Iterable[Link], by: Clock) -> dict[str, Turn]:
    """What ended statements, by their claims: a retraction rather than a lower number."""
    answers = {claim: answer for answer in question.answers for claim in answer.claims}
    found: dict[str, Turn] = {}
    for link in links:
        if link.relation is not Relation.SUPERSEDES or not {link.a, link.b} <= beside.claimed.keys() & answers.keys():
            continue
        newer, older = beside.claimed[link.a], beside.claimed[link.b]
        if is_retraction(link.rule):
            found[link.b] = _turn(TAKEN_BACK, newer, beside, by)
        elif who(newer, beside) == who(older, beside) and _fell(answers[link.b], answers[link.a]):
            found.setdefault(link.b, _turn("lowered", newer, beside, by))
    return found


def _fell(older: Answer, newer: Answer) -> bool:
    before, after = level(older), level(newer)
    return before is not None and after is not None and after < before


def _turn(words: str, newer: Claimed, beside: Beside, by: Clock) -> Turn:
    href = text_href(newer.report.id, newer.claim.layer, hull(newer.claim.content))
    return Turn(words=words, by=newer.claim.id, when=at(newer, by, beside.read_at), href=href, quote=newer.quote)
