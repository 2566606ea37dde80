from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LedgerDamaged
from sayso.ledger import codec
from sayso.nouns import (
    Answer,
    Claim,
    Evidence,
    Link,
    Moment,
    Outcome,
    Predicate,
    Quantity,
    Question,
    Reason,
    ReferentKind,
    Report,
    Role,
    Span,
    Voice,
    When,
    Where,
)

ODD = st.text(st.characters(exclude_categories=[]), max_size=8)  # lone surrogates and NUL too
SPANS = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Span(pair[0], sum(pair)))
PIECES = st.lists(SPANS, max_size=3).map(tuple)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


WHENS = st.builds(When, span=SPANS, start=maybe(ODD), end=maybe(ODD), precision=ODD, open=ODD)
VOICES = st.builds(Voice, name=ODD, source=PIECES, named=maybe(SPANS), role=maybe(ODD), party=maybe(ODD))
QUANTITIES = st.builds(
    Quantity, span=SPANS, low=NUMBERS, best=NUMBERS, high=NUMBERS, counted=ODD, unit=ODD, window=maybe(WHENS)
)
ROLES = st.builds(Role, role=ODD, span=SPANS, name=ODD)
CLAIMS = st.builds(
    Claim,
    id=ODD,
    report=ODD,
    content=PIECES.filter(bool),
    cue=PIECES,
    voice=maybe(VOICES),
    via=st.lists(VOICES, max_size=2).map(tuple),
    hedges=PIECES,
    head=maybe(SPANS),
    predicates=st.lists(
        st.builds(Predicate, name=ODD, span=SPANS, roles=st.lists(ROLES, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    quantities=st.lists(QUANTITIES, max_size=2).map(tuple),
    times=st.lists(WHENS, max_size=2).map(tuple),
    places=st.lists(st.builds(Where, span=SPANS, name=ODD, within=st.just(("x", "y"))), max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, kind=ODD, span=SPANS, depicts=PIECES), max_size=2).map(tuple),
    rule=ODD,
    method=ODD,
    confidence=NUMBERS,
)


@given(CLAIMS)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    body = codec.encoded(claim)
    assert codec.decoded(body, Claim) == claim
    assert codec.encoded(codec.decoded(body, Claim)) == body
    assert codec.shown(body) == body  # nothing in a body is beyond SQL


REASONS = st.builds(Reason, rule=ODD, words=ODD, a=maybe(SPANS), b=maybe(SPANS))
LINKS = st.builds(Link, id=ODD, a=ODD, b=ODD, rule=ODD, reasons=st.lists(REASONS).map(tuple), confidence=NUMBERS)
ANSWERS = st.builds(Answer, id=ODD, value=ODD, claims=st.lists(ODD).map(tuple), low=NUMBERS, high=NUMBERS)
QUESTIONS = st.builds(Question, id=ODD, wording=ODD, answers=st.lists(ANSWERS).map(tuple))
MOMENTS = st.sampled_from(["2024", "2024-03", "2024-03-05", "2024-03-05T10:20:00+03:00"]).map(Moment)
REPORTS = st.builds(
    Report, id=ODD, label=ODD, layers=st.just(()), outlet=maybe(ODD), url=maybe(ODD), published=maybe(MOMENTS)
)


@given(st.one_of(LINKS, QUESTIONS, REPORTS))
def test_the_other_nouns_come_back_as_they_were(value: Link | Question | Report) -> None:
    assert codec.decoded(codec.encoded(value), type(value)) == value


@given(ODD)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert codec.bytes_to_text(codec.text_to_bytes(text)) == text


@given(ODD)
def test_what_is_shown_is_storable_and_as_long_as_the_text(text: str) -> None:
    shown = codec.shown(text)
    assert len(shown) == len(text)
    assert "\0" not in shown
    shown.encode()
    assert codec.shown("naïve 𝔖 \u202e") == "naïve 𝔖 \u202e"


@given(st.binary())
def test_a_capture_comes_back_as_it_was(raw: bytes) -> None:
    assert codec.unpacked(codec.packed(raw)) == raw


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: codec.decoded("{", Link),
        lambda: codec.decoded('{"start":3,"end":1}', Span),
        lambda: codec.decoded('"\\ud800', Link),
        lambda: codec.decoded("[1]", Claim),
        lambda: codec.decoded(None, Claim),  # type: ignore[arg-type] # as SQLite gives what a damaged row lacks
        lambda: codec.decoded('{"x":' * 9_000, Claim),
        lambda: codec.unpacked(b"not packed"),
        lambda: codec.bytes_to_text(b"\xff"),
        lambda: codec.member("half read", Outcome),
    ],
)
def test_what_was_never_written_is_called_damage(spoil: Callable[[], object]) -> None:
    with pytest.raises(LedgerDamaged):
        spoil()


@given(CLAIMS)
def test_every_span_of_a_claim_is_listed_under_its_own_path(claim: Claim) -> None:
    listed = list(codec.spans_of(claim))
    assert len({field for field, _ in listed}) == len(listed)
    for field, span in listed:
        value: object = claim
        for step in field.split("."):
            value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
        assert value == span


def test_paths_name_the_fields() -> None:
    voice = Voice(name="x", kind=ReferentKind.BODY, source=(Span(0, 1), Span(2, 3)), named=Span(5, 6))
    assert dict(codec.spans_of(voice)) == {"source.0": Span(0, 1), "source.1": Span(2, 3), "named": Span(5, 6)}
