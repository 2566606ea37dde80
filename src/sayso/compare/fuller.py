"""What longer name a shorter one may stand for: "Vera Malin" for "Malin", "Peruvian navy" for "navy".

Told by names alone, of all voices of a case so called at once; who of them is meant is told in `canonical`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.annotate.gazetteer import country_of
from sayso.compare.names import name_stems, normal
from sayso.data import words
from sayso.names.people import person
from sayso.nouns import ReferentKind

BODIES = frozenset({ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET})
_ONE_WORD = frozenset({ReferentKind.PERSON, ReferentKind.PLACE, ReferentKind.UNKNOWN})
"""Kinds that a surname alone may be taken for."""
_MOST_MORE = 2
"""Words that a longer name of one body may have more than a shorter one."""
_SOMEBODY_OF = re.compile(r"\b(?:of|at|from|for|with)\b")
"""What ties a person to a body in a name: the longer name is then the person's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A voice as one report knows it."""

    report: str
    name: str
    kind: ReferentKind
    role: str | None


@dataclass(frozen=True, eq=False)
class Mentions:
    """All voices of a case, found by their words."""

    voices: Collection[Mention]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Mention, ...]]:
        """All voices by their names."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.voices:
            found[mention.name].append(mention)
        return {name: tuple(mentions) for name, mentions in found.items()}

    @cached_property
    def by_word(self) -> Mapping[str, tuple[str, ...]]:
        """All names by each stem of theirs."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            for stem in name_stems(normal(name)):
                found[stem].append(name)
        return {stem: tuple(names) for stem, names in found.items()}

    @cached_property
    def often(self) -> Mapping[str, int]:
        """How many voices have each stem in their names."""
        return {stem: sum(len(self.by_name[name]) for name in names) for stem, names in self.by_word.items()}

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Mention, ...]]:
        """All voices with a name of their own by the role that they hold."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.voices:
            if mention.role and mention.kind is ReferentKind.PERSON and mention.name[:1].isupper():
                found[normal(mention.role)].append(mention)
        return {role: tuple(mentions) for role, mentions in found.items()}


def part_of_name(case: Mentions, name: str, kind: ReferentKind) -> Iterator[Mention]:
    """People whose full names end in this single word."""
    if kind not in _ONE_WORD or not name[:1].isupper():
        return
    own = person(name).parts
    for longer in _having(case, name) if len(own) == 1 else ():
        parts = person(longer).parts
        if len(parts) > 1 and own[0] == parts[-1]:
            yield from (other for other in case.by_name[longer] if other.kind is ReferentKind.PERSON)


def longer_body(case: Mentions, name: str, kind: ReferentKind) -> Iterator[Mention]:
    """Bodies of the same words, with more that tells whose they are or where."""
    if kind not in BODIES:
        return
    own = name_stems(normal(name))
    for longer in _having(case, name):
        if own < name_stems(normal(longer)) and _qualifies(name, longer):
            yield from (other for other in case.by_name[longer] if other.kind in BODIES)


def holder_of_role(case: Mentions, name: str, kind: ReferentKind) -> Iterator[Mention]:
    """People by name who hold the office that this one is called by."""
    if kind is not ReferentKind.PERSON or name[:1].isupper():
        return
    role = normal(name)
    if role not in words("people", "single_offices"):
        return
    for held, others in case.by_role.items():
        if held == role or held.endswith(f" {role}"):
            yield from others


Rule = Callable[[Mentions, str, ReferentKind], Iterator[Mention]]
RULES: tuple[tuple[Rule, str], ...] = (
    (part_of_name, "full name with this part"),
    (longer_body, "longer name of such a body"),
    (holder_of_role, "one by name who holds the office"),
)
"""Ways in which a shorter name can be a longer one's, with the words of the reason; the first to find any decides."""


def _having(case: Mentions, name: str) -> Sequence[str]:
    """The names that have a word of this one's, the one that the fewest voices have; itself among them."""
    stems = sorted(name_stems(normal(name)))
    return case.by_word[min(stems, key=lambda stem: case.often[stem])] if stems else ()


def _qualifies(short: str, long: str) -> bool:
    """Whether what the longer name says more is whose the body is or where, not what."""
    if normal(long).endswith(f" {normal(short)}") and _SOMEBODY_OF.search(long):
        return False  # "Ada Holm of the Dockers' Union" is hers, not its longer name
    more = name_stems(normal(long)) - name_stems(normal(short))
    held = [word for word in long.replace("’", "'").split() if normal(word) and name_stems(normal(word)) & more]
    return bool(held) and all(word[:1].isupper() or country_of(word) for word in held) and len(held) <= _MOST_MORE
