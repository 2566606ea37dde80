"""A step of training, as both models of comparing take it. Needs torch; the readers of texts beside it do not."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn


def step_down(
    optimiser: torch.optim.Optimizer, loss: Tensor, rates: Sequence[float], done: float, *, warm: float
) -> None:
    """Go one step down; the rate of each group rises to its own in `rates` over the first part of a run, then falls.

    `done` is the share of the run that is over. Gradients are clipped at length 1.
    """
    slope = min(1.0, done / warm) * (1 - done) + 1e-3
    for group, most in zip(optimiser.param_groups, rates, strict=True):
        group["lr"] = most * slope
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_([one for group in optimiser.param_groups for one in group["params"]], 1.0)
    optimiser.step()
