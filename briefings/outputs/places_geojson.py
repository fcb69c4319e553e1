"""The places as GeoJSON (RFC 7946), with how exact each point is."""

from __future__ import annotations

import msgspec

from briefings.outputs.data_records import PlaceData
from briefings.outputs.data_tables import list_records
from briefings.views.context import ViewContext


def build_geojson(context: ViewContext) -> bytes:
    """A point for every place whose position is known; `precision_km` is the radius that it is good for."""
    places = (place for place in list_records(context, "places") if isinstance(place, PlaceData))
    features = [_build_feature(place) for place in places if place.lat is not None and place.lon is not None]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n"


def _build_feature(place: PlaceData) -> dict[str, object]:
    properties = {name: value for name, value in msgspec.structs.asdict(place).items() if name not in ("lat", "lon")}
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": properties,
    }
