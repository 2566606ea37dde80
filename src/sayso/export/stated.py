"""What an input says of its report's facts besides what was taken."""

from sayso.nouns import Grain, Moment, Report, Stated

CLOCKS = frozenset({"published", "modified"})


def otherwise(report: Report) -> tuple[Stated, ...]:
    """What was not taken of what the input says, and is not the same in other words (a day and an hour of it)."""
    taken = {one.fact: one for one in report.stated if one.taken}
    return tuple(one for one in report.stated if not one.taken and not _same(one, taken.get(one.fact)))


def _same(one: Stated, other: Stated | None) -> bool:
    if other is None:
        return False
    if one.fact in CLOCKS:
        return _one_moment(one.value, other.value)
    if one.fact == "language":
        return _language(one.value) == _language(other.value)
    return _plain(one.value) == _plain(other.value)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split()).rstrip("/")


def _language(value: str) -> str:
    return value.casefold().replace("_", "-").partition("-")[0]


def _one_moment(one: str, other: str) -> bool:
    """Whether two dates may name one moment, as precisely as both are given."""
    try:
        first, second = Moment(one), Moment(other)
    except ValueError:
        return one == other
    if first.grain is Grain.MINUTE and second.grain is Grain.MINUTE and first.zone and second.zone:
        return first.instant() == second.instant()
    return first.first_day <= second.last_day and second.first_day <= first.last_day
