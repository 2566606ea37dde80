"""Gold becomes tags and tags become the same gold again."""

import json
from pathlib import Path

from attribution.windows import Window, held_out, read_articles, windows_of
from gold_sample import GOLD, TEXT, spans
from tokenizers import Tokenizer

from sayso.attribute.trained.scheme import CONTENT, CUE, NO_ROLE, SOURCE, fragments_of, tags_of


def quoted(window: Window, role: int) -> list[str]:
    found = fragments_of(tags_of(window.roles, window.units))
    return [TEXT[window.words[a].start : window.words[b - 1].end] for r, a, b in found if r == role]


def test_gold_is_found_again_in_the_tags(tokenizer: Tokenizer) -> None:
    first, second = windows_of("a", TEXT, GOLD, tokenizer)
    assert quoted(first, SOURCE) == ["The mayor"]
    assert quoted(first, CUE) == ["said"]
    assert quoted(first, CONTENT) == ["the dam would hold"]
    assert quoted(second, CONTENT) == ["“Nobody was hurt,”", "“and the road is open.”"]


def test_marks_inside_one_span_are_bridged(tokenizer: Tokenizer) -> None:
    text = "They said it rained , and snowed"
    gold = [{"source": [], "cue": spans(text, "said"), "content": spans(text, "it rained", "and snowed")}]
    (window,) = windows_of("a", text, gold, tokenizer)
    found = fragments_of(tags_of(window.roles, window.units))
    assert [text[window.words[a].start : window.words[b - 1].end] for r, a, b in found if r == CONTENT] == [
        "it rained , and snowed"
    ]


def test_the_shipped_window_is_the_same_without_gold(tokenizer: Tokenizer) -> None:
    for window in windows_of("a", TEXT, GOLD, tokenizer):
        assert window.plain.size == window.size
        assert window.plain.starts == tuple(word.start for word in window.words)
    assert any(role != NO_ROLE for role in window.roles)


def test_every_tenth_article_is_held_out(tmp_path: Path, tokenizer: Tokenizer) -> None:
    (tmp_path / "text").mkdir()
    for number in range(21):
        (tmp_path / "text" / f"{number:02}.txt").write_text(TEXT, encoding="utf-8")
    rows = [json.dumps({"id": f"{number:02}", "attributions": GOLD}) for number in reversed(range(21))]
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    kept, unseen = held_out(read_articles(tmp_path, tokenizer))
    assert [article.name for article in unseen] == ["00", "10", "20"]
    assert len(kept) == 18
