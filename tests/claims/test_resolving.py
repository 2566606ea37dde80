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
