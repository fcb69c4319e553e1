"""What every page may show of the site itself: name, menu, feeds, edition time, footer."""

from __future__ import annotations

from collections.abc import Iterator

from briefings import __version__
from briefings.linking.site import EntityKind
from briefings.model.briefing import Status
from briefings.views.content_policy import build_policy
from briefings.views.context import ViewContext
from briefings.views.parts import Html, Link, Stamp, View


class MenuItem(View):
    """An entry of the main menu; `section` is compared with the page's to mark the current one."""

    text: str
    href: str
    section: str


class SiteView(View):
    """The site, in the language of the page.

    `base` is the path prefix of all addresses ("" or "/news"), `url` SITEURL. `as_of` is the latest moment named by the
    content: the edition. `asset_version` changes whenever a file of the theme changes. `pages` are the ordinary and
    standing pages, for the footer, `links` the site's own further ones, `about` says how the desk works. `csp` is the
    Content-Security-Policy for `<meta http-equiv>`.
    """

    name: str
    subtitle: str
    url: str
    base: str
    home: str
    lang: str
    direction: str
    asset_version: str
    menu: tuple[MenuItem, ...]
    feeds: tuple[Link, ...]
    as_of: Stamp | None = None
    zone: str = ""
    pages: tuple[Link, ...] = ()
    about: Html = Html("")
    links: tuple[Link, ...] = ()
    generator: str = ""
    csp: Html = Html("")


def build_site_view(context: ViewContext) -> SiteView:
    """The site in the language of `context`."""
    settings, site = context.settings, context.site
    at = context.addresses.at
    folders = [("Timeline", "timeline"), ("Topics", "topics")]
    folders += [("Claims", "claims")] if site.claims else []
    folders += [("Changes", "changes")]
    folders += [("Actors", "actors")] if site.actors else []
    entries = [("Latest", "", "home")]
    entries += [(text, folder, folder) for text, folder in folders if context.has_template(f"{folder}.html")]
    return SiteView(
        name=settings.name,
        subtitle=settings.subtitle,
        url=settings.url,
        base=settings.base,
        home=at("").href,
        lang=context.lang,
        direction=context.language.direction,
        asset_version=context.asset_version,
        menu=tuple(MenuItem(context.words(text), at(folder).href, section) for text, folder, section in entries),
        feeds=tuple(_follow_links(context)),
        as_of=context.stamp(site.as_of) if site.as_of else None,
        zone=settings.zone_label,
        pages=(*_page_links(context), *_standing_links(context)),
        about=context.prose.inline(settings.about),
        links=tuple(Link(text, href) for text, href in settings.links),
        generator=f"Briefings {__version__}",
        csp=Html(build_policy()),
    )


def _follow_links(context: ViewContext) -> Iterator[Link]:
    """Feeds, where the site has an address, and the ledger as data."""
    pairs = (("", "All briefings (Atom)"), ("changes", "Changes (Atom)"), ("corrections", "Corrections (Atom)"))
    for folder, text in pairs:
        if not folder or context.has_template(f"{folder}.html"):
            for feed in context.feeds(folder, text):
                yield Link(context.words(text), feed.href)
    if context.site.claims and context.has_pages(EntityKind.CLAIM):
        yield Link(context.words("Claim ledger (JSON)"), context.addresses.link("data/claims.json"))


def _standing_links(context: ViewContext) -> Iterator[Link]:
    """Pages that the menu does not name."""
    folders = [("Corrections", "corrections"), ("What to watch", "upcoming")]
    folders += [("Places", "places")] if context.site.places else []
    folders += [("Publishers", "publishers")] if context.site.publishers else []
    for text, folder in folders:
        if context.has_template(f"{folder}.html"):
            yield Link(context.words(text), context.addresses.at(folder).href)


def _page_links(context: ViewContext) -> Iterator[Link]:
    """Published ordinary pages in this language (or in the site's, where there is none), in order."""
    pages = [d.page for d in context.pages if d.page and d.page.status is Status.PUBLISHED]
    main = context.settings.lang
    for page in sorted(pages, key=lambda p: (p.order, p.title, p.id)):
        if (page.lang or main) in (context.lang, main):
            yield Link(page.title, context.addresses.page(page, page.lang or main).href)
