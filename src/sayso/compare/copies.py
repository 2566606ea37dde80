"""Reports that print one text."""

from collections import Counter
from collections.abc import Iterable

from sayso.compare.components import components
from sayso.compare.words import tokens
from sayso.nouns import Copies, LayerName, Report

_RUN = 5  # words in a row; shorter runs are idiom, longer ones break at each edit
_SHARED = 0.5  # share of the shorter report's runs that also stand in the other
_ENOUGH = 8  # copies of one text that later ones are held against: of 500, each with each would take minutes
_FEWEST_RUNS = 20  # a note of two sentences proves nothing


def runs(report: Report) -> frozenset[tuple[str, ...]]:
    """All runs of five words of the report's text."""
    layer = report.layer(LayerName.TEXT)
    said = [word.casefold() for word in tokens(layer.text)] if layer else []
    return frozenset(zip(*(said[start:] for start in range(_RUN)), strict=False))


def find_copies(reports: Iterable[Report]) -> tuple[Copies, ...]:
    """The groups of reports of which each shares at least half of its five-word runs with another."""
    known = {report.id: runs(report) for report in reports}
    by_run: dict[tuple[str, ...], list[str]] = {}
    pairs: list[tuple[str, str]] = []
    for name, own in sorted(known.items()):
        shared = Counter(other for run in own for other in by_run.get(run, ()))
        found = [other for other, count in shared.items() if _are_copies(own, known[other], count)]
        pairs += ((name, other) for other in found)
        if len(found) < _ENOUGH:  # the five hundredth copy shares its runs with those before it
            for run in own:
                by_run.setdefault(run, []).append(name)
    reason = f"They share at least half of all runs of {_RUN} words."
    return tuple(Copies(reports=group, reason=reason) for group in components(known, pairs) if len(group) > 1)


def _are_copies(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]], shared: int) -> bool:
    fewer = min(len(one), len(other))
    return fewer >= _FEWEST_RUNS and shared >= _SHARED * fewer
