"""What people decided: rulings on readings, pairs, names and questions, and amendments of reports' facts."""

from collections.abc import Iterator, Sequence

from sayso.export.dates import instant
from sayso.export.decided import detail, ruling_words
from sayso.export.printed.blocks import Block, Entries, Entry, Heading, Items, Line, Para, Piece, To, Words
from sayso.export.printed.handed import Redaction
from sayso.export.printed.told import Told
from sayso.export.words import count
from sayso.nouns import Amendment, Claimed, Ruling, RulingKind
from sayso.nouns import standing as facts_standing

NOBODY = "Nobody has ruled on anything that is told here: all of it stands as the machine read and compared it."


def people(told: Told) -> Iterator[Block]:
    """All that people decided on what is told, oldest first, with what was withdrawn or replaced."""
    yield Heading(level=2, line=("What people decided",), anchor="decided")
    yield Para(
        line=(
            "A ruling says how a text is to be read, or how two claims are to be laid side by side; never what is true."
            if told.decided
            else NOBODY,
        )
    )
    if told.handed.redactions:
        yield Items(lines=tuple(_redacted(one) for one in told.handed.redactions), kind="redactions")
    if told.decided:
        signs = {one.id: sign for sign, one in told.decided}
        yield Entries(
            entries=tuple(
                Entry(anchor=sign.lower(), sign=sign, lines=tuple(_lines(one, signs, told)))
                for sign, one in told.decided
            ),
            kind="decided",
        )


def _redacted(one: Redaction) -> Line:
    masked = f"names masked in {count(one.reports, 'report')}, {count(one.withheld, 'capture')} withheld"
    stands = "the digests here are those of what stands in their place"
    signed = (Words(text=one.by, bold=True), f", {instant(one.at).words}. Why: ", Words(text=one.why))
    return (f"Redaction {one.number}: {masked} ({stands}). By ", *signed)


def _lines(one: Ruling | Amendment, signs: dict[str, str], told: Told) -> Iterator[Line]:
    what = _ruled(one, signs) if isinstance(one, Ruling) else _amended(one, signs, told)
    yield (*what, ". By ", Words(text=one.by, bold=True), f", {instant(one.at).words}", *_still(one, told))
    if one.why:
        yield ("Why: ", Words(text=one.why))
    if isinstance(one, Ruling):
        about = tuple(_about(one, told))
        if about:
            yield ("On ", *about)


def _ruled(one: Ruling, signs: dict[str, str]) -> Iterator[Piece]:
    if one.undoes:
        sign = signs.get(one.undoes)
        yield "Withdraws "
        yield To(anchor=sign.lower(), text=sign) if sign else "a ruling that is not told here"
        return
    yield ruling_words(one).capitalize()
    for words in detail(one):
        yield "; "
        yield Words(text=words)


def _amended(one: Amendment, signs: dict[str, str], told: Told) -> Iterator[Piece]:
    if one.undoes:
        sign = signs.get(one.undoes)
        yield "Withdraws "
        yield To(anchor=sign.lower(), text=sign) if sign else "an amendment"
        return
    number = told.sources[one.report]
    yield f"{one.fact.value.capitalize()} of "
    yield To(anchor=f"s{number}", text=f"S{number}")
    yield " amended from "
    yield Words(text=one.before) if one.before else "unknown"
    yield " to "
    yield Words(text=one.after) if one.after else "unknown"


def _still(one: Ruling | Amendment, told: Told) -> Iterator[Piece]:
    """That it holds no more, where that is so."""
    if one.undoes:
        return
    if isinstance(one, Ruling):
        holds = {ruling.id: held for ruling, held in told.handed.rulings}[one.id]
    else:
        holds = one in facts_standing(told.handed.amendments)
    if not holds:
        yield " – holds no more: withdrawn, or replaced by a later one"


def _about(one: Ruling, told: Told) -> Iterator[Piece]:
    """The claims and names that it is on; a claim that is not told here by its source and characters."""
    for place, anchor in enumerate(one.claims):
        if place:
            yield " and "
        noted = _noted(one, place, told)
        if noted:
            yield noted
            continue
        yield f"{anchor.layer.value} of "
        number = told.sources.get(anchor.report)
        yield To(anchor=f"s{number}", text=f"S{number}") if number else "a report that is not told here"
        yield f", characters {anchor.content[0].start:,}–{anchor.content[-1].end:,}"
    for place, name in enumerate(one.names):
        yield " and " if place or one.claims else ""
        yield Words(text=name)


def _noted(one: Ruling, place: int, told: Told) -> Piece | None:
    places = one.places()[place]
    for claim in told.notes:
        held = told.handed.claims[claim].claim
        if (held.report, held.layer, held.content) in places:
            return told.note(claim)
    return None


def decided_on(claims: Sequence[Claimed], told: Told) -> Iterator[Block]:
    """Which of it is on the claims of one question, or on who speaks in them."""
    at = {(one.claim.report, one.claim.layer, one.claim.content) for one in claims}
    names = {told.who(one).text for one in claims}
    signs = [
        sign
        for sign, one in told.decided
        if isinstance(one, Ruling)
        and one.kind is not RulingKind.UNDO
        and (any(at & set(places) for places in one.places()) or names & set(one.names))
    ]
    if signs:
        pieces: list[Piece] = []
        for sign in signs:
            pieces += [", " if pieces else "Decided by people: ", To(anchor=sign.lower(), text=sign)]
        yield Para(line=tuple(pieces), kind="facts")
