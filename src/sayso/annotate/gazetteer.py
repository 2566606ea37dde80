"""The gazetteer: countries with their demonyms and capitals, metonyms of governments, and well-known places."""

from functools import cache

from sayso.data import table, words


@cache
def _countries() -> dict[str, str]:
    """Folded name, demonym or capital → the country's usual English name."""
    found: dict[str, str] = {}
    for country, forms in _entries("countries"):
        for form in (country, *forms.get("also", ()), *forms.get("people", ()), *forms.get("capital", ())):
            found.setdefault(_fold(form), country)
        for demonym in forms.get("people", ()):
            found.setdefault(_fold(demonym) + "s", country)
    for name, country in _metonyms().items():
        if country:
            found.setdefault(name, country)
    return found


@cache
def _metonyms() -> dict[str, str]:
    section = table("gazetteer").get("metonyms")
    return {_fold(str(name)): str(country) for name, country in section.items()} if isinstance(section, dict) else {}


@cache
def _labels() -> dict[str, str]:
    """Folded name → the entity label that it has whatever the tagger says."""
    found: dict[str, str] = {}
    for country, forms in _entries("countries"):
        found |= {_fold(form): "GPE" for form in (country, *forms.get("also", ()), *forms.get("capital", ()))}
        found |= {_fold(form): "NORP" for form in forms.get("people", ())}
        found |= {_fold(form) + "s": "NORP" for form in forms.get("people", ())}
    found |= {_fold(city): "GPE" for city in words("gazetteer", "cities")}
    found |= {_fold(region): "LOC" for region in words("gazetteer", "regions")}
    found |= {name: "ORG" for name in _metonyms() if name not in found}
    return found | {_fold(body): "ORG" for body in words("gazetteer", "bodies")}


@cache
def _governments() -> frozenset[str]:
    capitals = {
        _fold(c)
        for country, forms in _entries("countries")
        for c in (country, *forms.get("also", ()), *forms.get("capital", ()))
    }
    return frozenset(capitals | set(_metonyms()))


def _entries(section: str) -> list[tuple[str, dict[str, list[str]]]]:
    entries = table("gazetteer").get(section)
    return [(str(name), forms) for name, forms in entries.items()] if isinstance(entries, dict) else []


def country_of(name: str) -> str | None:
    """The country that a name, demonym, capital or metonym points to.

    >>> country_of("the Kremlin"), country_of("Peruvian"), country_of("yesterday")
    ('Russia', 'Peru', None)
    """
    return _countries().get(_fold(name))


def label_of(name: str) -> str | None:
    """The entity label of a name that the gazetteer knows, or None."""
    return _labels().get(_fold(name))


@cache
def _capitals() -> frozenset[str]:
    return frozenset(_fold(capital) for _, forms in _entries("countries") for capital in forms.get("capital", ()))


def is_capital(name: str) -> bool:
    """Whether a name is a capital's: alone it stands for its country, in "Lima City Court" it does not."""
    return _fold(name) in _capitals()


def is_government(name: str) -> bool:
    """Whether a name, as a speaker, stands for a government: a country, its capital, a palace."""
    return _fold(name) in _governments()


def _fold(name: str) -> str:
    folded = " ".join(name.replace("’", "'").casefold().split())
    return folded.removeprefix("the ").removesuffix("'s")


@cache
def _openings() -> dict[str, int]:
    """Folded first word of a known name → the most words that such a name has."""
    widths: dict[str, int] = {}
    for name in _labels():
        parts = name.split()
        widths[parts[0]] = max(widths.get(parts[0], 0), len(parts))
    return widths


def longest_name(following: tuple[str, ...]) -> int:
    """How many of the words make up the longest name that the gazetteer knows at their beginning; 0 for none.

    >>> longest_name(("New", "York", "said"))
    2
    """
    widest = _openings().get(_fold(following[0]), 0) if following else 0
    for width in range(min(widest, len(following)), 0, -1):
        if label_of(" ".join(following[:width])) and all(
            word[:1].isupper() or (word[:1].islower() and width > 1) for word in following[:width]
        ):
            return width
    return 0
