"""Notes what is read of a site while something is made of it: what read nothing that changed needs not be made again.

A site is read through tables and fields: a record by its key, the list of keys, or the whole. Each of these has a
number in this run, and a name that holds from run to run. Nothing here decides anything: it only listens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

Read = int | str
"""The number of what was read; of a record that is not there, its name."""

KEYS, ALL = "\0keys", "\0all"
"""Instead of a key: the list of all keys in their order, and everything."""

K = TypeVar("K")
V = TypeVar("V")


class _Readable(Protocol):
    """Something of the site with a name, of which `value` gives a part as it is now."""

    name: str

    def value(self, key: Any) -> Any: ...

    def essence(self, key: Any) -> Any:
        """A part without what follows from the rest of it: what is kept of it, and what its digest is made of."""

    def find(self, key: str) -> int | None:
        """The number of a part, by its key as it stands in the name of the part."""


class Reads:
    """What was read since the innermost `collect` began, and what can be read at all, by number."""

    def __init__(self) -> None:
        self.current: set[Read] = set()
        self.parts: list[tuple[_Readable, Any]] = []
        self._by_name: dict[str, _Readable] = {}

    def register(self, readable: _Readable, key: Any) -> int:
        """The number of one more part."""
        self._by_name[readable.name] = readable
        self.parts.append((readable, key))
        return len(self.parts) - 1

    def register_all(self, readable: _Readable, keys: Collection[Any]) -> dict[Any, int]:
        """The numbers of many parts of one thing, by key."""
        self._by_name[readable.name] = readable
        start = len(self.parts)
        self.parts += [(readable, key) for key in keys]
        return dict(zip(keys, range(start, len(self.parts)), strict=True))

    def place(self, readable: _Readable, numbers: Mapping[Any, int]) -> None:
        """Give the parts of one thing, by key, the numbers that they had in another run."""
        self._by_name[readable.name] = readable
        self.parts += [(readable, None)] * (max(numbers.values(), default=-1) + 1 - len(self.parts))
        for key, number in numbers.items():
            self.parts[number] = readable, key

    def find(self, name: str) -> int | None:
        """The number of a part by its name; None where the site has none of that name."""
        table, _, key = name.partition("\0")
        readable = self._by_name.get(table)
        return None if readable is None else readable.find(key)

    @contextmanager
    def collect(self) -> Iterator[set[Read]]:
        """The reads of what is done inside, which are not noted outside."""
        before, self.current = self.current, set()
        read = self.current
        try:
            yield read
        finally:
            self.current = before

    def memo(self, kept: dict[Any, tuple[V, tuple[Read, ...]]], key: Any, make: Callable[[], V]) -> V:
        """What `make` makes, once for each key; whoever gets it has read what it was made from."""
        found = kept.get(key)
        if found is None:
            with self.collect() as read:
                value = make()
            found = kept[key] = value, tuple(read)  # a set takes four times the memory, and there are many
        self.current.update(found[1])
        return found[0]


class Table(Mapping[K, V]):
    """A mapping of a site that notes how it is read."""

    def __init__(self, name: str, data: Mapping[K, V], reads: Reads, reduce: Callable[[V], V] | None = None) -> None:
        """`reduce` leaves out of a record what follows from the rest of it."""
        self.name, self._data, self._reads, self._reduce = name, data, reads, reduce
        self._numbers: dict[Any, int] = reads.register_all(self, data)
        self._keys, self._all = reads.register(self, KEYS), reads.register(self, ALL)

    def value(self, key: Any) -> Any:
        """A part as it is now; nothing is noted."""
        if key is KEYS:
            return list(self._data)
        return dict(self._data) if key is ALL else self._data[key]

    def essence(self, key: Any) -> Any:
        """What is kept of a part, from which the rest follows; nothing is noted."""
        value = self.value(key)
        return value if self._reduce is None or key in (KEYS, ALL) else self._reduce(value)

    def find(self, key: str) -> int | None:
        """The number of a part; nothing is noted."""
        if key in (KEYS, ALL):
            return self._keys if key == KEYS else self._all
        return self._numbers.get(tuple(key.split("\0")) if "\0" in key else key)

    def peek(self, key: Any) -> Any:
        """A record, or None; nothing is noted."""
        return self._data[key] if key in self._numbers else None

    def put(self, key: K, value: V) -> set[int]:
        """Let a record be another one. Gives the numbers of what has changed; nothing is noted."""
        self._data[key] = value  # type: ignore[index]  # whoever made the table knows that its data can be changed
        return {self._numbers[key], self._all}

    def list_numbers(self) -> Iterable[int]:
        """The numbers of all records, in their order; nothing is noted."""
        return self._numbers.values()

    def __getitem__(self, key: K) -> V:
        number = self._numbers.get(key)
        if number is None:
            self._miss(key)
            raise KeyError(key)
        self._reads.current.add(number)
        return self._data[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """The record, or `default`."""
        number = self._numbers.get(key)
        if number is None:
            self._miss(key)
            return default
        self._reads.current.add(number)
        return self._data[key]

    def _miss(self, key: Any) -> None:
        """Note that there is no such record."""
        self._reads.current.add(name_part(self.name, key))

    def __contains__(self, key: object) -> bool:
        return self.get(key, self) is not self

    def __iter__(self) -> Iterator[K]:
        self._reads.current.add(self._keys)
        return iter(self._data)

    def __len__(self) -> int:
        self._reads.current.add(self._keys)
        return len(self._data)

    def items(self) -> Any:
        """All keys and records."""
        self._reads.current.add(self._all)
        return self._data.items()

    def values(self) -> Any:
        """All records."""
        self._reads.current.add(self._all)
        return self._data.values()


class Field(Generic[V]):
    """One thing of a site that notes that it is read. It is worked out when somebody asks for it first."""

    def __init__(self, name: str, make: Callable[[], V], reads: Reads) -> None:
        self.name, self._make, self._reads = name, make, reads
        self._number = reads.register(self, ALL)
        self._found: list[V] = []

    def value(self, _: Any = ALL) -> V:
        """What it is now; nothing is noted."""
        if not self._found:
            with self._reads.collect():
                self._found.append(self._make())
        return self._found[0]

    def essence(self, _: Any = ALL) -> V:
        """As `value`."""
        return self.value()

    def find(self, key: str) -> int | None:
        """The number of the whole; there are no parts."""
        return self._number if key == ALL else None

    def read(self) -> V:
        """What it is, noted."""
        self._reads.current.add(self._number)
        return self.value()


def name_part(name: str, key: object) -> str:
    """The name of a part: its table and its key, which may consist of several."""
    parts = key if isinstance(key, tuple) else (key,)
    return "\0".join((name, *map(str, parts)))
