"""Words as comparing sees them: tokens, crude stems, names, and the classes of the word lists."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from sayso.data import table, words

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
"""A run of letters or digits, with what an apostrophe joins to it."""

_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s")
_KEPT = 8192  # texts whose words are remembered: each claim of a batch is asked for them more than once
_SHORTEST_STEM = 3  # an ending is cut only if as many letters stay: "sing" is not "s" + "ing"


@cache
def stem(word: str) -> str:
    """The word without case, possessive and one common ending, so that "detained" and "detaining" are one.

    >>> stem("detained"), stem("Detaining"), stem("army’s")
    ('detain', 'detain', 'army')
    """
    low = re.sub(r"['’](s|re|ve|ll|d|m)?$", "", word.casefold())
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            cut = low[: -len(ending)]
            if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                cut = cut[:-1]  # "planned" → "plan"
            return cut.rstrip("e") if len(cut) > _SHORTEST_STEM else cut
    return low.rstrip("e") if len(low) > _SHORTEST_STEM + 1 else low


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, as written."""
    return tuple(match[0] for match in WORD.finditer(text))


@lru_cache(maxsize=_KEPT)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry content."""
    idle = words("idle", "words") | words("idle", "russian")
    return frozenset(stem(word) for word in tokens(text) if not word[0].isdigit() and word.casefold() not in idle)


@cache
def _classes(name: str, part: str) -> dict[str, tuple[str, ...]]:
    """The word (by stem) or phrase → classes of a table of classes; `part` names the list to take them from."""
    found: dict[str, list[str]] = {}
    for label, held in table(name).items():
        listed = held.get(part, ()) if isinstance(held, dict) else ()
        for word in listed:
            labels = found.setdefault(word if part == "phrases" else stem(word), [])
            if label not in labels:
                labels.append(label)
    return {word: tuple(labels) for word, labels in found.items()}


def classes(name: str, word: str, part: str = "words") -> tuple[str, ...]:
    """The classes of one word in the table `name`."""
    return _classes(name, part).get(stem(word), ())


@lru_cache(maxsize=_KEPT)
def concepts(text: str) -> frozenset[str]:
    """The content words, those that news uses for one matter standing as that matter ("#start" for "begins")."""
    topics = sorted((*_word_hits(text, _topic_words()), *_phrase_hits("topics", text)))
    if not topics:
        return content_stems(text)
    parts: list[str] = []
    at = 0
    for start, end, _ in topics:
        parts += (text[at:start], " ")
        at = max(at, end)
    return content_stems("".join((*parts, text[at:]))) | {f"#{topic}" for topic in _first_of_each(topics).values()}


@cache
def _topic_words() -> dict[str, tuple[str, ...]]:
    """The words of all matters, of whichever pole, with their matters."""
    found: dict[str, tuple[str, ...]] = {}
    for part in ("words", "plus", "minus"):
        for word, labels in _classes("topics", part).items():
            found[word] = found.get(word, ()) + labels
    return found


def _first_of_each(hits: list[tuple[int, int, str]]) -> dict[int, str]:
    """One class for each place; a word of several classes takes the first by name."""
    chosen: dict[int, str] = {}
    for start, _, label in sorted(hits, key=lambda hit: (hit[0], hit[2])):
        chosen.setdefault(start, label)
    return chosen


@lru_cache(maxsize=_KEPT)
def class_positions(name: str, text: str, part: str = "words") -> tuple[tuple[int, int, str], ...]:
    """Where words (and phrases) of the table `name` stand in a text: (start, end, class), in text order."""
    found = _word_hits(text, _classes(name, part))
    return tuple(sorted((*found, *_phrase_hits(name, text)) if part == "words" else found))


Hit = tuple[int, int, str]


def _word_hits(text: str, by_word: Mapping[str, tuple[str, ...]]) -> list[Hit]:
    return [(m.start(), m.end(), label) for m in WORD.finditer(text) for label in by_word.get(stem(m[0]), ())]


def _phrase_hits(name: str, text: str) -> list[Hit]:
    phrases, labels = _phrases(name), _classes(name, "phrases")
    found = phrases.finditer(text.casefold()) if phrases else ()
    return [(m.start(1), m.end(1), labels[m[1]][0]) for m in found]


@cache
def _phrases(name: str) -> re.Pattern[str] | None:
    """One pattern for all phrases of a table, which looks ahead so that phrases may overlap; the longest wins."""
    known = sorted(map(re.escape, _classes(name, "phrases")), key=len, reverse=True)
    return re.compile(rf"\b(?=({'|'.join(known)})\b)") if known else None


def entry(name: str, label: str) -> dict[str, object]:
    """What the table `name` says of a class; {} if it does not know it."""
    found = table(name).get(label)
    return found if isinstance(found, dict) else {}


@cache
def listed(name: str, label: str, field: str) -> tuple[str, ...]:
    """A list of words in the entry of a class; () if it has none."""
    found = entry(name, label).get(field)
    return tuple(str(item) for item in found) if isinstance(found, list) else ()


def exact_class(name: str, word: str) -> str | None:
    """The class in which exactly this word is listed: "detainees" are, "detained" is not."""
    return _exact(name).get(word.casefold())


@cache
def _exact(name: str) -> dict[str, str]:
    return {word: label for label in table(name) for word in listed(name, label, "words")}
