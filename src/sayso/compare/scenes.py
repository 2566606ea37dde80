"""Many scenes at once: how one report stands to all others."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from sayso.compare.company import Common, Flags, Numbers, Standing, standing
from sayso.compare.scene import Scene

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
        self._capitals = Holders(scene.capitals for scene in listed)
        self._days: Numbers = np.array([scene.day.toordinal() if scene.day else _NO_DAY for scene in listed])

    def standing(self, at: int) -> Standing:
        """How all stand to the one at this place; it is itself of its story."""
        one = self._listed[at]
        strange = (self._leads.sizes > 0) & ~self.led(at)
        if one.lead:
            strange |= ~self.leading(at)
        told = standing(
            Common(
                stems=self._stems.shared(one.stems),
                fewer=np.minimum(self._stems.sizes, len(one.stems)),
                openings=self._openings.shared(one.opening),
                opened=self._openings.sizes * len(one.opening),
                names=self._names.shared(one.names),
                named=self._names.sizes * len(one.names),
                besides=self._besides.shared(one.names - one.outlet),
                strange=strange,
                nameless=self._nameless(one),
                touching=self._touching(one),
                gap=self._gap(at),
            )
        )
        itself = np.arange(len(self._listed)) == at
        return Standing(
            story=told.story | itself, akin=told.akin, kin=told.kin | itself, acquainted=told.acquainted | itself
        )

    def leading(self, at: int) -> Flags:
        """Which of them hold a name that leads the one at this place."""
        return self._capitals.any(self._listed[at].lead)

    def led(self, at: int) -> Flags:
        """Which of them are led by a name that the one at this place holds."""
        return self._leads.any(self._listed[at].capitals)

    def _gap(self, at: int) -> Numbers:
        """The days between; none where one has no date."""
        own = self._days[at]
        return np.where((self._days == _NO_DAY) | (own == _NO_DAY), 0, np.abs(self._days - own))

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
