"""What a newer reading reads differently."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sayso.nouns import Claim, LayerName, Pieces, Reading

_OF_THE_READING = frozenset({"id", "method", "confidence"})
"""Fields that differ between two readings that read the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim that both readings found at exactly the same place, but not alike; `fields` names what differs."""

    before: Claim
    after: Claim
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDiff:
    """How two readings of one report differ. `before` is None where the report had not been read.

    `reason` says why the report could not be read anew (the older reading then stays current), or is None. `dropped`
    counts, by reason, what plug-ins proposed and was not taken.
    """

    report: str
    before: str | None  # engine
    after: str  # engine
    added: tuple[Claim, ...] = ()
    removed: tuple[Claim, ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0
    reason: str | None = None
    dropped: tuple[tuple[str, int], ...] = ()


def diff(before: Reading | None, after: Reading) -> ReadingDiff:
    """What `after` reads differently from `before`, claims matched by exactly the same content spans."""
    old = _by_place(before.claims if before else ())
    new = _by_place(after.claims)
    pairs = [pair for place in new for pair in zip(old.get(place, ()), new[place], strict=False)]
    changed = tuple(Change(before=a, after=b, fields=differing) for a, b in pairs if (differing := _differing(a, b)))
    met = {claim.id for pair in pairs for claim in pair}
    return ReadingDiff(
        report=after.report,
        before=before.engine if before else None,
        after=after.engine,
        added=tuple(claim for claim in after.claims if claim.id not in met),
        removed=tuple(claim for claim in (before.claims if before else ()) if claim.id not in met),
        changed=changed,
        same=len(pairs) - len(changed),
    )


def _by_place(claims: Iterable[Claim]) -> dict[tuple[LayerName, Pieces], list[Claim]]:
    """Claims by where their content stands; two at one place in the order of their voices."""
    found: dict[tuple[LayerName, Pieces], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.voice.name if claim.voice else ""):
        found[claim.layer, claim.content].append(claim)
    return found


def _differing(a: Claim, b: Claim) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(Claim)
        if field.name not in _OF_THE_READING and getattr(a, field.name) != getattr(b, field.name)
    )
