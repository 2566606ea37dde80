"""Which pack reads a report, and what becomes of one that none reads."""

import dataclasses
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import sayso
from sayso.ledger import Ledger
from sayso.nouns import Annotated, Attribution, Claim, Form, LayerName, Outcome, Report, Span
from sayso.packs import Missing, Pack, pack_for
from sayso.stages import Settings, Stages, shipped

PERSIAN = "شهردار گفت که پل پس از سیل بسته شده است. شورای شهر این خبر را رد کرد."
ENGLISH = "The mayor said that the bridge is closed. The council denied it."
RULES = Settings(attribution="rules")


class Spoken:
    """A pack that takes a whole text for what one person says."""

    version = "spoken/1"

    def annotate(self, report: Report, layer: LayerName) -> Annotated:
        return shipped().annotate(report, layer, RULES)

    def attribute(self, annotated: Annotated) -> tuple[Attribution, ...]:  # noqa: ARG002 - a pack is given it
        return ()

    def make_claims(
        self,
        report: Report,
        annotated: Annotated,
        attributions: Sequence[Attribution],  # noqa: ARG002 - the same
        reading: str,
    ) -> tuple[Claim, ...]:
        whole = (Span(0, len(annotated.text)),)
        return (
            Claim(
                id=f"c-{reading}",
                report=report.id,
                layer=annotated.layer,
                content=whole,
                form=Form.DIRECT,
                basis=sayso.nouns.Basis.NONE,
                rule="whole",
                method=self.version,
            ),
        )


def with_pack(pack: Pack) -> Stages:
    return dataclasses.replace(shipped(), pack=lambda language: pack if language == "fa" else pack_for(language))


def read(ledger: Ledger, folder: Path, using: Stages | None = None) -> list[sayso.ReadResult]:
    for name, text in (("bridge.txt", ENGLISH), ("pol.txt", PERSIAN)):
        (folder / name).write_text(text)
    return list(sayso.read(ledger, [str(folder / "*.txt")], settings=RULES, using=using))


@pytest.mark.parametrize("language", [None, "en", "en-GB", "English", "no language at all"])
def test_english_and_the_unknown_need_no_pack(language: str | None) -> None:
    assert pack_for(language) is None


@pytest.mark.parametrize(("language", "name"), [("fa", "Persian (fa)"), ("per-IR", "Persian (fa)"), ("qq", "qq")])
def test_a_language_without_a_pack_is_named(language: str, name: str) -> None:
    found = pack_for(language)
    assert isinstance(found, Missing)
    assert f"no language pack for {name}" in found.reason


def test_a_report_that_no_pack_reads_is_kept_and_claims_nothing(tmp_path: Path) -> None:
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        english, persian = read(ledger, tmp_path)
        assert english.intake.outcome is Outcome.READ
        assert english.claims > 0
        assert persian.intake.outcome is Outcome.IN_PART
        assert persian.claims == 0
        assert "no language pack for Persian (fa)" in str(persian.intake.reason)
        kept = next(report for report in ledger.reports() if report.id == persian.report_id)
        assert [layer.text for layer in kept.layers] == [PERSIAN]
        assert {one.claim.report for one in ledger.claims()} == {english.report_id}


def test_a_pack_that_comes_later_reads_what_was_kept(tmp_path: Path) -> None:
    stages = with_pack(Spoken())
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        english, persian = read(ledger, tmp_path)
        before = ledger.engine(str(english.report_id))
        diffs = list(sayso.reread(ledger, settings=RULES, using=stages))
        assert len(diffs) == 2
        (claim,) = (one.claim for one in ledger.claims() if one.claim.report == persian.report_id)
        assert claim.method == "spoken/1"
        assert ledger.engine(str(persian.report_id)) == f"{before}; spoken/1"
        assert ledger.engine(str(english.report_id)) == before
        assert {one.after for one in sayso.reread(ledger, settings=RULES, using=stages)} == {
            before,
            f"{before}; spoken/1",
        }


def test_a_pack_that_is_not_installed_names_its_extra() -> None:
    script = (
        "import importlib.util as u; real = u.find_spec;"
        "u.find_spec = lambda name, *more: None if name in ('natasha', 'pymorphy3') else real(name, *more);"
        "from sayso.packs import pack_for; print(pack_for('ru').reason)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)  # noqa: S603 # our own
    assert "no language pack for Russian (ru): pip install 'sayso[ru]'" in done.stdout
