"""The bill of materials names all that runs, under licences that can be had, and is the same for the same lock."""

import hashlib
import json
import re
from collections.abc import Iterable
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import pytest
from components import Need, Table, locked, needs
from licences import taken
from sbom import bill, page, read, renewed, written

ROOT = Path(__file__).resolve().parents[2]
LOCKS, MADE_FROM, ASKED, TOLD, VERSION = read()


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return bill(LOCKS, MADE_FROM, TOLD, VERSION)


def installed() -> Iterable[tuple[str, PackageMetadata]]:
    for one in LOCKS:
        try:
            yield one.name, metadata(one.name)
        except PackageNotFoundError:
            continue  # what another system needs is not here


def test_every_release_of_the_lock_is_read_with_its_digests() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert {(one.name, one.version) for one in LOCKS} == set(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))
    assert sum(len(one.hashes) for one in LOCKS) == text.count("--hash=sha256:")
    assert all(one.needed_by for one in LOCKS)


def test_a_line_that_is_not_understood_is_not_left_out() -> None:
    with pytest.raises(ValueError, match="names 2 releases, of which 1"):
        locked("one==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via two\ntwo @ file:///two\n")


def test_every_component_has_a_licence_and_no_licence_is_left_over() -> None:
    assert set(TOLD.licences) == {one.name for one in LOCKS}


def test_nothing_that_runs_can_only_be_had_under_gpl_or_agpl() -> None:
    told = {
        **TOLD.licences,
        **{f"{one.by}: {one.name}": one.licence for one in TOLD.carried},
        **{one.name: one.licence for one in TOLD.shipped},
    }
    assert [name for name, expression in told.items() if taken(expression) is None] == []


def test_licences_are_those_that_installed_packages_tell() -> None:
    expressions = {name: said["License-Expression"] for name, said in installed() if "License-Expression" in said}
    assert len(expressions) > 30
    assert expressions == {name: TOLD.licences[name] for name in expressions}


def test_no_installed_package_calls_itself_gpl_where_the_table_does_not() -> None:
    gnu = re.compile(r"\bA?GPL|GNU (Affero )?General Public")
    for name, said in installed():
        words = [said.get("License-Expression") or (said.get("License") or "")[:100]]
        words += [line for line in said.get_all("Classifier") or () if line.startswith("License")]
        if any(map(gnu.search, words)):
            assert "GPL" in TOLD.licences[name], name


def test_every_requirement_has_its_licence_and_a_reason_beside_it() -> None:
    assert [one.name for one in ASKED if not one.reason] == []
    assert {one.name: one.licence for one in ASKED} == {one.name: TOLD.licences[one.name] for one in ASKED}
    assert {one.name for one in ASKED} == {one.name for one in LOCKS if "sayso (pyproject.toml)" in one.needed_by}


def test_a_requirement_without_a_comment_has_no_reason() -> None:
    assert needs('[project]\ndependencies = [\n    "One_Thing>=1",\n    "two", # MIT; it counts\n]\n') == (
        Need(name="one-thing", licence=None, reason=None),
        Need(name="two", licence="MIT", reason="it counts"),
    )


def test_what_is_carried_lies_in_a_component_and_what_ships_in_the_package(made: dict[str, Any]) -> None:
    assert {one.by for one in TOLD.carried} <= set(TOLD.licences)
    listed = {one.file for one in TOLD.shipped}
    package = ROOT / "src" / "sayso"
    binary = [
        *(package / "data").glob("*.onnx"),
        *(package / "data").glob("*.bin"),
        *(package / "web").rglob("*.min.js"),
    ]
    assert len(binary) >= 6
    assert {str(path.relative_to(package)) for path in binary} <= listed
    digests = {one["name"]: one["hashes"][0]["content"] for one in made["components"] if "hashes" in one}
    for one in TOLD.shipped:
        if one.file:
            assert digests[one.name] == hashlib.sha256((package / one.file).read_bytes()).hexdigest()


def test_the_same_content_gives_the_same_bytes_and_other_content_another_number(made: dict[str, Any]) -> None:
    again = bill(LOCKS, MADE_FROM, TOLD, VERSION)
    assert written(again) == written(made)
    assert bill(LOCKS[1:], MADE_FROM, TOLD, VERSION)["serialNumber"] != made["serialNumber"]
    assert "timestamp" not in written(made)


def test_whatever_is_needed_leads_back_to_sayso(made: dict[str, Any]) -> None:
    graph = {one["ref"]: one["dependsOn"] for one in json.loads(written(made))["dependencies"]}
    reached, open_ones = set(), ["sayso"]
    while open_ones:
        ref = open_ones.pop()
        if ref not in reached:
            reached.add(ref)
            open_ones += graph[ref]
    assert reached == {"sayso", *(one.purl for one in LOCKS)}


def test_each_reference_is_of_one_component(made: dict[str, Any]) -> None:
    refs = [made["metadata"]["component"]["bom-ref"]]
    for one in made["components"]:
        refs += [one["bom-ref"], *(part["bom-ref"] for part in one.get("components", ()))]
    assert len(refs) == len(set(refs))


def test_the_page_is_as_it_would_be_now() -> None:
    text = (ROOT / "docs" / "components.md").read_text(encoding="utf-8")
    assert renewed(text, page(LOCKS, ASKED, TOLD)) == text, "run: make sbom"


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="lacks"):
        renewed("# A page", page(LOCKS, ASKED, Table(licences=TOLD.licences, carried=(), shipped=())))
