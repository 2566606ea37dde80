"""Citations hold whatever strangers write."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.cite import Citation, bibtex, csl, plain
from sayso.export.text import dumps
from sayso.nouns import Moment


def cited(words: str, url: str | None = None, published: str | None = None) -> Citation:
    return Citation(
        claim="c-1",
        quote=words,
        claimant=words,
        says="says",
        outlet=words,
        title=words,
        author=None,
        published=Moment(published) if published else None,
        url=url,
        sha256="0" * 64,
        read="2024-05-09T10:20:30+00:00",
        where="text, characters 1–2",
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_end_an_entry_of_bibtex(words: str, url: str) -> None:
    entry = bibtex(cited(words, f"https://a.example/{url}"))
    bare = re.sub(r"\\textbackslash\{\}|\\[\^~]\{\}|\\[{}$&#_%]", "", entry)
    depth = 0
    for char in bare.rstrip("\n"):
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


@given(st.text(max_size=60))
def test_the_other_forms_are_whole(words: str) -> None:
    assert plain(cited(words)).count("\n") >= 1
    assert dumps(csl(cited(words))).startswith('{"id": "sayso-c-1"')


@pytest.mark.parametrize(
    ("published", "parts", "words"),
    [
        ("2024", [2024], "published 2024"),
        ("2024-05", [2024, 5], "published May 2024"),
        ("2024-05-07T10:20Z", [2024, 5, 7], "published 7 May 2024"),
        (None, None, "date unknown"),
    ],
)
def test_a_date_is_no_more_precise_than_it_was_given(
    published: str | None, parts: list[int] | None, words: str
) -> None:
    one = cited("x", published=published)
    assert words in plain(one)
    issued = csl(one).get("issued")
    assert issued == (None if parts is None else {"date-parts": [parts]})
    assert (f"date = {{{published[:10]}}}" if published else "urldate") in bibtex(one)
