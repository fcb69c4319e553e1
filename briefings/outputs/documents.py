"""All documents of a site that are not HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.linking.site import EntityKind
from briefings.outputs import security_headers
from briefings.outputs.claims_data import build_claims_data, build_claims_schema
from briefings.outputs.feeds import build_feeds
from briefings.outputs.sitemap import Listed, build_robots, build_sitemaps
from briefings.views.context import ViewContext


def build_documents(context: ViewContext, pages: Iterable[Listed]) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of data, headers for the host, feeds, sitemap and robots.txt.

    Without SITEURL only data and headers: the rest needs absolute addresses. The data is that of the ledger, for themes
    with pages for claims.
    """
    settings = context.settings
    if context.has_pages(EntityKind.CLAIM):  # every record leads to its page
        yield "data/claims.json", build_claims_data(context)
        yield "data/claims.schema.json", build_claims_schema()
    yield security_headers.PATH, security_headers.build_headers(settings.base)
    if not settings.url:
        return
    yield from build_feeds(context)
    yield from build_sitemaps(pages, settings.url).items()
    yield "robots.txt", build_robots(settings.url)
