"""Relay chains as tests/gold/relays says them, against those that are read.

    python benchmarks/relays.py tests/gold/relays/dev.jsonl [--attribution NAME] [--json] [--show-wrong]

A chain is right when content words overlap with a Jaccard of at least 0.5, the source's head agrees, and `via` has the
same length and the same heads in the same order. Each chain that is read answers at most one chain of the table.
Contents with the same source and relays may be read as one ("that … and that …"). What is read without a relay is no
chain: it neither helps nor harms.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.errors import UnknownSetting
from sayso.nouns import Attribution, Layer, LayerName, Pieces, Report, Span, joined, quote
from sayso.stages import Settings, Stages, shipped

LEAST_OVERLAP = 0.5
"""Least Jaccard of the content words: half of what either says must be what both say."""
WORD = re.compile(r"\w+(?:[-’'](?!s\b)\w+)*")
HEAD_ENDS_AT = re.compile(
    r"\s(?:of|in|at|on|from|by|for|with|to|near|who|whom|that|which|whose|it|familiar|close"
    r"|(?:\w+ed|seen|shown|given|held|written)\s(?:by|in|on|to|from|with|at))\b.*",
    re.IGNORECASE,
)
"""Where a name's head has been passed: "one | of the jurors", "a memo | leaked to the station"."""
SAYINGS = "account|claim|comment|insistence|letter|line|reply|remark|report|statement|testimony|version|warning|word"
OWNED_SAYING = re.compile(rf"^(?P<whose>.+?)(?:['’]s|['’])\s+(?:\w+\s+)?(?:{SAYINGS})s?$", re.IGNORECASE)
SAYING_OF = re.compile(rf"^(?:\w+\s+){{0,2}}(?:{SAYINGS})s?\s+(?:by|from|of)\s+(?P<whose>.+)$", re.IGNORECASE)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A voice, those who pass it on (outermost first), and where its content stands."""

    source: str
    via: tuple[str, ...]
    content: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What became of one row."""

    row: Row
    missed: tuple[Chain, ...]
    false: tuple[Chain, ...]

    @property
    def wanted(self) -> int:
        """How many chains the row has."""
        return len(self.row["chains"])

    @property
    def right(self) -> int:
        """How many of them were read."""
        return self.wanted - len(self.missed)


def main() -> None:
    """Print the totals and the share of each kind, or all of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--attribution", default=Settings().attribution, help="as in sayso.stages.Settings")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show-wrong", action="store_true", help="print the wrong rows; refused for a held-out table")
    chosen = parser.parse_args()
    if chosen.show_wrong and "held" in chosen.table.resolve().name:
        parser.error(f"{chosen.table} is held out: its rows are not for reading; show those of the dev table")
    settings, stages = Settings(attribution=chosen.attribution), shipped()
    try:
        stages.engine(settings)
    except UnknownSetting as error:
        parser.error(str(error))
    rows = [json.loads(line) for line in chosen.table.read_text(encoding="utf-8").splitlines()]
    scored = [score(row, read(row, stages, settings)) for row in rows]
    print(json.dumps(figures(scored), indent=2) if chosen.json else "\n".join(page(figures(scored))))
    if chosen.show_wrong:
        print("\n".join(line for one in scored for line in shown(one)))


def read(row: Row, stages: Stages, settings: Settings) -> tuple[Attribution, ...]:
    """The attributions of a row's text, after all the steps of reading."""
    name, digest = LayerName(row.get("layer", "text")), sha256(row["text"].encode()).hexdigest()
    layer = Layer(name=name, text=row["text"], sha256=digest)
    report = Report(id=row["id"], capture=digest, label=row["id"], layers=(layer,))
    return stages.attribute(stages.annotate(report, name, settings), settings)


def score(row: Row, found: Sequence[Attribution]) -> Scored:
    """The row's chains that were missed, and the chains read that are none of them."""
    text = row["text"]
    left = [_chain(text, attribution) for attribution in found if attribution.via]
    missed = [_wanted(text, chain) for chain in row["chains"]]
    for together in _same_voice(missed):  # the longer of two must not take what holds both
        if len(together) > 1 and _taken(text, together, left):
            missed = [chain for chain in missed if chain not in together]
    missed = [chain for chain in missed if not _taken(text, [chain], left)]
    return Scored(row=row, missed=tuple(missed), false=tuple(left))


def agree(text: str, chain: Chain, other: Chain) -> bool:
    """Whether two chains say the same: content, source and relays in their order."""
    return (
        len(chain.via) == len(other.via)
        and all(
            bool(heads(a) & heads(b))
            for a, b in zip((chain.source, *chain.via), (other.source, *other.via), strict=True)
        )
        and overlap(text, chain.content, other.content) >= LEAST_OVERLAP
    )


def overlap(text: str, one: Pieces, other: Pieces) -> float:
    """The Jaccard of the words of two contents, each word counted where it stands."""
    ours, theirs = set(_word_starts(text, one)), set(_word_starts(text, other))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def heads(name: str) -> frozenset[str]:
    """The head words of a name: one for each part between commas or "and".

    >>> sorted(heads("the mayor, Ana Brill, and two of her aides"))
    ['brill', 'mayor', 'two']
    >>> sorted(heads("the harbour board's statement"))
    ['board']
    """
    return frozenset(head for part in re.split(r",|\band\b|…", name) for head in _head(part.strip()))


def figures(scored: Sequence[Scored]) -> dict[str, Any]:
    """The totals, and right of wanted by kind."""
    right, wanted = Counter[str](), Counter[str]()
    for one in scored:
        right[one.row["kind"]] += one.right
        wanted[one.row["kind"]] += one.wanted
    negatives = [one for one in scored if not one.wanted]
    return {
        "rows": len(scored),
        "right": right.total(),
        "wanted": wanted.total(),
        "read": right.total() + sum(len(one.false) for one in scored),
        "negatives": len(negatives),
        "false_on_negatives": sum(len(one.false) for one in negatives),
        "kinds": {kind: [right[kind], wanted[kind]] for kind in sorted(wanted) if wanted[kind]},
    }


def page(of: dict[str, Any]) -> Iterator[str]:
    """The figures as lines to read."""
    share = of["right"] / of["wanted"] if of["wanted"] else 0.0
    yield f"{of['right']} of {of['wanted']} chains right ({share:.1%}); {of['read']} read"
    yield f"{of['false_on_negatives']} false chains on {of['negatives']} rows without one"
    for kind, (right, wanted) in of["kinds"].items():
        yield f"  {kind:<14}{right:>3} of {wanted:<3}{right / wanted:>5.0%}"


def shown(one: Scored) -> Iterator[str]:
    """What is wrong about a row, as lines to read; nothing if all is right."""
    if one.missed or one.false:
        yield f"\n{one.row['id']} {one.row['kind']}: {one.row['text']}"
    for sign, chains in (("missed", one.missed), ("false ", one.false)):
        for chain in chains:
            names = " > ".join((*chain.via, chain.source or "nobody"))
            yield f"  {sign} {names} :: {quote(one.row['text'], chain.content)}"


def _taken(text: str, chains: Sequence[Chain], left: list[Chain]) -> bool:
    """Whether one of those left says these of one voice, and words of each; the one that says most is taken away."""
    whole = replace(chains[0], content=joined(piece for chain in chains for piece in chain.content))
    same = [other for other in left if agree(text, whole, other)]
    same = [other for other in same if all(overlap(text, chain.content, other.content) for chain in chains)]
    if same:
        left.remove(max(same, key=lambda other: overlap(text, whole.content, other.content)))
    return bool(same)


def _same_voice(chains: Sequence[Chain]) -> list[list[Chain]]:
    """The chains in groups with the same source and relays."""
    voices = dict.fromkeys((chain.source, chain.via) for chain in chains)
    return [[chain for chain in chains if (chain.source, chain.via) == voice] for voice in voices]


def _wanted(text: str, chain: Row) -> Chain:
    pieces = [chain["content"]] if isinstance(chain["content"], str) else chain["content"]
    starts = [text.index(piece) for piece in pieces]
    content = tuple(Span(at, at + len(piece)) for at, piece in zip(starts, pieces, strict=True))
    return Chain(source=chain["source"], via=tuple(chain["via"]), content=content)


def _chain(text: str, attribution: Attribution) -> Chain:
    via = tuple(quote(text, relay) for relay in attribution.via)
    return Chain(source=quote(text, attribution.source), via=via, content=attribution.content)


def _word_starts(text: str, pieces: Pieces) -> Iterator[int]:
    return (word.start() for word in WORD.finditer(text) if any(p.overlaps(Span(*word.span())) for p in pieces))


def _head(part: str) -> Iterator[str]:
    """The last word before what follows a head; of a saying, the head of who says it."""
    short = HEAD_ENDS_AT.sub("", part)  # "the board's account | of the storm"
    saying = SAYING_OF.match(part) or OWNED_SAYING.match(part) or OWNED_SAYING.match(short)
    words = WORD.findall(HEAD_ENDS_AT.sub("", saying["whose"]) if saying else short)
    yield from (word.lower() for word in words[-1:])


if __name__ == "__main__":
    main()
