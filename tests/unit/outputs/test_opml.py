"""The list of all feeds, as feed readers import it."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import listparser

from briefings.outputs.feeds import list_feeds
from briefings.outputs.opml import build_opml
from briefings.plugin.build import Build
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge


def test_every_feed_is_listed_once(read_site: Callable[..., Build]) -> None:
    context = view_data(read_site)
    found = listparser.parse(build_opml(context).decode())
    assert not found.bozo
    urls = [feed.url for feed in found.feeds]
    assert sorted(urls) == sorted(
        f"https://bridge.example/{folder}/feed.atom".replace("e//", "e/") for folder in list_feeds(context)
    )
    assert found.meta.title == "Bridge news"


def test_feeds_stand_under_what_they_are_about(read_site: Callable[..., Build]) -> None:
    root = ElementTree.fromstring(build_opml(view_data(read_site)))  # noqa: S314 - made by us a line before
    assert root.attrib["version"] == "2.0"
    body = root.find("body")
    assert body is not None
    groups = {group.attrib["text"]: len(group) for group in body if len(group)}
    assert groups == {"Topics": 1, "Actors": 4, "Places": 2, "Claims": 2}
    assert [outline.attrib["text"] for outline in body if not len(outline)] == [
        "Bridge news",
        "Bridge news: Changes",
        "Bridge news: Corrections",
        "Bridge news: فارسی",
    ]


def test_names_survive(read_site: Callable[..., Build]) -> None:
    text = '---\ntitle: "A \\"B\\" <c> &\\tD"\n---\n'
    context = view_bridge(read_site, {**DATA_FILES, "topics/bridge.md": text})
    root = ElementTree.fromstring(build_opml(context))  # noqa: S314 - made by us a line before
    outline = root.find("body/outline[@text='Topics']/outline")
    assert outline is not None
    assert outline.attrib["title"] == 'Bridge news: A "B" <c> &\tD'


def test_nothing_comes_from_the_clock(read_site: Callable[..., Build]) -> None:
    data = build_opml(view_data(read_site))
    assert b"<dateModified>Sun, 07 Mar 2021 11:00:00 GMT</dateModified>" in data
