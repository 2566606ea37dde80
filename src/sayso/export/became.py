"""What became of answers, why several reports count as one origin, and what nobody tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.phrases import listed, printed_by
from sayso.export.words import count
from sayso.nouns import Claimed, Copies, Link, Question, QuestionKind, Relation, Stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Why several reports are held to have one origin."""

    what: str
    why: str


def folds(inside: Sequence[Claimed], links: Iterable[Link], copies: Iterable[Copies]) -> Iterable[Fold]:
    """What holds reports together as one origin: copies of one text, and claims that repeat one another.

    It is no more than that takes: a link between reports that others hold together already is left out, as of n claims
    of one voice each would be linked to each.
    """
    reports = {one.report.id: printed_by(one.report) for one in inside}
    together = {report: {report} for report in reports}
    for group in copies:
        if len(held := [report for report in group.reports if report in reports]) > 1:
            _join(together, held)
            yield Fold(what=" = ".join(reports[report] for report in held), why=group.reason)
    of_claim = {one.claim.id: one.report.id for one in inside}
    for link in links:
        a, b = of_claim.get(link.a), of_claim.get(link.b)
        if link.relation is not Relation.REPEATS or a is None or b is None or b in together[a]:
            continue
        _join(together, (a, b))
        yield Fold(what=f"{reports[a]} = {reports[b]}", why=" ".join(reason.words for reason in link.reasons))


def _join(together: dict[str, set[str]], held: Iterable[str]) -> None:
    """Make one set of those of some reports."""
    whole = set().union(*(together[report] for report in held))
    together.update(dict.fromkeys(whole, whole))


def standing(question: Question, links: Iterable[Stands]) -> Mapping[str, Sequence[str]]:
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


def left_open(question: Question, inside: Sequence[tuple[str, Claimed]]) -> Iterator[str]:
    """What the claims on a question leave open, in words; each is given with who speaks in it."""
    key = question.key
    if key.kind is QuestionKind.COUNT and key.window is None:
        yield "since when each counts"
    if key.kind is QuestionKind.COUNT and key.population is None:
        yield "over whom each counts"
    if question.origins_min != question.origins_max:
        yield f"whether all of it goes back to {question.origins_min} or {count(question.origins_max, 'origin')}"
    bare = list(dict.fromkeys(name for name, one in inside if not one.claim.evidence))
    if bare:
        yield f"on what evidence {listed(bare)} {'say' if len(bare) > 1 else 'says'} so"
    undated = list(dict.fromkeys(printed_by(one.report) for _, one in inside if one.report.published is None))
    if undated:
        yield f"when {listed(undated)} printed it"
