"""The documents of publishers: in the profile, and in a list of several pages where they are too many for that."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.linking.site import LinkedSource
from briefings.model.ids import Id
from briefings.views.claim_parts import SourceView
from briefings.views.context import ViewContext
from briefings.views.long_lists import NEWEST, WHOLE, say_shown, split_list
from briefings.views.parts import Link, PageMeta, Tab, View
from briefings.views.sources import SourceList, build_source_views
from briefings.views.words import count_documents


class DocumentsView(View):
    """Documents of one publisher, the newest first.

    `about` is its profile, `status` says how many of them the page shows, `pages` are the pages of the list.
    """

    page: PageMeta
    title: str
    about: Link
    status: str
    sources: tuple[SourceView, ...]
    pages: tuple[Tab, ...]


def list_documents(context: ViewContext, publisher: Id) -> tuple[LinkedSource, ...]:
    """The documents of a publisher, the newest first, those without a date last."""
    return context.memo("documents", lambda: _group_documents(context)).get(publisher, ())


def list_long_publishers(context: ViewContext) -> Iterator[Id]:
    """The publishers with more documents than their page shows."""
    counts: dict[Id, int] = {}
    for linked in context.site.sources.values():
        counts[linked.publisher.id] = counts.get(linked.publisher.id, 0) + 1
    return (publisher for publisher in context.site.publishers if counts.get(publisher, 0) > WHOLE)


def build_documents_pages(context: ViewContext, publisher: Id) -> Iterator[DocumentsView]:
    """The list of all documents of a publisher."""
    documents = list_documents(context, publisher)
    about, name = context.publisher_link(publisher), context.words("Documents")
    title = context.join_name(about.text, name)
    for page in split_list(context, _folder(publisher), documents):
        status = _say_documents_shown(context, len(page.rows), len(documents))
        yield DocumentsView(
            page=context.meta(page.folder, title, status, section="publishers"),
            title=title,
            about=about,
            status=status,
            sources=build_source_views(context, SourceList(page.rows)),
            pages=page.pages,
        )


def link_documents(context: ViewContext, publisher: Id) -> Link | None:
    """The list of all documents of a publisher; None where its own page shows them all."""
    total = len(list_documents(context, publisher))
    if total <= WHOLE or not context.has_template("documents.html"):
        return None
    return Link(_say_documents_shown(context, NEWEST, total), context.addresses.at(_folder(publisher)).href)


def _say_documents_shown(context: ViewContext, shown: int, total: int) -> str:
    """How many of how many documents are on a page."""
    if shown == total:
        return count_documents(context.language, total)
    return say_shown(context, shown, total, context.words("Documents"))


def _folder(publisher: Id) -> str:
    return f"publishers/{publisher}/documents"


def _group_documents(context: ViewContext) -> dict[Id, tuple[LinkedSource, ...]]:
    groups: dict[Id, list[LinkedSource]] = {}
    for linked in sorted(context.site.sources.values(), key=lambda source: source.key):
        groups.setdefault(linked.publisher.id, []).append(linked)
    return {publisher: tuple(_sort_newest_first(context, group)) for publisher, group in groups.items()}


def _sort_newest_first(context: ViewContext, documents: list[LinkedSource]) -> Iterator[LinkedSource]:
    dated = [(context.order.key(linked.source.published), linked) for linked in documents if linked.source.published]
    yield from (linked for _, linked in sorted(dated, key=lambda pair: pair[0], reverse=True))
    yield from (linked for linked in documents if not linked.source.published)
