"""Which part of the world a map shows, and where on it a position is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefings.views.map_data import Box

WIDTH = 320
"""Units of every map, about a pixel each; its height depends on the places."""
KM_PER_DEGREE = 111.2

_LEAST_KM = 150
_HEIGHTS = (200, 300)
_PADDING = 36.0
_LEAST_STRETCH = 0.1
_STEP, _ZOOM = 8, 1.2
"""Frames are moved to a grid of so many units, and scales to powers of so much: maps of much the same places share
the ground under them."""


class Position(NamedTuple):
    """Degrees, and the kilometres they are good for."""

    lon: float
    lat: float
    km: float = 0.0


class Frame(NamedTuple):
    """A part of the world: its middle, how many units a degree of latitude has, and a degree of longitude of those.

    Equirectangular, true to scale at about its middle; never mirrored.
    """

    lon: float
    lat: float
    scale: float
    stretch: float
    height: int

    def find(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position is on the map, by the shorter way around the world."""
        return self.project((lon - self.lon + 180) % 360 - 180 + self.lon, lat)

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position is on the map, or beside it."""
        return (
            WIDTH / 2 + (lon - self.lon) * self.scale * self.stretch,
            self.height / 2 - (lat - self.lat) * self.scale,
        )

    def locate(self, x: float, y: float) -> tuple[float, float]:
        """The degrees of a point of the map, longitude first."""
        return (
            self.lon + (x - WIDTH / 2) / (self.scale * self.stretch),
            self.lat - (y - self.height / 2) / self.scale,
        )

    def box(self, margin: float) -> Box:
        """What the map shows, in degrees, and so many units more on each side. May reach past 180 degrees."""
        left, high = self.locate(-margin, -margin)
        right, low = self.locate(WIDTH + margin, self.height + margin)
        return Box(left, low, right, high)

    @property
    def km(self) -> float:
        """Kilometres of a unit in the middle of the map."""
        return KM_PER_DEGREE / self.scale

    @property
    def is_true(self) -> bool:
        """Whether distances can be measured on all of the map."""
        edge = min(89.0, abs(self.lat) + self.height / 2 / self.scale)
        return math.cos(math.radians(edge)) > 0.6 * self.stretch and self.stretch > _LEAST_STRETCH


def fit_frame(positions: Sequence[Position]) -> Frame:
    """The smallest frame with room around all positions, and for the circles of their precision."""
    reach = [position.km / KM_PER_DEGREE for position in positions]
    low = min(p.lat - r for p, r in zip(positions, reach, strict=True))
    high = max(p.lat + r for p, r in zip(positions, reach, strict=True))
    lat = (low + high) / 2
    stretch = max(_LEAST_STRETCH, round(math.cos(math.radians(lat)), 2))
    west, across = _find_arc([p.lon for p in positions])
    across += 2 * max(reach) / stretch
    west -= max(reach) / stretch
    room = WIDTH - 2 * _PADDING
    scale = min(
        room / max(across * stretch, 1e-9),
        (_HEIGHTS[1] - 2 * _PADDING) / max(high - low, 1e-9),
        WIDTH * KM_PER_DEGREE / _LEAST_KM,
    )
    scale = _ZOOM ** math.floor(math.log(max(scale, room / 360 / stretch / 2), _ZOOM))
    height = max(_HEIGHTS[0], math.ceil(((high - low) * scale + 2 * _PADDING) / 20) * 20)
    step = _STEP / scale
    return Frame(_snap(west + across / 2, step / stretch), _snap(lat, step), scale, stretch, height)


def _snap(value: float, step: float) -> float:
    return round(round(value / step) * step, 6)


def _find_arc(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest arc that has all longitudes: its western end, and how many degrees it is long."""
    turns = sorted({lon % 360 for lon in lons})
    gaps = [(after - before, after) for before, after in pairwise([*turns, turns[0] + 360])]
    widest, after = max(gaps)
    west = (after + 180) % 360 - 180
    return west, 360 - widest
