import json
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_case import FIRST, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import UnreadableInput
from sayso.export import Readable, claims_from, export, format_named, lines
from sayso.ledger import Ledger
from sayso.nouns import Claimed, Quantity


def test_every_field_of_a_claim_comes_back(shelf: Readable) -> None:
    assert set(claims_from(lines(shelf))) == {one.claim for one in shelf.claims()}


@pytest.mark.parametrize("question", [None, FIRST])
def test_the_claims_of_a_ledger_come_back_from_the_file(question: str | None, tmp_path: Path) -> None:
    with Ledger.open(fill(tmp_path / "case.sayso")) as ledger:
        written = export(ledger, format_named("jsonl"), question=question).decode()
        known = {one.claim.id: one.claim for one in ledger.claims()}
    found = list(claims_from(written.splitlines()))
    assert len(found) == (5 if question is None else 3)
    assert [known[one.id] for one in found] == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the fixtures are frozen
@given(st.lists(st.one_of(st.none(), st.floats(0, 1e15)), min_size=4, max_size=4))
def test_numbers_come_back_as_they_were(full: Claimed, shelf: Readable, bounds: list[float | None]) -> None:
    low, best, high, whole = bounds
    number: Quantity = replace(full.claim.quantities[0], low=low, best=best, high=high, subset_of=whole)
    one = replace(full, claim=replace(full.claim, quantities=(number,)))
    (found,) = claims_from(lines(type(shelf)((full.report,), (one,))))
    assert found == one.claim
    assert all(type(value) in {float, type(None)} for value in (found.quantities[0].low, found.quantities[0].best))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema": "sayso/claim/9"}, "its schema is 'sayso/claim/9'"),
        ({"act": "sing"}, "'sing' is not a valid Act"),
        ({"content": [[1]]}, "not enough values"),
        ({"voice": {"name": "Ada"}}, "it has no 'kind'"),
        ({"id": 3}, "Expected `str`, got `int`"),
        ({"content": ["ab"]}, "not supported between"),
        ({"confidence": 10**400}, "too large"),
        ({"confidence": float("inf")}, "no number that JSON has"),
    ],
)
def test_a_line_that_is_no_claim_is_told_by_its_number(change: dict[str, object], told: str, shelf: Readable) -> None:
    first, second, *_ = lines(shelf)
    damaged = json.dumps({**json.loads(second), **change})
    with pytest.raises(UnreadableInput, match=f"line 3 .*{told}"):
        list(claims_from([first, "", damaged]))


@pytest.mark.parametrize("line", ["[", "[]", "3", '"x"', "{}"])
def test_what_is_no_record_is_told(line: str) -> None:
    with pytest.raises(UnreadableInput, match="line 1 "):
        list(claims_from([line]))
