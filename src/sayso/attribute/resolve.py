"""From weighed candidates to attributions: one reading for each cue, and no attribution inside another's content."""

from collections.abc import Iterable, Sequence

from sayso.attribute.candidates import Candidate
from sayso.nouns import Pieces, hull

Weighed = tuple[float, Candidate]
ORDER_BONUS = 0.3
"""What a candidate found by the order of words gains on others of its cue word."""


def resolve(weighed: Iterable[Weighed], threshold: float) -> tuple[Weighed, ...]:
    """The candidates above the threshold that stand beside one another, in text order.

    Of the candidates of one cue word the likeliest stays. What lies inside a content is part of it: PolNeAR gives each
    word one role. A wide candidate yields to a narrower one only where that is clearly likelier.
    """
    best: dict[int, Weighed] = {}
    for probability, candidate in weighed:
        if probability < threshold:
            continue
        other = best.get(candidate.head)
        if other is None or _standing(probability, candidate) > _standing(*other):
            best[candidate.head] = (probability, candidate)
    chosen = sorted(best.values(), key=_outermost)
    contents, cues, sources = (bytearray(_length(chosen)) for _ in range(3))
    taken: list[Weighed] = []
    for probability, candidate in chosen:
        rivals = (
            (candidate.content, contents),
            (candidate.cue, contents),
            (candidate.cue, cues),
            (candidate.content, cues),
            (candidate.content, sources),
        )
        if any(_marked(pieces, marks) for pieces, marks in rivals):
            continue
        taken.append((probability, candidate))
        for pieces, marks in ((candidate.content, contents), (candidate.cue, cues), (candidate.source, sources)):
            _mark(pieces, marks)
    return tuple(sorted(taken, key=lambda pair: hull(pair[1].content + pair[1].cue + pair[1].source)))


def _standing(probability: float, candidate: Candidate) -> float:
    """How a candidate stands beside others of its cue word: the order of words is surer of the edges than the parse."""
    return probability + (ORDER_BONUS if candidate.shape == "content,tail" else 0.0)


def _outermost(pair: Weighed) -> tuple[int, float]:
    probability, candidate = pair
    return -sum(span.end - span.start for span in candidate.content), -probability


def _length(chosen: Sequence[Weighed]) -> int:
    return max((span.end for _, c in chosen for span in (*c.content, *c.cue, *c.source)), default=0)


def _marked(pieces: Pieces, marks: bytearray) -> bool:
    return any(any(marks[span.start : span.end]) for span in pieces)


def _mark(pieces: Pieces, marks: bytearray) -> None:
    for span in pieces:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
