"""Groups of the tables: whole, or refused with the name of what is missing."""

import pytest

from sayso import data
from sayso.errors import DataError


def test_groups_are_given_whole_or_refused() -> None:
    assert data.group("people", "short_titles")["dr"] == "doctor"
    assert data.standing_for("name_parts", "shortened")["junior"] == "jr"
    assert ("ov", "ova") in data.rows("name_parts", "endings")
    for ask in (data.group, data.standing_for, data.rows):
        with pytest.raises(DataError, match="nothing_here"):
            ask("people", "nothing_here")
