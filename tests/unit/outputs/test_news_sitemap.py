"""Which briefings the news sitemap lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from briefings.outputs.news_sitemap import build_news_sitemap
from briefings.views.context import ViewContext

NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "news": "http://www.google.com/schemas/sitemap-news/0.9"}


def briefing(title: str, date: str, more: str = "") -> str:
    return f"---\ntitle: '{title}'\ndate: {date}\n{more}---\nText.\n"


def read(context: ViewContext) -> list[dict[str, Any]]:
    root = ElementTree.fromstring(build_news_sitemap(context))  # noqa: S314 - it is our own
    return [
        {"loc": url.findtext("map:loc", "", NAMES)}
        | {
            name: url.findtext(f".//news:{name}", "", NAMES)
            for name in ("name", "language", "publication_date", "title")
        }
        for url in root.findall("map:url", NAMES)
    ]


def test_it_lists_the_two_days_before_the_newest_briefing(view_site: Callable[..., ViewContext]) -> None:
    files = {
        "briefings/new.md": briefing("Ships & boats", "2023-05-04T10:00+00:00"),
        "briefings/yesterday.fa.md": briefing("دیروز", "2023-05-03", "lang: fa\n"),
        "briefings/old.md": briefing("Old", "2023-05-01"),
    }
    found = read(view_site(files, SITEURL="https://desk.example/news", SITENAME="Desk"))
    assert [item["loc"] for item in found] == [
        "https://desk.example/news/briefings/new/",
        "https://desk.example/news/fa/briefings/yesterday/",
    ]
    assert found[0] == {
        "loc": "https://desk.example/news/briefings/new/",
        "name": "Desk",
        "language": "en",
        "publication_date": "2023-05-04T10:00+00:00",
        "title": "Ships & boats",
    }
    assert found[1]["language"] == "fa"


def test_withdrawn_briefings_are_not_news(view_site: Callable[..., ViewContext]) -> None:
    withdrawn = "stage: withdrawn\ncorrections:\n- {at: 2023-05-04, now: It was wrong., kind: retraction}\n"
    files = {
        "briefings/gone.md": briefing("Gone", "2023-05-04", withdrawn),
        "briefings/here.md": briefing("Here", "2023-05-04"),
    }
    assert [item["title"] for item in read(view_site(files, SITEURL="https://desk.example"))] == ["Here"]
