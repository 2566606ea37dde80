"""Rulings from the command line: what is left, what is decided, what follows, and what survives reading anew."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

import sayso
from sayso.cli import reviewing
from sayso.cli.exits import Exit
from sayso.nouns import Span, State
from sayso.review import queue
from sayso.stages import Settings

REPORTS = {
    "herald": (
        "Brin Herald",
        "2024-05-06",
        'The harbour office said that 40 people were rescued. "It is over," Ada Holm said.',
    ),
    "gazette": ("Dale Gazette", "2024-05-06", "The coast guard said that 65 people were rescued in the harbour."),
    "times": ("Brin Times", "2024-05-06", "Harbour nurse Vera Malin said that 65 people were rescued."),
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    rows = [
        {"id": name, "outlet": outlet, "published_at": day, "text": text}
        for name, (outlet, day, text) in REPORTS.items()
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(folder / "case.sayso") as ledger:
        for _ in sayso.read(ledger, [str(folder / "reports.jsonl")], settings=Settings(attribution="rules")):
            pass
    return folder / "case.sayso"


@pytest.fixture
def harbour(read_once: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.sayso"
    path.write_bytes(read_once.read_bytes())
    return path


Said = Callable[..., str]
Run = Callable[..., Result]


@pytest.fixture
def said(harbour: Path) -> Said:
    """The id of the claim of a report with these words."""

    def find(label: str, words: str) -> str:
        with sayso.open_ledger(harbour) as ledger:
            return next(one.claim.id for one in ledger.claims() if one.report.label == label and words in one.quote)

    return find


def decide(run: Run, path: Path, *decisions: dict[str, object], by: str = "Ada") -> Result:
    lines = "\n".join(map(json.dumps, decisions)).encode()
    return run("review", "--apply", "-", "--by", by, "--ledger", path, stdin=lines)


def states(path: Path) -> list[State]:
    with sayso.open_ledger(path) as ledger:
        return sorted(question.state for question in ledger.questions())


def disputed(path: Path) -> list[str]:
    with sayso.open_ledger(path) as ledger:
        return [question.wording for question in ledger.questions(states=[State.DISPUTED])]


def test_what_is_left_is_counted_and_listed(harbour: Path, run: Run) -> None:
    told = run("review", "--ledger", harbour)
    assert told.exit_code == Exit.DONE, told.stderr
    assert "left to review: 4 claims, 1 dispute" in told.stderr
    listed = json.loads(run("review", "--json", "--ledger", harbour).stdout)
    assert [item["left"] for item in listed["items"]] == ["dispute", *["claim"] * 4]
    assert run("review", "--exit-code", "--ledger", harbour).exit_code == Exit.FOUND


def test_a_ruling_is_signed(harbour: Path, run: Run, said: Said) -> None:
    lines = json.dumps({"kind": "reading", "claim": said("herald", "40"), "decision": "accept"}).encode()
    refused = run("review", "--apply", "-", "--ledger", harbour, stdin=lines)
    assert refused.exit_code == Exit.USAGE
    assert "--by NAME" in refused.stderr


def test_what_is_rejected_answers_nothing_and_stays(harbour: Path, run: Run, said: Said) -> None:
    assert disputed(harbour)
    done = decide(run, harbour, {"kind": "reading", "claim": said("herald", "40"), "decision": "reject", "why": "old"})
    assert "1 reject; log entry" in done.stderr
    assert not disputed(harbour)
    with sayso.open_ledger(harbour) as ledger:
        assert said("herald", "40") in {one.claim.id for one in ledger.claims()}
        assert [one.ruling.why for one in ledger.reviews().values() if one.ruling] == ["old"]
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))


def test_a_corrected_voice_is_compared_as_corrected(harbour: Path, run: Run, said: Said) -> None:
    """Once the 65 of two reports have one voice they are one origin; the machine's reading stays beside it."""
    claim = said("times", "65")
    decide(
        run,
        harbour,
        {"kind": "reading", "claim": claim, "decision": "correct", "correction": {"voice": "the coast guard"}},
    )
    with sayso.open_ledger(harbour) as ledger:
        (now,) = (one.claim for one in ledger.claims() if one.claim.id == claim)
        (read,) = (one.claim for one in ledger.claims(as_read=True) if one.claim.id == claim)
        relations = {link.relation.value for link in ledger.links(claim)}
        decided = {link.relation.value for link in ledger.links(claim, as_decided=True)}
    assert (now.voice.name, read.voice.name) == ("the coast guard", "Vera Malin")
    assert "repeats" in relations - decided
    told = json.loads(run("show", claim, "--json", "--ledger", harbour).stdout)
    assert told["voice"]["name"] == "the coast guard"


def test_two_claims_are_set_apart_and_brought_together_again(harbour: Path, run: Run, said: Said) -> None:
    pair = [said("herald", "40"), said("gazette", "65")]
    decide(run, harbour, {"kind": "question", "claims": pair, "decision": "different"})
    with sayso.open_ledger(harbour) as ledger:
        inside = [{c for a in q.answers for c in a.claims} for q in ledger.questions()]
        assert not any(set(pair) <= claims for claims in inside)
    decide(run, harbour, {"kind": "question", "claims": pair, "decision": "same"})
    with sayso.open_ledger(harbour) as ledger:
        inside = [{c for a in q.answers for c in a.claims} for q in ledger.questions()]
        assert any(set(pair) <= claims for claims in inside)


def test_a_claim_is_taken_out_of_a_question_or_put_into_one(harbour: Path, run: Run, said: Said) -> None:
    lone = said("herald", "It is over")
    with sayso.open_ledger(harbour) as ledger:
        question = next(q.id for q in ledger.questions(states=[State.DISPUTED]))
    decide(run, harbour, {"kind": "question", "claims": [lone], "question": question, "decision": "same"})
    with sayso.open_ledger(harbour) as ledger:
        assert any(lone in a.claims for q in ledger.questions(states=[State.DISPUTED]) for a in q.answers)
    decide(run, harbour, {"kind": "question", "claims": [lone], "question": question, "decision": "different"})
    with sayso.open_ledger(harbour) as ledger:
        assert not any(lone in a.claims for q in ledger.questions(states=[State.DISPUTED]) for a in q.answers)


def test_a_relation_stands_in_for_the_machines_with_who_and_why(harbour: Path, run: Run, said: Said) -> None:
    pair = [said("gazette", "65"), said("herald", "40")]
    decide(run, harbour, {"kind": "relation", "claims": pair, "decision": "supersedes", "why": "counted later"})
    told = json.loads(run("show", pair[0], "--json", "--ledger", harbour).stdout)
    (link,) = (link for link in told["links"] if {link["a"], link["b"]} == set(pair))
    assert (link["a"], link["relation"], link["rule"]) == (pair[0], "supersedes", "ruling")
    assert link["reasons"][0]["words"].startswith("Ada has ruled so on ")
    assert link["reasons"][0]["words"].endswith(": counted later")


def test_two_names_become_one_voice(harbour: Path, run: Run) -> None:
    decide(run, harbour, {"kind": "referent", "names": ["the coast guard", "Vera Malin"], "decision": "same"})
    with sayso.open_ledger(harbour) as ledger:
        relations = {link.relation.value for link in ledger.links()}
    assert "repeats" in relations
    listed = json.loads(run("voices", "--json", "--ledger", harbour).stdout)["voices"]
    assert "Vera Malin" not in [voice["name"] for voice in listed]


def test_a_question_gets_a_persons_words(harbour: Path, run: Run) -> None:
    with sayso.open_ledger(harbour) as ledger:
        question = next(q.id for q in ledger.questions(states=[State.DISPUTED]))
    decide(run, harbour, {"kind": "wording", "question": question, "decision": "How many were saved?"})
    assert disputed(harbour) == ["How many were saved?"]


def test_what_is_withdrawn_no_longer_holds_and_is_not_deleted(harbour: Path, run: Run, said: Said) -> None:
    before = states(harbour)
    decide(run, harbour, {"kind": "reading", "claim": said("herald", "40"), "decision": "reject"})
    with sayso.open_ledger(harbour) as ledger:
        (ruling,) = ledger.rulings()
    assert run("review", "--undo", ruling.id[:12], "--by", "Bo", "--ledger", harbour).exit_code == Exit.DONE
    assert states(harbour) == before
    listed = json.loads(run("review", "--log", "--json", "--ledger", harbour).stdout)["rulings"]
    assert [(one["decision"], one["by"], one["holds"]) for one in listed] == [
        ("reject", "Ada", False),
        ("undo", "Bo", False),
    ]
    again = run("review", "--undo", ruling.id, "--by", "Bo", "--ledger", harbour)
    assert again.exit_code == Exit.USAGE
    assert "0 rulings that hold" in again.stderr


def test_applying_a_file_twice_decides_nothing_anew(harbour: Path, run: Run, said: Said) -> None:
    decision: dict[str, object] = {"kind": "reading", "claim": said("herald", "40"), "decision": "accept"}
    decide(run, harbour, decision)
    again = decide(run, harbour, decision)
    assert "1 held already" in again.stderr
    decide(run, harbour, decision, by="Bo")
    with sayso.open_ledger(harbour) as ledger:
        assert [one.by for one in ledger.rulings()] == ["Ada", "Bo"]


BAD = [
    ("{", "not JSON"),
    ("[1]", "not a JSON object"),
    ('{"kind": "verdict"}', "none of reading, question"),
    ('{"kind": "reading", "claim": "c-nothing", "decision": "accept"}', "no report, claim or question"),
    ('{"kind": "reading", "claim": "HERALD", "decision": "perhaps"}', "none of accept, correct"),
    ('{"kind": "reading", "claim": "HERALD", "decision": "correct"}', "comes with a correction"),
    ('{"kind": "reading", "claim": "HERALD", "decision": "correct", "correction": {"act": "sing"}}', "correction"),
    ('{"kind": "relation", "claims": ["HERALD", "HERALD"], "decision": "agrees"}', "both claims are one"),
    ('{"kind": "relation", "claims": ["HERALD"], "decision": "agrees"}', "names 2 of the claims, given 1"),
    ('{"kind": "referent", "names": ["Ada"], "decision": "same"}', "two different names"),
    ('{"kind": "wording", "question": "q-nothing", "decision": "What?"}', "no report, claim or question"),
    ('{"kind": "reading", "claim": "HERALD", "decision": "accept", "verdict": 1}', "no such field: verdict"),
    ('{"kind": "reading", "claim": 7, "decision": "accept"}', "claim must be a text"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_line_is_told_and_the_others_hold(harbour: Path, run: Run, said: Said, line: str, reason: str) -> None:
    claim = said("herald", "40")
    good = json.dumps({"kind": "reading", "claim": claim, "decision": "unsure"})
    lines = f"{line.replace('HERALD', claim)}\n\n{good}\n".encode()
    done = run("review", "--apply", "-", "--by", "Ada", "--json", "--ledger", harbour, stdin=lines)
    told = json.loads(done.stdout)
    assert done.exit_code == Exit.IN_PART
    assert [(one["line"], reason in one["reason"]) for one in told["refused"]] == [(1, True)]
    assert [one["decision"] for one in told["rulings"]] == ["unsure"]


def test_rulings_survive_reading_anew(harbour: Path, run: Run, said: Said) -> None:
    claim = said("herald", "40")
    decide(run, harbour, {"kind": "reading", "claim": claim, "decision": "reject"})
    assert run("reread", "--attribution", "both", "--ledger", harbour).exit_code == Exit.DONE
    with sayso.open_ledger(harbour) as ledger:
        again = {one.claim.id for one in ledger.claims() if one.report.label == "herald" and "40" in one.quote}
        assert claim not in again, "reading anew gives a claim of its own"
        assert again & ledger.reviews().keys()
    assert not disputed(harbour)


def test_a_ruling_that_fits_no_claim_goes_back_to_be_looked_at(harbour: Path, run: Run, said: Said) -> None:
    decide(run, harbour, {"kind": "reading", "claim": said("herald", "40"), "decision": "accept"})
    with sayso.open_ledger(harbour) as ledger:
        (ruling,) = ledger.rulings()
        (anchor,) = ruling.claims
        moved = replace(anchor, content=(Span(anchor.content[0].start + 3, anchor.content[0].end),))
        ledger.add_rulings([replace(ruling, id="u-moved", claims=(moved,))])
        sayso.api.refresh(ledger)
        (item,) = (item for item in queue(ledger) if item.left == "astray")
    assert item.ruling is not None
    assert (item.ruling.id, item.claims) == ("u-moved", (said("herald", "40"),))


def keys(pressed: str) -> Callable[[], str]:
    typed: Iterator[str] = iter(pressed)
    return lambda: next(typed, "q")


def test_keys_decide_one_thing_after_another(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sayso.open_ledger(harbour) as ledger:
        reviewing.go_through(ledger, queue(ledger), "Ada", keys("?a" + "ar" + " " + "q"))
        made = [(one.kind.value, one.decision) for one in ledger.rulings()]
        left = queue(ledger)
    assert made == [("relation", "disputes"), ("reading", "accept"), ("reading", "reject")]
    assert [item.left.value for item in left] == ["claim", "claim"]
    told = capsys.readouterr().err
    assert "harbour office, in Brin Herald on 6 May 2024, says: “40 people were rescued”" in told
    assert "3 decided by Ada" in told


def test_the_last_decision_can_be_taken_back(harbour: Path) -> None:
    with sayso.open_ledger(harbour) as ledger:
        before = len(queue(ledger))
        reviewing.go_through(ledger, queue(ledger), "Ada", keys("nzq"))
        assert [one.decision for one in ledger.rulings()] == ["different", "undo"]
        assert len(queue(ledger)) == before


def test_a_voice_is_corrected_by_typing_it(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.prompt", lambda asked, **_: "the pilot" if asked.startswith("who") else "")
    with sayso.open_ledger(harbour) as ledger:
        reviewing.go_through(ledger, [item for item in queue(ledger) if item.left == "claim"], "Ada", keys("cq"))
        (ruling,) = ledger.rulings()
        assert ruling.correction is not None
        assert ruling.correction.voice == "the pilot"
        assert "the pilot" in {one.claim.voice.name for one in ledger.claims() if one.claim.voice}


def test_two_people_are_asked_for_and_told(harbour: Path, said: Said, run: Run) -> None:
    on = run("review", "--two-people", "on", "--by", "Root", "--ledger", harbour)
    assert on.exit_code == Exit.DONE
    assert "names that are typed prove nothing" in on.stderr
    claim = said("herald", "40")
    decide(run, harbour, {"kind": "reading", "claim": claim, "decision": "accept"})
    document = json.loads(run("show", claim, "--json", "--ledger", harbour).stdout)
    assert (document["review_state"], document["review"]) == ("one of two", None)
    listed = json.loads(run("review", "--json", "--by", "Ada", "--ledger", harbour).stdout)
    assert listed["two_people"] is True
    assert [claim] not in [item["claims"] for item in listed["items"]]
    others = json.loads(run("review", "--json", "--by", "Ben", "--ledger", harbour).stdout)
    assert [claim] in [item["claims"] for item in others["items"]]
    decide(run, harbour, {"kind": "reading", "claim": claim, "decision": "reject"}, by="Ben")
    told = run("show", claim, "--ledger", harbour).stdout
    assert "not agreed; a further person is asked" in told
    assert "read rightly by Ada" in told
    assert "rejected by Ben" in told
    run("review", "--two-people", "off", "--by", "Root", "--ledger", harbour)
    assert json.loads(run("show", claim, "--json", "--ledger", harbour).stdout)["review"]["by"] == "Ben"


def test_what_is_published_is_shown(harbour: Path, said: Said, run: Run) -> None:
    claim = said("herald", "40")
    with sayso.open_ledger(harbour) as ledger:
        question = ledger.questions(states=[State.DISPUTED])[0].id
    done = decide(
        run,
        harbour,
        {"kind": "release", "claim": claim, "decision": "claim published"},
        {"kind": "release", "question": question, "decision": "question published", "why": "at noon"},
    )
    assert done.exit_code == Exit.DONE
    for ident, words in ((claim, "published by Ada"), (question, "at noon")):
        assert words in run("show", ident, "--ledger", harbour).stdout
        assert json.loads(run("show", ident, "--json", "--ledger", harbour).stdout)["release"]["by"] == "Ada"


def test_parts_are_corrected_by_a_file(harbour: Path, said: Said, run: Run) -> None:
    claim = said("gazette", "65")
    line = {"kind": "reading", "claim": claim, "decision": "correct"}
    wrong = decide(run, harbour, {**line, "correction": {"content": "66 people"}})
    assert wrong.exit_code == Exit.USAGE
    assert "line 1: not taken: content: the text does not have the words '66 people'" in wrong.stderr
    content = [{"start": 26, "end": 35, "quote": "65 people"}]
    done = decide(run, harbour, {**line, "correction": {"content": content, "cue": [], "voice": "the pilot"}})
    assert done.exit_code == Exit.DONE
    record = json.loads(run("show", claim, "--json", "--ledger", harbour).stdout)
    assert (record["quote"], record["cue"], record["content"]) == (["65 people"], [], [[26, 35]])
    assert record["review"]["corrected"] == ["voice", "cue", "content"]
