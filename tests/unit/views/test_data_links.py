"""Pages lead to the data files that belong to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.model.ids import Id
from briefings.outputs.documents import build_documents
from briefings.plugin.build import Build
from briefings.views.changes import build_upcoming_view
from briefings.views.context import ViewContext
from briefings.views.parts import PageMeta
from briefings.views.topic import build_published_topic_pages, build_topic_pages
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge

EMPTY: dict[str, str | bytes] = {
    "topics/quiet.md": "---\ntitle: Quiet\n---\n",
    "topics/all.md": "---\ntitle: All\n---\n",
}
NESTED: dict[str, str | bytes] = {"topics/bridge.md": "---\ntitle: The bridge\nparent: all\n---\n"}


def list_links(page: PageMeta) -> list[tuple[str, str, str]]:
    return [(link.title, link.mime, link.href) for link in page.alternates if link.kind == "data"]


def test_every_page_of_a_topic_leads_to_its_calendar_and_its_timeline(read_site: Callable[..., Build]) -> None:
    context = view_data(read_site)
    bridge = context.site.topics[Id("bridge")]
    for view in (*build_topic_pages(context, bridge), *build_published_topic_pages(context, bridge)):
        assert list_links(view.page) == [
            ("What to watch (iCalendar)", "text/calendar", "/data/watch/bridge.ics"),
            ("Timeline (TimelineJS)", "application/json", "/data/timelinejs/bridge.json"),
        ]


def test_topics_lead_to_files_that_are_made_and_to_no_others(read_site: Callable[..., Build]) -> None:
    context = view_bridge(read_site, DATA_FILES | EMPTY | NESTED, BRIEFINGS_DATA=["ics", "timelinejs"])
    made = {path for path, _ in build_documents(context, ())}
    linked: set[str] = set()
    for topic in context.site.topics.values():
        linked |= {href.lstrip("/") for _, _, href in list_links(next(build_topic_pages(context, topic)).page)}
    assert linked == {path for path in made if path.startswith(("data/watch/", "data/timelinejs/"))}
    assert {path.rpartition("/")[2] for path in linked} == {"bridge.ics", "bridge.json", "all.ics", "all.json"}


@pytest.mark.parametrize(("formats", "count"), [((), 0), (("json", "csv"), 0), (("ics",), 1)])
def test_only_files_that_the_settings_ask_for_are_linked(
    read_site: Callable[..., Build], formats: tuple[str, ...], count: int
) -> None:
    context: ViewContext = view_data(read_site, BRIEFINGS_DATA=formats)
    assert len(list_links(next(build_topic_pages(context, context.site.topics[Id("bridge")])).page)) == count
    assert len(list_links(build_upcoming_view(context).page)) == count


def test_what_to_watch_is_a_calendar_too(read_site: Callable[..., Build]) -> None:
    page = build_upcoming_view(view_data(read_site)).page
    assert list_links(page) == [("What to watch (iCalendar)", "text/calendar", "/data/watch.ics")]
