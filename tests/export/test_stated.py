"""What an input says of a fact besides what was taken."""

import pytest

from sayso.export.stated import otherwise
from sayso.nouns import Report, Stated


@pytest.mark.parametrize(
    ("fact", "taken", "other", "differs"),
    [
        ("published", "2031-05-19T10:20:00+03:00", "2031-05-19", False),
        ("published", "2031-05-19T10:20:00+03:00", "2031-05-19T07:20:00Z", False),
        ("published", "2031-05-19T10:20:00+03:00", "2031-05-19T10:20:00Z", True),
        ("published", "2031-05-19", "2031-05-18", True),
        ("published", "2031-05-19", "last week", True),
        ("language", "en-GB", "en_US", False),
        ("language", "en", "de", True),
        ("title", "Pier  shut", "pier shut", False),
        ("title", "Pier shut", "Pier open", True),
        ("url", "https://h.example/a", "https://h.example/a/", False),
    ],
)
def test_only_what_differs_is_told(fact: str, taken: str, other: str, differs: bool) -> None:  # noqa: FBT001 - a row
    stated = (
        Stated(fact=fact, value=taken, where="meta", taken=True),
        Stated(fact=fact, value=other, where="JSON-LD", taken=False),
    )
    report = Report(id="r-1", capture="0", label="a", layers=(), stated=stated)
    assert otherwise(report) == (stated[1:] if differs else ())


def test_what_was_not_taken_at_all_is_told() -> None:
    made = Stated(fact="published", value="2031-05-19", where="PDF CreationDate", taken=False)
    assert otherwise(Report(id="r-1", capture="0", label="a", layers=(), stated=(made,))) == (made,)
