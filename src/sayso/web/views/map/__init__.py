"""Places on an offline map: areas as large as what is known of them, beside land, lakes and a few towns."""

from sayso.web.views.map.places import PlaceMap, place_map

__all__ = ["PlaceMap", "place_map"]
