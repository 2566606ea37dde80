"""Why the answers of a question stand to one another as they do, in the words of the rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.words import count, heading, short
from sayso.nouns import Answer, Claimed, Link, Question, Relation, Stands

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


Standing = TypeVar("Standing", bound=Stands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[Standing]):
    """By which links it is told how the answers of a question stand to one another, in order; and how many are left."""

    links: tuple[Standing, ...] = ()
    left: int = 0


def told(question: Question, links: Iterable[Standing], *, whole: bool) -> Told[Standing]:
    """What is told of a question's links, given by their ids: one for each two answers and how they stand.

    `whole` tells all, and what holds one answer together.
    """
    found = tuple(_told(question, links, whole=whole))
    return Told(links=found) if whole else Told(links=found[:REASONS_SHOWN], left=len(found[REASONS_SHOWN:]))


def _told(question: Question, links: Iterable[Standing], *, whole: bool) -> Iterator[Standing]:
    """Many pairs of claims may stand behind two answers; they differ for one reason, so the first tells it."""
    answers = {claim: answer.id for answer in question.answers for claim in answer.claims}
    place = {claim: n for n, answer in enumerate(question.answers) for claim in answer.claims}
    own = [link for link in links if link.a in answers and link.b in answers]
    own.sort(
        key=lambda link: place[link.a] > place[link.b]
    )  # reasons that name the values in the order shown come first
    seen: set[tuple[Relation, frozenset[str]]] = set()
    for relation in WORDS:
        for link in own:
            if link.relation is not relation:
                continue
            a, b = answers[link.a], answers[link.b]
            pair = frozenset({a, b})
            if (relation, pair) in seen or (a == b and not whole):
                continue
            if relation is Relation.SUPERSEDES and (Relation.DISPUTES, pair) in seen and not whole:
                continue  # what another voice disputes has not been replaced
            seen.add((relation, pair))
            yield link


def reasons(question: Question, links: Told[Link], claims: Mapping[str, Claimed]) -> Iterator[Text]:
    """One line for each link that is told, and one for how many are left."""
    answers = {claim: answer for answer in question.answers for claim in answer.claims}
    for link in links.links:
        a, b = answers[link.a], answers[link.b]
        first, second = _in_order(question, link.relation, a, b)
        yield _line(link, _cut(heading(first, claims)), _cut(heading(second, claims)) if a.id != b.id else None)
    if links.left:
        yield Text(f"and {count(links.left, 'more reason')}: sayso show {short(question.id)}", style="dim")


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
