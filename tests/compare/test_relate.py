"""Two texts side by side: one example or more for each rule, and the laws that hold for any texts."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.compare.pairs import PairRelation
from sayso.nouns import Moment
from sayso.relating import Texts, related
from sayso.stages import Settings

GOLD = Path(__file__).parents[1] / "gold" / "pairs"
LEAST_RIGHT = 0.7
"""Share of the table to develop on that must be told right."""
BACK = {"a->b": "b->a", "b->a": "a->b"}
FIRST, SECOND = Moment("2024-05-06"), Moment("2024-05-08")

EXAMPLES = [
    # agrees
    (
        "The lido holds 14 boats, a guard said.",
        "Fourteen boats lie in the lido, divers said.",
        None,
        "agrees",
    ),
    ("The president will not attend the summit.", "The president stays away from the summit.", None, "agrees"),
    ("The board did not rule out a second vote.", "A second vote remains possible, the board said.", None, "agrees"),
    ("Nobody survived the crash.", "All 30 people on the bus were killed.", None, "agrees"),
    # refines
    ("More than 300 goats died in the storm.", "The storm killed 340 goats, a vet said.", None, "refines b->a"),
    ("The mill was hit by a missile.", "The mill was hit by a cruise missile.", None, "refines b->a"),
    ("A gunman killed the notary.", "The notary was killed by a former client.", None, "refines b->a"),
    ("Several chapels were searched.", "Police searched seven chapels.", None, "refines b->a"),
    # disputes
    ("Police said 8,000 people marched.", "The organisers counted 50,000 marchers.", None, "disputes"),
    ("All the hostages have been freed.", "Three hostages are still being held.", None, "disputes"),
    ("A leak caused the blast.", "The explosion was caused by a bomb.", None, "disputes"),
    ("A drone hit the store.", "The store was struck by a cruise missile.", None, "disputes"),
    ("The ship was carrying grain.", "The ship carried rifles.", None, "disputes"),
    ("The president ruled out early elections.", "The president is considering early elections.", None, "disputes"),
    ("The two sides have reached a deal.", "No deal has been reached, the union said.", None, "disputes"),
    ("The order was given before the gate fell.", "The order was given after the gate fell.", None, "disputes"),
    ("The convoy was attacked near Sorrin.", "The convoy was attacked near Haldra.", None, "disputes"),
    ("The rehearsal was a failure, the crew said.", "The rehearsal was a success, the owner said.", None, "disputes"),
    # supersedes
    (
        "The quay is guarded by 30 troops, the mayor said.",
        "The troops at the quay have been relieved, the mayor said.",
        SECOND,
        "supersedes b->a",
    ),
    (
        "The tunnel is closed, the road office said.",
        "The tunnel has reopened, the road office said.",
        SECOND,
        "supersedes b->a",
    ),
    (
        "The paper withdrew its report that the mayor had fled.",
        "The mayor has fled, the paper reported.",
        None,
        "supersedes a->b",
    ),
    (
        "The hearing is set for 3 June, the court said.",
        "The hearing has been put off to 17 June.",
        SECOND,
        "supersedes b->a",
    ),
    # different-question
    ("The crash killed nine people.", "Twenty-two people were hurt in the crash.", None, "different-question"),
    ("In the past day 60 people fled.", "Since Monday 4,100 people have fled.", None, "different-question"),
    ("25,000 people marched in the capital.", "100,000 people marched nationwide.", None, "different-question"),
    ("The opposition wants the minister to resign.", "The minister is in office.", None, "different-question"),
    # attribution-only
    (
        "Rebels took Essel, they said.",
        "The army declined to comment on the capture of Essel.",
        None,
        "attribution-only",
    ),
    ("The depot held explosives.", "That the depot held explosives could not be verified.", None, "attribution-only"),
    # unrelated
    ("The Marten ran aground on Sunday.", "In 2009 the Marten was scrapped.", None, "unrelated"),
    ("The carmaker cut 900 jobs.", "The retailer cut 900 jobs.", None, "unrelated"),
]


def told(a: str, b: str, later: Moment | None = None) -> str:
    """What the rules tell of two texts."""
    found = related(Texts(a=a, b=b, a_date=FIRST, b_date=later or FIRST), settings=Settings(attribution="rules"))
    if found is None:
        return "nothing"
    return " ".join(filter(None, (found.relation.value, found.direction)))


@pytest.mark.parametrize(("a", "b", "later", "wanted"), EXAMPLES)
def test_how_two_texts_stand(a: str, b: str, later: Moment | None, wanted: str) -> None:
    assert told(a, b, later) == wanted


def test_most_of_the_table_is_told_right() -> None:
    rows = [json.loads(line) for line in (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    right = 0
    for row in rows:
        found = related(Texts(a=row["a"], b=row["b"], a_date=Moment(row["a_date"]), b_date=Moment(row["b_date"])))
        told_ = (found.relation.value, found.direction) if found else None
        right += told_ == (row["relation"], row.get("direction"))
    assert right >= LEAST_RIGHT * len(rows)


@pytest.mark.parametrize(("a", "b", "later"), [example[:3] for example in EXAMPLES])
def test_the_order_of_the_texts_tells_nothing(a: str, b: str, later: Moment | None) -> None:
    one = related(Texts(a=a, b=b, a_date=FIRST, b_date=later or FIRST))
    other = related(Texts(a=b, b=a, a_date=later or FIRST, b_date=FIRST))
    assert one is not None
    assert other is not None
    assert (one.relation, one.direction) == (other.relation, BACK.get(other.direction or ""))


WORDS = (
    "the army said no all 12 more than hundred men were killed in Olm on Monday denied will may not held noon , . “ ”"
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join), st.text(max_size=40))
def test_any_texts_are_answered_with_reasons_that_point_into_them(a: str, b: str) -> None:
    found = related(Texts(a=a, b=b))
    if found is None:
        return
    assert found.relation in PairRelation
    assert found.reasons
    for reason in found.reasons:
        assert reason.words
        for text, span in ((a, reason.a), (b, reason.b)):
            assert span is None or 0 <= span.start < span.end <= len(text)
