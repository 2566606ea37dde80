"""A text as windows of word pieces: one paragraph each, cut after a sentence where it is too long for the network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from sayso.annotate.plain import Plain

LONGEST = 126
"""Pieces in a window, without the two that frame it. The base weights were last trained on 128; longer windows lose."""

LOWER, TITLE, UPPER = 0, 1, 2
SENTENCE_ENDS = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Window:
    """Words that the network sees together, as parallel tuples.

    `pieces` are each word's word pieces, `cases` LOWER, TITLE or UPPER, `starts` and `ends` offsets into the text;
    `marks` is the character itself for punctuation, else "".
    """

    pieces: tuple[tuple[int, ...], ...]
    cases: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.pieces)

    @property
    def size(self) -> int:
        """Word pieces, with the two that frame the window."""
        return 2 + sum(map(len, self.pieces))

    def carried_back(self, shown: Plain) -> "Window":
        """The window with offsets into the frozen text of which another form was shown."""
        if shown.starts is None or shown.ends is None:
            return self
        starts, ends = shown.starts, shown.ends
        return replace(
            self, starts=tuple(starts[at] for at in self.starts), ends=tuple(ends[at - 1] for at in self.ends)
        )

    def part(self, first: int, end: int) -> "Window":
        """The words `first` to `end` (exclusive)."""
        at = slice(first, end)
        return Window(self.pieces[at], self.cases[at], self.starts[at], self.ends[at], self.marks[at])


def windows_of(text: str, spans: Iterable[tuple[int, int]], tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of a text; `spans` are its paragraphs."""
    for start, end in spans:
        yield from _cut(_words(_readable(text[start:end]), start, tokenizer))


def case_of(word: str) -> int:
    """LOWER, TITLE or UPPER, by the first letter and whether all have one case."""
    if not word[:1].isupper():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else TITLE


def _readable(paragraph: str) -> str:
    """The paragraph with a stand-in of the same length for lone surrogates, which no tokeniser takes."""
    try:
        paragraph.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in paragraph)
    return paragraph


def _words(paragraph: str, offset: int, tokenizer: Tokenizer) -> Window:
    encoding = tokenizer.encode(paragraph, add_special_tokens=False)
    pieces: list[list[int]] = []
    starts: list[int] = []
    ends: list[int] = []
    before = None
    for piece, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        if word != before:
            pieces.append([piece])
            starts.append(start)
            ends.append(end)
            before = word
        else:
            pieces[-1].append(piece)
            ends[-1] = end
    strings = [paragraph[start:end] for start, end in zip(starts, ends, strict=True)]
    return Window(
        tuple(tuple(ids[:LONGEST]) for ids in pieces),
        tuple(map(case_of, strings)),
        tuple(offset + start for start in starts),
        tuple(offset + end for end in ends),
        tuple(string if _is_mark(string) else "" for string in strings),
    )


def _is_mark(string: str) -> bool:
    return not any(char.isalnum() or char == "_" for char in string)


def _cut(words: Window) -> Iterator[Window]:
    """Stretches of at most LONGEST pieces, cut after a sentence end where their later two thirds have one."""
    first, sizes = 0, tuple(map(len, words.pieces))
    while first < len(words):
        end = _fits(sizes, first)
        if end < len(words):
            ends = [at + 1 for at in range(first + (end - first) // 3, end) if words.marks[at] in SENTENCE_ENDS]
            end = ends[-1] if ends else end
        yield words if end - first == len(words) else words.part(first, end)
        first = end


def _fits(sizes: Sequence[int], first: int) -> int:
    """The end of what fits into a window that begins at `first`."""
    end, pieces = first, 0
    while end < len(sizes) and pieces + sizes[end] <= LONGEST:
        pieces += sizes[end]
        end += 1
    return end
