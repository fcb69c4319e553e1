"""Which briefings a feed holds: those that readers should look at first, by when they last changed in a major way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from briefings.linking.site import Appearances, EntityKind, Site
from briefings.model.briefing import Briefing, Level
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.views.addresses import FOLDERS

_KINDS = (EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE)


def find_last_major_change(briefing: Briefing) -> Moment:
    """When readers should look again: the publication, or the last major update or correction. Others do not count."""
    major = [update.at for update in briefing.updates if update.level is Level.MAJOR]
    return max((briefing.date, *major, *(c.at for c in briefing.corrections)), key=lambda moment: moment.utc)


class Newest:
    """The newest briefings of every feed of briefings, each list made when it is asked for.

    A feed is called as its folder is: "" for the site, a language, or the folder of a topic, an actor or a place.
    """

    def __init__(self, site: Site, limit: int) -> None:
        """`limit` is how many a feed holds."""
        self._site, self._limit = site, limit

    @cached_property
    def keys(self) -> dict[str, None]:
        """The folders of all these feeds."""
        keys = dict.fromkeys(("", *self._site.by_language))
        for kind in _KINDS:
            keys.update(dict.fromkeys(f"{FOLDERS[kind]}/{identifier}" for identifier in self._by_kind(kind)))
        return keys

    def list_of(self, folder: str) -> tuple[Id, ...]:
        """The originals of the briefings in one feed, the last updated first; ties by id."""
        members = self._find_members(folder)
        if folder in self._site.by_language:
            return tuple(sorted(members, key=lambda key: self._ranks[self._translate(key, folder)])[: self._limit])
        return tuple(sorted(members, key=self._ranks.__getitem__)[: self._limit])

    def _find_members(self, folder: str) -> Iterable[Id]:
        name, _, identifier = folder.partition("/")
        if identifier:
            [kind] = [kind for kind in _KINDS if FOLDERS[kind] == name]
            return self._by_kind(kind)[Id(identifier)].briefings
        return self._site.by_language[folder] if folder else self._site.listed

    def _translate(self, key: Id, lang: str) -> Id:
        """The translation of a briefing, of which a feed in its language speaks."""
        return self._site.briefings[key].translations.get(lang, key)

    @cached_property
    def _ranks(self) -> dict[Id, int]:
        """The places of all briefings, worked out once for all feeds."""
        updated = {key: find_last_major_change(linked.briefing).utc for key, linked in self._site.briefings.items()}
        ordered = sorted(sorted(updated), key=updated.__getitem__, reverse=True)
        return {key: rank for rank, key in enumerate(ordered)}

    def _by_kind(self, kind: EntityKind) -> dict[Id, Appearances]:
        found: dict[Id, Appearances] = getattr(self._site, f"by_{kind.value}")
        return found
