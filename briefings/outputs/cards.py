"""Social cards (Open Graph): what the picture of a briefing, topic or claim says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from briefings.linking.site import EntityKind
from briefings.model.ids import Id
from briefings.outputs.card_drawing import Card
from briefings.views.cards import card_path, is_drawable
from briefings.views.claims import count_disputed, since
from briefings.views.context import ViewContext
from briefings.views.entries import briefing_mark
from briefings.views.parts import Mark
from briefings.views.words import claim_mark, count_briefings, count_claims


def list_cards(context: ViewContext) -> Iterator[tuple[EntityKind, str]]:
    """The records that have a card: those with a page. Whatever their words are, since words are edited."""
    if not (context.settings.cards and context.settings.url):
        return
    site = context.site
    if context.has_template("briefing.html"):
        for briefing in site.briefings.values():
            if not briefing.is_withdrawn:
                yield EntityKind.BRIEFING, briefing.briefing.id
    if context.has_pages(EntityKind.TOPIC):
        yield from ((EntityKind.TOPIC, key) for key in site.topics)
    if context.has_pages(EntityKind.CLAIM):
        yield from ((EntityKind.CLAIM, key) for key in site.claims)


def build_card_of(context: ViewContext, key: str) -> tuple[str, bytes]:
    """The path of a card, and what it says as JSON; `key` is `kind/id`."""
    kind, _, identifier = key.partition("/")
    card = _BUILDERS[EntityKind(kind)](context, Id(identifier))
    return card_path(EntityKind(kind), identifier), msgspec.json.encode(card)


def _build_briefing(context: ViewContext, identifier: Id) -> Card:
    linked = context.site.briefings[identifier]
    own = context.in_language(linked.lang)
    date, topics = own.when(linked.event).text, linked.briefing.topics
    topic = own.topic_title(topics[0]) if topics else ""
    return _build(own, linked.briefing.title, briefing_mark(linked, own), date, topic)


def _build_claim(context: ViewContext, identifier: Id) -> Card:
    claim = context.site.claims[identifier]
    text, lang = context.claim_text(claim)
    own = context.in_language(lang) if lang else context
    when = since(claim, own)
    topic = own.topic_title(claim.topics[0]) if claim.topics else ""
    return _build(own, text, claim_mark(claim, own.language), when.text if when else "", topic)


def _build_topic(context: ViewContext, identifier: Id) -> Card:
    found = context.site.by_topic[identifier]
    newest = next((context.site.briefings[each].briefing.date for each in found.briefings), None)
    counts = [count_briefings(context.language, len(found.briefings))]
    if found.claims:
        disputed = count_disputed(context, found.claims)
        counts.append(count_claims(context.language, len(found.claims), disputed))
    status = Mark("", context.words(", ").join(counts))
    date = context.stamp(newest).day if newest else ""
    return _build(context, context.topic_title(identifier), status, date, "")


def _build(context: ViewContext, headline: str, mark: Mark, date: str, topic: str) -> Card:
    is_rtl = context.language.direction == "rtl"
    shown = headline if is_drawable(headline) else context.settings.name
    return Card(context.settings.name, shown, mark.word, date, topic, mark.key, is_rtl)


_BUILDERS: dict[EntityKind, Callable[[ViewContext, Id], Card]] = {
    EntityKind.BRIEFING: _build_briefing,
    EntityKind.TOPIC: _build_topic,
    EntityKind.CLAIM: _build_claim,
}
