"""Stories: reports that have anything to do with one another, and nothing with the rest of a ledger.

What is asked, answered and copied in one story does not hang on any other, so that a ledger is its stories.
"""

from collections.abc import Iterable, Sequence

from sayso.compare.components import components
from sayso.compare.profile import Profile
from sayso.compare.scene import Scene, kin


def stories(profiles: Sequence[Profile], pairs: Iterable[tuple[str, str]]) -> tuple[tuple[Profile, ...], ...]:
    """Claims story by story, in the order given: reports that are kin, or have a pair of claims that are linked.

    `pairs` are the claims that a link or a person joins, by their ids.
    """
    report = {profile.id: profile.report for profile in profiles}
    scenes = list({profile.report: profile.scene for profile in profiles}.values())
    linked = {(report[a], report[b]) for a, b in pairs if a in report and b in report}
    groups = components([scene.report for scene in scenes], linked)
    story = {name: number for number, group in enumerate(_of_kin(groups, scenes)) for name in group}
    held: dict[int, list[Profile]] = {}
    for profile in profiles:
        held.setdefault(story[profile.report], []).append(profile)
    return tuple(tuple(found) for _, found in sorted(held.items()))


def _of_kin(groups: Iterable[Sequence[str]], scenes: Iterable[Scene]) -> tuple[tuple[str, ...], ...]:
    """The groups, those joined that hold reports which are kin; few pairs are looked at, as one is enough."""
    scene = {one.report: one for one in scenes}
    found: list[list[Scene]] = []
    for group in groups:
        own = [scene[name] for name in group]
        joined, apart = own, []
        for other in found:
            if any(kin(a, b) for a in own for b in other):
                joined = [*other, *joined]
            else:
                apart.append(other)
        found = [*apart, joined]
    return tuple(sorted(tuple(sorted(one.report for one in group)) for group in found))
