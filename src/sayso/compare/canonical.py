"""One name for each voice of a case: what one report calls "Malin" is the "Vera Malin" of another.

Reports are not rewritten: a voice keeps the name that its report gives it, and gets the case's name with a reason. A
shorter name takes a longer one only where the case has just one that it can be, or where what is said tells which.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.annotate.gazetteer import country_of
from sayso.compare.fuller import BODIES, RULES, Mention, Mentions, Rule
from sayso.compare.names import name_stems, normal
from sayso.compare.rulings import namesakes, strangers
from sayso.compare.scene import Scene, same_story, scene
from sayso.data import words
from sayso.names import NameType, Sameness, block_keys, compared
from sayso.names.bodies import body
from sayso.nouns import Claimed, LayerName, Link, ReferentKind, Relation, Report, Ruling, Voice

_LARGEST_BLOCK = 60
"""Names under one key; a larger block is of names too common to tell anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """The case's name for a voice, and why it is the same voice; no reason where the report itself calls it so."""

    name: str
    reason: str | None = None


Claims = dict[Mention, list[str]]
Meant = Mapping[str, Mapping[Mention, None]]
"""Names that a shorter one may be short for, each with the voices so called: those with the most claims come first."""
Groups = Sequence[Sequence[str]]


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
        for rule, what in RULES:
            meant = self._meant(rule, mention)
            near = {name: found for name, held in meant.items() if (found := self._nearest(mention, held))}
            groups = self._groups(near)
            chosen, how = (groups[0], "the only") if len(groups) == 1 else self._told_apart(mention, groups, meant)
            if chosen:
                best = max((near[name] for name in chosen), key=self._weight)
                return best, f"{how} {what} in {self.reports[best.report].label}"
        return mention, None

    def _meant(self, rule: Rule, mention: Mention) -> Meant:
        """Whom a rule takes the voice for, wherever they stand; worked out once for all that are so called."""
        asked = rule, mention.name, mention.kind
        if asked not in self._known:
            found: dict[str, list[Mention]] = defaultdict(list)
            for other in rule(self._mentions, mention.name, mention.kind):
                found[other.name].append(other)
            self._known[asked] = {
                name: dict.fromkeys(sorted(others, key=lambda other: (-len(self.claims[other]), other.report)))
                for name, others in sorted(found.items())
            }
        return self._known[asked]

    def _nearest(self, mention: Mention, others: Iterable[Mention]) -> Mention | None:
        """The first of them that stands near; in a story of hundreds of reports it is found at once."""
        return next((other for other in others if self._is_near(mention, other)), None)

    def _is_near(self, one: Mention, other: Mention) -> bool:
        """Whether two voices stand in reports of one story."""
        return same_story(self._scene(one.report), self._scene(other.report))

    def _scene(self, report: str) -> Scene:
        if report not in self._scenes:
            self._scenes[report] = scene(self.reports[report])
        return self._scenes[report]

    def _groups(self, found: Mapping[str, Mention]) -> Groups:
        """The names found in groups of one; the same few are found for many voices."""
        asked = tuple((name, _type(mention.kind)) for name, mention in found.items())
        if asked not in self._grouped:
            self._grouped[asked] = _grouped(asked)
        return self._grouped[asked]

    def _weight(self, mention: Mention) -> tuple[int, int, str]:
        """How fully a voice is named, and how much it says."""
        return len(mention.name.split()), len(self.claims[mention]), mention.name

    def _told_apart(self, mention: Mention, groups: Groups, meant: Meant) -> tuple[Sequence[str], str]:
        """The one of several whose claims agree with this voice's, else the one whose country speaks in the title."""
        if not groups:
            return (), ""
        agreeing = self._agreeing(mention, meant)
        backed = [group for group in groups if not agreeing.isdisjoint(group)]
        if len(backed) == 1:
            return backed[0], "of several, whose claims agree with these: the"
        title = self.reports[mention.report].layer(LayerName.TITLE)
        speaking = _speaking_country(title.text) if title else None
        of_country = [group for group in groups if speaking and body(group[0]).country == speaking]
        return (of_country[0] if len(of_country) == 1 else ()), "of several, whose country speaks in the title: the"

    def _agreeing(self, mention: Mention, meant: Meant) -> set[str]:
        """Those of the names meant by which somebody near says what this voice says."""
        others = {self.said_by.get(claim) for own in self.claims[mention] for claim in self.agreeing.get(own, ())}
        return {
            other.name
            for other in others
            if other and other in meant.get(other.name, ()) and self._is_near(mention, other)
        }

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self.claims)

    @cached_property
    def _scenes(self) -> dict[str, Scene]:
        return {}

    @cached_property
    def _known(self) -> dict[tuple[Rule, str, ReferentKind], Meant]:
        return {}

    @cached_property
    def _grouped(self) -> dict[tuple[tuple[str, NameType], ...], Groups]:
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
                    if normal(one) == normal(other) or (used[other], len(other), other) <= (used[one], len(one), one):
                        continue
                    answer = compared(one, other, _type(kinds[one]))
                    if answer.answer is Sameness.SAME:
                        found[one] = max(
                            found.get(one, ("", None)), (other, answer.why), key=lambda at: (used[at[0]], at[0])
                        )
        return found


def _grouped(names: Iterable[tuple[str, NameType]]) -> Groups:
    """The names in groups of one, whatever its spelling; none where one is only a part of another."""
    groups: list[list[str]] = []
    for name, kind in sorted(names, key=lambda one: (-len(one[0].split()), one[0])):
        stems = name_stems(normal(name))
        for group in groups:
            if stems <= name_stems(normal(group[0])) or compared(name, group[0], kind).answer is Sameness.SAME:
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def _blocks(kinds: Mapping[str, ReferentKind]) -> Iterator[tuple[str, ...]]:
    """Names that may be spellings of one another, by a key that spelling leaves alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, kind in kinds.items():
        if kind in BODIES or (kind is ReferentKind.PERSON and name[:1].isupper()):
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
