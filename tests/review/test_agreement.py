"""Two people must agree on a claim, where a ledger is ruled so; and what is published."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.compare import standing, waiting
from sayso.export import exchange
from sayso.export.phrases import review_words
from sayso.ledger import Ledger
from sayso.nouns import Anchor, LayerName, ReviewState, Ruling, RulingKind, Span, State
from sayso.review import Course, Decision, Left, holding, queue, rule, upcoming
from sayso.stages import Settings

REPORTS = (
    ("Brin Herald", "The harbour office said that 40 people were rescued."),
    ("Dale Gazette", "The coast guard said that 65 people were rescued in the harbour."),
)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement")
    for outlet, text in REPORTS:
        (folder / f"{outlet}.txt").write_text(text)
    with sayso.open_ledger(folder / "case.sayso") as ledger:
        files = [str(folder / f"{outlet}.txt") for outlet, _ in REPORTS]
        for _ in sayso.read(ledger, files, settings=Settings(attribution="rules")):
            pass
    return folder / "case.sayso"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "case.sayso"
    path.write_bytes(read_once.read_bytes())
    with sayso.open_ledger(path) as ledger:
        yield ledger


def decided(case: Ledger, decision: str, claim: str, by: str) -> None:
    done = rule(case, (Decision(kind=RulingKind.READING, decision=decision, claims=(claim,)),), by=by)
    assert done.refused == ()


def agree(case: Ledger, decision: str = "two people") -> None:
    assert rule(case, (Decision(kind=RulingKind.POLICY, decision=decision),), by="Root").refused == ()


def state(case: Ledger, claim: str) -> ReviewState | None:
    return case.reviews()[claim].state if claim in case.reviews() else None


def offered(case: Ledger, by: str) -> set[str]:
    """The claims that are left for somebody, which both queues tell alike."""
    listed = {claim for item in queue(case, by) if item.left is Left.CLAIM for claim in item.claims}
    course = Course(by=by, only=Left.CLAIM)
    assert {claim for item in upcoming(case, course, limit=100) for claim in item.claims} == listed
    return listed


def claim_of(case: Ledger, words: str) -> str:
    return next(one.claim.id for one in case.claims() if words in one.quote)


def test_one_of_two_changes_nothing_and_is_not_asked_again(case: Ledger) -> None:
    agree(case)
    claim = claim_of(case, "65")
    before = case.questions()
    decided(case, "reject", claim, "Ada")
    assert state(case, claim) is ReviewState.ONE_OF_TWO
    assert case.questions() == before
    assert claim not in offered(case, "Ada")
    assert claim in offered(case, "Ben")
    assert "Ada" not in review_words(case.reviews()[claim])  # nor what was said: it would lead the other
    assert "reject" not in review_words(case.reviews()[claim])
    decided(case, "reject", claim, "Ada")  # said already
    decided(case, "reject", claim, "ada ")  # the same person, whatever the case
    assert state(case, claim) is ReviewState.ONE_OF_TWO


def test_what_two_people_say_alike_holds(case: Ledger) -> None:
    agree(case)
    claim = claim_of(case, "65")
    for by in ("Ada", "Ben"):
        decided(case, "reject", claim, by)
    assert state(case, claim) is ReviewState.REVIEWED
    assert State.DISPUTED not in {question.state for question in case.questions()}
    assert claim not in offered(case, "Cleo")
    assert all(check.verdict != "fail" for check in case.check(deep=True))


def test_who_does_not_agree_is_told_and_a_third_person_is_asked(case: Ledger) -> None:
    agree(case)
    claim = claim_of(case, "65")
    decided(case, "reject", claim, "Ada")
    decided(case, "accept", claim, "Ben")
    review = case.reviews()[claim]
    assert review.state is ReviewState.NOT_AGREED
    assert [one.by for one in review.opinions] == ["Ada", "Ben"]
    assert "rejected by Ada" in review_words(review)
    assert "read rightly by Ben" in review_words(review)
    assert claim in offered(case, "Cleo")
    assert not {claim} & (offered(case, "Ada") | offered(case, "Ben"))
    decided(case, "reject", claim, "Cleo")
    ruling = case.reviews()[claim].ruling
    assert ruling is not None
    assert (ruling.decision, ruling.by) == ("reject", "Cleo")


def test_to_withdraw_or_think_again_is_counted_anew(case: Ledger) -> None:
    agree(case)
    claim = claim_of(case, "65")
    decided(case, "reject", claim, "Ada")
    decided(case, "accept", claim, "Ben")
    decided(case, "reject", claim, "Ben")  # thought again
    assert state(case, claim) is ReviewState.REVIEWED
    last = case.rulings()[-1]
    rule(case, (Decision(kind=RulingKind.UNDO, decision="undo", other=last.id),), by="Ben")
    assert state(case, claim) is ReviewState.NOT_AGREED  # what Ben said first stands again


def test_the_policy_holds_for_what_was_ruled_before_and_can_be_lifted(case: Ledger) -> None:
    claim = claim_of(case, "65")
    decided(case, "accept", claim, "Ada")
    assert (state(case, claim), case.needs_two()) == (ReviewState.REVIEWED, False)
    agree(case)
    assert (state(case, claim), case.needs_two()) == (ReviewState.ONE_OF_TWO, True)
    policy = next(one for one in case.rulings() if one.kind is RulingKind.POLICY)
    undone = rule(case, (Decision(kind=RulingKind.UNDO, decision="undo", other=policy.id),), by="Ada")
    assert "rule otherwise" in undone.refused[0].reason
    agree(case, "one person")
    assert (state(case, claim), case.needs_two()) == (ReviewState.REVIEWED, False)
    assert [entry.kind for entry in case.log()].count("rule") == 3


def test_other_rulings_need_one_person(case: Ledger) -> None:
    agree(case)
    a, b = claim_of(case, "40"), claim_of(case, "65")
    rule(case, (Decision(kind=RulingKind.QUESTION, decision="different", claims=(a, b)),), by="Ada")
    assert State.DISPUTED not in {question.state for question in case.questions()}


def opinion(number: int, decision: str, by: str) -> Ruling:
    anchor = Anchor(report="r-1", layer=LayerName.TEXT, content=(Span(0, 4),))
    return Ruling(
        id=f"u-{number}", kind=RulingKind.READING, decision=decision, by=by, at=f"2024-05-0{number}", claims=(anchor,)
    )


def test_two_against_two_waits_for_a_fifth() -> None:
    policy = Ruling(id="u-0", kind=RulingKind.POLICY, decision="two people", by="Root", at="2024-05-01")
    said = [opinion(n, what, by) for n, (what, by) in enumerate(zip(("accept", "reject") * 2, "abcd", strict=True), 1)]
    assert standing([policy, *said]) == (policy,)
    assert waiting([policy, *said]) == (tuple(said),)
    assert holding([policy, *said]) == {"u-0", *(one.id for one in said)}
    fifth = opinion(5, "accept", "e")
    assert standing([policy, *said, fifth]) == (policy, fifth)
    assert waiting([policy, *said, fifth]) == ()


def test_what_is_published_is_its_own_axis(case: Ledger) -> None:
    claim = claim_of(case, "65")
    (question,) = case.questions(states=[State.DISPUTED])
    done = rule(
        case,
        (
            Decision(kind=RulingKind.RELEASE, decision="claim published", claims=(claim,), why="in the bulletin"),
            Decision(kind=RulingKind.RELEASE, decision="question published", other=question.id),
        ),
        by="Ada",
    )
    assert done.refused == ()
    review = case.reviews()[claim]
    assert (review.state, review.ruling) == (ReviewState.PUBLISHED, None)
    document = exchange(case)
    record = next(one for one in document["claims"] if one["id"] == claim)  # type: ignore[index, union-attr] # JSON
    assert (record["review_state"], record["release"]["why"]) == ("published", "in the bulletin")  # type: ignore[index, call-overload] # JSON
    (listed,) = [one for one in document["questions"] if one["id"] == question.id]  # type: ignore[index, union-attr, call-overload] # JSON
    assert listed["release"]["by"] == "Ada"  # type: ignore[index, call-overload] # JSON
    assert case.questions(states=[State.DISPUTED]) == (question,)  # how it stands is another thing
    for ruling in done.rulings:
        rule(case, (Decision(kind=RulingKind.UNDO, decision="undo", other=ruling.id),), by="Ben")
    assert claim not in case.reviews()
    assert case.published() == {}


def test_a_release_is_of_one_claim_or_question(case: Ledger) -> None:
    claim = claim_of(case, "65")
    for decision, why in (
        (Decision(kind=RulingKind.RELEASE, decision="claim published"), "1 of the claims, given 0"),
        (Decision(kind=RulingKind.RELEASE, decision="question published", other=claim), "no question"),
        (Decision(kind=RulingKind.POLICY, decision="two people", claims=(claim,)), "for the whole ledger"),
    ):
        (refused,) = rule(case, (decision,), by="Ada").refused
        assert why in refused.reason
