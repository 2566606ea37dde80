"""How many reports stand to one, from what they share with it: `scene` tells the same of two.

Both compare the same numbers, so that what is told of a pair does not depend on the others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.compare.scene import (
    ACQUAINTED,
    DAYS_APART,
    KIN,
    LONG,
    MORE,
    NAMES_SHARED,
    ONE_STORY,
    OPENINGS,
    SEVERAL_NAMES,
    SHORT,
    SOME_NAMES,
    WEEK,
)

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What each of many reports has in common with one.

    `stems`, `openings` and `names` are how many of these both have; `besides` counts the names without those of either
    outlet. `fewer` are the stems of the one that has fewer, `opened` and `named` the products of the numbers of both.
    `strange`: one of both is led by names, and the other knows none of them. `nameless`: one of both has no name but
    its outlet's. `touching`: one has a name of the other. `gap` are the days between, 0 where one has no date.
    """

    stems: Numbers
    fewer: Numbers
    openings: Numbers
    opened: Numbers
    names: Numbers
    named: Numbers
    besides: Numbers
    strange: Flags
    nameless: Flags
    touching: Flags
    gap: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which reports are of the one's story, which look `akin` to it, are its `kin`, or `acquainted` with it."""

    story: Flags
    akin: Flags
    kin: Flags
    acquainted: Flags


def standing(common: Common) -> Standing:
    """How the reports stand to the one."""
    least = np.maximum(common.fewer, 1)
    share = common.stems / least / np.sqrt(np.maximum(1.0, least / SHORT))
    both, mean = common.openings + 1, np.sqrt(common.opened)
    alike = both >= np.where(common.fewer > LONG, OPENINGS * MORE, OPENINGS) * mean
    nearly = both >= np.where(common.fewer > LONG, ACQUAINTED * MORE, ACQUAINTED) * mean
    chance = NAMES_SHARED * np.sqrt(common.named)
    some, many = np.maximum(SOME_NAMES, chance), common.besides >= np.maximum(SEVERAL_NAMES, chance)
    soon, near = common.gap <= WEEK, common.gap <= DAYS_APART
    enough = (common.names >= some) | (share >= KIN) | (soon & (share >= KIN / 2 + KIN / 10 * (common.names == 0)))
    known = np.where(near, enough, many & (share >= KIN))
    story = alike & np.where(common.strange, near & many & (share >= ONE_STORY), known)
    looks = soon | ((common.besides > SOME_NAMES) & near & (share >= KIN))
    akin = alike & (common.besides >= some) & looks
    kin = story | akin | (alike & common.nameless & soon & (share >= KIN))
    return Standing(story=story, akin=akin, kin=kin, acquainted=kin | (nearly & soon & common.touching))
