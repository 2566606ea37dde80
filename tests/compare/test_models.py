"""What the trained models of comparing tell, and what is made of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import data
from sayso.compare import Known, compare, models
from sayso.compare.encoder import encoded, lengths, parts
from sayso.compare.models import Floats
from sayso.compare.opinions import opinions, pairs
from sayso.compare.pairs.related import PairRelation, Related
from sayso.compare.pairs.weighed import weighed
from sayso.compare.profile import profiles
from sayso.compare.reader import ANSWERS, RELATIONS, Put, packed, read, read_answers, unpacked
from sayso.errors import DataError
from sayso.nouns import Claimed, Moment, Reason, Relation, State

Make = Callable[..., Claimed]
Odds = Callable[..., Mapping[str, float]]


@pytest.fixture
def odds() -> Odds:
    """Odds of which one relation has so much and the others share the rest."""

    def make(relation: str, chance: float) -> Mapping[str, float]:
        rest = (1 - chance) / (len(RELATIONS) - 1)
        return {name: chance if name == relation else rest for name in RELATIONS}

    return make


@pytest.fixture
def stands() -> Odds:
    """Odds of which one way for two answers to stand has so much and the others share the rest."""

    def make(way: str, chance: float) -> Mapping[str, float]:
        rest = (1 - chance) / (len(ANSWERS) - 1)
        return {name: chance if name == way else rest for name in ANSWERS}

    return make


# The encoder of meaning


def rows(vectors: Iterable[bytes]) -> Floats:
    found = parts(vectors)
    return (found / lengths(found)[:, None]).astype(np.float32)


def test_claims_of_one_question_lie_closer_than_those_of_two() -> None:
    shut, no_gas, cook = rows(
        encoded(
            (
                "the valves had been shut before the crew came in",
                "gas was still flowing when the crew arrived",
                "the cook had worked there for nine years",
            )
        )
    )
    assert shut @ no_gas > shut @ cook + 0.2


def test_a_vector_depends_on_its_text_alone() -> None:
    alone = encoded(("the gate was shut",))
    assert encoded(("twelve were hurt", "the gate was shut", "the gate was shut"))[1:] == [*alone, *alone]


@given(st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_text_has_a_vector(text: str) -> None:
    (vector,) = encoded((text,))
    assert len(vector) == 384
    assert 0.99 < float((rows((vector,)) ** 2).sum()) < 1.01


# The reader of pairs


def test_what_excludes_one_another_is_read_as_a_dispute_whichever_comes_first() -> None:
    a = Put("The harbour master said the ferry had left the quay empty.", Moment("2024-05-06").first_day)
    b = Put("A deckhand said forty people had been aboard when it left the quay.", Moment("2024-05-06").first_day)
    there, back = read(a, b), read(b, a)
    assert max(there, key=lambda name: there[name]) == "disputes"
    assert there["disputes"] == pytest.approx(back["disputes"])
    assert there["refines a"] == pytest.approx(back["refines b"])


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=15, deadline=None)
def test_any_two_texts_have_odds_that_sum_to_one(a: str, b: str) -> None:
    assert sum(read(Put(a), Put(b)).values()) == pytest.approx(1, abs=1e-4)
    told = read_answers(Put(a), Put(b))
    assert sum(told.values()) == pytest.approx(1, abs=1e-4)
    assert unpacked(packed(told)) == pytest.approx(told, abs=1e-6)


def test_two_answers_to_one_question_are_read_as_such() -> None:
    day = Moment("2024-05-06").first_day
    asked = Put("The mayor said that the bridge had been blown up by the rebels.", day)
    told = read_answers(asked, Put("The rebels said that the army itself had brought the bridge down.", day))
    assert max(told, key=lambda name: told[name]) == "disputes"
    same = read_answers(asked, Put("The governor said that rebel fighters had destroyed the bridge.", day))
    assert max(same, key=lambda name: same[name]) == "same"


def test_half_a_character_stops_nothing() -> None:
    assert read(Put("12 \ud800 died"), Put("15 \udfff died")) == read(Put("12 ? died"), Put("15 ? died"))
    assert encoded(("12 \ud800 died",)) == encoded(("12 ? died",))


# Rules and reader together


def by_rule(relation: PairRelation, rule: str) -> Related:
    return Related(relation=relation, direction=None, rule=rule, reasons=(Reason(rule=rule, words="So it is."),))


def test_a_rule_that_is_sure_stands_with_its_reason(odds: Odds) -> None:
    told = by_rule(PairRelation.ATTRIBUTION_ONLY, "same origin")
    assert weighed(told, odds("attribution-only", 0.3)) is told


def test_the_reader_tells_where_no_rule_knows_the_wording(odds: Odds) -> None:
    found = weighed(by_rule(PairRelation.DIFFERENT_QUESTION, "question"), odds("refines b", 0.8))
    assert (found.relation, found.direction, found.rule) == (PairRelation.REFINES, "b->a", "reader")
    assert "0.8" in found.reasons[0].words


def test_a_dispute_that_only_the_reader_sees_must_be_likely(odds: Odds) -> None:
    unknown = by_rule(PairRelation.DIFFERENT_QUESTION, "question")
    assert weighed(unknown, odds("disputes", 0.9)).relation is PairRelation.DISPUTES
    assert weighed(unknown, odds("disputes", 0.3)).relation is not PairRelation.DISPUTES


# Second opinions within a question


def two(say: Make, **later: object) -> tuple[Claimed, Claimed]:
    return (
        say("The pumps at Orlow ran all night.", voice="the mayor"),
        say("The pumps at Orlow stood still by ten.", **{"voice": "a nurse", **later}),
    )


def alike(*_: object) -> bool:
    """Takes all claims for answers to one question."""
    return True


def asked(claims: tuple[Claimed, Claimed], told: Mapping[str, float]) -> Iterator[Relation]:
    made = profiles(claims)
    for link in opinions(pairs([[made[0]], [made[1]]], (), alike), lambda *_: told):
        assert link.rule.startswith("reader")
        assert link.reasons[0].a
        assert link.reasons[0].b
        yield link.relation


def test_what_the_reader_takes_for_a_clash_is_a_dispute(say: Make, stands: Odds) -> None:
    assert list(asked(two(say), stands("disputes", 0.9))) == [Relation.DISPUTES]


def test_what_the_reader_doubts_is_no_link(say: Make, stands: Odds) -> None:
    assert list(asked(two(say), stands("disputes", 0.3))) == []


def test_a_later_word_of_another_voice_replaces_what_the_reader_takes_as_replaced(say: Make, stands: Odds) -> None:
    later = two(say, published="2031-03-09")
    assert list(asked(later, stands("supersedes b", 0.9))) == [Relation.SUPERSEDES]
    assert list(asked(later, stands("disputes", 0.9))) == [Relation.DISPUTES]


def test_answers_that_a_link_joins_get_no_second_opinion(say: Make) -> None:
    made = profiles(two(say))
    linked = frozenset(profile.id for profile in made)
    assert list(pairs([[made[0]], [made[1]]], (linked,), alike)) == []
    assert len(list(pairs([[made[0]], [made[1]]], (), alike))) == 1


def test_claims_that_are_not_alike_by_themselves_get_no_second_opinion(say: Make) -> None:
    made = profiles(two(say))
    assert list(pairs([[made[0]], [made[1]]], (), lambda *_: False)) == []


def test_one_voice_in_one_report_gets_no_second_opinion_of_itself(say: Make, stands: Odds) -> None:
    text = "The pumps at Orlow ran all night. The pumps at Orlow stood still by ten."
    ran, stood = (say(text, claimed=part, voice="the mayor") for part in text.split(". "))
    assert list(asked((ran, stood), stands("disputes", 0.9))) == []
    nurse = say(text, claimed=text.split(". ")[1], voice="a nurse")
    assert list(asked((ran, nurse), stands("disputes", 0.9))) == [Relation.DISPUTES]


def test_what_is_known_of_claims_is_not_asked_again(say: Make) -> None:
    claims = two(say)
    first = Known()
    before = compare(claims, first)
    again = Known(dict(first.new_vectors), dict(first.new_odds))
    assert compare(claims, again) == before
    assert (again.new_vectors, again.new_odds) == ({}, {})


def test_a_claim_that_a_person_changed_is_read_as_it_is_now(say: Make, stands: Odds) -> None:
    a, b = profiles(two(say))
    known = Known(odds={(a.id, b.id): packed(stands("compatible", 1.0))})
    assert known.reading(a, b)["compatible"] == 1
    known.changed = frozenset({a.id})
    assert known.reading(a, b)["compatible"] < 1
    assert known.new_odds == {}


def test_models_tell_the_same_on_several_threads(say: Make) -> None:
    texts = [f"the gate was shut {'again ' * more}" for more in (0, 1, 1, 2, 5)]
    assert encoded(texts, threads=3) == encoded(texts)
    alone, beside = Known(), Known(threads=2)
    assert compare(two(say), beside) == compare(two(say), alone)
    assert (beside.new_vectors, beside.new_odds) == (alone.new_vectors, alone.new_odds)
    assert alone.new_odds


def test_the_order_of_claims_is_nothing_with_the_models_either(say: Make, number: Make) -> None:
    claims = (
        *two(say),
        say("In Orlow 19 people drowned.", voice="the union", number=number(words="19", best=19)),
        say("Twelve people drowned in Orlow.", voice="the mayor", number=number(words="Twelve", best=12)),
    )
    assert compare(claims, Known()) == compare(claims[::-1], Known())


# Silence and ranges


def test_who_speaks_on_the_event_and_not_on_this_is_silent(say: Make, number: Make) -> None:
    text = "In Orlow 12 people drowned. The dam at Orlow is shut. A baker in Orlow gave out bread."
    mayor = [
        say(text, claimed=part, voice="the mayor", **more)
        for part, more in (
            ("In Orlow 12 people drowned", {"number": number(words="12", best=12)}),
            ("The dam at Orlow is shut", {}),
            ("A baker in Orlow gave out bread", {}),
        )
    ]
    nurse = say(text, claimed="In Orlow 12 people drowned", voice="a nurse", number=number(words="12", best=12))
    found = compare((*mayor[1:], nurse))
    (question,) = (q for q in found.questions if nurse.claim.id in q.answers[0].claims)
    assert [(one.voice, one.questions) for one in question.silent] == [("the mayor", 2)]
    assert question.event_reports == 1


def test_numbers_have_a_range_by_each_way_of_counting(say: Make, number: Make) -> None:
    claims = (
        say("In Orlow 12 people drowned.", voice="the union", number=number(words="12", best=12)),
        say("In Orlow 12 people drowned.", voice="the mayor", outlet="Post", number=number(words="12", best=12)),
        say("In Orlow 19 people drowned.", voice="a nurse", outlet="Echo", number=number(words="19", best=19)),
    )
    (question,) = compare(claims).questions
    assert question.state is State.DISPUTED
    told = {one.preset: (one.low, one.best, one.high) for one in question.ranges}
    assert told == {"union": (12, None, 19), "ucdp": (12, 12, 19), "acled": (12, 12, 12)}
    assert [(a.reports, a.outlets, a.origins_max) for a in question.answers] == [(2, 2, 2), (1, 1, 1)]


# What ships


@pytest.mark.parametrize("name", ["meaning", "pairs", "answers"])
def test_a_damaged_model_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_bytes", lambda _: b"junk")
    models._session.cache_clear()  # noqa: SLF001 - what is loaded already would not be looked at again
    with pytest.raises(DataError, match=f"{name}.onnx has the SHA-256"):
        models._session(name)  # noqa: SLF001 - the loader itself is the subject
    with pytest.raises(DataError, match=f"{name}.onnx has the SHA-256"):
        models.check(name)
    models._session.cache_clear()  # noqa: SLF001


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    assert data.table("meaning")
    models._session.cache_clear()  # noqa: SLF001
    with pytest.raises(DataError, match="install sayso again"):
        models._session("meaning")  # noqa: SLF001
