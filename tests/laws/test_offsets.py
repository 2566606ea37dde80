"""A few of the texts of `benchmarks/offsets.py`, and that it finds offsets that drift."""

import json
import random
import re
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from sayso import web
from sayso.nouns import Basis, Claim, Claimed, Form, Layer, LayerName, Report, Span
from sayso.web.views.review import _ends

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks")]

import offsets  # noqa: E402 - found above

STAGES = {"intake", "plain", "quotations", "claims", "lines", "annotations", "desk"}


def tried(seed: int, spans: int = 4000) -> tuple[set[str], list[str]]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    held, _, broken = offsets.tried(iter(lambda: offsets.made(chance), ""), chance, spans)
    return set(held), broken


def test_what_is_quoted_stands_where_it_is_said_to() -> None:
    assert tried(3) == (STAGES, [])


@pytest.mark.parametrize("unit", ["utf-16-le", "utf-8"])
def test_offsets_that_count_otherwise_are_found(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if an export counted units of an encoding, which is the same for texts in plain Latin letters."""
    really = offsets.line_record

    def drifting(claimed: object) -> dict[str, object]:
        record = really(claimed)
        text, width = claimed.text, len("a".encode(unit))  # type: ignore[attr-defined] # a Claimed
        record["content"] = [
            [len(text[:at].encode(unit, "surrogatepass")) // width for at in piece] for piece in record["content"]
        ]
        return record

    monkeypatch.setattr(offsets, "line_record", drifting)
    _, broken = tried(3, 400)
    assert broken


def test_a_script_that_counts_code_points_finds_what_the_desk_tells_it() -> None:
    """`ends.js` takes the text apart by `Array.from`, which gives code points, and never counts units of UTF-16."""
    text = "😀 Officials in 𝔖unne said e\u0301 that 12 people were hurt 👩\u200d👧 there."
    content = Span(text.index("12"), text.index(" there"))
    claim = Claim(
        id="c-1", report="r-1", layer=LayerName.TEXT, content=(content,), form=Form.NARRATOR, basis=Basis.NONE,
        rule="r", method="m",
    )  # fmt: skip
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0" * 64)
    report = Report(id="r-1", capture="0" * 64, label="r", layers=(layer,))
    given = _ends(Claimed(claim=claim, report=report), Span(0, len(text)))
    assert given.isascii()  # nothing that a page would name instead
    told = json.loads(given)
    ((start, end),) = told["parts"]["content"]
    units = told["text"].encode("utf-16-le")
    assert list(units.decode("utf-16-le"))[start:end] == list(text[start:end])
    assert units[2 * start : 2 * end].decode("utf-16-le", "replace") != text[start:end]  # what a wrong count would give
    script = (files(web) / "static" / "ends.js").read_text(encoding="utf-8")
    assert "const text = Array.from(given.text);" in script
    assert "return Array.from(before.toString()).length;" in script
    for other in ("desk.js", "report.js"):
        assert not re.search(r"setStart|setEnd|substr|charAt|charCodeAt", (files(web) / "static" / other).read_text())
