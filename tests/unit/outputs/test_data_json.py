"""Content as JSON: as the schemas say, in a fixed order, and nothing that is not public."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefings.outputs.data_json import build_data, build_schema
from briefings.outputs.data_records import RECORDS
from briefings.plugin.build import Build
from tests.unit.outputs.broken_data import put
from tests.unit.outputs.data_site import OVERTAKEN, view_data
from tests.unit.views.small_site import view_bridge

Files = dict[str, dict[str, Any]]


@pytest.fixture
def files(read_site: Callable[..., Build]) -> Files:
    context = view_data(read_site, BRIEFINGS_DATA_LICENCE="CC BY 4.0")
    return {name: json.loads(build_data(context, name)) for name in RECORDS}


def find(files: Files, name: str, identifier: str) -> dict[str, Any]:
    return next(record for record in files[name][name] if identifier in (record.get("id"), record.get("key")))


@pytest.mark.parametrize("name", RECORDS)
def test_files_are_as_their_schemas_say(files: Files, name: str) -> None:
    schema = json.loads(build_schema(name))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(files[name])) == []
    assert files[name][name]
    for field in files[name][name][0]:
        broken = copy.deepcopy(files[name])
        del broken[name][0][field]
        assert not validator.is_valid(broken), field
    assert not validator.is_valid({**files[name], "version": 1})


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("briefings/0/stage", "banana"),
        ("briefings/0/kind", "x"),
        ("briefings/0/lang", "English, mostly"),
        ("briefings/0/url", "not a url"),
        ("briefings/0/published", "yesterday"),
        ("briefings/0/published", "2021-03-07T11:00+00:00"),
        ("briefings/0/updated", "2021-13-07"),
        ("briefings/0/event", "lately"),
        ("briefings/0/event_first", "2021-03"),
        ("briefings/0/topics/0", "The bridge"),
        ("briefings/0/sources/0", ""),
        ("briefings/0/translations", {"in English": "b1"}),
        ("briefings/0/updates/0", {"at": "2021-03-07", "level": "huge", "note": "Much."}),
        ("briefings/0/corrections/0", {"at": "2021-03-07", "kind": "oops", "was": "", "now": "", "claims": []}),
        ("timeline/0/kind", "rumour"),
        ("timeline/0/when", "soon"),
        ("timeline/0/known", "never"),
        ("actors/0/kind", "ghost"),
        ("actors/0/since", "always"),
        ("actors/0/briefings", -1),
        ("places/0/lat", 91),
        ("places/0/precision_km", -2),
        ("places/0/within", "the sea"),
        ("sources/0/publisher_kind", "pub"),
        ("sources/0/reliability", "A+"),
        ("sources/0/url", "ftp://a.example/"),
        ("sources/0/archived", "/archive/"),
        ("sources/0/accessed", "today"),
    ],
)
def test_schemas_refuse_what_no_record_says(files: Files, path: str, wrong: Any) -> None:
    name = path.partition("/")[0]
    validator = Draft202012Validator(json.loads(build_schema(name)))
    assert not validator.is_valid(put(files[name], path, wrong))


@pytest.mark.parametrize("name", RECORDS)
def test_schemas_describe_every_field(name: str) -> None:
    schema = json.loads(build_schema(name))
    records = [schema, *schema["$defs"].values()]
    described = {key: field for record in records for key, field in record["properties"].items()}
    assert {key for key, field in described.items() if not field.get("description")} == set()
    assert all(record.get("description") for record in schema["$defs"].values())


@pytest.mark.parametrize("name", RECORDS)
def test_schemas_know_their_address_and_their_version(name: str) -> None:
    schema = json.loads(build_schema(name, "https://bridge.example/news"))
    assert schema["$id"] == f"https://bridge.example/news/data/{name}.schema.json"
    assert schema["title"] == f"Briefings data: {name}, version 2"
    assert "$id" not in json.loads(build_schema(name))


def test_files_say_whose_they_are_and_under_which_terms(files: Files) -> None:
    head = {key: files["actors"][key] for key in ("version", "site", "as_of", "zone", "licence")}
    assert head == {
        "version": 2,
        "site": "Bridge news",
        "as_of": "2021-03-07T11:00:00+00:00",
        "zone": "UTC",
        "licence": "CC BY 4.0",
    }


def test_briefings_have_text_for_people_and_dates_for_programs(files: Files) -> None:
    found = find(files, "briefings", "b4-danger")
    assert found["title"] == '=HYPERLINK("x") & <b>“quoted”</b>'
    assert found["summary"] == "+1 more, see the page."
    assert (found["event"], found["event_first"], found["event_last"]) == (
        "2021-03-05/2021-03-06",
        "2021-03-05",
        "2021-03-06",
    )
    assert found["url"] == "https://bridge.example/briefings/b4-danger/"


def test_updated_is_the_last_major_update_or_correction(files: Files) -> None:
    assert find(files, "briefings", "b1-taken")["updated"] == "2021-03-06T08:00:00+00:00"
    assert find(files, "briefings", "b3-observers")["updated"] == "2021-03-07T09:00:00+00:00"
    assert find(files, "briefings", "b2-toll")["updated"] == "2021-03-03T09:00:00+00:00"


def test_translations_are_briefings_and_stand_in_no_timeline(files: Files) -> None:
    assert find(files, "briefings", "b5-fa")["original"] == "b1-taken"
    assert find(files, "briefings", "b1-taken")["translations"] == {"en": "b1-taken", "fa": "b5-fa"}
    assert "b5-fa" not in {entry["id"] for entry in files["timeline"]["timeline"]}


def test_timeline_has_events_and_announcements_with_their_bounds(files: Files) -> None:
    until = find(files, "timeline", "b4-danger/upcoming-until")
    assert (until["first"], until["last"], until["when"]) == ("", "2021-08-31", "../2021-08-31")
    assert find(files, "timeline", "b2-toll/event-2021-03-04")["title"] == "The ferry stops."
    assert {entry["kind"] for entry in files["timeline"]["timeline"]} == {"briefing", "event", "upcoming"}


def test_what_was_overtaken_is_told_and_is_called_so(read_site: Callable[..., Build]) -> None:
    data = json.loads(build_data(view_bridge(read_site, OVERTAKEN), "timeline"))
    found = {entry["id"]: entry for entry in data["timeline"] if entry["kind"] == "upcoming"}
    assert {key for key, entry in found.items() if entry["is_overtaken"]} == {"b1-taken/upcoming-vote"}
    assert found["b1-taken/upcoming-vote"]["outcome"] == "There is no vote."


def test_places_and_actors_count_their_briefings(files: Files) -> None:
    toll = find(files, "places", "toll-house")
    assert (toll["lat"], toll["lon"], toll["precision_km"], toll["briefings"]) == (-12.5, 130.25, 2, 1)
    assert find(files, "places", "river")["lat"] is None
    assert find(files, "actors", "ferryman")["briefings"] == 3


def test_sources_are_those_that_public_texts_cite_and_what_these_copy(files: Files) -> None:
    assert find(files, "sources", "cable")["briefings"] == ["b4-danger"]
    assert find(files, "sources", "b1-taken/third")["derived_from"] == ["b1-taken/dispatch"]
    assert find(files, "sources", "b1-taken/third")["origins"] == ["wire"]
    assert "secret" not in {source["key"] for source in files["sources"]["sources"]}


def test_nothing_of_drafts_is_said(files: Files) -> None:
    assert "zq" not in json.dumps(files)


def test_without_an_address_pages_are_named_from_the_root(read_site: Callable[..., Build]) -> None:
    data = json.loads(build_data(view_data(read_site, SITEURL=""), "places"))
    assert data["places"][0]["url"] == "/places/river/"
