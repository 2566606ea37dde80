"""What is alike on the whole: claims that no single rule brings together."""

from collections.abc import Callable
from math import log
from string import ascii_lowercase

import pytest

from sayso.compare import compare, decide
from sayso.compare.likeness import are_long, chance, likeness
from sayso.compare.profile import profiles
from sayso.nouns import Act, Claimed, Relation

Make = Callable[..., Claimed]

PIER = (
    "The storm reached Orlow at night. The old pier was torn apart by the waves. Cafés were shut on Sunday. "
    "The mayor of Orlow asked for patience. A choir will sing in the square."
)
ELSEWHERE = (
    "Orlow woke up to wreckage. Waves had torn the old pier into splinters. The library lends sandbags. "
    "The harbour of Orlow will be dredged. Trams run late."
)


def pier(say: Make, claimed: str, text: str = PIER, **given: object) -> Claimed:
    return say(text, claimed, **given)


def test_rare_shared_words_join_what_no_rule_joins(say: Make) -> None:
    one = pier(say, "The old pier was torn apart by the waves")
    other = pier(
        say, "Waves had torn the old pier into splinters", ELSEWHERE, voice="the ferry line", outlet="Bay News"
    )
    far = pier(say, "The library lends sandbags", ELSEWHERE, voice="the ferry line", outlet="Bay News")
    groups = [{c for answer in q.answers for c in answer.claims} for q in compare((one, other, far)).questions]
    assert {one.claim.id, other.claim.id} in groups
    assert {far.claim.id} in groups


def test_likeness_is_the_same_from_both_sides(say: Make) -> None:
    a, b = profiles(
        (
            pier(say, "The old pier was torn apart by the waves"),
            pier(say, "Waves had torn the old pier into splinters", ELSEWHERE, outlet="Bay News"),
        )
    )
    assert likeness(a, b) == likeness(b, a)


def test_in_long_reports_two_claims_must_be_more_alike(say: Make) -> None:
    tail = " ".join(
        f"The {a}{b} came by."
        for a in ("old", "new", "wet", "dry", "red", "fat", "big", "shy")
        for b in ascii_lowercase
    )
    told = ("The old pier was torn apart by the waves", "Waves had torn the old pier into splinters")
    short = profiles((pier(say, told[0]), pier(say, told[1], ELSEWHERE, outlet="Bay News")))
    long = profiles((pier(say, told[0], f"{PIER} {tail}"), pier(say, told[1], ELSEWHERE, outlet="Bay News")))
    assert are_long(*long)
    assert not are_long(*short)
    assert likeness(*long) < likeness(*short)
    assert chance(190, 20) - chance(380, 20) == pytest.approx(-log(2))


def test_a_plan_is_less_like_a_fact(say: Make) -> None:
    fact = pier(say, "The old pier was torn apart by the waves")
    told = pier(say, "Waves had torn the old pier into splinters", ELSEWHERE, outlet="Bay News")
    hoped = pier(say, "Waves had torn the old pier into splinters", ELSEWHERE, outlet="Bay News", act=Act.WISH)
    a, b, c = profiles((fact, told, hoped))
    assert likeness(a, c) < likeness(a, b)


def test_the_order_of_claims_is_nothing(say: Make) -> None:
    claims = [
        pier(say, "The old pier was torn apart by the waves"),
        pier(say, "Waves had torn the old pier into splinters", ELSEWHERE, outlet="Bay News"),
        pier(say, "The library lends sandbags", ELSEWHERE, outlet="Bay News"),
        pier(say, "Cafés were shut on Sunday"),
    ]
    assert compare(claims).questions == compare(claims[::-1]).questions


def test_numbers_of_two_kinds_of_people_are_two_questions(say: Make, number: Make) -> None:
    guards = say("In Orlow 12 soldiers were killed.", number=number(words="12", best=12))
    others = say(
        "In Orlow 30 residents were killed.", voice="the mayor", outlet="Bay News", number=number(words="30", best=30)
    )
    assert decide((guards, others), ()) == ()


def test_the_arrested_are_people_whatever_they_are_called(say: Make, number: Make) -> None:
    early = say("In Orlow 12 looters were arrested.", number=number(words="12", best=12, unit="looter"))
    late = say(
        "In Orlow 19 suspects were arrested.",
        outlet="Bay News",
        published="2031-03-04",
        number=number(words="19", best=19, unit="suspect"),
    )
    (link,) = decide((early, late), ())
    assert (link.relation, link.a) == (Relation.SUPERSEDES, late.claim.id)


def test_those_treated_are_laid_beside_those_hurt(say: Make, number: Make) -> None:
    hurt = say("In Orlow 12 people were injured.", number=number(words="12", best=12))
    treated = say(
        "In Orlow 12 people were treated.", voice="the clinic", outlet="Bay News", number=number(words="12", best=12)
    )
    (link,) = decide((hurt, treated), ())
    assert link.relation is Relation.AGREES


def test_an_estimate_of_what_is_so_is_no_forecast(say: Make, number: Make) -> None:
    counted = say("In Orlow 12 people were detained.", number=number(words="12", best=12))
    estimated = say(
        "In Orlow 30 people are detained.",
        voice="the lawyers",
        outlet="Bay News",
        act=Act.EXPECT,
        number=number(words="30", best=30),
    )
    (link,) = decide((counted, estimated), ())
    assert link.relation is Relation.DISPUTES


def test_an_express_denial_disputes_what_is_likely_its_matter(say: Make) -> None:
    told = pier(say, "The old pier was torn apart by the waves")
    denied = pier(
        say,
        "Waves had torn the old pier into splinters",
        ELSEWHERE,
        voice="the ferry line",
        outlet="Bay News",
        act=Act.DENY,
        denied=True,
    )
    (link,) = decide((told, denied), ())
    assert link.relation is Relation.DISPUTES
    other = pier(say, "The library lends sandbags", ELSEWHERE, voice="the ferry line", act=Act.DENY, denied=True)
    assert decide((told, other), ()) == ()
