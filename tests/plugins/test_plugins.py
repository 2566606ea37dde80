"""Plug-ins are found by name, used where they are asked for, and kept to their contracts."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import sayso
from sayso import Settings, contracts
from sayso.attribute.llm import LanguageModel
from sayso.cli.app import sayso as command
from sayso.errors import NoAnswer, UnknownSetting, UsageError
from sayso.export import Format, format_named
from sayso.ledger import Ledger, Store
from sayso.nouns import Annotated, Attribution
from sayso.plugins import EXTRACTORS, STORES, load, names
from sayso.stages import engine, proposers

from .conftest import install

TEXT = "The mayor said that the pier was closed.\n\nFor Tom Brack, the crews came too late. The sea was rough.\n"
RULES = Settings(attribution="rules")


@pytest.fixture
def module(example: Path) -> ModuleType:
    import sayso_example  # noqa: PLC0415 - installed by the fixture

    assert example.is_dir()
    return sayso_example


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return str(path)


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(command, words)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.usefixtures("example")
def test_what_is_installed_is_found_by_name() -> None:
    assert names(EXTRACTORS) == ("broken", "failing", "llm", "nothing", "opinions")
    assert names(STORES) == ("list", "shelf")


def test_without_packages_there_is_what_ships() -> None:
    assert names(EXTRACTORS) == ("llm",)
    assert names(STORES) == ()


@pytest.mark.usefixtures("example")
def test_no_package_takes_a_name_that_ships() -> None:
    made = load(EXTRACTORS, "llm")
    assert callable(made)
    assert isinstance(made({"endpoint": "http://127.0.0.1:1", "model": "m"}), LanguageModel)


@pytest.mark.parametrize(("name", "told"), [("broken", "sayso-example"), ("none", "broken, failing, llm")])
@pytest.mark.usefixtures("example")
def test_what_cannot_be_loaded_is_told_with_whose_it_is_or_what_there_is(name: str, told: str) -> None:
    with pytest.raises(UnknownSetting, match=told):
        load(EXTRACTORS, name)


def test_two_packages_with_one_name_are_told(example: Path) -> None:
    install(example, "another", "[sayso.extractors]\nopinions = another:make\n")
    with pytest.raises(UnknownSetting, match="another, sayso-example"):
        load(EXTRACTORS, "opinions")


@pytest.mark.usefixtures("module")
def test_an_extractor_is_used_where_it_is_asked_for(source: str, tmp_path: Path) -> None:
    asked = replace(RULES, extractors=("opinions",))
    found = {}
    for settings in (RULES, asked):
        with sayso.open_ledger(tmp_path / f"{len(settings.extractors)}.sayso") as ledger:
            (done,) = sayso.read(ledger, [source], settings=settings)
            assert done.claims
            found[settings] = {
                (one.claim.voice.name if one.claim.voice else None, one.quote, one.claim.method)
                for one in ledger.claims()
            }
    own = ("Tom Brack", "the crews came too late", "opinions/1")
    assert own in found[asked]
    assert {one for one in found[RULES] if one[0]} == {one for one in found[asked] if one[0]} - {own}
    assert engine(asked) == engine(RULES).replace("rules/1;", "rules/1+opinions/1;")


@pytest.mark.usefixtures("module")
def test_options_are_those_of_an_extractor_that_was_asked_for() -> None:
    with pytest.raises(UnknownSetting, match="asked for"):
        proposers(replace(RULES, extractors=("opinions",), options=(("llm.model", "m"),)))
    with pytest.raises(UnknownSetting, match="no options"):
        proposers(replace(RULES, extractors=("opinions",), options=(("opinions.x", "1"),)))


@pytest.mark.parametrize(("name", "told"), [("failing", "does not start .KeyError"), ("nothing", "no function")])
@pytest.mark.usefixtures("example")
def test_a_plug_in_that_fails_at_once_is_told_by_its_name(name: str, told: str) -> None:
    with pytest.raises(UnknownSetting, match=f"'{name}' .*{told}"):
        proposers(replace(RULES, extractors=(name,)))


@pytest.mark.usefixtures("module")
def test_the_command_takes_them(source: str, tmp_path: Path) -> None:
    ledger = str(tmp_path / "case.sayso")
    rules = ("--attribution", "rules", "--ledger", ledger)
    code, out, _ = run("read", source, "--extractor", "opinions", *rules, "--json")
    assert code == 0
    assert json.loads(out)["inputs"][0]["dropped"] == {}
    code, out, _ = run("export", "--format", "quotes", "--to", "-", "--ledger", ledger)
    assert code == 0
    assert "the crews came too late" in out.splitlines()
    code, out, _ = run("export", "--formats", "--json", "--ledger", ledger)
    assert "quotes" in [one["name"] for one in json.loads(out)["formats"]]
    assert run("read", source, "--extractor", "nobody", *rules)[0] == 2
    assert run("read", source, "--extractor", "opinions", "--option", "x", *rules)[0] == 2


def test_before_anything_is_sent_it_is_told_what_goes_where(source: str, tmp_path: Path) -> None:
    ledger = str(tmp_path / "case.sayso")
    options = ("--option", "llm.endpoint=http://127.0.0.1:1/v1", "--option", "llm.model=some-model")
    code, _, err = run("read", source, "--extractor", "llm", *options, "--attribution", "rules", "--ledger", ledger)
    told = " ".join(err.split())
    assert "the sentences of each report go to http://127.0.0.1:1, to the model some-model" in told
    assert code == 0  # the report is kept, and not read
    with Ledger.open(ledger) as case:
        (one,) = case.inputs()
        assert one.outcome == "read in part"
        assert str(one.reason).startswith("kept, not read: the language model at 127.0.0.1:1 gives no answer")


@pytest.mark.usefixtures("module")
def test_a_ledger_may_lie_in_a_store_of_a_plug_in(source: str, tmp_path: Path) -> None:
    address = f"shelf://{tmp_path / 'case.shelf'}"
    with sayso.open_ledger(address) as ledger:
        (done,) = sayso.read(ledger, [source], settings=RULES)
        assert done.claims
    with sayso.open_ledger(address) as again, sayso.open_ledger(tmp_path / "case.sayso") as file:
        list(sayso.read(file, [source], settings=RULES))
        assert again.content_hash() == file.content_hash()
    with pytest.raises(UsageError, match="shelf://"):
        sayso.open_ledger("drawer://x")
    with pytest.raises(UsageError, match="gives no store"):
        sayso.open_ledger("list://x")


@pytest.mark.usefixtures("example")
def test_what_is_no_format_is_told() -> None:
    with pytest.raises(UsageError, match="'wrong' brings no format"):
        format_named("wrong")


def lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


def test_the_example_keeps_its_contracts(module: ModuleType, tmp_path: Path) -> None:
    assert contracts.extractor(module.opinions({}), [TEXT]) == ()
    assert contracts.exporter(module.QUOTES, lines) == ()
    assert contracts.store(f"shelf://{tmp_path / 'case.shelf'}") == ()


def test_our_own_stores_and_formats_keep_them(tmp_path: Path) -> None:
    assert contracts.store(str(tmp_path / "case.sayso")) == ()
    assert contracts.exporter(format_named("csv"), lines) == ()


def test_our_server_keeps_it(database: str) -> None:
    assert contracts.store(database) == ()


class Careless:
    """An extractor that breaks its contract in every way."""

    method = "two\nlines"
    sends = " "
    _calls = 0

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        self._calls += 1
        if not annotated.text:
            raise NoAnswer("nothing to ask about")
        found = proposers(replace(RULES, extractors=("opinions",)))[0](annotated)
        return tuple(replace(one, source=(), rule=str(self._calls)) for one in found)


@pytest.mark.usefixtures("module")
def test_a_careless_extractor_is_told_all_of_it() -> None:
    told = " ".join(contracts.extractor(Careless()))
    for breach in ("no name in one line", "in no words", "fails on ''", "same twice", "no source, cue and content"):
        assert breach in told


def _leaky(data: Mapping[str, bool]) -> Format:
    def write(chosen: sayso.export.Chosen) -> list[bytes]:
        data["made"] = not data.get("made", False)
        return [str(data).encode(), *(one.quote.encode() for one in chosen.ledger.claims())]

    return Format(name="leaky", endings=(), media="text", what="leaks", loses="Nothing", write=write)


def test_a_leaky_format_is_told_all_of_it() -> None:
    told = " ".join(contracts.exporter(_leaky({}), lines))
    for breach in ("`what`", "`loses`", "no media type", "one question it has", "personal matter it has", "same bytes"):
        assert breach in told


def test_a_store_that_lets_two_write_is_told(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each opening of the address is a database of its own: nothing is there again, and nobody waits."""
    opened: list[Path] = []

    def scattered(address: str, wait: float) -> Store:
        opened.append(tmp_path / f"{len(opened)}.shelf")
        return module.sqlite_store(address, module.shelf_file(str(opened[-1]), wait), wait)

    monkeypatch.setattr(module, "shelf", scattered)
    told = " ".join(contracts.store("shelf:///x"))
    for breach in ("opened again, its reports", "content_hash", "two write at one time"):
        assert breach in told
