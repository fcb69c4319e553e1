"""Pages without a story of their own: ordinary pages, corrections, redirects, 404."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from briefings.linking.site import EntityKind, LinkedCorrection
from briefings.model.briefing import Correction
from briefings.model.ids import Id
from briefings.views.addresses import alias_folder
from briefings.views.context import ViewContext
from briefings.views.facets import list_page_facets
from briefings.views.log import build_correction_entry
from briefings.views.page import Page
from briefings.views.parts import Html, Link, LogEntry, PageMeta, RelatedView, View
from briefings.views.prose import strip_html
from briefings.views.structured_data import describe_page


class PageView(View):
    """An ordinary Pelican page: about, method, corrections policy."""

    page: PageMeta
    title: str
    summary: Html
    body: Html


class CorrectionView(View):
    """One correction: which briefing, its line in the log, and the other briefings that carry its notice."""

    briefing: Link
    entry: LogEntry
    also_on: tuple[Link, ...] = ()


class CorrectionsView(View):
    """Every correction of the site, newest first."""

    page: PageMeta
    title: str
    deck: str
    corrections: tuple[CorrectionView, ...]


class NotFoundView(View):
    """The page of addresses that lead nowhere, with the newest briefings."""

    page: PageMeta
    latest: tuple[RelatedView, ...]
    timeline: Link


class RedirectView(View):
    """An old address (an alias) that leads to a page."""

    page: PageMeta
    target: Link


MAX_LATEST = 5


def build_page_view(context: ViewContext, path: str, url: str, title: str, summary: str, body: str) -> Page:
    """An ordinary page. `body` is HTML that its reader has made safe, `summary` is inline Markdown."""
    href = context.addresses.link(url)
    deck = context.prose.inline(summary)
    meta = PageMeta(
        path=path,
        url=href,
        canonical=context.addresses.absolute(href),
        title=title,
        description=strip_html(deck) or title,
        lang=context.lang,
        direction=context.language.direction,
        section="page",
        facets=list_page_facets(context),
    )
    meta = replace(meta, json_ld=context.named("json_ld", lambda: describe_page(context, meta), Html("")))
    return Page(path, "page.html", PageView(page=meta, title=title, summary=deck, body=Html(body)))


def build_corrections_view(context: ViewContext) -> CorrectionsView:
    """Every correction of the site."""
    found = [
        (correction.at, identifier, correction, build_correction_entry(context, correction, identifier))
        for identifier in (*context.site.listed, *context.site.withdrawn)
        for correction in context.site.briefings[identifier].briefing.corrections
    ]
    found.sort(key=lambda item: (item[0].utc, item[1]), reverse=True)
    title = context.words("Corrections")
    deck = context.words("What we got wrong, when we put it right, and on which page.")
    return CorrectionsView(
        page=context.meta(
            "corrections", title, deck, section="corrections", alternates=context.feeds("corrections", title)
        ),
        title=title,
        deck=deck,
        corrections=tuple(
            CorrectionView(context.briefing_link(identifier), entry, _find_notices(context, identifier, correction))
            for _, identifier, correction, entry in found
        ),
    )


def _find_notices(context: ViewContext, identifier: Id, correction: Correction) -> tuple[Link, ...]:
    """The other briefings on which a correction is announced."""
    item = LinkedCorrection(identifier, correction)
    return tuple(
        context.briefing_link(i) for i in context.site.listed if item in context.site.surroundings[i].corrected
    )


def build_not_found_view(context: ViewContext) -> NotFoundView:
    """The page that servers show for unknown addresses; it is linked from nowhere and not indexed."""
    title = context.words("There is no page at this address")
    meta = context.meta("", title, title, is_indexed=False)
    latest = [context.site.briefings[identifier] for identifier in context.site.listed[:MAX_LATEST]]
    return NotFoundView(
        page=msgspec.structs.replace(meta, path="404.html", url=context.addresses.link("404.html"), canonical=""),
        latest=tuple(
            RelatedView(link=context.briefing_link(b.briefing.id), note="", when=context.when(b.event)) for b in latest
        ),
        timeline=Link(context.words("Full timeline"), context.addresses.at("timeline").href),
    )


def build_redirect_views(context: ViewContext) -> Iterator[RedirectView]:
    """Pages at the addresses of aliases; none where a page stands already."""
    for (kind, alias), identifier in context.site.aliases.items():
        if kind is EntityKind.CLAIM:
            continue
        link = context.link(kind, identifier)
        title = context.words("Moved: {title}").format(title=link.text)
        yield RedirectView(page=context.meta(alias_folder(kind, alias), title, title, is_indexed=False), target=link)
