"""The gazetteer: countries with their demonyms and capitals, metonyms of governments, and well-known places."""

from functools import cache, lru_cache
from types import MappingProxyType

from sayso.data import table, words

Lookup = MappingProxyType[str, str]

LOOKED_UP = 4096
"""Names of which the answer is remembered: those of one report are asked about again and again."""


@lru_cache(LOOKED_UP)
def country_of(name: str) -> str | None:
    """The country that a name, demonym, capital or metonym points to.

    >>> country_of("the Kremlin"), country_of("Peruvian"), country_of("yesterday")
    ('Russia', 'Peru', None)
    """
    return _find(_countries(), name)


@lru_cache(LOOKED_UP)
def label_of(name: str) -> str | None:
    """The entity label of a name that the gazetteer knows, or None.

    >>> label_of("WHO"), label_of("Who")
    ('ORG', None)
    """
    return _find(_labels(), name)


@lru_cache(LOOKED_UP)
def is_capital(name: str) -> bool:
    """Whether a name is a capital's: alone it stands for its country, in "Lima City Court" it does not."""
    return _find(_capitals(), name) is not None


@lru_cache(LOOKED_UP)
def is_government(name: str) -> bool:
    """Whether a name, as a speaker, stands for a government: a country, its capital, a palace."""
    return _find(_governments(), name) is not None


@lru_cache(LOOKED_UP)
def metonym_of(name: str) -> str | None:
    """The country of which a name is a seat of government or of a part of it ("" for none), None for other names.

    >>> metonym_of("the Pentagon"), metonym_of("Lima")
    ('United States', None)
    """
    return _find(_metonyms(), name)


def longest_name(following: tuple[str, ...]) -> int:
    """How many of the words make up the longest name that the gazetteer knows at their beginning; 0 for none.

    >>> longest_name(("New", "York", "said"))
    2
    """
    widest = _openings().get(_fold(following[0]), 0) if following else 0
    for width in range(min(widest, len(following)), 0, -1):
        capital = following[0][:1].isupper() or width > 1
        if capital and label_of(" ".join(following[:width])) is not None:
            return width
    return 0


def _find(lookup: Lookup, name: str) -> str | None:
    """What the lookup has for a name; in capitals it may be an acronym ("WHO"), which "who" is not."""
    plain = _plain(name)
    return lookup.get(plain) if plain.isupper() and plain in lookup else lookup.get(_fold(name))


def _plain(name: str) -> str:
    joined = " ".join(name.replace("’", "'").split())
    return joined.removeprefix("the ").removeprefix("The ").removesuffix("'s")


@lru_cache(LOOKED_UP)
def _fold(name: str) -> str:
    return _plain(name).casefold()


def _key(name: str) -> str:
    """The form under which a listed name is found: acronyms as they are, the rest folded."""
    return name if name.isupper() else _fold(name)


def _entries() -> list[tuple[str, dict[str, list[str]]]]:
    entries = table("gazetteer").get("countries")
    return [(str(name), forms) for name, forms in entries.items()] if isinstance(entries, dict) else []


@cache
def _metonyms() -> Lookup:
    section = table("gazetteer").get("metonyms")
    pairs = section.items() if isinstance(section, dict) else ()
    return MappingProxyType({_key(str(name)): str(country) for name, country in pairs})


@cache
def _countries() -> Lookup:
    """Names, demonyms and capitals → the country's usual English name."""
    found: dict[str, str] = {}
    for country, forms in _entries():
        people = [form for demonym in forms.get("people", ()) for form in (demonym, f"{demonym}s")]
        for form in (country, *forms.get("also", ()), *people, *forms.get("capital", ())):
            found.setdefault(_key(form), country)
    return MappingProxyType({name: country for name, country in _metonyms().items() if country} | found)


@cache
def _capitals() -> Lookup:
    return MappingProxyType({_key(c): country for country, forms in _entries() for c in forms.get("capital", ())})


@cache
def _governments() -> Lookup:
    names = {_key(form): country for country, forms in _entries() for form in (country, *forms.get("also", ()))}
    return MappingProxyType(names | dict(_capitals()) | dict(_metonyms()))


@cache
def _labels() -> Lookup:
    """Names → the entity label that they have whatever the tagger says."""
    found: dict[str, str] = {}
    for country, forms in _entries():
        found |= {_key(form): "GPE" for form in (country, *forms.get("also", ()), *forms.get("capital", ()))}
        found |= {_key(form): "NORP" for demonym in forms.get("people", ()) for form in (demonym, f"{demonym}s")}
    found |= {_key(city): "GPE" for city in words("gazetteer", "cities")}
    found |= {_key(region): "LOC" for region in words("gazetteer", "regions")}
    found |= {_key(body): "ORG" for body in words("gazetteer", "bodies")}
    return MappingProxyType(dict.fromkeys(_metonyms(), "ORG") | found)


@cache
def _openings() -> dict[str, int]:
    """Folded first word of a known name → the most words that such a name has."""
    widths: dict[str, int] = {}
    for name in _labels():
        first, *rest = name.casefold().split()
        widths[first] = max(widths.get(first, 0), 1 + len(rest))
    return widths
