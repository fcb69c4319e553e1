"""A linked site, and what is worked out of all of it, as tables that note what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from functools import cached_property, partial
from typing import Any, cast

from briefings.linking.changes import Change, list_changes
from briefings.linking.site import Entry, Site
from briefings.model.ids import Id
from briefings.views.reads import Field, Reads, Table


class WatchedSite:
    """Reads like a `Site`, whose fields it has; mappings are tables."""

    def __init__(self, site: Site, reads: Reads) -> None:
        self._fields: dict[str, Field[Any]] = {}
        for name in Site.__struct_fields__:
            value = getattr(site, name)
            if isinstance(value, Mapping):
                setattr(self, name, Table(name, value, reads))
            else:
                self._fields[name] = Field(name, partial(getattr, site, name), reads)

    def __getattr__(self, name: str) -> Any:
        if name == "_fields" or name not in self._fields:
            raise AttributeError(name)
        return self._fields[name].read()

    @property
    def upcoming(self) -> tuple[Entry, ...]:
        """As `Site.upcoming`."""
        return tuple(entry for entry in self._fields["entries"].read() if entry.upcoming is not None)


def watch_site(site: Site, reads: Reads) -> Site:
    """The same site, which from now on notes in `reads` what is read of it."""
    return cast(Site, WatchedSite(site, reads))


class History:
    """What changed, and when readers could know it: worked out of the whole site once somebody asks."""

    def __init__(self, site: Site, zone: tzinfo, reads: Reads) -> None:
        """`site` is the plain one."""
        self._site, self._zone = site, zone
        self._changes = Field("changes", lambda: list_changes(site, zone), reads)
        topics, claims = _Lazy(site.topics, self._of), _Lazy(site.claims, self._of_claim)
        self.by_topic: Table[Id, tuple[Change, ...]] = Table("changes_by_topic", topics, reads)
        self.by_claim: Table[Id, tuple[Change, ...]] = Table("changes_by_claim", claims, reads)
        self.last_days: Table[Id, str] = Table("last_days", _Lazy(site.topics, self._find_last_day), reads)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of the site, newest first."""
        return self._changes.read()

    @cached_property
    def _by_topic(self) -> dict[Id, list[Change]]:
        found: dict[Id, list[Change]] = {}
        for change in self._changes.value():
            names = {name for topic in change.topics for name in (topic, *self._site.topics[topic].parents)}
            for name in names:
                found.setdefault(name, []).append(change)
        return found

    @cached_property
    def _by_claim(self) -> dict[Id, list[Change]]:
        found: dict[Id, list[Change]] = {}
        for change in self._changes.value():
            if change.claim:
                found.setdefault(change.claim, []).append(change)
        return found

    def _of_claim(self, claim: Id) -> tuple[Change, ...]:
        return tuple(self._by_claim.get(claim, ()))

    def _of(self, topic: Id) -> tuple[Change, ...]:
        return tuple(self._by_topic.get(topic, ()))

    def _find_last_day(self, topic: Id) -> str:
        changes = self._by_topic.get(topic)
        return changes[0].day(self._zone) if changes else ""


class _Lazy(Mapping[Any, Any]):
    """A mapping whose keys are known and whose values are made when they are asked for."""

    def __init__(self, keys: Mapping[Any, Any], make: Callable[[Any], Any]) -> None:
        self._known, self._make = keys, make

    def __getitem__(self, key: Any) -> Any:
        if key not in self._known:
            raise KeyError(key)
        return self._make(key)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
