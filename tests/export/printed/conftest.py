"""The hostile case with a page read in part, what people decided on it, and the dossiers of it."""

from pathlib import Path

import pytest
from hostile_case import FORTY, SCRIPT, fill

from sayso.export import choose
from sayso.export.printed import Paper, compose
from sayso.ledger import Ledger
from sayso.nouns import Amendment, Anchor, Fact, Intake, Outcome, Ruling, RulingKind


def decided(path: Path) -> Path:
    """Let people decide on the case: a reading, its withdrawal, one voice of two names, and an outlet."""
    with Ledger.open(path) as ledger:
        forty = next(one.claim for one in ledger.claims() if one.claim.id == FORTY)
        anchor = Anchor(report=forty.report, layer=forty.layer, content=forty.content)
        made = (
            Ruling(id="u-1", kind=RulingKind.READING, decision="accept", by="A. Holm", at="2024-06-01T08:00:00+00:00",
                   why=f"heard the tape {SCRIPT}", claims=(anchor,)),
            Ruling(id="u-2", kind=RulingKind.REFERENT, decision="different", by="B. Quist",
                   at="2024-06-02T08:00:00+00:00", names=("harbour office", "Vera Malin")),
            Ruling(id="u-3", kind=RulingKind.UNDO, decision="undo", by="A. Holm", at="2024-06-03T08:00:00+00:00",
                   undoes="u-1"),
        )  # fmt: skip
        ledger.add_rulings(made)
        amendment = Amendment(id="m-1", report=forty.report, fact=Fact.OUTLET, before="Brin Herald", after="The Herald",
                              by="A. Holm", at="2024-06-04T08:00:00+00:00", why="the masthead says so")  # fmt: skip
        ledger.add_amendments((amendment,))
        ledger.add(Intake(source="/home/ada/secret/scan.pdf", outcome=Outcome.REFUSED, reason="there is no text in it"))
    return path


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return decided(fill(tmp_path_factory.mktemp("printed") / "case.sayso"))


@pytest.fixture(scope="session")
def paper(path: Path) -> Paper:
    with Ledger.open(path) as ledger:
        return compose(choose(ledger))
