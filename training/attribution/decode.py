"""From the network's scores to attributions in the scorer's format."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from attribution.batches import Pointing, inputs_of, plan
from attribution.network import Network, biased
from attribution.scheme import CONTENT, CUE, LINKS, SOURCE, fragments_of
from attribution.windows import Article, Window

Spans = list[list[int]]
Fragment = tuple[int, int, int]  # role, first word, end word


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on held-out texts: how hard it is to start a content, and whether one needs a cue."""

    penalty: float = 0.0
    cue_needed: bool = True


Scored = tuple[Window, Tensor, Tensor]


def score(network: Network, articles: Sequence[Article], budget: int = 2048) -> list[Scored]:
    """Every window with its emissions and projections. A window's scores do not depend on its neighbours."""
    windows = [window for article in articles for window in article.windows]
    found: list[Scored | None] = [None] * len(windows)
    network.eval()
    with torch.inference_mode():
        for batch in plan([window.size for window in windows], budget, None):
            emissions, projections = network.words(inputs_of([windows[i] for i in batch]))
            for row, index in enumerate(batch):
                count = len(windows[index].words)
                found[index] = (windows[index], emissions[row, :count].clone(), projections[row, :count].clone())
    return [item for item in found if item is not None]


def attributions(network: Network, scored: Sequence[Scored], choices: Choices) -> dict[str, list[dict[str, Spans]]]:
    """The attributions of each text, in text order."""
    found: dict[str, list[dict[str, Spans]]] = defaultdict(list)
    with torch.inference_mode():
        for window, emissions, projections in scored:
            found[window.text].extend(_in_window(network, window, emissions, projections, choices))
    return found


def viterbi(emissions: Tensor, transitions: Tensor, starts: Tensor) -> list[int]:
    """The best sequence of tags."""
    total = starts + emissions[0]
    back = []
    for row in emissions[1:]:
        best, source = (total[:, None] + transitions).max(dim=0)
        back.append(source)
        total = best + row
    tags = [int(total.argmax())]
    for source in reversed(back):
        tags.append(int(source[tags[-1]]))
    return tags[::-1]


def _in_window(
    network: Network, window: Window, emissions: Tensor, projections: Tensor, choices: Choices
) -> list[dict[str, Spans]]:
    tags = viterbi(biased(emissions, choices.penalty), *network.crf.scores())
    by_role: dict[int, list[Fragment]] = {SOURCE: [], CUE: [], CONTENT: []}
    for fragment in fragments_of(tags):
        by_role[fragment[0]].append(fragment)
    contents, cues, sources = by_role[CONTENT], by_role[CUE], by_role[SOURCE]
    if not contents:
        return []
    to_cue, to_source, of_cue = (
        _log_odds(network, kind, projections, by_role[origin], by_role[target])
        for kind, (origin, target) in enumerate(LINKS)
    )
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(contents)):
        choice = int(to_cue[at].argmax())
        groups[choice or -1 - at].append(at)
    found = []
    for choice, members in groups.items():
        if choice < 0 and choices.cue_needed:
            continue
        votes = to_source[members].mean(dim=0) + (of_cue[choice - 1] if choice > 0 else 0)
        source = int(votes.argmax())
        found.append(
            {
                "source": _spans(window, [sources[source - 1]] if source else []),
                "cue": _spans(window, [cues[choice - 1]] if choice > 0 else []),
                "content": _spans(window, [contents[at] for at in members]),
            }
        )
    return sorted(found, key=lambda attribution: attribution["content"])


def _log_odds(
    network: Network, kind: int, projections: Tensor, origins: list[Fragment], targets: list[Fragment]
) -> Tensor:
    """Log-probabilities, origins x (none, targets…)."""
    if not origins:
        return torch.zeros(0, 1 + len(targets))
    rows = len(origins)
    return network.link(
        kind,
        projections[None],
        Pointing(
            torch.zeros(rows, dtype=torch.long),
            torch.tensor([start for _, start, _ in origins]),
            torch.tensor([end - 1 for _, _, end in origins]),
            torch.tensor([[start for _, start, _ in targets]] * rows, dtype=torch.long).view(rows, len(targets)),
            torch.tensor([[end - 1 for _, _, end in targets]] * rows, dtype=torch.long).view(rows, len(targets)),
            torch.zeros(rows, dtype=torch.long),
        ),
    ).log_softmax(dim=1)


def _spans(window: Window, fragments: list[Fragment]) -> Spans:
    return [[window.words[start].start, window.words[end - 1].end] for _, start, end in fragments]
