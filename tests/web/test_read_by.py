"""What a page says of who read a claim: the machine by a rule, or a plug-in that proposed it."""

from dataclasses import replace

import pytest

from sayso.nouns import PROPOSED, Basis, Claim, Form, LayerName, Span
from sayso.web.views.claims import read_by

CLAIM = Claim(
    id="c-1",
    report="r-1",
    layer=LayerName.TEXT,
    content=(Span(0, 4),),
    form=Form.INDIRECT,
    basis=Basis.EXPLICIT,
    rule="reported",
    method="rules/1",
    confidence=0.83,
)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (CLAIM, "read by rule reported, the machine was 0.83 sure of its reading"),
        (replace(CLAIM, confidence=None), "read by rule reported"),
        (
            replace(CLAIM, rule=f"{PROPOSED}language model", method="llm/1 m@127.0.0.1:8080", confidence=None),
            "proposed by the plug-in llm/1 m@127.0.0.1:8080, read by nothing else",
        ),
    ],
)
def test_a_page_says_what_read_a_claim(claim: Claim, words: str) -> None:
    assert read_by(claim) == words
