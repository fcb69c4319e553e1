"""What builders of views share: the wording of one language, the prose of bodies, what changed, and a few caches."""

from __future__ import annotations

from collections.abc import Callable, Set
from copy import copy
from datetime import datetime
from functools import cached_property, partial
from typing import Any, TypeVar

from briefings.linking.changes import Change
from briefings.linking.claim_states import ClaimStates
from briefings.linking.site import LinkedClaim
from briefings.linking.time_order import TimeOrder
from briefings.model.document import Document
from briefings.model.ids import Id
from briefings.settings import Settings
from briefings.views.parts import Alternate, PageMeta
from briefings.views.prose import Prose
from briefings.views.reads import Read, Reads, Table
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
    ) -> None:
        reads = Reads()
        site, self._watched = watch_site(parts, reads)
        super().__init__(
            site, settings, lang=lang, pages=pages, static_paths=static_paths, templates=templates, names=names
        )
        self.asset_version = asset_version
        self.reads = reads
        self._kept: dict[Any, tuple[Any, frozenset[Read]]] = {}
        self._others: dict[str, ViewContext] = {self.lang: self}

    def in_language(self, lang: str) -> ViewContext:
        """The same site for pages in `lang`."""
        if lang not in self._others:
            other = copy(self)
            Wording.__init__(
                other,
                self.site,
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
            context._kept = {key: kept for key, kept in context._kept.items() if kept[1].isdisjoint(changed)}
            context.prose.forget_lines()

    @cached_property
    def prose(self) -> Prose:
        """Resolves the marks in bodies."""
        return Prose(self, self._watched.files)

    def named(self, field: str, make: Callable[[], V], otherwise: V) -> V:
        """What `make` makes for a field of a view; something simple where no template names that field."""
        return make() if self.is_named(field) else otherwise

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

    def find_last_day(self, topic: Id) -> str:
        """The last day on which something changed in a topic; empty where nothing did, or without "as of" pages."""
        return self._watched.last_days[topic] if self.settings.as_of_days else ""

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
        return PageMeta(
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

    def feeds(self, folder: str, title: str) -> tuple[Alternate, ...]:
        """The Atom feed that belongs to a page; none without SITEURL, since feeds need absolute addresses."""
        return (self.feed(folder, title),) if self.settings.url else ()

    def feed(self, folder: str, title: str) -> Alternate:
        """The Atom feed that belongs to a page, where the site has feeds."""
        href = self.addresses.link(f"{folder}/feed.atom".lstrip("/"))
        return Alternate("feed", href, title, mime="application/atom+xml")

    def linked_files(self) -> set[str]:
        """Static files that bodies and front matter use, relative to the content folder."""
        return set(self.prose.linked_files())
