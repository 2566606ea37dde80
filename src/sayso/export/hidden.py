"""Characters that deceive the eye: named wherever people look at a text, which itself stays as it is.

Those that cannot be seen, or that turn other text around, are named instead of shown; letters of another script that
look like the others of their word are shown with its name.
"""

import re
import unicodedata
from collections.abc import Iterator

from sayso.data.lookalikes import lookalikes, script_name

_LABELS = {
    "\u00ad": "SHY", "\u034f": "CGJ", "\u061c": "ALM", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
    "\u200e": "LRM", "\u200f": "RLM", "\u2028": "LS", "\u2029": "PS",
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
}  # fmt: skip

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\u034f\u115f\u1160\u3164\uffa0\ufff9-\ufffb"  # joiners and fillers without a form, marks of glosses
    "\ud800-\udfff"  # lone surrogates: they have no form in UTF-8
    "\U000e0000-\U000e007f]"  # tags: invisible letters
)
_JOINERS = frozenset("\u200c\u200d")


def label(piece: str) -> str:
    """What stands in its place: "RLO", "U+001B"; "а Cyrillic" for a letter that looks like another."""
    if HIDDEN.match(piece):
        return _LABELS.get(piece) or f"U+{ord(piece):04X}"
    return f"{piece} {script_name(piece[0])}"


def safe(text: str) -> str:
    r"""The text with such characters named in brackets.

    >>> safe("Brin \u202eTimes, V. Kad\u0430mar") == "Brin [RLO]Times, V. Kad[\u0430 Cyrillic]mar"
    True
    """
    return "".join(f"[{label(piece)}]" if is_named else piece for piece, is_named in apart(text))


def seen(text: str) -> str:
    """As `safe`, with all letters as they are: for the fields of forms, which are sent back."""
    return HIDDEN.sub(lambda match: match[0] if joins(match) else f"[{label(match[0])}]", text)


def apart(text: str) -> Iterator[tuple[str, bool]]:
    r"""The text in pieces, each with whether it is to be named.

    >>> list(apart("Brin \u202eTimes"))
    [('Brin ', False), ('\u202e', True), ('Times', False)]
    """
    at = 0
    named = [match.span() for match in HIDDEN.finditer(text) if not joins(match)]
    for start, end in sorted([*named, *lookalikes(text)]):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def full_name(piece: str) -> str:
    """What a label stands for: "U+202E: right-to-left override"."""
    return ", ".join(f"U+{ord(char):04X}: {unicodedata.name(char, 'control character').lower()}" for char in piece)


def joins(match: re.Match[str]) -> bool:
    """Whether it is a joiner inside a word of a script that is written with them, or between pictures."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return match[0] in _JOINERS and bool(before and after) and before > "\u05ff" and after > "\u05ff"
