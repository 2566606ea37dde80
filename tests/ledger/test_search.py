"""Search finds what the ledger holds, by any words, and is kept in step with every write."""

import dataclasses
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sayso.ledger import Ledger, browse_search, search
from sayso.ledger.browse import Page
from sayso.ledger.browse_search import Hits, Term, terms
from sayso.ledger.fulltext import Kind, fts5
from sayso.nouns import Answer, Claim, Question, QuestionKey, QuestionKind, State

from .building import Build


def told(ledger: Ledger, build: Build, words: str, voice: str | None = None, label: str = "a.txt") -> Claim:
    """A claim over all the words of a report of its own."""
    intake = build.intake(words, label=label, outlet=label)
    assert intake.report
    claim = build.claim(intake.report, words, voice)
    ledger.add(intake, build.reading(intake.report, claim))
    return claim


def asked(ident: str, wording: str, *claims: Claim, answer: str = "12") -> Question:
    return Question(
        id=ident,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="x"),
        wording=wording,
        state=State.DISPUTED,
        answers=(Answer(id="a-1", value=answer, claims=tuple(one.id for one in claims)),),
        origins_min=1,
        origins_max=1,
    )


def find(ledger: Ledger, words: str, kind: Kind = Kind.CLAIM, **page: int) -> Hits:
    return ledger.look(browse_search.search, words, kind, Page(**page))


def found(ledger: Ledger, words: str, kind: Kind = Kind.CLAIM) -> list[str]:
    return [hit.words for hit in find(ledger, words, kind).found]


def in_step(ledger: Ledger) -> bool:
    return {check.name: check.verdict for check in ledger.check(deep=True)}["search"] == "ok"


def test_words_phrases_and_beginnings(ledger: Ledger, build: Build) -> None:
    told(ledger, build, "The old bridge is closed")
    told(ledger, build, "The bridge is old", label="b.txt")
    assert len(found(ledger, "old bridge")) == 2
    assert found(ledger, '"old bridge"') == ["The old bridge is closed"]
    assert found(ledger, "clos*") == ["The old bridge is closed"]
    assert found(ledger, "“bridge is clo”*") == ["The old bridge is closed"]
    assert found(ledger, "bridge ferry") == []


def test_letters_are_compared_without_case_and_marks(ledger: Ledger, build: Build) -> None:
    told(ledger, build, "Çetin KÖSE сказал, что Ньивё đang ở đây")
    for words in ("cetin kose", "ÇETIN", "СКАЗАЛ", "ở"):
        assert len(found(ledger, words)) == 1, words


def test_what_fits_is_marked(ledger: Ledger, build: Build) -> None:
    told(ledger, build, "The old bridge and the new bridge")
    (hit,) = find(ledger, "bridge").found
    assert [hit.words[start:end] for start, end in hit.marks] == ["bridge", "bridge"]


def test_all_kinds_are_counted_and_one_is_given_in_parts(ledger: Ledger, build: Build) -> None:
    claims = [told(ledger, build, f"The mayor said {n}", "The mayor", f"{n}.txt") for n in range(5)]
    ledger.put_comparison([asked("q-1", "What did the mayor say?", *claims)], ())
    hits = find(ledger, "mayor", limit=2, offset=4)
    assert len(hits.found) == 1
    assert hits.totals == {Kind.CLAIM: 5, Kind.QUESTION: 1, Kind.VOICE: 1}
    assert found(ledger, "mayor", Kind.VOICE) == ["The mayor"]


def test_it_follows_readings_questions_and_voices(ledger: Ledger, build: Build) -> None:
    intake = build.intake("The mayor said the bridge is closed")
    assert intake.report
    whole = build.claim(intake.report, "the bridge is closed", "The mayor")
    ledger.add(intake, build.reading(intake.report, whole))
    assert found(ledger, "bridge") == ["the bridge is closed"]
    ledger.put_comparison([asked("q-1", "Is the bridge open?", whole, answer="no")], ())
    assert found(ledger, "open no", Kind.QUESTION) == ["Is the bridge open?\nno"]
    ledger.put_comparison([asked("q-1", "Is it closed?", whole, answer="yes")], (), names={whole.id: ("Ann Lee", None)})
    assert found(ledger, "open", Kind.QUESTION) == []
    assert found(ledger, "closed yes", Kind.QUESTION) == ["Is it closed?\nyes"]
    assert (found(ledger, "mayor", Kind.VOICE), found(ledger, "lee", Kind.VOICE)) == ([], ["Ann Lee"])
    shorter = build.claim(intake.report, "closed", "The mayor", engine="engine 2")
    ledger.add_reading(build.reading(intake.report, shorter, engine="engine 2"))
    assert found(ledger, "closed") == ["closed"]
    assert found(ledger, "bridge") == []
    ledger.add_reading(build.reading(intake.report, whole))  # the older reading is the current one again
    assert found(ledger, "closed") == ["the bridge is closed"]
    ledger.put_comparison((), ())
    assert find(ledger, "closed").totals == {Kind.CLAIM: 1, Kind.QUESTION: 0, Kind.VOICE: 0}
    assert in_step(ledger)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger.open(tmp_path_factory.mktemp("search") / "case.sayso")
    told(ledger, Build(), 'Nobody said "AND" or NEAR(a b) to a*b^c: it\'s 100% {x}')
    return ledger


def written() -> SearchStrategy[str]:
    return st.text(max_size=40) | st.text(alphabet="\"“”*^:()-+{}\\ ANDORNOTEab\0'", max_size=40)


@given(written())
def test_no_text_is_an_error(few: Ledger, words: str) -> None:
    for kind in Kind:
        hits = find(few, words, kind)
        assert all(0 <= start < end <= len(hit.words) for hit in hits.found for start, end in hit.marks)


@given(st.text(max_size=60))
def test_a_text_in_quotation_marks_is_one_term_at_most(words: str) -> None:
    inner = words.replace('"', "")
    assert len(terms(f'"{inner}"')) <= 1 or any(sign in inner for sign in "“”„«»")


def test_terms() -> None:
    assert terms('a "b c"* d* " e') == (
        Term(words="a"),
        Term(words="b c", begins=True),
        Term(words="d", begins=True),
        Term(words="e"),
    )
    assert terms('"" * %') == ()


def test_without_an_index_words_are_looked_for_as_characters(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fts5, "can_make", lambda _: False)  # as an SQLite without FTS5
    path = tmp_path / "case.sayso"
    with Ledger.open(path) as ledger:
        told(ledger, build, "The old bridge is closed", "The old")
        ledger.put_comparison((), ())
        hits = find(ledger, "BRIDGE clos*")
        assert [hit.words[start:end] for hit in hits.found for start, end in hit.marks] == ["bridge", "clos"]
        assert not hits.indexed
        assert find(ledger, "old").totals == {Kind.CLAIM: 1, Kind.QUESTION: 0, Kind.VOICE: 1}
        assert in_step(ledger)
    monkeypatch.undo()
    with Ledger.open(path) as ledger:  # on another machine
        assert not in_step(ledger)
        ledger.reindex()
        assert in_step(ledger)
        assert find(ledger, "bridge").indexed


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM searched WHERE kind = 'claim'",
        "INSERT INTO searched (number, kind, ident) VALUES (99, 'claim', 'c-9')",
        "INSERT INTO search_index (search_index) VALUES ('delete-all')",
        "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', 1, '12 people were hurt')",
        "UPDATE claim SET quote = 'Nobody was hurt'",
        "DROP TABLE search_index",
    ],
)
def test_doctor_tells_when_it_is_out_of_step(filled: Path, statement: str) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute(statement)
        raw.commit()
    with Ledger.open(filled) as ledger:
        assert not in_step(ledger)
        ledger.reindex()
        assert in_step(ledger)


def test_the_index_holds_no_second_copy_of_the_texts(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        (sql,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'search_index'").fetchone()
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'search_index%'")}
        words = raw.execute("SELECT count(*) FROM searched WHERE words IS NOT NULL AND kind = 'claim'").fetchone()
    assert "content = 'searched_words'" in sql
    assert "search_index_content" not in tables
    assert words == (0,)


def test_the_migration_makes_what_is_made_anew() -> None:
    made = import_module("sayso.ledger.migrations.versions.0004_search")
    written = [" ".join(sql.replace("IF NOT EXISTS ", "").split()) for sql in (fts5.VIEW, fts5.INDEX)]
    assert [" ".join(sql.split()) for sql in (made.VIEW, made.INDEX)] == written


def test_a_question_is_found_by_all_its_answers() -> None:
    answers = (Answer(id="a", value="12", claims=()), Answer(id="b", value="at\0", claims=()))
    question = dataclasses.replace(asked("q-1", "How many?"), answers=answers)
    assert search.words_of(question) == "How many?\n12\nat\ufffd"
