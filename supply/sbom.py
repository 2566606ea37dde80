"""Write the bill of materials of what runs: `python supply/sbom.py --to sbom.cdx.json --write docs/components.md`.

CycloneDX 1.6 (ECMA-424), of requirements.lock, of what its wheels carry and of what ships in the package. The same
locks, tables and files give the same bytes: there is no time in it, and its serial number is made from its content.
"""

import argparse
import hashlib
import json
import sys
import tomllib
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from components import ROOT, Carried, Locked, Need, Shipped, Table, locked, needs, table
from licences import is_lesser, taken, ways

SPACE = uuid.UUID("3d5e1f0e-6a0c-5c0b-9c7e-2f6d8c5a7b41")
"""The name space of the serial numbers: any value would do that stays the same."""
BEGIN, END = "<!-- begin components -->", "<!-- end components -->"


def bill(locks: Sequence[Locked], made_from: Sequence[Locked], told: Table, version: str) -> dict[str, Any]:
    """The bill of materials as JSON values.

    Args:
        locks: what is needed at run time.
        made_from: what data that ships is made from.
        told: licences, what is carried and what ships.
        version: Sayso's own.
    """
    own = {"type": "application", "bom-ref": "sayso", "name": "sayso", "version": version}
    named = [one for one in locks if "sayso (pyproject.toml)" in one.needed_by]
    graph = [{"ref": "sayso", "dependsOn": sorted(one.purl for one in named)}]
    graph += [
        {"ref": one.purl, "dependsOn": sorted(other.purl for other in locks if one.name in other.needed_by)}
        for one in locks
    ]
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own | _licence("Apache-2.0")},
        "components": [
            *(_library(one, told) for one in locks),
            *(_part(one, made_from) for one in told.shipped),
        ],
        "dependencies": graph,
    }
    return {"serialNumber": uuid.uuid5(SPACE, written(body)).urn, **body}


def written(body: dict[str, Any]) -> str:
    """A bill as text: the same bytes for the same content."""
    return json.dumps(body, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _library(one: Locked, told: Table) -> dict[str, Any]:
    inside = [_carried(part, one) for part in told.carried if part.by == one.name]
    return {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        **_licence(told.licences[one.name]),
        "externalReferences": [
            {
                "type": "distribution",
                "url": one.purl,
                "comment": "one digest for each file of this release",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in one.hashes],
            }
        ],
        **({"properties": [{"name": "sayso:marker", "value": one.marker}]} if one.marker else {}),
        **({"components": inside} if inside else {}),
    }


def _carried(part: Carried, by: Locked) -> dict[str, Any]:
    ref = f"{by.purl}#{part.name}"
    return {"type": "library", "bom-ref": ref, "name": part.name, "description": part.note, **_licence(part.licence)}


def _part(one: Shipped, made_from: Sequence[Locked]) -> dict[str, Any]:
    part = {"type": one.type, "bom-ref": f"sayso#{one.file or one.lock}", "name": one.name, "description": one.why}
    if one.version:
        part["version"] = one.version
    if one.file:
        digest = hashlib.sha256((ROOT / "src" / "sayso" / one.file).read_bytes()).hexdigest()
        return {**part, **_licence(one.licence), "hashes": [{"alg": "SHA-256", "content": digest}]}
    source = next(entry for entry in made_from if entry.name == one.lock)
    return {**part, **_licence(one.licence), "version": source.version, "purl": source.purl}


def _licence(expression: str) -> dict[str, Any]:
    single = len(ways(expression)) == 1 and " " not in expression and not expression.startswith("LicenseRef-")
    return {"licenses": [{"license": {"id": expression}} if single else {"expression": expression}]}


def page(locks: Sequence[Locked], asked: Sequence[Need], told: Table) -> str:
    """The tables of docs/components.md."""
    reasons = {one.name: one.reason for one in asked}
    direct = [one for one in locks if one.name in reasons]
    others = [one for one in locks if one.name not in reasons]
    lesser = [(one.name, f"in {one.by}", one.licence) for one in told.carried if _is_lesser(one.licence)]
    lesser += [(one.name, "itself", told.licences[one.name]) for one in locks if _is_lesser(told.licences[one.name])]
    chosen = [
        (name, told.licences[name], " and ".join(sorted(taken(told.licences[name]) or ()))) for name in _left(told)
    ]
    return "\n\n".join(
        (
            f"{len(direct)} components are asked for by name:",
            _rows(
                ("component", "version", "licence", "why"),
                ((f"`{one.name}`", one.version, told.licences[one.name], reasons[one.name] or "") for one in direct),
            ),
            f"{len(others)} are there because others need them:",
            _rows(
                ("component", "version", "licence", "for"),
                ((f"`{one.name}`", _version(one), told.licences[one.name], _wanted(one, reasons)) for one in others),
            ),
            "Wheels have in them:",
            _rows(
                ("what", "in", "licence", "note"),
                ((one.name, f"`{one.by}`", one.licence, one.note) for one in told.carried),
            ),
            "Sayso's own package has in it:",
            _rows(
                ("what", "where", "licence", "why"),
                ((one.name, f"`{one.file or one.lock}`", one.licence, one.why) for one in told.shipped),
            ),
            "Under the LGPL, which is allowed and told:",
            _rows(("what", "where", "licence"), lesser),
            "Where a component leaves a choice, it is taken under:",
            _rows(("component", "choice", "taken"), chosen),
        )
    )


def _left(told: Table) -> list[str]:
    """Components that leave a choice of licences."""
    return [name for name, expression in told.licences.items() if len(ways(expression)) > 1]


def _is_lesser(expression: str) -> bool:
    return any(map(is_lesser, taken(expression) or ()))


def _wanted(one: Locked, reasons: dict[str, str | None]) -> str:
    """Who needs it, those first that are asked for by name."""
    return ", ".join(f"`{name}`" for name in sorted(one.needed_by, key=lambda name: (name not in reasons, name)))


def _version(one: Locked) -> str:
    return f"{one.version} ({one.marker})" if one.marker else one.version


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows))


def renewed(text: str, tables: str) -> str:
    """A page with its tables as they are now."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"the page lacks {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def read() -> tuple[tuple[Locked, ...], tuple[Locked, ...], tuple[Need, ...], Table, str]:
    """What the locks, pyproject.toml and components.toml say, and Sayso's version."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return (
        locked((ROOT / "requirements.lock").read_text(encoding="utf-8")),
        locked((ROOT / "requirements-gazetteer.lock").read_text(encoding="utf-8")),
        needs(project),
        table((ROOT / "supply" / "components.toml").read_text(encoding="utf-8")),
        tomllib.loads(project)["project"]["version"],
    )


def main() -> None:
    """Write the bill and the page, as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, help="the bill, as JSON")
    parser.add_argument("--write", type=Path, help="a page with the marks of the tables")
    chosen = parser.parse_args()
    locks, made_from, asked, told, version = read()
    lacking = sorted({one.name for one in locks} - set(told.licences))
    if lacking:
        raise SystemExit(
            f"supply/components.toml names no licence for {', '.join(lacking)}: look at theirs and add them"
        )
    if chosen.to:
        chosen.to.write_text(written(bill(locks, made_from, told, version)), encoding="utf-8")
        print(f"{chosen.to}: {len(locks)} components", file=sys.stderr)
    if chosen.write:
        text = chosen.write.read_text(encoding="utf-8")
        chosen.write.write_text(renewed(text, page(locks, asked, told)), encoding="utf-8")


if __name__ == "__main__":
    main()
