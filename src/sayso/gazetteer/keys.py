"""The form under which a place name is found, whatever its script, accents and marks."""

import re

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")


def key_of(name: str) -> str:
    """The name in lower-case Latin letters, words apart by one space.

    >>> key_of("Rostov-on-Don"), key_of("Київ"), key_of("Deir al-Balah"), key_of("St. Gallen")
    ('rostov on don', 'kiiv', 'deir al balah', 'saint gallen')
    """
    plain = anyascii(name.replace("’", "").replace("'", "").casefold()).casefold().replace("'", "").replace("`", "")
    words = ["saint" if word in {"st", "sankt"} else word for word in _WORD.findall(plain)]
    return " ".join(words)
