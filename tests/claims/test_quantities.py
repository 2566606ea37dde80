"""Quantities: value, bound, counted noun, scope and whole."""

import hashlib

import pytest

from sayso.annotate import annotate
from sayso.claims.labels import is_person, neutral
from sayso.claims.numbers import value
from sayso.claims.quantities import quantities
from sayso.nouns import Layer, LayerName, Moment, Quantity, Report, Scope, Span

PUBLISHED = Moment("2022-05-19T16:00+03:00")


def read(text: str, start: int = 0) -> tuple[Quantity, ...]:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    report = Report(id="r-1", capture=layer.sha256, label="test", layers=(layer,))
    return quantities(annotate(report), (Span(start, len(text)),), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "said", "low", "high", "comparator", "counted"),
    [
        # exact numbers
        ("Fifty-three sailors signed the letter.", "Fifty-three", 53, 53, "=", "sailor"),
        ("The council bought 1,730 benches.", "1,730", 1730, 1730, "=", "bench"),
        ("One thousand seven hundred people queued.", "One thousand seven hundred", 1700, 1700, "=", "people"),
        ("The cook broke half a dozen eggs.", "half a dozen", 6, 6, "=", "egg"),
        ("The lake lost 1.7 million fish.", "1.7 million", 1.7e6, 1.7e6, "=", "fish"),
        ("The firm earned 47 million crowns.", "47 million", 47e6, 47e6, "=", "crown"),
        ("Thieves took $1.2 million from the till.", "$1.2 million", 1.2e6, 1.2e6, "=", "dollar"),
        ("Only 12 hired guards turned up.", "Only 12", 12, 12, "=", "hired guard"),
        ("One policeman was shot.", "One", 1, 1, "=", "policeman"),
        # bounds
        ("More than 1,700 gunmen gave up.", "More than 1,700", 1700, None, ">", "gunman"),
        ("Upwards of 40 hamlets are dark.", "Upwards of 40", 40, None, ">", "hamlet"),
        ("At least nine nurses fell ill.", "At least nine", 9, None, ">=", "nurse"),
        ("No fewer than 30 tents burned.", "No fewer than 30", 30, None, ">=", "tent"),
        ("Fewer than 20 lorries got through.", "Fewer than 20", 0, 20, "<", "lorry"),
        ("Up to 950 desks will be sold.", "Up to 950", 0, 950, "<=", "desk"),
        ("As many as 85 divers searched the lake.", "As many as 85", 0, 85, "<=", "diver"),
        ("Some 160 tired men were carried out.", "Some 160", 160, 160, "~", "tired men"),
        ("Nearly 8,000 trees fell.", "Nearly 8,000", 8000, 8000, "~", "tree"),
        ("An estimated 300 seals drowned.", "An estimated 300", 300, 300, "~", "seal"),
        ("Forty guests or more were poisoned.", "Forty", 40, 40, "=", "guest"),
        # ranges
        ("Between 11,000 and 12,500 people skated.", "Between 11,000 and 12,500", 11e3, 12500, "range", "people"),
        ("Four or five goats were stolen.", "Four or five", 4, 5, "range", "goat"),
        ("The ship carried 300-400 cars.", "300-400", 300, 400, "range", "car"),
        ("Damage came to 3 to 4 million crowns.", "3 to 4 million", 3e6, 4e6, "range", "crown"),
        # vague
        ("Dozens of acrobats slipped.", "Dozens", 24, 99, "vague", "acrobat"),
        ("Scores of pigeons died.", "Scores", 40, 99, "vague", "pigeon"),
        ("Several hundred tenants refused.", "Several hundred", 300, 999, "vague", "tenant"),
        ("Tens of thousands of bees swarmed.", "Tens of thousands", 20e3, 99999, "vague", "bee"),
        ("A few shops stayed open.", "A few", 3, 9, "vague", "shop"),
        ("A couple of lamps burned.", "A couple", 2, 3, "vague", "lamp"),
        ("Many villagers fled.", "Many", None, None, "vague", "villager"),
        # none and all
        ("No survivors were found.", "No", 0, 0, "zero", "survivor"),
        ("None of the bakers agreed.", "None", 0, 0, "zero", "baker"),
        ("Nobody was hurt.", "Nobody", 0, 0, "zero", "person"),
        ("Not a single window broke.", "Not a single", 0, 0, "zero", "window"),
        ("Every bridge was mined.", "Every", None, None, "all", "bridge"),
        ("Both pilots ejected.", "Both", 2, 2, "all", "pilot"),
        ("All 48 drones fell.", "All 48", 48, 48, "all", "drone"),
        # shares
        ("Three-fifths of the orchards froze.", "Three-fifths", 0.6, 0.6, "share", "orchard"),
        ("Almost 70 per cent of its cups broke.", "Almost 70 per cent", 0.7, 0.7, "share", "cup"),
        ("Most of the houses stand empty.", "Most", 0.5, 1, "share", "house"),
        ("More than half of the wells ran dry.", "More than half", 0.5, 1, "share", "well"),
        ("One in four lifts is broken.", "One in four", 0.25, 0.25, "share", "lift"),
        # measures
        ("The barge held 80 sacks of dried peas.", "80", 80, 80, "=", "sack of dried peas"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_quantity_is_read(  # noqa: PLR0917 - a row of the table
    text: str, said: str, low: float | None, high: float | None, comparator: str, counted: str
) -> None:
    found = read(text)[0]

    assert (found.span.of(text), found.low, found.high, found.comparator.value, found.counted) == (
        said,
        low,
        high,
        comparator,
        counted,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The lock was built in 1926.",
        "Ilse Varn, 34, runs the ferry.",
        "He was aged 61.",
        "The 36th Brigade paraded.",
        "She lives at Mill Lane 9.",
        "A Boeing 737 landed.",
        "The nine-storey block shook.",
        "They printed a 40-page report.",
        "Call 555-0134 for tickets.",
        "The gates close at 6 p.m.",
        "The visitors won 3-1.",
        "One of the singers wept.",
        "There is no doubt about it.",
        "They danced all night.",
        "Troops stormed Channel Two.",
        "None of it matters.",
        "The gates were shut before nine.",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "index", "counted", "whole"),
    [
        ("The clinic took in 310 divers, among them 24 with burns.", 1, "diver", 310),
        ("Police held 40 marchers. Of them, 12 were minors.", 1, "marcher", 40),
        ("Of the 148 seats, the party won 71.", 1, "seat", 148),
        ("Six of the eight pilots agreed.", 0, "pilot", 8),
        ("A quarter of the 1,600 gardeners stayed away.", 0, "gardener", 1600),
        ("Four boats sank on Friday and another ten at Easter.", 1, "boat", None),
        ("Thirty clerks were questioned. The other 21 had fled.", 1, "clerk", None),
        ("Of the grooms, 20 badly burned went home.", 0, "badly burned groom", None),
        ("The death toll rose to 21.", 0, "person", None),
        ("No fewer than 80 lost their lives.", 0, "person", None),
        ("Nine buses left. The number of people in them reached 300.", 1, "people", None),
        ("The number of fines went up to 60.", 0, "fine", None),
    ],
)
def test_a_lone_number_takes_the_noun_that_it_stands_for(
    text: str, index: int, counted: str, whole: float | None
) -> None:
    found = read(text)[index]

    assert (found.counted, found.subset_of) == (counted, whole)


def test_a_lone_number_takes_its_noun_from_earlier_in_the_paragraph() -> None:
    text = "Forty engineers were at work in the tunnel. By noon 31 had come out."

    found = read(text, start=text.index("By noon"))

    assert [(q.best, q.counted) for q in found] == [(31, "engineer")]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Another 17 boats sank.", Scope.INCREMENT),
        ("Three more hostages came home.", Scope.INCREMENT),
        ("The mill ground 300 sacks over the past 36 hours.", Scope.INCREMENT),
        ("Nine boats sank overnight.", Scope.INCREMENT),
        ("So far 300 homes were rebuilt.", Scope.CUMULATIVE),
        ("Since Monday 1,730 gunmen have surrendered.", Scope.CUMULATIVE),
        ("More than 900 families have registered.", Scope.CUMULATIVE),
        ("The death toll rose to 21.", Scope.CUMULATIVE),
        ("Six hundred men remain in the mine.", Scope.SNAPSHOT),
        ("Forty patients are being treated.", Scope.SNAPSHOT),
        ("There were 12 boats in the bay.", Scope.SNAPSHOT),
        ("Half of the wells ran dry.", Scope.SHARE),
        ("Two mills are to close.", Scope.UNKNOWN),
        ("A shell killed seven shepherds.", Scope.UNKNOWN),
        ("Nine boats sank on Tuesday.", Scope.UNKNOWN),
    ],
)
def test_the_scope_tells_what_is_counted_over(text: str, scope: Scope) -> None:
    assert read(text)[0].scope is scope


def test_the_window_that_bounds_a_count_goes_with_it() -> None:
    window = read("Since Monday 1,730 gunmen have surrendered.")[0].window

    assert window is not None
    assert (window.start, window.end, window.open) == ("2022-05-16", "2022-05-19", "since")


@pytest.mark.parametrize(
    ("text", "unit"), [("Nine gunmen fell.", "people"), ("Nine metres of rope.", "metre"), ("$5 was paid.", "dollar")]
)
def test_persons_are_counted_as_people(text: str, unit: str) -> None:
    assert read(text)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two and a half million", 2.5e6),
        ("one hundred and five", 105),
        ("3m", 3e6),
        ("a hundred", 100),
        ("a hundred thousand", 1e5),
        ("foo", None),
    ],
)
def test_a_number_is_read_from_digits_and_words(text: str, number: float | None) -> None:
    assert value(text) == number


@pytest.mark.parametrize(
    ("noun", "population"),
    [("masked gunman", "fighter"), ("troops", "fighter"), ("prisoners of war", "prisoner"), ("villagers", "people")],
)
def test_words_for_people_have_a_neutral_class(noun: str, population: str) -> None:
    assert neutral(noun) == population
    assert is_person(noun.split(maxsplit=1)[0] if "of" in noun else noun.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize("text", ["½ \U0001f600 of", "1,,2..3", "no", "all", "\u202e12 men", "a a a hundred and and"])
def test_odd_text_does_not_crash(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text", ["We were told to go before nine.", "The gate was shut by nine.", "It left at about nine."]
)
def test_an_hour_in_words_counts_nothing(text: str) -> None:
    assert read(text) == ()


def test_by_behind_a_change_is_no_hour() -> None:
    assert [q.best for q in read("Output fell by nine.")] == [9]


def test_a_turnout_counts_people() -> None:
    assert read("Police put the turnout at 4,000.")[0].counted == "person"


def test_a_toll_counts_people_and_not_whoever_was_told() -> None:
    text = "The mayor told reporters that the toll had risen to 12."
    assert read(text, text.index("the toll"))[0].counted == "person"


def test_a_share_above_all_is_bounded_below_alone() -> None:
    (quantity,) = read("Rents have risen by more than 200 percent.")
    assert (quantity.low, quantity.high) == (2.0, None)


@pytest.mark.parametrize("text", ["9" * 400, "9" * 305 + " million"])
def test_what_no_float_holds_is_no_number(text: str) -> None:
    assert value(text) is None
