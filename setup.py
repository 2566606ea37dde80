"""Packaging: the gazetteer file is made while a wheel is built, so that who installs one needs no step of his own."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

_SOURCE = Path(__file__).parent / "src"


class _WithGazetteer(build_py):
    """Build the package, then the gazetteer file into it; an editable install is left to `make gazetteer`."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(_SOURCE))
        from sayso.gazetteer.build import areas, build, places  # noqa: PLC0415 - only a wheel needs what it imports

        out = Path(self.build_lib) / "sayso" / "data" / "gazetteer.sqlite"
        out.unlink(missing_ok=True)
        build(places(), out, areas())


setup(cmdclass={"build_py": _WithGazetteer})
