"""All pages of a site, as a list that can be read: what is made, from which view, with which template."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

import msgspec

from briefings.model.ids import Id
from briefings.views.as_of import build_as_of_views
from briefings.views.briefing import build_briefing_view
from briefings.views.changes import build_changes_views, build_upcoming_view
from briefings.views.claim import build_claim_page
from briefings.views.claim_lists import build_claims_views, build_profile_claims, list_profile_claims
from briefings.views.context import ViewContext
from briefings.views.data import build_data_view
from briefings.views.directory import build_actors_view, build_places_view, build_publishers_view
from briefings.views.documents import build_documents_pages, list_long_publishers
from briefings.views.embed import (
    build_embedded_claim,
    build_embedded_maps,
    build_embedded_timeline,
    list_embedded_claims,
    list_embedded_topics,
)
from briefings.views.home import build_home_view
from briefings.views.language_home import build_language_home
from briefings.views.language_pages import list_languages
from briefings.views.latest import build_latest_page, count_latest_pages
from briefings.views.page import Page
from briefings.views.parts import View
from briefings.views.plain import build_corrections_view, build_not_found_view, build_redirect_views
from briefings.views.profile import build_actor_pages, build_place_pages, build_publisher_pages
from briefings.views.search import build_search_view, has_search
from briefings.views.timeline import build_language_timeline, build_published_timeline_pages, build_timeline_pages
from briefings.views.topic import build_published_topic_pages, build_topic_pages, build_topics_view
from briefings.views.withdrawn import build_withdrawn_view

Keys = Sequence[Id]
"""Records of one kind, by id; a kind of page that a site has one of has the key `""`."""
ALONE: Keys = (Id(""),)


class Kind(msgspec.Struct, frozen=True):
    """A kind of page: its template, what builds the views for some keys, and all the keys that a site has."""

    template: str
    build: Callable[[ViewContext, Keys], Iterable[View]]
    list_keys: Callable[[ViewContext], Iterable[Id]] = lambda _: ALONE


class Unit(msgspec.Struct, frozen=True):
    """What is made in one go: the pages of one kind for one key."""

    kind: int
    key: Id

    @property
    def name(self) -> str:
        """What it is called from build to build."""
        return name_unit(_KINDS[self.kind].template, self.key)


def name_unit(template: str, key: str) -> str:
    """The name of a unit."""
    return f"{template}\0{key}"


def find_page_unit(template: str, key: str) -> Unit | None:
    """The unit of a template and a key; None where no kind has that template."""
    return next((Unit(number, Id(key)) for number, kind in enumerate(_KINDS) if kind.template == template), None)


def list_units(context: ViewContext) -> list[Unit]:
    """All pages for which the theme has a template, in their order.

    Ordinary pages, which Pelican reads, and redirects are not among them.
    """
    return [
        Unit(number, key)
        for number, kind in enumerate(_KINDS)
        if context.has_template(kind.template)
        for key in kind.list_keys(context)
    ]


def build_unit(context: ViewContext, unit: Unit) -> Iterator[Page]:
    """The pages of one unit."""
    kind = _KINDS[unit.kind]
    for view in kind.build(context, (unit.key,)):
        yield Page(view.page.path, kind.template, view)  # type: ignore[attr-defined]  # every page view has `page`


def build_redirects(context: ViewContext, taken: Container[str]) -> Iterator[Page]:
    """Redirects from old addresses, where no page stands."""
    for view in build_redirect_views(context) if context.has_template(_REDIRECT) else ():
        if view.page.path not in taken:
            yield Page(view.page.path, _REDIRECT, view)


def build_pages(context: ViewContext) -> Iterator[Page]:
    """Every page for which the theme has a template, redirects last; but not the ordinary ones, which Pelican reads."""
    taken: set[str] = set()
    for unit in list_units(context):
        for page in build_unit(context, unit):
            taken.add(page.path)
            yield page
    yield from build_redirects(context, taken)


def _list_latest(context: ViewContext) -> Iterable[Id]:
    """The plain list stands where the home page would, so a theme has one of the two."""
    numbers = () if context.has_template("home.html") else range(1, count_latest_pages(context) + 1)
    return (Id(str(number)) for number in numbers)


def _build_latest(context: ViewContext, keys: Keys) -> Iterable[View]:
    return (build_latest_page(context, int(key)) for key in keys)


def _build_briefings(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        linked = context.site.briefings[key]
        yield build_briefing_view(context.in_language(linked.lang), linked)


def _build_withdrawn(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        linked = context.site.briefings[key]
        yield build_withdrawn_view(context.in_language(linked.lang), linked)


def _build_topics(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield from build_topic_pages(context, context.site.topics[key])


def _build_published_topics(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield from build_published_topic_pages(context, context.site.topics[key])


def _build_claims(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield build_claim_page(context, context.site.claims[key])


def _build_claims_lists(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield from build_profile_claims(context, key) if key else build_claims_views(context)


def _build_documents(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield from build_documents_pages(context, key)


def _build_embedded_claims(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield build_embedded_claim(context, context.site.claims[key])


def _build_embedded_timelines(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield build_embedded_timeline(context, context.site.topics[key])


def _build_embedded_maps(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield from build_embedded_maps(context, context.site.topics[key])


def _one(build_view: Callable[[ViewContext], View]) -> Callable[[ViewContext, Keys], Iterable[View]]:
    """A kind of page that a site has one of."""
    return lambda context, _: (build_view(context),)


def _many(build_views: Callable[[ViewContext], Iterable[View]]) -> Callable[[ViewContext, Keys], Iterable[View]]:
    """A kind of page that a site has several of, which are not pages of records."""
    return lambda context, _: build_views(context)


def _list_languages(context: ViewContext) -> Iterable[Id]:
    """The page of the whole site, and one for each further language."""
    return (*ALONE, *map(Id, list_languages(context)))


def _build_homes(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield build_language_home(context.in_language(key)) if key else build_home_view(context)


def _list_searches(context: ViewContext) -> Iterable[Id]:
    return _list_languages(context) if has_search(context) else ()


def _build_searches(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield build_search_view(context.in_language(key) if key else context)


def _build_timelines(context: ViewContext, keys: Keys) -> Iterator[View]:
    for key in keys:
        yield from build_language_timeline(context.in_language(key)) if key else build_timeline_pages(context)


def _list_briefings(context: ViewContext) -> Iterable[Id]:
    return (key for key, linked in context.site.briefings.items() if not linked.is_withdrawn)


def _list_withdrawn(context: ViewContext) -> Iterable[Id]:
    return (key for key, linked in context.site.briefings.items() if linked.is_withdrawn)


_KINDS = (
    Kind("home.html", _build_homes, _list_languages),
    Kind("latest.html", _build_latest, _list_latest),
    Kind("briefing.html", _build_briefings, _list_briefings),
    Kind("withdrawn.html", _build_withdrawn, _list_withdrawn),
    Kind("topic.html", _build_topics, lambda context: context.site.topics),
    Kind("topic_published.html", _build_published_topics, lambda context: context.site.topics),
    Kind("timeline.html", _build_timelines, _list_languages),
    Kind("timeline_published.html", _many(build_published_timeline_pages)),
    Kind("actor.html", build_actor_pages, lambda context: context.site.actors),
    Kind("place.html", build_place_pages, lambda context: context.site.places),
    Kind("publisher.html", build_publisher_pages, lambda context: context.site.publishers),
    Kind("documents.html", _build_documents, list_long_publishers),
    Kind("actors.html", _one(build_actors_view)),
    Kind("places.html", _one(build_places_view)),
    Kind("publishers.html", _one(build_publishers_view)),
    Kind("claim.html", _build_claims, lambda context: context.site.claims),
    Kind("claims.html", _build_claims_lists, lambda context: (*ALONE, *list_profile_claims(context))),
    Kind("as_of.html", build_as_of_views, lambda context: context.site.topics),
    Kind("changes.html", _many(build_changes_views)),
    Kind("topics.html", _one(build_topics_view)),
    Kind("upcoming.html", _one(build_upcoming_view)),
    Kind("corrections.html", _one(build_corrections_view)),
    Kind("data.html", _one(build_data_view), lambda context: ALONE if context.settings.data else ()),
    Kind("search.html", _build_searches, _list_searches),
    Kind("embed_claim.html", _build_embedded_claims, list_embedded_claims),
    Kind("embed_timeline.html", _build_embedded_timelines, list_embedded_topics),
    Kind("embed_map.html", _build_embedded_maps, list_embedded_topics),
    Kind("404.html", _one(build_not_found_view)),
)
"""Every kind of page but redirects."""

_REDIRECT = "redirect.html"
TEMPLATES = (*(kind.template for kind in _KINDS), _REDIRECT)
"""The templates for which a theme may have pages, besides `page.html` for the ordinary ones."""
