"""The news sitemap: the briefings of the last two days, as search engines for news want them.

The format is Google's extension of the sitemap protocol (`sitemap-news/0.9`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from xml.sax.saxutils import escape

from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Status
from briefings.views.context import ViewContext

PATH = "news-sitemap.xml"
_DAYS = timedelta(days=2)
_LIMIT = 1000
"""The format's limit for one file."""
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def build_news_sitemap(context: ViewContext) -> bytes:
    """The news sitemap. The two days end with the newest briefing, so no clock is asked."""
    items = "".join(
        _build_item(context, linked) for linked, _ in zip(_find_recent(context), range(_LIMIT), strict=False)
    )
    namespaces = f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="{_NEWS}"'
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {namespaces}>\n'
    return f"{head}{items}</urlset>\n".encode()


def _find_recent(context: ViewContext) -> Iterator[LinkedBriefing]:
    """Public briefings, newest first, down to two days before the newest."""
    newest = None
    for identifier in context.site.briefings:
        linked = context.site.briefings[identifier]
        newest = newest or linked.briefing.date.utc
        if linked.briefing.date.utc < newest - _DAYS:
            return
        if linked.briefing.status is Status.PUBLISHED and not linked.is_withdrawn:
            yield linked


def _build_item(context: ViewContext, linked: LinkedBriefing) -> str:
    url = context.addresses.absolute(context.addresses.briefing(linked).href)
    publication = f"<news:name>{escape(context.settings.name)}</news:name><news:language>{linked.lang}</news:language>"
    return (
        f"<url><loc>{escape(url)}</loc><news:news><news:publication>{publication}</news:publication>"
        f"<news:publication_date>{linked.briefing.date.text}</news:publication_date>"
        f"<news:title>{escape(linked.briefing.title)}</news:title></news:news></url>\n"
    )
