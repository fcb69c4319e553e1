"""All documents of a site that are not HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from briefings.linking.site import EntityKind
from briefings.outputs import data_documents, news_sitemap, security_headers
from briefings.outputs.cards import build_card_of, list_cards
from briefings.outputs.changes_data import build_changes_data, build_changes_schema
from briefings.outputs.claims_data import build_claims_data, build_claims_schema
from briefings.outputs.feeds import build_feed_of, list_feeds
from briefings.outputs.sitemap import Listed, build_robots, build_sitemaps
from briefings.views import recent
from briefings.views.context import ViewContext
from briefings.views.embed_codes import has_embeds
from briefings.views.search import has_search

CARD = "card"
"""The kind of a document that is what a social card says; whoever writes it draws it (`building.card_images`)."""


class DocumentUnit(msgspec.Struct, frozen=True):
    """A document that is made by itself: one of a kind, by its key."""

    kind: str
    key: str

    @property
    def name(self) -> str:
        """What it is called from build to build."""
        return f"{self.kind}\0{self.key}"


def list_documents(context: ViewContext) -> list[DocumentUnit]:
    """All documents that are made of the site alone; `build_closing_documents` makes the others.

    The data is that of the ledger, for themes with pages for claims: every record leads to its page. Feeds need
    absolute addresses.
    """
    found = [DocumentUnit("feed", folder) for folder in list_feeds(context)] if context.settings.url else []
    found += [DocumentUnit("news-sitemap", "")] if context.settings.url and context.settings.news_sitemap else []
    found += [DocumentUnit("changes.json", "")] if context.is_named("recent") else []
    if context.has_pages(EntityKind.CLAIM):
        found.append(DocumentUnit("claims.json", ""))
    found += [DocumentUnit(*unit) for unit in data_documents.list_data_documents(context)]
    found += [DocumentUnit(CARD, key) for key in list_cards(context)]
    return found


def build_document(context: ViewContext, unit: DocumentUnit) -> tuple[str, bytes]:
    """The path and the bytes of one document."""
    return _BUILDERS[unit.kind](context, unit.key)


_BUILDERS: dict[str, Callable[[ViewContext, str], tuple[str, bytes]]] = {
    "changes.json": lambda context, _: (recent.PATH, build_changes_data(context)),
    "news-sitemap": lambda context, _: (news_sitemap.PATH, news_sitemap.build_news_sitemap(context)),
    "feed": build_feed_of,
    CARD: build_card_of,
    "claims.json": lambda context, _: ("data/claims.json", build_claims_data(context)),
    **data_documents.BUILDERS,
}


def is_document(kind: str) -> bool:
    """Whether a kind of unit is a document."""
    return kind in _BUILDERS


def build_closing_documents(context: ViewContext, pages: Iterable[Listed]) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of what depends on the list of all pages, or on nothing: sitemap, robots.txt, headers, a schema.

    Without SITEURL there is no sitemap: it needs absolute addresses.
    """
    settings = context.settings
    if context.has_pages(EntityKind.CLAIM):
        yield "data/claims.schema.json", build_claims_schema(settings.url)
    if context.is_named("recent"):
        yield "data/changes.schema.json", build_changes_schema(settings.url)
    yield from data_documents.list_schemas(context)
    pages = list(pages)
    is_mixed = has_embeds(context) or has_search(context)
    sections = security_headers.list_sections(pages) if is_mixed else None
    headers = security_headers.build_headers(settings.base, sections, has_search=has_search(context))
    yield security_headers.PATH, headers
    if settings.url:
        yield from build_sitemaps(pages, settings.url).items()
        names = ["sitemap.xml", *([news_sitemap.PATH] if settings.news_sitemap else [])]
        yield "robots.txt", build_robots(settings.url, names)


def build_documents(context: ViewContext, pages: Iterable[Listed]) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of all documents."""
    yield from (build_document(context, unit) for unit in list_documents(context))
    yield from build_closing_documents(context, pages)
