"""Write the generated parts of the pages in docs/ anew: `python docs/generate.py`; `--check` only tells.

A generated part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; what stands outside is written by hand.
"""

import re
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import Any

import click

from sayso import data
from sayso.cli.app import sayso
from sayso.cli.exits import Exit
from sayso.cli.frame import DEBUG, JSON, LEDGER
from sayso.compare.pairs.relate import FIRST, LAST
from sayso.compare.rules import RULES
from sayso.export import FORMATS, Format, acled, ucdp
from sayso.export.table import COLUMNS
from sayso.export.tables import TABLES
from sayso.nouns import DeskRole
from sayso.web import create_app
from sayso.web.acting import OTHERS, needed

DOCS = Path(__file__).parent


def verbs() -> str:
    """Every verb with its usage, its help and its own options."""
    context = click.Context(sayso, info_name="sayso")
    commands = [sayso.get_command(context, name) for name in sayso.list_commands(context)]
    return "\n".join(_verb(command, context) for command in commands if command)


def common() -> str:
    """The options that every verb has."""
    context = click.Context(sayso, info_name="sayso")
    rows = [*_options([LEDGER, JSON, DEBUG], context), ("`-h`, `--help`", "The verb's own help.")]
    return _table(("option", "meaning"), rows)


def exits() -> str:
    """The exit codes."""
    return _table(("code", "meaning"), [(str(int(code)), code.words) for code in Exit])


def rules() -> str:
    """The rules that decide whether two claims answer one question, in the order in which they are tried."""
    return _table(("rule", "when it applies"), [(f"`{rule.name}`", rule.explanation) for rule in RULES])


def pairs() -> str:
    """The rules that are tried only for two texts laid side by side."""
    return _table(("rule", "when it applies"), [(f"`{rule.name}`", rule.explanation) for rule in (*FIRST, *LAST)])


def lexicons() -> str:
    """Every word list, with the comment that it opens with."""
    return _table(("list", "what it holds"), [(f"`{name}.toml`", _opening(name)) for name in data.names()])


def roles() -> str:
    """Which requests need which role, of all that the desk answers."""
    asked: dict[str, list[str]] = {"nobody (not signed in)": [f"`GET {path}`" for path in OTHERS]}
    asked |= {role.value: [] for role in DeskRole}
    for route in create_app("unopened.sayso").state.routes:
        role = needed(route)[-1]
        told = [f"`{method} {route.path}`" for method in sorted(route.methods - {"HEAD"})]
        asked[role.value if role else "nobody (not signed in)"] += told
    rows = [(role, ", ".join(sorted(every, key=lambda one: one.split()[1]))) for role, every in asked.items()]
    return _table(("from this role on", "requests"), rows)


def endpoints() -> str:
    """Every address of the API with what it takes."""
    described = create_app("unopened.sayso").openapi()
    every = [(path, way, told) for path, ways in described["paths"].items() for way, told in ways.items()]
    return "\n".join(_endpoint(path, way, told, described) for path, way, told in every)


def _endpoint(path: str, way: str, told: dict[str, Any], described: dict[str, Any]) -> str:
    text = "\n\n".join(" ".join(part.split()) for part in told["description"].split("\n\n"))
    rows = [
        (f"`{one['name']}`", " ".join((one.get("description", ""), _bounds(one["schema"], described))).strip())
        for one in told.get("parameters", ())
    ]
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        fields = _resolved(body, described)["properties"].items()
        rows += [
            (f"`{name}` (body)", f"{field.get('description', '')} {_bounds(field, described)}".strip())
            for name, field in fields
        ]
    table = f"\n{_table(('takes', 'meaning'), rows)}\n" if rows else ""
    return f"### {way.upper()} {path}\n\n{text}\n{table}"


def _resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = described["components"]["schemas"][name] if name else schema
    return found


def _bounds(schema: dict[str, Any], described: dict[str, Any]) -> str:
    """What a parameter may be, in words."""
    kinds = [_resolved(one, described) for one in schema.get("anyOf", [schema])]
    told = next(one for one in kinds if one.get("type") != "null")
    if told.get("type") == "array" and "items" in told:
        told = {**told, **_resolved(told["items"], described)}
    words = []
    if "enum" in told:
        words.append(f"One of {', '.join(map(str, told['enum']))}.")
    if "maximum" in told:
        words.append(f"{told['minimum']} to {told['maximum']}.")
    if told.get("type") == "string" and "maxLength" in told:
        words.append(f"At most {told['maxLength']:,} characters.")
    if schema.get("default") is not None:
        words.append(f"By default {schema['default']}.")
    return " ".join(words)


def formats() -> str:
    """The formats that can be exported, with what each loses."""
    rows = [
        (f"`{one.name}`", " ".join(f"`{ending}`" for ending in one.endings), one.what + _needs(one), one.loses)
        for one in FORMATS
    ]
    return _table(("format", "endings", "what it is", "what it loses"), rows)


def columns() -> str:
    """The columns of a table of claims."""
    return _table(("key", "meaning"), [(f"`{name}`", words) for name, words in COLUMNS.items()])


def tables() -> str:
    """The other tables with their columns."""
    return "\n\n".join(
        f"### {table.name}\n\n{table.what}\n\n"
        + _table(("key", "meaning"), [(f"`{name}`", words) for name, words in table.columns.items()])
        for table in TABLES
        if table.name != "claims"
    )


def coded() -> str:
    """The columns of the coders' tables."""
    tables = (("ucdp", ucdp.COLUMNS), ("acled", acled.COLUMNS))
    return "\n\n".join(
        f"### {name}\n\n" + _table(("key", "meaning"), [(f"`{key}`", words) for key, words in columns.items()])
        for name, columns in tables
    )


def _needs(form: Format) -> str:
    return f" Needs the extra `[{form.extra.name}]`." if form.extra else ""


HELD = (
    "claim recall, strict / lenient",
    "claim precision, strict / lenient",
    "claimant right (exact) of matched claims",
    "same question, pairs: P / R / F1",
    "link agrees: P / R / F1",
    "link refines: P / R / F1",
    "link supersedes: P / R / F1",
    "link disputes: P / R / F1",
    "share of claimed disputes that are false",
    "question states right",
    "origins within range",
)
"""Rows of quality.md that the page on limits repeats."""


def held() -> str:
    """What quality.md has of the stories held out."""
    lines = (DOCS / "quality.md").read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    found = {name: figures[-1] for name, *figures in cells if len(figures) == 3}
    return _table(("what", "held out"), [(name, found[name]) for name in HELD])


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "api.md": {"endpoints": endpoints},
    "cli.md": {"verbs": verbs, "common": common, "exits": exits},
    "exchange.md": {"formats": formats, "columns": columns, "tables": tables, "coded": coded},
    "desk.md": {"roles": roles},
    "rules.md": {"rules": rules, "pairs": pairs},
    "lexicons.md": {"lexicons": lexicons},
    "limits.md": {"held": held},
}
"""The generated parts of each page by name."""


def renewed(page: str, parts: dict[str, Callable[[], str]]) -> str:
    """The page with its generated parts as they are now."""
    for name, make in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(page):
            raise SystemExit(f"the page lacks {begin} … {end}")
        part = f"{begin}\n{make()}\n{end}"
        page = pattern.sub(lambda _, part=part: part, page)
    return page


def stale() -> list[Path]:
    """The pages whose generated parts are not as they are now."""
    return [path for path, page in _pages() if path.read_text(encoding="utf-8") != page]


def main() -> None:
    """Renew the pages, or tell which are stale and end with 1."""
    if "--check" in sys.argv[1:]:
        raise SystemExit("".join(f"{path} is stale; run: python docs/generate.py\n" for path in stale()) or 0)
    for path, page in _pages():
        path.write_text(page, encoding="utf-8")


def _pages() -> list[tuple[Path, str]]:
    paths = {DOCS / name: parts for name, parts in PARTS.items()}
    return [(path, renewed(path.read_text(encoding="utf-8"), parts)) for path, parts in paths.items()]


def _verb(command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=command.name, parent=parent)
    shared = {LEDGER.name, JSON.name, DEBUG.name}
    own = [param for param in command.params if isinstance(param, click.Option) and param.name not in shared]
    words = " ".join(param.make_metavar(context) for param in command.params if isinstance(param, click.Argument))
    text = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    table = f"\n{_table(('option', 'meaning'), _options(own, context))}\n" if own else ""
    return (
        f"### sayso {command.name}\n\n`sayso {command.name}{f' {words}' if words else ''} [OPTIONS]`\n\n{text}\n{table}"
    )


def _opening(name: str) -> str:
    """The comment at the beginning of a word list, up to its first line of another kind."""
    lines = (files(data) / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    comment = [line.removeprefix("#").strip() for line in takewhile(lambda line: line.startswith("#"), lines)]
    return " ".join(takewhile(bool, comment))


def _options(options: list[click.Option], context: click.Context) -> list[tuple[str, str]]:
    records = [option.get_help_record(context) for option in options]
    return [(f"`{names}`", words) for names, words in (record for record in records if record)]


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


if __name__ == "__main__":
    main()
