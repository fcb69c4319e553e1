"""What builders of views share: the wording of one language, the prose of bodies, what changed, and a few caches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from copy import copy
from datetime import datetime
from functools import cached_property, partial
from typing import Any, TypeVar

from msgspec.structs import replace

from briefings.linking.changes import Change
from briefings.linking.claim_states import ClaimStates
from briefings.linking.site import ClaimStatus, EntityKind, Entry, LinkedClaim, Related
from briefings.linking.time_order import TimeOrder
from briefings.model.document import Document
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.settings import Settings
from briefings.views.parts import Alternate, Html, Link, PageMeta, Stamp
from briefings.views.prose import Prose
from briefings.views.reads import Read, Reads, Table
from briefings.views.structured_data import describe_page
from briefings.views.watched_site import Parts, watch_site
from briefings.views.wording import Wording

V = TypeVar("V")


class ViewContext(Wording):
    """The linked site as seen in one language. Pure; `in_language` gives the same site in another language.

    What is read of the site is noted in `reads`. So whatever is worked out of it and kept must be kept with `memo`.
    """

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        *,
        lang: str = "",
        asset_version: str = "",
        pages: tuple[Document, ...] = (),
        static_paths: frozenset[str] = frozenset(),
        templates: frozenset[str] | None = None,
        names: frozenset[str] | None = None,
        page_names: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """`page_names` are those of `names` that each template and what it takes in have."""
        reads = Reads()
        site, self._watched = watch_site(parts, reads)
        super().__init__(
            site,
            self._watched.teasers,
            settings,
            lang=lang,
            pages=pages,
            static_paths=static_paths,
            templates=templates,
            names=names,
        )
        self.asset_version = asset_version
        self.reads = reads
        self._page_names = page_names or {}
        self._kept: dict[Any, tuple[Any, tuple[Read, ...]]] = {}
        self._others: dict[str, ViewContext] = {self.lang: self}

    def in_language(self, lang: str) -> ViewContext:
        """The same site for pages in `lang`."""
        if lang not in self._others:
            other = copy(self)
            Wording.__init__(
                other,
                self.site,
                self.teasers,
                self.settings,
                lang=lang,
                pages=self.pages,
                static_paths=self.static_paths,
                templates=self.templates,
                names=self.names,
            )
            other._kept = {}
            for name in ("prose", "order"):  # what is kept in the language of this one
                vars(other).pop(name, None)
            self._others[lang] = other
        return self._others[lang]

    def memo(self, key: Any, make: Callable[[], V]) -> V:
        """What `make` works out of the site, once for each key and language."""
        found: V = self.reads.memo(self._kept, key, make)
        return found

    def forget(self, changed: Set[Read]) -> None:
        """Give up, in every language, what was worked out of parts of the site that have changed."""
        for context in self._others.values():
            context._kept = {key: kept for key, kept in context._kept.items() if changed.isdisjoint(kept[1])}
            context.prose.forget_lines()

    @cached_property
    def prose(self) -> Prose:
        """Resolves the marks in bodies."""
        return Prose(self, self._watched.files, self._watched.pictures)

    def topic_link(self, identifier: Id, note: str = "") -> Link:
        """A link to a topic, of which every entry of every list has some."""
        if note:
            return super().topic_link(identifier, note)
        return self.memo(("topic link", identifier), partial(super().topic_link, identifier))

    def actor_link(self, identifier: Id, note: str = "") -> Link:
        """A link to an actor, of which every claim has some."""
        if note:
            return super().actor_link(identifier, note)
        return self.memo(("actor link", identifier), partial(super().actor_link, identifier))

    def publisher_link(self, identifier: Id, note: str = "") -> Link:
        """A link to a publisher, which every source has."""
        if note:
            return super().publisher_link(identifier, note)
        return self.memo(("publisher link", identifier), partial(super().publisher_link, identifier))

    def named(self, field: str, make: Callable[[], V], otherwise: V) -> V:
        """What `make` makes for a field of a view; something simple where no template names that field."""
        return make() if self.is_named(field) else otherwise

    def named_on(self, template: str, field: str, make: Callable[[], V], otherwise: V) -> V:
        """The same for a field of the page itself, which other templates may name for pages of theirs."""
        names = self._page_names.get(template, self.names)
        return make() if names is None or field in names else otherwise

    def count_disputed(self, kind: EntityKind, identifier: Id) -> int:
        """How many claims of a topic, actor, place or publisher are disputed now."""
        disputed: Mapping[tuple[EntityKind, Id], int] = self._watched.disputed
        return disputed.get((kind, identifier), 0)

    # What changed

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of the site, newest first."""
        changes: tuple[Change, ...] = self._watched.changes
        return changes

    @property
    def changes_by_topic(self) -> Table[Id, tuple[Change, ...]]:
        """The changes of each topic and of its parts, newest first."""
        found: Table[Id, tuple[Change, ...]] = self._watched.changes_by_topic
        return found

    @property
    def changes_by_claim(self) -> Table[Id, tuple[Change, ...]]:
        """The changes of each claim, newest first."""
        found: Table[Id, tuple[Change, ...]] = self._watched.changes_by_claim
        return found

    @property
    def latest(self) -> Table[str, tuple[Entry, ...]]:
        """The pages of the list of all briefings, newest published first, by number from "1"."""
        found: Table[str, tuple[Entry, ...]] = self._watched.latest
        return found

    @property
    def newest(self) -> Table[str, tuple[Id, ...]]:
        """The briefings that each feed of briefings holds, the last updated first, by the folder of the feed."""
        found: Table[str, tuple[Id, ...]] = self._watched.newest
        return found

    @property
    def statuses(self) -> Table[Id, ClaimStatus]:
        """The status of each claim."""
        found: Table[Id, ClaimStatus] = self._watched.statuses
        return found

    @property
    def related(self) -> Table[Id, tuple[Related, ...]]:
        """The closest briefings of each one that stands in timelines, best first."""
        found: Table[Id, tuple[Related, ...]] = self._watched.related
        return found

    def find_last_day(self, topic: Id) -> str:
        """The last day on which something changed in a topic; empty where nothing did, or without "as of" pages."""
        return self._watched.last_days[topic] if self.settings.as_of_days else ""

    def find_topic_update(self, topic: Id) -> Stamp | None:
        """When a topic changed last: a briefing, a major update or correction, or a move of a claim."""
        updated: Moment | None = self._watched.updated[topic]
        return self.stamp(updated) if updated else None

    @cached_property
    def order(self) -> TimeOrder:
        """The order of event dates in the site's zone, each worked out once."""
        return TimeOrder(self.zone)

    def claim_on(self, identifier: Id, evening: datetime) -> LinkedClaim | None:
        """A claim as readers could know it on an evening; None where nobody had said anything."""
        return self.claim_states(identifier).on(evening)

    def claim_states(self, identifier: Id) -> ClaimStates:
        """A claim at every moment."""
        return self.memo(("states", identifier), partial(self._build_states, identifier))

    def _build_states(self, identifier: Id) -> ClaimStates:
        return ClaimStates(self.site.claims[identifier], self.order)

    # Pages

    def meta(
        self,
        folder: str,
        title: str,
        description: str,
        *,
        section: str = "",
        alternates: tuple[Alternate, ...] = (),
        is_indexed: bool = True,
    ) -> PageMeta:
        """What a page in a folder tells the outside."""
        address = self.addresses.at(folder)
        meta = PageMeta(
            path=address.path,
            url=address.href,
            canonical=self.addresses.absolute(address.href),
            title=title,
            description=description,
            lang=self.lang,
            direction=self.language.direction,
            section=section,
            alternates=alternates,
            is_indexed=is_indexed,
        )
        return replace(meta, json_ld=self.named("json_ld", lambda: describe_page(self, meta), Html("")))

    def feeds(self, folder: str, title: str) -> tuple[Alternate, ...]:
        """The feeds that belong to a page, Atom first; none without SITEURL, since feeds need absolute addresses."""
        if not self.settings.url:
            return ()
        atom = self.feed(folder, title)
        return (atom, self.json_feed(folder, title)) if self.settings.json_feeds else (atom,)

    def feed(self, folder: str, title: str) -> Alternate:
        """The Atom feed that belongs to a page, where the site has feeds."""
        href = self.addresses.link(f"{folder}/feed.atom".lstrip("/"))
        return Alternate("feed", href, title, mime="application/atom+xml")

    def json_feed(self, folder: str, title: str) -> Alternate:
        """The JSON feed that belongs to a page, where the site has them."""
        href = self.addresses.link(f"{folder}/feed.json".lstrip("/"))
        return Alternate("feed", href, title, mime="application/feed+json")

    def linked_files(self) -> set[str]:
        """Static files that bodies and front matter use, relative to the content folder."""
        return set(self.prose.linked_files())
