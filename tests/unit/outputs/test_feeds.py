"""Which feeds there are, and what each of them holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import feedparser
import pytest

from briefings.outputs.documents import build_documents
from briefings.outputs.feeds import build_feed_of, list_feeds
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.views.small_site import FILES, SETTINGS, view_bridge

WITH_ACTORS_AND_PLACES = {
    **FILES,
    "registry/places.yml": """
- {id: toll-house, name: Toll house, kind: house}
- {id: nowhere, name: Nowhere, kind: town}
""",
    "briefings/b2-toll.md": str(FILES["briefings/b2-toll.md"]).replace(
        "topics: [bridge]\nfollows", "topics: [bridge]\nactors: [ferryman]\nplaces: [toll-house]\nfollows"
    ),
}


def build_feeds(context: ViewContext) -> dict[str, bytes]:
    return dict(build_feed_of(context, folder) for folder in list_feeds(context))


@pytest.fixture
def feeds(read_site: Callable[..., Build]) -> dict[str, Any]:
    written = build_feeds(view_bridge(read_site, WITH_ACTORS_AND_PLACES))
    return {path: feedparser.parse(content) for path, content in written.items()}


def titles(feed: Any) -> list[str]:
    return [entry.title for entry in feed.entries]


def test_there_is_a_feed_for_all_that_a_reader_may_follow(feeds: dict[str, Any]) -> None:
    assert {path for path in feeds if not path.startswith("actors/")} == {
        "feed.atom",
        "topics/bridge/feed.atom",
        "places/toll-house/feed.atom",
        "changes/feed.atom",
        "corrections/feed.atom",
        "claims/bridge-held/feed.atom",
        "claims/wounded/feed.atom",
    }
    assert "actors/ferryman/feed.atom" in feeds
    assert "places/nowhere/feed.atom" not in feeds, "nothing happens there"


def test_every_feed_is_well_formed_and_has_an_id_of_its_own(feeds: dict[str, Any]) -> None:
    assert [path for path, feed in feeds.items() if feed.bozo] == []
    assert len({feed.feed.id for feed in feeds.values()}) == len(feeds)
    assert [
        path
        for path, feed in feeds.items()
        for entry in feed.entries
        if not entry.link.startswith("https://bridge.example/")
    ] == []


def test_what_was_updated_last_comes_first(feeds: dict[str, Any]) -> None:
    expected = [
        "Corrected: Observers cross the bridge",
        "Rebels say they hold the bridge",
        "Ferryman sees rebels at the toll house",
    ]
    assert titles(feeds["feed.atom"]) == titles(feeds["topics/bridge/feed.atom"]) == expected
    assert titles(feeds["places/toll-house/feed.atom"]) == expected[2:]
    assert expected[2] in titles(feeds["actors/ferryman/feed.atom"])


def write_briefing(day: int, more: str = "") -> str:
    return f"---\ntitle: Day {day}\ndate: 2021-04-{day:02}\ntopics: [bridge]\n{more}---\nText.\n"


@pytest.mark.parametrize(
    "more",
    [
        "updates:\n  - {at: 2021-05-02, level: major, note: All is different.}\n",
        "corrections:\n  - {at: 2021-05-02, now: It was so.}\n",
    ],
)
def test_a_late_major_change_brings_a_briefing_back_however_many_are_newer(
    read_site: Callable[..., Build], more: str
) -> None:
    files = {f"briefings/d{day}.md": write_briefing(day) for day in range(2, 9)}
    context = view_bridge(read_site, {**FILES, **files, "briefings/d1.md": write_briefing(1, more)}, FEED_MAX_ITEMS=3)
    written = build_feeds(context)
    for path in ("feed.atom", "topics/bridge/feed.atom"):
        feed = feedparser.parse(written[path])
        assert [entry.id.rpartition(":")[2] for entry in feed.entries] == ["d1", "d8", "d7"]
        assert feed.feed.updated == "2021-05-02T00:00:00+00:00"


def test_a_minor_update_brings_nothing_back_and_ties_go_by_id(read_site: Callable[..., Build]) -> None:
    minor = "updates:\n  - {at: 2021-05-02, level: minor, note: A comma.}\n"
    files = {f"briefings/{name}.md": write_briefing(9) for name in ("e2", "e1", "e3")}
    context = view_bridge(read_site, {**FILES, **files, "briefings/d1.md": write_briefing(1, minor)}, FEED_MAX_ITEMS=4)
    feed = feedparser.parse(build_feeds(context)["feed.atom"])
    assert [entry.id.rpartition(":")[2] for entry in feed.entries] == ["e1", "e2", "e3", "d1"]


def test_the_feed_of_a_language_goes_by_the_changes_of_its_translations(read_site: Callable[..., Build]) -> None:
    keys = "lang: de\ntranslation_key: {0}\n"
    files = {f"briefings/d{day}.md": write_briefing(day, f"translation_key: t{day}\n") for day in (1, 2)}
    files["briefings/d1-de.md"] = write_briefing(
        3, keys.format("t1") + "corrections:\n  - {at: 2021-05-02, now: So war es.}\n"
    )
    files["briefings/d2-de.md"] = write_briefing(4, keys.format("t2"))
    written = build_feeds(view_bridge(read_site, {**FILES, **files}, FEED_MAX_ITEMS=2))
    for path, expected in (("de/feed.atom", ["d1-de", "d2-de"]), ("feed.atom", ["d2", "d1"])):
        found = [entry.id.rpartition(":")[2] for entry in feedparser.parse(written[path]).entries]
        assert found == expected, path


def test_a_feed_is_made_of_the_briefings_that_it_holds_and_of_no_others(read_site: Callable[..., Build]) -> None:
    files = {f"briefings/d{day}.md": write_briefing(day) for day in range(1, 9)}
    context = view_bridge(read_site, {**FILES, **files}, FEED_MAX_ITEMS=2)
    with context.reads.collect() as read:
        build_feed_of(context, "topics/bridge")
    parts = [(part.name, key) for part, key in (context.reads.parts[n] for n in read if isinstance(n, int))]
    assert {key for name, key in parts if name == "briefings"} == {"d8", "d7"}
    assert not {"by_topic", "listed", "entries", "as_of"} & {name for name, _ in parts}


def test_one_entry_has_one_id_in_all_feeds(feeds: dict[str, Any]) -> None:
    ids: dict[str, set[str]] = {}
    for feed in feeds.values():
        for entry in feed.entries:
            ids.setdefault(entry.title + entry.published, set()).add(entry.id)
    assert {title: found for title, found in ids.items() if len(found) > 1} == {}


def test_a_claim_can_be_followed_before_it_moves(feeds: dict[str, Any]) -> None:
    assert titles(feeds["claims/wounded/feed.atom"]) == []
    assert feeds["claims/wounded/feed.atom"].feed.updated == "2021-03-01T10:00:00+00:00", "the claim is that old"
    assert titles(feeds["claims/bridge-held/feed.atom"]) == [
        "Claim moved: Rebels hold the bridge. (Disputed → Confirmed)",
        "Claim moved: Rebels hold the bridge. (Claimed → Disputed)",
    ]


def test_corrections_have_a_feed_of_their_own(feeds: dict[str, Any]) -> None:
    assert titles(feeds["corrections/feed.atom"]) == ["Correction: Observers cross the bridge"]
    summary = feeds["corrections/feed.atom"].entries[0].summary
    assert "5 March" in summary
    assert "4 March" in summary


def test_changes_hold_everything_newest_first(feeds: dict[str, Any]) -> None:
    entries = feeds["changes/feed.atom"].entries
    assert [entry.published for entry in entries] == sorted((entry.published for entry in entries), reverse=True)
    assert {entry.title.partition(":")[0] for entry in entries} == {
        "New briefing",
        "Claim moved",
        "Update",
        "Minor update",
        "Correction",
    }


def test_feeds_without_entries_stay_the_same_whatever_else_is_published(read_site: Callable[..., Build]) -> None:
    empty = {**FILES, "briefings/b3-observers.md": write_briefing(1), "topics/dam.md": "---\ntitle: The dam\n---\n"}
    before = build_feeds(view_bridge(read_site, empty))
    after = build_feeds(view_bridge(read_site, {**empty, "briefings/d2.md": write_briefing(2)}))
    for path in ("claims/wounded/feed.atom", "corrections/feed.atom", "topics/dam/feed.atom"):
        assert b"<entry" not in before[path]
        assert before[path] == after[path]
    assert before["feed.atom"] != after["feed.atom"]


def test_what_has_no_page_in_the_theme_has_no_feed(read_site: Callable[..., Build]) -> None:
    build = read_site(WITH_ACTORS_AND_PLACES, **SETTINGS)
    written = build_feeds(build.build_views("0", frozenset({"home.html", "briefing.html", "place.html"})))
    assert set(written) == {"feed.atom", "places/toll-house/feed.atom"}


def test_data_of_the_ledger_goes_with_the_pages_of_claims(read_site: Callable[..., Build]) -> None:
    build = read_site(FILES, **SETTINGS)
    for names, expected in ((("briefing.html",), False), (("briefing.html", "claim.html"), True)):
        paths = {path for path, _ in build_documents(build.build_views("0", frozenset(names)), ())}
        assert ("data/claims.json" in paths, "data/claims.schema.json" in paths) == (expected, expected)


def test_without_an_address_there_is_data_but_no_feed(read_site: Callable[..., Build]) -> None:
    paths = [path for path, _ in build_documents(view_bridge(read_site, SITEURL=""), ())]
    assert "data/claims.json" in paths
    assert [path for path in paths if path.endswith((".atom", "feed.json", ".opml"))] == []


def test_a_correction_is_marked_in_the_language_of_its_briefing(read_site: Callable[..., Build]) -> None:
    source = """---
title: Die Brücke
date: 2021-03-06T10:00+00:00
lang: de
topics: [bridge]
corrections:
  - {at: 2021-03-07T10:00+00:00, was: Zwei., now: Drei.}
---
Text.
"""
    written = build_feeds(view_bridge(read_site, {**FILES, "briefings/b5-de.md": source}))
    found = {path: feedparser.parse(written[path]).entries[0].title for path in ("feed.atom", "de/feed.atom")}
    assert set(found.values()) == {"Korrigiert: Die Brücke"}
