"""Every regular expression that the package compiles: run by itself, prints them as JSON lines.

They are noted as they are compiled, at import and while the files named on the command line are read; so a pattern that
is put together from a word list counts too. Of patterns that a library compiles, none is ours. `anchored` tells of one
with a name that nothing but `match` and `fullmatch` is asked of it: it never looks for where a match might begin.
"""

import ast
import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ANCHORED = frozenset({"match", "fullmatch"})


def is_anchored(source: Path, line: int) -> bool:
    """Whether a pattern is compiled in that line under a name of the module's own, and only ever matched."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    named = [
        node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign)
        and node.lineno <= line <= (node.end_lineno or line)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
    ]
    if not named or not named[0].startswith("_"):
        return False
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == named[0]]
    asked = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return all(isinstance(use.ctx, ast.Store) or asked.get(id(use)) in ANCHORED for use in uses)


def main() -> None:
    """Note what is compiled, import all modules, read what is named, print."""
    compile_ = re._compile  # type: ignore[attr-defined] # noqa: SLF001 - re.compile, re.sub and all others end there
    found: dict[tuple[str, str | bytes, int], bool] = {}

    def noted(pattern: Any, flags: int) -> Any:  # noqa: ANN401 - as re has it
        made = compile_(pattern, flags)
        frame = sys._getframe(1)  # noqa: SLF001 - who asks cannot be told otherwise
        while frame.f_globals.get("__name__") == "re" and frame.f_back:
            frame = frame.f_back
        module = str(frame.f_globals.get("__name__"))
        if module.partition(".")[0] == "sayso":
            anchored = is_anchored(Path(frame.f_code.co_filename), frame.f_lineno)
            found[module, made.pattern, made.flags] = anchored and found.get((module, made.pattern, made.flags), True)
        return made

    re._compile = noted  # type: ignore[attr-defined] # noqa: SLF001 - as above
    import sayso  # noqa: PLC0415 - its patterns are to be noted

    for module in pkgutil.walk_packages(sayso.__path__, "sayso."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    if len(sys.argv) > 1:
        with TemporaryDirectory() as folder, sayso.open_ledger(Path(folder) / "case.sayso") as ledger:
            list(sayso.read(ledger, sys.argv[1:]))
    for (module_name, pattern, flags), anchored in found.items():
        binary = isinstance(pattern, bytes)
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        one = {"module": module_name, "pattern": text, "flags": flags, "bytes": binary, "anchored": anchored}
        sys.stdout.write(json.dumps(one) + "\n")


if __name__ == "__main__":
    main()
