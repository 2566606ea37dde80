"""RDF written as Turtle (W3C RDF 1.1 Turtle): terms as text, nodes in the order given, every run the same bytes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

Facts = Iterable[tuple[str, str]]
"""What is said of a node: verbs and objects, each a term as it is written."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029]')
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\]')


@dataclass(frozen=True, slots=True)
class Node:
    """A subject with what is said of it."""

    subject: str
    facts: tuple[tuple[str, str], ...]


def iri(text: str) -> str:
    """An IRI as a term; what may not stand in one is percent-encoded.

    >>> iri("https://dale.example/a b")
    '<https://dale.example/a%20b>'
    """
    plain = _NO_CHARACTER.sub("\ufffd", text)
    return f"<{_NOT_IN_IRI.sub(lambda match: quote(match[0]), plain)}>"


def name(*parts: str) -> str:
    """A name of Sayso's own, as an IRI: `urn:sayso:` and the parts, each percent-encoded where it must be.

    >>> name("event-type", "be rough")
    '<urn:sayso:event-type:be%20rough>'
    """
    own = ":".join(quote(_NO_CHARACTER.sub("\ufffd", part), safe="") for part in parts)
    return f"<urn:sayso:{own}>"


def text(value: str) -> str:
    r"""A string as a term. A lone surrogate, which RDF cannot hold, becomes U+FFFD: one character, as it was.

    >>> text('"So?"')
    '"\\"So?\\""'
    """
    plain = _NO_CHARACTER.sub("\ufffd", value)
    return f'"{_ESCAPED.sub(_escape, plain)}"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\u{ord(match[0]):04X}")


def typed(value: str, datatype: str) -> str:
    """A literal of that datatype, for instance `typed("2025", "xsd:gYear")`."""
    return f"{text(value)}^^{datatype}"


def blank(facts: Facts) -> str:
    """A node without a name, as a term that stands where it is spoken of."""
    return f"[ {' ; '.join(f'{verb} {thing}' for verb, thing in facts)} ]"


def document(prefixes: Mapping[str, str], nodes: Iterable[Node], *, about: str = "") -> str:
    """The nodes as one document. `about` is told in comments at its head, line by line."""
    head = [f"# {line}".rstrip() for line in about.splitlines()]
    declared = [f"@prefix {prefix}: <{place}> ." for prefix, place in prefixes.items()]
    return "\n".join([*head, *declared, *(_written(node) for node in nodes)]) + "\n"


def _written(node: Node) -> str:
    return f"\n{node.subject}\n    " + " ;\n    ".join(f"{verb} {thing}" for verb, thing in node.facts) + " ."
