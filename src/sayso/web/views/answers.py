"""An answer as a box: its value, who stands behind it, and reports, outlets and origins with their working shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.became import Fold, folds, standing
from sayso.export.phrases import allowed, printed_by
from sayso.export.words import count, is_denied
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Answer, Claimed, Copies, Link, Question, Relation, Stands
from sayso.web.views.claims import ClaimLine, Name, line, who


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBox:
    """One answer of a question.

    `voices` are the names behind it, each with the number of its claims; `lines` the first of its claims, `left` how
    many more there are; `in_part`: voices and named outlets are those of a part of the claims. `standing` says in words
    what became of the answer ("superseded by 16").
    """

    number: int
    value: str
    bounds: str | None
    is_denied: bool
    voices: tuple[tuple[Name, int], ...]
    reports: int
    outlets: int
    named_outlets: tuple[tuple[str, int], ...]
    origins: str
    folds: tuple[Fold, ...]
    standing: tuple[str, ...]
    lines: tuple[ClaimLine, ...]
    left: int
    in_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """How claims hang together: `links`, of which only the ends are told, `repeats` with reasons, and copies."""

    links: Sequence[Stands]
    repeats: Sequence[Link]
    copies: Sequence[Copies]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What boxes are made from besides the answers."""

    beside: Beside
    repeats: Sequence[Link]
    copies: Sequence[Copies]
    standing: Mapping[str, Sequence[str]]
    shown: int


def boxes(
    question: Question, beside: Beside, ties: Ties, *, shown: int, most: int | None = None
) -> tuple[AnswerBox, ...]:
    """The boxes of a question's answers, in their order, of at most so many; so many claims in each."""
    told = _Told(
        beside=beside,
        repeats=[link for link in ties.repeats if link.relation is Relation.REPEATS],
        copies=ties.copies,
        standing=standing(question, ties.links),
        shown=shown,
    )
    return tuple(_box(number, answer, told) for number, answer in enumerate(question.answers[:most], start=1))


def _box(number: int, answer: Answer, told: _Told) -> AnswerBox:
    beside = told.beside
    inside = [beside.claimed[claim] for claim in answer.claims if claim in beside.claimed]
    outlets = Counter(printed_by(report) for report in {one.report.id: one.report for one in inside}.values())
    return AnswerBox(
        number=number,
        value=answer.value,
        bounds=allowed(answer),
        is_denied=is_denied(answer, beside.claimed),
        voices=_voices(inside, beside),
        reports=answer.reports,
        outlets=answer.outlets,
        named_outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        origins=_origins(answer),
        folds=tuple(folds(inside, told.repeats, told.copies)),
        standing=tuple(told.standing.get(answer.id, ())),
        lines=tuple(line(one, beside) for one in inside[: told.shown]),
        left=max(0, len(answer.claims) - told.shown),
        in_part=len(inside) < len(answer.claims),
    )


def _voices(inside: Iterable[Claimed], beside: Beside) -> tuple[tuple[Name, int], ...]:
    names: dict[str, Name] = {}
    counted: Counter[str] = Counter()
    for one in inside:
        name = who(one, beside)
        names.setdefault(name.name, name)
        counted[name.name] += 1
    return tuple((names[name], number) for name, number in counted.items())


def _origins(answer: Answer) -> str:
    if answer.origins_min == answer.origins_max:
        return count(answer.origins_max, "origin")
    return f"{answer.origins_min} to {count(answer.origins_max, 'origin')}"
