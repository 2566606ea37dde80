"""Reports that print one text."""

from collections.abc import Iterable

from sayso.compare.components import components
from sayso.compare.words import tokens
from sayso.nouns import Copies, LayerName, Report

_RUN = 5  # words in a row; shorter runs are idiom, longer ones break at each edit
_SHARED = 0.5  # share of the shorter report's runs that also stand in the other
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
    for name, own in sorted(known.items()):
        for run in own:
            by_run.setdefault(run, []).append(name)
    shared: dict[tuple[str, str], int] = {}
    for holders in by_run.values():
        for i, a in enumerate(holders):
            for b in holders[i + 1 :]:
                shared[a, b] = shared.get((a, b), 0) + 1
    pairs = [
        (a, b)
        for (a, b), count in shared.items()
        if min(len(known[a]), len(known[b])) >= _FEWEST_RUNS and count >= _SHARED * min(len(known[a]), len(known[b]))
    ]
    reason = f"They share at least half of all runs of {_RUN} words."
    return tuple(Copies(reports=group, reason=reason) for group in components(known, pairs) if len(group) > 1)
