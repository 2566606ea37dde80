"""The picture of a map: areas, the land under them, a few towns, a scale bar. Units are those of its `viewBox`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from sayso.locating import Spot, largest
from sayso.web.views.map.coast import Outlines, outlines
from sayso.web.views.map.earth import distance
from sayso.web.views.map.extent import Circle, fitting
from sayso.web.views.map.labels import Frame, Sheet, Stood, frame_of
from sayso.web.views.map.projection import WIDTH, Oval, Projection

VISIBLE = 6.0
"""Units below which an area is too small to be seen; a ring of `RING` then shows where it is."""
RING = 10.0
LETTER, LINE, LETTERS_WIDE = 24.0, 26.0, 9.0
"""Units: the badge of an area, the height of its name, and the width of a letter of 13 px in semi-bold."""
TOWNS_ASKED, TOWNS, TOWNS_NARROW = 60, 9, 3
"""Towns looked at, named, and named where the screen is narrow too."""
TOWN_HIGH, TOWN_LETTER, NARROW = 15.0, 7.0, 2.1
"""Units: the height of a town's name and the width of its letters; how much larger both are on a narrow screen."""
APART = 26.0
"""Units that a town lies from a larger one at least: parts of cities are towns in GeoNames too."""
BAR = 170.0
"""Units that the scale bar is long at most."""
EDGE = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An area on the map: its oval, the ring around it where it is too small to be seen, and where its letter stands.

    The name follows the letter, or comes before it where that is nearer to the area (`is_before`).
    """

    letter: str
    name: str
    pattern: int
    title: str
    oval: Oval
    ring: float | None
    x: float
    y: float
    is_before: bool
    leader: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town to find one's way by; `is_large` where its name is shown on a narrow screen too.

    `anchor` tells which part of the name stands at `text_x`: start, middle or end.
    """

    name: str
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    is_large: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A scale bar: so many kilometres on the ground, in the middle of the map, from west to east."""

    km: float
    label: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn, from the sea upwards. `note` says how it was projected and how true it is."""

    width: float
    height: float
    outlines: Outlines
    marks: tuple[Mark, ...]
    towns: tuple[Town, ...]
    bar: Bar
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What is to be drawn: somewhere within so many kilometres of a town. `pattern` is from 1 to 5."""

    letter: str
    spot: Spot
    radius: float
    pattern: int
    title: str


def picture(areas: Sequence[Area]) -> Picture:
    """A map that shows all the areas, of which there is at least one."""
    projection = fitting([_circle(area) for area in areas])
    bar = scale_bar(projection)
    ovals = [projection.oval(area.spot.longitude, area.spot.latitude, area.radius) for area in areas]
    seen = [_seen(oval) for oval in ovals]
    covered = [*map(frame_of, seen), Frame(x=0, y=bar.y - 30, width=bar.width + 2 * EDGE, height=60)]
    sheet = Sheet(height=projection.height, taken=covered)
    marks = tuple(_marks(areas, ovals, seen, sheet))
    drawn = outlines(projection)
    return Picture(
        width=WIDTH,
        height=round(projection.height, 1),
        outlines=drawn,
        marks=marks,
        towns=tuple(_towns(projection, {area.spot.geonames for area in areas}, sheet)),
        bar=bar,
        note=f"Projection: {projection.name}. The shore is right within {drawn.tolerance:.1f} km, "
        "the scale bar holds in the middle of the map.",
    )


def _circle(area: Area) -> Circle:
    return Circle(lon=area.spot.longitude, lat=area.spot.latitude, radius=area.radius)


def _seen(oval: Oval) -> Oval:
    """The area, or the ring that shows where it is."""
    return oval if max(oval.rx, oval.ry) >= VISIBLE else Oval(x=oval.x, y=oval.y, rx=RING, ry=RING)


def _marks(areas: Sequence[Area], ovals: Sequence[Oval], seen: Sequence[Oval], sheet: Sheet) -> Iterator[Mark]:
    """The areas with room for their names; what the names cover is added to what is taken."""
    for area, oval, shown in zip(areas, ovals, seen, strict=True):
        width = LETTER + GAP_IN + len(area.spot.name) * LETTERS_WIDE
        stood = sheet.beside(shown, width, LINE, may_go=True) or _over(shown, width, sheet.height)
        sheet.taken.append(stood.frame)
        frame, is_before = stood.frame, stood.frame.x + width <= oval.x
        x = frame.x + width - LETTER if is_before else frame.x
        y = frame.y + LINE / 2
        yield Mark(
            letter=area.letter,
            name=area.spot.name,
            pattern=area.pattern,
            title=area.title,
            oval=_rounded(oval),
            ring=None if shown is oval else RING,
            x=round(x, 1),
            y=round(y, 1),
            is_before=is_before,
            leader=(round(x + LETTER / 2, 1), round(y, 1)) if stood.is_away else None,
        )


GAP_IN = 5.0
"""Units between the badge and the name."""


def _over(oval: Oval, width: float, bottom: float) -> Stood:
    """On the area itself, where there is no room anywhere else."""
    x = min(max(oval.x, 0.0), WIDTH - width)
    y = min(max(oval.y - LINE / 2, 0.0), bottom - LINE)
    return Stood(frame=Frame(x=x, y=y, width=width, height=LINE), is_away=False)


def _rounded(oval: Oval) -> Oval:
    return Oval(x=round(oval.x, 1), y=round(oval.y, 1), rx=round(oval.rx, 2), ry=round(oval.ry, 2))


def _towns(projection: Projection, drawn: set[int], sheet: Sheet) -> Iterator[Town]:
    """The largest towns with room for their names; first those that are named on a narrow screen too."""
    box = projection.box
    found = largest(west=box.west, south=box.south, east=box.east, north=box.north, most=TOWNS_ASKED)
    points: list[tuple[float, float]] = []
    named = large = 0
    for spot in found:
        x, y = projection.xy(projection.near(spot.longitude), spot.latitude)
        is_near = any(abs(x - other) < APART and abs(y - beyond) < APART for other, beyond in points)
        points.append((x, y))
        dot = Oval(x=x, y=y, rx=3.0, ry=3.0)
        if spot.geonames in drawn or is_near or not sheet.has_room(frame_of(dot)):
            continue
        for factor in (NARROW, 1.0) if large < TOWNS_NARROW else (1.0,):
            width, height = len(spot.name) * TOWN_LETTER * factor, TOWN_HIGH * factor
            stood = sheet.beside(dot, width, height, may_go=False)
            if stood is not None:
                break
        else:
            continue
        sheet.taken.extend((stood.frame, frame_of(dot)))
        named += 1
        large += factor == NARROW
        anchor, share = _anchor(stood.frame, x)
        yield Town(
            name=spot.name,
            x=round(x, 1),
            y=round(y, 1),
            text_x=round(stood.frame.x + share * width, 1),
            text_y=round(stood.frame.y + height / 2, 1),
            anchor=anchor,
            is_large=factor == NARROW,
        )
        if named == TOWNS:
            return


def _anchor(frame: Frame, x: float) -> tuple[str, float]:
    """The part of a name that is nearest to its town, so that it stays there whatever size it has."""
    if frame.x >= x:
        return "start", 0.0
    return ("end", 1.0) if frame.x + frame.width <= x else ("middle", 0.5)


def scale_bar(projection: Projection) -> Bar:
    """The longest bar of 1, 2 or 5 times a power of ten kilometres that is not too long."""
    most = _ground(projection, BAR)
    power = 10.0 ** floor(log10(most))
    km = max(power * factor for factor in (1, 2, 5) if power * factor <= most)
    width = km * projection.per_km
    for _ in range(8):  # how long so many kilometres are depends a little on where they end
        width *= km / _ground(projection, width)
    return Bar(km=km, label=f"{km:,.0f} km", x=EDGE, y=round(projection.height - EDGE, 1), width=round(width, 1))


def _ground(projection: Projection, width: float) -> float:
    """Kilometres on the ground that so many units are, in the middle of the map from west to east."""
    middle, half = projection.height / 2, width / 2
    west, east = (projection.lonlat(WIDTH / 2 + aside, middle) for aside in (-half, half))
    return distance(*west, *east)
