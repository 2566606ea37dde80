"""One statement on many sites is one say-so; `benchmarks/flood.py` tells what five hundred of them cost."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks")]

import flood  # noqa: E402 - found above


@pytest.mark.parametrize("first", [flood.SIGNED, flood.UNSIGNED], ids=["signed", "unsigned"])
def test_what_ten_sites_paste_has_one_origin(first: str, tmp_path: Path) -> None:
    found = {value: told for value, *told in flood.counted(10, tmp_path, first=first)}
    assert len(found) >= 2  # another counts otherwise, and is no copy
    reports, least, most = found["40"]
    assert reports == 10
    assert least <= most <= 2
