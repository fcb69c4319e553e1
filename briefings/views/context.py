"""What builders of views share: the wording of one language, the prose of bodies, what changed, and a few caches."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from briefings.linking.changes import Change, list_changes
from briefings.linking.claim_states import ClaimStates
from briefings.linking.site import LinkedClaim, Site
from briefings.linking.time_order import TimeOrder
from briefings.model.document import Document
from briefings.model.ids import Id
from briefings.settings import Settings
from briefings.views.parts import Alternate, EntryView, PageMeta
from briefings.views.prose import Prose
from briefings.views.wording import Wording


class ViewContext(Wording):
    """The linked site as seen in one language. Pure; `in_language` gives the same site in another language."""

    def __init__(
        self,
        site: Site,
        settings: Settings,
        *,
        lang: str = "",
        asset_version: str = "",
        pages: tuple[Document, ...] = (),
        static_paths: frozenset[str] = frozenset(),
        templates: frozenset[str] | None = None,
    ) -> None:
        super().__init__(site, settings, lang=lang, pages=pages, static_paths=static_paths, templates=templates)
        self.asset_version = asset_version
        self.entry_views: dict[str, EntryView] = {}
        self.evening_entries: dict[str, EntryView] = {}
        self._claim_states: dict[Id, ClaimStates] = {}
        self._others: dict[str, ViewContext] = {self.lang: self}

    def in_language(self, lang: str) -> ViewContext:
        """The same site for pages in `lang`."""
        if lang not in self._others:
            other = ViewContext(
                self.site,
                self.settings,
                lang=lang,
                asset_version=self.asset_version,
                pages=self.pages,
                static_paths=self.static_paths,
                templates=self.templates,
            )
            other._others = self._others
            self._others[lang] = other
        return self._others[lang]

    @cached_property
    def prose(self) -> Prose:
        """Resolves the marks in bodies."""
        return Prose(self)

    # What changed

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change of the site, newest first."""
        return list_changes(self.site, self.zone)

    @cached_property
    def changes_by_topic(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each topic and of its parts, newest first."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            names = {name for topic in change.topics for name in (topic, *self.site.topics[topic].parents)}
            for name in sorted(names):
                found.setdefault(name, []).append(change)
        return {topic: tuple(changes) for topic, changes in found.items()}

    @cached_property
    def order(self) -> TimeOrder:
        """The order of event dates in the site's zone, each worked out once."""
        return TimeOrder(self.zone)

    def claim_on(self, identifier: Id, evening: datetime) -> LinkedClaim | None:
        """A claim as readers could know it on an evening; None where nobody had said anything."""
        if identifier not in self._claim_states:
            self._claim_states[identifier] = ClaimStates(self.site.claims[identifier], self.order)
        return self._claim_states[identifier].on(evening)

    @cached_property
    def last_days(self) -> dict[str, str]:
        """The last day on which something changed in each topic; empty without "as of" pages."""
        topics = self.changes_by_topic if self.settings.as_of_days else {}
        return {topic: changes[0].day(self.zone) for topic, changes in topics.items()}

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
