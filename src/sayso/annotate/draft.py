"""What the mending rules share: a view of the tokens and the entities found so far."""

from dataclasses import dataclass, field
from functools import cache

from sayso.data import words
from sayso.nouns import Sentence, Tokens

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})
"""The labels of names, as against numbers and times."""

DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "no", "every", "any", "some", "each"}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity in the making: tokens `first` to `end` (exclusive); `mended` as in `Entity`."""

    first: int
    end: int
    label: str
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The tokens with the entities that the rules before have left."""

    tokens: Tokens
    sentences: tuple[Sentence, ...]
    drafts: tuple[Draft, ...]
    by_token: dict[int, Draft] = field(repr=False)

    def sentence(self, token: int) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[self.tokens.sentence[token]]

    def name(self, first: int, end: int) -> str:
        """The words of the tokens, one space between."""
        return " ".join(self.tokens.text[first:end])

    def capital(self, token: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.tokens.text[token][:1].isupper()

    def proper(self, token: int) -> bool:
        """Whether a token is a proper noun with a capital letter."""
        return self.tokens.pos[token] == "PROPN" and self.capital(token)

    def held(self, first: int, end: int) -> set[Draft]:
        """The entities that share a token with the stretch."""
        return {self.by_token[i] for i in range(first, end) if i in self.by_token}


def view(tokens: Tokens, sentences: tuple[Sentence, ...], drafts: tuple[Draft, ...]) -> View:
    """A view of the drafts, which must not overlap."""
    return View(tokens, sentences, drafts, {i: draft for draft in drafts for i in range(draft.first, draft.end)})


@cache
def body_words() -> frozenset[str]:
    """The nouns that end the names of bodies, units and media."""
    groups = ("state", "private", "units", "media")
    return frozenset().union(*(words("bodies", group) for group in groups))
