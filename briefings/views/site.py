"""What every page may show of the site itself: name, menu, feeds, edition time, footer."""

from __future__ import annotations

from collections.abc import Iterator

from briefings import __version__
from briefings.linking.site import EntityKind
from briefings.model.briefing import Status
from briefings.views.content_policy import build_policy
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.language_pages import find_language_folder
from briefings.views.parts import Html, Link, Stamp, View
from briefings.views.search import find_search_folder, has_search


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
    Content-Security-Policy for `<meta http-equiv>`. `search` is the address of the search page ("" without one).
    `own_lang` is the language of `name`, `subtitle`, `about` and `links` where it differs from the page's.
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
    search: str = ""
    own_lang: str = ""


def build_site_view(context: ViewContext) -> SiteView:
    """The site in the language of `context`."""
    settings, site = context.settings, context.site
    at = context.addresses.at
    folders = [(_("Timeline"), "timeline"), (_("Topics"), "topics")]
    folders += [(_("Claims"), "claims")] if site.claims else []
    folders += [(_("Changes"), "changes")]
    folders += [(_("Actors"), "actors")] if site.actors else []
    home = find_language_folder(context, "home.html")
    entries = [(_("Latest"), home, "home")]
    entries += [(text, folder, folder) for text, folder in folders if context.has_template(f"{folder}.html")]
    places = {"timeline": f"{find_language_folder(context, 'timeline.html')}/timeline"}
    menu = [MenuItem(context.words(text), at(places.get(folder, folder)).href, name) for text, folder, name in entries]
    return SiteView(
        name=settings.name,
        subtitle=settings.subtitle,
        url=settings.url,
        base=settings.base,
        home=at(home).href,
        lang=context.lang,
        direction=context.language.direction,
        asset_version=context.asset_version,
        menu=tuple(menu),
        feeds=tuple(_follow_links(context)),
        as_of=context.stamp(site.as_of) if site.as_of else None,
        zone=settings.zone_label,
        pages=(*_page_links(context), *_standing_links(context)),
        about=context.prose.inline(settings.about, settings.lang),
        links=tuple(Link(text, href, lang=context.foreign(settings.lang)) for text, href in settings.links),
        generator=f"Briefings {__version__}",
        csp=Html(build_policy("'self'" if has_search(context) else "'none'")),
        search=at(find_search_folder(context)).href if has_search(context) else "",
        own_lang=context.foreign(settings.lang),
    )


def _follow_links(context: ViewContext) -> Iterator[Link]:
    """Feeds, where the site has an address, and the ledger as data."""
    pairs = (
        ("", _("All briefings (Atom)")),
        ("changes", _("Changes (Atom)")),
        ("corrections", _("Corrections (Atom)")),
    )
    for folder, text in pairs:
        if not folder or context.has_template(f"{folder}.html"):
            for feed in context.feeds(folder, text)[:1]:
                yield Link(context.words(text), feed.href)
    if context.settings.url and context.settings.json_feeds:
        yield Link(context.words(_("All briefings (JSON Feed)")), context.json_feed("", "").href)
    if context.settings.url and "opml" in context.settings.data:
        yield Link(context.words(_("All feeds (OPML)")), context.addresses.link("feeds.opml"))
    if context.site.claims and context.has_pages(EntityKind.CLAIM):
        yield Link(context.words("Claim ledger (JSON)"), context.addresses.link("data/claims.json"))


def _standing_links(context: ViewContext) -> Iterator[Link]:
    """Pages that the menu does not name."""
    folders = [(_("Corrections"), "corrections"), (_("What to watch"), "upcoming")]
    folders += [(_("Places"), "places")] if context.site.places else []
    folders += [(_("Publishers"), "publishers")] if context.site.publishers else []
    folders += [(_("Data"), "data")] if context.settings.data else []
    for text, folder in folders:
        if context.has_template(f"{folder}.html"):
            yield Link(context.words(text), context.addresses.at(folder).href)


def _page_links(context: ViewContext) -> Iterator[Link]:
    """Published ordinary pages in this language (or in the site's, where there is none), in order."""
    pages = [d.page for d in context.pages if d.page and d.page.status is Status.PUBLISHED]
    main = context.settings.lang
    for page in sorted(pages, key=lambda p: (p.order, p.title, p.id)):
        if (page.lang or main) in (context.lang, main):
            lang = page.lang or main
            yield Link(page.title, context.addresses.page(page, lang).href, lang=context.foreign(lang))
