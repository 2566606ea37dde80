"""Under what a licence expression lets a component be taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from licences import taken, ways

FREE = st.sampled_from(["MIT", "Apache-2.0", "LGPL-2.1-or-later", "GPL-3.0-or-later WITH GCC-exception-3.1"])
REFUSED = st.sampled_from(["GPL-2.0-only", "AGPL-3.0-or-later", "GPL-2.0-only WITH Font-exception-2.0"])


@pytest.mark.parametrize(
    ("expression", "choice"),
    [
        ("MIT", {"MIT"}),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", {"MPL-1.1"}),
        ("LGPL-3.0-only OR MIT", {"MIT"}),
        ("MIT AND (GPL-2.0-only OR Apache-2.0)", {"MIT", "Apache-2.0"}),
        ("MIT AND GPL-2.0-only OR ISC", {"ISC"}),
    ],
)
def test_the_first_choice_without_gpl_is_taken(expression: str, choice: set[str]) -> None:
    assert taken(expression) == choice


@pytest.mark.parametrize("expression", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-or-later"])
def test_what_can_only_be_had_under_gpl_is_not_taken(expression: str) -> None:
    assert taken(expression) is None


@given(FREE, REFUSED)
def test_and_needs_both_and_or_needs_one(free: str, refused: str) -> None:
    assert taken(f"{free} AND {refused}") is None
    assert taken(f"{refused} OR {free}") == {free}
    assert taken(f"({refused} OR {free}) AND {free}") == {free}


@pytest.mark.parametrize("expression", ["", "MIT AND", "(MIT", "MIT)", "MIT ISC", "BSD License; see file", "OR MIT"])
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ways(expression)
