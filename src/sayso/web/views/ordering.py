"""The order in which the answers to a question stand on a page: told above them, chosen in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from sayso.nouns import Answer, Question

ByName = Literal["first", "reverse", "alphabet", "shuffled"]
"""What may be chosen. The first is the order where nothing is chosen."""

SEEDS = 10_000
"""Shuffled orders there are: a seed is a number below it, short enough to be read out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """An order of answers. `seed` counts where they are shuffled alone: the same seed gives the same order."""

    name: ByName = "first"
    seed: int = 0

    @property
    def words(self) -> str:
        """The rule, as it is printed above the answers."""
        return f"{WORDS[self.name]} {self.seed}" if self.name == "shuffled" else WORDS[self.name]

    @property
    def fields(self) -> dict[str, str]:
        """What stands in the address; nothing where nothing was chosen."""
        seed = {"seed": str(self.seed)} if self.name == "shuffled" else {}
        return {} if self.name == "first" else {"answers": self.name, **seed}


WORDS: Mapping[ByName, str] = {
    "first": "in the order in which they were first reported",
    "reverse": "in the order in which they were first reported, the last first",
    "alphabet": "in alphabetical order",
    "shuffled": "in an order by chance, number",
}
CHOICES: Mapping[ByName, str] = {
    "first": "first reported",
    "reverse": "last reported",
    "alphabet": "alphabet",
    "shuffled": "by chance",
}


def arranged(question: Question, by: Arrangement) -> Question:
    """The question with its answers in that order; as it is given, they stand as they were first reported."""
    if by.name == "first":
        return question
    if by.name == "reverse":
        return replace(question, answers=question.answers[::-1])
    return replace(question, answers=tuple(sorted(question.answers, key=_key(by))))


def _key(by: Arrangement) -> Callable[[Answer], tuple[str, str]]:
    if by.name == "alphabet":
        return lambda answer: (answer.value.casefold(), answer.id)
    return lambda answer: (_drawn(by.seed, answer.id), answer.id)


def _drawn(seed: int, answer: str) -> str:
    """A number by chance that is the same on every machine, for each answer its own."""
    return sha256(f"{seed} {answer}".encode()).hexdigest()
