"""A theme has the pages for which it has templates, and links to no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from briefings.views.pages import TEMPLATES, build_pages
from briefings.views.site import build_site_view
from tests.unit.views.small_site import FILES, SETTINGS

DISPATCH = Path(__file__).resolve().parents[3] / "themes" / "dispatch" / "templates"
LINKED = {
    **FILES,
    "briefings/b4-night.md": """---
title: A quiet night
date: 2021-03-08T09:00+00:00
summary: Nothing moved.
topics: [bridge]
actors: [army]
---
The [[army]] and [[topic:bridge|those at the bridge]] rest; the bridge [is held]{claim=bridge-held}.
""",
}

View = Callable[..., ViewContext]


@pytest.fixture
def view(read_site: Callable[..., Build]) -> View:
    """The site in a theme with some templates."""

    def build(*templates: str) -> ViewContext:
        return read_site(LINKED, **SETTINGS).build_views("0", frozenset(templates))

    return build


def _paths(context: ViewContext) -> set[str]:
    return {page.path for page in build_pages(context)}


def _body(context: ViewContext) -> str:
    linked = next(b for b in context.site.briefings.values() if b.briefing.id == "b4-night")
    return context.prose.briefing_body(linked)[0]


def test_dispatch_has_every_template() -> None:
    assert [name for name in (*TEMPLATES, "page.html") if not (DISPATCH / name).is_file()] == ["latest.html"]


def test_page_is_built_only_where_its_template_is_there(view: View) -> None:
    assert _paths(view("home.html", "briefing.html", "actor.html")) == {
        "index.html",
        *(f"briefings/{slug}/index.html" for slug in ("b1-taken", "b2-toll", "b3-observers", "b4-night")),
        *(f"actors/{actor}/index.html" for actor in ("army", "rebels", "ferryman", "observers")),
    }


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in ("latest.html", "home.html")])
def test_each_template_stands_for_pages_of_its_own(view: View, name: str) -> None:
    everything = frozenset(TEMPLATES)
    left = [page.template for page in build_pages(view(*everything - {name}))]
    assert name not in left
    assert set(left) <= everything


def test_text_leads_to_nothing_that_has_no_page(view: View) -> None:
    body = _body(view("home.html", "briefing.html"))
    assert "<a " not in body
    assert "Army and those at the bridge rest" in body
    assert "is held" in body


def test_text_leads_to_what_has_a_page(view: View) -> None:
    body = _body(view("home.html", "briefing.html", "actor.html", "topic.html", "claim.html"))
    for href in ("/actors/army/", "/topics/bridge/", "/claims/bridge-held/"):
        assert f'href="{href}"' in body


def test_menu_and_footer_name_only_pages_that_are_there(view: View) -> None:
    site = build_site_view(view("home.html", "briefing.html", "topics.html", "corrections.html"))
    assert [item.href for item in site.menu] == ["/", "/topics/"]
    assert [link.href for link in site.pages] == ["/corrections/"]
    assert [link.href for link in site.feeds] == ["/feed.atom", "/corrections/feed.atom"]


def test_topic_leads_to_another_order_only_where_there_is_one(view: View) -> None:
    for names, count in ((("topic.html",), 0), (("topic.html", "topic_published.html"), 2)):
        pages = [page for page in build_pages(view(*names)) if page.path == "topics/bridge/index.html"]
        assert [len(page.view.orders) for page in pages] == [count]
        assert [page.view.history for page in pages] == [None]
