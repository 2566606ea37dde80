"""Every export of some cases, read back by other programs: what they find, and whether quotes are where it says.

    python benchmarks/exports.py FOLDER...

Each FOLDER holds reports (files that `sayso read` takes) and makes a ledger of its own; a ledger's file does as well.
For each format: the bytes of all exports, the CPU seconds to write them, how many claims' quotes another program finds
in them (the programs of tests/support/export_readers.py), how many of the places that the format gives for quotes hold
in the ledger's text layers, and how many facts it has as the ledger has them; which those are the last column says
(tests/support/export_contents.py). What a format has beside the ledger or lacks is listed below, as is what pySHACL
finds in each export of AIF: by our shapes, and by the published ones where they are at hand.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sayso
from sayso.export import FORMATS, Chosen, Format, choose
from sayso.ledger import Ledger
from sayso.nouns import Claimed

sys.path.append(str(Path(__file__).parents[1] / "tests" / "support"))
from aif_conformance import PUBLISHED, messages, own_shapes, parsed, published_shapes
from contents_shared import alike
from dossier_readers import is_on_paper
from export_contents import CONTENTS
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
    facts: int = 0
    told: int = 0
    wrong: list[str] = field(default_factory=list)


def opened(sources: Sequence[Path], scratch: Path) -> Ledger:
    """The ledger at that path, or one of the reports in those folders."""
    if len(sources) == 1 and sources[0].is_file():
        return sayso.open_ledger(sources[0], create=False)
    ledger = sayso.open_ledger(scratch / f"{len(list(scratch.iterdir()))}.sayso")
    for _ in sayso.read(ledger, list(map(str, sources))):
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
    into.found += sum(
        all(_stands(piece.of(one.text), texts, form) for piece in one.claim.content) for one in chosen.case.claims
    )
    layers = list(_layers(chosen.case.claims))
    for place in PLACES[form.name](data) if form.name in PLACES else ():
        into.places += 1
        into.held += any(_holds(place, *layer) for layer in layers)
    content = CONTENTS[form.name]
    held, told = alike(content.held(chosen)), alike(content.read(data))
    into.facts += len(held)
    into.told += len(held & told)
    into.wrong += [f"lacks {fact}" for fact in sorted(map(str, held - told))]
    into.wrong += [f"has {fact}" for fact in sorted(map(str, told - held))]
    if form.name == "aif":
        into.wrong += _violations(data)


def _stands(quote: str, texts: str, form: Format) -> bool:
    """Whether a quote is there; on paper it has other line ends."""
    return is_on_paper(quote, texts) if form.name == "dossier-pdf" else quote in texts


def _violations(data: bytes) -> list[str]:
    """What pySHACL has to say of an export of AIF."""
    graph = parsed(data.decode())
    found = messages(graph, own_shapes())
    if PUBLISHED.is_dir():
        found |= messages(graph, *published_shapes())
    return [f"violates: {message}" for message in sorted(found)]


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
    """Print the table, and what each format tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+", metavar="FOLDER", help="reports, or a ledger")
    parser.add_argument("--together", action="store_true", help="read all folders into one ledger")
    given = parser.parse_args()
    cases = [given.sources] if given.together else [[one] for one in given.sources]
    tallies = {form.name: Tally() for form in FORMATS if form.usable}
    with tempfile.TemporaryDirectory() as scratch:
        for case in cases:
            with opened(case, Path(scratch)) as ledger:
                for form in FORMATS:
                    if form.usable:
                        tally(form, choose(ledger), tallies[form.name])
    print("| format | bytes | CPU s | claims found | places that hold | facts as in the ledger | the facts are |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, one in tallies.items():
        places = f"{one.held:,} of {one.places:,}" if one.places else "it gives none"
        counts = f"{one.found:,} of {one.claims:,} | {places} | {one.told:,} of {one.facts:,}"
        print(f"| `{name}` | {one.size:,} | {one.seconds:.2f} | {counts} | {CONTENTS[name].what} |")
    wrong = [f"- `{name}` {words}" for name, one in tallies.items() for words in one.wrong]
    print("", *wrong, f"{len(wrong)} deviations.", sep="\n")
    shapes = "ours, AIF's and NIST's" if PUBLISHED.is_dir() else f"ours (none in {PUBLISHED})"
    print(f"Shapes for AIF: {shapes}. pySHACL validated each export whole.")


if __name__ == "__main__":
    main()
