"""What the search index keeps of a page besides its words: what readers can choose by, and what results show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from briefings.linking.ledger import list_standing
from briefings.linking.site import EntityKind, LinkedBriefing, LinkedClaim
from briefings.model.claim import Stance
from briefings.model.edtf import year_month
from briefings.model.ids import Id
from briefings.views.claims import describe_estimate, find_figure, find_first_assertion
from briefings.views.context import ViewContext
from briefings.views.entries import briefing_mark
from briefings.views.language import message as _
from briefings.views.parts import Facet, Mark
from briefings.views.words import KIND_WORDS, claim_mark, lower_article

FILTERS = ("topic", "actor", "place", "status", "stage", "year", "lang")
"""What readers can choose by. Values are ids and keys, the same in every language."""
NAMED = "named"
"""The name of what a page is about; whoever asks for no more than that finds the page first."""


def list_briefing_facets(context: ViewContext, linked: LinkedBriefing) -> tuple[Facet, ...]:
    """The facets of a briefing; `context` must be in its language."""
    return _list(context, partial(_describe_briefing, context, linked))


def list_claim_facets(context: ViewContext, claim: LinkedClaim) -> tuple[Facet, ...]:
    """The facets of a claim."""
    return _list(context, partial(_describe_claim, context, claim))


def list_topic_facets(context: ViewContext, topic: Id) -> tuple[Facet, ...]:
    """The facets of the first page of a topic."""
    return _list(context, partial(_describe_topic, context, topic))


def list_profile_facets(context: ViewContext, kind: EntityKind, key: Id, name: str, word: str) -> tuple[Facet, ...]:
    """The facets of an actor, a place or a publisher; `word` says which of them it is."""
    return _list(context, partial(_describe_profile, context, kind, key, name, word))


def list_page_facets(context: ViewContext) -> tuple[Facet, ...]:
    """The facets of an ordinary page; `context` must be in its language."""
    return _list(context, partial(_filter, "lang", (context.lang,)))


def _list(context: ViewContext, describe: partial[Iterator[Facet]]) -> tuple[Facet, ...]:
    return context.named("facets", lambda: tuple(describe()), ()) if context.settings.search else ()


def _describe_briefing(context: ViewContext, linked: LinkedBriefing) -> Iterator[Facet]:
    briefing, claims = linked.briefing, [context.site.claims[key] for key in linked.claims]
    speakers = (p.actor.id for claim in claims for p in claim.positions if p.briefing == linked.original)
    yield from _show(context.words(KIND_WORDS[briefing.kind]), briefing_mark(linked, context))
    yield Facet(use="meta", name="when", value=context.when(linked.event).text)
    yield from _filter("topic", _climb_topics(context, briefing.topics))
    yield from _filter("actor", (*briefing.actors, *speakers))
    yield from _filter("place", _climb_places(context, briefing.places))
    yield from _filter("status", (claim_mark(claim, context.language).key for claim in claims))
    yield from _filter("stage", (briefing.stage.value,))
    yield from _filter("year", (str(year_month(linked.event, context.zone)[0]),))
    yield from _filter("lang", (linked.lang,))


def _describe_claim(context: ViewContext, claim: LinkedClaim) -> Iterator[Facet]:
    mark = claim_mark(claim, context.language)
    word = context.words(_("Claim {number}")).format(number=f"C{context.site.claim_numbers[claim.id]}")
    yield from _show(word, mark)
    since = context.when(claim.history[-1].when).text if claim.history else ""
    if since:
        yield Facet(use="meta", name="when", value=context.words(_("since {date}")).format(date=since))
    yield from _tell_speakers(context, claim)
    places = (place for key in claim.briefings for place in context.site.briefings[key].briefing.places)
    yield from _filter("topic", _climb_topics(context, claim.topics))
    yield from _filter("actor", (position.actor.id for position in claim.positions))
    yield from _filter("place", _climb_places(context, places))
    yield from _filter("status", (mark.key,))
    yield from _filter("year", (str(year_month(step.when, context.zone)[0]) for step in claim.history))
    yield from _filter("lang", (context.lang,))


def _tell_speakers(context: ViewContext, claim: LinkedClaim) -> Iterator[Facet]:
    """Who said it first, who denies it now, and which figure was given last: plain texts, for attributes."""
    first = find_first_assertion(claim)
    denying = (p.actor for p in list_standing(claim.positions) if p.position.stance is Stance.DENIES)
    names = context.join(
        dict.fromkeys(lower_article(context.name(actor), actor, context.language) for actor in denying)
    )
    given = find_figure(claim)
    if first:
        said = context.join_name(context.words(_("Said by")), context.name(first.actor))
        yield Facet(use="meta", name="who", value=said)
    if names:
        yield Facet(use="meta", name="against", value=context.words(_("denied by {name}")).format(name=names))
    if given:
        figure = describe_estimate(context, given.position.value, claim.quantity)
        words = context.words(_("latest figure: {figure} ({name})"))
        yield Facet(use="meta", name="figure", value=words.format(figure=figure, name=context.name(given.actor)))


def _describe_topic(context: ViewContext, topic: Id) -> Iterator[Facet]:
    yield from _show(context.words(_("Topic")))
    yield from _filter(NAMED, (context.topic_title(topic),))
    yield from _filter("topic", _climb_topics(context, (topic,)))
    yield from _filter("lang", (context.lang,))


def _describe_profile(context: ViewContext, kind: EntityKind, key: Id, name: str, word: str) -> Iterator[Facet]:
    yield from _show(word)
    yield from _filter(NAMED, (name,))
    if kind is not EntityKind.PUBLISHER:
        yield from _filter(kind.value, _climb_places(context, (key,)) if kind is EntityKind.PLACE else (key,))
    yield from _filter("lang", (context.lang,))


def _show(word: str, mark: Mark | None = None) -> Iterator[Facet]:
    yield Facet(use="meta", name="kind", value=word)
    if mark is not None:
        yield Facet(use="meta", name="mark", value=f"{mark.key} {mark.word}")


def _filter(name: str, values: Iterable[str]) -> Iterator[Facet]:
    return (Facet(use="filter", name=name, value=value) for value in dict.fromkeys(values))


def _climb_topics(context: ViewContext, topics: Iterable[Id]) -> Iterator[Id]:
    """Topics and all that they are parts of: whoever chooses the whole wants the parts too."""
    for key in topics:
        yield from (key, *context.site.topics[key].parents)


def _climb_places(context: ViewContext, places: Iterable[Id]) -> Iterator[Id]:
    """Places and all that they lie in."""
    for place in places:
        key: Id | None = place
        while key:
            yield key
            key = context.site.places[key].within
