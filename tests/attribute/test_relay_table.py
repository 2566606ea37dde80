"""The form of the table of relay chains in tests/gold/relays, and what its scorer counts as right."""

import json
import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.nouns import Attribution, Basis, Form, LayerName, Pieces, Span

Row = dict[str, Any]
ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tests" / "gold" / "relays"
HALVES = ("dev", "held")
TEXT = "Radio Ostrel reported that the ferry board had said the pier was safe to tie up at and that the slip was shut."


def rows(half: str) -> list[Row]:
    return [json.loads(line) for line in (TABLES / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def pieces(chain: Row) -> list[str]:
    return [chain["content"]] if isinstance(chain["content"], str) else list(chain["content"])


def kinds(half: str) -> Counter[str]:
    return Counter(row["kind"] for row in rows(half))


def outlets(half: str) -> set[str]:
    vias = {name for row in rows(half) for chain in row["chains"] for name in chain["via"]}
    return {re.sub(r"^[Tt]he ", "", name) for name in vias if re.search(r"\w [A-Z]", name)}


def span_of(words: str) -> Pieces:
    at = TEXT.index(words)
    return (Span(at, at + len(words)),)


def read_as(source: str, via: tuple[str, ...], content: str) -> Attribution:
    return Attribution(
        report="r",
        layer=LayerName.TEXT,
        source=span_of(source),
        cue=(),
        content=span_of(content),
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        via=tuple(span_of(relay) for relay in via),
        rule="by hand",
        method="by hand",
    )


@pytest.mark.parametrize("half", HALVES)
def test_every_row_has_the_fields_of_the_table(half: str) -> None:
    for row in rows(half):
        assert set(row) - {"layer"} == {"id", "kind", "text", "chains"}, row["id"]
        assert row.get("layer", "text") in set(LayerName), row["id"]
        assert all(set(chain) == {"source", "via", "content"} and chain["via"] for chain in row["chains"]), row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_names_stand_in_the_text_as_whole_words(half: str) -> None:
    for row in rows(half):
        for name in (name for chain in row["chains"] for name in (chain["source"], *chain["via"])):
            assert re.search(rf"\b{re.escape(name)}\b", row["text"]), (row["id"], name)


@pytest.mark.parametrize("half", HALVES)
def test_contents_stand_in_the_text_once_and_in_its_order(half: str) -> None:
    for row in rows(half):
        for chain in row["chains"]:
            starts = [row["text"].find(piece) for piece in pieces(chain)]
            assert all(row["text"].count(piece) == 1 for piece in pieces(chain)), row["id"]
            assert starts == sorted(starts), row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_only_the_negative_rows_have_no_chain(half: str) -> None:
    assert len(rows(half)) == 75
    assert all((row["kind"] == "negative") is (not row["chains"]) for row in rows(half))
    assert sum(bool(row["chains"]) for row in rows(half)) >= 60


def test_ids_are_unique_over_both_halves() -> None:
    ids = Counter(row["id"] for half in HALVES for row in rows(half))
    assert max(ids.values()) == 1


def test_no_text_and_no_outlet_is_in_both_halves() -> None:
    texts = Counter(" ".join(re.findall(r"\w+", row["text"].lower())) for half in HALVES for row in rows(half))
    assert max(texts.values()) == 1
    assert outlets("dev")
    assert not outlets("dev") & outlets("held")


def test_both_halves_have_the_same_kinds_equally_often() -> None:
    assert kinds("dev") == kinds("held")


def test_the_wrong_rows_of_the_held_half_are_not_shown(
    scorer: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["relays.py", str(TABLES / "held.jsonl"), "--show-wrong"])
    with pytest.raises(SystemExit):
        scorer.main()
    printed = capsys.readouterr()
    assert "held out" in printed.err
    assert not printed.out


@pytest.mark.parametrize(
    ("source", "via", "content", "right"),
    [
        ("the ferry board", ("Radio Ostrel",), "had said the pier was safe", True),
        ("the ferry board", (), "the pier was safe", False),
        ("the ferry board", ("the ferry board",), "the pier was safe", False),
        ("Radio Ostrel", ("Radio Ostrel",), "the pier was safe", False),
        ("the ferry board", ("Radio Ostrel",), "the slip was shut", False),
        ("the ferry board", ("Radio Ostrel", "the ferry board"), "the pier was safe", False),
    ],
)
def test_a_chain_is_right_by_content_source_and_relays(
    scorer: ModuleType, source: str, via: tuple[str, ...], content: str, *, right: bool
) -> None:
    chain = {"source": "the ferry board", "via": ["Radio Ostrel"], "content": "the pier was safe"}
    row = {"id": "x", "kind": "as-saying", "text": TEXT, "chains": [chain]}
    scored = scorer.score(row, [read_as(source, via, content)])
    assert (scored.right == 1) is right
    assert len(scored.false) == (0 if right or not via else 1)


@pytest.mark.parametrize(
    ("content", "right"),
    [
        ("the pier was safe to tie up at and that the slip was shut", 2),
        ("the pier was safe to tie up at", 1),
        ("that the ferry board had said", 0),
    ],
)
def test_contents_of_one_voice_may_be_read_together(scorer: ModuleType, content: str, right: int) -> None:
    voice = {"source": "the ferry board", "via": ["Radio Ostrel"]}
    chains = [{**voice, "content": "the pier was safe to tie up at"}, {**voice, "content": "the slip was shut"}]
    row = {"id": "x", "kind": "conjoined", "text": TEXT, "chains": chains}
    scored = scorer.score(row, [read_as("the ferry board", ("Radio Ostrel",), content)])
    assert scored.right == right
    assert len(scored.false) == (right == 0)


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("Lena Orst, the ferry board's clerk", {"orst", "clerk"}),
        ("the ferry board's account", {"board"}),
        ("the ferry board's account of the storm", {"board"}),
        ("the ferry board's boat in the harbour", {"boat"}),
        ("a statement by the ferry board", {"board"}),
        ("an internal memo obtained by the station", {"memo"}),
        ("one of the two divers", {"one"}),
    ],
)
def test_heads_of_a_name(scorer: ModuleType, name: str, heads: set[str]) -> None:
    assert scorer.heads(name) == heads
