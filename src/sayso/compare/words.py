"""Words as comparing sees them: tokens, crude stems, names, and the classes of the word lists."""

import re
from functools import cache

from sayso.data import table, words

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
"""A run of letters or digits, with what an apostrophe joins to it."""

_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ors", "ed", "es", "er", "or", "s")
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


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry content."""
    idle = words("idle", "words")
    return frozenset(stem(word) for word in tokens(text) if word.casefold() not in idle)


@cache
def _classes(name: str, part: str) -> dict[str, str]:
    """The word (by stem) or phrase → class of a table of classes."""
    found: dict[str, str] = {}
    for label, entry in table(name).items():
        listed = entry.get(part, ()) if isinstance(entry, dict) else ()
        for word in listed:
            found.setdefault(word if part == "phrases" else stem(word), label)
    return found


def class_at(name: str, word: str) -> str | None:
    """The class of one word in the table `name`, or None."""
    return _classes(name, "words").get(stem(word))


def class_positions(name: str, text: str) -> tuple[tuple[int, int, str], ...]:
    """Where words or phrases of the table `name` stand in a text: (start, end, class), in text order."""
    by_word = _classes(name, "words")
    found = [(m.start(), m.end(), by_word[stem(m[0])]) for m in WORD.finditer(text) if stem(m[0]) in by_word]
    low = text.casefold()
    for phrase, label in _classes(name, "phrases").items():
        found += [(m.start(), m.end(), label) for m in re.finditer(rf"\b{re.escape(phrase)}\b", low)]
    return tuple(sorted(found))


def entry(name: str, label: str) -> dict[str, object]:
    """What the table `name` says of a class; {} if it does not know it."""
    found = table(name).get(label)
    return found if isinstance(found, dict) else {}
