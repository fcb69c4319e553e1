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
from tests.unit.views.small_site import FILES, SETTINGS, view_bridge

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


def test_id_of_a_host_that_is_an_ipv6_address_is_one_of_the_standard_too(read_site: Callable[..., Build]) -> None:
    """RFC 4151 has no brackets and no colons in the name of who gives an id."""
    feed = parse(view_bridge(read_site, SITEURL="https://[2001:db8::7]:8000"), [ENTRY])
    assert feed.entries[0].id == f"tag:7.{'0.' * 23}8.b.d.0.1.0.0.2.ip6.arpa,2020:briefings:k"
    assert feed.entries[0].link == "https://[2001:db8::7]:8000/x/"


def test_text_is_escaped_and_stripped_of_what_xml_cannot_say(context: ViewContext) -> None:
    entry = parse(context, [ENTRY]).entries[0]
    assert (entry.title, entry.summary) == ("A < B & “C”", "S.")


def test_a_feed_without_entries_is_as_old_as_it_is_told_whatever_the_content_says(context: ViewContext) -> None:
    feed = parse(context, [])
    assert feed.entries == []
    assert feed.feed.updated == "1970-01-01T00:00:00+00:00"
    assert "<updated>2021-03-01T10:00:00+00:00</updated>" in build_feed(context, "", "Title", [], begun=AT).decode()


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


def list_keys(context: ViewContext) -> list[str]:
    return [entry.key for entry in list_change_entries(context, context.changes)]


def test_changes_have_ids_that_name_what_happened(context: ViewContext) -> None:
    keys = list_keys(context)
    assert len(set(keys)) == len(keys)
    assert {
        "briefing:b1-taken:published",
        "status:b1-taken:bridge-held:2021-03-02:disputed",
        "update:b1-taken:2021-03-02T08:00:00",
        "correction:b3-observers:2021-03-07T09:00:00",
    } <= set(keys)


def test_ids_of_changes_stay_when_words_are_mended_and_when_the_zone_of_the_site_is_another_one(
    read_site: Callable[..., Build],
) -> None:
    name = "briefings/b2-toll.md"
    # Days, a time without a zone and one with its own; two of one day, and a retraction on the day of a correction.
    given = """updates:
  - {at: 2021-03-04, note: Frist.}
  - {at: 2021-03-04, note: Second.}
  - {at: 2021-03-05T09:00, note: Third.}
  - {at: 2021-03-05T09:00+02:00, note: Fourth.}
corrections:
  - {at: 2021-03-06, now: Wrogn., was: Right.}
  - {at: 2021-03-06, now: Taken back., kind: retraction}
claims:"""
    files = {**FILES, name: str(FILES[name]).replace("claims:", given, 1)}
    mended = {**files, name: files[name].replace("Frist", "First").replace("Wrogn", "Wrong")}
    # A time without a zone is a problem, but no reason not to build.
    before = read_site(files, **SETTINGS).build_views("0")
    after = read_site(mended, **{**SETTINGS, "TIMEZONE": "Asia/Kabul"}).build_views("0")
    keys = list_keys(before)
    assert set(keys) == set(list_keys(after))
    assert len(set(keys)) == len(keys)
    assert {key for key in keys if key.startswith(("update:b2", "correction:b2"))} == {
        "update:b2-toll:2021-03-04",
        "update:b2-toll:2021-03-04:2",
        "update:b2-toll:2021-03-05T09:00:00",
        "update:b2-toll:2021-03-05T09:00:00:2",
        "correction:b2-toll:2021-03-06",
        "correction:b2-toll:retraction:2021-03-06",
    }


def test_days_of_changes_are_those_of_the_sites_zone(read_site: Callable[..., Build]) -> None:
    name = "briefings/b3-observers.md"
    text = str(FILES[name]).replace("at: 2021-03-07T09:00+00:00", "at: 2021-03-08")
    context = view_bridge(read_site, {**FILES, name: text}, TIMEZONE="Asia/Kabul")
    feed = parse(context, list_change_entries(context, context.changes))
    assert feed.entries[0].updated == feed.feed.updated == "2021-03-08T00:00:00+04:30"


def test_times_of_changes_are_written_as_rfc_3339_has_them_where_clocks_were_kept_by_the_sun(
    read_site: Callable[..., Build],
) -> None:
    name = "briefings/b3-observers.md"
    text = str(FILES[name]).replace("date: 2021-03-06T09:00+00:00", "date: 1960-03-06T09:00+00:00", 1)
    context = view_bridge(read_site, {**FILES, name: text}, TIMEZONE="Africa/Monrovia")
    entries = {entry.key: entry for entry in list_change_entries(context, context.changes)}
    assert entries["briefing:b3-observers:published"].published.isoformat() == "1960-03-06T09:00:00+00:00"


@pytest.mark.parametrize(
    ("authority", "url", "expected"),
    [
        ("", "https://bridge.example", "tag:bridge.example,2020:briefings:k"),
        ("", "https://bridge.example/news", "tag:bridge.example,2020:news:k"),
        ("desk.example,2019", "https://bridge.example/news", "tag:desk.example,2019:briefings:k"),
        ("ann@desk.example,2019-05-01:old", "https://bridge.example", "tag:ann@desk.example,2019-05-01:old:k"),
    ],
)
def test_a_setting_keeps_ids_through_a_move_to_another_host(
    read_site: Callable[..., Build], authority: str, url: str, expected: str
) -> None:
    context = view_bridge(read_site, SITEURL=url, BRIEFINGS_ID_AUTHORITY=authority)
    feed = parse(context, [ENTRY])
    assert feed.entries[0].id == expected
    assert feed.feed.id == expected.removesuffix("k") + "topics/bridge"


def test_entries_say_what_brought_them_back_with_absolute_addresses(read_site: Callable[..., Build]) -> None:
    name = "briefings/b3-observers.md"
    text = str(FILES[name]).replace("saw who holds it.", "saw [who](/briefings/b1-taken/) holds it & left.", 1)
    context = view_bridge(read_site, {**FILES, name: text})
    listed = [context.site.briefings[name] for name in ("b3-observers", "b1-taken", "b2-toll")]
    corrected, updated, plain = parse(context, list_briefing_entries(context, listed)).entries
    assert {entry.content[0].type for entry in (corrected, updated, plain)} == {"text/html"}
    assert corrected.content[0].value == (
        "<p><strong>Correction (7 March 2021):</strong> "
        "The ferry stopped on 4 March. (Before: The ferry stopped on 5 March.)</p>\n"
        '<p>The observers saw <a href="https://bridge.example/briefings/b1-taken/" rel="noopener">who</a> '
        "holds it &amp; left.</p>"
    )
    # Of the minor update before it, nothing.
    assert updated.content[0].value == (
        "<p><strong>Update (6 March 2021):</strong> Observers have been there.</p>\n<p>Both sides claim the bridge.</p>"
    )
    assert corrected.summary == "The observers saw who holds it & left."
    assert plain.content[0].value == "<p>A witness supports one side.</p>"


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
