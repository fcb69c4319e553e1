"""The land, the boundaries and the countries of the world, as every map of a process shares them."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

import msgspec

STEPS = 65535
"""Positions are whole numbers: how many steps there are from west to east, and from south to north."""
CELLS = 4
"""Cells of a degree, each way, in the grid that says which country is where."""
TOLERANCES = (0.015, 0.06, 0.3)
"""By how many degrees the lines of each level may be off, the finest level first."""

_CHUNK = 64


class Box(NamedTuple):
    """A stretch of the world, or of a map; on a map the second number of a pair grows downwards."""

    left: float
    low: float
    right: float
    high: float


class Stroke(msgspec.Struct, frozen=True, array_like=True):
    """A line, or the edge of land: where it starts, and the way from each point to the next.

    `steps` has all ways along x before all along y, 16 bits each, the lower byte first.
    """

    x: int
    y: int
    steps: bytes


class Level(msgspec.Struct, frozen=True, array_like=True):
    """The world at one level of detail: edges of land and water, settled boundaries, disputed boundaries."""

    land: tuple[Stroke, ...]
    settled: tuple[Stroke, ...]
    disputed: tuple[Stroke, ...]


class World(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds. `countries` are ISO 3166-1 codes; `grid` has the number of one, or 0, for each cell.

    Rows of the grid run from the north, each from the west. Cells of contested land have a 0.
    """

    levels: tuple[Level, ...]
    countries: tuple[str, ...]
    grid: bytes


class Line:
    """A line in degrees that can be read in part."""

    def __init__(self, stroke: Stroke) -> None:
        steps = struct.unpack(f"<{len(stroke.steps) // 2}h", stroke.steps)
        half = len(steps) // 2
        self._xs = array("H", accumulate(steps[:half], initial=stroke.x))
        self._ys = array("H", accumulate(steps[half:], initial=stroke.y))
        spans = [slice(start, start + _CHUNK) for start in range(0, half + 1, _CHUNK)]
        self._chunks = [(span, _measure(self._xs[span], self._ys[span])) for span in spans]
        self.box = _measure(self._xs, self._ys)

    def runs(self, box: Box) -> Iterator[list[tuple[float, float]]]:
        """Runs of points. Of a run that is outside a box, its first and last point stand for all.

        Such a run lies on one side of the box, so nothing inside changes.
        """
        for span, chunk in self._chunks:
            xs, ys = self._xs[span], self._ys[span]
            ends = slice(None) if _meet(chunk, box) else slice(None, None, max(len(xs) - 1, 1))
            yield [(_degrees(x, 360), _degrees(y, 180)) for x, y in zip(xs[ends], ys[ends], strict=True)]


def _degrees(steps: int, whole: int) -> float:
    return steps * whole / STEPS - whole / 2


def _measure(xs: Sequence[int], ys: Sequence[int]) -> Box:
    return Box(_degrees(min(xs), 360), _degrees(min(ys), 180), _degrees(max(xs), 360), _degrees(max(ys), 180))


def _meet(one: Box, other: Box) -> bool:
    return one.left <= other.right and one.right >= other.left and one.low <= other.high and one.high >= other.low


@cache
def load_world() -> World:
    """The world, read once in a process. Natural Earth's; see NOTICE."""
    data = files("briefings").joinpath("maps", "world.bin").read_bytes()
    return msgspec.msgpack.decode(zlib.decompress(data), type=World)


@cache
def _load_lines(level: int, kind: str) -> tuple[Line, ...]:
    return tuple(map(Line, getattr(load_world().levels[level], kind)))


def find_level(degrees: float) -> int:
    """The coarsest level whose errors cannot be seen where this many degrees are one unit of the map."""
    return max((n for n, tolerance in enumerate(TOLERANCES) if tolerance <= 2 * degrees), default=0)


def find_lines(kind: str, level: int, box: Box) -> Iterator[tuple[Line, Box, float]]:
    """The lines of a kind that may reach into a box, the box as each sees it, and how far east the line is to be moved.

    A box that reaches past 180 degrees is met by lines of the other side.
    """
    for shift in (-360.0, 0.0, 360.0):
        moved = Box(box.left - shift, box.low, box.right - shift, box.high)
        for line in _load_lines(level, kind):
            if _meet(line.box, moved):
                yield line, moved, shift


def find_country(lon: float, lat: float) -> str:
    """The code of the country that a position is in; empty at sea, and where that is contested."""
    column = int((lon + 180) % 360 * CELLS)
    row = min(max(int((90 - lat) * CELLS), 0), 180 * CELLS - 1)
    world = load_world()
    number = world.grid[row * 360 * CELLS + column]
    return world.countries[number - 1] if number else ""
