"""Make the shipped attribution model, its tokeniser, its table and the figures of its card: all from one command.

    python training/make_attribution.py DATA_DIR OUT_DIR [--ship src/sayso/data] [--scorer SCRIPT] [--at-once 2]

DATA_DIR holds `train/` and `dev/`. Every run of RUNS is trained (a run that was cut off goes on from its last
checkpoint, one that is done is not made again), their weights are averaged, decoding and confidence are fitted on the
articles held out from training, and the model is exported in 8-bit integers. With --ship the model files go into the
package. With --scorer the figures of the card are measured and written to OUT_DIR/figures.json and into the card.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from attribution.windows import load_tokenizer
from average_runs import average
from train_attribution import base_folder

HERE = Path(__file__).parent
VERSION = "1"
"""Of the way that the model works; digits of its digest follow, since it is part of the engine's name."""


@dataclass(frozen=True)
class Planned:
    """A run by its settings; with `after` it goes on from the end of that run, its learning rate raised once more."""

    name: str
    seed: int
    epochs: float  # in all, those of `after` counted
    dropout: float
    masked: float
    after: str = ""


RUNS = (
    Planned("a", seed=1, epochs=6, dropout=0.2, masked=0.1),
    Planned("b", seed=1, epochs=5, dropout=0.1, masked=0.0),
    Planned("c", seed=2, epochs=7, dropout=0.15, masked=0.05),
    Planned("a2", seed=1, epochs=7.8, dropout=0.2, masked=0.1, after="a"),
    Planned("b2", seed=1, epochs=6.8, dropout=0.1, masked=0.0, after="b"),
    Planned("c2", seed=2, epochs=8.8, dropout=0.15, masked=0.05, after="c"),
)
"""All runs. Those of different settings differ more, and their mean gains more, than those of one setting."""

AVERAGED = ("a2", "b2", "c2")
"""The runs whose mean is shipped: the choice with the best F1 on the held-out articles."""


def main() -> None:
    """Read the arguments, make everything that is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ship", type=Path, help="the folder of the package that gets the model files")
    parser.add_argument("--scorer", type=Path, help="the scorer of attributions, to measure the card's figures")
    parser.add_argument("--at-once", type=int, default=1, help="runs to train side by side")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for stage in ([p for p in RUNS if not p.after], [p for p in RUNS if p.after]):
        with ThreadPoolExecutor(given.at_once) as pool:
            list(pool.map(lambda planned: train(planned, given.data, given.out), stage))
    model, choices, onnx = (given.out / name for name in ("model.pt", "choices.json", "attribution.onnx"))
    average(model, [given.out / name / "end.pt" for name in AVERAGED])
    script("calibrate_attribution.py", given.data / "train", model, choices)
    script("export_attribution.py", model, onnx, given.data / "train", "--int8")
    (given.out / "attribution_tokenizer.json").write_text(
        load_tokenizer(base_folder() / "tokenizer.json").to_str(), encoding="utf-8"
    )
    (given.out / "attribution.toml").write_text(table(given.out, choices), encoding="utf-8")
    if given.ship:
        for name in ("attribution.onnx", "attribution_tokenizer.json", "attribution.toml"):
            (given.ship / name).write_bytes((given.out / name).read_bytes())
    if given.scorer:
        script("measure_attribution.py", given.data, given.out, "--scorer", given.scorer, "--runs", *AVERAGED)


def train(planned: Planned, data: Path, out: Path) -> None:
    """Train one run to its end."""
    folder = out / planned.name
    if (folder / "end.pt").exists():
        return
    settings = {"seed": planned.seed, "epochs": planned.epochs, "dropout": planned.dropout, "masked": planned.masked}
    options = [part for name, value in settings.items() for part in (f"--{name}", str(value))]
    if planned.after:
        options += ["--go-on-from", str(out / planned.after / "last.pt")]
    script("train_attribution.py", data / "train", folder, *options, "--resume")


def script(name: str, *arguments: Path | str) -> None:
    """Run another script of this folder; it must succeed."""
    command: Sequence[str] = [sys.executable, str(HERE / name), *map(str, arguments)]
    subprocess.run(command, check=True)  # noqa: S603 - our own script with our own arguments


def table(folder: Path, choices: Path) -> str:
    """The table that ships beside the model: what was fitted, and the digests that the loader checks."""
    fitted = json.loads(choices.read_text(encoding="utf-8"))
    names = ("attribution.onnx", "attribution_tokenizer.json")
    digests = {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
    whole = sha256("".join((*digests.values(), choices.read_text(encoding="utf-8"))).encode()).hexdigest()
    keys = ("outside", "begin_span", "no_source", "threshold", "weights")
    return "\n".join(
        [
            "# The trained attribution model: what was fitted on articles held out from training, in log odds, and the",
            "# digests that the loader checks. Written by training/make_attribution.py; docs/model_card.md tells more.",
            f'version = "{VERSION}-{whole[:6]}"',
            "",
            "[sha256]",
            *(f'"{name}" = "{digest}"' for name, digest in digests.items()),
            "",
            "[choices]",
            *(f"{key} = {fitted[key]}" for key in keys),
            "",
        ]
    )


if __name__ == "__main__":
    main()
