"""Texts and their gold attributions as windows of the shipped kind, word by word, with what each word is gold for."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer

from sayso.attribute.trained.scheme import CONTENT, CUE, NO_ROLE, ROLES, SOURCE
from sayso.attribute.trained.windows import Window as Plain
from sayso.attribute.trained.windows import windows_of as plain_windows

PARAGRAPH = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
ORDER = (SOURCE, CUE, CONTENT)
"""Who gets a word that two roles claim (0.4 % of the words): the scarcer role."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark: its word pieces, its case and where it stands in the text."""

    pieces: tuple[int, ...]
    case: int
    start: int
    end: int
    mark: str = ""  # the character itself, for punctuation


@dataclass(frozen=True, slots=True)
class Window:
    """Words that the network sees together, with gold.

    `units` says which attribution a word's role belongs to, `shared` all that it belongs to: one source may speak in
    several ("Bell said …, adding …").
    """

    text: str
    words: tuple[Word, ...]
    roles: tuple[int, ...]
    units: tuple[int, ...]
    shared: tuple[frozenset[int], ...]

    @property
    def size(self) -> int:
        """Word pieces, with [CLS] and [SEP]."""
        return 2 + sum(len(word.pieces) for word in self.words)

    @property
    def plain(self) -> Plain:
        """The window without gold, as the shipped extractor has it."""
        columns = ("pieces", "case", "start", "end", "mark")
        return Plain(*(tuple(getattr(word, column) for word in self.words) for column in columns))


@dataclass(frozen=True, slots=True)
class Article:
    """A text of the corpus with its windows."""

    name: str
    text: str
    windows: tuple[Window, ...]


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without the truncation and padding to 128 that its file asks for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_articles(folder: Path, tokenizer: Tokenizer) -> list[Article]:
    """The articles of a split (`gold.jsonl` and `text/`), by name."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as file:
        rows = sorted(map(json.loads, file), key=lambda row: row["id"])
    articles = []
    for row in rows:
        with (folder / "text" / f"{row['id']}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        articles.append(Article(row["id"], text, tuple(windows_of(row["id"], text, row["attributions"], tokenizer))))
    return articles


def held_out(articles: Sequence[Article], every: int = 10) -> tuple[list[Article], list[Article]]:
    """The articles to train on, and every tenth one (by name) to choose settings on."""
    return (
        [article for at, article in enumerate(articles) if at % every],
        [article for at, article in enumerate(articles) if not at % every],
    )


def windows_of(
    name: str, text: str, attributions: Sequence[dict[str, list[list[int]]]], tokenizer: Tokenizer
) -> Iterator[Window]:
    """The windows of a text, each with the gold that falls into it."""
    role_at, unit_at = [NO_ROLE] * len(text), [NO_ROLE] * len(text)
    shared_at: list[frozenset[int]] = [frozenset()] * len(text)
    for role in reversed(ORDER):
        for unit, attribution in enumerate(attributions):
            for start, end in attribution[ROLES[role]]:
                for at in range(start, end):
                    shared_at[at] = frozenset({unit}) | (shared_at[at] if role_at[at] == role else frozenset())
                    role_at[at], unit_at[at] = role, unit
    for plain in plain_windows(text, [match.span() for match in PARAGRAPH.finditer(text)], tokenizer):
        words = _words(plain)
        at = [next((i for i in range(w.start, w.end) if role_at[i] != NO_ROLE), w.start) for w in words]
        roles, units, shared = (tuple(values[i] for i in at) for values in (role_at, unit_at, shared_at))
        yield bridged(Window(name, words, roles, units, shared))


def bridged(window: Window) -> Window:
    """The window with punctuation between two pieces of one span made part of it: it costs a fragment and says nothing.

    Example: “It will rain” , “and soon” (the comma left out of the gold) becomes one content.
    """
    roles, units, shared = list(window.roles), list(window.units), list(window.shared)
    last = None
    for at, word in enumerate(window.words):
        if roles[at] != NO_ROLE:
            if last is not None and (roles[last], units[last]) == (roles[at], units[at]):
                roles[last:at] = [roles[at]] * (at - last)
                units[last:at] = [units[at]] * (at - last)
                shared[last + 1 : at] = [shared[last]] * (at - last - 1)
            last = at
        elif not word.mark:
            last = None
    return replace(window, roles=tuple(roles), units=tuple(units), shared=tuple(shared))


def _words(plain: Plain) -> tuple[Word, ...]:
    columns = (plain.pieces, plain.cases, plain.starts, plain.ends, plain.marks)
    return tuple(Word(*row) for row in zip(*columns, strict=True))
