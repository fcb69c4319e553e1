"""The lists of all actors, places and publishers, grouped by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefings.linking.site import Appearances, EntityKind
from briefings.model.ids import slugify
from briefings.model.registry import Actor, ActorKind, Place, Publisher
from briefings.views.addresses import FOLDERS
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.parts import Link, PageMeta, View
from briefings.views.words import PUBLISHER_WORDS, count_briefings


class DirectoryRow(View):
    """One line of a list of profiles."""

    link: Link
    note: str
    counts: str


class DirectoryGroup(View):
    """Profiles under one heading (a kind, a country, an initial)."""

    id: str
    title: str
    rows: tuple[DirectoryRow, ...]


class DirectoryView(View):
    """The list of all actors, places or publishers."""

    page: PageMeta
    kind: str
    title: str
    deck: str
    groups: tuple[DirectoryGroup, ...]


_Row = tuple[str, Actor | Place | Publisher, str, Appearances | None]
"""The group of a record, the record, a note, and where it appears."""


def build_actors_view(context: ViewContext) -> DirectoryView:
    """The list of all actors."""
    site = context.site
    rows = ((context.words(_PLURALS[a.kind]), a, a.role, site.by_actor.get(a.id)) for a in site.actors.values())
    deck = _("Everybody who said or did something in our briefings.")
    return _build_directory(context, EntityKind.ACTOR, _("Actors"), deck, rows)


def build_places_view(context: ViewContext) -> DirectoryView:
    """The list of all places."""
    site = context.site
    rows = (
        (p.kind.capitalize() or context.words("Place"), p, "", site.by_place.get(p.id)) for p in site.places.values()
    )
    deck = _("Every place where something happened in our briefings.")
    return _build_directory(context, EntityKind.PLACE, _("Places"), deck, rows)


def build_publishers_view(context: ViewContext) -> DirectoryView:
    """The list of all publishers."""
    site, countries = context.site, context.language.locale.territories
    rows = (
        (
            context.words(PUBLISHER_WORDS[p.kind]),
            p,
            p.country and countries.get(p.country, ""),
            site.by_publisher.get(p.id),
        )
        for p in site.publishers.values()
    )
    deck = _("Who published the sources that our briefings cite.")
    return _build_directory(context, EntityKind.PUBLISHER, _("Publishers"), deck, rows)


_PLURALS = {ActorKind.PERSON: _("People"), ActorKind.ORGANISATION: _("Organisations"), ActorKind.STATE: _("States")}


def _build_directory(
    context: ViewContext,
    kind: EntityKind,
    title: str,
    deck: str,
    rows: Iterable[_Row],
) -> DirectoryView:
    groups: dict[str, list[DirectoryRow]] = {}
    for group, record, note, found in rows:
        number = len(found.briefings) if found else 0
        counts = count_briefings(context.language, number) if number else ""
        groups.setdefault(group, []).append(DirectoryRow(context.link(kind, record.id), note, counts))
    title, deck = context.words(title), context.words(deck)
    names = sorted(groups)
    return DirectoryView(
        page=context.meta(FOLDERS[kind], title, deck, section=FOLDERS[kind]),
        kind=kind.value,
        title=title,
        deck=deck,
        groups=tuple(
            DirectoryGroup(
                anchor,
                name,
                tuple(sorted(groups[name], key=lambda r: (r.link.text.casefold(), r.link.href))),
            )
            for name, anchor in zip(names, _build_anchors(names), strict=True)
        ),
    )


def _build_anchors(names: Sequence[str]) -> list[str]:
    """An id for each group. Names without a letter, or with the letters of another, are told apart by their number."""
    slugs = [slugify(name) for name in names]
    counts = Counter(slugs)
    return [f"group-{slug}" if slug and counts[slug] == 1 else f"group--{number}" for number, slug in enumerate(slugs)]
