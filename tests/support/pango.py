"""Whether a PDF can be made here: WeasyPrint needs a library of the system."""

from functools import cache

import pytest


@cache
def is_here() -> bool:
    """Whether WeasyPrint finds Pango."""
    try:
        import weasyprint  # noqa: F401, PLC0415 - whether that can be done is the question
    except OSError:
        return False
    return True


NEEDED = pytest.mark.skipif(
    not is_here(), reason="no PDF was made: there is no Pango here (Debian's libpango-1.0-0 and libpangoft2-1.0-0)"
)
