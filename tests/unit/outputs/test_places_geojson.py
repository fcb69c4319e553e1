"""Places as GeoJSON, read by other people's libraries."""

from __future__ import annotations

from collections.abc import Callable

import geojson
import pytest
from shapely.geometry import shape

from briefings.outputs.places_geojson import build_geojson
from briefings.plugin.build import Build
from tests.unit.outputs.data_site import view_data
from tests.unit.views.small_site import view_bridge


def test_points_lie_where_the_registry_says(read_site: Callable[..., Build]) -> None:
    found = geojson.loads(build_geojson(view_data(read_site)))
    assert found.is_valid, found.errors()
    (feature,) = found.features  # the river has no position
    point = shape(feature.geometry)
    assert (point.x, point.y) == (130.25, -12.5)
    assert feature.id == "toll-house"
    assert feature.properties["precision_km"] == 2
    assert feature.properties["briefings"] == 1
    assert feature.properties["url"] == "https://bridge.example/places/toll-house/"
    assert "lat" not in feature.properties


def test_a_site_without_places_has_an_empty_map(read_site: Callable[..., Build]) -> None:
    found = geojson.loads(build_geojson(view_bridge(read_site)))
    assert found.is_valid
    assert found.features == []


@pytest.mark.parametrize("name", ["Zq", "“<b>”"])
def test_names_are_as_written(read_site: Callable[..., Build], name: str) -> None:
    from tests.unit.views.small_site import FILES

    places = f'- {{id: hill, name: "{name}", lat: 1, lon: 2}}'
    found = geojson.loads(build_geojson(view_bridge(read_site, {**FILES, "registry/places.yml": places})))
    assert found.features[0].properties["name"] == name
