"""What becomes of damaged copies of every format: `python benchmarks/damage.py --write docs/hardening.md`.

Each file is made by the tool of its name (tests/intake/making.py), cut at every k-th byte and given flipped bits.
`silent` counts copies of which something is missing and nothing says so, `unforeseen` those on which a parser failed in
a way that the format does not know. Both are to be 0.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.intake.damage import Whole, cut, flipped, is_silent, places, unforeseen, whole  # noqa: E402 - found above
from tests.intake.making import ENDINGS, MADE, read  # noqa: E402 - as above

BEGIN, END = "<!-- begin damage -->", "<!-- end damage -->"


def row(file: Whole, copies: int) -> str:
    """A row of the table: what became of the copies of a file."""
    start = time.process_time()
    cuts = [(copy, False) for at in places(file, copies) if (copy := cut(file, at)) is not None]
    made = (*cuts, *((copy, True) for copy in flipped(file, copies)))
    silent = failed = 0
    for copy, changed in made:
        intakes = read(copy, file.ending)
        silent += is_silent(file, copy, intakes, changed=changed)
        failed += bool(unforeseen(intakes))
    each = 1000 * (time.process_time() - start) / len(made)
    return f"| {file.name} | {len(file.raw):,} | {len(cuts):,} | {copies:,} | {silent} | {failed} | {each:.1f} |"


def main() -> None:
    """Print the table, and write it into a page if one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=250, help="copies of each kind that are made of a file")
    parser.add_argument("--only", help="the name of one format")
    parser.add_argument("--write", type=Path, help="a page with a place for the table")
    asked = parser.parse_args()
    rows = ["| file | bytes | cut | flipped | silent | unforeseen | CPU each, ms |", "|---|---|---|---|---|---|---|"]
    for name in [asked.only] if asked.only else MADE:
        rows.append(row(whole(name, MADE[name](), ENDINGS.get(name, "")), asked.copies))
        print(rows[-1], flush=True)
    if asked.write:
        before, _, rest = asked.write.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        asked.write.write_text(f"{before}{BEGIN}\n" + "\n".join(rows) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
