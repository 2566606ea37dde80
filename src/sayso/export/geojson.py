"""Claims on a map, as GeoJSON (RFC 7946): one feature for each place that a claim names.

A place is a point only where its name stands for one town beyond reasonable doubt (`sayso.locating`): the middle of
that town, with the kilometres around it that are meant. Everything else has no geometry: a point in the middle of a
country would be false. Borders are not drawn, and no place is told to be part of a country.
"""

from sayso.export.chosen import Chosen
from sayso.export.records import Json, Record
from sayso.export.table import Cell, rows
from sayso.locating import Located, located

GAZETTEER = "Towns from GeoNames (geonames.org), CC BY 4.0"

LOSES = (
    "Claims that name no place; all but the first quantity and time of a claim; links, and the spans of everything but "
    "the content and the place; the texts of the reports."
)

TOLD = (
    "id", "claimant", "via", "act", "quote", "question", "answer", "state", "question_id", "low", "best", "high",
    "comparator", "counted", "unit", "scope", "said_start", "said_end", "time_start", "time_end", "report", "outlet",
    "published", "url", "layer", "start", "end", "text_sha256", "flags", "review_state",
)  # fmt: skip
"""What of a claim's row stands beside each of its places."""


def geojson(chosen: Chosen) -> Record:
    """The feature collection; what is not GeoJSON's own stands in members of other names, as RFC 7946 allows (6.1)."""
    features: list[Json] = []
    for one, row in zip(chosen.case.claims, rows(chosen.case), strict=True):
        for at, where in enumerate(one.claim.places):
            features.append(_feature(f"{one.claim.id}-{at}", located(one, where), row))
    return {
        "type": "FeatureCollection",
        "attribution": GAZETTEER,
        "loses": LOSES,
        "left_out": {"personal": chosen.case.left_out},
        "features": features,
    }


def _feature(ident: str, there: Located, row: dict[str, Cell]) -> Record:
    spot = there.spot
    return {
        "type": "Feature",
        "id": ident,
        "geometry": None if spot is None else {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
        "properties": {
            "place": there.where.name,
            "place_written": there.written,
            "place_start": there.where.span.start,
            "place_end": there.where.span.end,
            "place_precision": there.precision,
            "radius_km": None if there.radius is None else round(there.radius, 1),
            "taken_for": None if spot is None else f"{spot.name} (GeoNames {spot.geonames})",
            "not_drawn_because": there.why_not,
            **{name: row[name] for name in TOLD},
        },
    }
