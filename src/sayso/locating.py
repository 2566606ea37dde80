"""Where on the earth a claim's place is, as far as its name tells, and how closely. Nothing is guessed.

A claim keeps the towns that a name may stand for by their GeoNames numbers (`Where.geonames`); coordinates are looked
up when they are wanted: a ledger has none that its text does not give, and a corrected gazetteer is seen at once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, pi, sqrt

from sayso.data import standing_for, words
from sayso.gazetteer import Town, is_area, is_built, key_of, largest_within, numbered, towns
from sayso.nouns import Claimed, Where

RIVAL = 8
"""A name is taken for its largest town where that has so many times the people of the next one of the name."""
KNOWN = 15_000
"""People of a town that is drawn by a second name, too; of smaller ones such names are too often those of others."""
ONE_TOWN = 0.35
"""Degrees within which two entries of one name are taken for one town."""
NEAR = 10.0
"""Kilometres that "near" a town is taken to reach beyond it."""
PEOPLE = 3000
"""People on a square kilometre of a town, by which its size is judged: towns of Europe and Asia have 2,000 to 5,000."""
SMALLEST, LARGEST = 2.0, 25.0
"""Kilometres: no town is drawn smaller (GeoNames rounds, and villages straggle) or larger."""
FARTHEST = 100.0
"""Kilometres beside a town beyond which an area around it would tell too little."""
BEFORE = 80
"""Characters before a name that may tell that something is only near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A town as the gazetteer has it: its GeoNames number and WGS 84 degrees. `country` is where GeoNames lists it."""

    geonames: int
    name: str
    country: str | None
    latitude: float
    longitude: float
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What a place's name tells of where it is.

    `radius` is in kilometres around `spot`; both are None where the name tells no area that could be drawn, and
    `why_not` says why. `precision` says in words how closely the name tells where, `taken_for` for what it was taken.
    """

    where: Where
    written: str
    precision: str
    taken_for: str | None = None
    spot: Spot | None = None
    radius: float | None = None
    why_not: str | None = None


def located(one: Claimed, where: Where) -> Located:
    """Where a place of a claim is: around the one town that its name stands for, or nowhere that could be drawn."""
    written = where.span.of(one.text)
    if where.precision in _WIDE:
        return Located(where=where, written=written, precision=_WIDE[where.precision], why_not=_NO_OUTLINE)
    is_building = where.precision == "facility"
    found, name = _inside(where) if is_building else (numbered(where.geonames), where.name)
    kind = f"a building or site{f' in {name}' if name else ''}" if is_building else "a town"
    if not found:
        return Located(where=where, written=written, precision=_unplaced(where, kind), why_not=_missing(where))
    town = _meant(found)
    if town is None:
        others = "; ".join(_told(one) for one in found)
        return Located(
            where=where,
            written=written,
            precision=f"{kind}, one of several of that name" if not is_building else f"{kind}, several of that name",
            why_not=f"{name} may be {others}",
        )
    if town.population < KNOWN and key_of(town.name) != key_of(name):
        return Located(
            where=where,
            written=written,
            precision=f"{kind}, perhaps",
            why_not=f"{name} may be {_told(town)}, a small place that is mostly called otherwise",
        )
    aside = 0.0 if is_building else _aside(one.text[max(0, where.span.start - BEFORE) : where.span.start])
    kind = f"near {kind}" if aside else kind
    if aside > FARTHEST:
        return Located(
            where=where, written=written, precision=kind, why_not=f"the text says that it is away from {_told(town)}"
        )
    radius = size(town.population) + aside
    return Located(
        where=where,
        written=written,
        precision=f"{kind}, within about {radius:.0f} km",
        taken_for=_told(town) + (", by far the largest of that name" if len(found) > 1 else ""),
        spot=spot_of(town),
        radius=radius,
    )


def largest(*, west: float, south: float, east: float, north: float, most: int) -> tuple[Spot, ...]:
    """So many towns between two parallels and two meridians (degrees, `east` beyond 180 over the antimeridian)."""
    found = largest_within(west=west, south=south, east=east, north=north, most=most)
    return tuple(spot_of(town) for town in found)


def size(people: int) -> float:
    """The radius of a town of so many people, in kilometres, judged by how closely people live.

    >>> round(size(450_000), 1), size(600), size(20_000_000)
    (6.9, 2.0, 25.0)
    """
    return min(LARGEST, max(SMALLEST, sqrt(people / PEOPLE / pi)))


_WIDE = {"country": "a country", "region": "a region, or a sea, river or mountain"}
"""What is told in words only: a point in the middle of it would be false, and its outline may be contested."""
_NO_OUTLINE = "larger than a town: told in words, not drawn"


def _unplaced(where: Where, kind: str) -> str:
    return "unknown" if where.precision == "unknown" else kind


def _missing(where: Where) -> str:
    if not is_built():
        return "the gazetteer file is not there: `make gazetteer` makes it"
    if where.precision == "facility":
        return "the text does not say in which town it is"
    return "no town of the gazetteer stands for it"


def _inside(where: Where) -> tuple[tuple[Town, ...], str]:
    """The towns that the text may say a building is in, and their name."""
    for at, name in enumerate(where.within):
        if is_area(name):
            break
        if found := towns(name):
            wider = {area.casefold() for area in where.within[at + 1 :]}
            narrowed = tuple(town for town in found if wider & {area.casefold() for area in town.lies_in})
            return narrowed or found, name
    return (), ""


def _meant(found: tuple[Town, ...]) -> Town | None:
    """The town that a name stands for: the only one, or one beside which the others are small."""
    first = max(found, key=lambda town: town.population)
    rivals = (town for town in found if not _is_one_town(first, town) and town.population * RIVAL >= first.population)
    return first if next(rivals, None) is None else None


def _is_one_town(one: Town, other: Town) -> bool:
    return abs(one.latitude - other.latitude) < ONE_TOWN and abs(one.longitude - other.longitude) < ONE_TOWN


def _aside(before: str) -> float:
    """How many kilometres beside a town something is by the words before its name; 0 in it, endless where none is told.

    >>> _aside("it sank near the port of"), round(_aside("it lies some 50 miles to the north of"), 1), _aside("sank in")
    (10.0, 80.5, 0.0)
    >>> _aside("a camp dozens of kilometres from"), _aside("the convoy came from")
    (inf, 0.0)
    """
    said = _without(before.casefold().replace("-", " ").split(), words("places", "areas"))
    rest = next((said[: -len(way)] for way in _ways("near") if said[-len(way) :] == way), None)
    far = (
        rest if rest is not None else next((said[: -len(way)] for way in _ways("away") if said[-len(way) :] == way), [])
    )
    while far and far[-1] in _TO:
        far = far[:-1]
    lengths = standing_for("places", "lengths")
    if far and far[-1] in lengths:
        number = far[-2].replace(",", "") if len(far) > 1 else ""
        return max(NEAR, float(number) * float(lengths[far[-1]])) if _NUMBER.fullmatch(number) else inf
    return NEAR if rest is not None else 0.0


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TO = frozenset({"to", "the", "away", "due", "further", "just"})
"""Words between a length and what it leads from: "50 miles to the north of"."""


def _ways(group: str) -> tuple[list[str], ...]:
    """The phrases of a group as words, the longest first."""
    return tuple(sorted((phrase.split() for phrase in words("places", group)), key=len, reverse=True))


def _without(said: list[str], kinds: frozenset[str]) -> list[str]:
    """Words without what only introduces a name: "near the port city of" is "near"."""
    if said[-1:] == ["of"] and said[-2:-1] and said[-2] in kinds:
        said = said[:-2]
        while said and said[-1] in kinds:
            said = said[:-1]
    return said[:-1] if said[-1:] == ["the"] else said


def _told(town: Town) -> str:
    listed = f", listed under {', '.join(town.lies_in)}" if town.lies_in else ""
    return f"{town.name} (GeoNames {town.id}{listed})"


def spot_of(town: Town) -> Spot:
    """A town as what is shown of it."""
    return Spot(
        geonames=town.id,
        name=town.name,
        country=town.lies_in[-1] if town.lies_in else None,
        latitude=town.latitude,
        longitude=town.longitude,
        people=town.population,
    )


def all_located(claims: Iterable[Claimed]) -> tuple[tuple[Claimed, Located], ...]:
    """Every place of some claims, with the claim that names it."""
    return tuple((one, located(one, where)) for one in claims for where in one.claim.places)
