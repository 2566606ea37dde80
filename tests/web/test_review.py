"""Ruling at the desk: by plain forms, one after another; what is ruled shows at once and can be withdrawn."""

import dataclasses
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import sayso
from sayso.nouns import Claimed, DeskRole, LayerName, RulingKind, State
from sayso.review import Left, key, queue
from sayso.stages import Stages

from .conftest import EVIL, Case, Open, fill
from .harbour import Person, desk
from .pages import parse
from .shared import NAMES, Desk, csrf


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer to take a ruling in than a person waits for it."""
    monkeypatch.setattr("sayso.web.deciding.PATIENCE", 60.0)


@pytest.fixture
def ada(harbour: Path, stages: Stages) -> Person:
    return Person(desk(harbour, stages))


Said = Callable[[str, str], str]


@pytest.fixture
def said(harbour: Path) -> Said:
    """The id of the claim of a report with these words."""

    def find(label: str, words: str) -> str:
        return next(one.claim.id for one in claims(harbour) if one.report.label == label and words in one.quote)

    return find


def claims(path: Path) -> tuple[Claimed, ...]:
    with sayso.open_ledger(path) as ledger:
        return ledger.claims()


def rulings(path: Path) -> list[tuple[str, str, str]]:
    with sayso.open_ledger(path) as ledger:
        return [(one.kind.value, one.decision, one.by) for one in ledger.rulings()]


def states(path: Path) -> list[State]:
    with sayso.open_ledger(path) as ledger:
        return sorted(question.state for question in ledger.questions())


def test_the_queue_is_that_of_the_command_line(ada: Person, harbour: Path) -> None:
    """One after another, in the order told, until nothing is left."""
    with sayso.open_ledger(harbour) as ledger:
        expected = [key(item) for item in queue(ledger)]
    found = []
    while (at := ada.next()) is not None and len(found) <= len(expected):
        found.append(at)
        ada.rule(at, "disputes" if "~" in at else "accept")
    assert found == expected
    page = ada.get("/review")
    assert "Nothing is left to review here" in page.text
    assert "0 claims nobody has looked at" in page.text
    assert "Ada: 5 today" in page.text
    with sayso.open_ledger(harbour) as ledger:
        assert queue(ledger) == ()


def test_the_order_is_told_and_can_be_changed(ada: Person, harbour: Path) -> None:
    assert "~" in (ada.next() or "")
    assert "disputed first: each two answers" in ada.get("/review").text
    by_report = ada.next("/review?order=report&only=claim")
    assert by_report is not None
    assert "report by report, the latest published first" in ada.get("/review").text  # it is kept
    assert ada.next() == by_report
    reports = {one.report.label: one.report.id for one in claims(harbour)}
    at = ada.next(f"/review?report={reports['gazette']}&only=claim")
    assert [one.report.label for one in claims(harbour) if one.claim.id == at] == ["gazette"]


def test_a_claim_is_accepted_corrected_rejected_or_left_open(ada: Person, harbour: Path, said: Said) -> None:
    ada.rule(said("times", "65"), "correct", voice="the coast guard", why="she is quoted from the guard")
    ada.rule(said("herald", "40"), "reject")
    ada.rule(said("herald", "over"), "unsure")
    ada.rule(said("gazette", "65"), "accept")
    assert [(decision, by) for _, decision, by in rulings(harbour)] == [
        ("correct", "Ada"), ("reject", "Ada"), ("unsure", "Ada"), ("accept", "Ada")
    ]  # fmt: skip
    assert State.DISPUTED not in states(harbour)
    page = ada.get(f"/c/{said('times', '65')}")
    assert "corrected said by the coast guard by Ada" in page.one("section", id="rulings").text.replace(
        "“", ""
    ).replace("”", "")
    assert "the coast guard" in page.one("p", class_="said").text
    question = parse(ada.client.get("/?state=all").text)
    assert "0 disputed" not in question.text or State.DISPUTED not in states(harbour)


def test_a_correction_says_what_is_wrong(ada: Person, harbour: Path, said: Said) -> None:
    claim = said("times", "65")
    assert "a correction says what is read wrongly" in ada.rule(claim, "correct", 422)
    assert "the correction" in ada.rule(claim, "correct", 422, act="sing")
    assert "one of accept, correct" in ada.rule(claim, "burn", 422)
    assert rulings(harbour) == []
    ada.rule(claim, "correct", nobody="1", polarity="neg")
    (now,) = (one.claim for one in claims(harbour) if one.claim.id == claim)
    assert (now.voice, now.polarity.value) == (None, "neg")


def test_a_ruling_shows_at_once_on_the_other_screens(ada: Person, harbour: Path) -> None:
    assert "disputed" in parse(ada.client.get("/").text).one("nav", class_="tabs").text
    at = ada.next() or ""
    ada.rule(at, "different")
    assert State.DISPUTED not in states(harbour)
    assert "Showing 0 of 0" in ada.get("/?state=disputed").text
    assert "machine" in ada.get(f"/c/{at.split('~')[0]}").one("span", class_="review").text


@pytest.mark.parametrize(
    ("decision", "written", "turned"),
    [
        ("disputes", ("relation", "disputes"), False),
        ("supersedes", ("relation", "supersedes"), False),
        ("superseded", ("relation", "supersedes"), True),
        ("refined", ("relation", "refines"), True),
        ("not comparable", ("relation", "not comparable"), False),
        ("unsure", ("relation", "unsure"), False),
        ("same", ("question", "same"), False),
        ("different", ("question", "different"), False),
    ],
)
def test_two_claims(ada: Person, harbour: Path, decision: str, written: tuple[str, str], *, turned: bool) -> None:
    at = ada.next() or ""
    ada.rule(at, decision)
    assert [one[:2] for one in rulings(harbour)] == [written]
    with sayso.open_ledger(harbour) as ledger:
        (ruling,) = ledger.rulings()
        first = next(one for one in ledger.claims() if one.claim.id == at.split("~")[0])
    assert (ruling.claims[0].report == first.report.id) is not turned
    assert ada.next() != at


def test_unsure_of_two_claims_leaves_them_as_they_are(ada: Person, harbour: Path) -> None:
    before = states(harbour)
    ada.rule(ada.next() or "", "unsure")
    assert states(harbour) == before
    with sayso.open_ledger(harbour) as ledger:
        assert Left.DISPUTE not in {item.left for item in queue(ledger)}


def test_undo_goes_back_one_by_one(ada: Person, harbour: Path) -> None:
    before = states(harbour)
    first = ada.next() or ""
    ada.rule(first, "different")
    second = ada.next() or ""
    ada.rule(second, "accept")
    for expected in (second, first):
        page = ada.get("/review")
        undo = next(form for form in page.all("form", class_="undo"))
        ruling = next(one for one in undo.inside if one.attributes.get("name") == "ruling").attributes["value"]
        back = ada.send("/review/undo", ruling=ruling)
        assert ada.next(back) == expected
        assert ada.next() == expected
    assert states(harbour) == before
    assert [kind for kind, *_ in rulings(harbour)] == ["question", "reading", "undo", "undo"]
    with sayso.open_ledger(harbour) as ledger:
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))


def test_to_undo_twice_is_to_undo_once(ada: Person, harbour: Path, said: Said) -> None:
    ada.rule(said("herald", "40"), "reject")
    with sayso.open_ledger(harbour) as ledger:
        (ruling,) = ledger.rulings()
    ada.send("/review/undo", ruling=ruling.id)
    ada.send("/review/undo", ruling=ruling.id)
    assert len(rulings(harbour)) == 2
    assert "no ruling" in ada.send("/review/undo", 404, ruling="u-none")


def test_sent_twice_a_ruling_is_made_once(ada: Person, harbour: Path, said: Said) -> None:
    for _ in range(2):
        ada.rule(said("herald", "40"), "accept")
    assert len(rulings(harbour)) == 1


def test_what_is_skipped_comes_later_and_can_be_gone_back_to(ada: Person) -> None:
    first = ada.next() or ""
    where = ada.send("/review/later", at=first)
    second = ada.next(where)
    assert second not in {first, None}
    assert ada.next("/review") == second  # exactly where one was
    assert ada.next(ada.send("/review/later", take=first)) == first
    assert ada.next("/review") == first
    ada.send("/review/later", at=first)
    ada.send("/review/later", all="1")
    assert ada.next("/review") == first


def test_who_judged_before_is_told_after_ones_own_answer(
    ada: Person, harbour: Path, stages: Stages, said: Said
) -> None:
    claim = said("herald", "40")
    ada.rule(claim, "correct", voice="the port", why="heard so")
    ben = Person(desk(harbour, stages), "Ben")
    page = ben.get(f"/review?at={claim}")
    assert "the port" not in page.one("article", class_="item").text
    assert "by Ada" not in page.one("article", class_="item").text
    assert "shown after your own answer" in page.text
    told = ben.get(ben.rule(claim, "accept")).one("div", class_="done").text
    assert "You: read rightly" in told
    assert "Before you: corrected" in told
    assert "the port" in told
    assert "Ada" in told
    assert "heard so" in ben.get(f"/review?at={claim}").one("details", class_="judged").text


def test_a_ruling_is_signed(harbour: Path, stages: Stages, said: Said) -> None:
    nobody = Person(desk(harbour, stages), None)
    assert nobody.get("/review").one("input", name="by").attributes["required"] == ""
    assert "a ruling is signed" in nobody.rule(said("herald", "40"), "accept", 422)
    assert "80 characters" in nobody.rule(said("herald", "40"), "accept", 422, by="x" * 81)
    assert "80 characters" in nobody.rule(said("herald", "40"), "accept", 422, by="A\u202eb")
    nobody.rule(said("herald", "40"), "accept", by="  نگار می‌رضا ")
    assert rulings(harbour) == [("reading", "accept", "نگار می‌رضا")]
    nobody.rule(said("herald", "over"), "accept")  # known from now on
    assert {by for *_, by in rulings(harbour)} == {"نگار می‌رضا"}


def test_what_belongs_to_a_question_is_ruled_there(ada: Person, harbour: Path, said: Said) -> None:
    with sayso.open_ledger(harbour) as ledger:
        (question,) = ledger.questions(states=[State.DISPUTED])
    page = ada.get(f"/review/question/{question.id}")
    assert "does not belong" in page.text
    claim = said("herald", "40")
    own = f"/review/question/{question.id}?claim={claim}"
    back = ada.send("/review", about="belongs", question=question.id, claim=claim, decision="different", back=own)
    with sayso.open_ledger(harbour) as ledger:
        inside = {one.id: {c for a in one.answers for c in a.claims} for one in ledger.questions()}
    assert not any(claim in found and len(found) > 1 for found in inside.values())
    ada.get(f"{back}")
    (other,) = (ident for ident, found in inside.items() if said("times", "65") in found)
    back = ada.send("/review", about="belongs", question=other, claim=said("herald", "over"), decision="same", back="/")
    with sayso.open_ledger(harbour) as ledger:
        joined = [{c for a in one.answers for c in a.claims} for one in ledger.questions()]
    assert any({said("times", "65"), said("herald", "over")} <= found for found in joined)


def test_a_question_is_worded_by_a_person(ada: Person, harbour: Path) -> None:
    with sayso.open_ledger(harbour) as ledger:
        (question,) = ledger.questions(states=[State.DISPUTED])
    ada.send("/review", about="wording", question=question.id, words="How many\n came ashore?", back="/")
    assert "How many came ashore?" in ada.get("/").text
    assert "has no words" in ada.send("/review", 422, about="wording", question=question.id, words=" ")


def test_two_names_are_one_voice_or_two(ada: Person, harbour: Path) -> None:
    ada.send("/review", about="names", a="coast guard", b="harbour office", decision="same")
    assert rulings(harbour) == [("referent", "same", "Ada")]
    assert "one voice" in ada.get("/review/names?a=coast%20guard").text
    assert "two different names" in ada.send("/review", 422, about="names", a="x", b="x", decision="same")


def test_a_headline_is_ruled_on_like_any_claim(tmp_path: Path, stages: Stages) -> None:
    path = tmp_path / "case.sayso"
    source = tmp_path / "a.jsonl"
    source.write_text(
        '{"id": "a", "title": "Forty people were rescued from the harbour on Monday", '
        '"text": "The mayor said that 40 people came."}'
    )
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(source)], using=stages):
            pass
        (headline,) = (one.claim.id for one in ledger.claims() if one.claim.layer is LayerName.TITLE)
    Person(desk(path, stages)).rule(headline, "accept")
    with sayso.open_ledger(path) as ledger:
        assert headline in ledger.reviews()
        assert [item.left for item in queue(ledger)] == [Left.CLAIM]


def test_all_rulings_are_listed_with_what_became_of_them(ada: Person, said: Said) -> None:
    ada.rule(said("herald", "40"), "reject", why="old")
    ada.rule(said("herald", "40"), "accept")
    page = ada.get("/rulings")
    assert "2 rulings" in page.text
    assert "a later ruling stands" in page.text
    assert "old" in page.text
    assert "0 rulings by Ben" in ada.get("/rulings?by=Ben").text


def test_two_people_rule_at_once(ada: Person, harbour: Path, stages: Stages) -> None:
    app = desk(harbour, stages)
    people = [Person(app, f"Person {number}") for number in range(4)]
    idents = [one.claim.id for one in claims(harbour)]
    failed: list[BaseException] = []

    def work(person: Person) -> None:
        try:
            for ident in idents:
                person.rule(ident, "accept")
        except AssertionError as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(rulings(harbour)) == len(people) * len(idents)
    ada.rule(idents[0], "unsure")  # waits for what is left to be taken in
    with sayso.open_ledger(harbour) as ledger:
        sayso.refresh(ledger, using=stages)
        assert len(ledger.reviews()) == len(idents)
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))


def test_what_is_ruled_leaves_the_list_before_the_questions_take_it_in(
    ada: Person, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large case takes longer: the page says so, and goes on."""
    never = threading.Event()
    monkeypatch.setattr("sayso.web.work.Work.settle", lambda _: never)
    monkeypatch.setattr("sayso.web.deciding.PATIENCE", 0.0)
    monkeypatch.setattr("sayso.web.work.Work.is_busy", property(lambda _: True))
    for decision in ("disputes", "accept"):
        at = ada.next() or ""
        page = ada.get(ada.rule(at, decision))
        assert ada.next() != at
        assert "is being taken into the questions" in page.text
    with sayso.open_ledger(harbour) as ledger:
        assert not ledger.compared()
        assert ledger.reviews() == {}


def test_a_ruling_that_lost_its_place_comes_first(ada: Person, harbour: Path, said: Said, stages: Stages) -> None:
    """Reading anew cuts the claim otherwise."""
    from dataclasses import replace  # noqa: PLC0415 - one test cuts claims

    claim = said("gazette", "65")
    ada.rule(claim, "accept")

    def cut(*args: object) -> tuple[object, ...]:
        made = stages.make_claims(*args)  # type: ignore[arg-type] # as the stage is called
        ends = [replace(one.content[-1], end=one.content[-1].end - 3) for one in made]
        return tuple(replace(one, content=(*one.content[:-1], end)) for one, end in zip(made, ends, strict=True))

    with sayso.open_ledger(harbour) as ledger:
        for _ in sayso.reread(ledger, using=replace(stages, make_claims=cut, engine=lambda _: "another")):
            pass
    page = ada.get("/review")
    assert "A ruling has lost its place" in page.text
    assert "read rightly by Ada" in " ".join(page.one("p", class_="astray").text.split())
    with sayso.open_ledger(harbour) as ledger:
        (ruling,) = ledger.rulings()
    ada.send("/review/undo", ruling=ruling.id)
    assert "lost its place" not in ada.get("/review").text


def test_hostile_claims_and_notes_stay_text(tmp_path: Path, visit: Open) -> None:
    case: Case = fill(tmp_path / "case.sayso")
    person = Person(visit(case.path).app)
    hostile, forty = case.claims["hostile"].id, case.claims["forty"].id
    note = EVIL.replace("\ud800", "")
    with sayso.open_ledger(case.path) as ledger:
        from sayso.review import Decision, rule  # noqa: PLC0415 - without computing anew what is written by hand

        taken = Decision(kind=RulingKind.READING, decision="unsure", claims=(hostile,), why=note)
        words = Decision(kind=RulingKind.WORDING, decision=note, other=case.question.id)
        assert rule(ledger, (taken, words), by=note, settle=False).refused == ()
    for place in (
        f"/review?at={hostile}", f"/review?at={hostile}~{forty}", f"/c/{hostile}", "/rulings",
        f"/review/question/{case.question.id}", f"/review/names?a={'%3Cscript%3E'}", f"/q/{case.question.id}",
    ):  # fmt: skip
        page = person.get(place)
        assert {one.text for one in page.all("script")} == {""}
        assert not [*page.all("img"), *page.all("style")]
        assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]
        assert not [link for link in page.links if not link.startswith(("/", "#")) or link.startswith("//")]


@pytest.mark.parametrize("at", ["c-none", "u-none", "c-1~c-2", "a~b~c", "<script>", "~"])
def test_what_is_not_there_is_told(ada: Person, at: str) -> None:
    assert "in this ledger" in ada.get(f"/review?at={at}", 404).text


@pytest.mark.parametrize("back", ["//evil.test", "http://evil.test", "/\\evil.test", "javascript:alert(1)"])
def test_a_ruling_leads_to_no_other_site(ada: Person, said: Said, back: str) -> None:
    assert ada.rule(said("herald", "40"), "accept", back=back).startswith("/review")


@pytest.mark.parametrize("address", ["/review", "/review/undo", "/review/later", "/review/name", "/read"])
def test_forms_of_strangers_are_refused(ada: Person, harbour: Path, address: str, said: Said) -> None:
    fields = {"about": "claim", "at": said("herald", "40"), "decision": "accept", "by": "Eve", "text": "A report."}
    answer = ada.client.post(address, data={**fields, "csrf": "guess"})
    assert answer.status_code == 403
    assert ada.client.post(address, data=fields, headers={"Origin": "http://evil.test"}).status_code == 403
    assert rulings(harbour) == []


def test_on_a_shared_desk_each_signs_as_who_they_are(shared: Desk, case: Case) -> None:
    """Whatever the form says; and a reader may look, but not rule."""
    claim = case.claims["forty"].id
    reader, reviewer = shared.sign_in(DeskRole.READER), shared.sign_in(DeskRole.REVIEWER)
    form = {"about": "claim", "at": claim, "decision": "accept", "by": "Somebody else"}
    page = parse(reader.get(f"/review?at={claim}").text)
    assert "needs the role of a reviewer" in page.text
    assert not [one for one in page.all("form") if one.attributes.get("action", "").startswith("/review")]
    assert reader.post("/review", data={**form, "csrf": csrf(reader, "/review")}).status_code == 403
    page = parse(reviewer.get("/review").text)
    assert not list(page.all("input", name="by"))
    assert reviewer.post("/review", data={**form, "csrf": csrf(reviewer, "/review")}).status_code == 303
    assert rulings(shared.path) == [("reading", "accept", NAMES[DeskRole.REVIEWER])]
    name = {"by": "Somebody else", "csrf": csrf(reviewer, "/review")}
    assert reviewer.post("/review/name", data=name).status_code == 422


def test_the_parts_of_a_claim_are_put_right_by_their_words(ada: Person, harbour: Path, said: Said) -> None:
    """Without scripts; the exact characters are kept, and shown wherever the claim is."""
    claim = said("gazette", "65")
    ada.rule(claim, "correct", source="coast guard", content="65 people  were rescued\r\n")
    with sayso.open_ledger(harbour) as ledger:
        (ruling,) = ledger.rulings()
        found = next(one for one in ledger.claims() if one.claim.id == claim)
        assert found.quote == "65 people were rescued"
        assert found.claim.voice is not None
        assert [span.of(found.text) for span in found.claim.voice.source] == ["coast guard"]
        assert ruling.correction is not None
        assert ruling.correction.voice == "coast guard"
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))
    page = ada.get(f"/c/{claim}")
    content = found.claim.content[0]
    assert f"claim: characters {content.start}–{content.end}" in page.one("section", id="rulings").text
    assert any(f"?t={content.start},{content.end}#" in link for link in page.links)
    ada.send("/review/undo", ruling=ruling.id)
    with sayso.open_ledger(harbour) as ledger:
        assert next(one for one in ledger.claims() if one.claim.id == claim).quote.endswith("in the harbour")


def test_the_ends_that_keys_send_are_checked_against_the_words(ada: Person, harbour: Path, said: Said) -> None:
    claim = said("gazette", "65")
    with sayso.open_ledger(harbour) as ledger:
        found = next(one for one in ledger.claims() if one.claim.id == claim)
    start = found.claim.content[0].start
    for at, words, why in (
        (f"{start}-{start + 9}", "66 people", "stands '65 people', not '66 people'"),
        (f"{start}-{start + 9},1-2", "65 people", "one for each piece"),
        ("9-3", "65 people", "start before end"),
        ("0-999999999", "65 people", "given 0 to 999999999"),
        ("x", "65 people", "its ends are as in 12-30"),
    ):
        assert why in ada.rule(claim, "correct", 422, content=words, content_at=at)
    assert "stands where it was read" in ada.rule(claim, "correct", 422, cue="said")
    assert "does not have the words" in ada.rule(claim, "correct", 422, cue="whispered")
    assert rulings(harbour) == []
    ada.rule(claim, "correct", content="65 people", content_at=f"{start}-{start + 9}")
    with sayso.open_ledger(harbour) as ledger:
        assert next(one for one in ledger.claims() if one.claim.id == claim).quote == "65 people"


def test_what_keys_start_from_is_the_text_with_its_places(ada: Person, harbour: Path, said: Said) -> None:
    claim = said("gazette", "65")
    (given,) = [one.attributes["data-ends"] for one in ada.get(f"/review?at={claim}").all("div", class_="ends")]
    told = json.loads(given)
    with sayso.open_ledger(harbour) as ledger:
        found = next(one for one in ledger.claims() if one.claim.id == claim)
    assert told["text"] == found.text[told["from"] : told["from"] + len(told["text"])]
    ((start, end),) = told["parts"]["content"]
    assert found.text[start:end] == found.quote


def test_a_claim_put_right_holds_where_a_later_reading_reads_it_so(
    ada: Person, harbour: Path, said: Said, stages: Stages
) -> None:
    claim = said("gazette", "65")
    ada.rule(claim, "correct", content="65 people were rescued", voice="the pilot")

    def cut(*args: object) -> tuple[object, ...]:
        made = stages.make_claims(*args)  # type: ignore[arg-type] # as the stage is called
        ends = [one.content[-1].end - (len(" in the harbour") if "gazette" in args[0].label else 0) for one in made]  # type: ignore[attr-defined] # a report
        return tuple(
            dataclasses.replace(one, id=f"{one.id}x", content=(dataclasses.replace(one.content[-1], end=end),))
            for one, end in zip(made, ends, strict=True)
        )

    with sayso.open_ledger(harbour) as ledger:
        for _ in sayso.reread(ledger, using=dataclasses.replace(stages, make_claims=cut, engine=lambda _: "another")):
            pass
        found = next(one.claim for one in ledger.claims() if one.report.label == "gazette")
    assert found.id != claim
    assert found.voice is not None
    assert found.voice.name == "the pilot"
    assert "lost its place" not in ada.get("/review").text
