"""Laws of the values: whatever the text and the content, spans lie inside it and bounds are in order."""

import hashlib

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.annotate import annotate
from sayso.claims.places import places
from sayso.claims.predicates import predicates
from sayso.claims.quantities import quantities
from sayso.claims.times import times
from sayso.nouns import Layer, LayerName, Moment, Report, Span

PUBLISHED = Moment("2022-05-19T16:00+03:00")

FRAGMENTS = st.sampled_from([
    "more than", "1,700", "fighters", "of the", "since", "Monday", "early on", "31", "February", "29", "2023", "night",
    "no", "none of", "all", "half", "were taken", "prisoner", "in the hands of", "who", "which", "is", "over", ",",
    "and", "between",
    "2130", "GMT", "24:00", "the past", "hours", "last", "next", "99999999999", "years", "ago", "percent",
    "$", "-", "3-1", "the end of", "to", "May", "Tarn", "steelworks", "them", "at noon", "zero", "a third", "\n",
])  # fmt: skip
TEXTS = st.lists(FRAGMENTS | st.text(max_size=6), min_size=1, max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, cut=st.integers(0, 40), dated=st.booleans())
@example(text="It fell 3-1 percent", cut=0, dated=False)
def test_values_point_into_the_content_and_their_bounds_are_in_order(text: str, cut: int, *, dated: bool) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    layer = Layer(name=LayerName.TEXT, text=text, sha256=hashlib.sha256(raw).hexdigest())
    annotated = annotate(Report(id="r-1", capture="0", label="test", layers=(layer,)))
    start = min(cut, len(text) - 1)
    content = (Span(start, len(text)),) if text else ()
    published = PUBLISHED if dated else None

    found = (*times(annotated, content, published), *quantities(annotated, content, published))
    located = (*found, *predicates(annotated, content, lambda _: None), *places(annotated, content))

    assert all(0 <= value.span.start < value.span.end <= len(text) for value in located)
    assert all(value.span.start >= start for value in found)
    for quantity in quantities(annotated, content, published):
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    for when in times(annotated, content, published):
        assert when.start is None or when.end is None or when.start[:10] <= when.end[:10]
