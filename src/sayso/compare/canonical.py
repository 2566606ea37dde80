"""One name for each voice of a case: what one report calls "Malin" is the "Vera Malin" of another.

Reports are not rewritten: a voice keeps the name that its report gives it, and gets the case's name with a reason. A
shorter name takes a longer one only where the case has just one that it can be, or where what is said tells which.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.annotate.gazetteer import country_of
from sayso.compare.names import name_stems, normal
from sayso.compare.rulings import namesakes, strangers
from sayso.compare.scene import Scene, same_story, scene
from sayso.data import words
from sayso.names import NameType, Sameness, block_keys, compared
from sayso.names.bodies import body
from sayso.names.people import person
from sayso.nouns import Claimed, LayerName, Link, ReferentKind, Relation, Report, Ruling, Voice

_BODIES = frozenset({ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET})
_ONE_WORD = frozenset({ReferentKind.PERSON, ReferentKind.PLACE, ReferentKind.UNKNOWN})
"""Kinds that a surname alone may be taken for."""
_MOST_MORE = 2
"""Words that a longer name of one body may have more than a shorter one."""
_SOMEBODY_OF = re.compile(r"\b(?:of|at|from|for|with)\b")
"""What ties a person to a body in a name: the longer name is then the person's."""
_LARGEST_BLOCK = 60
"""Names under one key; a larger block is of names too common to tell anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """The case's name for a voice, and why it is the same voice; no reason where the report itself calls it so."""

    name: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A voice as one report knows it."""

    report: str
    name: str
    kind: ReferentKind
    role: str | None


Claims = dict[Mention, list[str]]


def canonical(
    claimed: Sequence[Claimed], links: Iterable[Link] = (), rulings: Iterable[Ruling] = ()
) -> Mapping[str, Canonical]:
    """For each claim with a voice, by its id: the name by which the case knows the voice.

    What people have ruled of names holds whatever the names look like.
    """
    case, listed = _Case.of(claimed, links), tuple(rulings)
    one, two = namesakes(listed), strangers(listed)
    return {
        claim: _as_ruled(mention.name, case.name_of(mention), one, two)
        for mention, claims in case.claims.items()
        for claim in claims
    }


def _as_ruled(
    own: str, known: Canonical, one: Mapping[str, tuple[str, Ruling]], two: Collection[frozenset[str]]
) -> Canonical:
    """The name by which the case knows a voice, where people have said whose it is and whose not."""
    if frozenset((normal(own), normal(known.name))) in two:
        known = Canonical(name=own)
    kept = one.get(normal(known.name))
    if kept is None:
        return known
    name, ruling = kept
    return Canonical(name=name, reason=f"{ruling.by} has ruled on {ruling.at[:10]} that both are one")


@dataclass(frozen=True, eq=False)
class _Case:
    """All voices of a case, found by their words."""

    claims: Claims
    reports: Mapping[str, Report]
    agreeing: Mapping[str, tuple[str, ...]]
    said_by: Mapping[str, Mention]

    @classmethod
    def of(cls, claimed: Sequence[Claimed], links: Iterable[Link]) -> "_Case":
        claims: Claims = defaultdict(list)
        for one in claimed:
            if one.claim.voice is not None:
                claims[_mention(one.report.id, one.claim.voice)].append(one.claim.id)
        agreeing: dict[str, list[str]] = defaultdict(list)
        for link in links:
            if link.relation in {Relation.AGREES, Relation.REPEATS}:
                agreeing[link.a].append(link.b)
                agreeing[link.b].append(link.a)
        return cls(
            dict(claims),
            {one.report.id: one.report for one in claimed},
            {claim: tuple(others) for claim, others in agreeing.items()},
            {claim: mention for mention, held in claims.items() for claim in held},
        )

    def name_of(self, mention: Mention) -> Canonical:
        """The case's name: another spelling's, else that of the one longer name it can be."""
        fuller, reason = self._fuller(mention)
        best = self._spelling.get(fuller.name, (fuller.name, None))
        why = reason or best[1]
        return Canonical(name=best[0], reason=why if best[0] != mention.name else None)

    def _fuller(self, mention: Mention) -> tuple[Mention, str | None]:
        for rule, what in _RULES:
            groups = _grouped(rule(self, mention))
            chosen, how = (groups[0], "the only") if len(groups) == 1 else self._told_apart(mention, groups)
            if chosen:
                best = max(chosen, key=lambda other: (len(other.name.split()), len(self.claims[other]), other.name))
                return best, f"{how} {what} in {self.reports[best.report].label}"
        return mention, None

    def _told_apart(self, mention: Mention, groups: Sequence[Sequence[Mention]]) -> tuple[Sequence[Mention], str]:
        """The one of several whose claims agree with this voice's, else the one whose country speaks in the title."""
        agreeing = {self.said_by.get(other) for claim in self.claims[mention] for other in self.agreeing.get(claim, ())}
        backed = [group for group in groups if agreeing & set(group)]
        if len(backed) == 1:
            return backed[0], "of several, whose claims agree with these: the"
        title = self.reports[mention.report].layer(LayerName.TITLE)
        speaking = _speaking_country(title.text) if title else None
        of_country = [group for group in groups if speaking and body(group[0].name).country == speaking]
        return (of_country[0] if len(of_country) == 1 else ()), "of several, whose country speaks in the title: the"

    @cached_property
    def by_word(self) -> Mapping[str, tuple[Mention, ...]]:
        """All voices by each stem of their names."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.claims:
            for stem in name_stems(normal(mention.name)):
                found[stem].append(mention)
        return {stem: tuple(mentions) for stem, mentions in found.items()}

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Mention, ...]]:
        """All voices with a name of their own by the role that they hold."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.claims:
            if mention.role and mention.kind is ReferentKind.PERSON and mention.name[:1].isupper():
                found[normal(mention.role)].append(mention)
        return {role: tuple(mentions) for role, mentions in found.items()}

    def is_near(self, one: Mention, other: Mention) -> bool:
        """Whether two voices stand in reports of one story."""
        return same_story(self._scene(one.report), self._scene(other.report))

    def _scene(self, report: str) -> Scene:
        if report not in self._scenes:
            self._scenes[report] = scene(self.reports[report])
        return self._scenes[report]

    @cached_property
    def _scenes(self) -> dict[str, Scene]:
        return {}

    @cached_property
    def _spelling(self) -> Mapping[str, tuple[str, str | None]]:
        """For names that other names are spellings of: the one that most reports use, and why they are one."""
        used = Counter(mention.name for mention in self.claims)
        kinds = {mention.name: mention.kind for mention in self.claims}
        found: dict[str, tuple[str, str | None]] = {}
        for block in _blocks(kinds):
            for one in block:
                for other in block:
                    if one == other or (used[other], len(other), other) <= (used[one], len(one), one):
                        continue
                    answer = compared(one, other, _type(kinds[one]))
                    if answer.answer is Sameness.SAME and normal(one) != normal(other):
                        found[one] = max(
                            found.get(one, ("", None)), (other, answer.why), key=lambda at: (used[at[0]], at[0])
                        )
        return found


def part_of_name(case: _Case, mention: Mention) -> Iterator[Mention]:
    """Full names that end in this single word."""
    if mention.kind not in _ONE_WORD or not mention.name[:1].isupper():
        return
    own = person(mention.name).parts
    for other in _having(case, mention):
        parts = person(other.name).parts
        if other.kind is ReferentKind.PERSON and len(parts) > len(own) == 1 and own[0] == parts[-1]:
            yield other


def longer_body(case: _Case, mention: Mention) -> Iterator[Mention]:
    """Bodies of the same words, with more that tells whose they are or where."""
    if mention.kind not in _BODIES:
        return
    own = name_stems(normal(mention.name))
    for other in _having(case, mention):
        theirs = name_stems(normal(other.name))
        if other.kind in _BODIES and own < theirs and _qualifies(mention.name, other.name):
            yield other


def holder_of_role(case: _Case, mention: Mention) -> Iterator[Mention]:
    """People by name who hold the office that this one is called by."""
    if mention.kind is not ReferentKind.PERSON or mention.name[:1].isupper():
        return
    role = normal(mention.name)
    if role not in words("people", "single_offices"):
        return
    for held, others in case.by_role.items():
        if held == role or held.endswith(f" {role}"):
            yield from (other for other in others if case.is_near(mention, other))


_RULES: tuple[tuple[Callable[[_Case, Mention], Iterator[Mention]], str], ...] = (
    (part_of_name, "full name with this part"),
    (longer_body, "longer name of such a body"),
    (holder_of_role, "one by name who holds the office"),
)
"""Ways in which a shorter name can be a longer one's, with the words of the reason; the first to find any decides."""


def _having(case: _Case, mention: Mention) -> Iterator[Mention]:
    """The voices of the same story whose names have a word of this one's."""
    stems = name_stems(normal(mention.name))
    if not stems:
        return
    rarest = min((case.by_word.get(stem, ()) for stem in sorted(stems)), key=len)
    yield from (other for other in rarest if other != mention and case.is_near(mention, other))


def _qualifies(short: str, long: str) -> bool:
    """Whether what the longer name says more is whose the body is or where, not what."""
    if normal(long).endswith(f" {normal(short)}") and _SOMEBODY_OF.search(long):
        return False  # "Ada Holm of the Dockers' Union" is hers, not its longer name
    more = name_stems(normal(long)) - name_stems(normal(short))
    held = [word for word in long.replace("’", "'").split() if normal(word) and name_stems(normal(word)) & more]
    return bool(held) and all(word[:1].isupper() or country_of(word) for word in held) and len(held) <= _MOST_MORE


def _grouped(found: Iterable[Mention]) -> list[list[Mention]]:
    """The voices found in groups of one name, whatever its spelling; none where one is only a part of another."""
    groups: list[list[Mention]] = []
    for mention in sorted(set(found), key=lambda other: (-len(other.name.split()), other.name, other.report)):
        kind = _type(mention.kind)
        for group in groups:
            stems, theirs = name_stems(normal(mention.name)), name_stems(normal(group[0].name))
            if stems <= theirs or compared(mention.name, group[0].name, kind).answer is Sameness.SAME:
                group.append(mention)
                break
        else:
            groups.append([mention])
    return groups


def _blocks(kinds: Mapping[str, ReferentKind]) -> Iterator[tuple[str, ...]]:
    """Names that may be spellings of one another, by a key that spelling leaves alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, kind in kinds.items():
        if kind in _BODIES or (kind is ReferentKind.PERSON and name[:1].isupper()):
            for key in block_keys(name, _type(kind)):
                found[f"{_type(kind)} {key}"].add(name)
    yield from (tuple(sorted(names)) for _, names in sorted(found.items()) if 1 < len(names) <= _LARGEST_BLOCK)


def _speaking_country(title: str) -> str | None:
    """The country that a title makes speak: "Russia says …", "…, Moscow says"."""
    pieces = title.replace(",", " ,").split()
    for at, word in enumerate(pieces[1:], 1):
        if word.lower() in words("people", "speaking_forms") and country_of(pieces[at - 1]):
            return country_of(pieces[at - 1])
    return None


def _type(kind: ReferentKind) -> NameType:
    return NameType.PERSON if kind is ReferentKind.PERSON else NameType.BODY


def _mention(report: str, voice: Voice) -> Mention:
    return Mention(report, voice.name, voice.kind, voice.role)
