"""Whether `text[start:end] == quote` holds from bytes to exports: `python benchmarks/offsets.py --spans 1000000`.

Texts are made at random of sentences that tell claims and of what goes wrong with offsets: characters beyond the basic
plane, letters with accents of their own, line breaks of two characters, what cannot be seen or turns text around, lone
surrogates, entities, text in a wrong encoding. Each goes through intake (as a JSON record), the making plain,
paragraphs, quotations, the rules of attributing and the making of claims (with tokens and a tree that follow from the
letters alone, so that no parser need be asked). These claims, and two with pieces anywhere in the text, go out as lines
of JSON and as W3C annotations, where they are found again by counting UTF-16, too, as a script would; those that were
read go on the desk. Every span that comes with its words is a case, and so is each that has to lie in its text.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from sayso.annotate.plain import plain
from sayso.annotate.quotations import quotations
from sayso.attribute import Rules, attribute
from sayso.claims import make_claims
from sayso.export.annotations import AROUND, target
from sayso.export.lines import line_record
from sayso.export.text import dumps
from sayso.intake import read_inputs
from sayso.ledger.codec import decoded, encoded, spans_of
from sayso.nouns import Basis, Claim, Claimed, Comparator, Form, LayerName, Quantity, Report, Span
from sayso.web.views.text import marked, marks_of

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.checking import Broken, hold
from fuzz.texts import annotated_of

SENTENCES = (
    "The mayor of Orlow said that 12 people were hurt.", "“We are still in the mine,” said Ana Vey.",
    "According to the ministry, more than 1,200 houses burned on Monday.", "Officials denied it", "He said", "7",
    '"Nobody left," he added, "and nobody will."', "They were taken to a school.", "«Да», сказал мэр Орлова.",
)  # fmt: skip
ODD = (
    "😀", "👩\u200d👧", "𝔖", "\U0001f1fa\U0001f1e6", "\U000e0041", "e\u0301", "n\u0303\u0323", "\r\n", "\r\n\r\n",
    "\n", "\n\n", "\r", "\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\ud83d", "\udc00",
    "\x00", "\x85", "\u2028", "\u00a0", "  ", "\t", "&rdquo;", "&amp;", "â€œ", "Ã©", "“", "”", "«", "»", "'", '"', "ﬁ",
    "ß", "İ", "ǅ", "가", "می\u200cگوید",
)  # fmt: skip


PIECES = 12
"""Pieces of a claim that is made up."""


def made(chance: random.Random) -> str:
    """A text of up to six sentences, with odd characters between and inside of them."""
    parts: list[str] = []
    for _ in range(chance.randint(1, 6)):
        sentence = chance.choice(SENTENCES)
        for _ in range(chance.randint(0, 3)):
            at = chance.randint(0, len(sentence))
            odd = chance.choice(ODD) if chance.random() < 0.8 else chr(chance.randrange(0x110000))
            sentence = sentence[:at] + odd + sentence[at:]
        parts += [sentence, chance.choice((" ", " ", "\n", "\r\n", "\r\n\r\n", "", *ODD))]
    joined = "".join(parts).encode("utf-16-le", "surrogatepass")
    return joined.decode("utf-16-le", "surrogatepass")  # JSON cannot hold a pair of surrogates that is no character


def cases(text: str, chance: random.Random) -> Iterator[str]:
    """Hold a text to the promise; each case by the name of the stage that it is of."""
    (intake,) = read_inputs(["-"], stdin=BytesIO(json.dumps({"id": "t", "text": text}).encode()))
    if intake.report is None:
        return  # nothing but white space
    report = intake.report
    layer = next(one for one in report.layers if one.name is LayerName.TEXT)
    hold(layer.text == text, "intake changed the text")
    yield "intake"
    mended = plain(text)
    for _ in range(3 if mended.text else 0):
        start = chance.randrange(len(mended.text))
        inside = mended.frozen(Span(start, chance.randint(start + 1, len(mended.text))))
        hold(0 <= inside.start < inside.end <= len(text), f"{inside} of the plain text lies outside")
        yield "plain"
    annotated = annotated_of(text)
    annotated = replace(annotated, report=report.id, quotations=quotations(text, annotated.paragraphs))
    for quoted in annotated.quotations:
        hold(
            0 <= quoted.span.start <= quoted.inner.start < quoted.inner.end <= quoted.span.end <= len(text), f"{quoted}"
        )
        yield "quotations"
    claims = make_claims(report, annotated, attribute(annotated, extractor=Rules()), reading="n-1")
    for claim in (*claims, scattered(report, text, chance), scattered(report, text, chance)):
        yield from of_claim(claim, report, text)
    lines = marked(layer, marks_of((Claimed(claim=claim, report=report) for claim in claims), layer.name))
    for line in lines:
        for piece in line.pieces:
            for anchor in piece.anchors:
                start, end = map(int, anchor.partition("=")[2].split(","))
                hold(
                    text[start:end].startswith(piece.text) or piece.text.startswith(text[start:end]),
                    f"{anchor} on the desk",
                )
                yield "desk"


def scattered(report: Report, text: str, chance: random.Random) -> Claim:
    """A claim of pieces anywhere in the text, so that exports quote what no reading would."""
    edges = sorted(chance.sample(range(len(text) + 1), k=min(len(text) + 1, 2 * PIECES)))
    pieces = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))
    counts = [
        Quantity(span=one, low=1, best=1, high=1, comparator=Comparator.EXACT, counted="people", counted_span=one)
        for one in pieces[:4]
    ]
    return Claim(
        id="c-1", report=report.id, layer=LayerName.TEXT, content=pieces, form=Form.NARRATOR, basis=Basis.NONE,
        rule="r", method="m", cue=pieces[:1], hedges=pieces[1:3], quantities=tuple(counts),
    )  # fmt: skip


def of_claim(claim: Claim, report: Report, text: str) -> Iterator[str]:
    """The cases of one claim: its spans, and what exports quote."""
    for field, span in spans_of(claim):
        hold(0 <= span.start < span.end <= len(text), f"{field} {span} lies outside")
        yield "claims"
    claimed = Claimed(claim=claim, report=report)
    hold(decoded(encoded(claim), Claim) == claim, "a claim came back otherwise from the ledger")
    record = json.loads(dumps(line_record(claimed)))
    for (start, end), quote in zip(record["content"], record["quote"], strict=True):
        hold(text[start:end] == quote, f"content {start}, {end} is {quote!r}")
        yield "lines"
    for start, end, quote in located(record):
        hold(text[start:end] == quote, f"{start}, {end} is {quote!r}")
        yield "lines"
    for piece in claim.content:
        quoted, position = json.loads(dumps(target(claimed, piece, ())))["selector"]
        start, end = position["start"], position["end"]
        hold(text[start:end] == quoted["exact"], f"an annotation at {start}, {end} is {quoted['exact']!r}")
        hold(text[max(start - AROUND, 0) : start] == quoted["prefix"], f"before {start}")
        hold(text[end : end + AROUND] == quoted["suffix"], f"after {end}")
        units = text.encode("utf-16-le", "surrogatepass")
        left = len(text[:start].encode("utf-16-le", "surrogatepass"))
        right = left + len(quoted["exact"].encode("utf-16-le", "surrogatepass"))
        hold(units[left:right].decode("utf-16-le", "surrogatepass") == quoted["exact"], f"UTF-16 at {start}")
        yield "annotations"


def located(value: object) -> Iterator[tuple[int, int, str]]:
    """Every span of a record with a quote beside it."""
    if isinstance(value, dict):
        if "span" in value and "quote" in value and value["span"]:
            yield *value["span"], value["quote"]
        for item in value.values():
            yield from located(item)
    elif isinstance(value, list):
        for item in value:
            yield from located(item)


def tried(texts: Iterator[str], chance: random.Random, spans: int) -> tuple[Counter[str], int, list[str]]:
    """How many cases of each stage held, of how many texts, and what did not hold."""
    held, number, broken = Counter[str](), 0, list[str]()
    for text in texts:
        number += 1
        try:
            for stage in cases(text, chance):
                held[stage] += 1
        except Broken as fault:
            broken.append(f"{fault}: {text!r}")
        if held.total() >= spans:
            break
    return held, number, broken


def main() -> None:
    """Print how many cases of each stage held; ends with 1 where one did not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--spans", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - not for secrets
    begun = time.process_time()
    held, number, broken = tried(iter(lambda: made(chance), ""), chance, given.spans)
    stages = ", ".join(f"{stage} {times:,}" for stage, times in held.items())
    print(
        f"{held.total():,} cases in {number:,} texts, {len(broken)} violations, {time.process_time() - begun:.0f} s CPU"
    )
    print(stages)
    print(*broken[:20], sep="\n")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
