"""One feed: what RFC 4287 asks for, ids that last, times from the content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from msgspec.structs import replace

from briefings.outputs.atom import FeedEntry, build_feed, list_briefing_entries, list_change_entries
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.views.small_site import FILES, view_bridge

AT = datetime(2021, 3, 1, 10, tzinfo=UTC)
ENTRY = FeedEntry(
    key="k", title="A < B & “C”", href="/x/", published=AT, updated=AT, lang="en", summary="S\x00\x0b\ud800."
)


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_bridge(read_site)


def parse(context: ViewContext, entries: list[FeedEntry], folder: str = "topics/bridge") -> Any:
    feed = feedparser.parse(build_feed(context, folder, "Title", entries))
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_a_feed_says_what_it_is_and_where(context: ViewContext) -> None:
    feed = parse(context, [ENTRY]).feed
    assert feed.id == "tag:bridge.example,2020:briefings:topics/bridge"
    assert (feed.title, feed.author, feed.link) == ("Title", "Bridge news", "https://bridge.example/topics/bridge/")
    assert [link.href for link in feed.links if link.rel == "self"] == [
        "https://bridge.example/topics/bridge/feed.atom"
    ]


def test_text_is_escaped_and_stripped_of_what_xml_cannot_say(context: ViewContext) -> None:
    entry = parse(context, [ENTRY]).entries[0]
    assert (entry.title, entry.summary) == ("A < B & “C”", "S.")


def test_a_feed_without_entries_is_as_old_as_the_content(context: ViewContext) -> None:
    feed = parse(context, [])
    assert feed.entries == []
    assert feed.feed.updated == "2021-03-07T09:00:00+00:00"


def test_ids_and_links_are_apart(context: ViewContext) -> None:
    moved = replace(ENTRY, href="/elsewhere/", title="Another title")
    first, second = (parse(context, [entry]).entries[0] for entry in (ENTRY, moved))
    assert first.id == second.id == "tag:bridge.example,2020:briefings:k"
    assert first.link != second.link


def test_updated_moves_on_major_updates_and_corrections_only(context: ViewContext) -> None:
    listed = [context.site.briefings[name] for name in ("b1-taken", "b2-toll", "b3-observers")]
    updated = {entry.key: entry.updated.isoformat() for entry in list_briefing_entries(context, listed)}
    assert updated == {
        "briefing:b1-taken": "2021-03-06T08:00:00+00:00",
        "briefing:b2-toll": "2021-03-03T09:00:00+00:00",
        "briefing:b3-observers": "2021-03-07T09:00:00+00:00",
    }


def test_a_minor_update_leaves_updated_alone(read_site: Callable[..., Build]) -> None:
    name = "briefings/b2-toll.md"
    text = str(FILES[name]).replace(
        "claims:", "updates:\n  - {at: 2021-03-05T09:00+00:00, level: minor, note: A word.}\nclaims:", 1
    )
    context = view_bridge(read_site, {**FILES, name: text})
    (entry,) = list_briefing_entries(context, [context.site.briefings["b2-toll"]])
    assert entry.updated == entry.published


def test_changes_have_ids_that_name_what_happened(context: ViewContext) -> None:
    keys = [entry.key for entry in list_change_entries(context, context.changes)]
    assert len(set(keys)) == len(keys)
    assert "status:b1-taken:bridge-held:20210302T000000Z:disputed" in keys
    assert "update:b1-taken:20210302T080000Z:the-army-denies-it" in keys


def test_a_change_says_what_moved_from_where_to_where(context: ViewContext) -> None:
    titles = {entry.key.split(":")[0]: entry.title for entry in reversed(list_change_entries(context, context.changes))}
    assert titles["status"] == "Claim moved: Rebels hold the bridge. (Disputed → Confirmed)"
    assert titles["correction"] == "Correction: Observers cross the bridge"


def test_entries_are_as_many_as_the_settings_say(read_site: Callable[..., Build]) -> None:
    context = view_bridge(read_site, FEED_MAX_ITEMS=2)
    feed = parse(context, [replace(ENTRY, key=str(n)) for n in range(5)])
    assert [entry.id.rpartition(":")[2] for entry in feed.entries] == ["0", "1"]


def test_white_space_and_quotes_in_attributes_survive(context: ViewContext) -> None:
    label = 'A "B"\n<\t\x0b& C'
    found = parse(context, [replace(ENTRY, categories=(("a", label),))]).entries[0].tags[0]
    assert (found.term, found.label) == ("a", 'A "B"\n<\t& C')


def test_elements_stand_on_lines_of_their_own_and_empty_ones_are_closed_at_once(context: ViewContext) -> None:
    text = build_feed(context, "topics/bridge", "Title", [replace(ENTRY, title="\x00", authors=("Ann",))]).decode()
    assert text.startswith(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
    )
    assert '\n <entry xml:lang="en">\n  <id>' in text
    assert "\n  <title />\n" in text
    assert "\n  <author>\n   <name>Ann</name>\n  </author>\n" in text
    assert text.endswith("\n </entry>\n</feed>\n")
