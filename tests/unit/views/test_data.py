"""The page of the data: what it lists is what the settings ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefings.outputs.documents import build_documents
from briefings.plugin.build import Build
from briefings.settings import DATA_FORMATS
from briefings.views.context import ViewContext
from briefings.views.data import build_data_view
from briefings.views.pages import build_pages
from tests.unit.views.small_site import FILES, SETTINGS, view_bridge

View = Callable[..., ViewContext]


def list_paths(context: ViewContext) -> set[str]:
    files = [file for group in build_data_view(context).groups for file in group.files]
    links = [link.href for file in files for link in (file.file, file.schema) if link and link.href]
    return {href.lstrip("/") for href in links}


@pytest.fixture
def view(read_site: Callable[..., Build]) -> View:
    def build(*formats: str, **settings: Any) -> ViewContext:
        return view_bridge(read_site, BRIEFINGS_DATA=formats, **settings)

    return build


@pytest.mark.parametrize("formats", [*((name,) for name in DATA_FORMATS), DATA_FORMATS])
def test_every_file_that_is_listed_is_made_and_the_other_way_round(view: View, formats: tuple[str, ...]) -> None:
    context = view(*formats)
    sets = ("data/ninjs/", "data/timelinejs/", "data/watch/")
    made = {path for path, _ in build_documents(context, ())}
    data = {
        path for path in made if path.startswith(("data/", "changes.json", "feeds.opml")) and not path.startswith(sets)
    }
    assert list_paths(context) == data


def test_sets_of_files_have_a_pattern_that_a_program_can_fill_and_links_to_some_of_them(view: View) -> None:
    context = view("ninjs", "ics", "timelinejs")
    files = {file.pattern: file for group in build_data_view(context).groups for file in group.files if file.pattern}
    assert {pattern: [link.href for link in file.examples] for pattern, file in files.items()} == {
        "https://bridge.example/data/ninjs/BRIEFING.json": [
            "/data/ninjs/b3-observers.json",
            "/data/ninjs/b2-toll.json",
            "/data/ninjs/b1-taken.json",
        ],
        "https://bridge.example/data/timelinejs/TOPIC.json": ["/data/timelinejs/bridge.json"],
        "https://bridge.example/data/watch/TOPIC.ics": ["/data/watch/bridge.ics"],
    }
    assert all(file.file.href == "" for file in files.values())
    made = {path for path, _ in build_documents(context, ())}
    assert {link.href.lstrip("/") for file in files.values() for link in file.examples} <= made


def test_sets_of_a_site_without_an_address_are_named_from_its_root(view: View) -> None:
    (_, calendars) = build_data_view(view("ics", SITEURL="")).groups
    assert calendars.files[1].pattern == "/data/watch/TOPIC.ics"


def test_terms_are_the_sites(view: View) -> None:
    licence = build_data_view(view("ics", BRIEFINGS_DATA_LICENCE="[CC BY](https://terms.example/)")).licence
    assert '<a href="https://terms.example/"' in licence
    assert build_data_view(view("ics")).licence == ""


def test_a_site_that_asks_for_nothing_has_no_page(view: View) -> None:
    assert "data/index.html" in {page.path for page in build_pages(view("ics"))}
    assert "data/index.html" not in {page.path for page in build_pages(view())}


def test_without_an_address_there_is_nothing_that_needs_one(view: View) -> None:
    assert {group.id for group in build_data_view(view("ninjs", "opml", "ics", SITEURL="")).groups} == {
        "format-json",
        "format-ics",
    }


def test_themes_without_pages_for_claims_have_no_ledger(read_site: Callable[..., Build]) -> None:
    build = read_site(FILES, **SETTINGS, BRIEFINGS_DATA=["csv"])
    context = build.build_views("0", frozenset({"data.html", "briefing.html"}))
    tables = {f"data/{name}.csv" for name in ("briefings", "timeline", "actors", "places", "sources")}
    assert list_paths(context) == {*tables, "changes.json", "data/changes.schema.json"}


def test_themes_that_show_no_recent_changes_have_no_file_of_them(read_site: Callable[..., Build]) -> None:
    build = read_site(FILES, **SETTINGS, BRIEFINGS_DATA=["csv"])
    context = build.build_views("0", frozenset({"data.html", "briefing.html"}), names=frozenset({"title"}))
    assert not any("changes" in path for path in list_paths(context))
    assert not any("changes" in path for path, _ in build_documents(context, ()))
