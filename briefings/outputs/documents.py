"""All documents of a site that are not HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from briefings.linking.site import EntityKind
from briefings.outputs import security_headers
from briefings.outputs.claims_data import build_claims_data, build_claims_schema
from briefings.outputs.feeds import build_feed_of, list_feeds
from briefings.outputs.sitemap import Listed, build_robots, build_sitemaps
from briefings.views.context import ViewContext


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
    if context.has_pages(EntityKind.CLAIM):
        found.append(DocumentUnit("claims.json", ""))
    return found


def build_document(context: ViewContext, unit: DocumentUnit) -> tuple[str, bytes]:
    """The path and the bytes of one document."""
    return _BUILDERS[unit.kind](context, unit.key)


_BUILDERS: dict[str, Callable[[ViewContext, str], tuple[str, bytes]]] = {
    "feed": build_feed_of,
    "claims.json": lambda context, _: ("data/claims.json", build_claims_data(context)),
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
        yield "data/claims.schema.json", build_claims_schema()
    yield security_headers.PATH, security_headers.build_headers(settings.base)
    if settings.url:
        yield from build_sitemaps(pages, settings.url).items()
        yield "robots.txt", build_robots(settings.url)


def build_documents(context: ViewContext, pages: Iterable[Listed]) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of all documents."""
    yield from (build_document(context, unit) for unit in list_documents(context))
    yield from build_closing_documents(context, pages)
