"""JSON Feeds: as their schema says, and the same as the Atom feeds beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft7Validator, FormatChecker

from briefings.outputs.documents import build_documents
from briefings.outputs.feeds import build_feed_of, build_json_feed_of, list_feeds
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge

SCHEMA = Path(__file__).resolve().parents[2] / "fixtures/schemas/json-feed-1.1.json"


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_data(read_site)


def read(context: ViewContext, folder: str) -> dict[str, Any]:
    return json.loads(build_json_feed_of(context, folder)[1])


def test_every_feed_is_as_the_schema_says(context: ViewContext) -> None:
    validator = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker())
    feeds = {folder: read(context, folder) for folder in list_feeds(context)}
    assert {folder: [e.message for e in validator.iter_errors(feed)] for folder, feed in feeds.items()} == {
        folder: [] for folder in feeds
    }
    assert {feed["version"] for feed in feeds.values()} == {"https://jsonfeed.org/version/1.1"}
    assert len({feed["feed_url"] for feed in feeds.values()}) == len(feeds)


def test_entries_are_those_of_the_atom_feed(context: ViewContext) -> None:
    for folder in list_feeds(context):
        atom, items = feedparser.parse(build_feed_of(context, folder)[1]), read(context, folder)["items"]
        assert [(e.id, e.link, e.title, e.published, e.updated) for e in atom.entries] == [
            (i["id"], i["url"], i["title"], i["date_published"], i["date_modified"]) for i in items
        ]


def test_corrections_are_marked_in_the_title_and_stand_before_the_deck(context: ViewContext) -> None:
    items = {item["id"].rpartition(":")[2]: item for item in read(context, "")["items"]}
    assert items["b3-observers"]["title"] == "Corrected: Observers cross the bridge"
    assert items["b3-observers"]["content_html"] == (
        "<p><strong>Correction (7 March 2021):</strong> "
        "The ferry stopped on 4 March. (Before: The ferry stopped on 5 March.)</p>\n"
        "<p>The observers saw who holds it.</p>"
    )
    assert items["b1-taken"]["title"] == "Rebels say they hold the bridge"


def test_addresses_in_content_are_absolute(context: ViewContext) -> None:
    items = {item["id"].rpartition(":")[2]: item for item in read(context, "topics/bridge")["items"]}
    assert '<a href="https://bridge.example/briefings/b1-taken/"' in items["b4-danger"]["content_html"]


def test_content_is_that_of_the_atom_feed(context: ViewContext) -> None:
    for folder in ("", "topics/bridge", "actors/ferryman", "places/toll-house", "fa"):
        entries = feedparser.parse(build_feed_of(context, folder)[1], sanitize_html=False).entries
        assert [entry.content[0].value for entry in entries if "content" in entry] == [
            item["content_html"] for item in read(context, folder)["items"]
        ]


def test_a_language_has_a_feed_of_its_own(context: ViewContext) -> None:
    feed = read(context, "fa")
    assert [item["title"] for item in feed["items"]] == ["پل"]
    assert (feed["language"], feed["title"], feed["home_page_url"]) == (
        "fa",
        "Bridge news: فارسی",
        "https://bridge.example/fa/",
    )
    assert build_feed_of(context, "fa")[0] == "fa/feed.atom"


def test_withdrawn_translations_leave_no_feed(read_site: Callable[..., Build]) -> None:
    text = str(DATA_FILES["briefings/b5-fa.md"]).replace("lang: fa\n", "lang: fa\nstage: withdrawn\n")
    context = view_bridge(read_site, {**DATA_FILES, "briefings/b5-fa.md": text})
    assert "fa" not in list(list_feeds(context))


def test_a_site_that_does_not_ask_has_none(read_site: Callable[..., Build]) -> None:
    paths = {path for path, _ in build_documents(view_bridge(read_site, DATA_FILES), ())}
    assert {path for path in paths if path.endswith("feed.json")} == set()
    assert "fa/feed.atom" in paths


def test_pages_name_both_feeds(context: ViewContext, read_site: Callable[..., Build]) -> None:
    mimes = ["application/atom+xml", "application/feed+json"]
    assert [feed.mime for feed in context.feeds("topics/bridge", "x")] == mimes
    assert [feed.mime for feed in view_bridge(read_site).feeds("topics/bridge", "x")] == mimes[:1]


def test_notes_in_another_language_than_the_sites_are_told(read_site: Callable[..., Build]) -> None:
    note = "---\ntitle: پل دیگر\nlang: fa\ndate: 2021-03-05\nupdates: [{at: 2021-03-06, note: پل باز شد.}]\n---\nمتن.\n"
    context = view_bridge(read_site, {**DATA_FILES, "briefings/b9.md": note}, BRIEFINGS_JSON_FEEDS=True)
    feed = read(context, "changes")
    assert "پل باز شد." in [item.get("summary") for item in feed["items"]]
