"""The order in which questions are told: those that are open first."""

from collections.abc import Iterable, Mapping

from sayso.export.words import first_reported
from sayso.nouns import Claimed, Question, State

ORDER = (State.DISPUTED, State.SUPERSEDED, State.RETRACTED, State.AGREED, State.SINGLE_SOURCE)


def in_order(questions: Iterable[Question], claims: Mapping[str, Claimed]) -> list[Question]:
    """The questions by state, then by the day they were first reported."""

    def key(question: Question) -> tuple[object, ...]:
        reports = [claims[claim].report for answer in question.answers for claim in answer.claims if claim in claims]
        return ORDER.index(question.state), *first_reported(reports), question.id

    return sorted(questions, key=key)
