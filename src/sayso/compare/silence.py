"""Who is silent: voices that speak on other questions of an event and not on one of them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile
from sayso.nouns import Silence

FEWEST = 2
"""Other questions that a voice must answer: who speaks once may just have been quoted on that."""

MOST = 6
"""Voices named for a question."""

Group = Sequence[Profile]


class Silences:
    """The questions of a case by report and voice. Two reports are of one event if they have a question in common."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._reports = [frozenset(profile.report for profile in group) for group in groups]
        self._voices = [frozenset(filter(None, map(_voice, group))) for group in groups]
        self._of_report: dict[str, list[int]] = defaultdict(list)
        for number, reports in enumerate(self._reports):
            for report in reports:
                self._of_report[report].append(number)
        self._shown = _shown(groups)

    def of(self, number: int) -> tuple[tuple[Silence, ...], int]:
        """Who is silent on a question, the most talkative first, and how many reports on the event there are."""
        event = {at for report in self._reports[number] for at in self._of_report[report]}
        reports = frozenset().union(*(self._reports[at] for at in event))
        here = self._voices[number]
        counted = Counter(voice for at in event if at != number for voice in self._voices[at])
        silent = [
            (voice, often)
            for voice, often in counted.items()
            if often >= FEWEST and not any(same_name(voice, other) for other in here)
        ]
        ordered = sorted(silent, key=lambda one: (-one[1], one[0]))[:MOST]
        return tuple(Silence(voice=self._shown[voice], questions=often) for voice, often in ordered), len(reports)


def _voice(profile: Profile) -> str | None:
    """The voice by which a claim is known, normalised; None for an outlet's own words."""
    return profile.voice if profile.named else None


def _shown(groups: Sequence[Group]) -> Mapping[str, str]:
    """For each voice the name that is written most often, of equally many the first."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for profile in group:
            voice = profile.claim.voice
            if profile.named and voice is not None:
                same = normal(voice.name) == profile.voice
                written[profile.voice][voice.name if same else voice.affiliation or voice.name] += 1
    return {voice: max(sorted(names), key=lambda name: names[name]) for voice, names in written.items()}
