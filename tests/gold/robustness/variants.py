"""The ways in which good reports are damaged on their way, each a pure function from text to text.

Every variant keeps the words and their order (words being what stands between white space, without its punctuation), so
that gold told in words stays true.
"""

import re
from collections.abc import Callable

_INNER = re.compile("‘([^“”]*?[,.])’")
_ODD_WORD = re.compile(r"\b(\w{4})(\w{4,})\b")


def _marks(opening: str, closing: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        return text.replace("“", opening).replace("”", closing)

    return changed


def _single(opening: str, closing: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        text = _INNER.sub("\0\\1\1", text)  # what stands in single marks within double ones changes places with them
        return text.translate(str.maketrans({"“": opening, "”": closing, "\0": "“", "\1": "”"}))

    return changed


def _every_other(mark: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        first, *rest = text.split(mark)
        return first + "".join((mark if index % 2 else "") + part for index, part in enumerate(rest))

    return changed


def _straight(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def _without(marks: str) -> Callable[[str], str]:
    table = str.maketrans("", "", marks)
    return lambda text: text.translate(table)


def _mojibake(text: str) -> str:
    # Python's cp1252 refuses five bytes that browsers pass through as control characters.
    return "".join(
        bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in text.encode("utf-8")
    )


def _entities(text: str) -> str:
    names = {"“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&#8217;", "\n\n": "\n&nbsp;\n"}
    for char, name in names.items():
        text = text.replace(char, name)
    return text


def _wrapped(text: str) -> str:
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines, line = [], ""
        for word in paragraph.split(" "):
            if len(line) + len(word) >= 64:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        paragraphs.append("\n".join([*lines, line]))
    return "\n\n".join(paragraphs)


def _then(*steps: Callable[[str], str]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return changed


_BARE = _without("“”‘")

VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "straight marks": _straight,
    "single curly marks": _single("‘", "’"),
    "single straight marks": _then(_single("‘", "’"), _straight),
    "German marks": _marks("„", "“"),
    "German pointed marks": _marks("»", "«"),
    "French marks": _marks("«", "»"),
    "French marks, no-break spaces": _marks("«\u00a0", "\u00a0»"),
    "French marks, narrow spaces": _marks("«\u202f", "\u202f»"),
    "Swedish marks": _marks("”", "”"),
    "typed marks": _marks("``", "''"),
    "no marks": _BARE,
    "no closing marks": _without("”"),
    "no opening marks": _without("“"),
    "every other closing mark": _every_other("”"),
    "every other opening mark": _every_other("“"),
    "straight, every other closing mark": _then(_every_other("”"), _straight),
    "straight, every other opening mark": _then(_every_other("“"), _straight),
    "no commas": _without(","),
    "no apostrophes": _without("’"),
    "no commas, marks, apostrophes": _without(",“”‘’"),
    "capitals": str.upper,
    "capitals, no marks": _then(_BARE, str.upper),
    "lower case": str.lower,
    "lower case, no marks": _then(_BARE, str.lower),
    "lower case, no commas": _then(_without(","), str.lower),
    "wrong encoding": _mojibake,
    "entities": _entities,
    "soft hyphens": lambda text: _ODD_WORD.sub("\\1\u00ad\\2", text),
    "zero-width characters": lambda text: "\ufeff" + _ODD_WORD.sub("\\1\u200b\\2", text).replace("“", "\u200b“\u200b"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "single line breaks": lambda text: text.replace("\n\n", "\n"),
    "one line": lambda text: text.replace("\n\n", " "),
    "hard-wrapped": _wrapped,
}
"""The variants by name; the first is the report as it is."""
