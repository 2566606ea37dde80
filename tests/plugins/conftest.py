from pathlib import Path

import pytest

POINTS = """[sayso.extractors]
opinions = sayso_example:opinions
llm = sayso_example:opinions
broken = sayso_example_that_is_not_there:make
failing = sayso_example:failing
nothing = sayso_example:QUOTES
[sayso.exporters]
quotes = sayso_example:QUOTES
wrong = sayso_example:shelf
[sayso.stores]
shelf = sayso_example:shelf
list = sayso_example:shelf_file
"""


def install(folder: Path, name: str, points: str) -> None:
    """What an installer leaves of a package: its name and its entry points."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(points)


@pytest.fixture
def example(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example's package, as if it were installed; the folder that it is installed in."""
    folder = tmp_path_factory.mktemp("packages")
    install(folder, "sayso-example", POINTS)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "example"))
    return folder
