"""The weights of a model that was trained before: of torch's file, or of the int8 file that ships."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor


def weights(path: Path) -> dict[str, Tensor]:
    """The weights by name. Those of an exported file are what its bytes and scales stand for."""
    if path.suffix != ".onnx":
        found: dict[str, Tensor] = torch.load(path, weights_only=True)
        return found
    kept = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in onnx.load(path).graph.initializer}
    plain = {}
    for name, value in kept.items():
        stem, _, kind = name.rpartition(".")
        if kind == "rows":
            plain[f"{stem}.weight"] = value.float() * kept[f"{stem}.scales"]
        elif kind == "columns":
            plain[f"{stem}.weight"] = (value.float() * kept[f"{stem}.scales"][None]).T.contiguous()
        elif kind != "scales":
            plain[name] = value
    return plain
