"""The network: a MiniLM encoder, a tagger with a linear-chain CRF, and pointers from fragment to fragment."""

from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from attribution.batches import Inputs, Pointing
from sayso.attribute.trained.decode import STEPS
from sayso.attribute.trained.scheme import LINKS, TAGS, may_follow

WIDTH: Final = 384
LAYERS: Final = 6
HEADS: Final = 12
CASES: Final = 3
POINTER: Final = 64
NEVER: Final = -1e4


class Layer(nn.Module):
    """A transformer layer with the norm after each part, as BERT has it. Query, key and value are one product."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """The states after the layer.

        Attention is spelled out: on windows this short the fused kernel's backward pass takes a third of a step.
        """
        rows, length, _ = states.shape
        query, key, value = self.mix(states).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias, dim=-1)
        weights = functional.dropout(weights, dropout, self.training)
        mixed = self.mixed((weights.to(value.dtype) @ value).transpose(1, 2).reshape(rows, length, WIDTH))
        states = self.mixed_norm(states + functional.dropout(mixed, dropout, self.training))
        wide = self.narrow(functional.gelu(self.wide(states)))
        return self.norm(states + functional.dropout(wide, dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6, uncased; the case of each word comes in by the token-type embedding. Word embeddings are frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.words.weight.requires_grad_(requires_grad=False)
        self.positions.weight.requires_grad_(requires_grad=False)

    def forward(self, pieces: Tensor, cases: Tensor, dropout: float = 0.0) -> Tensor:
        """States, windows x positions x WIDTH."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(self.words(pieces) + self.positions(at) + self.cases(cases))
        states = functional.dropout(states, dropout, self.training)
        bias = (pieces == 0)[:, None, None, :] * NEVER
        for layer in self.layers:
            states = layer(states, bias, dropout)
        return states

    def load_base(self, path: Path) -> None:
        """Start from the base weights (a safetensors file of a BERT model)."""
        base = load_file(path)
        own = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "positions.weight": base["embeddings.position_embeddings.weight"],
            "cases.weight": base["embeddings.token_type_embeddings.weight"][:1].repeat(CASES, 1),
        }
        names = {
            "mixed": "attention.output.dense",
            "mixed_norm": "attention.output.LayerNorm",
            "wide": "intermediate.dense",
            "narrow": "output.dense",
            "norm": "output.LayerNorm",
        }
        for kind in ("weight", "bias"):
            own[f"norm.{kind}"] = base[f"embeddings.LayerNorm.{kind}"]
            for at in range(LAYERS):
                old = f"encoder.layer.{at}"
                parts = [base[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                own[f"layers.{at}.mix.{kind}"] = torch.cat(parts)
                for new, name in names.items():
                    own[f"layers.{at}.{new}.{kind}"] = base[f"{old}.{name}.{kind}"]
        self.load_state_dict(own)


class Crf(nn.Module):
    """Learned scores of one tag after another; those that the grammar forbids are NEVER."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.starts = nn.Parameter(torch.zeros(len(TAGS)))
        tags = range(len(TAGS))
        allowed = torch.tensor([[may_follow(a, b) for b in tags] for a in tags])
        self.register_buffer("allowed", allowed, persistent=False)
        self.register_buffer("opens", torch.tensor([may_follow(None, b) for b in tags]), persistent=False)

    def scores(self) -> tuple[Tensor, Tensor]:
        """Transitions and starts with the grammar's bans in them."""
        return (
            self.transitions.masked_fill(~self.allowed, NEVER),
            self.starts.masked_fill(~self.opens, NEVER),
        )

    def forward(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood of the tags, summed over the batch."""
        transitions, starts = self.scores()
        total = starts + emissions[:, 0]
        within = torch.arange(emissions.shape[1]) < lengths[:, None]
        for at in range(1, emissions.shape[1]):
            later = torch.logsumexp(total[:, :, None] + transitions, dim=1) + emissions[:, at]
            total = torch.where(within[:, at, None], later, total)
        gold = emissions.gather(2, tags[:, :, None]).squeeze(2) * within
        steps = transitions[tags[:, :-1], tags[:, 1:]] * within[:, 1:]
        right = starts[tags[:, 0]] + gold.sum(1) + steps.sum(1)
        return (torch.logsumexp(total, dim=1) - right).sum()


class Pointer(nn.Module):
    """Scores of pairs of fragments: a biaffine form of both, plus a bias by signed distance; or of pointing at none."""

    def __init__(self) -> None:
        super().__init__()
        self.bilinear = nn.Parameter(torch.eye(POINTER) / POINTER**0.5)
        self.target = nn.Parameter(torch.zeros(POINTER))
        self.none = nn.Linear(POINTER, 1)
        self.distance = nn.Parameter(_nearness())

    def forward(self, origin: Tensor, target: Tensor, steps: Tensor) -> Tensor:
        """Scores, fragments x (none, candidates…). `steps` is the signed distance in words to each candidate."""
        scores = torch.einsum("nd,de,nce->nc", origin, self.bilinear, target) + target @ self.target
        return torch.cat([self.none(origin), scores + self.distance[bucket(steps)]], dim=1)


class Network(nn.Module):
    """The whole: `words` gives what a window's tags and links are decided by."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tagger = nn.Linear(WIDTH, len(TAGS))
        self.crf = Crf()
        self.project = nn.Linear(WIDTH, len(LINKS) * 4 * POINTER)
        self.pointers = nn.ModuleList(Pointer() for _ in LINKS)

    def words(self, inputs: Inputs, dropout: float = 0.0) -> tuple[Tensor, Tensor]:
        """Emissions (windows x words x TAGS) and projections (windows x words x LINKS x 4 x POINTER)."""
        states = self.encoder(inputs.pieces, inputs.cases, dropout)
        states = states.gather(1, inputs.first[:, :, None].expand(-1, -1, WIDTH))
        states = functional.dropout(states, dropout, self.training)
        emissions = self.tagger(states).float()
        projections = self.project(states).float()
        return emissions, projections.view(*states.shape[:2], len(LINKS), 4, POINTER)

    def link(self, kind: int, projections: Tensor, pointing: Pointing) -> Tensor:
        """Scores of one kind of link: pointing fragments x (none, candidates…), NEVER where there is no candidate."""
        mine = projections[:, :, kind]
        window, candidates = pointing.window, pointing.target_start >= 0
        starts, lasts = pointing.target_start.clamp(min=0), pointing.target_last.clamp(min=0)
        origin = torch.relu(mine[window, pointing.start, 0] + mine[window, pointing.last, 1])
        target = torch.relu(mine[window[:, None], starts, 2] + mine[window[:, None], lasts, 3])
        steps = gap(pointing.start[:, None], pointing.last[:, None], starts, lasts)
        scores: Tensor = self.pointers[kind](origin, target, steps)
        real = torch.cat([torch.ones(len(window), 1, dtype=torch.bool), candidates], dim=1)
        return scores.masked_fill(~real, NEVER)


def gap(start: Tensor, last: Tensor, target_start: Tensor, target_last: Tensor) -> Tensor:
    """Words from a fragment to another: positive where the other comes later, 0 where they overlap."""
    return (target_start - last).clamp(min=0) - (start - target_last).clamp(min=0)


def bucket(steps: Tensor) -> Tensor:
    """Index of a signed distance in the table of distance biases."""
    size = torch.bucketize(steps.abs(), torch.tensor(STEPS), right=True)
    return torch.where(steps < 0, size + len(STEPS) + 1, size)


def _nearness() -> Tensor:
    one_way = -0.5 * torch.log(torch.tensor([1.0, *STEPS]))
    return torch.cat([one_way, one_way])
