"""What holds for every format: it is complete, it is the same each time, and it keeps what must not go out."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from contents_shared import alike
from export_contents import CONTENTS
from export_readers import PLACES, TEXTS
from hostile_case import FIRST, QUAY, SCRIPT, SECOND, SIXTY, fill, flag
from pango import NEEDED

from sayso.errors import UsageError
from sayso.export import FORMATS, Format, choose, export
from sayso.ledger import Ledger
from sayso.nouns import Care


def each(forms: Iterable[Format]) -> pytest.MarkDecorator:
    """One case for each of the formats; the PDF is left out where nothing here can make one."""
    cases = [pytest.param(one, id=one.name, marks=[NEEDED] if one.name == "dossier-pdf" else []) for one in forms]
    return pytest.mark.parametrize("form", cases)


EVERY = each(FORMATS)
PARTED = each(one for one in FORMATS if not one.is_whole)
WHOLE = each(one for one in FORMATS if one.is_whole)
SILENT = frozenset({"atom"})
"""Formats that tell of questions and not of claims."""
ANCHORED = each(one for one in FORMATS if one.name in PLACES)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("kept") / "case.sayso")


@pytest.fixture
def path(kept: Path, tmp_path: Path) -> Path:
    own = tmp_path / "case.sayso"
    own.write_bytes(kept.read_bytes())
    return own


def made(path: Path, form: Format, **how: object) -> bytes:
    with Ledger.open(path) as ledger:
        return export(ledger, form, **how)


def strings_in(form: Format, data: bytes) -> list[str]:
    """All texts that a program finds in an export; of formats with comments those as well."""
    return [data.decode()] if form.name == "prov" else TEXTS[form.name](data)


def told(path: Path, form: Format, **how: object) -> str:
    """All texts that a program finds in the export, on one line."""
    return " ".join(" ".join(TEXTS[form.name](made(path, form, **how))).split())


@EVERY
def test_a_format_says_what_it_is_and_what_it_loses(form: Format) -> None:
    assert form.endings
    assert "/" in form.media
    assert all(words[0].isupper() and words.endswith(".") for words in (form.what, form.loses))


@EVERY
def test_another_program_reads_what_was_said(form: Format, kept: Path) -> None:
    assert "at least 60" in told(kept, form)
    assert form.name in SILENT or "at least 60 people were rescued in Bergen" in told(kept, form)
    assert form.name in SILENT or "Vera Malin" in told(kept, form)


@EVERY
def test_the_same_ledger_gives_the_same_bytes(form: Format, kept: Path, path: Path) -> None:
    assert made(kept, form) == made(path, form)


@PARTED
def test_a_question_takes_its_claims_along_and_no_others(form: Format, kept: Path) -> None:
    part = told(kept, form, question=FIRST)
    assert "at least 60" in part
    assert "Was the quay closed?" not in part
    assert "The quay … closed" not in part
    assert "at least 60" not in told(kept, form, question=SECOND)


@WHOLE
def test_what_can_only_be_whole_is_refused_in_part(form: Format, path: Path) -> None:
    with pytest.raises(UsageError, match="whole ledger"):
        made(path, form, question=FIRST)
    flag(path, Care.PERSONAL, SIXTY)
    with pytest.raises(UsageError, match="--include-sensitive"):
        made(path, form)
    assert "at least 60" in told(path, form, sensitive=True)


@PARTED
def test_what_is_personal_is_left_out_unless_it_is_asked_for(form: Format, path: Path) -> None:
    flag(path, Care.PERSONAL, SIXTY)
    for question in (None, FIRST):
        assert "at least 60" not in told(path, form, question=question)
        assert "Vera Malin" not in told(path, form, question=question)
        assert "at least 60" in told(path, form, question=question, sensitive=True)


@PARTED
def test_a_question_that_is_all_personal_is_empty(form: Format, path: Path) -> None:
    flag(path, Care.PERSONAL, QUAY)
    assert "quay" not in told(path, form, question=SECOND)
    assert "quay" not in told(path, form)  # nor in what stands around other quotes
    with Ledger.open(path) as ledger:
        assert choose(ledger, question=SECOND).case.left_out == 1


@EVERY
def test_an_empty_ledger_can_be_exported(form: Format, tmp_path: Path) -> None:
    path = tmp_path / "empty.sayso"
    Ledger.open(path).close()
    assert "rescued" not in told(path, form)


@EVERY
def test_hostile_texts_do_no_harm_and_are_still_there(form: Format, kept: Path) -> None:
    data = made(kept, form)
    assert "alert(1)" in " ".join(TEXTS[form.name](data))
    if form.media.startswith(("text/html", "image/svg")):
        assert SCRIPT.encode() not in data


@pytest.mark.parametrize("name", ["datapackage", "xlsx", "parquet", "geojson", "annotation-jsonld", "prov", "atom"])
def test_a_file_that_can_tell_what_it_loses_does(name: str, kept: Path) -> None:
    form = next(one for one in FORMATS if one.name == name)
    data = made(kept, form)
    told = data.decode("latin-1") if name == "parquet" else " ".join(strings_in(form, data))
    assert form.loses.split(";")[0] in " ".join(told.split())


@pytest.mark.parametrize(
    "name", ["json", "jsonl", "csv", "datapackage", "xlsx", "parquet", "geojson", "annotation-jsonld", "prov"]
)
def test_what_is_graphic_is_taken_along_with_its_flag(name: str, path: Path) -> None:
    form = next(one for one in FORMATS if one.name == name)
    before = told(path, form).count("graphic")  # a package describes its columns
    flag(path, Care.GRAPHIC, SIXTY)
    assert told(path, form).count("graphic") > before
    assert "at least 60 people were rescued in Bergen" in told(path, form)


@EVERY
def test_another_program_reads_what_the_ledger_holds_and_nothing_else(form: Format, kept: Path) -> None:
    content = CONTENTS[form.name]
    with Ledger.open(kept) as ledger:
        chosen = choose(ledger)
        held = alike(content.held(chosen))
        assert alike(content.read(b"".join(form.write(chosen)))) == held
    assert held


@ANCHORED
def test_the_places_of_quotes_hold(form: Format, kept: Path) -> None:
    with Ledger.open(kept) as ledger:
        layers = {layer.sha256: layer for report in ledger.reports() for layer in report.layers}
        found = PLACES[form.name](export(ledger, form))
    assert len(found) >= 3
    for place in found:
        at = [
            layer.text[place.start : place.end]
            for sha256, layer in layers.items()
            if place.text_sha256 in {sha256, None} and layer.name.value == place.layer
        ]
        words = place.quote.split(" … ")
        assert any(text.startswith(words[0]) and text.endswith(words[-1]) for text in at), place
