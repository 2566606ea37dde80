"""Measure the figures of the model card, and write them into it.

    python training/measure_attribution.py DATA_DIR OUT_DIR --scorer SCRIPT --runs NAME [...] [--card FILE]

DATA_DIR holds `train/` and `dev/`; OUT_DIR is what make_attribution.py filled. Measured are each run alone, their mean
in 32-bit floats and in 8-bit integers, on dev; exact fragments; how well the confidence is calibrated; and, on the
articles held out from training, what is left on texts as bad exports give them. Nothing is chosen by these figures.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from attribution.augment import VARIANTS, Augment
from attribution.decode import InTorch, Reader, Scored, attributions, exported, score
from attribution.judge import Judge
from attribution.windows import Article, held_out, load_tokenizer, read_articles
from train_attribution import base_folder

from sayso.attribute.trained.crf import best_tags
from sayso.attribute.trained.decode import Found
from sayso.attribute.trained.files import Choices
from sayso.attribute.trained.scheme import ROLES, fragments_of, tags_of

BINS = 10
BEGIN, END = "<!-- figures: begin (training/measure_attribution.py) -->", "<!-- figures: end -->"


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--runs", nargs="+", required=True)
    parser.add_argument("--card", type=Path, default=Path(__file__).parent.parent / "docs" / "model_card.md")
    given = parser.parse_args()
    torch.set_num_threads(1)
    figures = measured(given.data, given.out, given.scorer, given.runs)
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    page = given.card.read_text(encoding="utf-8")
    before, after = page[: page.index(BEGIN)], page[page.index(END) :]
    given.card.write_text(f"{before}{BEGIN}\n\n{rendered(figures)}\n{after}", encoding="utf-8")


def measured(data: Path, out: Path, scorer: Path, runs: Sequence[str]) -> dict[str, Any]:
    """All figures by name."""
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    dev = read_articles(data / "dev", tokenizer)
    unseen = held_out(read_articles(data / "train", tokenizer))[1]
    fitted = json.loads((out / "choices.json").read_text(encoding="utf-8"))
    choices = Choices(**{name: fitted[name] for name in Choices.__slots__})
    shipped = exported(out / "attribution.onnx", tokenizer)
    readers: dict[str, Reader] = {f"run {name}": InTorch.load(out / name / "end.pt") for name in runs}
    readers |= {"mean, fp32": InTorch.load(out / "model.pt"), "mean, int8 (shipped)": shipped}
    figures: dict[str, Any] = {"dev": {}}
    for name, reader in readers.items():
        scored = score(reader, dev)
        found = attributions(scored, choices)
        figures["dev"][name] = scores(data / "dev", scorer, found, [article.name for article in dev])
    figures["fragments"] = exact_fragments(scored, dev, choices)
    figures["calibration"] = calibration(found, judges(data / "dev", dev))
    augment, known = Augment(tokenizer, 0), judges(data / "train", unseen)
    figures["variants"] = {"as it is": relation_f1(attributions(score(shipped, unseen), choices), known)}
    for variant in VARIANTS:
        changed = [replace(a, windows=tuple(augment.variant(w, variant) for w in a.windows)) for a in unseen]
        figures["variants"][variant] = relation_f1(attributions(score(shipped, changed), choices), known)
    return figures


def scores(folder: Path, scorer: Path, found: dict[str, list[Found]], names: Sequence[str]) -> dict[str, Any]:
    """What the scorer says of the attributions found."""
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        with predictions.open("w", encoding="utf-8") as file:
            for name in names:
                rows = [{"source": f.source, "cue": f.cue, "content": f.content} for f in found.get(name, [])]
                file.write(json.dumps({"id": name, "attributions": rows}) + "\n")
        command = [sys.executable, str(scorer), str(folder), str(predictions), "--bootstrap", "1000", "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the user's scorer
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def exact_fragments(scored: Scored, articles: Sequence[Article], choices: Choices) -> dict[str, tuple[float, ...]]:
    """Precision, recall and F1 of each role's fragments with the same first and last word, without links.

    The measure of CofeNet (Wang et al., COLING 2022), on our windows and words.
    """
    gold = iter([window for article in articles for window in article.windows if window.words])
    both: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    tags: dict[int, list[int]] = {}
    for batch in scored.batches:
        lengths = [len(scored.windows[index]) for index in batch.at]
        emissions = batch.emissions.copy()
        emissions[..., 0] += choices.outside
        tags |= dict(zip(batch.at, best_tags(emissions, lengths, scored.grammar), strict=True))
    for index in sorted(tags):
        window = next(gold)
        wanted = set(fragments_of(tags_of(window.roles, window.units)))
        found = set(fragments_of(tags[index]))
        for counter, fragments in ((both, wanted & found), (ours, found), (theirs, wanted)):
            counter.update(ROLES[role] for role, _, _ in fragments)
    return {
        role: (both[role] / ours[role], both[role] / theirs[role], 2 * both[role] / (ours[role] + theirs[role]))
        for role in ROLES
    }


def judges(folder: Path, articles: Sequence[Article]) -> dict[str, Judge]:
    """The gold of each article, ready to judge."""
    texts = {article.name: article.text for article in articles}
    with (folder / "gold.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["id"] in texts]
    return {
        row["id"]: Judge(texts[row["id"]], [(a["source"], a["content"]) for a in row["attributions"]]) for row in rows
    }


def relation_f1(found: dict[str, list[Found]], known: dict[str, Judge]) -> float:
    """F1 of content and source."""
    right = sum(sum(judge.right([(f.source, f.content) for f in found.get(name, [])])) for name, judge in known.items())
    return 2 * right / (sum(len(found.get(name, [])) for name in known) + sum(judge.size for judge in known.values()))


def calibration(found: dict[str, list[Found]], known: dict[str, Judge]) -> dict[str, Any]:
    """Expected calibration error, and per bin of confidence: how many, the mean confidence, the share right."""
    pairs = [
        (f.confidence or 0.0, right)
        for name, judge in known.items()
        for f, right in zip(
            found.get(name, []), judge.right([(f.source, f.content) for f in found.get(name, [])]), strict=True
        )
    ]
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in pairs:
        bins.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, right))
    rows = [
        (b / BINS, len(inside), sum(s for s, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside))
        for b, inside in sorted(bins.items())
    ]
    return {"error": sum(n * abs(sure - right) for _, n, sure, right in rows) / len(pairs), "bins": rows}


def rendered(figures: dict[str, Any]) -> str:
    """The figures as tables."""
    return "\n".join([*_relations(figures["dev"]), *_rest(figures)])


def _relations(dev: dict[str, Any]) -> Iterator[str]:
    yield "PolNeAR dev, 84 articles (relation = content and source; 95 % interval over articles):"
    yield ""
    yield "| | relation P / R / F1 | interval | content F1 | source accuracy | indirect: recall | exact spans F1 |"
    yield "|---|---|---|---|---|---|---|"
    for name, report in dev.items():
        full = report["relations.full"]
        low, high = full["F1_95"]
        spans = " / ".join(f"{report[f'spans.{role}.exact']['F1']:.3f}" for role in ROLES)
        yield (
            f"| {name} | {full['P']:.3f} / {full['R']:.3f} / {full['F1']:.3f} | {low:.3f} to {high:.3f} "
            f"| {report['relations.content']['F1']:.3f} | {report['source_accuracy']['value']:.3f} "
            f"| {report['by_type.indirect.full.R']['value']:.3f} | {spans} |"
        )
    yield ""


def _rest(figures: dict[str, Any]) -> Iterator[str]:
    yield "Exact fragments on dev, without links, as CofeNet counts (its BERT-base: F1 .832 / .753 / .729 on test):"
    yield ""
    for role, (p, r, f1) in figures["fragments"].items():
        yield f"- {role}: P {p:.3f}, R {r:.3f}, F1 {f1:.3f}"
    yield ""
    yield f"Confidence on dev: expected calibration error {figures['calibration']['error']:.3f} ({BINS} bins)."
    yield ""
    yield "| confidence from | attributions | mean confidence | share right |"
    yield "|---|---|---|---|"
    for start, count, sure, right in figures["calibration"]["bins"]:
        yield f"| {start:.1f} | {count} | {sure:.2f} | {right:.2f} |"
    yield ""
    yield "Texts as bad exports give them: relation F1 on the articles held out from training, int8:"
    yield ""
    for name, f1 in figures["variants"].items():
        yield f"- {name}: {f1:.3f}"
    yield ""


if __name__ == "__main__":
    main()
