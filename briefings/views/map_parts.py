"""Shown maps: ground, circles, labels, and the table of the same."""

from __future__ import annotations

from briefings.views.parts import Link, View


class MapGround(View):
    """What lies under the places of a map, as SVG path data: land, settled boundaries, disputed boundaries."""

    land: str
    settled: str = ""
    disputed: str = ""


class MapCircle(View):
    """A circle on a map, in the map's own units."""

    x: float
    y: float
    r: float


class MapLabel(View):
    """A name on a map: its lines, where the first starts, and which end of the text that is, as in `text-anchor`.

    `lang` is the language of the name where it differs from the page's.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    is_key: bool = False
    lang: str = ""


class MapScale(View):
    """A scale bar, as SVG path data, and how long it is in words."""

    path: str
    text: str


class MapRow(View):
    """A place in the table of a map; `position` and `precision` are empty where they are not known."""

    link: Link
    kind: str
    position: str
    precision: str


class MapView(View):
    """Places on a map, north up, and the same as a table.

    `label` says what it shows; units are those of `width` and `height`. `dots` is a path with a point for each place,
    `key` the ring around the place that the map is about, `circles` show how exactly a position is known. `rows` has
    every place, also those that the map has not. `notes` are sentences that belong below it. `leads` is a path with a
    line from each dot whose name stands off to that name.
    """

    label: str
    width: int
    height: int
    ground: MapGround
    dots: str
    rows: tuple[MapRow, ...]
    key: MapCircle | None = None
    circles: tuple[MapCircle, ...] = ()
    labels: tuple[MapLabel, ...] = ()
    countries: tuple[MapLabel, ...] = ()
    scale: MapScale | None = None
    notes: tuple[str, ...] = ()
    leads: str = ""
