"""Locator maps as views."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from briefings.views.context import ViewContext
from briefings.views.map import build_map, find_near
from briefings.views.map_parts import MapView
from briefings.views.profile import build_place_pages

PLACES = """
- {id: quay, name: Quay, kind: quay, in: port, lat: 54.20, lon: 7.90, precision_km: 1, names: {fa: اسکله}}
- {id: port, name: Port town, kind: town, lat: 53.87, lon: 8.70, precision_km: 12}
- {id: isle, name: Isle, kind: island, lat: 53.60, lon: 6.70}
- {id: realm, name: Realm, kind: country, lat: 51, lon: 10, precision_km: 300}
- {id: nowhere, name: Nowhere, kind: ruin}
- {id: afar, name: Afar, kind: city, lat: -33.9, lon: 151.2, precision_km: 10}
"""
BRIEFING = "---\ntitle: A\ndate: 2023-05-02\nplaces: [quay, port, isle, realm, nowhere, afar]\n---\n"
PLACELESS = "---\ntitle: A\ndate: 2023-05-02\n---\n"

View = Callable[..., ViewContext]


@pytest.fixture
def view(view_site: View) -> View:
    def build(places: str = PLACES, briefing: str = BRIEFING, **settings: object) -> ViewContext:
        return view_site({"registry/places.yml": places, "briefings/a.md": briefing}, **settings)

    return build


def _draw(context: ViewContext, *places: str, key: str = "") -> MapView:
    drawn = build_map(context, places, key)
    assert drawn is not None
    return drawn


def _names(drawn: MapView) -> dict[str, bool]:
    return {" ".join(label.lines): label.is_key for label in drawn.labels}


def test_map_of_a_few_places(view: View, file_regression: FileRegressionFixture) -> None:
    drawn = _draw(view(), "quay", "port", "isle", "realm", "nowhere", "afar", key="quay")
    file_regression.check(msgspec.json.format(msgspec.json.encode(drawn), indent=1).decode() + "\n", extension=".json")


def test_places_are_named_and_the_key_place_is_marked(view: View) -> None:
    drawn = _draw(view(), "port", "quay", "realm", key="quay")
    assert _names(drawn) == {"Quay": True, "Port town": False}
    assert drawn.key is not None
    assert drawn.label == "Positions of Port town, Quay"


def test_same_map_has_the_same_bytes(view: View) -> None:
    one, other = (msgspec.json.encode(_draw(view(), "port", "quay", "isle")) for _ in range(2))
    assert one == other


def test_one_place_makes_a_map(view: View) -> None:
    assert _names(_draw(view(), "quay")) == {"Quay": False}


@pytest.mark.parametrize("places", [[], ["realm"], ["nowhere"], ["realm", "nowhere"]])
def test_without_an_exact_position_there_is_no_map(view: View, places: list[str]) -> None:
    assert build_map(view(), places) is None


def test_table_has_every_place(view: View) -> None:
    drawn = _draw(view(), "quay", "port", "isle", "realm", "nowhere", "afar")
    assert [(row.link.text, row.kind, row.position, row.precision) for row in drawn.rows] == [
        ("Quay", "quay", "54.20, 7.90", "1 km"),
        ("Port town", "town", "53.87, 8.70", "12 km"),
        ("Isle", "island", "53.60, 6.70", ""),
        ("Realm", "country", "51.00, 10.00", "300 km"),
        ("Nowhere", "ruin", "", ""),
        ("Afar", "city", "-33.90, 151.20", "10 km"),
    ]
    assert drawn.rows[0].link.href == "/places/quay/"


def test_place_on_the_other_side_of_the_world_is_said_not_drawn(view: View) -> None:
    drawn = _draw(view(), "quay", "port", "afar")
    assert "Afar" not in _names(drawn)
    assert drawn.notes[0] == "Not on this map: Afar."


def test_precision_is_a_circle_as_large_as_on_the_ground(view: View) -> None:
    drawn = _draw(view(), "port")
    [circle] = drawn.circles
    assert drawn.scale is not None
    assert drawn.scale.text == "20 km"
    _, _, bar = drawn.scale.path.rpartition("4 ")
    assert circle.r / float(bar.split()[0]) == pytest.approx(12 / 20, abs=0.02)
    assert "Circles show how exactly a position is known." in drawn.notes


def test_lines_endorse_nothing(view: View) -> None:
    assert _draw(view(), "quay").notes[-1] == "Lines and names are for orientation and endorse no claim."


def test_disputed_lines_are_said_to_be_dashed(view: View) -> None:
    drawn = _draw(view("- {id: pass, name: Pass, lat: 34.1, lon: 74.8}\n", PLACELESS), "pass")
    assert drawn.ground.disputed
    assert "Dashed lines are disputed." in drawn.notes


def test_site_may_draw_no_boundaries(view: View) -> None:
    context = view(BRIEFINGS_BOUNDARY_VIEW="none")
    drawn = _draw(context, "port")
    assert drawn.ground.land
    assert (drawn.ground.settled, drawn.ground.disputed, drawn.countries) == ("", "", ())
    assert drawn.notes[-1] == "No boundaries are drawn."


def test_site_may_have_no_maps(view: View) -> None:
    assert build_map(view(BRIEFINGS_MAPS=False), ["quay"]) is None


def test_countries_and_places_are_named_in_the_language_of_the_page(view: View) -> None:
    drawn = _draw(view().in_language("fa"), "quay", "port")
    assert "اسکله" in _names(drawn)
    assert "آلمان" in {label.lines[0] for label in drawn.countries}
    english = _draw(view(), "quay", "port")
    assert english.dots == drawn.dots, "a map is never mirrored"


def test_three_hundred_places_are_listed_and_some_named(view: View) -> None:
    many = "".join(
        f"- {{id: p{n}, name: Village {n}, lat: {50 + n % 20 / 10}, lon: {9 + n / 100:.2f}, precision_km: 1}}\n"
        for n in range(300)
    )
    drawn = _draw(view(many, PLACELESS), *(f"p{n}" for n in range(300)))
    assert len(drawn.rows) == 300
    assert drawn.dots.count("M") == 300
    assert 5 < len(drawn.labels) <= 14
    assert len(drawn.circles) <= 16


def test_map_of_a_place_has_its_parts_and_what_is_close(view: View) -> None:
    context = view()
    assert find_near(context, "port", ["quay"], ["isle", "afar", "realm"]) == ["port", "quay", "isle"]
    assert find_near(context, "realm", ["port"], ["isle"]) == ["realm", "port"]


def test_page_of_a_place_has_a_map_only_where_a_template_names_it(view_site: View) -> None:
    context = view_site({"registry/places.yml": PLACES, "briefings/a.md": BRIEFING})
    [page] = build_place_pages(context, ["quay"])
    assert page.map is not None
    context.names = frozenset(("carried",))
    [page] = build_place_pages(context, ["quay"])
    assert page.map is None


def test_only_a_ring_that_is_drawn_is_told_of(view: View) -> None:
    assert "The ring marks Quay." in _draw(view(), "quay", "port", key="quay").notes
    drawn = _draw(view(), "realm", "quay", "port", key="realm")
    assert drawn.key is None
    assert not [note for note in drawn.notes if "ring" in note]
