"""Average the weights of several runs into one model.

    python training/average_runs.py OUT.pt MODEL.pt MODEL.pt [...]

The runs must have begun from the same weights (those of the base model, heads alike), as all runs here do; their mean
is then better than each (Wortsman et al., "Model soups", ICML 2022), at the size and speed of one.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Read the arguments, average, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    given = parser.parse_args()
    average(given.out, given.runs)


def average(out: Path, runs: list[Path]) -> None:
    """Write the mean of the runs' weights."""
    states = [torch.load(run, weights_only=True)["network"] for run in runs]
    mean = {name: sum(state[name].double() for state in states) / len(states) for name in states[0]}
    torch.save({"network": {name: value.float() for name, value in mean.items()}}, out)


if __name__ == "__main__":
    main()
