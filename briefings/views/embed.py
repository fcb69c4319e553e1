"""Pages for other people's pages: a claim, the newest part of a timeline, a map, each to stand in a frame.

They have no script, and a policy of their own, for anybody may frame them. They exist where the site has an address and
wants them (`BRIEFINGS_EMBEDS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from briefings.linking.site import EntryKind, LinkedClaim, LinkedTopic
from briefings.model.claim import ASSERTING, Stance
from briefings.model.ids import Id
from briefings.views.claims import describe_carriers, since, speakers, title_claim
from briefings.views.content_policy import build_embed_policy
from briefings.views.context import ViewContext
from briefings.views.embed_codes import has_embeds
from briefings.views.entries import build_entry
from briefings.views.map_parts import MapView
from briefings.views.parts import Html, Link, Mark, PageMeta, View, When
from briefings.views.timeline_parts import EntryView
from briefings.views.topic import build_topic_map
from briefings.views.words import claim_mark


class EmbedClaimView(View):
    """A claim in a frame: its words, where it stands since when, and who says and denies it.

    `full` leads to its page; `csp` is the policy of the frame.
    """

    page: PageMeta
    csp: Html
    full: Link
    text: str
    lang: str
    status: Mark
    since: When | None
    origins: str
    asserted_by: str
    denied_by: str


class EmbedTimelineView(View):
    """The newest entries of a topic in a frame."""

    page: PageMeta
    csp: Html
    full: Link
    entries: tuple[EntryView, ...]


class EmbedMapView(View):
    """The map of a topic in a frame."""

    page: PageMeta
    csp: Html
    full: Link
    map: MapView


_ENTRIES = 8


def list_embedded_claims(context: ViewContext) -> Iterable[Id]:
    """The claims that can be embedded."""
    return context.site.claims if has_embeds(context) else ()


def list_embedded_topics(context: ViewContext) -> Iterable[Id]:
    """The topics whose timeline or map can be embedded."""
    return context.site.topics if has_embeds(context) else ()


def build_embedded_claim(context: ViewContext, claim: LinkedClaim) -> EmbedClaimView:
    """A claim in a frame."""
    text, lang = context.claim_text(claim)
    return EmbedClaimView(
        page=_build_meta(
            context, "claims", claim.id, title_claim(context, claim), context.addresses.claim(claim.id).href
        ),
        csp=Html(build_embed_policy()),
        full=_lead_on(context, context.addresses.claim(claim.id).href),
        text=text,
        lang=lang,
        status=claim_mark(claim, context.language),
        since=since(claim, context),
        origins=describe_carriers(context, claim),
        asserted_by=speakers(claim, context, *ASSERTING),
        denied_by=speakers(claim, context, Stance.DENIES),
    )


def build_embedded_timeline(context: ViewContext, linked: LinkedTopic) -> EmbedTimelineView:
    """The newest entries of a topic in a frame, without what is still ahead."""
    href = context.topic_link(linked.topic.id).href
    past = (
        entry
        for entry in context.site.by_topic[linked.topic.id].entries
        if entry.kind is not EntryKind.UPCOMING and not entry.is_ahead
    )
    return EmbedTimelineView(
        page=_build_meta(context, "timelines", linked.topic.id, context.topic_title(linked.topic.id), href),
        csp=Html(build_embed_policy()),
        full=_lead_on(context, href),
        entries=tuple(build_entry(context, entry) for entry in islice(past, _ENTRIES)),
    )


def build_embedded_maps(context: ViewContext, linked: LinkedTopic) -> Iterator[EmbedMapView]:
    """The map of a topic in a frame; nothing where it has none."""
    found = build_topic_map(context, linked)
    href = context.topic_link(linked.topic.id).href
    if found:
        yield EmbedMapView(
            page=_build_meta(context, "maps", linked.topic.id, context.topic_title(linked.topic.id), href),
            csp=Html(build_embed_policy()),
            full=_lead_on(context, href),
            map=found,
        )


def _build_meta(context: ViewContext, kind: str, identifier: str, title: str, full: str) -> PageMeta:
    """Search engines are told of the full page instead."""
    meta = context.meta(f"embed/{kind}/{identifier}", title, "", is_indexed=False)
    return replace(meta, canonical=context.addresses.absolute(full), json_ld=Html(""))


def _lead_on(context: ViewContext, href: str) -> Link:
    return Link(context.words("More at {site}").format(site=context.settings.name), context.addresses.absolute(href))
