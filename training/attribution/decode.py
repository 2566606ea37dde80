"""From the network's scores to attributions in the scorer's format."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from attribution.batches import Inputs, Pointing, inputs_of, plan
from attribution.network import Network, biased
from attribution.scheme import CONTENT, CUE, LINKS, SOURCE, begin, fragments_of, inside
from attribution.windows import Article, Window

BUDGET = 2048  # padded pieces in a batch

Spans = list[list[int]]
Fragment = tuple[int, int, int]  # role, first word, end word


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on held-out texts, in log odds.

    `outside` and `begin_span` bias the tags (words outside of every span, cues and contents begun), `no_source` the
    choice of no source. The confidence is a logistic function of FEATURES; what stays below `threshold` is dropped.
    """

    outside: float = 0.0
    begin_span: float = 0.0
    no_source: float = 0.0
    weights: tuple[float, ...] = ()
    threshold: float = 0.0


FEATURES = ("one", "content", "start", "cue", "source", "to_cue", "to_source", "length", "pieces", "no_source")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with what its confidence is computed from."""

    source: Spans
    cue: Spans
    content: Spans
    features: tuple[float, ...]
    confidence: float | None


Scored = tuple[Window, Tensor, Tensor]


def score(read: Callable[[Inputs], tuple[Tensor, Tensor]], articles: Sequence[Article]) -> list[Scored]:
    """Every window with what `read` gives for it: `Network.words`, or an exported model."""
    windows = [window for article in articles for window in article.windows]
    found: list[Scored | None] = [None] * len(windows)
    with torch.inference_mode():
        for batch in plan([window.size for window in windows], BUDGET, None):
            emissions, projections = read(inputs_of([windows[i] for i in batch]))
            for row, index in enumerate(batch):
                count = len(windows[index].words)
                found[index] = (windows[index], emissions[row, :count].clone(), projections[row, :count].clone())
    return [item for item in found if item is not None]


def attributions(network: Network, scored: Sequence[Scored], choices: Choices) -> dict[str, list[Found]]:
    """The attributions of each text, in text order."""
    found: dict[str, list[Found]] = defaultdict(list)
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


def marginals(emissions: Tensor, transitions: Tensor, starts: Tensor) -> Tensor:
    """Log-probability of each tag at each word, words x TAGS."""
    forward, backward = [starts + emissions[0]], [torch.zeros_like(starts)]
    for row in emissions[1:]:
        forward.append(torch.logsumexp(forward[-1][:, None] + transitions, dim=0) + row)
    for row in emissions[1:].flip(0):
        backward.append(torch.logsumexp(transitions + row + backward[-1], dim=1))
    return torch.log_softmax(torch.stack(forward) + torch.stack(backward[::-1]), dim=1)


def _in_window(
    network: Network, window: Window, emissions: Tensor, projections: Tensor, choices: Choices
) -> list[Found]:
    scores = network.crf.scores()
    tags = viterbi(biased(emissions, choices.outside, choices.begin_span), *scores)
    by_role: dict[int, list[Fragment]] = {SOURCE: [], CUE: [], CONTENT: []}
    for fragment in fragments_of(tags):
        by_role[fragment[0]].append(fragment)
    contents, cues, sources = by_role[CONTENT], by_role[CUE], by_role[SOURCE]
    if not contents or not cues:
        return []
    to_cue, to_source, of_cue = (
        _log_odds(network, kind, projections, by_role[origin], by_role[target])
        for kind, (origin, target) in enumerate(LINKS)
    )
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(contents)):
        groups[int(to_cue[at].argmax())].append(at)
    groups.pop(0, None)  # a content without a cue is mostly a false alarm
    sure = marginals(emissions, *scores).exp()
    found = []
    for choice, members in groups.items():
        votes = to_source[members].mean(dim=0) + of_cue[choice - 1]
        votes[0] += choices.no_source
        source = int(votes.argmax())
        cue, own = cues[choice - 1], [contents[at] for at in members]
        named = [sources[source - 1]] if source else []
        words = sum(end - start for _, start, end in own)
        features = (
            1.0,
            _odds(_mean(sure, own)),
            _odds(sum(float(sure[start, begin(CONTENT)]) for _, start, _ in own) / len(own)),
            _odds(_mean(sure, [cue])),
            _odds(_mean(sure, named)) if named else 0.0,
            _odds(float(to_cue[members, choice].exp().mean())),
            _odds(float(votes.softmax(dim=0)[source])),
            math.log(words),
            float(len(own)),
            float(not named),
        )
        confidence = None
        if choices.weights:
            total = sum(weight * value for weight, value in zip(choices.weights, features, strict=True))
            confidence = 1 / (1 + math.exp(-total))
            if confidence < choices.threshold:
                continue
        spans = (_spans(window, fragments) for fragments in (named, [cue], own))
        found.append(Found(*spans, features, confidence))
    return sorted(found, key=lambda attribution: attribution.content)


def _mean(sure: Tensor, fragments: list[Fragment]) -> float:
    """Mean probability of the role over the fragments' words."""
    values = [sure[start:end, [begin(role), inside(role)]].sum(dim=1) for role, start, end in fragments]
    return float(torch.cat(values).mean())


def _odds(probability: float) -> float:
    probability = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(probability / (1 - probability))


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
