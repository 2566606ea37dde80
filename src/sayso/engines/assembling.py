"""Assembling the questions of whole stories: a function of what is known of their claims, wherever it is called."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sayso.engines.task import load
from sayso.nouns import Claim, Claimed, Copies, Link, Question, Ruling
from sayso.stages import Stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Whole stories: their claims, the links that were decided, what people ruled, what models have told before.

    `headlines` are claims that are not compared. `vectors` are by claim, `odds` by pair of claims. The models may work
    on so many `threads` on it.
    """

    claims: tuple[Claimed, ...]
    headlines: tuple[Claimed, ...]
    links: tuple[Link, ...]
    rulings: tuple[Ruling, ...]
    vectors: Mapping[str, bytes]
    odds: Mapping[tuple[str, str], bytes]
    threads: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What follows for a part.

    `added` are links besides those that were decided, `gone` the ids of those that do not hold. `reviews`, `waiting`
    and `corrected` are what rulings make of claims, by their ids; `names` has for each the name of its voice and the
    reason for it. `vectors` and `odds` are what the models have told just now.
    """

    questions: tuple[Question, ...]
    copies: tuple[Copies, ...]
    added: tuple[Link, ...]
    gone: frozenset[str]
    reviews: Mapping[str, Ruling]
    waiting: Mapping[str, tuple[Ruling, ...]]
    corrected: Mapping[str, Claim]
    names: Mapping[str, tuple[str, str | None]]
    vectors: Mapping[str, bytes]
    odds: Mapping[tuple[str, str], bytes]


def assemble(part: Part, using: Stages | None = None) -> Assembled:
    """Work out a part by these stages, or by those that ship, which a process loads once."""
    from sayso.compare import Known, canonical  # noqa: PLC0415 - heavy

    stages = using or load()
    with uncollected():
        ruled = stages.rule(part.claims, part.links, part.rulings)
        known = Known(dict(part.vectors), dict(part.odds), threads=part.threads)
        known.changed = frozenset(
            old.claim.id for old, new in zip(part.claims, ruled.claims, strict=True) if old.claim != new.claim
        )
        comparison = stages.assemble(ruled.claims, ruled.links, ruled.bonds, known)
        read_only = stages.rule(part.headlines, (), part.rulings)  # they may have been read wrongly, too
        names = canonical([*ruled.claims, *part.headlines], comparison.links, part.rulings)
    before, after = {link.id for link in part.links}, {link.id for link in comparison.links}
    return Assembled(
        questions=comparison.questions,
        copies=comparison.copies,
        added=tuple(link for link in comparison.links if link.id not in before),
        gone=frozenset(before - after),
        reviews={**ruled.reviews, **read_only.reviews},
        waiting={**ruled.waiting, **read_only.waiting},
        corrected={**ruled.corrected, **read_only.corrected},
        names={claim: (one.name, one.reason) for claim, one in names.items()},
        vectors=known.new_vectors,
        odds=known.new_odds,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector of cyclic garbage alone meanwhile, if it was on.

    Comparing reads and makes a million small values and no cycles; looking through all of them again and again costs a
    sixth. Whole steps go without, so that their values are gone when it is back.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
