"""Patterns that are left out for want of a word would not have matched: all phrases of the tables, with and without."""

from collections.abc import Iterator

import pytest

from sayso.claims import figures, numbers, time_words
from sayso.claims.figures import Figure
from sayso.claims.gates import DIGIT, PERCENT, held, keys
from sayso.claims.time_words import Atom
from sayso.data import table, words

FRAMES = (
    "{}",
    "The mayor spoke of {} boats.",
    "more than {} of the crew left in 2019",
    "By then {} had passed, 3 in 10 said.",
    "on the {} of March at half past ten",
    "{} per cent, or two-thirds, the last {} days",
    "Early {} Monday, two weeks ago, 1,200 people.",
)


class Open(frozenset[str]):
    """A set that shares a word with every other."""

    def isdisjoint(self, _: object) -> bool:
        return False


def phrases() -> Iterator[str]:
    groups = [group for name in ("quantities", "times", "numbers") for group in table(name).values()]
    for group in groups:
        for key, value in group.items() if isinstance(group, dict) else ():
            yield str(key)
            yield f"{key}s"
            yield from value if isinstance(value, list) and all(isinstance(one, str) for one in value) else ()


def sentences() -> list[str]:
    found = [frame.format(phrase, phrase) for phrase in dict.fromkeys(phrases()) for frame in FRAMES]
    return found + [one.upper() for one in found[::7]] + [one.title() for one in found[::7]]


def read() -> tuple[list[list[Figure]], list[list[Atom]]]:
    said = sentences()
    return (
        [figures.figures(one, 0, len(one)) for one in said],
        [time_words.atoms(one, 0, len(one)) for one in said],
    )


def test_no_figure_and_no_time_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read()
    monkeypatch.setattr(figures, "_counting", Open)
    monkeypatch.setattr(time_words, "_telling", Open)
    monkeypatch.setattr(figures, "needs", dict)
    monkeypatch.setattr(time_words, "needs", dict)
    assert read() == quick
    assert sum(map(len, quick[0])) > len(quick[0]) // 2
    assert sum(map(len, quick[1])) > len(quick[1]) // 2


def test_every_kind_that_needs_a_word_exists() -> None:
    assert set(figures.needs()) <= {kind for kind, _ in figures.patterns()}
    assert set(time_words.needs()) <= {kind for kind, _ in time_words.patterns()}


def test_digits_and_the_percent_sign_are_held() -> None:
    assert {DIGIT, PERCENT, "of"} == held("9% OF", 0, 5)
    assert held("9% of", 3, 5) == {"of"}


@pytest.mark.parametrize("phrase", sorted({*numbers.units(), *words("times", "lists", "unplaced")}))
def test_a_phrase_holds_its_key(phrase: str) -> None:
    assert not keys([phrase]).isdisjoint(held(phrase, 0, len(phrase)))
