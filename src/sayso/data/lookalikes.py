"""Letters of another script inside a word, that look like its other letters: a Cyrillic а in "Kadamar".

Only what one word mixes is looked at, and only letters with a twin in the script beside them: "COVID-19 в", "TNFα" and
"SMSка" are as people write. A word that is all of another script ("сор" in Cyrillic) cannot be told from an honest one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise

from sayso import data

_LETTERS = {
    "LATIN": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "GREEK": "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff",
    "CYRILLIC": "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66e\ua680-\ua69b",
    "ARMENIAN": "\u0531-\u0556\u0560-\u0588",
    "CHEROKEE": "\u13a0-\u13fd\uab70-\uabbf",
    "LISU": "\ua4d0-\ua4f7",
    "FULLWIDTH": "\uff21-\uff3a\uff41-\uff5a",
    "MATHEMATICAL": "\U0001d400-\U0001d7cb",
}
"""Scripts of which letters look like those of others, by the first word of their letters' names in Unicode."""

_UNSEEN = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_GAP = f"\u0300-\u036f{_UNSEEN}"
"""What may lie between two letters of one word: accents, and what cannot be seen."""

_SEAM = re.compile(
    "|".join(
        f"[{own}][{_GAP}]*['\u2019]?[{''.join(other for other in _LETTERS.values() if other is not own)}]"
        for own in _LETTERS.values()
    )
)
_ANY = "".join(_LETTERS.values())
_WORD = re.compile(
    f"(?:(?<![{_ANY}])[{_ANY}]['\u2019])?[{_ANY}][{_ANY}{_GAP}]*"
)  # the first letter of "O'Neil" is of it

LONGEST = 100
"""Characters of a word from which on it is no name, but there to cost time."""

_SEEN = re.compile(f"[^{_UNSEEN}]+")

_PLAIN_ACCENTS = frozenset("\u0300\u0301\u0308")
"""Accents under which a letter stays a twin: е and ё, but not и and й."""

_ACRONYM = 2
"""Capitals from which on a Russian ending may follow in small letters: "SMSка", "ITшник"."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one script beside one another."""

    start: int
    end: int
    text: str
    script: str


def lookalikes(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand that look like others of their word, from first to last.

    >>> list(lookalikes("Kad\u0430mar and Kadamar, COVID-19 \u0432"))
    [(3, 4)]
    """
    if text.isascii() or not _SEAM.search(text):
        return
    for word in _WORD.finditer(text):
        if len(word[0]) <= LONGEST and not word[0].isascii():
            yield from ((word.start() + start, word.start() + end) for start, end in _of_word(word[0]))


def script_name(letter: str) -> str:
    """The script of a letter by its name in Unicode: "Cyrillic"."""
    return unicodedata.name(letter, "unnamed").partition(" ")[0].title()


def told(text: str) -> str:
    """The text with the script of such letters beside them.

    >>> told("Kad\u0430mar") == "Kad[\u0430 Cyrillic]mar"
    True
    """
    parts, at = [], 0
    for start, end in lookalikes(text):
        parts += [text[at:start], f"[{text[start:end]} {script_name(text[start])}]"]
        at = end
    return "".join((*parts, text[at:]))


@lru_cache(maxsize=4096)
def _of_word(word: str) -> tuple[tuple[int, int], ...]:
    """Where in a word; what cannot be seen is left out of it."""
    runs = sorted((run.start, run.end) for run in _false(_runs(word)))
    return tuple(piece.span() for start, end in runs for piece in _SEEN.finditer(word, start, end))


def _runs(word: str) -> tuple[_Run, ...]:
    letters = [(at, char, script) for at, char in enumerate(word) if (script := script_of(char))]
    found = []
    for script, group in groupby(letters, key=lambda letter: letter[2]):
        own = list(group)
        found.append(_Run(own[0][0], own[-1][0] + 1, "".join(char for _, char, _ in own), script))
    return tuple(found)


@cache
def script_of(char: str) -> str | None:
    """The script of a letter by its name in Unicode, of those that have twins in others; None for all else."""
    script = unicodedata.name(char, "").partition(" ")[0]
    return script if script in _LETTERS and char.isalpha() else None


def _false(runs: Sequence[_Run]) -> Iterator[_Run]:
    """The runs of a word that look like its other letters; where two look like one another, the shorter."""
    if len(runs) < 2 or _is_inflected(runs) or _is_sign(runs):
        return
    alike = [at for at in range(len(runs)) if _is_alike(runs, at)]
    chosen = next(filter(None, ([at for at in alike if runs[at].script != main] for main in _main(runs))), [])
    yield from (runs[at] for at in chosen)
    for before, after in pairwise((-1, *chosen, len(runs)) if chosen else ()):
        yield from _false(runs[before + 1 : after])  # what is left between them is a word of its own


def _main(runs: Sequence[_Run]) -> tuple[str, ...]:
    """The scripts that most letters of a word are of."""
    lengths = Counter[str]()
    for run in runs:
        lengths[run.script] += len(run.text)
    return tuple(script for script, length in lengths.items() if length == max(lengths.values()))


def _is_inflected(runs: Sequence[_Run]) -> bool:
    acronym, *ending = runs
    return (
        [run.script for run in runs] == ["LATIN", "CYRILLIC"]
        and len(acronym.text) >= _ACRONYM
        and acronym.text.isupper()
        and ending[0].text.islower()
    )


def _is_alike(runs: Sequence[_Run], at: int) -> bool:
    """Whether every letter of a run has a twin in the script of one that is beside it."""
    run, beside = runs[at], [*runs[max(at - 1, 0) : at], *runs[at + 1 : at + 2]]
    return any(all(_has_twin(char, other.script) for char in run.text) for other in beside)


def _is_sign(runs: Sequence[_Run]) -> bool:
    """Whether its Greek letters are small ones among capitals, as signs are: TNFα, NFκB."""
    greek = "".join(run.text for run in runs if run.script == "GREEK")
    return greek.islower() and "".join(run.text for run in runs if run.script != "GREEK").isupper()


def _has_twin(char: str, script: str) -> bool:
    looks = _looks(char)
    return looks is not None and (script == "LATIN" or looks in _seen_in(script))


@cache
def _looks(char: str) -> str | None:
    """The Latin letter that a letter looks like; itself for one of Latin, None where it looks like none."""
    if script_of(char) in {"FULLWIDTH", "MATHEMATICAL"}:
        char = unicodedata.normalize("NFKC", char)
    plain = unicodedata.normalize("NFD", char)
    if not _PLAIN_ACCENTS.issuperset(plain[1:]):
        return None
    plain = plain[0]
    return plain if script_of(plain) == "LATIN" else _twins().get(plain)


@cache
def _twins() -> dict[str, str]:
    """Letters with the Latin letter that each looks like."""
    return {twin: looks for group in ("twins", "rare") for twin, looks in _rows(group)}


def _rows(group: str) -> Iterator[tuple[str, str]]:
    for script in data.group("lookalikes", group):
        yield from ((row[0], row[1]) for row in data.words("lookalikes", group, script))


@cache
def _seen_in(script: str) -> frozenset[str]:
    """The Latin letters that common letters of a script look like; all of them where it is Latin in another form."""
    if script in {"FULLWIDTH", "MATHEMATICAL"}:
        return frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return frozenset(looks for twin, looks in _rows("twins") if script_of(twin) == script)
