"""Social cards (Open Graph): what the picture of a briefing, topic, claim or home page says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from briefings.linking.site import EntityKind
from briefings.model.ids import Id
from briefings.outputs.card_drawing import Card
from briefings.views.cards import HOME, card_path, home_card_path, is_drawable
from briefings.views.claims import count_disputed, since
from briefings.views.context import ViewContext
from briefings.views.entries import briefing_mark
from briefings.views.language import language_name
from briefings.views.language import message as _
from briefings.views.language_pages import list_languages
from briefings.views.parts import Mark
from briefings.views.words import claim_mark, count_briefings, count_claims


def list_cards(context: ViewContext) -> Iterator[str]:
    """Everything that has a card: `home/` and a language, or the kind and the id of a record with a page.

    Whatever their words are, since words are edited.
    """
    if not (context.settings.cards and context.settings.url):
        return
    yield from _list_homes(context)
    site = context.site
    if context.has_template("briefing.html"):
        for briefing in site.briefings.values():
            if not briefing.is_withdrawn:
                yield f"{EntityKind.BRIEFING.value}/{briefing.briefing.id}"
    if context.has_pages(EntityKind.TOPIC):
        yield from (f"{EntityKind.TOPIC.value}/{key}" for key in site.topics)
    if context.has_pages(EntityKind.CLAIM):
        yield from (f"{EntityKind.CLAIM.value}/{key}" for key in site.claims)


def _list_homes(context: ViewContext) -> Iterator[str]:
    """The home page, and those of further languages, which only `home.html` has."""
    if context.has_template("home.html"):
        yield from (f"{HOME}/{lang}" for lang in ("", *list_languages(context)))
    elif context.has_template("latest.html"):
        yield f"{HOME}/"


def build_card_of(context: ViewContext, key: str) -> tuple[str, bytes]:
    """The path of a card, and what it says as JSON; `key` is one of `list_cards`."""
    kind, _, identifier = key.partition("/")
    if kind == HOME:
        return home_card_path(identifier), msgspec.json.encode(_build_home(context, identifier))
    card = _BUILDERS[EntityKind(kind)](context, Id(identifier))
    return card_path(EntityKind(kind), identifier), msgspec.json.encode(card)


def _build_home(context: ViewContext, lang: str) -> Card:
    """What the site is in a sentence, with how much there is and of when; below it the language, if a further one."""
    own = context.in_language(lang) if lang else context
    about = "" if lang else own.settings.subtitle
    about = about or own.words(_("Briefings on one timeline, every claim with who said it."))
    listed = context.site.by_language[lang] if lang else context.site.listed
    newest = next((own.stamp(context.site.briefings[key].briefing.date).day for key in listed), "")
    status = Mark("", count_briefings(own.language, len(listed)))
    return _build(own, about, status, newest, language_name(lang) if lang else "")


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
