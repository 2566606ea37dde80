"""Decode texts with a trained model into the scorer's format, and score them.

    python training/evaluate_attribution.py DATA_DIR MODEL.pt OUT.jsonl [--slice] [--choices FILE] [--scorer SCRIPT]

With --slice only the articles held out from training (every tenth) are decoded, and OUT.gold.jsonl gets their gold.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import torch
from attribution.augment import VARIANTS, Augment
from attribution.decode import InTorch, attributions, exported, score
from attribution.windows import held_out, load_tokenizer, read_articles
from train_attribution import base_folder

from sayso.attribute.trained.files import Choices


def main() -> None:
    """Read the arguments, decode, score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, help="folder of the base model (default: of the installed package)")
    parser.add_argument("--slice", action="store_true")
    parser.add_argument("--choices", type=Path, help="what calibrate_attribution.py wrote")
    parser.add_argument("--variant", choices=VARIANTS, help="decode the texts as a bad export would give them")
    parser.add_argument("--onnx", type=Path, help="the same model as exported: it reads, MODEL.pt only decodes")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    tokenizer = load_tokenizer((given.base or base_folder()) / "tokenizer.json")
    articles = read_articles(given.data, tokenizer)
    if given.slice:
        articles = held_out(articles)[1]
    if given.variant:
        augment = Augment(tokenizer, 0)
        articles = [
            replace(article, windows=tuple(augment.variant(window, given.variant) for window in article.windows))
            for article in articles
        ]
    gold = given.out.with_suffix(".gold.jsonl")
    names = {article.name for article in articles}
    with (given.data / "gold.jsonl").open(encoding="utf-8") as file:
        gold.write_text("".join(line for line in file if json.loads(line)["id"] in names), encoding="utf-8")
    reader = exported(given.onnx, tokenizer) if given.onnx else InTorch.load(given.model)
    choices = _choices(given.choices) if given.choices else Choices()
    found = attributions(score(reader, articles), choices)
    with given.out.open("w", encoding="utf-8") as file:
        for article in articles:
            rows = [{"source": f.source, "cue": f.cue, "content": f.content} for f in found.get(article.name, [])]
            file.write(json.dumps({"id": article.name, "attributions": rows}) + "\n")
    if given.scorer:
        command = [sys.executable, str(given.scorer), str(gold), str(given.out), "--text", str(given.data / "text")]
        subprocess.run([*command, "--bootstrap", "1000"], check=True)  # noqa: S603 - the scorer that the user named


def _choices(path: Path) -> Choices:
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Choices(**{field.name: stored[field.name] for field in fields(Choices)})


if __name__ == "__main__":
    main()
