"""A linked site as the last build left it on a shelf: what nobody reads is never looked at.

Of a site only those parts are there that some page was made from. A page that is made again from other words reads the
same parts; should it ever want another one, `PartMissing` says that the site must be linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from datetime import tzinfo
from functools import cached_property
from typing import Any

import msgspec

from briefings.building.pages_made import Record
from briefings.building.shelf import Shelf
from briefings.linking.site import EntityKind
from briefings.views.reads import ALL, KEYS, Field, Reads, Table, name_part
from briefings.views.watched_site import FIELDS, REDUCED, TABLES

_PAIRS = ("aliases", "disputed")
"""Tables whose keys are a kind and an id."""


class PartMissing(LookupError):
    """A part of the site that the last build did not read."""


class StoredParts:
    """The parts of a site that a record names. The number of each is its place in the names of the record."""

    def __init__(self, record: Record, shelf: Shelf, zone: tzinfo) -> None:
        self._record, self._shelf, self._zone = record, shelf, zone
        self._numbers: dict[str, dict[Any, int]] = {}
        for number, name in enumerate(record.names):
            table, _, key = name.partition("\0")
            is_plain = table not in _PAIRS and key[:1] != "\0"
            self._numbers.setdefault(table, {})[key if is_plain else _parse_key(table, key)] = number

    @cached_property
    def absent(self) -> frozenset[str]:
        """Names of records that pages looked for, and that were not there."""
        return frozenset(name for made in self._record.units.values() for name in made.absent)

    def make_table(self, name: str, reads: Reads) -> Table[Any, Any]:
        """One of `TABLES`."""
        return _StoredTable(name, self, reads)

    def make_field(self, name: str, reads: Reads) -> Field[Any]:
        """One of `FIELDS`."""
        return _StoredField(name, self, reads)

    def list_parts(self, name: str) -> dict[Any, int]:
        """The numbers of the parts of a table or field, by key."""
        return self._numbers.get(name, {})

    def read_row(self, number: int, table: str) -> Any:
        """A record of a table. Raises `PartMissing`."""
        found = self.read(number, TABLES[table])
        return REDUCED[table][1](found, self._zone) if table in REDUCED else found

    def read(self, number: int, kind: Any) -> Any:
        """A part as it is kept. Raises `PartMissing`."""
        place = self._record.places[number]
        if place is None:
            raise PartMissing(self._record.names[number])
        try:
            return msgspec.json.decode(self._shelf.read(place), type=kind)
        except (OSError, msgspec.DecodeError) as error:
            raise PartMissing(self._record.names[number]) from error


def _parse_key(table: str, key: str) -> Any:
    if key in (KEYS, ALL):
        return KEYS if key == KEYS else ALL
    if table in _PAIRS:
        kind, _, identifier = key.partition("\0")
        return EntityKind(kind), identifier
    return key


class _Rows(MutableMapping[Any, Any]):
    """The records of a table, each read when it is asked for."""

    def __init__(self, numbers: Mapping[Any, int], parts: StoredParts, table: str) -> None:
        self._numbers, self._parts, self._table = numbers, parts, table
        self._read: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._read:
            self._read[key] = self._parts.read_row(self._numbers[key], self._table)
        return self._read[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._read[key] = value

    def __delitem__(self, key: Any) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    @cached_property
    def _keys(self) -> list[Any]:
        number = self._numbers.get(KEYS, self._numbers.get(ALL))
        if number is None:
            raise PartMissing("keys")
        keys: list[Any] = self._parts.read(number, list[Any])
        return [tuple(key) if isinstance(key, list) else key for key in keys]


class _StoredTable(Table[Any, Any]):
    def __init__(self, name: str, parts: StoredParts, reads: Reads) -> None:
        self.name, self._reads, self._parts = name, reads, parts
        self._numbers = parts.list_parts(name)
        self._data = _Rows(self._numbers, parts, name)
        self._reduce = REDUCED[name][0] if name in REDUCED else None
        reads.place(self, self._numbers)

    def _miss(self, key: Any) -> None:
        if name_part(self.name, key) not in self._parts.absent:
            raise PartMissing(name_part(self.name, key))
        super()._miss(key)

    def find(self, key: str) -> int | None:
        return self._numbers.get(_parse_key(self.name, key))

    def list_numbers(self) -> Iterable[int]:
        return [self._numbers[key] for key in self._data]

    def put(self, key: Any, value: Any) -> set[int]:
        self._data[key] = value  # type: ignore[index]  # rows can be replaced
        return {self._numbers[part] for part in (key, ALL) if part in self._numbers}

    def __iter__(self) -> Iterator[Any]:
        self._reads.current.add(self._find(KEYS))
        return iter(self._data)

    def __len__(self) -> int:
        self._reads.current.add(self._find(KEYS))
        return len(self._data)

    def items(self) -> Any:
        self._reads.current.add(self._find(ALL))
        return self._data.items()

    def values(self) -> Any:
        self._reads.current.add(self._find(ALL))
        return self._data.values()

    def _find(self, part: str) -> int:
        if part not in self._numbers:
            raise PartMissing(self.name)
        return self._numbers[part]


class _StoredField(Field[Any]):
    def __init__(self, name: str, parts: StoredParts, reads: Reads) -> None:
        numbers = parts.list_parts(name)
        self.name, self._reads, self._found = name, reads, []
        self._number = numbers.get(ALL, -1)
        if self._number >= 0:
            reads.place(self, {ALL: self._number})

        def make() -> Any:
            if self._number < 0:
                raise PartMissing(name)
            return parts.read(self._number, FIELDS[name])

        self._make = make
