"""From weighed candidates to attributions: one reading for each cue, and no attribution inside another's content."""

from collections.abc import Iterable, Sequence

from sayso.attribute.candidates import Candidate
from sayso.nouns import Pieces, hull

Weighed = tuple[float, Candidate]


def resolve(weighed: Iterable[Weighed], threshold: float) -> tuple[Weighed, ...]:
    """The candidates above the threshold that stand beside one another, in text order.

    Of the candidates of one cue word the likeliest stays. What lies inside a content is part of it: PolNeAR gives each
    word one role. A wide candidate yields to a narrower one only where that is clearly likelier.
    """
    best: dict[int, Weighed] = {}
    for probability, candidate in weighed:
        if probability >= threshold and (candidate.head not in best or probability > best[candidate.head][0]):
            best[candidate.head] = (probability, candidate)
    taken: list[Weighed] = []
    for probability, candidate in sorted(best.values(), key=_outermost):
        if not any(_clash(candidate, other) for _, other in taken):
            taken.append((probability, candidate))
    return tuple(sorted(taken, key=lambda pair: hull(pair[1].content + pair[1].cue + pair[1].source)))


def _outermost(pair: Weighed) -> tuple[int, float]:
    probability, candidate = pair
    return -sum(span.end - span.start for span in candidate.content), -probability


def _clash(one: Candidate, other: Candidate) -> bool:
    return (
        overlap(one.content, other.content)
        or overlap(one.cue, other.content)
        or overlap(one.content, other.cue)
        or overlap(one.content, other.source)
        or overlap(one.cue, other.cue)
    )


def overlap(one: Pieces, other: Pieces) -> bool:
    """Whether two sets of pieces share a character."""
    return any(a.overlaps(b) for a in one for b in other)


def covered(pieces: Pieces, others: Sequence[Pieces]) -> bool:
    """Whether every piece lies inside some piece of the others."""
    return all(any(outer.contains(piece) for pieces_ in others for outer in pieces_) for piece in pieces)
