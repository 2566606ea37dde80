"""Laws of comparing a ledger: the whole is its stories, whatever the order of reading, with rulings and without."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import sayso
from sayso.compare import Bonds, Comparing, Known
from sayso.compare.profile import Profile
from sayso.ledger import Ledger
from sayso.nouns import Act, Anchor, Claimed, Comparison, Correction, LayerName, Link, Ruling, RulingKind

FLOOD, STRIKE, FIRE = "Flood in Orlow", "Strike at Quill", "Fire at Holm"
TEXTS = (
    (FLOOD, "2024-03-04", "The fire brigade in Orlow said 12 people were hurt. The bridge at Orlow is shut."),
    (FLOOD, "2024-03-05", "The hospital said that 15 people were hurt in Orlow. The bridge in Orlow is open."),
    (FLOOD, "2024-03-05", "Ana Vey, the mayor of Orlow, denied that anybody was hurt. The fire brigade rested."),
    (STRIKE, "2024-05-02", "The union said 300 dockers at Quill walked out. Nobody was arrested, it said."),
    (STRIKE, "2024-05-03", "The police in Quill said 12 dockers were arrested. The port of Quill is shut."),
    (FIRE, "2023-01-09", "The mill at Holm burned down, the fire brigade said. It said 12 people were hurt."),
)


def record(folder: Path, number: int) -> str:
    """One of the reports as a file."""
    title, day, text = TEXTS[number]
    path = folder / f"{number}.json"
    facts = {"id": f"r{number}", "outlet": f"Paper {number}", "published_at": day, "title": title, "text": text}
    path.write_text(json.dumps(facts), encoding="utf-8")
    return str(path)


def whole(ledger: Ledger) -> Comparison:
    """What follows from all that the ledger holds, worked out at once and from nothing."""
    comparing = Comparing()
    claims = [one for one in ledger.claims(as_read=True) if one.claim.layer is not LayerName.TITLE]
    ruled = comparing.rule(claims, comparing.decide(claims, ()), ledger.rulings())
    changed = frozenset(a.claim.id for a, b in zip(claims, ruled.claims, strict=True) if a.claim != b.claim)
    return comparing.assemble(ruled.claims, ruled.links, ruled.bonds, Known(changed=changed))


def as_whole(ledger: Ledger) -> None:
    """The law."""
    expected = whole(ledger)
    assert ledger.questions() == expected.questions
    assert ledger.links() == expected.links
    assert ledger.copies() == expected.copies
    assert all(check.verdict != "fail" for check in ledger.check(deep=True))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 3, 0, 4, 1, 2), (2, 4, 1, 0, 3, 5)])
def test_a_ledger_that_grew_report_by_report_is_as_if_worked_out_at_once(order: Sequence[int], tmp_path: Path) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        for number in order:
            list(sayso.read(ledger, [record(tmp_path, number)]))
            as_whole(ledger)
        with sayso.open_ledger(tmp_path / "at-once.sayso") as other:
            list(sayso.read(other, [record(tmp_path, number) for number in range(len(TEXTS))]))
            assert other.questions() == ledger.questions()
            assert other.content_hash() == ledger.content_hash()


def rule(ledger: Ledger, kind: RulingKind, decision: str, **facts: object) -> str:
    """Write a ruling; its id."""
    ident = f"u-{len(ledger.rulings())}"
    made = Ruling(id=ident, kind=kind, decision=decision, by="Ada", at="2024-06-01T10:00:00+00:00", **facts)  # type: ignore[arg-type]
    ledger.add_rulings([made])
    sayso.refresh(ledger)
    return ident


def anchor(one: Claimed) -> Anchor:
    claim = one.claim
    return Anchor(report=claim.report, layer=claim.layer, content=claim.content, voice=claim.voice and claim.voice.name)


def test_rulings_change_the_stories_that_they_are_about(tmp_path: Path) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        list(sayso.read(ledger, [record(tmp_path, number) for number in range(len(TEXTS))]))
        of = _finder(ledger)
        hurt, more, dockers, mill = of("12 people were hurt", "Orlow"), of("15 people"), of("300 dockers"), of("mill")
        before = ledger.questions()
        apart = rule(ledger, RulingKind.QUESTION, "different", claims=(anchor(hurt), anchor(more)))
        as_whole(ledger)
        assert ledger.questions() != before
        rule(ledger, RulingKind.QUESTION, "same", claims=(anchor(dockers), anchor(mill)))  # of two stories
        as_whole(ledger)
        rule(ledger, RulingKind.READING, "correct", claims=(anchor(more),), correction=Correction(act=Act.DENY))
        as_whole(ledger)
        rule(ledger, RulingKind.REFERENT, "same", names=("fire brigade", "police"))
        as_whole(ledger)
        list(sayso.read(ledger, [record_of_another(tmp_path)]))
        as_whole(ledger)
        rule(ledger, RulingKind.UNDO, "undo", undoes=apart)
        as_whole(ledger)


def record_of_another(folder: Path) -> str:
    path = folder / "late.json"
    text = "The police in Quill said that 14 dockers were arrested."
    facts = {"id": "late", "outlet": "Late", "published_at": "2024-05-04", "text": text}
    path.write_text(json.dumps(facts), encoding="utf-8")
    return str(path)


def _finder(ledger: Ledger) -> Callable[..., Claimed]:
    claims = ledger.claims()

    def find(words: str, title: str = "") -> Claimed:
        return next(
            one
            for one in claims
            if words in one.quote and title in (one.report.layer(LayerName.TITLE) or one.report.layers[0]).text
        )

    return find


def test_what_another_story_says_is_neither_worked_out_nor_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.compare import questions  # noqa: PLC0415 - to see what is worked out

    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        list(sayso.read(ledger, [record(tmp_path, number) for number in range(4)]))
        seen: set[str] = set()
        plain = questions._of_story  # noqa: SLF001 - the same

        def of_story(story: Sequence[Profile], links: Sequence[Link], bonds: Bonds, models: Known | None) -> Comparison:
            seen.update(profile.report for profile in story)
            return plain(story, links, bonds, models)

        monkeypatch.setattr(questions, "_of_story", of_story)
        list(sayso.read(ledger, [record(tmp_path, 4)]))
        quill = {one.id for one in ledger.reports() if "Quill" in one.layers[0].text}
        assert seen == quill
        as_whole(ledger)
