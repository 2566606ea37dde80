"""What a mention is called within its report."""

from collections.abc import Callable

from sayso.claims.referents import cast
from sayso.claims.resolving import namer
from sayso.nouns import Annotated, ReferentKind, Span

Read = Callable[[str], Annotated]


def test_it_in_what_a_body_says_is_that_body(read: Read) -> None:
    text = "The Dockers' Union said it would strike."
    found = cast(read(text))
    speaker = found.at(next(m.head for m in found.mentions if m.name.endswith("Union")))
    at = text.index(" it ") + 1
    assert namer(found, speaker)(Span(at, at + 2)) == ("Dockers' Union", ReferentKind.BODY)


def test_a_surname_inside_a_claim_is_the_full_name(read: Read) -> None:
    text = "Ada Holm left the port. Later Holm was seen in the mill."
    found = cast(read(text))
    at = text.rindex("Holm")
    assert namer(found, None)(Span(at, at + 4)) == ("Ada Holm", ReferentKind.PERSON)


def test_what_nobody_is_has_no_name(read: Read) -> None:
    text = "Water ran quickly."
    assert namer(cast(read(text)), None)(Span(10, 17)) is None


def test_they_are_the_group_and_not_the_body_before_it(read: Read) -> None:
    text = "The Roads Ministry sent guards to the pass. Some of them are injured."
    at = text.index("them")
    assert namer(cast(read(text)), None)(Span(at, at + 4)) == ("guards", ReferentKind.GROUP)


def test_it_is_nobody_where_a_body_and_a_building_come_close(read: Read) -> None:
    text = "The army shelled the mill. It was destroyed."
    at = text.index("It")
    assert namer(cast(read(text)), None)(Span(at, at + 2)) is None


def test_they_is_nobody_where_two_groups_come_close(read: Read) -> None:
    text = "Anglers met the dockers. They were soaked."
    at = text.index("They")
    found = namer(cast(read(text)), None)(Span(at, at + 4))
    assert found is None or found[0] == "anglers"


def test_it_in_a_quotation_is_not_who_is_quoted(read: Read) -> None:
    text = "The pump broke. “It was new,” the Dockers' Union said."
    found = cast(read(text))
    speaker = found.at(next(m.head for m in found.mentions if m.name.endswith("Union")))
    at = text.index("It")
    assert namer(found, speaker)(Span(at, at + 2)) is None


def test_the_owner_is_whoever_was_called_so(read: Read) -> None:
    text = "Its owner, Ada Holm, left. The Tarn Courier was there. The owner was warned."
    at = text.index("The owner")
    assert namer(cast(read(text)), None)(Span(at, at + 9)) == ("Ada Holm", ReferentKind.PERSON)


def test_the_time_of_a_live_entry_is_no_part_of_a_name(read: Read) -> None:
    text = "09:50 Two residents of Brevik left."
    assert namer(cast(read(text)), None)(Span(6, 29)) == ("two residents of Brevik", ReferentKind.UNNAMED_GROUP)


def test_a_hedged_number_is_no_part_of_a_name(read: Read) -> None:
    text = "At least two witnesses left."
    assert namer(cast(read(text)), None)(Span(0, 22)) == ("witnesses", ReferentKind.UNNAMED_GROUP)
