"""One way of writing for names in any script: Latin letters, lower case, no accents, no marks."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_KEPT = 8192
_APOSTROPHES = re.compile(r"['’‘ʼʻʹ`´]")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s|$)")
_CYRILLIC_CLUSTERS = (("ий", "y"), ("ый", "y"), ("ьо", "yo"), ("кс", "x"))
"""Endings that are written otherwise than letter by letter."""
_ARABIC_ARTICLE = re.compile(r"(?<!\w)\u0627\u0644(?=\w{2})")
"""The article before a name: "al-Assad" is written in one word with it."""


@lru_cache(_KEPT)
def folded(name: str) -> str:
    """The name in lower-case Latin letters, words apart by one space, without accents, possessives and marks.

    Other scripts are transliterated letter by letter (anyascii); where a script writes no vowels, none are put in.

    >>> folded("Köln-Süd’s  Council"), folded("Зеленський"), folded("AT&T")
    ('koln sud council', 'zelensky', 'at t')
    """
    plain = _POSSESSIVE.sub("", unicodedata.normalize("NFC", name)).casefold()
    for cluster, latin in _CYRILLIC_CLUSTERS:
        plain = plain.replace(cluster, latin)
    plain = _ARABIC_ARTICLE.sub("al ", plain)
    plain = "".join(f" {c}" if "\u4e00" <= c <= "\u9fff" else c for c in plain)  # a character is a syllable
    plain = anyascii(_APOSTROPHES.sub("", plain)).replace("'", "").replace("`", "")
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))


def is_abjad(name: str) -> bool:
    """Whether the name is written without most of its vowels, as in Arabic or Hebrew script."""
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff" for char in name)


def is_latin(name: str) -> bool:
    """Whether all letters of the name are Latin ones.

    >>> is_latin("Łódź"), is_latin("Лодзь")
    (True, False)
    """
    return all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())
