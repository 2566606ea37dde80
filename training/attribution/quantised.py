"""int8 layers for the exported graph whose result for a row depends on that row alone.

The usual dynamic quantisation takes one scale from a whole batch, so that a window's result depends on its neighbours.
Here every row of activations has its own scale, weights have one by output column, embeddings one by row; products are
sums of integers, which are exact in any order.
"""

from typing import Any

import torch
from torch import Tensor, nn

from attribution.network import Encoder, Network

MIDDLE = 128  # the zero point of activations: unsigned times signed bytes is what processors multiply fastest
LARGEST = 127.0
LARGEST_WEIGHT = 63.0
"""Seven bits for the matrices: processors without VNNI add two products in 16 bits, which eight would overflow."""
LEAST = 1e-8


class Embedding(nn.Module):
    """Rows of bytes, each with its scale."""

    def __init__(self, plain: nn.Embedding) -> None:
        super().__init__()
        rows, scales = _bytes(plain.weight.detach(), LARGEST)
        self.register_buffer("rows", rows)
        self.register_buffer("scales", scales)

    def forward(self, indices: Tensor) -> Tensor:
        """The embeddings."""
        return self.rows[indices].float() * self.scales[indices]


class Linear(nn.Module):
    """A product with a matrix of bytes."""

    def __init__(self, plain: nn.Linear) -> None:
        super().__init__()
        columns, scales = _bytes(plain.weight.detach(), LARGEST_WEIGHT)
        self.register_buffer("columns", columns.T.contiguous())
        self.register_buffer("scales", scales[:, 0].contiguous())
        self.register_buffer("bias", plain.bias.detach())
        self.width = plain.in_features

    def forward(self, states: Tensor) -> Tensor:
        """The product, in the shape of the states."""
        rows = states.reshape(-1, self.width)
        scales = (rows.abs().amax(dim=1) / LARGEST).clamp(min=LEAST)
        product: Tensor = _Product.apply(rows, scales, self.columns, self.scales)
        product = product * scales[:, None] + self.bias
        return product.view(*states.shape[:-1], product.shape[-1])


class Rounded(nn.Linear):
    """A product that is computed as `Linear` will, rounded, while gradients pass as if it were not.

    Trained so for its last epoch, a network loses next to nothing when it is exported in int8 (quantisation-aware
    training with a straight-through estimator: Jacob et al., 2018).
    """

    def forward(self, states: Tensor) -> Tensor:
        """The product."""
        weight = _rounded(self.weight, LARGEST_WEIGHT).to(states.dtype)
        bias = self.bias.to(states.dtype)
        return nn.functional.linear(_rounded(states.float(), LARGEST).to(states.dtype), weight, bias)


def _rounded(matrix: Tensor, largest: float) -> Tensor:
    """The matrix with each row in steps of its own; its gradient is that of the matrix."""
    scales = (matrix.abs().amax(dim=-1, keepdim=True) / largest).clamp(min=LEAST)
    return matrix + ((matrix / scales).round() * scales - matrix).detach()


def round_encoder(encoder: Encoder) -> None:
    """Have an encoder's matrices compute as they will in int8."""
    for layer in encoder.layers:
        for name in ("mix", "mixed", "wide", "narrow"):
            getattr(layer, name).__class__ = Rounded


class _Product(torch.autograd.Function):
    """Rounded rows times columns of bytes, the columns scaled back, the rows not yet."""

    @staticmethod
    def forward(_: Any, rows: Tensor, scales: Tensor, columns: Tensor, column_scales: Tensor) -> Tensor:  # noqa: ANN401 - torch's own context
        """The same arithmetic in torch."""
        whole = (rows / scales[:, None]).round().clamp(-MIDDLE, LARGEST)
        return (whole.double() @ columns.double()).float() * column_scales

    @staticmethod
    def symbolic(graph: Any, rows: Any, scales: Any, columns: Any, column_scales: Any) -> Any:  # noqa: ANN401 - torch's own graph values
        """The nodes of the exported graph."""
        middle = graph.op("Constant", value_t=torch.tensor(MIDDLE, dtype=torch.uint8))
        one = graph.op("Constant", value_t=torch.tensor(1.0))
        middles = graph.op("Expand", middle, graph.op("Shape", scales))
        whole = graph.op("QuantizeLinear", rows, scales, middles, axis_i=0)
        return graph.op("com.microsoft::MatMulIntegerToFloat", whole, columns, one, column_scales, middle)


def quantise(network: Network) -> None:
    """Put int8 layers in the place of the encoder's and the heads' matrices."""
    quantise_encoder(network.encoder)
    network.project = Linear(network.project)


def quantise_encoder(encoder: Encoder) -> None:
    """Put int8 layers in the place of an encoder's matrices."""
    encoder.words = Embedding(encoder.words)
    encoder.positions = Embedding(encoder.positions)
    for layer in encoder.layers:
        for name in ("mix", "mixed", "wide", "narrow"):
            setattr(layer, name, Linear(getattr(layer, name)))


def _bytes(matrix: Tensor, largest: float) -> tuple[Tensor, Tensor]:
    """The rows of a matrix as bytes up to `largest`, and the scale of each row."""
    scales = (matrix.abs().amax(dim=1, keepdim=True) / largest).clamp(min=LEAST)
    return (matrix / scales).round().to(torch.int8), scales
