"""Matters with two poles: which pairs of claims speak of one, and which only use its words."""

from collections.abc import Callable

import pytest

from sayso.compare import decide
from sayso.compare.scene import kin, scene
from sayso.nouns import Claimed, Relation

Make = Callable[..., Claimed]

LONG = " ".join(f"The harbour board met for the {n}th time and went through its list of repairs." for n in range(12))


def relation(a: Claimed, b: Claimed) -> Relation | None:
    links = decide((a, b), ())
    return links[0].relation if links else None


def test_a_matter_of_the_story_needs_no_subject(say: Make) -> None:
    one = say("It was a riot, the guard says.", "It was a riot", voice="the guard")
    two = say("All of it was peaceful, a steward told us in Orlow.", "All of it was peaceful", voice="a steward")
    assert relation(one, two) is Relation.DISPUTES


def test_a_matter_that_comes_up_late_in_a_long_report_needs_one(say: Make) -> None:
    one = say("It was a riot, the guard says.", "It was a riot", voice="the guard")
    text = f"{LONG} Her childhood was peaceful, the chair told us in Orlow."
    assert relation(one, say(text, "Her childhood was peaceful", voice="the chair")) is None


def test_words_far_from_a_pole_are_not_its_subject(say: Make) -> None:
    one = say("The Orlow bridge is open.", voice="the board")
    far = "the house of the bridge keeper, which has no windows at all on its northern or its western side, is shut"
    assert relation(one, say("The bridge is closed.", voice="a driver")) is Relation.DISPUTES
    assert relation(one, say(f"In Orlow {far}.", far, voice="a driver")) is not Relation.DISPUTES


@pytest.mark.parametrize(("words", "disputed"), [("the open mill", True), ("the Open Mill", False)])
def test_a_name_has_no_poles(say: Make, words: str, disputed: bool) -> None:  # noqa: FBT001 - a column of the table
    one = say(f"They met at {words} fund.", voice="the board")
    other = say("The mill is closed.", voice="a driver")
    assert (relation(one, other) is Relation.DISPUTES) is disputed


def test_two_long_reports_share_some_names_by_chance(say: Make) -> None:
    def told(names: str, verbs: str) -> Claimed:
        acts = zip(names.split(), verbs.split(), strict=False)
        return say(" ".join(f"There {name} {verb}." for name, verb in acts), title="", outlet="")

    verbs = "sang danced swam rode drew wept slept ate knelt"
    others = "wrote fished sowed baked cooked dug shaved rang sailed"
    few = [told("Osk Holm Brin Dale", verbs), told("Osk Holm Marl Tarn", others)]
    many = [
        told("Osk Holm Aber Bulo Cern Elow Farn Gorl Hask", verbs),
        told("Osk Holm Nask Ober Perl Quor Rasp Ulm Vorn", others),
    ]
    assert kin(*(scene(one.report) for one in few))
    assert kin(*(scene(one.report) for one in many))  # two of nine are more than chance gives
    crowd = [
        " ".join(f"{start}{end}" for start in starts for end in ("ab", "er", "ol")) for starts in ("BCDFG", "KLMNP")
    ]
    more = [told(f"Osk Holm {names}", f"{acts} " * 3) for names, acts in zip(crowd, (verbs, others), strict=True)]
    assert not kin(*(scene(one.report) for one in more))
