"""What the frames ask of one sentence: its noun phrases, its ends, the pieces of text that tokens cover."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sayso.data import words
from sayso.nouns import Annotated, Pieces, Sentence, Span

DASHES = frozenset({"—", "–", "-", "―"})
_OUTER = ' \t\n.,;:!?…—–-―«»"“”„'
_OF_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"})
_STOPS = frozenset({",", ":", ";", ".", "!", "?", "(", ")"}) | DASHES
_QUOTES = frozenset({"«", "»", '"', "“", "”", "„"})


@dataclass(frozen=True)
class Clause:
    """A sentence of an annotated text: its tokens `first` to `end`, with what hangs on each."""

    annotated: Annotated
    sentence: Sentence

    @property
    def first(self) -> int:
        """Its first token."""
        return self.sentence.first

    @property
    def end(self) -> int:
        """The token after its last."""
        return self.sentence.end

    def low(self, at: int) -> str:
        """A token in lower case; empty outside of the sentence."""
        return self.annotated.tokens.text[at].casefold() if self.first <= at < self.end else ""

    def lemma(self, at: int) -> str:
        """A token's base form; empty outside of the sentence."""
        return self.annotated.tokens.lemma[at] if self.first <= at < self.end else ""

    def has(self, at: int, mark: str) -> bool:
        """Whether the token's morphology has a mark such as `Case=Loc`."""
        return mark in self.annotated.tokens.morph[at].split("|")

    def is_finite(self, at: int) -> bool:
        """Whether a token is a verb that makes a clause; short participles do ("закрыт")."""
        tokens = self.annotated.tokens
        return tokens.pos[at] in {"VERB", "AUX"} and (self.has(at, "VerbForm=Fin") or self.has(at, "Variant=Short"))

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """The tokens that hang on each."""
        found: dict[int, list[int]] = {}
        for at in range(self.first, self.end):
            head = self.annotated.tokens.head[at]
            if head != at:
                found.setdefault(head, []).append(at)
        return found

    def subtree(self, at: int) -> set[int]:
        """A token and all that hangs on it."""
        found, todo = {at}, [at]
        while todo:
            new = [child for child in self.below.get(todo.pop(), ()) if child not in found]
            found.update(new)
            todo += new
        return found

    def find(self, phrase: str, start: int | None = None) -> int | None:
        """The first token of a phrase as written, or None."""
        wanted = phrase.split()
        begin = self.first if start is None else start
        return next(
            (
                at
                for at in range(begin, self.end - len(wanted) + 1)
                if all(self.low(at + n) == word for n, word in enumerate(wanted))
            ),
            None,
        )

    def phrase(self, head: int, without: Iterable[int] = ()) -> tuple[int, int]:
        """The noun phrase of a head as a half-open range: what hangs on it without a gap, up to a comma or dash."""
        inside, barred = self.subtree(head), set(without)
        left, right = head, head
        while left - 1 >= self.first and left - 1 in inside - barred and not self._stops(left - 1):
            left -= 1
        while right + 1 < self.end and right + 1 not in barred and not self._stops(right + 1):
            if right + 1 not in inside and not self._goes_on(right):
                break
            right += 1
        if self.low(right + 1) in _QUOTES and any(self.low(at) == "«" for at in range(left, right + 1)):
            right += 1
        while left < right and self.low(left) in words("russian", "cues", "beside"):
            left += 1
        while right > left and self.low(right) in words("russian", "cues", "beside"):
            right -= 1
        return left, right + 1

    def run(self, start: int) -> tuple[int, int] | None:
        """The nouns and what goes with them from a token on, where the parse has not tied them to the verb."""
        at = start
        while at < self.end and not self._stops(at) and not self.is_finite(at):
            if self.annotated.tokens.pos[at] not in _OF_NAMES and self.low(at) not in _QUOTES:
                break
            at += 1
        return (start, at) if at > start else None

    def span(self, first: int, end: int) -> Pieces:
        """The text of tokens `first` to `end` without marks at its ends; nothing where that is nothing."""
        text = self.annotated.text
        if first >= end:
            return ()
        start, stop = self.annotated.tokens.start[first], self.annotated.tokens.end[end - 1]
        return bare(text, start, stop)

    def exact(self, first: int, end: int) -> Pieces:
        """The text of tokens `first` to `end`, marks and all."""
        return (self.annotated.span(first, end),) if first < end else ()

    def commas(self, start: int) -> Iterator[int]:
        """The commas from a token on."""
        return (at for at in range(start, self.end) if self.low(at) == ",")

    def _stops(self, at: int) -> bool:
        away = self.low(at) in {"с", "со"} and self.low(at + 1) == "ссылкой"
        return self.low(at) in _STOPS or away or self.low(at) in words("russian", "cues", "conjunctions")

    def _goes_on(self, at: int) -> bool:
        """Whether a name or a quotation that has begun goes on behind a token."""
        tokens, entity = self.annotated.tokens, self.annotated.tokens.entity
        opened = self.low(at) == "«" or self.low(at + 1) == "»"
        role = tokens.pos[at] == "NOUN" and entity[at + 1] >= 0 and self.has(at, "Animacy=Anim")
        person = role and self.annotated.entities[entity[at + 1]].label == "PERSON"
        return opened or person or (entity[at] >= 0 and entity[at] == entity[at + 1])


def bare(text: str, start: int, stop: int) -> Pieces:
    """A stretch of text without spaces and marks at its ends; a quotation mark whose fellow is inside is kept."""
    while start < stop and text[start] in _OUTER and not _paired(text, start, stop, start):
        start += 1
    while stop > start and text[stop - 1] in _OUTER and not _paired(text, start, stop, stop - 1):
        stop -= 1
    return (Span(start, stop),) if start < stop else ()


def _paired(text: str, start: int, stop: int, at: int) -> bool:
    """Whether a guillemet opens or closes a part of the stretch, not the whole of it."""
    if text[at] == "«":
        close = text.find("»", at, stop)
        return at < close < stop - 1
    opening = text.rfind("«", start, at)
    return text[at] == "»" and opening > start
