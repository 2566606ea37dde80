"""Languages by their codes, and what they are called."""

import re
from functools import lru_cache

from sayso.data import group

_CODE = re.compile(r"[a-z]{2,3}")


@lru_cache(maxsize=256)
def language_code(given: str) -> str | None:
    """The ISO 639 code of what is given as a language, without region and script; None if it is no code or name of one.

    >>> language_code("en_GB"), language_code("Russian"), language_code("rus"), language_code("?")
    ('en', 'ru', 'ru', None)
    """
    plain = given.strip().casefold()
    by_name = {str(name).casefold(): code for code, name in group("languages", "names").items()}
    if plain in by_name:
        return by_name[plain]
    code = re.split(r"[-_]", plain, maxsplit=1)[0]
    return str(group("languages", "same").get(code, code)) if _CODE.fullmatch(code) else None


def language_name(code: str) -> str:
    """The language's name with its code: "Persian (fa)", or the bare code where the name is not known."""
    name = group("languages", "names").get(code)
    return f"{name} ({code})" if name else code


def is_english(language: str | None) -> bool:
    """Whether a report in that language is read as English: it is said to be, or its language is unknown."""
    return language is None or language_code(language) in {None, "en"}
