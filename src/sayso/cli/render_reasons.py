"""Why the answers of a question stand to one another as they do, in the words of the rules."""

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.words import count, heading, short
from sayso.nouns import Answer, Claimed, Link, Question, Relation

REASONS_SHOWN = 6

VALUE_SHOWN = 40
"""Characters of an answer named in a reason: half a line."""

WORDS = {
    Relation.DISPUTES: "against",
    Relation.SUPERSEDES: "supersedes",
    Relation.REFINES: "refines",
    Relation.REPEATS: "repeats",
    Relation.AGREES: "agrees with",
}
"""The relations whose reasons are told, in this order, and how they read between two answers."""


def reasons(question: Question, links: Iterable[Link], claims: Mapping[str, Claimed], *, whole: bool) -> Iterator[Text]:
    """One line for each two answers and how they stand; `whole` also tells what holds one answer together."""
    lines = list(_lines(question, links, claims, whole=whole))
    yield from lines if whole else lines[:REASONS_SHOWN]
    if not whole and len(lines) > REASONS_SHOWN:
        more = count(len(lines) - REASONS_SHOWN, "more reason")
        yield Text(f"and {more}: sayso show {short(question.id)}", style="dim")


def _lines(question: Question, links: Iterable[Link], claims: Mapping[str, Claimed], *, whole: bool) -> Iterator[Text]:
    """Many pairs of claims may stand behind two answers; they differ for one reason, so the first tells it."""
    answers = {claim: answer for answer in question.answers for claim in answer.claims}
    place = {claim: n for n, answer in enumerate(question.answers) for claim in answer.claims}
    own = [link for link in links if link.a in answers and link.b in answers]
    own.sort(
        key=lambda link: place[link.a] > place[link.b]
    )  # reasons that name the values in the order shown come first
    told: set[tuple[Relation, frozenset[str]]] = set()
    for relation in WORDS:
        for link in own:
            a, b = answers[link.a], answers[link.b]
            pair = (relation, frozenset({a.id, b.id}))
            if link.relation is not relation or pair in told or (a.id == b.id and not whole):
                continue
            if relation is Relation.SUPERSEDES and (Relation.DISPUTES, pair[1]) in told and not whole:
                continue  # what another voice disputes has not been replaced
            told.add(pair)
            first, second = _in_order(question, relation, a, b)
            yield _line(link, _cut(heading(first, claims)), _cut(heading(second, claims)) if a.id != b.id else None)


def _in_order(question: Question, relation: Relation, a: Answer, b: Answer) -> tuple[Answer, Answer]:
    """The answers of a link; where it has no direction, the one reported first stands first."""
    if relation is not Relation.DISPUTES:
        return a, b
    first, second = sorted((a, b), key=question.answers.index)
    return first, second


def _line(link: Link, a: str, b: str | None) -> Text:
    """The reasons of a link between two answers, or within one."""
    stands = f"{a} ({link.relation.value})" if b is None else f"{a} {WORDS[link.relation]} {b}"
    words = " ".join(shown(reason.words) for reason in link.reasons)
    return Text(f"{stands}: ", style="bold").append(words, style="not bold")


def _cut(value: str) -> str:
    return value if len(value) <= VALUE_SHOWN else f"{value[:VALUE_SHOWN].rsplit(' ', 1)[0]}…"
