"""All documents of a site that are not HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.outputs.atom import build_feed
from briefings.outputs.sitemap import build_robots, build_sitemaps
from briefings.views.context import ViewContext
from briefings.views.parts import PageMeta


def build_documents(context: ViewContext, pages: Iterable[PageMeta]) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of feeds, sitemap and robots.txt. None without SITEURL: each of them needs absolute addresses."""
    settings = context.settings
    if not settings.url:
        return
    site = context.site
    yield "feed.atom", build_feed(context, "", settings.name, [site.briefings[i] for i in site.listed])
    for identifier, topic in site.topics.items():
        title = f"{settings.name}: {context.topic_title(identifier)}"
        listed = [site.briefings[i] for i in topic.appearances.briefings]
        yield f"topics/{identifier}/feed.atom", build_feed(context, f"topics/{identifier}", title, listed)
    yield from build_sitemaps(pages, settings.url).items()
    yield "robots.txt", build_robots(settings.url)
