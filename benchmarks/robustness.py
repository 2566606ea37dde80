"""How attributing stands damage: reports of our own with other quotation marks, lost marks and commas, capitals.

python benchmarks/robustness.py [--attribution rules|model|both] [--misses VARIANT | --write docs/robustness.md]

Of each variant of the base reports, and of the hand-made cases (live pages, lists, transcripts, …):
found    contents of which at least half of the words are given to the right source, of all that are wanted
false    attributions to a source of whose words less than half are that source's
kept     the narrator's sentences of which less than half of the words are given to a voice
largest  the greatest share of a report's words that one attribution claims (its gold share behind it)
"""

import argparse
import html
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.nouns import Annotated, Attribution, Layer, LayerName, Pieces, Report, Span
from sayso.stages import WAYS, Settings, Stages, shipped

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold" / "robustness"
sys.path.insert(0, str(GOLD))
from variants import VARIANTS  # noqa: E402 - stands beside the table, which is no package

LEAST = 0.5
"""Share of a content's words from which it counts as found, or as somebody else's."""
_WORD = re.compile(r"\S+")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over reports; `largest` and `due` are the largest share of a report that one attribution has, and may."""

    found: int = 0
    wanted: int = 0
    false: int = 0
    kept: int = 0
    narrated: int = 0
    largest: float = 0.0
    due: float = 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.found + other.found,
            self.wanted + other.wanted,
            self.false + other.false,
            self.kept + other.kept,
            self.narrated + other.narrated,
            *max((self.largest, self.due), (other.largest, other.due)),
        )


def cases(kind: str) -> list[Row]:
    """The rows of the table that are of a kind ("base" or "made")."""
    lines = (GOLD / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["kind"] == kind]


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end; what is no more than marks is none."""
    return [m.span() for m in _WORD.finditer(text) if _bare(m[0])]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(text)).casefold()


def words_at(text: str, content: str) -> frozenset[int]:
    """The numbers of the words that a passage of the text holds."""
    at = text.index(content)
    return _covered(text, (Span(at, at + len(content)),))


def read(stages: Stages, text: str, settings: Settings) -> tuple[Annotated, tuple[Attribution, ...]]:
    """A text's annotation and attributions."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    layer = Layer(name=LayerName.TEXT, text=text, sha256=digest)
    annotated = stages.annotate(Report(id="r", capture=digest, label="r", layers=(layer,)), LayerName.TEXT, settings)
    return annotated, stages.attribute(annotated, settings)


def _covered(text: str, pieces: Pieces) -> frozenset[int]:
    spans = enumerate(words_of(text))
    return frozenset(i for i, (start, end) in spans for p in pieces if start < p.end and end > p.start)


def _named(source: frozenset[int], wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the source's words are those of one of the names, or hold or lie in half of them."""
    given = {words[i] for i in source}
    for name in wanted:
        gold = {_bare(word) for word in name.split()}
        if given and len(given & gold) >= LEAST * len(given | gold):
            return True
    return False


def measured(row: Row, text: str, found: Sequence[Attribution], *, misses: bool = False) -> Figures:
    """The figures of one report, `text` being a variant of the row's own."""
    words = [_bare(row["text"][start:end]) for start, end in words_of(row["text"])]
    gold = [(one["source"], words_at(row["text"], one["content"])) for one in row["said"]]
    narrator = [words_at(row["text"], sentence) for sentence in row["narrator"]]
    also = [(one["source"], words_at(row["text"], one["content"])) for one in row["also"]]
    voiced = [(_covered(text, a.source), _covered(text, a.content)) for a in found if a.source]
    right = 0
    for source, content in gold:
        his = {w for voice, said in voiced if _named(voice, source, words) for w in said}
        good = len(content & his) >= LEAST * len(content)
        right += good
        if misses and not good:
            print("  MISSED", source[0], ":", " ".join(words[i] for i in sorted(content)))
    false = 0
    for voice, said in voiced:
        his = {w for source, content in (*gold, *also) if _named(voice, source, words) for w in content}
        if said and len(said & his) < LEAST * len(said):
            false += 1
            if misses:
                given = " ".join(words[i] for i in sorted(voice)), " ".join(words[i] for i in sorted(said))
                print("  FALSE ", *given, sep=" : ")
    taken = {w for _, said in voiced for w in said}
    kept = 0
    for sentence in narrator:
        kept += len(sentence & taken) < LEAST * len(sentence)
        if misses and len(sentence & taken) >= LEAST * len(sentence):
            print("  TAKEN ", " ".join(words[i] for i in sorted(sentence)))
    largest = max((len(said) for _, said in voiced), default=0) / len(words)
    sources = {tuple(source) for source, _ in gold}
    due = max((len({w for s, c in gold if tuple(s) == one for w in c}) for one in sources), default=0) / len(words)
    return Figures(right, len(gold), false, kept, len(narrator), largest, due)


HEADER = """# Attribution of damaged texts

Written by `python benchmarks/robustness.py --write docs/robustness.md`. Twelve base reports of our own, with gold, are
damaged in each of the ways named (`tests/gold/robustness/variants.py`); the hand-made cases stand beside them in
`cases.jsonl`. The rules were developed on these very cases: the figures tell what holds, not how new texts fare.

Columns for each way of attributing (`--attribution`): **found**, contents of which at least half of the words are given
to the right source; **false**, attributions to a source of whose words less than half are that source's; **kept**, the
narrator's sentences that stay the narrator's; **largest**, the greatest share of one report's words that one
attribution claims, with the share that one source has in the gold of that report. `--misses VARIANT` shows what is
missed.
"""
PARTS = ("found", "false", "kept", "largest")


def cells_of(figures: Figures) -> tuple[str, ...]:
    """The figures as cells of a table, in the order of PARTS."""
    return (
        f"{figures.found} of {figures.wanted}",
        f"{figures.false}",
        f"{figures.kept} of {figures.narrated}",
        f"{figures.largest:.2f} ({figures.due:.2f})",
    )


def variants(stages: Stages, settings: Settings, only: str | None) -> Iterator[tuple[str, Figures]]:
    """The figures of each variant of the base reports, and of all; `only` one of them shows its misses."""
    total = Figures()
    for name, changed in VARIANTS.items():
        if only not in {None, name}:
            continue
        figures = Figures()
        for row in cases("base"):
            text = changed(row["text"])
            figures += measured(row, text, read(stages, text, settings)[1], misses=only is not None)
        total += figures
        yield name, figures
    if only is None:
        yield "**all variants**", total


def made(stages: Stages, settings: Settings, only: str | None) -> Iterator[tuple[str, Figures]]:
    """The figures of each hand-made case, and of all."""
    total = Figures()
    for row in cases("made") if only in {None, "made"} else ():
        figures = measured(row, row["text"], read(stages, row["text"], settings)[1], misses=only is not None)
        total += figures
        yield row["id"], figures
    if only in {None, "made"}:
        yield "**hand-made**", total


def table(ways: Sequence[str], only: str | None = None) -> list[str]:
    """The table of all ways of attributing side by side."""
    stages = shipped()
    columns = [
        [*variants(stages, Settings(attribution=way), only), *made(stages, Settings(attribution=way), only)]
        for way in ways
    ]
    heads = [part if len(ways) == 1 else f"{way}: {part}" for way in ways for part in PARTS]
    rows = [("", *heads), ("---",) * (1 + len(heads))]
    rows += [
        (of_one[0][0], *(c for _, figures in of_one for c in cells_of(figures)))
        for of_one in zip(*columns, strict=True)
    ]
    return [f"| {' | '.join(row)} |" for row in rows]


def main() -> None:
    """Print the table, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attribution", choices=WAYS, default=Settings().attribution)
    parser.add_argument("--misses", metavar="VARIANT", help="show what this variant (or `made`) misses, and no other")
    parser.add_argument("--write", type=Path, help="the page to write, with every way of attributing")
    options = parser.parse_args()
    if options.write is None:
        print("\n".join(table([options.attribution], options.misses)))
        return
    options.write.write_text("\n".join([HEADER, *table(WAYS), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
