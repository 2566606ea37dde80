"""Causes, blame, contested names, happenings: questions whose answers are no numbers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.compare import decide
from sayso.compare.rules import RULES
from sayso.nouns import Claimed, Link, Predicate, ReferentKind, Relation, Role, Span

Make = Callable[..., Claimed]


def between(*claimed: Claimed) -> Link | None:
    links = decide(claimed, ())
    assert len(links) <= 1
    return links[0] if links else None


def doing(claimed: Claimed, name: str, **roles: str) -> Claimed:
    """The claim with one predicate and its roles."""
    span = Span(0, 3)
    read = tuple(Role(role=role, span=span, name=who, kind=ReferentKind.PERSON) for role, who in roles.items())
    return replace(claimed, claim=replace(claimed.claim, predicates=(Predicate(name=name, span=span, roles=read),)))


def test_two_kinds_of_cause_for_one_mishap_dispute(say: Make) -> None:
    title = "Crane collapsed in Orlow"
    bomb = say("Somebody used explosives.", voice="the minister", title=title)
    rust = say("The bolts were rusted through.", voice="the engineers", outlet="Bay News", title=title)
    link = between(bomb, rust)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_ruling_one_cause_out_leaves_the_others_open(say: Make) -> None:
    title = "Crane collapsed in Orlow"
    none = say("No fuse was found.", voice="the prosecutor", title=title, denied=True)
    rust = say("The bolts were rusted through.", voice="the engineers", outlet="Bay News", title=title)
    assert between(none, rust) is None


def test_without_a_mishap_nothing_is_taken_for_its_cause(say: Make) -> None:
    a = say("Somebody stole explosives.", voice="the minister", title="Fair in Orlow")
    b = say("The bolts were rusted through.", voice="the engineers", outlet="Bay News", title="Fair in Orlow")
    assert between(a, b) is None


def test_sides_that_blame_one_another_dispute(say: Make) -> None:
    ours = say("Rioters set fire to Orlow.", voice="the ministry")
    theirs = say("Policemen set fire to Orlow.", voice="the movement", outlet="Bay News")
    link = between(ours, theirs)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_to_have_weapons_is_not_to_have_struck(say: Make) -> None:
    had = say("The rebels had stored rockets in Orlow.", voice="the ministry")
    did = say("The army bombed Orlow.", voice="the movement", outlet="Bay News")
    assert between(had, did) is None


def test_rival_names_for_one_thing_dispute(say: Make) -> None:
    one = doing(say("What happens in Orlow is a coup.", voice="the deputies"), "label", patient="it")
    other = doing(say("It is a lawful transition.", voice="the colonels", outlet="Bay News"), "label", patient="it")
    link = between(one, other)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_a_name_used_in_passing_takes_no_side(say: Make) -> None:
    one = doing(say("After the coup prices rose in Orlow.", voice="the deputies"), "rise", patient="prices")
    other = doing(say("It is a lawful transition.", voice="the colonels", outlet="Bay News"), "label", patient="it")
    assert between(one, other) is None


def test_the_same_deed_by_another_doer_disputes(say: Make) -> None:
    one = doing(
        say("Ilo Brandt poisoned the well of Orlow.", voice="a cook"),
        "poison",
        agent="Ilo Brandt",
        patient="well of Orlow",
    )
    two = doing(
        say("Edda Holm poisoned the well.", voice="a groom", outlet="Bay News"),
        "poison",
        agent="Edda Holm",
        patient="well",
    )
    link = between(one, two)
    assert link is not None
    assert link.relation is Relation.DISPUTES


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_each_rule_explains_itself_in_a_sentence(rule: object) -> None:
    explanation = getattr(rule, "explanation", "")
    assert explanation.endswith(".")
    assert "\n" not in explanation


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_one_happening_at_two_named_places_disputes(say: Make) -> None:
    here = doing(say("The convoy was hit in Quill.", voice="drivers"), "hit", patient="convoy of trucks", place="Quill")
    there = doing(
        say("The convoy was hit in Brae.", voice="a clerk", outlet="Bay News"),
        "hit",
        patient="convoy of trucks",
        place="Brae",
    )
    link = between(here, there)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_before_and_after_exclude_one_another(say: Make) -> None:
    one = say("The sluice was opened before the wave reached Orlow.", voice="a keeper")
    two = say("The sluice was opened after the wave reached Orlow.", voice="fishermen", outlet="Bay News")
    link = between(one, two)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_what_one_did_needs_no_one_to_whom_it_was_done(say: Make) -> None:
    one = doing(say("Edda Holm conceded.", voice="a paper"), "concede", agent="Edda Holm")
    two = doing(
        say("I have conceded nothing.", voice="Edda Holm", outlet="Bay News", denied=True),
        "concede",
        agent="Edda Holm",
        patient="nothing",
    )
    link = between(one, two)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def holding(claimed: Claimed, name: str, who: str, where: str | None = None) -> Claimed:
    """The claim with one predicate: who is in that state, and where."""
    span = Span(0, 3)
    roles = [Role(role="patient", span=span, name=who)] + ([Role(role="place", span=span, name=where)] if where else [])
    told = Predicate(name=name, span=span, frame="resistance", value="resisting", roles=tuple(roles))
    return replace(claimed, claim=replace(claimed.claim, predicates=(told,)))


def test_a_group_that_fights_on_disputes_that_all_gave_up(say: Make) -> None:
    text = "Rebels in Orlow are giving up, the army says. One band says it goes on."
    surrender = holding(say(text, "Rebels in Orlow are giving up", voice="the army"), "surrender", "rebels")
    band = holding(say(text, "it goes on", voice="one band", kind=ReferentKind.UNNAMED_GROUP), "resist", "one band")
    link = between(surrender, band)
    assert link is not None
    assert (link.rule, link.relation) == ("remainder: disputes", Relation.DISPUTES)
    told_by_others = holding(say(text, "it goes on", voice="a paper"), "resist", "one band")
    assert between(surrender, told_by_others) is None


def test_who_holds_a_part_disputes_that_the_whole_is_taken(say: Make) -> None:
    text = "The army says it holds Orlow. Rebels dug in at the mill by the river in Orlow, where guns were heard."
    army = say(text, "it holds Orlow", voice="the army")
    span = Span(0, 3)
    taken = Predicate(
        name="control",
        span=span,
        frame="control",
        value="army",
        roles=(Role(role="agent", span=span, name="army"), Role(role="patient", span=span, name="Orlow")),
    )
    whole = replace(army, claim=replace(army.claim, predicates=(taken,)))
    part = holding(say(text, "Rebels dug in at the mill", voice=None), "remain", "rebels", "mill")
    link = between(whole, part)
    assert link is not None
    assert link.relation is Relation.DISPUTES
    elsewhere = holding(say(text, "Rebels dug in at the mill", voice=None), "remain", "rebels", "harbour")
    assert between(whole, elsewhere) is None
