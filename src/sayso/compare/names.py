"""Names across reports: whether two voices are one say-so, as far as their names tell."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from sayso.compare.texts import stand_near
from sayso.compare.words import stem
from sayso.data import table
from sayso.nouns import ReferentKind, Voice

_KEPT = 8192  # names that are remembered
_PATTERNS = 1024  # pairs of a person and a body that are looked for in one text after another
_BETWEEN = 4  # words that may stand between a person and a body in the patterns below
_ARTICLES = frozenset({"the", "a", "an"})
_SMALL = _ARTICLES | {"of", "for", "in", "and", "s", "at"}
_MOUTHPIECES = re.compile(
    r"\b(spokes(man|woman|person|people)|press (officer|secretary|service|office)|chief|head|director|chair\w*|"
    r"leader|boss|executive|organi[sz]er|editor\w*)\b",
    re.IGNORECASE,
)
"""Roles that speak for a body: what such a person says is the body's say-so, if the body is named."""


@cache
def normal(name: str) -> str:
    """The name without case, accents, possessive, punctuation and leading article.

    >>> normal("The Ministry’s"), normal("Köln-Süd Council")
    ('ministry', 'koln sud council')
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    parts = re.findall(r"\w+", re.sub(r"'s\b|s'(?=\s|$)", "", plain))
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    joined = " ".join(parts)
    metonyms = table("metonyms")
    return next((body for body, others in metonyms.items() if isinstance(others, list) and joined in others), joined)


def speaker_of(voice: Voice) -> str:
    """Whose say-so the voice is, as its report writes it: the body that an official speaks for, else the voice."""
    if (
        voice.kind is ReferentKind.PERSON
        and voice.affiliation
        and (voice.role is None or _MOUTHPIECES.search(voice.role))
    ):
        return voice.affiliation
    return voice.name


def body_of(voice: Voice) -> str:
    """`speaker_of`, normalised."""
    return normal(speaker_of(voice))


def same_name(one: str, other: str) -> bool:
    """Whether two normalised names can be one: equal, or every word of the shorter stands in the longer.

    >>> same_name("holm", "edda holm"), same_name("city police", "police"), same_name("city police", "harbour police")
    (True, True, False)
    """
    if one == other:
        return bool(one)
    a, b = name_stems(one), name_stems(other)
    return bool(a) and bool(b) and (a <= b or b <= a)


class Names:
    """Normalised names, found by their words: none is laid beside those that share no word with it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._with: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for word in name_stems(name):
                self._with[word].append(name)
        self._found: dict[str, frozenset[str]] = {}

    def like(self, name: str) -> frozenset[str]:
        """Those of the names that can be one with this name, as `same_name` has it; itself, if it is one of them."""
        if name not in self._found:
            near = {other for word in name_stems(name) for other in self._with.get(word, ())}
            near |= {name} & self._names  # "the" is equal to itself, and has no word that tells anything
            self._found[name] = frozenset(other for other in near if same_name(name, other))
        return self._found[name]


@lru_cache(maxsize=_KEPT)
def name_stems(name: str) -> frozenset[str]:
    """The stems of a normalised name, without its small words."""
    return frozenset(stem(word) for word in name.split() if word not in _SMALL)


def introduced(person: str, body: str, text: str) -> bool:
    """Whether a text introduces the person as one who belongs to the body.

    >>> introduced("osk", "harbour office", "Mira Osk of the harbour office said so.")
    True
    >>> introduced("osk", "harbour office", "Osk rang the harbour office.")
    False
    """
    parts = person.rsplit(maxsplit=1)[-1:]
    if not parts or not body or not stand_near(parts[0], body, text, _BETWEEN):
        return False  # most pairs of names end here, where no pattern is made
    return _introducing(parts[0], body).search(text) is not None


@lru_cache(maxsize=_PATTERNS)
def _introducing(person: str, body: str) -> re.Pattern[str]:
    last, named = re.escape(person), re.escape(body)
    after = rf"\b{last},?\s+(?:of|from|at|for|\w+\s+(?:of|at|for))\s+(?:the\s+)?{named}\b"
    ahead = rf"\b{named}(?:['’]s)?(?:\s+\w+){{0,2}},?\s+(?:\w+\s+)?{last}\b(?!['’]s)"
    return re.compile(rf"{after}|{ahead}", re.IGNORECASE)
