"""The status lexicon as it is looked up: triggers by the lemma that they begin with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.data import table, words
from sayso.errors import DataError

LISTS = ("verbs", "own", "own_by", "held", "states", "nouns")
"""How a class's triggers map their arguments; the head of `data/predicates.toml` explains them."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the lexicon. `subject` and `object` are the roles of a plain verb's two arguments."""

    name: str
    frame: str | None
    value: str | None
    counts: bool
    aspect: bool
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that names a class; `words` are lemmas, "~" a gap, "~self" a reflexive pronoun."""

    words: tuple[str, ...]
    mapping: str  # one of LISTS
    to: Class
    object_kind: str | None = None
    subject_kind: str | None = None
    needs: frozenset[str] = frozenset()  # the words behind the first that must stand in the text as they are

    @property
    def weight(self) -> tuple[int, int]:
        """How much the trigger demands: the more, the likelier it is meant."""
        return sum(word != "~" for word in self.words), bool(self.object_kind) + bool(self.subject_kind)


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """All triggers by their first lemma, the most demanding first."""
    found: defaultdict[str, list[Trigger]] = defaultdict(list)
    for trigger in _read():
        found[trigger.words[0]].append(trigger)
    return {lemma: tuple(sorted(group, key=lambda t: t.weight, reverse=True)) for lemma, group in found.items()}


@cache
def countable() -> frozenset[str]:
    """The classes whose patients are counted."""
    return frozenset(trigger.to.name for group in triggers().values() for trigger in group if trigger.to.counts)


def kind_words(kind: str) -> frozenset[str]:
    """The nouns that make one of a kind: `kind_words("talks")`."""
    return words("predicates", "kinds", kind)


def _read() -> Iterator[Trigger]:
    classes = table("predicates").get("classes")
    if not isinstance(classes, dict):
        raise DataError("predicates.toml needs a table [classes.NAME] for each class")
    for name, row in classes.items():
        made = Class(
            name=name,
            frame=row.get("frame"),
            value=row.get("value"),
            counts=bool(row.get("counts")),
            aspect=bool(row.get("aspect")),
            subject=str(row.get("subject", "agent")),
            object=str(row.get("object", "patient")),
        )
        for mapping in LISTS:
            for entry in row.get(mapping, ()):
                yield _trigger(entry, mapping, made)


def _trigger(entry: str, mapping: str, to: Class) -> Trigger:
    kinds = {part[0]: part[1:] for part in entry.split() if part[0] in "@^"}
    lemmas = tuple(part for part in entry.split() if part[0] not in "@^")
    needs = frozenset(lemma for lemma in lemmas[1:] if not lemma.startswith("~"))
    return Trigger(lemmas, mapping, to, kinds.get("@"), kinds.get("^"), needs)
