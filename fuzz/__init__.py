"""Fuzz targets: each module has a `target` that takes any bytes and raises where a promise is broken.

`python -m fuzz NAME` runs one under atheris; tests/test_fuzz.py runs all over the corpus that is kept, without it.
"""

TARGETS = ("intake", "tables", "quotations", "quantities", "times", "codec", "lines")
"""The modules, and the folders of `corpus/` that are theirs."""
