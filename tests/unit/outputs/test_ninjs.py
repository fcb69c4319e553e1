"""Briefings as ninjs 3.0."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from briefings.outputs.ninjs import build_item, list_items
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from briefings.views.prose import strip_html
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge

SCHEMA = Path(__file__).resolve().parents[2] / "fixtures/schemas/ninjs-3.0-parts.json"


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_data(read_site, BRIEFINGS_DATA_LICENCE="[CC BY 4.0](https://terms.example/)")


@pytest.fixture
def items(context: ViewContext) -> dict[str, Any]:
    return {key: json.loads(build_item(context, key)) for key in list_items(context)}


def test_items_have_what_the_standard_knows_and_no_more(items: dict[str, Any]) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker())
    assert {key: [error.message for error in validator.iter_errors(item)] for key, item in items.items()} == {
        key: [] for key in ("b1-taken", "b2-toll", "b3-observers", "b4-danger", "b5-fa")
    }


def test_addresses_in_bodies_are_absolute(items: dict[str, Any]) -> None:
    body = items["b4-danger"]["bodies"][0]["value"]
    assert 'href="https://bridge.example/places/toll-house/"' in body
    assert 'href="https://bridge.example/topics/bridge/"' in body
    assert 'href="https://bridge.example/briefings/b4-danger/#S1"' in body
    assert 'href="/' not in body
    assert "<svg" not in body


def test_statuses_and_citations_are_apart_from_the_words_around_them(read_site: Callable[..., Build]) -> None:
    danger = str(DATA_FILES["briefings/b4-danger.md"]).replace(
        "Body with", "Body says that [rebels hold it]{claim=bridge-held} now [@cable, p. 4; @cable], with"
    )
    files = {**DATA_FILES, "briefings/b4-danger.md": danger}
    context = view_bridge(read_site, files, BRIEFINGS_DATA=["ninjs"])
    text = strip_html(json.loads(build_item(context, "b4-danger"))["bodies"][0]["value"])
    assert "rebels hold it (Confirmed) now [S1, p. 4][S1], with" in " ".join(text.split())


def test_the_numbers_in_a_body_are_explained_at_its_end(items: dict[str, Any]) -> None:
    body = items["b4-danger"]["bodies"][0]["value"]
    assert body.endswith("<h3>Sources</h3>\n<ul>\n<li>[S1] Wire: <cite>Cable</cite>, 4 March 2021</li>\n</ul>")
    assert "S1" not in strip_html(items["b5-fa"]["bodies"][0]["value"]).partition("<h3>")[0][:5]


def test_titles_and_addresses_of_sources_are_escaped(read_site: Callable[..., Build]) -> None:
    sources = str(DATA_FILES["registry/sources.yml"]).replace(
        "title: Cable,", "title: 'A <b>&', url: 'https://a.example/?a=1&b=2',"
    )
    context = view_bridge(read_site, {**DATA_FILES, "registry/sources.yml": sources}, BRIEFINGS_DATA=["ninjs"])
    body = json.loads(build_item(context, "b4-danger"))["bodies"][0]["value"]
    assert '<cite><a href="https://a.example/?a=1&amp;b=2">A &lt;b&gt;&amp;</a></cite>' in body


def test_an_item_says_who_where_and_what_about(items: dict[str, Any]) -> None:
    item = items["b4-danger"]
    assert item["headlines"][0]["value"] == '=HYPERLINK("x") & <b>“quoted”</b>'
    assert item["by"] == "@desk, Ann"
    assert item["people"] == [{"name": "Ferryman", "uri": "https://bridge.example/actors/ferryman/"}]
    assert item["places"][0]["geoJSON"] == {"type": "Point", "coordinates": [130.25, -12.5]}
    assert item["subjects"] == [{"name": "The bridge", "uri": "https://bridge.example/topics/bridge/"}]
    assert item["infoSources"] == [{"name": "Wire", "uri": "https://bridge.example/publishers/wire/"}]
    assert item["usageTerms"] == "CC BY 4.0"


def test_corrections_make_a_new_version_and_stand_in_the_note(items: dict[str, Any]) -> None:
    item = items["b3-observers"]
    assert item["version"] == "2"
    assert item["versionCreated"] == "2021-03-07T09:00:00+00:00"
    assert item["edNote"] == "Correction: The ferry stopped on 4 March."


def test_translations_are_in_their_language(items: dict[str, Any]) -> None:
    assert items["b5-fa"]["language"] == "fa"
    assert items["b5-fa"]["uri"] == "https://bridge.example/fa/briefings/b5/"


def test_without_an_address_there_are_no_items(read_site: Callable[..., Build]) -> None:
    assert list_items(view_data(read_site, SITEURL="")) == []
