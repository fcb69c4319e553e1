"""The data files of the sample site, each read back with the parser of somebody else."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urldefrag

import feedparser
import geojson
import icalendar
import listparser
import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from prov.model import ProvDerivation, ProvDocument
from referencing import Registry, Resource
from shapely.geometry import shape

from tests.site.html_pages import HtmlPage

NAMES = ("briefings", "timeline", "actors", "places", "sources", "claims")
SCHEMAS = (*NAMES, "changes")
EVERYTHING = '["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"]'


def read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def read_schema(root: Path, name: str) -> Any:
    return read_json(root / "tests/fixtures/schemas" / name)


def read_data(site: Path, name: str) -> Any:
    return read_json(site / ("changes.json" if name == "changes" else f"data/{name}.json"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_json_is_as_its_schema_says(dossier_site: Path, name: str) -> None:
    schema = read_json(dossier_site / f"data/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    data = read_data(dossier_site, name)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert len(data[name]) > 40


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_where_they_say(dossier_site: Path, siteurl: str, name: str) -> None:
    schema = read_json(dossier_site / f"data/{name}.schema.json")
    assert schema["$id"] == f"{siteurl}/data/{name}.schema.json"
    version = read_data(dossier_site, name)["version"]
    assert schema["title"] == f"Briefings data: {name}, version {version}"


def test_topics_lead_to_their_calendars_and_timelines(pages: dict[str, HtmlPage], files: set[str]) -> None:
    linked: dict[str, set[str]] = {"link": set(), "a": set()}
    for path, page in pages.items():
        if path.startswith("topics/") and path.count("/") == 2:
            for element, address in page.references():
                if address.startswith(("/data/watch/", "/data/timelinejs/")):
                    linked[element.tag].add(address.lstrip("/"))
    made = {path for path in files if path.startswith(("data/watch/", "data/timelinejs/"))}
    assert len(made) > 15
    assert linked == {"link": made, "a": made}
    assert ("link", "/data/watch.ics") in {(e.tag, address) for e, address in pages["upcoming/index.html"].references()}


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_a_row_for_every_record(dossier_site: Path, name: str) -> None:
    with (dossier_site / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    key = "key" if name == "sources" else "id"
    assert [row[key] for row in rows] == [record[key] for record in read_json(dossier_site / f"data/{name}.json")[name]]


def test_ids_lead_from_file_to_file(dossier_site: Path) -> None:
    data = {name: read_json(dossier_site / f"data/{name}.json")[name] for name in NAMES}
    known = {name: {record.get("id") or record["key"] for record in data[name]} for name in NAMES}
    for briefing in data["briefings"]:
        for field in ("actors", "places", "claims", "sources"):
            assert set(briefing[field]) <= known[field], briefing["id"]
    assert {key for source in data["sources"] for key in source["derived_from"]} <= known["sources"]


def test_addresses_in_data_are_pages(dossier_site: Path, files: set[str], siteurl: str) -> None:
    for name in ("briefings", "timeline", "actors", "places", "claims"):
        for record in read_json(dossier_site / f"data/{name}.json")[name]:
            assert record["url"].removeprefix(f"{siteurl}/") + "index.html" in files


def test_what_readers_know_comes_after_it_was_said_or_happened(dossier_site: Path) -> None:
    claims = read_data(dossier_site, "claims")["claims"]
    events = [entry for entry in read_data(dossier_site, "timeline")["timeline"] if entry["kind"] == "event"]
    exact = re.compile(r"\d{4}-\d{2}-\d{2}").fullmatch
    told = [(found["said"], found["known"]) for claim in claims for found in claim["positions"]]
    told += [(entry["when"], entry["known"]) for entry in events]
    days = [(when, known) for when, known in told if exact(when)]
    assert len(days) > 200
    assert [pair for pair in days if pair[1][:10] < pair[0]] == []


def test_counts_are_what_their_description_says(dossier_site: Path) -> None:
    claims = {claim["id"]: claim for claim in read_data(dossier_site, "claims")["claims"]}
    briefings = [b for b in read_data(dossier_site, "briefings")["briefings"] if b["original"] == b["id"]]
    places = {place["id"]: place for place in read_data(dossier_site, "places")["places"]}

    def climb(place: str) -> set[str]:
        above = places[place]["within"]
        return {place} | (climb(above) if above else set())

    def find_actors(briefing: Any) -> set[str]:
        said = (p for i in briefing["claims"] for p in claims[i]["positions"] if p["briefing"] == briefing["id"])
        return {*briefing["actors"], *(position["by"] for position in said)}

    for actor in read_data(dossier_site, "actors")["actors"]:
        assert actor["briefings"] == sum(actor["id"] in find_actors(briefing) for briefing in briefings), actor["id"]
    around = [{above for place in briefing["places"] for above in climb(place)} for briefing in briefings]
    for place in places.values():
        assert place["briefings"] == sum(place["id"] in found for found in around), place["id"]


def test_places_are_points_on_the_ground(dossier_site: Path) -> None:
    found = geojson.loads((dossier_site / "data/places.geojson").read_text("utf-8"))
    assert found.is_valid, found.errors()
    points = {feature.id: shape(feature.geometry) for feature in found.features}
    assert len(points) > 40
    assert (round(points["chaman"].x), round(points["chaman"].y)) == (66, 31)
    assert all(feature.properties["precision_km"] for feature in found.features)


def test_calendars_are_read_without_errors(dossier_site: Path) -> None:
    paths = [dossier_site / "data/watch.ics", *(dossier_site / "data/watch").glob("*.ics")]
    uids: dict[str, set[str]] = {}
    for path in paths:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = calendar.walk("VEVENT")
        assert events
        assert [*calendar.errors, *(error for event in events for error in event.errors)] == []
        uids[path.stem] = {str(event["UID"]) for event in events}
        assert len(uids[path.stem]) == len(events)
    assert len(paths) > 5
    assert set().union(*uids.values()) == uids["watch"]


def test_provenance_is_read_and_leads_from_claims_to_documents(dossier_site: Path) -> None:
    document = ProvDocument.deserialize(source=str(dossier_site / "data/prov.json"), format="json")
    used = {str(relation.formal_attributes[1][1]) for relation in document.get_records(ProvDerivation)}
    sources = {f"source:{source['key']}" for source in read_json(dossier_site / "data/sources.json")["sources"]}
    assert len(used) > 100
    assert {name.replace("%3A", ":") for name in used} <= sources


def read_items(site: Path) -> dict[str, Any]:
    return {path.stem: read_json(path) for path in (site / "data/ninjs").glob("*.json")}


@pytest.mark.parametrize("site", ["dossier_site", "linked_site"])
def test_every_briefing_is_a_ninjs_item(request: pytest.FixtureRequest, root: Path, site: str) -> None:
    items, schema = read_items(request.getfixturevalue(site)), read_schema(root, "ninjs-3.0-parts.json")
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [(key, e.json_path, e.message) for key, item in items.items() for e in validator.iter_errors(item)] == []
    briefings = request.getfixturevalue(site) / "briefings"
    assert {path.parent.name for path in briefings.glob("*/index.html")} <= set(items)
    assert {"fa", "en"} == {item["language"] for item in items.values()}


WRONG: tuple[Any, ...] = (7, "x y", "", [], ["x"], {}, None)


def spoil(value: Any, holder: Any = None, key: Any = None) -> Iterator[str]:
    """Makes each part of a document wrong in every way in turn, puts it back, and says what is wrong with it now."""
    for wrong in WRONG if holder is not None else ():
        holder[key] = wrong
        yield f"{key}: {wrong!r}"
        holder[key] = value
    if isinstance(value, dict):
        value["unheard-of"] = 1
        yield f"{key}: one more"
        del value["unheard-of"]
        for name in list(value):
            kept = value.pop(name)
            yield f"{key}: no {name}"
            value[name] = kept
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from spoil(part, value, name)


@pytest.mark.skipif("NINJS_SCHEMA" not in os.environ, reason="NINJS_SCHEMA names no copy of ninjs-schema_3.0.json")
@pytest.mark.parametrize("site", ["dossier_site", "linked_site"])
def test_items_are_valid_under_the_whole_schema_and_ours_is_no_laxer(
    request: pytest.FixtureRequest, root: Path, site: str
) -> None:
    # The IPTC's schema asks for that of GeoJSON by its address; `geojson` judges points elsewhere.
    point = Resource.from_contents({"$schema": "http://json-schema.org/draft-07/schema#", "required": ["type"]})
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", point)
    whole = read_json(Path(os.environ["NINJS_SCHEMA"]))
    theirs = Draft202012Validator(whole, registry=registry, format_checker=FormatChecker())
    ours = Draft202012Validator(read_schema(root, "ninjs-3.0-parts.json"), format_checker=FormatChecker())
    items = read_items(request.getfixturevalue(site))
    assert [(key, e.json_path, e.message) for key, item in items.items() for e in theirs.iter_errors(item)] == []
    item = max(items.values(), key=len)
    assert [wrong for wrong in spoil(item) if ours.is_valid(item) and not theirs.is_valid(item)] == []


def test_addresses_in_ninjs_items_are_absolute_and_lead_to_pages(
    dossier_site: Path, files: set[str], siteurl: str
) -> None:
    items = read_items(dossier_site)
    assert set(items) == {record["id"] for record in read_data(dossier_site, "briefings")["briefings"]}
    bodies = [body["value"] for item in items.values() for body in item["bodies"]]
    found = {unescape(address) for body in bodies for address in re.findall(r'\s(?:href|src)="([^"]*)"', body)}
    inside = {address for address in found if address.startswith(f"{siteurl}/")}
    assert len(inside) > 300
    assert [a for a in found - inside if not re.match("https?://", a)] == []
    for address in inside:
        path = urldefrag(address).url.removeprefix(f"{siteurl}/")
        assert (path + "index.html" if path.endswith("/") or not path else path) in files, address
    places = [place for item in items.values() for place in item.get("places", ()) if "geoJSON" in place]
    assert len(places) > 50
    assert all(geojson.loads(json.dumps(place["geoJSON"])).is_valid for place in places)


def test_dates_and_addresses_are_looked_at(root: Path) -> None:
    """A validator passes over a `format` that it does not know, and says nothing."""
    schemas = [read_schema(root, name) for name in ("ninjs-3.0-parts.json", "json-feed-1.1.json")]
    asked = set(re.findall(r"'format': '([^']+)'", str(schemas))) | {"uri-reference"}
    assert {"uri", "date-time"} <= asked <= set(FormatChecker().checkers)


def test_json_feeds_stand_beside_the_atom_feeds(dossier_site: Path, root: Path) -> None:
    validator = Draft7Validator(read_schema(root, "json-feed-1.1.json"))
    folders = {path.parent for path in dossier_site.rglob("feed.atom")}
    assert folders == {path.parent for path in dossier_site.rglob("feed.json")}
    assert dossier_site / "fa" in folders
    for folder in folders:
        feed = read_json(folder / "feed.json")
        assert [error.message for error in validator.iter_errors(feed)] == []
        atom = feedparser.parse((folder / "feed.atom").read_bytes())
        assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]


def test_the_list_of_feeds_names_all_of_them(dossier_site: Path, siteurl: str) -> None:
    """Once each, of every kind and language; a JSON feed has the same entries, and would be read a second time."""
    found = listparser.parse((dossier_site / "feeds.opml").read_text("utf-8"))
    assert not found.bozo
    listed = sorted(feed.url.removeprefix(f"{siteurl}/") for feed in found.feeds)
    assert listed == sorted(path.relative_to(dossier_site).as_posix() for path in dossier_site.rglob("*.atom"))
    kinds = {path.split("/")[0] for path in listed}
    assert kinds == {"feed.atom", "fa", "topics", "actors", "places", "claims", "changes", "corrections"}


def test_the_page_of_the_data_leads_to_every_file(pages: dict[str, HtmlPage], files: set[str]) -> None:
    page = pages["data/index.html"]
    linked = {address.lstrip("/") for _, address in page.references()}
    sets = ("data/ninjs/", "data/timelinejs/", "data/watch/")
    data = {path for path in files if path.startswith(("data/", "changes.json")) and not path.startswith(sets)}
    assert data - {"data/index.html"} <= linked
    assert "feeds.opml" in linked
    assert any("/data/" in address for _, address in pages["index.html"].references())


def test_data_after_edits_is_that_of_a_clean_build(
    tmp_path: Path, tiny: Path, run_briefings: Callable[..., Any]
) -> None:
    content = copytree(tiny / "content", tmp_path / "content")
    options = ("-s", tiny / "pelicanconf.py", "-e", f"BRIEFINGS_DATA={EVERYTHING}", "-e", "BRIEFINGS_JSON_FEEDS=true")
    options = (*options, "-e", "BRIEFINGS_ALLOW_SHRINK=true", "-e", f'CACHE_PATH="{tmp_path / "cache"}"')

    def build(output: str) -> dict[str, bytes]:
        result = run_briefings("build", content, *options, "-o", tmp_path / output)
        assert result.returncode == 0, result.stderr
        folder = tmp_path / output
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    before = build("edited")
    quay, survey = (content / f"briefings/{name}.md" for name in ("2021-05-02-quay-closed", "2021-05-09-survey"))
    quay.write_text(quay.read_text("utf-8").replace("summary: ", "summary: Again, ", 1), "utf-8")
    words = build("edited")
    assert words == build("clean")
    assert words["data/briefings.json"] != before["data/briefings.json"]
    quay.write_text(quay.read_text("utf-8").replace("event: 2021-05-02", "event: 2021-05-01/..", 1), "utf-8")
    survey.unlink()
    after = build("edited")
    assert after == build("cleaner")
    assert b"2021-05-09-survey" not in b"".join(data for path, data in after.items() if path.startswith("data/"))
