"""Quality on the open gold sets, written into docs/quality.md with the commands that give it.

    python benchmarks/quality.py --shared DIR [--write docs/quality.md]

DIR holds data/ and bench/ (gold sets and scorers). Without it nothing is scored and the page is left as it is.
"""

import argparse
import json
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

import quality_attribution
import quality_pairs
import quality_values
import seed
from sayso.stages import Settings

HERE = Path(__file__).parent
OWN = HERE.parent / "tests" / "gold"
STORIES = {
    "open": Path("data", "stories", "open"),
    "to develop on": (OWN / "dev").resolve(),
    "held out": (OWN / "stories").resolve(),
}
"""Sets of stories by what they are to us: only what is held out tells how new texts are read."""
OTHER_WAYS = ("rules",)
KINDS = ("explicit", "inherited", "narrator")


def read_story(story: Path, systems: Path, way: str) -> None:
    """Read one story's reports into a ledger of its own and export it as STORY.json."""
    ledger = systems / f"{story.name}.sayso"
    seed.sayso("read", str(story / "reports"), "--ledger", str(ledger), "--attribution", way)
    seed.sayso("export", "--to", str(systems / f"{story.name}.json"), "--ledger", str(ledger))


def stories(shared: Path, folder: Path, way: str) -> dict[str, Any]:
    """The pooled figures over the stories of a folder, attributed in one of the ways."""
    with tempfile.TemporaryDirectory() as scratch:
        systems = Path(scratch)
        for story in sorted(path for path in folder.iterdir() if path.is_dir()):
            read_story(story, systems, way)
        scorer = shared / "bench" / "score_dossier.py"
        command = (sys.executable, scorer, "--set", folder, "--systems", systems, "--lift", "--json")
        report: dict[str, Any] = json.loads(quality_attribution.run(*command))
    pooled: dict[str, Any] = report["pooled"]
    return pooled


def main() -> None:
    """Score what is there and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/ and bench/")
    parser.add_argument("--write", type=Path, help="the page to write; without it the page is printed")
    options = parser.parse_args()
    if not (options.shared / "data").is_dir():
        print(f"{options.shared} holds no data/: nothing was scored, the page stays as it is", file=sys.stderr)
        return
    page = render(
        seed.score(options.shared / "data" / "seed"),
        {
            way: {name: stories(options.shared, options.shared / folder, way) for name, folder in STORIES.items()}
            for way in (Settings().attribution, *OTHER_WAYS)
        },
        quality_values.measured(options.shared),
        quality_pairs.measured(options.shared),
        quality_attribution.measured(options.shared),
    )
    if options.write:
        options.write.write_text(page, encoding="utf-8")
    print(page)


def render(
    article: seed.SeedScore,
    pooled: dict[str, dict[str, dict[str, Any]]],
    values: dict[str, dict[str, Any]],
    pairs: dict[str, Any],
    polnear: dict[str, dict[str, Any]],
) -> str:
    """The page."""
    return "\n".join(
        [
            "# Quality on the gold sets",
            "",
            f"Written by `make eval` (Python {platform.python_version()}). The open sets are not in this repository;",
            "those to develop on and those held out are ours (`tests/gold`). No rule was written on a held-out text;",
            "a few thresholds of comparing were chosen with its pooled figures in view. How attribution stands damaged",
            "texts is on a page of its own: [robustness.md](robustness.md).",
            "",
            *_article(article),
            *_stories(pooled[Settings().attribution]),
            *_voices(pooled),
            *quality_values.page(values),
            *quality_pairs.page(pairs),
            *quality_attribution.page(polnear),
        ]
    )


def _article(score: seed.SeedScore) -> list[str]:
    invented = "none" if not score.invented_for_narrator else "; ".join(score.invented_for_narrator)
    found = len(score.disputes_found), len(score.refines_found)
    wanted = found[0] + len(score.disputes_missed), found[1] + len(score.refines_missed)
    rows = len(score.rows_seen) + len(score.rows_missed)
    return [
        "## One article, line by line",
        "",
        "`python benchmarks/seed.py SHARED/data/seed`",
        "",
        "| | |",
        "|---|---|",
        f"| gold claims found (content tokens, Jaccard ≥ {seed.JACCARD}) | {score.found} of {score.gold_claims} |",
        f"| … with the right claimant or the narrator | {score.found_with_claimant} of {score.gold_claims} |",
        f"| claimants invented for the narrator's statements | {invented} |",
        f"| the inherited claim is marked so | {'yes' if score.inherited_marked else 'no'} |",
        f"| a claim read from the stray number | {'yes' if score.noise_claimed else 'no'} |",
        f"| our claims | {score.our_claims} |",
        f"| gold disputes found | {found[0]} of {wanted[0]} |",
        f"| gold refinements found | {found[1]} of {wanted[1]} |",
        f"| disputes that the gold does not have | {len(score.other_disputes)} |",
        f"| what a careful reader must see, row by row | {len(score.rows_seen)} of {rows} |",
        *(f"| … missed | {row} |" for row in score.rows_missed),
        "",
    ]


def _stories(pooled: dict[str, dict[str, Any]]) -> list[str]:
    columns = [_column(figures) for figures in pooled.values()]
    return [
        "## Stories of conflicting reports, pooled",
        "",
        "Each story's `reports/` is read into a ledger of its own and exported, then",
        "`score_dossier.py --set FOLDER --systems DIR --lift`",
        "",
        f"| | {' | '.join(pooled)} |",
        f"|---|{'---|' * len(pooled)}",
        *(f"| {name} | {' | '.join(column[name] for column in columns)} |" for name in columns[0]),
        "",
    ]


def _voices(pooled: dict[str, dict[str, dict[str, Any]]]) -> list[str]:
    """Claims and claimants by the way of attributing."""
    rows = [
        "## Claims and claimants by the way of attributing",
        "",
        "The same stories, `sayso read … --attribution WAY`: claim recall (strict), and of the matched claims how many",
        "have the right claimant, exactly or loosely.",
        "",
        "| stories | way | recall: explicit | inherited | claimant: explicit | inherited | narrator |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in STORIES:
        for way, by_set in pooled.items():
            recall, claimant = by_set[name]["claims"]["recall_by_attribution"], by_set[name]["claimant"]
            right = (f"{_(claimant[k]['exact'])} / {_(claimant[k]['loose'])}" for k in KINDS)
            cells = (name, way, _(recall["explicit"]["r"]), _(recall["inherited"]["r"]), *right)
            rows.append(f"| {' | '.join(cells)} |")
    return [*rows, ""]


def _column(pooled: dict[str, Any]) -> dict[str, str]:
    claims, claimant, pairs = pooled["claims"], pooled["claimant"]["all"], pooled["same_question_pairs"]
    return {
        "claims on a question in the gold": f"{claims['n']}",
        "claim recall, strict / lenient": f"{_(claims['recall_strict'])} / {_(claims['recall_lenient'])}",
        **{f"… {kind}": f"{_(value['r'])} (n {value['n']})" for kind, value in claims["recall_by_attribution"].items()},
        "recall, claims on no question": _(claims["others_recall_strict"]),
        "claim precision, strict / lenient": f"{_(claims['precision_strict'])} / {_(claims['precision_lenient'])}",
        "claimant right (exact) of matched claims": f"{_(claimant['exact'])} (n {claimant['n']})",
        "same question, pairs: P / R / F1": _prf(pairs),
        "… recall over all gold pairs": _(pairs["recall_all"]),
        "same question, B³": _prf(pooled["same_question_b3"]),
        "same answer, B³": _prf(pooled["same_answer_b3"]),
        **{f"link {name}: P / R / F1": _prf(value) for name, value in pooled["links"].items()},
        "share of claimed disputes that are false": _(pooled["false_disputes"]["share_of_claimed"]),
        "question states right": _(pooled["state"]["accuracy"]),
        "origins within range": _(pooled["origins"]["within"]),
        "wire copies, B³": _prf(pooled["copies_b3"]),
    }


def _(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _prf(value: dict[str, Any]) -> str:
    return f"{_(value['p'])} / {_(value['r'])} / {_(value['f1'])}"


if __name__ == "__main__":
    main()
