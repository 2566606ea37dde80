"""What settings make of the stages: the extractor, and the name of the engine."""

import subprocess
import sys

import pytest

from sayso.attribute import Both, Rules
from sayso.attribute.trained import Trained
from sayso.errors import UnknownSetting
from sayso.stages import WAYS, Settings, engine, extractor


def test_every_way_has_its_extractor() -> None:
    assert set(WAYS) == {"both", "model", "rules"}
    assert extractor(Settings(attribution="rules")) == Rules()
    assert extractor(Settings(attribution="model", threads=3)) == Trained(3)
    assert extractor(Settings(attribution="both", threads=3)) == Both(Trained(3))


def test_the_default_is_a_way_on_one_thread() -> None:
    assert Settings().attribution in WAYS
    assert Settings().threads == 1


@pytest.mark.parametrize("way", ["", "Rules", "modell", "trained", "rules "])
def test_an_unknown_way_is_refused_with_those_there_are(way: str) -> None:
    for ask in (extractor, engine):
        with pytest.raises(UnknownSetting, match="both, model, rules") as caught:
            ask(Settings(attribution=way))
        assert repr(way) in str(caught.value)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("threads", [0, -1])
def test_less_than_one_thread_is_refused(way: str, threads: int) -> None:
    for ask in (extractor, engine):
        with pytest.raises(UnknownSetting, match=f"1 or more, given {threads}"):
            ask(Settings(attribution=way, threads=threads))


def test_the_way_is_part_of_the_engine_and_the_threads_are_not() -> None:
    names = {way: engine(Settings(attribution=way)) for way in WAYS}
    assert len(set(names.values())) == len(WAYS)
    assert {way: engine(Settings(attribution=way, threads=2)) for way in WAYS} == names


def test_the_rules_need_no_runtime_of_the_model() -> None:
    script = (
        "import sys; from sayso.stages import Settings, engine; engine(Settings(attribution='rules'));"
        "heavy = {'onnxruntime', 'tokenizers'} & set(sys.modules); sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603 # our own
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("without_model")
def test_the_rules_name_an_engine_without_the_model() -> None:
    assert Rules().method in engine(Settings(attribution="rules"))
