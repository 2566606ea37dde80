"""In which direction a text runs: by its first letter that has one (rule P2 of Unicode's bidirectional algorithm)."""

import unicodedata

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str) -> dict[str, str]:
    """The attribute that tells it, none where it runs as the page does.

    It is worked out here because what makes PDFs does not know `dir="auto"`.

    >>> direction("سفينة 12"), direction("12 boats")
    ({'dir': 'rtl'}, {})
    """
    found = next((way for char in text if (way := _STRONG.get(unicodedata.bidirectional(char)))), "ltr")
    return {"dir": "rtl"} if found == "rtl" else {}
