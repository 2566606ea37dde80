"""The explicit attributions of every text of a folder, as JSON lines for an attribution scorer.

python benchmarks/attribution.py TEXT_DIR [--attribution model|rules] > predictions.jsonl
"""

import argparse
import json
from hashlib import sha256
from pathlib import Path

from sayso.annotate import annotate
from sayso.nouns import Layer, LayerName, Pieces, Report
from sayso.stages import WAYS, Settings, extractor


def main() -> None:
    """Print one JSON line for each .txt file of the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--attribution", choices=WAYS, default="model")
    given = parser.parse_args()
    extract = extractor(Settings(attribution=given.attribution))
    for path in sorted(given.folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:  # newline="": offsets must not shift
            text = file.read()
        found = extract(annotate(_report(path.stem, text)))
        rows = [
            {
                "source": _pairs(a.source),
                "cue": _pairs(a.cue),
                "content": _pairs(a.content),
                "confidence": a.confidence,
            }
            for a in found
            if a.content
        ]
        print(json.dumps({"id": path.stem, "attributions": rows}))


def _report(name: str, text: str) -> Report:
    digest = sha256(text.encode()).hexdigest()
    layer = Layer(name=LayerName.TEXT, text=text, sha256=digest)
    return Report(id=name, capture=digest, label=name, layers=(layer,))


def _pairs(pieces: Pieces) -> list[list[int]]:
    return [[span.start, span.end] for span in pieces]


if __name__ == "__main__":
    main()
