"""Keys that spelling leaves alone: two names that may be one share one of them, so that few pairs are laid out."""

from collections.abc import Iterator

from sayso.names.aliases import known
from sayso.names.answers import NameType
from sayso.names.bodies import body
from sayso.names.fold import folded
from sayso.names.people import person
from sayso.names.spelling import skeleton


def block_keys(name: str, kind: NameType) -> frozenset[str]:
    """The keys of a person's full name or of a body's name; none for a single word of a person.

    >>> sorted(block_keys("Volodymyr Zelenskiy", NameType.PERSON) & block_keys("Zelensky, V.", NameType.PERSON))
    ['last zlnsk']
    """
    return frozenset(_of_person(name) if kind is NameType.PERSON else _of_body(name))


def _of_person(name: str) -> Iterator[str]:
    yield from (f"known {number}" for number in known("people", name))
    parts = person(name).parts
    if len(parts) > 1:
        yield f"last {skeleton(parts[-1])}"


def _of_body(name: str) -> Iterator[str]:
    yield from (f"known {number}" for number in known("bodies", name))
    own, plain = body(name), folded(name)
    yield f"words {own.country} {' '.join(sorted(own.words))}"
    yield f"letters {plain.replace(' ', '') if name.isupper() else ''.join(word[0] for word in plain.split())}"
