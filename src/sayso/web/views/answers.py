"""An answer as a box: its value, who stands behind it, and reports, outlets and origins with their working shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.words import count, is_denied
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Answer, Claimed, Copies, Link, Question, Relation
from sayso.web.views.claims import ClaimLine, Name, line, printed_by, span_words, who


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Why several reports are held to have one origin."""

    what: str
    why: str


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
class _Told:
    """What boxes are made from besides the answers."""

    beside: Beside
    links: Sequence[Link]
    copies: Sequence[Copies]
    standing: Mapping[str, Sequence[str]]
    shown: int


def boxes(
    question: Question, beside: Beside, links: Sequence[Link], copies: Sequence[Copies], *, shown: int
) -> tuple[AnswerBox, ...]:
    """The boxes of a question's answers, in the order in which they were first reported; so many claims in each."""
    told = _Told(beside=beside, links=links, copies=copies, standing=_standing(question, links), shown=shown)
    return tuple(_box(number, answer, told) for number, answer in enumerate(question.answers, start=1))


def _box(number: int, answer: Answer, told: _Told) -> AnswerBox:
    beside = told.beside
    inside = [beside.claimed[claim] for claim in answer.claims if claim in beside.claimed]
    outlets = Counter(printed_by(report) for report in {one.report.id: one.report for one in inside}.values())
    return AnswerBox(
        number=number,
        value=answer.value,
        bounds=_bounds(answer),
        is_denied=is_denied(answer, beside.claimed),
        voices=_voices(inside, beside),
        reports=answer.reports,
        outlets=answer.outlets,
        named_outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        origins=_origins(answer),
        folds=tuple(_folds(inside, told.links, told.copies)),
        standing=tuple(told.standing.get(answer.id, ())),
        lines=tuple(line(one, beside) for one in inside[: told.shown]),
        left=max(0, len(answer.claims) - told.shown),
        in_part=len(inside) < len(answer.claims),
    )


def _bounds(answer: Answer) -> str | None:
    """The stretch that the value allows, where it is more than the number that it names."""
    if answer.low is None and answer.high is None:
        return None
    words = span_words(answer.low, answer.high)
    return None if answer.low == answer.high else words


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


def _folds(inside: Sequence[Claimed], links: Iterable[Link], copies: Iterable[Copies]) -> Iterable[Fold]:
    """What holds reports together as one origin: copies of one text, and claims that repeat one another."""
    reports = {one.report.id: printed_by(one.report) for one in inside}
    copied: set[str] = set()
    for group in copies:
        if len(held := [reports[report] for report in group.reports if report in reports]) > 1:
            copied |= set(group.reports)
            yield Fold(what=" = ".join(held), why=group.reason)
    of_claim = {one.claim.id: one.report.id for one in inside}
    for link in links:
        a, b = of_claim.get(link.a), of_claim.get(link.b)
        if link.relation is not Relation.REPEATS or a is None or b is None or a == b or {a, b} <= copied:
            continue
        yield Fold(what=f"{reports[a]} = {reports[b]}", why=" ".join(reason.words for reason in link.reasons))


def _standing(question: Question, links: Iterable[Link]) -> Mapping[str, Sequence[str]]:
    """What became of each answer, by its id. What disputes an answer has not superseded it, whatever else it does."""
    of_claim = {claim: answer for answer in question.answers for claim in answer.claims}
    pairs = [(link.relation, of_claim.get(link.a), of_claim.get(link.b)) for link in links]
    disputed = {frozenset((a.id, b.id)) for relation, a, b in pairs if a and b and relation is Relation.DISPUTES}
    found: dict[str, list[str]] = {}
    for relation, newer, older in pairs:
        if newer is None or older is None or newer.id == older.id:
            continue
        if relation is Relation.SUPERSEDES and frozenset((newer.id, older.id)) not in disputed:
            _note(found, older.id, f"superseded by {newer.value}")
        elif relation is Relation.REFINES:
            _note(found, newer.id, f"refines {older.value}")
    return found


def _note(found: dict[str, list[str]], answer: str, words: str) -> None:
    noted = found.setdefault(answer, [])
    if words not in noted:
        noted.append(words)
