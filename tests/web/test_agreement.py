"""Two people who must agree, and what is published, at the desk and by the API."""

from pathlib import Path

import pytest

import sayso
from sayso.nouns import DeskRole, RulingKind, State
from sayso.review import Decision, rule
from sayso.stages import Stages

from .conftest import Case
from .harbour import Person, desk
from .pages import parse
from .shared import NAMES, Desk, csrf


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer to take a ruling in than a person waits for it."""
    monkeypatch.setattr("sayso.web.deciding.PATIENCE", 60.0)


@pytest.fixture
def two(harbour: Path, stages: Stages) -> Path:
    with sayso.open_ledger(harbour) as ledger:
        rule(ledger, (Decision(kind=RulingKind.POLICY, decision="two people"),), by="Root", using=stages)
    return harbour


def claim_of(path: Path, words: str) -> str:
    with sayso.open_ledger(path) as ledger:
        return next(one.claim.id for one in ledger.claims() if words in one.quote)


def test_the_queue_asks_a_second_person_and_does_not_lead_them(two: Path, stages: Stages) -> None:
    claim = claim_of(two, "40 people")
    ada, ben = (Person(desk(two, stages), name) for name in ("Ada", "Ben"))
    assert "typed are no proof of two people" in ada.get("/review").text
    told = ada.get(ada.rule(claim, "reject")).text
    assert "One of two: another person will be asked." in told
    assert "looked at by one of two who must agree" in ada.get(f"/c/{claim}").one("p", class_="notes").text
    everything = "/review?order=report&only=claim"
    mine, theirs = all_of(ada, everything), all_of(ben, everything)
    assert claim not in mine
    assert claim in theirs
    item = ben.get(f"/review?at={claim}").one("article", class_="item").text
    assert "rejected" not in item
    assert "shown after your own answer" in item
    about = ben.get(f"/c/{claim}").one("section", id="rulings").text
    assert "rejected" not in about
    assert "shown after your own answer" in about
    assert "rejected" in ada.get(f"/c/{claim}").one("section", id="rulings").text
    told = ben.get(ben.rule(claim, "accept")).text
    assert "a further person will be asked" in told
    assert "Before you: rejected" in told
    notes = ben.get(f"/c/{claim}").one("p", class_="notes").text
    assert "rejected by Ada" in notes
    assert "read rightly by Ben" in notes
    cleo = Person(desk(two, stages), "Cleo")
    assert "Two people agree: it counts as reviewed." in cleo.get(cleo.rule(claim, "accept")).text
    assert "read rightly by Cleo" in cleo.get(f"/c/{claim}").one("p", class_="notes").text


def all_of(person: Person, address: str) -> list[str]:
    """What somebody would be asked, one after another, if they put everything off."""
    found: list[str] = []
    while (at := person.next(address)) is not None and at not in found:
        found.append(at)
        person.send("/review/later", at=at)
    person.send("/review/later", all="1")
    return found


def test_an_admin_rules_how_many_must_agree(shared: Desk) -> None:
    reviewer, admin = shared.sign_in(DeskRole.REVIEWER), shared.sign_in(DeskRole.ADMIN)
    form = {"decision": "two people"}
    assert not list(parse(reviewer.get("/review").text).all("form", action="/review/policy"))
    refused = reviewer.post("/review/policy", data={**form, "csrf": csrf(reviewer, "/review")})
    assert refused.status_code == 403
    wrong = admin.post("/review/policy", data={"decision": "nobody", "csrf": csrf(admin, "/review")})
    assert wrong.status_code == 422
    assert admin.post("/review/policy", data={**form, "csrf": csrf(admin, "/review")}).status_code == 303
    page = parse(reviewer.get("/review").text)
    assert "Two people must agree" in page.text
    assert "no proof" not in page.text
    assert "two people must agree on a claim" in parse(admin.get("/rulings").text).text
    with sayso.open_ledger(shared.path) as ledger:
        (ruling,) = ledger.rulings()
    assert (ruling.kind, ruling.decision, ruling.by) == (RulingKind.POLICY, "two people", NAMES[DeskRole.ADMIN])


def test_the_api_lets_an_admin_alone_rule_it_and_shows_the_state(shared: Desk, case: Case) -> None:
    def post(role: DeskRole, **decision: object) -> int:
        headers = {"Authorization": f"Bearer {shared.token(role)}"}
        return shared.browser().post("/api/v1/rulings", json={"decisions": [decision]}, headers=headers).status_code

    def shown() -> dict[str, object]:
        headers = {"Authorization": f"Bearer {shared.token(DeskRole.READER)}"}
        answer = shared.browser().get(f"/api/v1/claims/{case.claims['forty'].id}", headers=headers)
        found: dict[str, object] = answer.json()
        return found

    policy = {"kind": "policy", "decision": "two people"}
    reading = {"kind": "reading", "claim": case.claims["forty"].id, "decision": "accept"}
    assert post(DeskRole.REVIEWER, **policy) == 403
    assert post(DeskRole.ADMIN, **policy) == 200
    assert post(DeskRole.REVIEWER, **reading) == 200
    assert (shown()["review_state"], shown()["review"]) == ("one of two", None)
    assert post(DeskRole.REVIEWER, kind="release", claim=case.claims["forty"].id, decision="claim published") == 200
    assert shown()["review_state"] == "published"


@pytest.mark.parametrize("about", ["claim", "question"])
def test_a_claim_or_question_is_marked_as_published_and_that_is_withdrawn(
    harbour: Path, stages: Stages, about: str
) -> None:
    ada = Person(desk(harbour, stages))
    with sayso.open_ledger(harbour) as ledger:
        (question,) = ledger.questions(states=[State.DISPUTED])
    ident, address = {
        "claim": (claim_of(harbour, "40 people"), "/c/"),
        "question": (question.id, "/q/"),
    }[about]
    address += ident
    fields = {about: ident, "why": "in the evening bulletin", "back": address}
    assert ada.send("/review", about="release", **fields) == address
    section = ada.get(address).one("section", id="release")
    assert "published by Ada" in " ".join(section.text.split())
    assert "in the evening bulletin" in section.text
    assert "disputed" in ada.get(f"/q/{question.id}").one("p", class_="facts").text
    (ruling,) = [one.attributes["value"] for one in section.inside if one.attributes.get("name") == "ruling"]
    ada.send("/review/undo", ruling=ruling, back=address)
    assert "Mark as published" in ada.get(address).one("section", id="release").text


def test_a_reader_publishes_nothing(shared: Desk, case: Case) -> None:
    reader = shared.sign_in(DeskRole.READER)
    page = parse(reader.get(f"/c/{case.claims['forty'].id}").text)
    assert "Not published" in page.one("section", id="release").text
    form = {"about": "release", "claim": case.claims["forty"].id, "csrf": csrf(reader, "/review")}
    assert reader.post("/review", data=form).status_code == 403
