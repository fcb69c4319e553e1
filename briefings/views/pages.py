"""All pages of a site, as a list that can be read: what is made, from which view, with which template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefings.linking.site import LinkedBriefing
from briefings.views.as_of import build_as_of_views
from briefings.views.briefing import build_briefing_view
from briefings.views.changes import build_changes_views, build_upcoming_view
from briefings.views.claim import build_claim_page, build_claims_views
from briefings.views.context import ViewContext
from briefings.views.home import build_home_view
from briefings.views.page import Page
from briefings.views.parts import View
from briefings.views.plain import build_corrections_view, build_not_found_view, build_redirect_views
from briefings.views.profile import (
    build_actor_pages,
    build_directory_views,
    build_place_pages,
    build_publisher_pages,
)
from briefings.views.timeline import build_timeline_pages
from briefings.views.topic import build_topic_pages, build_topics_view
from briefings.views.withdrawn import build_withdrawn_view


def build_pages(context: ViewContext) -> Iterator[Page]:
    """Every page but the ordinary ones, which Pelican reads.

    Redirects come last and never take the place of a page.
    """
    taken: set[str] = set()
    for page in _build_all(context):
        if page.template != "redirect.html" or page.path not in taken:
            taken.add(page.path)
            yield page


def _build_all(context: ViewContext) -> Iterator[Page]:
    yield _page("home.html", build_home_view(context))
    for linked in context.site.briefings.values():
        yield _build_briefing(context.in_language(linked.lang), linked)
    for template, build_views in _MANY:
        for view in build_views(context):
            yield _page(template, view)
    for template, build_view in _SINGLE:
        yield _page(template, build_view(context))
    for redirect in build_redirect_views(context):
        yield _page("redirect.html", redirect)


def _build_briefing(context: ViewContext, linked: LinkedBriefing) -> Page:
    if linked.is_withdrawn:
        return _page("withdrawn.html", build_withdrawn_view(context, linked))
    return _page("briefing.html", build_briefing_view(context, linked))


def _build_topics(context: ViewContext) -> Iterator[View]:
    for topic in context.site.topics.values():
        yield from build_topic_pages(context, topic)


def _build_claims(context: ViewContext) -> Iterator[View]:
    for claim in context.site.claims.values():
        yield build_claim_page(context, claim)


_MANY: tuple[tuple[str, Callable[[ViewContext], Iterable[View]]], ...] = (
    ("topic.html", _build_topics),
    ("timeline.html", build_timeline_pages),
    ("profile.html", build_actor_pages),
    ("profile.html", build_place_pages),
    ("profile.html", build_publisher_pages),
    ("directory.html", build_directory_views),
    ("claim.html", _build_claims),
    ("claims.html", build_claims_views),
    ("as_of.html", build_as_of_views),
    ("changes.html", build_changes_views),
)
"""Kinds of page that a site has several of."""

_SINGLE: tuple[tuple[str, Callable[[ViewContext], View]], ...] = (
    ("topics.html", build_topics_view),
    ("upcoming.html", build_upcoming_view),
    ("corrections.html", build_corrections_view),
    ("404.html", build_not_found_view),
)
"""Kinds of page that a site has one of, besides its home page."""


def _page(template: str, view: object) -> Page:
    return Page(view.page.path, template, view)  # type: ignore[attr-defined]  # every page view has `page`
