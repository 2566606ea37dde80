"""Which rulings hold: the latest on each thing; where two people must agree on a claim, what two of them say alike."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.nouns import TWO_PEOPLE, Ruling, RulingKind

Subject = tuple[object, ...]


def standing(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that hold, oldest first: not withdrawn, and the latest on their subject.

    Where two people must agree, one on a claim holds if another person's latest says the same.
    """
    listed = tuple(rulings)
    latest = {one.subject(): one for one in _open(listed)}
    if needs_two(latest.values()):
        agreed = {subject: _agreed(said) for subject, said in _opinions(listed).items()}
        latest |= {subject: one for subject, one in agreed.items() if one is not None}
        for subject in [subject for subject, one in agreed.items() if one is None]:
            del latest[subject]
    return tuple(one for one in listed if latest.get(one.subject()) is one)


def needs_two(rulings: Iterable[Ruling]) -> bool:
    """Whether it was ruled that two people must agree on a claim; the latest such ruling tells."""
    told = [one.decision for one in rulings if one.kind is RulingKind.POLICY]
    return bool(told) and told[-1] == TWO_PEOPLE


def waiting(rulings: Iterable[Ruling]) -> tuple[tuple[Ruling, ...], ...]:
    """For each claim that two people do not agree on yet, though they must: what each has said, oldest first."""
    listed = tuple(rulings)
    if not needs_two(listed):
        return ()
    return tuple(said for said in _opinions(listed).values() if _agreed(said) is None)


def said_by(rulings: Iterable[Ruling], by: str) -> Mapping[Subject, Ruling]:
    """What holds, and on claims that two people must agree on what this person has said: they need not say it again."""
    listed = tuple(rulings)
    held = {one.subject(): one for one in standing(listed)}
    if needs_two(listed):
        held |= {subject: one for subject, said in _opinions(listed).items() for one in said if one.by == by}
    return held


def _open(listed: Sequence[Ruling]) -> list[Ruling]:
    """Those that were not withdrawn."""
    withdrawn = {one.undoes for one in listed if one.kind is RulingKind.UNDO}
    return [one for one in listed if one.kind is not RulingKind.UNDO and one.id not in withdrawn]


def _opinions(listed: Sequence[Ruling]) -> dict[Subject, tuple[Ruling, ...]]:
    """What each person has said last on each claim, oldest first."""
    found: dict[Subject, dict[str, Ruling]] = {}
    for one in _open(listed):
        if one.kind is RulingKind.READING:
            said = found.setdefault(one.subject(), {})
            said.pop(person(one.by), None)
            said[person(one.by)] = one
    return {subject: tuple(said.values()) for subject, said in found.items()}


def person(name: str) -> str:
    """A name as that of one person, in whatever case it was typed."""
    return " ".join(name.split()).casefold()


def _agreed(said: Sequence[Ruling]) -> Ruling | None:
    """The latest ruling that most say, if two say it and no other is said by as many."""
    alike: dict[object, list[Ruling]] = {}
    for one in said:
        alike.setdefault((one.decision, one.correction, one.parts), []).append(one)
    most = max(map(len, alike.values()))
    groups = [group for group in alike.values() if len(group) == most]
    return groups[0][-1] if most > 1 and len(groups) == 1 else None
