"""Two extractors by hand, drawn as strings: one character a word; `s`, `c`, `t` source, cue and content of the first
attribution, `S`, `C`, `T` of the second.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute import Both, Rules
from sayso.attribute.both import AROUND, DOUBTED, FIRM, SET_OFF, SURE
from sayso.nouns import Annotated, Attribution, Basis, Form, LayerName, Pieces, Span, Tokens

NOTHING = Annotated(
    report="r",
    layer=LayerName.TEXT,
    text="",
    paragraphs=(),
    sentences=(),
    tokens=Tokens(**{field.name: () for field in dataclasses.fields(Tokens)}),
    entities=(),
    quotations=(),
)
(TAIL,), (QUOTED,) = SET_OFF, AROUND
PLAIN = "verb/that"


@dataclass(frozen=True, slots=True)
class Fixed:
    """An extractor that finds what it was given."""

    method: str
    found: tuple[Attribution, ...]

    def __call__(self, _: Annotated) -> tuple[Attribution, ...]:
        return self.found


def pieces(drawn: str, role: str) -> Pieces:
    spans, at = [], 0
    for char, run in groupby(drawn):
        end = at + len(list(run))
        if char == role:
            spans.append(Span(at, end))
        at = end
    return tuple(spans)


def attributions(drawn: str, rule: str, *sure: float | None) -> tuple[Attribution, ...]:
    """The attributions of a drawing, in text order; those without a content or a cue are none."""
    found = [
        Attribution(
            report="r",
            layer=LayerName.TEXT,
            source=pieces(drawn, source),
            cue=pieces(drawn, cue),
            content=pieces(drawn, content),
            form=Form.INDIRECT,
            basis=Basis.EXPLICIT,
            rule=rule,
            method=f"{rule}/1",
            confidence=confidence,
        )
        for (source, cue, content), confidence in zip(("sct", "SCT", "012"), (*sure, None, None), strict=False)
    ]
    return tuple(sorted((one for one in found if one.cue and one.content), key=lambda one: one.content))


def both(model: Sequence[Attribution], rules: Sequence[Attribution]) -> tuple[Attribution, ...]:
    return Both(Fixed("model/1", tuple(model)), Fixed("rules/1", tuple(rules)))(NOTHING)


def test_the_method_names_both() -> None:
    assert Both(Fixed("model/1", ())).method == f"model/1+{Rules().method}"


def test_what_only_the_model_finds_stands_as_it_is() -> None:
    model = attributions("sscttt SCTT", "trained", 0.9, 0.5)
    assert both(model, ()) == model


@pytest.mark.parametrize(("sure", "added"), [(SURE, True), (SURE - 0.01, False), (1.0, True), (None, False)])
def test_what_only_a_rule_finds_is_added_where_it_is_sure(sure: float | None, added: bool) -> None:  # noqa: FBT001 - a case
    model = attributions("ssctttt        ", "trained", 0.9)
    rules = attributions("        sscttt ", PLAIN, sure)
    assert both(model, rules) == ((*model, *rules) if added else model)


@pytest.mark.parametrize(
    "rules",
    [
        "sct        ",  # its content in the model's source
        "   sctttt  ",  # its cue in the model's content
        "t       cs ",  # its content in the model's source, elsewhere its cue
        "    t   cs ",  # its content in the model's content
        "  t     cs ",  # its content in the model's cue
        "  c     st ",  # its cue is the model's, its content is not
    ],
)
def test_what_touches_an_attribution_of_the_model_is_not_added(rules: str) -> None:
    model = attributions("ssctttt    ", "trained", 0.9)
    assert both(model, attributions(rules, PLAIN, 0.99)) == model


def test_a_rules_source_may_be_the_source_of_the_model_too() -> None:
    model = attributions("ssctttt    ", "trained", 0.9)
    rules = attributions("ss      ctt", PLAIN, 0.9)
    assert both(model, rules) == (*model, *rules)


def test_a_missing_source_is_taken_from_the_rule_with_the_same_cue() -> None:
    model = attributions("  ctttt", "trained", 0.9)
    (found,) = both(model, attributions("sscttt ", PLAIN, 0.1))
    assert found == replace(model[0], source=(Span(0, 2),))


def test_a_rule_with_another_cue_gives_no_source() -> None:
    model = attributions("   cttt", "trained", 0.9)
    assert both(model, attributions("ssc ttt", PLAIN, 0.9)) == model


def test_a_source_that_both_find_has_the_rules_bounds() -> None:
    model = attributions(" sscttt", "trained", 0.99)
    assert both(model, attributions("ss cttt", PLAIN, 0.1))[0].source == (Span(0, 2),)


@pytest.mark.parametrize(
    ("model", "rule", "taken"),
    [(FIRM, 0.99, False), (FIRM - 0.01, SURE, True), (FIRM - 0.01, SURE - 0.01, False), (None, 0.99, False)],
)
def test_another_source_is_the_rules_where_only_the_rule_is_sure(
    model: float | None,
    rule: float,
    taken: bool,  # noqa: FBT001 - a case
) -> None:
    found = both(attributions("s  cttt", "trained", model), attributions(" s cttt", PLAIN, rule))[0]
    assert found.source == ((Span(1, 2),) if taken else (Span(0, 1),))


@pytest.mark.parametrize(("rule", "sure", "taken"), [(TAIL, SURE, True), (TAIL, 0.5, False), (PLAIN, 0.99, False)])
def test_a_content_before_its_cue_has_the_rules_bounds(rule: str, sure: float, taken: bool) -> None:  # noqa: FBT001 - a case
    (found,) = both(attributions("  ttttcs", "trained", 0.9), attributions("ttttttcs", rule, sure))
    assert found.content == ((Span(0, 6),) if taken else (Span(2, 6),))
    assert found.rule == "trained"


def test_a_quotation_around_its_cue_gets_the_piece_that_the_model_missed() -> None:
    (found,) = both(attributions("tttsc   ", "trained", 0.9), attributions("tttscttt", QUOTED, 0.9))
    assert found.content == (Span(0, 3), Span(5, 8))


def test_a_piece_that_is_another_content_already_is_not_taken() -> None:
    model = attributions("tttsc  TTTCS", "trained", 0.9, 0.9)
    assert both(model, attributions("tttscttttt  ", QUOTED, 0.9)) == model
    assert both(model, attributions("tttscttttttt", TAIL, 0.9)) == model


def test_a_rules_source_inside_the_models_content_is_not_taken() -> None:
    model = attributions("ctttt", "trained", 0.9)
    assert both(model, attributions("cttss", PLAIN, 0.9)) == model


@pytest.mark.parametrize(
    ("sure", "rules", "displaced"),
    [
        (DOUBTED - 0.01, "sctttttt     ", True),
        (DOUBTED, "sctttttt     ", False),
        (None, "sctttttt     ", False),
        (DOUBTED - 0.01, "    sctt     ", False),  # a mere part of the content
        (DOUBTED - 0.01, " stct        ", False),  # the same cue
    ],
)
def test_a_sure_rule_stands_in_the_place_of_what_the_model_doubts(
    sure: float | None,
    rules: str,
    displaced: bool,  # noqa: FBT001 - a case
) -> None:
    model, ruled = attributions(" s cttttt    ", "trained", sure), attributions(rules, PLAIN, 0.9)
    found = both(model, ruled)
    assert found == ruled if displaced else [one.cue for one in found] == [model[0].cue]


def test_a_sure_rule_that_names_somebody_stands_for_a_doubted_content_of_nobody() -> None:
    model, ruled = attributions(" cttttttttt ", "trained", 0.5), attributions("    sctttt  ", PLAIN, 0.9)
    assert both(model, ruled) == ruled


def test_a_rule_that_touches_what_the_model_is_sure_of_displaces_nothing() -> None:
    model = attributions(" s ctttSCTTT", "trained", 0.5, 0.9)
    assert both(model, attributions("sctttttttt  ", PLAIN, 0.9)) == model


DRAWN = st.text(alphabet="sctSCT012  ", min_size=12, max_size=24)
PROBABILITY = st.none() | st.floats(0, 1)
FOUND = st.builds(attributions, DRAWN, st.sampled_from([TAIL, QUOTED, PLAIN]), PROBABILITY, PROBABILITY, PROBABILITY)


@given(model=FOUND, rules=FOUND)
def test_no_word_is_in_two_contents_and_the_model_is_overruled_only_where_it_doubts(
    model: tuple[Attribution, ...], rules: tuple[Attribution, ...]
) -> None:
    found = both(model, rules)
    assert found == both(model, rules)
    assert list(found) == sorted(found, key=lambda one: (one.content, one.cue))
    for one, other in combinations(found, 2):
        assert not overlap(one.content, other.content)
    for one in found:
        assert not overlap(one.source, one.content)
        assert not overlap(one.cue, one.content)
    for one in found:
        completed = [replace(own, source=one.source, content=one.content) for own in model]
        assert one in rules or one in completed
    for own in model:
        if own.cue not in [one.cue for one in found]:
            assert own.confidence is not None
            assert own.confidence < DOUBTED
            stead = [one for one in found if overlap((*one.cue, *one.content), (*own.source, *own.cue, *own.content))]
            assert any(one in rules for one in stead)


def overlap(some: Pieces, others: Pieces) -> bool:
    return any(span.overlaps(other) for span in some for other in others)
