"""All pages of a site, as a list that can be read: what is made, from which view, with which template."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.views.as_of import build_as_of_views
from briefings.views.briefing import build_briefing_view
from briefings.views.changes import build_changes_views, build_upcoming_view
from briefings.views.claim import build_claim_page, build_claims_views
from briefings.views.context import ViewContext
from briefings.views.home import build_home_view
from briefings.views.page import Page
from briefings.views.plain import build_corrections_view, build_not_found_view, build_redirect_views
from briefings.views.profile import (
    build_actor_pages,
    build_directory_views,
    build_place_pages,
    build_publisher_pages,
)
from briefings.views.timeline import build_timeline_pages
from briefings.views.topic import build_topic_pages, build_topics_view


def build_pages(context: ViewContext) -> Iterator[Page]:
    """Every page but the ordinary ones, which Pelican reads. Redirects come last and never take the place of a page."""
    taken: set[str] = set()
    for page in _build_all(context):
        if page.template != "redirect.html" or page.path not in taken:
            taken.add(page.path)
            yield page


def _build_all(context: ViewContext) -> Iterator[Page]:
    yield _page("home.html", build_home_view(context))
    for linked in context.site.briefings.values():
        yield _page("briefing.html", build_briefing_view(context.in_language(linked.lang), linked))
    yield _page("topics.html", build_topics_view(context))
    for topic in context.site.topics.values():
        for view in build_topic_pages(context, topic):
            yield _page("topic.html", view)
    for timeline in build_timeline_pages(context):
        yield _page("timeline.html", timeline)
    for build_profiles in (build_actor_pages, build_place_pages, build_publisher_pages):
        for profile in build_profiles(context):
            yield _page("profile.html", profile)
    for directory in build_directory_views(context):
        yield _page("directory.html", directory)
    for claim in context.site.claims.values():
        yield _page("claim.html", build_claim_page(context, claim))
    for claims in build_claims_views(context):
        yield _page("claims.html", claims)
    for evening in build_as_of_views(context):
        yield _page("as_of.html", evening)
    for changes in build_changes_views(context):
        yield _page("changes.html", changes)
    yield _page("upcoming.html", build_upcoming_view(context))
    yield _page("corrections.html", build_corrections_view(context))
    yield _page("404.html", build_not_found_view(context))
    for redirect in build_redirect_views(context):
        yield _page("redirect.html", redirect)


def _page(template: str, view: object) -> Page:
    return Page(view.page.path, template, view)  # type: ignore[attr-defined]  # every page view has `page`
