"""Every export of some cases, read back by other programs: what they find, and whether quotes are where it says.

    python benchmarks/exports.py FOLDER...

Each FOLDER holds reports (files that `sayso read` takes) and makes a ledger of its own; a ledger's file does as well.
For each format: the bytes of all exports, the CPU seconds to write them, how many claims' quotes another program finds
in them (the programs of tests/support/export_readers.py), and how many of the places that the format gives for quotes
hold in the ledger's text layers.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sayso
from sayso.export import FORMATS, Chosen, Format, choose
from sayso.ledger import Ledger
from sayso.nouns import Claimed

sys.path.append(str(Path(__file__).parents[1] / "tests" / "support"))
from export_readers import PLACES, TEXTS, Place


@dataclass(slots=True)
class Tally:
    """What became of the exports of one format."""

    size: int = 0
    seconds: float = 0.0
    claims: int = 0
    found: int = 0
    places: int = 0
    held: int = 0


def opened(source: Path, scratch: Path) -> Ledger:
    """The ledger at that path, or one of the reports in that folder."""
    if source.is_file():
        return sayso.open_ledger(source, create=False)
    ledger = sayso.open_ledger(scratch / f"{abs(hash(source))}.sayso")
    for _ in sayso.read(ledger, [str(source)]):
        pass
    return ledger


def tally(form: Format, chosen: Chosen, into: Tally) -> None:
    """Write one export, read it back, and count."""
    before = time.process_time()
    data = b"".join(form.write(chosen))
    into.seconds += time.process_time() - before
    into.size += len(data)
    texts = "\n".join(TEXTS[form.name](data)) if form.name in TEXTS else ""
    into.claims += len(chosen.case.claims)
    into.found += sum(all(piece.of(one.text) in texts for piece in one.claim.content) for one in chosen.case.claims)
    layers = list(_layers(chosen.case.claims))
    for place in PLACES[form.name](data) if form.name in PLACES else ():
        into.places += 1
        into.held += any(_holds(place, *layer) for layer in layers)


def _layers(claims: tuple[Claimed, ...]) -> Iterator[tuple[str, str, str]]:
    reports = {one.report.id: one.report for one in claims}
    return ((layer.sha256, layer.name.value, layer.text) for one in reports.values() for layer in one.layers)


def _holds(place: Place, sha256: str, name: str, text: str) -> bool:
    """Whether a layer has the quote there; one in several pieces has its first and last at the ends."""
    words = place.quote.split(" … ")
    there = text[place.start : place.end]
    known = place.text_sha256 in {sha256, None} and place.layer == name
    return known and there.startswith(words[0]) and there.endswith(words[-1])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+", metavar="FOLDER", help="reports, or a ledger")
    tallies = {form.name: Tally() for form in FORMATS if form.usable}
    with tempfile.TemporaryDirectory() as scratch:
        for source in parser.parse_args().sources:
            with opened(source, Path(scratch)) as ledger:
                for form in FORMATS:
                    if form.usable:
                        tally(form, choose(ledger), tallies[form.name])
    print("| format | bytes | CPU s | claims found | places that hold |\n| --- | --- | --- | --- | --- |")
    for name, one in tallies.items():
        places = f"{one.held:,} of {one.places:,}" if one.places else "it gives none"
        print(f"| `{name}` | {one.size:,} | {one.seconds:.2f} | {one.found:,} of {one.claims:,} | {places} |")


if __name__ == "__main__":
    main()
