"""All pages of a site, as a list that can be read: what is made, from which view, with which template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefings.views.as_of import build_as_of_views
from briefings.views.briefing import build_briefing_view
from briefings.views.changes import build_changes_views, build_upcoming_view
from briefings.views.claim import build_claim_page, build_claims_views
from briefings.views.context import ViewContext
from briefings.views.directory import build_actors_view, build_places_view, build_publishers_view
from briefings.views.home import build_home_view
from briefings.views.latest import build_latest_pages
from briefings.views.page import Page
from briefings.views.parts import View
from briefings.views.plain import build_corrections_view, build_not_found_view, build_redirect_views
from briefings.views.profile import build_actor_pages, build_place_pages, build_publisher_pages
from briefings.views.timeline import build_published_timeline_pages, build_timeline_pages
from briefings.views.topic import build_published_topic_pages, build_topic_pages, build_topics_view
from briefings.views.withdrawn import build_withdrawn_view


def build_pages(context: ViewContext) -> Iterator[Page]:
    """Every page for which the theme has a template, but the ordinary ones, which Pelican reads.

    Redirects come last and never take the place of a page.
    """
    taken: set[str] = set()
    for page in _build_all(context):
        if page.template != "redirect.html" or page.path not in taken:
            taken.add(page.path)
            yield page


def _build_all(context: ViewContext) -> Iterator[Page]:
    for template, build_views in _KINDS:
        if context.has_template(template):
            for view in build_views(context):
                yield Page(view.page.path, template, view)  # type: ignore[attr-defined]  # every page view has `page`


def _build_latest(context: ViewContext) -> Iterator[View]:
    """The plain list stands where the home page would, so a theme has one of the two."""
    return iter(()) if context.has_template("home.html") else build_latest_pages(context)


def _build_briefings(context: ViewContext) -> Iterator[View]:
    for linked in context.site.briefings.values():
        if not linked.is_withdrawn:
            yield build_briefing_view(context.in_language(linked.lang), linked)


def _build_withdrawn(context: ViewContext) -> Iterator[View]:
    for linked in context.site.briefings.values():
        if linked.is_withdrawn:
            yield build_withdrawn_view(context.in_language(linked.lang), linked)


def _build_topics(context: ViewContext) -> Iterator[View]:
    for topic in context.site.topics.values():
        yield from build_topic_pages(context, topic)


def _build_published_topics(context: ViewContext) -> Iterator[View]:
    for topic in context.site.topics.values():
        yield from build_published_topic_pages(context, topic)


def _build_claims(context: ViewContext) -> Iterator[View]:
    for claim in context.site.claims.values():
        yield build_claim_page(context, claim)


def _one(build_view: Callable[[ViewContext], View]) -> Callable[[ViewContext], Iterable[View]]:
    """A kind of page that a site has one of."""
    return lambda context: (build_view(context),)


_KINDS: tuple[tuple[str, Callable[[ViewContext], Iterable[View]]], ...] = (
    ("home.html", _one(build_home_view)),
    ("latest.html", _build_latest),
    ("briefing.html", _build_briefings),
    ("withdrawn.html", _build_withdrawn),
    ("topic.html", _build_topics),
    ("topic_published.html", _build_published_topics),
    ("timeline.html", build_timeline_pages),
    ("timeline_published.html", build_published_timeline_pages),
    ("actor.html", build_actor_pages),
    ("place.html", build_place_pages),
    ("publisher.html", build_publisher_pages),
    ("actors.html", _one(build_actors_view)),
    ("places.html", _one(build_places_view)),
    ("publishers.html", _one(build_publishers_view)),
    ("claim.html", _build_claims),
    ("claims.html", build_claims_views),
    ("as_of.html", build_as_of_views),
    ("changes.html", build_changes_views),
    ("topics.html", _one(build_topics_view)),
    ("upcoming.html", _one(build_upcoming_view)),
    ("corrections.html", _one(build_corrections_view)),
    ("404.html", _one(build_not_found_view)),
    ("redirect.html", build_redirect_views),
)
"""Every kind of page: its template, and what builds its views."""

TEMPLATES = tuple(template for template, _ in _KINDS)
"""The templates for which a theme may have pages, besides `page.html` for the ordinary ones."""
