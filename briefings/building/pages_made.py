"""What every page of the last build was made from, so that the next one makes only those of which something changed.

A unit is what is made in one go: the pages of one record, or one page of a list. While it is made, every read of the
site is noted (`views.reads`). It need not be made again as long as the digests of what it read are the same, and its
pages lie in the output as they were written.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Container, Iterable
from typing import Any

import msgspec

from briefings.building.shelf import Place
from briefings.views.reads import ALL, KEYS, Read, Reads, Table, name_part
from briefings.views.watched_site import SHARED

_ENCODER = msgspec.json.Encoder(order="deterministic")
"""Not msgpack, which keeps the instant of a time and loses its zone."""
_SIZE = 16

Put = Callable[[bytes], Place]
"""Puts a blob on a shelf."""


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A page that was written: its path, what the sitemap says of it, and the id of the briefing that it shows."""

    path: str
    canonical: str = ""
    modified: str = ""
    is_indexed: bool = False
    briefing: str = ""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A unit that was made: its pages, and what they were made from.

    `reads` are places in `Record.names`, as an array of unsigned integers; `absent` are names of records that were
    looked for and were not there. A unit whose view costs next to nothing has the digest of that instead.
    """

    pages: tuple[Written, ...]
    reads: bytes = b""
    absent: tuple[str, ...] = ()
    view: bytes = b""


class Record(msgspec.Struct):
    """All units of a build, by name. `names` are the parts of the site that any of them read, with their digests.

    `key` stands for everything else that decides about pages: settings, templates, program. `words` are the digests of
    what templates have used of the site's own view, by language and name. `places` are where the parts lie on a shelf.
    """

    key: str
    words: dict[str, dict[str, bytes]] = {}
    names: list[str] = []
    digests: list[bytes] = []
    places: list[Place | None] = []
    units: dict[str, Made] = {}


class Digests:
    """The digests of the parts of a site, each worked out when it is asked for."""

    def __init__(self, reads: Reads, put: Put | None = None) -> None:
        """`put` keeps parts; without it none can be read again."""
        self._reads, self._put = reads, put
        self._known: dict[int, bytes] = {}
        self._listed: tuple[Record, list[bytes | None]] | None = None
        self._shared: dict[int, tuple[Any, bytes]] = {}

    def find(self, name: str) -> bytes | None:
        """The digest of a part by its name; None where the site has none of that name."""
        number = self._reads.find(name)
        return None if number is None else self.of(number)

    def number(self, name: str) -> int | None:
        """The number of a part by its name; None where the site has none of that name."""
        return self._reads.find(name)

    def name(self, number: int) -> str:
        """The name of a part."""
        readable, key = self._reads.parts[number]
        return name_part(readable.name, key)

    def resume(self, known: Iterable[bytes]) -> None:
        """Take these for the digests of the first parts."""
        self._known = dict(enumerate(known))

    def list_now(self, record: Record) -> list[bytes | None]:
        """The digests that the names of a record have now; None for those that the site has not."""
        if self._listed is None or self._listed[0] is not record:
            numbers = [self._reads.find(name) for name in record.names]
            self._listed = record, [None if number is None else self.of(number) for number in numbers]
        return self._listed[1]

    def forget(self, numbers: Iterable[int]) -> None:
        """Work out the digests of these parts anew."""
        self._listed = None
        for number in numbers:
            self._known.pop(number, None)

    def of(self, number: int) -> bytes:
        """The digest of a part by its number."""
        if number not in self._known:
            readable, key = self._reads.parts[number]
            if key is ALL and isinstance(readable, Table):
                rows = b"".join([self.of(row) for row in readable.list_numbers()])
                self._known[number] = _digest(_ENCODER.encode(readable.value(KEYS)) + rows)
            else:
                self._known[number] = self._digest_part(readable.name, readable.essence(key), key)
        return self._known[number]

    def _digest_part(self, table: str, value: Any, key: Any) -> bytes:
        """The digest of the JSON of a part; of what many parts hold, the digests stand there instead."""
        if table not in SHARED or key is KEYS:
            return _digest(_ENCODER.encode(value))
        shared = getattr(value, SHARED[table])
        rest = _ENCODER.encode(msgspec.structs.replace(value, **{SHARED[table]: ()}))
        return _digest(rest + b"".join([self._digest_shared(record) for record in shared]))

    def _digest_shared(self, record: Any) -> bytes:
        """The digest of a record that many parts hold, worked out once. Both are kept: no other may get its id."""
        known = self._shared.get(id(record))
        if known is None:
            known = self._shared[id(record)] = record, _digest(_ENCODER.encode(record))
        return known[1]

    def keep(self, number: int) -> Place | None:
        """Where a part is kept from now on. Of a whole table, that is the list of its keys."""
        if self._put is None:
            return None
        readable, key = self._reads.parts[number]
        is_whole = key is ALL and isinstance(readable, Table)
        data = _ENCODER.encode(readable.essence(KEYS if is_whole else key))
        try:
            place = self._put(data)
        except OSError:
            self._put = None  # a full disk costs the next build time, and this one nothing
            return None
        if not is_whole and readable.name not in SHARED:
            self._known[number] = place.digest
        return place

    def list_rows(self, number: int) -> Iterable[int]:
        """The numbers of the records of a whole table; none for anything else."""
        readable, key = self._reads.parts[number]
        return readable.list_numbers() if key is ALL and isinstance(readable, Table) else ()


def digest_view(view: Any) -> bytes:
    """The digest of a view."""
    return _digest(_VIEW_ENCODER.encode(view))


def _write_marked(text: Any) -> str:
    """A text with words of another language, as a page has it."""
    return str.__str__(text.__html__())


_VIEW_ENCODER = msgspec.json.Encoder(order="deterministic", enc_hook=_write_marked)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


def find_unchanged(record: Record, digests: Digests, intact: Container[str]) -> set[str]:
    """The units of the last build that need not be made again. `intact`: files that lie as it left them."""
    pairs = enumerate(zip(record.digests, digests.list_now(record), strict=True))
    changed = {place for place, (before, now) in pairs if before != now}
    units = record.units.items()
    return {name for name, made in units if not made.view and _is_unchanged(made, changed, digests, intact)}


def _is_unchanged(made: Made, changed: set[int], digests: Digests, intact: Container[str]) -> bool:
    if not is_intact(made, intact):
        return False
    if any(digests.find(name) is not None for name in made.absent):
        return False
    return not changed or changed.isdisjoint(array("I", made.reads))


def find_readers(record: Record, names: Container[str]) -> list[str]:
    """The units that read any of these parts of the site."""
    places = {place for place, name in enumerate(record.names) if name in names}
    return [name for name, made in record.units.items() if not places.isdisjoint(array("I", made.reads))]


def is_intact(made: Made, intact: Container[str]) -> bool:
    """Whether all pages of a unit lie in the output as they were made."""
    return all(page.path in intact for page in made.pages)


class _Kept(dict[int, int]):
    """Finds out once for each number."""

    def __init__(self, find: Callable[[int], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, number: int) -> int:
        found = self[number] = self._find(number)
        return found


class Recorder:
    """Builds the record of this build: of units that were kept, and of those that were made."""

    def __init__(self, key: str, digests: Digests) -> None:
        self._digests = digests
        self.record = Record(key)
        self._places: dict[str, int] = {}
        self._covered: set[int] = set()
        self._by_number = _Kept(self._find_place)

    def keep(self, before: Record, names: Iterable[str]) -> None:
        """Take over units as they were. Must come first: their reads are places in the names of that record."""
        self.resume(before)
        self.record.units = {name: before.units[name] for name in names}
        for place, digest in enumerate(self._digests.list_now(before)):
            # What changed was read by no unit that is kept; what is made now may read it.
            if digest != before.digests[place] or before.places[place] is None:
                number = self._digests.number(before.names[place])
                self.record.digests[place] = digest or b""
                self.record.places[place] = None if number is None else self._digests.keep(number)

    def resume(self, before: Record) -> None:
        """Go on from a record: its names are those of this build."""
        self._places = {name: place for place, name in enumerate(before.names)}
        self.record = msgspec.structs.replace(
            before,
            names=list(before.names),
            digests=list(before.digests),
            places=list(before.places),
            units=dict(before.units),
        )

    def add(self, unit: str, made: Made) -> None:
        """Take in a unit whose reads are numbers of this run."""
        reads = array("I", map(self._by_number.__getitem__, array("I", made.reads)))
        self.record.units[unit] = msgspec.structs.replace(made, reads=reads.tobytes())

    def refresh(self, numbers: Iterable[int]) -> None:
        """Take in that these parts of the site have changed, and every unit that read them was made again."""
        for number in numbers:
            place = self._places.get(self._digests.name(number))
            if place is not None:
                self.record.digests[place] = self._digests.of(number)
                self.record.places[place] = self._digests.keep(number)

    def _find_place(self, number: int) -> int:
        name = self._digests.name(number)
        place = self._places.get(name)
        self._cover_rows(number)
        if place is None:
            place = self._places[name] = len(self.record.names)
            self.record.names.append(name)
            self.record.places.append(self._digests.keep(number))  # first: it gives the digest too
            self.record.digests.append(self._digests.of(number))
        return place

    def _cover_rows(self, number: int) -> None:
        """Take in every record of a table that was read as a whole: whoever reads it again wants all of them."""
        if number not in self._covered:
            self._covered.add(number)
            for row in self._digests.list_rows(number):
                self._by_number[row]


def describe_reads(read: Iterable[Read]) -> tuple[bytes, tuple[str, ...]]:
    """Noted reads as data: numbers, and names of what was not there."""
    listed = list(read)
    numbers = array("I", sorted(item for item in listed if isinstance(item, int)))
    return numbers.tobytes(), tuple(sorted(item for item in listed if isinstance(item, str)))
