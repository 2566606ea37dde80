"""What a person corrects of a report's facts, written to the ledger as amendments; and what follows from it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.api import reread, shipped
from sayso.errors import UsageError
from sayso.nouns import Amendment, Fact, Moment, Report, amendment_id, as_read, facts_of, standing
from sayso.stages import WAYS, Settings, Stages

if TYPE_CHECKING:  # SQLAlchemy is heavy
    from sayso.ledger import Ledger, ReadingDiff

LONGEST = 1000
"""Characters of an outlet's name, a title or a reason."""


def amend(
    ledger: "Ledger", report: Report, facts: Mapping[Fact, str | None], *, by: str, why: str | None = None
) -> tuple[Amendment, ...]:
    """Write what a person says of a report's facts; the amendments made, none of what stands so already.

    None makes an outlet or a day of publication unknown. Nothing is read anew yet: see `read_anew`.

    Raises:
        UsageError: `by` is empty (an amendment is signed), a date is none, or a text is too long or empty.
    """
    signed = _signed(by)
    wanted = {fact: _value(fact, value) for fact, value in facts.items()}
    with ledger.writing():
        known = ledger.amendments()
        stands = _facts_now(report, [one for one in known if one.report == report.id])
        at = _now()
        made = [
            Amendment(
                id=amendment_id(number, report.id, fact, signed, at),
                report=report.id,
                fact=fact,
                before=stands[fact],
                after=wanted[fact],
                by=signed,
                at=at,
                why=_reason(why),
            )
            for number, fact in enumerate((fact for fact in Fact if fact in wanted), start=len(known) + 1)
            if wanted[fact] != stands[fact]
        ]
        ledger.add_amendments(made)
    return tuple(made)


def withdraw(ledger: "Ledger", prefix: str, *, by: str, why: str | None = None) -> Amendment:
    """Withdraw the amendment whose id begins so: what stood before it stands again. It is not deleted.

    Raises:
        UsageError: `by` is empty, or not exactly one amendment that was not withdrawn yet begins so.
    """
    signed = _signed(by)
    with ledger.writing():
        known = ledger.amendments()
        gone = {one.undoes for one in known}
        open_ = [one for one in known if one.undoes is None and one.id not in gone]
        found = [one for one in open_ if prefix.strip() and one.id.startswith(prefix.strip())]
        if len(found) != 1:
            few = "none" if not found else "more than one"
            raise UsageError(f"{few} of the {len(open_)} amendments that hold begins so: {prefix!r}; try --log")
        (one,) = found
        history = [other for other in known if other.report == one.report and other.fact is one.fact]
        at = _now()
        made = Amendment(
            id=amendment_id(len(known) + 1, one.report, one.fact, signed, at),
            report=one.report,
            fact=one.fact,
            before=_stands(history, one.fact, as_read(history)[one.fact]),
            after=_stands([other for other in history if other is not one], one.fact, as_read(history)[one.fact]),
            by=signed,
            at=at,
            why=_reason(why),
            undoes=one.id,
        )
        ledger.add_amendments((made,))
    return made


def read_anew(
    ledger: "Ledger", reports: Sequence[str], *, settings: Settings | None = None, using: Stages | None = None
) -> "tuple[ReadingDiff, ...]":
    """Read reports with the facts that they have now, and compare them: what they date, who speaks, what is newer.

    Each is read in the way in which it was read before, where that is one of this Sayso's, else in the one given.
    """
    stages = using or shipped()
    found: list[ReadingDiff] = []
    for report in reports:
        chosen = settings or _settings(ledger.engine(report), stages)
        found += reread(ledger, reports=(report,), settings=chosen, using=stages)
    return tuple(found)


def _settings(engine: str | None, stages: Stages) -> Settings:
    """The settings whose engine this is."""
    for way in WAYS:
        settings = Settings(attribution=way)
        name = stages.engine(settings)
        if engine is not None and (engine == name or engine.startswith(f"{name}; ")):  # a language pack's stands behind
            return settings
    return Settings()


def _facts_now(report: Report, history: Sequence[Amendment]) -> dict[Fact, str | None]:
    """What stands of each fact, by the ledger and not by a report that may have been looked up before."""
    given = as_read(history)
    now = facts_of(report)
    return {fact: _stands(history, fact, given[fact]) if fact in given else now[fact] for fact in Fact}


def _stands(history: Sequence[Amendment], fact: Fact, otherwise: str | None = None) -> str | None:
    held = [one for one in standing(history) if one.fact is fact]
    return held[-1].after if held else otherwise


def _signed(by: str) -> str:
    if not by.strip():
        raise UsageError("an amendment needs a name: --by NAME")
    return by.strip()


def _value(fact: Fact, given: str | None) -> str | None:
    """The value as it is kept.

    Raises:
        UsageError: it cannot be one of this fact.
    """
    value = (given or "").strip() or None
    if value is not None and len(value) > LONGEST:
        raise UsageError(f"{fact.value}: at most {LONGEST:,} characters, given {len(value):,}")
    if fact is Fact.TITLE and value is None:
        raise UsageError("a title cannot be taken away: give another one, or withdraw the amendment")
    if fact is Fact.PUBLISHED and value is not None:
        try:
            return Moment(value).iso
        except ValueError as error:
            raise UsageError(f"published: {error}") from error
    return value


def _reason(why: str | None) -> str | None:
    kept = (why or "").strip() or None
    if kept is not None and len(kept) > LONGEST:
        raise UsageError(f"why: at most {LONGEST:,} characters, given {len(kept):,}")
    return kept


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
