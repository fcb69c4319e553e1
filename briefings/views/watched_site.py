"""A linked site, and what is worked out of all of it, as tables that note what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import tzinfo
from functools import cached_property, partial
from typing import Any, Protocol, cast, get_args, get_origin

import msgspec

from briefings.linking.changes import Change, find_newest, list_changes
from briefings.linking.ledger import drop_history, restore_history
from briefings.linking.related import relate_briefings
from briefings.linking.site import ClaimStatus, EntityKind, Entry, EntryKind, Related, Site
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.picture import Picture
from briefings.views.newest import Newest
from briefings.views.reads import Field, Reads, Table
from briefings.views.teasers import Teaser, build_teaser

_TYPES = {field.name: field.type for field in msgspec.structs.fields(Site)}
TABLES: dict[str, Any] = {
    **{name: get_args(kind)[1] for name, kind in _TYPES.items() if get_origin(kind) is dict},
    "changes_by_topic": tuple[Change, ...],
    "changes_by_claim": tuple[Change, ...],
    "last_days": str,
    "updated": Moment | None,
    "latest": tuple[Entry, ...],
    "newest": tuple[Id, ...],
    "related": tuple[Related, ...],
    "statuses": ClaimStatus,
    "files": str,
    "pictures": Picture,
    "teasers": Teaser,
    "disputed": int,
}
"""All tables, with the types of their records: those of `Site`, and those that are worked out of it."""
FIELDS: dict[str, Any] = {
    **{name: kind for name, kind in _TYPES.items() if get_origin(kind) is not dict},
    "changes": tuple[Change, ...],
}
"""All that is one thing, with its type."""

REDUCED: dict[str, tuple[Callable[[Any], Any], Callable[[Any, tzinfo], Any]]] = {
    "claims": (drop_history, restore_history),
}
"""Tables whose records hold what follows from the rest of them: what leaves it out, and what puts it back."""
SHARED = {"by_topic": "entries", "by_actor": "entries", "by_place": "entries", "by_publisher": "entries"}
"""Tables whose records hold records that stand in many others too, and the field in which they do."""

_APPEARANCES = (EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE, EntityKind.PUBLISHER)


class Parts(Protocol):
    """Where tables and fields come from: a linked site, or what is kept of one."""

    def make_table(self, name: str, reads: Reads) -> Table[Any, Any]:
        """One of `TABLES`."""

    def make_field(self, name: str, reads: Reads) -> Field[Any]:
        """One of `FIELDS`."""


class WatchedSite:
    """Reads like a `Site`, whose fields it has, and has what is worked out of the whole besides.

    `changes` are all changes, newest first; `changes_by_topic` those of each topic and its parts, `changes_by_claim`
    those of each claim, `last_days` the last day of each topic on which something changed ("" for none), `updated` the
    moment of its newest major change. `latest` are the pages of the list of all briefings, newest published first, by
    their number from "1". `newest` are those that feeds hold, by the folder of the feed. `related` are the closest
    briefings of each one that stands in timelines. `statuses` are those of claims, for pages that only count them.
    `files` are the files that a text may link to (`LinkedFiles`), `pictures` those of images that are shown.
    `teasers` are what lists show of briefings, `disputed` how many claims of a topic, actor or place are disputed now.
    """

    def __init__(self, parts: Parts, reads: Reads) -> None:
        for name in TABLES:
            setattr(self, name, parts.make_table(name, reads))
        self._fields = {name: parts.make_field(name, reads) for name in FIELDS}

    def __getattr__(self, name: str) -> Any:
        if name == "_fields" or name not in self._fields:
            raise AttributeError(name)
        return self._fields[name].read()

    @property
    def upcoming(self) -> tuple[Entry, ...]:
        """As `Site.upcoming`."""
        return tuple(entry for entry in self._fields["entries"].read() if entry.upcoming is not None)


class LinkedParts:
    """The parts of a linked site."""

    def __init__(
        self,
        site: Site,
        files: Mapping[str, str],
        zone: tzinfo,
        length: int,
        feed_items: int,
        pictures: Mapping[str, Picture] | None = None,
    ) -> None:
        """`length` is the most that a page of `latest` holds, `feed_items` the most of a feed."""
        self._site, self._zone, self._length = site, zone, length
        newest = Newest(site, feed_items)
        pages = max(1, -(-len(site.listed) // length))  # a site without briefings has a first page too
        self._made: dict[str, Mapping[Any, Any]] = {
            "changes_by_topic": _Lazy(site.topics, lambda topic: tuple(self._by_topic.get(topic, ()))),
            "changes_by_claim": _Lazy(site.claims, lambda claim: tuple(self._by_claim.get(claim, ()))),
            "last_days": _Lazy(site.topics, self._find_last_day),
            "updated": _Lazy(site.topics, lambda topic: find_newest(self._by_topic.get(topic, ()), site, zone)),
            "latest": _Lazy({str(number): number for number in range(1, pages + 1)}, self._list_latest),
            "newest": _Lazy(newest.keys, newest.list_of),
            "statuses": _Lazy(site.claims, lambda claim: site.claims[claim].status),
            "related": _Lazy(dict.fromkeys(site.listed), lambda briefing: self._related[briefing]),
            "files": files,
            "pictures": pictures or {},
            "teasers": _Lazy(site.briefings, lambda briefing: build_teaser(site.briefings[briefing], site.claims)),
            "disputed": _Lazy(dict.fromkeys(_list_appearances(site)), self._count_disputed),
        }

    def make_table(self, name: str, reads: Reads) -> Table[Any, Any]:
        """One of `TABLES`."""
        reduce = REDUCED[name][0] if name in REDUCED else None
        return Table(name, self._made[name] if name in self._made else getattr(self._site, name), reads, reduce)

    def make_field(self, name: str, reads: Reads) -> Field[Any]:
        """One of `FIELDS`."""
        make = (lambda: self._changes) if name == "changes" else partial(getattr, self._site, name)
        return Field(name, make, reads)

    @cached_property
    def _changes(self) -> tuple[Change, ...]:
        return list_changes(self._site, self._zone)

    @cached_property
    def _related(self) -> dict[Id, tuple[Related, ...]]:
        return relate_briefings(self._site, self._zone)

    @cached_property
    def _newest(self) -> list[Entry]:
        entries = {entry.briefing: entry for entry in self._site.entries if entry.kind is EntryKind.BRIEFING}
        return [entries[identifier] for identifier in self._site.listed]

    def _list_latest(self, number: str) -> tuple[Entry, ...]:
        start = (int(number) - 1) * self._length
        return tuple(self._newest[start : start + self._length])

    @cached_property
    def _by_topic(self) -> dict[Id, list[Change]]:
        found: dict[Id, list[Change]] = {}
        for change in self._changes:
            names = {name for topic in change.topics for name in (topic, *self._site.topics[topic].parents)}
            for name in names:
                found.setdefault(name, []).append(change)
        return found

    @cached_property
    def _by_claim(self) -> dict[Id, list[Change]]:
        found: dict[Id, list[Change]] = {}
        for change in self._changes:
            if change.claim:
                found.setdefault(change.claim, []).append(change)
        return found

    def _count_disputed(self, key: tuple[EntityKind, Id]) -> int:
        kind, identifier = key
        claims = getattr(self._site, f"by_{kind.value}")[identifier].claims
        return sum(self._site.claims[claim].status is ClaimStatus.DISPUTED for claim in claims)

    def _find_last_day(self, topic: Id) -> str:
        changes = self._by_topic.get(topic)
        return changes[0].day(self._zone) if changes else ""


def _list_appearances(site: Site) -> Iterator[tuple[EntityKind, Id]]:
    for kind in _APPEARANCES:
        yield from ((kind, identifier) for identifier in getattr(site, f"by_{kind.value}"))


def watch_site(parts: Parts, reads: Reads) -> tuple[Site, WatchedSite]:
    """A site that notes in `reads` what is read of it: as a `Site`, and the same with what it has besides."""
    watched = WatchedSite(parts, reads)
    return cast(Site, watched), watched


class _Lazy(MutableMapping[Any, Any]):
    """A mapping whose keys are known and whose values are made when they are asked for, unless one is put there."""

    def __init__(self, keys: Mapping[Any, Any], make: Callable[[Any], Any]) -> None:
        self._known, self._make = keys, make
        self._put: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._known:
            raise KeyError(key)
        return self._put[key] if key in self._put else self._make(key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._put[key] = value

    def __delitem__(self, key: Any) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
