"""What is told of the voices of a case with each laid beside each: the measure of what comparing tells."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

from sayso.compare.canonical import _Case, _speaking_country
from sayso.compare.components import components
from sayso.compare.fuller import _ONE_WORD, BODIES, Mention, _qualifies
from sayso.compare.names import name_stems, normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.scene import same_story, scene
from sayso.compare.voices import same_voice, side
from sayso.data import words
from sayso.names import NameType, Sameness, compared
from sayso.names.bodies import body
from sayso.names.people import person
from sayso.nouns import Form, LayerName, ReferentKind


def one_besides(named: Sequence[Profile]) -> set[frozenset[str]]:
    """The pairs of voices that are one in some two of the claims, though their names are not."""
    return {
        frozenset((a.voice, b.voice))
        for a, b in combinations(named, 2)
        if not same_name(a.voice, b.voice) and same_voice(a, b)
    }


def bodies_of(profiles: Iterable[Profile]) -> dict[str, str]:
    """For each person whose body is told in a report: that body."""
    found: dict[str, set[str]] = {}
    for profile in profiles:
        voice = profile.claim.voice
        if voice is not None and profile.voice != normal(voice.name):
            found.setdefault(normal(voice.name), set()).add(profile.voice)
    return {name: min(bodies, key=lambda body: (-len(body), body)) for name, bodies in sorted(found.items())}


def origins(
    profiles: Sequence[Profile],
    copy_of: Mapping[str, str],
    speaks_for: Mapping[str, str],
    strangers: Collection[frozenset[str]],
) -> tuple[int, int]:
    """The least and the largest number of say-sos behind the claims."""
    telling = {profile.report for profile in profiles if profile.claim.form is not Form.HEADLINE}
    listed = [p for p in profiles if p.claim.form is not Form.HEADLINE or p.named or p.report not in telling]
    key = {p.id: _key(p, copy_of, speaks_for) for p in listed}
    named = [p for p in listed if p.named]
    voices = sorted({key[p.id] for p in named})
    heard = [*{(p.voice, p.report): p for p in named}.values()]
    edges = [
        (key[a.id], key[b.id])
        for a, b in combinations(heard, 2)
        if key[a.id] != key[b.id]
        and not same_name(a.voice, b.voice)
        and same_voice(a, b)
        and frozenset((a.voice, b.voice)) not in strangers
    ]
    edges += [
        (a, b)
        for a, b in combinations(voices, 2)
        if same_name(a, b) and _only(*sorted((a, b), key=len), voices) and frozenset((a, b)) not in strangers
    ]
    groups = components(voices, edges)
    leaning = {
        key[p.id] for p in named if p.claim.voice is not None and p.claim.voice.kind is ReferentKind.UNNAMED_GROUP
    }
    firm = [group for group in groups if not set(group) <= leaning]
    state = [g for g in firm if any(key[p.id] in g and side(p) == "authority" and _of_state(p) for p in named)]
    outlets = {key[p.id] for p in listed if not p.named}
    return max(1, len(firm) - max(0, len(state) - 1)), max(1, len(groups) + len(outlets))


def _key(profile: Profile, copy_of: Mapping[str, str], speaks_for: Mapping[str, str]) -> str:
    if profile.named:
        known = {body for name, body in speaks_for.items() if same_name(name, profile.voice)}
        return known.pop() if len(known) == 1 else profile.voice
    if profile.claim.via:
        return normal(profile.claim.via[-1].name)
    return copy_of.get(profile.report, profile.voice)


def _only(shorter: str, longer: str, voices: Sequence[str]) -> bool:
    return not any(
        other not in (shorter, longer) and same_name(shorter, other) and not same_name(longer, other)
        for other in voices
    )


def _of_state(profile: Profile) -> bool:
    role = profile.claim.voice.role if profile.claim.voice else None
    told = {*profile.voice.split(), *(role or "").casefold().split()}
    return bool(told & {"ministry", "minister", "government", "premier", "president", "cabinet"})


class PlainCase(_Case):
    """The voices of a case, each laid beside each by every rule."""

    def _fuller(self, mention: Mention) -> tuple[Mention, str | None]:
        for rule, what in RULES:
            found = [
                other
                for other in self.claims
                if rule(mention, other, self.claims)
                and same_story(scene(self.reports[mention.report]), scene(self.reports[other.report]))
            ]
            groups = _grouped(found)
            chosen, how = (groups[0], "the only") if len(groups) == 1 else self._one_of(mention, groups)
            if chosen:
                best = max(chosen, key=lambda other: (len(other.name.split()), len(self.claims[other]), other.name))
                return best, f"{how} {what} in {self.reports[best.report].label}"
        return mention, None

    def _one_of(self, mention: Mention, groups: Sequence[Sequence[Mention]]) -> tuple[Sequence[Mention], str]:
        agreeing = {self.said_by.get(other) for claim in self.claims[mention] for other in self.agreeing.get(claim, ())}
        backed = [group for group in groups if agreeing & set(group)]
        if len(backed) == 1:
            return backed[0], "of several, whose claims agree with these: the"
        title = self.reports[mention.report].layer(LayerName.TITLE)
        speaking = _speaking_country(title.text) if title else None
        of_country = [group for group in groups if speaking and body(group[0].name).country == speaking]
        return (of_country[0] if len(of_country) == 1 else ()), "of several, whose country speaks in the title: the"


def _part_of_name(one: Mention, other: Mention, everyone: Iterable[Mention]) -> bool:
    own, theirs = person(one.name).parts, person(other.name).parts
    named = one.kind in _ONE_WORD and one.name[:1].isupper() and other.kind is ReferentKind.PERSON
    return (
        named
        and len(theirs) > len(own) == 1
        and own[0] == theirs[-1]
        and _rarest(one, everyone) in name_stems(normal(other.name))
    )


def _longer_body(one: Mention, other: Mention, everyone: Iterable[Mention]) -> bool:
    own, theirs = name_stems(normal(one.name)), name_stems(normal(other.name))
    both = one.kind in BODIES and other.kind in BODIES
    return both and own < theirs and _qualifies(one.name, other.name) and _rarest(one, everyone) in theirs


def _holder_of_role(one: Mention, other: Mention, everyone: Iterable[Mention]) -> bool:  # noqa: ARG001 - as the others
    role, held = normal(one.name), normal(other.role or "")
    office = (
        one.kind is ReferentKind.PERSON and not one.name[:1].isupper() and role in words("people", "single_offices")
    )
    holder = other.kind is ReferentKind.PERSON and other.name[:1].isupper() and bool(other.role)
    return office and holder and (held == role or held.endswith(f" {role}"))


RULES: tuple[tuple[Callable[[Mention, Mention, Iterable[Mention]], bool], str], ...] = (
    (_part_of_name, "full name with this part"),
    (_longer_body, "longer name of such a body"),
    (_holder_of_role, "one by name who holds the office"),
)


def _rarest(mention: Mention, everyone: Iterable[Mention]) -> str | None:
    """The stem of a name that the fewest voices have, of equally rare ones the first."""
    often = Counter(stem for other in everyone for stem in name_stems(normal(other.name)))
    return min(sorted(name_stems(normal(mention.name))), key=lambda stem: often[stem], default=None)


def _grouped(found: Iterable[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for mention in sorted(found, key=lambda other: (-len(other.name.split()), other.name, other.report)):
        kind = NameType.PERSON if mention.kind is ReferentKind.PERSON else NameType.BODY
        for group in groups:
            stems, theirs = name_stems(normal(mention.name)), name_stems(normal(group[0].name))
            if stems <= theirs or compared(mention.name, group[0].name, kind).answer is Sameness.SAME:
                group.append(mention)
                break
        else:
            groups.append([mention])
    return groups
