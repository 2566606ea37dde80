"""Laws over the whole line: every span quotes its text exactly, and reading is a function of the input."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.export import exchange
from sayso.nouns import LayerName, Span

PHRASES = st.sampled_from(
    [
        "The mayor of Orlow said that 12 people were hurt.",
        "“We are still in the mine,” said Ana Vey, the shift leader.",
        "According to the ministry, more than 1,200 houses burned on Monday.",
        "They were taken to a school.",
        "Officials denied it",
        '"Nobody left," he added, "and nobody will."',
        "Read more: the flood in pictures",
        "He said",
        "7",
    ]
)
ODD = st.lists(
    st.one_of(
        st.characters(exclude_categories=[]),  # surrogates too
        st.sampled_from(
            ["\r\n", "\n\n", "\u202e", "\u200d", "e\u0301", "𝔖", "👩‍👧", "“", "”", '"', "«", "»", "\u00a0", "\x00"]
        ),
    ),
    max_size=12,
).map("".join)
TEXTS = st.lists(st.one_of(PHRASES, ODD), min_size=1, max_size=8).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\r\n\r\n", ""]).map(lambda glue: glue.join(parts))
)
SLOW_BUT_WORTH_IT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def spans(value: object) -> Iterator[Span]:
    """Every span inside a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def read_record(path: Path, text: str) -> None:
    """Write one record that carries the text through JSON, where every code point survives."""
    path.write_text(json.dumps({"id": "t", "published_at": "2024-03-05", "outlet": "Dale Post", "text": text}))


@SLOW_BUT_WORTH_IT
@given(text=TEXTS)
def test_every_span_of_every_claim_quotes_the_frozen_text(text: str, tmp_path_factory: object) -> None:
    folder = Path(tmp_path_factory.mktemp("law"))  # type: ignore[attr-defined] # hypothesis hides the fixture's type
    read_record(folder / "t.json", text)
    with sayso.open_ledger(folder / "case.sayso") as ledger:
        results = list(sayso.read(ledger, [str(folder / "t.json")]))
        assert len(results) == 1
        for claimed in ledger.claims():
            layer = claimed.report.layer(LayerName.TEXT)
            assert layer is not None
            assert layer.text == text
            for span in spans(claimed.claim):
                assert 0 <= span.start < span.end <= len(text)
            assert claimed.claim.content
        document = exchange(ledger)
        for claim in document["claims"]:
            for (start, end), quoted in zip(claim["content"], claim["quote"], strict=True):
                assert text[start:end] == quoted


def write_case(folder: Path, order: list[int]) -> list[str]:
    """Three short reports, given in some order."""
    texts = [
        "The fire brigade in Orlow said 12 people were hurt. Nobody died, it said.",
        "Fifteen people were hurt in Orlow, the hospital reported on Tuesday.",
        "The mayor of Orlow, Ana Vey, denied that anybody was hurt. She called it a rumour.",
    ]
    paths = []
    for index, text in enumerate(texts):
        path = folder / f"{index}.json"
        path.write_text(
            json.dumps(
                {"id": f"r{index}", "outlet": f"Outlet {index}", "published_at": f"2024-03-0{index + 4}", "text": text}
            )
        )
        paths.append(str(path))
    return [paths[index] for index in order]


def test_order_and_repetition_change_nothing(tmp_path: Path) -> None:
    digests = set()
    for number, order in enumerate([[0, 1, 2], [2, 0, 1], [1, 1, 0, 2, 0]]):
        with sayso.open_ledger(tmp_path / f"{number}.sayso") as ledger:
            list(sayso.read(ledger, write_case(tmp_path, order)))
            digests.add(ledger.content_hash())
    with sayso.open_ledger(tmp_path / "one-by-one.sayso") as ledger:
        for path in write_case(tmp_path, [1, 2, 0]):
            list(sayso.read(ledger, [path]))
            list(sayso.read(ledger, [path]))
        digests.add(ledger.content_hash())
    assert len(digests) == 1


def test_ids_are_the_same_in_another_ledger(tmp_path: Path) -> None:
    ids = []
    for name in ("a", "b"):
        with sayso.open_ledger(tmp_path / f"{name}.sayso") as ledger:
            list(sayso.read(ledger, write_case(tmp_path, [0, 1, 2])))
            ids.append([claimed.claim.id for claimed in ledger.claims()])
    assert ids[0]
    assert ids[0] == ids[1]
