"""The places that claims name, on one map: who names them, how closely, and what is told in words only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.phrases import printed_by
from sayso.export.words import count
from sayso.ledger.browse_claims import Beside
from sayso.locating import Located, all_located
from sayso.nouns import Claimed
from sayso.web.views.chart import shortened
from sayso.web.views.claims import Name, text_href, who
from sayso.web.views.map.picture import Area, Picture, picture

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PATTERNS = 5
"""Patterns and colours there are; the last is shared by what has none of its own."""
TELLERS = 6
"""Claims named beside a place; the rest is counted."""
IN_WORDS = 6
"""Places named in the sentence, of each sort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A claim that names a place: who, where, in which characters, and for which answer (whole, and short)."""

    who: Name
    outlet: str
    href: str
    text_href: str
    written: str
    answer: str | None
    short: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place with all that is known of it: a row of the table, and where it has a letter an area of the map."""

    letter: str | None
    pattern: int
    name: str
    written: tuple[str, ...]
    taken_for: str
    precision: str
    latitude: str | None
    longitude: str | None
    geonames: int | None
    tellers: tuple[Teller, ...]
    more: int
    answers: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """Places as a map (None where none can be drawn), a sentence and a table."""

    sentence: str
    rows: tuple[PlaceRow, ...]
    picture: Picture | None

    @property
    def drawn(self) -> tuple[PlaceRow, ...]:
        """The rows that have an area on the map."""
        return tuple(row for row in self.rows if row.letter)


def place_map(
    claims: Iterable[Claimed], beside: Beside, answers: Mapping[str, tuple[int, str]] | None = None
) -> PlaceMap | None:
    """The map of the places that some claims name, None where they name none.

    `answers` has the number and value of the answer that a claim belongs to; areas of one answer look alike then.
    """
    groups: dict[tuple[object, ...], list[tuple[Claimed, Located]]] = {}
    for one, place in all_located(claims):
        key = (place.spot.geonames, place.radius) if place.spot else (_name(place), place.precision, place.why_not)
        groups.setdefault(key, []).append((one, place))
    if not groups:
        return None
    told = sorted(
        groups.values(), key=lambda group: (group[0][1].spot is None, -len({one.claim.id for one, _ in group}))
    )
    rows = tuple(_row(at, group, beside, answers or {}) for at, group in enumerate(told))
    spots = {row.letter: group[0][1] for row, group in zip(rows, told, strict=True) if row.letter}
    areas = [area for row in rows if row.letter and (area := _area(row, spots[row.letter]))]
    return PlaceMap(sentence=_sentence(rows), rows=rows, picture=picture(areas) if areas else None)


def _row(
    at: int, group: Sequence[tuple[Claimed, Located]], beside: Beside, answers: Mapping[str, tuple[int, str]]
) -> PlaceRow:
    place = group[0][1]
    tellers = {one.claim.id: _teller(one, located, beside, answers) for one, located in reversed(group)}
    ordered = tuple(reversed(tellers.values()))
    having = dict(sorted({answers[one] for one in tellers if one in answers}))
    own = next(iter(having)) if len(having) == 1 else PATTERNS if having else at + 1
    return PlaceRow(
        letter=LETTERS[at] if place.spot and at < len(LETTERS) else None,
        pattern=min(own, PATTERNS),
        name=place.spot.name if place.spot else _name(place),
        written=tuple(dict.fromkeys(" ".join(located.written.split()) for _, located in group)),
        taken_for=place.taken_for or f"not drawn: {place.why_not}",
        precision=place.precision,
        latitude=_degrees(place.spot.latitude, "NS") if place.spot else None,
        longitude=_degrees(place.spot.longitude, "EW") if place.spot else None,
        geonames=place.spot.geonames if place.spot else None,
        tellers=ordered[:TELLERS],
        more=max(0, len(ordered) - TELLERS),
        answers=tuple(having.values()),
        claims=len(ordered),
    )


def _teller(one: Claimed, place: Located, beside: Beside, answers: Mapping[str, tuple[int, str]]) -> Teller:
    _, value = answers.get(one.claim.id, (0, None))
    return Teller(
        who=who(one, beside),
        outlet=printed_by(one.report),
        href=f"/c/{one.claim.id}",
        text_href=text_href(one.report.id, one.claim.layer, place.where.span),
        written=place.written,
        answer=value,
        short=shortened(value) if value else None,
    )


def _area(row: PlaceRow, place: Located) -> Area | None:
    if place.spot is None or place.radius is None or row.letter is None:
        return None
    return Area(
        letter=row.letter,
        spot=place.spot,
        radius=place.radius,
        pattern=row.pattern,
        title=f"{row.letter}: {_in_words(row)}",
    )


def _name(place: Located) -> str:
    return ", ".join((place.where.name, *place.where.within))


def _degrees(value: float, ends: str) -> str:
    """Degrees to two places, within a kilometre, which is more than a name tells.

    >>> _degrees(-18.1416, "NS"), _degrees(178.4415, "EW")
    ('18.14° S', '178.44° E')
    """
    return f"{abs(value):.2f}° {ends[0] if value >= 0 else ends[1]}"


def _in_words(row: PlaceRow) -> str:
    """A row as a part of a sentence: `Brin (a town, within about 2 km), in 3 claims for “in Brin” and “on land”`."""
    told = [f"“{shortened(answer)}”" for answer in row.answers]
    listed = " and ".join(part for part in (", ".join(told[:-1]), told[-1]) if part) if told else ""
    return f"{row.name} ({row.precision}), in {count(row.claims, 'claim')}{f' for {listed}' if listed else ''}"


def _sentence(rows: Sequence[PlaceRow]) -> str:
    """What the map shows, and what it does not."""
    drawn = [f"{row.letter} {_in_words(row)}" for row in rows if row.letter]
    left = [_in_words(row) for row in rows if not row.letter]
    parts = (("On the map", drawn), ("In words only, as their names tell no area", left))
    return " ".join(f"{what}: {'; '.join(_cut(told))}." for what, told in parts if told)


def _cut(told: Sequence[str]) -> Sequence[str]:
    return told if len(told) <= IN_WORDS else [*told[: IN_WORDS - 1], f"{len(told) - IN_WORDS + 1} more in the table"]
