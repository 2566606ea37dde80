"""Many scenes at once: how one report stands to all others, as `scene` tells it of two.

Both count the same words and compare the same numbers, so that what is told of a pair does not depend on the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    Scene,
)

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_NO_DAY = -1


class Holders:
    """Which of many sets hold a word; `sizes` are those of the sets."""

    def __init__(self, held: Iterable[frozenset[str]]) -> None:
        listed = list(held)
        self.sizes: Numbers = np.fromiter(map(len, listed), dtype=np.int64, count=len(listed))
        self._number: dict[str, int] = {}
        told = [self._number.setdefault(word, len(self._number)) for words in listed for word in words]
        words = np.array(told, dtype=np.int64)
        order = np.argsort(words, kind="stable")
        holders: Numbers = np.repeat(np.arange(len(listed)), self.sizes)[order]
        bounds = np.searchsorted(words[order], np.arange(len(self._number) + 1)).tolist()
        self._of = [holders[start:end] for start, end in pairwise(bounds)]

    def shared(self, words: Iterable[str]) -> Numbers:
        """How many of these words (each told once) each of the sets holds."""
        found = [self._of[self._number[word]] for word in words if word in self._number]
        return np.bincount(np.concatenate(found), minlength=len(self.sizes)) if found else np.zeros_like(self.sizes)

    def any(self, words: Iterable[str]) -> Flags:
        """Which of the sets hold one of these words."""
        return self.shared(words) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How all stand to one of them.

    Which are of its story, which look `akin` to it, which are `acquainted` with it; which hold a name that `leads` it,
    and which are themselves `led` by a name that it holds.
    """

    story: Flags
    akin: Flags
    acquainted: Flags
    leads: Flags
    led: Flags


class Scenes:
    """Scenes of different reports, each of which can be asked how all stand to it."""

    def __init__(self, listed: Sequence[Scene]) -> None:
        self._listed = listed
        self._stems = Holders(scene.stems for scene in listed)
        self._openings = Holders(scene.opening for scene in listed)
        self._names = Holders(scene.names for scene in listed)
        self._besides = Holders(scene.names - scene.outlet for scene in listed)
        self._own_names = Holders(_own(scene.names, scene) for scene in listed)
        self._own_capitals = Holders(_own(scene.capitals, scene) for scene in listed)
        self._leads = Holders(scene.lead for scene in listed)
        self.capitals = Holders(scene.capitals for scene in listed)
        self._days: Numbers = np.array([scene.day.toordinal() if scene.day else _NO_DAY for scene in listed])

    def standing(self, at: int) -> Standing:
        """How all stand to the one at this place; it is itself of its story."""
        one = self._listed[at]
        fewer, gap = np.minimum(self._stems.sizes, len(one.stems)), self._gap(at)
        share = self._share(one, fewer)
        both = self._openings.shared(one.opening) + 1
        mean = np.sqrt(self._openings.sizes * len(one.opening))
        alike = both >= np.where(fewer > LONG, OPENINGS * MORE, OPENINGS) * mean
        nearly = both >= np.where(fewer > LONG, ACQUAINTED * MORE, ACQUAINTED) * mean
        chance = NAMES_SHARED * np.sqrt(self._names.sizes * len(one.names))
        some, several = np.maximum(SOME_NAMES, chance), np.maximum(SEVERAL_NAMES, chance)
        besides = self._besides.shared(one.names - one.outlet)
        leads, led = self.capitals.any(one.lead), self._leads.any(one.capitals)
        strange = (self._leads.sizes > 0) & ~led
        if one.lead:
            strange |= ~leads
        names, near = self._names.shared(one.names), gap <= DAYS_APART
        enough = (names >= some) | (share >= KIN) | ((gap <= WEEK) & (share >= KIN / 2 + KIN / 10 * (names == 0)))
        many = besides >= several
        story = alike & np.where(
            strange, near & many & (share >= ONE_STORY), np.where(near, enough, many & (share >= KIN))
        )
        soon = (gap <= WEEK) | ((besides > SOME_NAMES) & near & (share >= KIN))
        akin = alike & (besides >= some) & soon
        unnamed = alike & self._nameless(one) & (gap <= WEEK) & (share >= KIN)
        touching = nearly & (gap <= WEEK) & self._touching(one)
        story[at] = True
        return Standing(story=story, akin=akin, acquainted=story | akin | unnamed | touching, leads=leads, led=led)

    def _gap(self, at: int) -> Numbers:
        """The days between; none where one has no date."""
        own = self._days[at]
        return np.where((self._days == _NO_DAY) | (own == _NO_DAY), 0, np.abs(self._days - own))

    def _share(self, one: Scene, fewer: Numbers) -> NDArray[np.float64]:
        """The share of the shorter report's words that the other also has, as if it were a short one."""
        least = np.maximum(fewer, 1)
        found: NDArray[np.float64] = self._stems.shared(one.stems) / least / np.sqrt(np.maximum(1.0, least / SHORT))
        return found

    def _nameless(self, one: Scene) -> Flags:
        """Where one of both has no name besides its outlet's."""
        found: Flags = self._own_names.sizes == 0 if _own(one.names, one) else np.ones_like(self._days, dtype=bool)
        return found

    def _touching(self, one: Scene) -> Flags:
        """Where one of both has a name of the other, be it as a word that only starts its sentences."""
        return self._own_capitals.any(_own(one.names, one)) | self._own_names.any(_own(one.capitals, one))


def _own(words: frozenset[str], scene: Scene) -> frozenset[str]:
    """The words without the names of the outlet, unless these lead the report: the Holm Post on Holm."""
    return words - (scene.outlet - scene.lead)
