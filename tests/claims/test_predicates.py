"""Predicates: the class that the words name, its frame, and who plays which part, whatever the voice of the verb."""

import hashlib

import pytest

from sayso.annotate import annotate
from sayso.claims.predicates import predicates
from sayso.claims.statuses import triggers
from sayso.nouns import Layer, LayerName, Predicate, ReferentKind, Report, Span


def named(_mention: Span) -> tuple[str, ReferentKind] | None:
    return None


def read(text: str) -> tuple[Predicate, ...]:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    report = Report(id="r-1", capture=layer.sha256, label="test", layers=(layer,))
    return predicates(annotate(report), (Span(0, len(text)),), named)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("The garrison laid down its arms.", "surrender", "captive"),
        ("Six hundred fighters gave themselves up.", "surrender", "captive"),
        ("The sergeant went into captivity.", "surrender", "captive"),
        ("The gunners were taken prisoner.", "capture", "captive"),
        ("Guards detained 30 anglers.", "detain", "captive"),
        ("Most of the hostages were released.", "release", "free"),
        ("Two wounded sailors were exchanged for a pilot.", "exchange", "exchanged"),
        ("Two anglers drowned.", "die", "dead"),
        ("A shell killed seven shepherds.", "kill", "dead"),
        ("Two cyclists were hurt.", "wound", "wounded"),
        ("Seventeen villagers are missing.", "missing", "missing"),
        ("The residents were brought to safety.", "evacuate", None),
        ("The tunnel is closed.", "close", "closed"),
        ("The harbour reopened.", "open", "open"),
        ("The wall broke.", "collapse", "destroyed"),
        ("Hail destroyed the orchard.", "destroy", "destroyed"),
        ("The meadows are under water.", "flood", "flooded"),
        ("The strike is over.", "end", "over"),
        ("The wedding was put off for a week.", "postpone", "postponed"),
        ("The owners agreed on a price.", "agree", "agreed"),
        ("The union turned down the offer.", "reject", "rejected"),
        ("The jury found the baker guilty.", "convict", "guilty"),
        ("The general was dismissed.", "dismiss", "out of office"),
        ("The abbot offered to resign.", "resign", "out of office"),
        ("The bakers walked out.", "strike", "striking"),
        ("The company will cut 90 jobs.", "lay_off", None),
        ("The firm lost two million crowns.", "lose_money", None),
        ("Nine thousand took part.", "demonstrate", None),
        ("The cabinet banned the rally.", "ban", "banned"),
        ("Six balloons were shot down.", "shoot_down", "intercepted"),
        ("The group continues to resist.", "resist", "resisting"),
        ("The surge was caused by a faulty seal.", "cause", None),
        ("The premier called the march a riot.", "label", "riot"),
        ("There is no exit.", "exist", None),
        ("The mayor repainted his fence.", "to repaint", None),
    ],
)
def test_the_main_predicate_is_named(text: str, name: str, value: str | None) -> None:
    main = read(text)[0]

    assert (main.name, main.value) == (name, value)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The rebels captured the airfield.", {"agent": "rebel", "patient": "airfield"}),
        ("The airfield was captured by the rebels.", {"agent": "rebel", "patient": "airfield"}),
        ("The airfield that the rebels captured is small.", {"agent": "rebel", "patient": "airfield"}),
        ("The rebels' capture of the airfield took an hour.", {"agent": "rebel", "patient": "airfield"}),
        ("The town is still in rebel hands.", {"agent": "rebel", "patient": "town"}),
        ("The army has taken control of the port.", {"agent": "army", "patient": "port"}),
        ("The wall broke because of tree roots.", {"patient": "wall", "cause": "tree root"}),
        ("A faulty seal caused the surge.", {"cause": "faulty seal", "patient": "surge"}),
        ("The surge was caused by a faulty seal.", {"cause": "faulty seal", "patient": "surge"}),
        ("Nine sailors are badly injured.", {"patient": "sailor"}),
        ("Workers walked out at the mill.", {"patient": "worker", "place": "mill"}),
        ("The unit withdrew from the village.", {"patient": "unit", "place": "village"}),
    ],
)
def test_roles_are_the_same_in_active_passive_and_noun(text: str, roles: dict[str, str]) -> None:
    wanted = {"collapse", "cause", "strike", "leave", "take", "control", "wound"}
    found = next(p for p in read(text) if p.name in wanted)

    assert {role.role: role.name for role in found.roles} == roles


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The hussars took the town.", "hussar"),
        ("The rebels lost the airfield.", "not rebel"),
        ("The abbot is still in the mill.", "mill"),
        ("The abbot left the mill.", "not mill"),
    ],
)
def test_the_value_of_a_frame_can_be_who_fills_a_role(text: str, value: str) -> None:
    assert read(text)[0].value == value


def test_the_same_verb_means_one_thing_of_persons_and_another_of_places() -> None:
    assert read("The army captured four rebels.")[0].name == "capture"
    assert read("The army captured the town.")[0].name == "take"
    assert read("The company cut 40 jobs.")[0].name == "lay_off"
    assert read("The company cut its prices.")[0].name == "fall"


def test_a_name_goes_by_what_the_report_calls_it() -> None:
    text = "He was arrested."
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    annotated = annotate(Report(id="r-1", capture="0", label="test", layers=(layer,)))

    found = predicates(annotated, (Span(0, len(text)),), lambda _: ("Arvid Soll", ReferentKind.PERSON))

    assert [(role.role, role.name, role.kind) for role in found[0].roles] == [
        ("patient", "Arvid Soll", ReferentKind.PERSON)
    ]


def test_each_of_two_who_are_joined_has_the_role() -> None:
    main = read("The captain and his crew are at the mill.")[0]

    assert [role.name for role in main.roles if role.role == "patient"] == ["captain", "crew"]


def test_a_plan_does_not_do_what_is_planned() -> None:
    close = next(p for p in read("There is no plan to close the mill.") if p.name == "close")

    assert [(role.role, role.name) for role in close.roles] == [("patient", "mill")]


def test_a_group_goes_without_its_number() -> None:
    text = "They gave themselves up."
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    annotated = annotate(Report(id="r-1", capture="0", label="test", layers=(layer,)))

    found = predicates(annotated, (Span(0, len(text)),), lambda _: ("more than 40 hired guards", ReferentKind.GROUP))

    assert found[0].roles[0].name == "hired guards"


def test_a_mentioned_strike_is_not_a_claim_that_anybody_is_on_strike() -> None:
    strike = next(p for p in read("The strike is over.") if p.name == "strike")

    assert (strike.frame, strike.value) == (None, None)


def test_two_facts_give_two_predicates_main_first() -> None:
    assert [p.name for p in read("Two divers are dead and six missing.")] == ["die", "missing"]


def test_the_span_is_the_words_that_name_the_class() -> None:
    text = "The garrison laid down its arms on Monday."

    assert read(text)[0].span.of(text) == "laid down its arms"


def test_a_frame_has_at_least_two_values_that_exclude_one_another() -> None:
    classes = {trigger.to for group in triggers().values() for trigger in group}
    values: dict[str, set[str | None]] = {}
    for each in classes:
        if each.frame is not None:
            values.setdefault(each.frame, set()).add(each.value)

    lone = {frame for frame, found in values.items() if len(found) < 2}

    assert lone <= {"interception", "water", "label", "whereabouts", "control"}


@pytest.mark.parametrize("text", ["The child is well.", "The crew was not well.", "Our sons are alive and well."])
def test_who_is_well_is_unharmed(text: str) -> None:
    assert "unharmed" in {predicate.value for predicate in read(text)}


@pytest.mark.parametrize(
    "text",
    ["The car deck was full as well.", "The minister was well aware of it.", "The lorries were well maintained."],
)
def test_what_is_so_as_well_or_well_so_is_not(text: str) -> None:
    assert "unharmed" not in {predicate.value for predicate in read(text)}


@pytest.mark.parametrize(
    "text", ["!", "be be be", "of the of the", "\u202e taken \U0001f600 prisoner", "Taken. Held. In."]
)
def test_odd_text_does_not_crash(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "name", "patient"),
    [
        ("Ada Holm was among those who were rescued.", "rescue", "Ada Holm"),
        ("Two anglers are among the missing.", "missing", "angler"),
        ("The pilot was one of those killed.", "kill", "pilot"),
    ],
)
def test_whoever_is_among_them_is_in_their_state(text: str, name: str, patient: str) -> None:
    found = read(text)[0]

    assert (found.name, [role.name for role in found.roles if role.role == "patient"]) == (name, [patient])


def test_being_rescued_is_no_custody() -> None:
    assert read("Six anglers were rescued.")[0].frame == "fate"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine pupils were on board.", "aboard"),
        ("There were nine pupils on board.", "aboard"),
        ("The coach was carrying nine pupils.", "aboard"),
        ("Nine hundred people took part.", "demonstrate"),
        ("The march drew nine hundred people.", "demonstrate"),
        ("The quarry has nine workers.", "employ"),
    ],
)
def test_a_crowd_has_a_class_that_says_what_it_is_counted_for(text: str, name: str) -> None:
    assert read(text)[0].name == name
