"""The ids of a site: one table a kind with aliases, and the resolver that checks every use of an id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

from briefings.linking.site import EntityKind
from briefings.model.ids import Id, slugify
from briefings.problems import Location, Pointer, Problem, suggest

_NOUNS = {
    EntityKind.BRIEFING: "a briefing",
    EntityKind.TOPIC: "a topic",
    EntityKind.ACTOR: "an actor",
    EntityKind.PLACE: "a place",
    EntityKind.PUBLISHER: "a publisher",
    EntityKind.CLAIM: "a claim",
}
_HOMES = {
    EntityKind.TOPIC: "Add the file topics/{}.md.",
    EntityKind.ACTOR: "Add `{}` to registry/actors.yml.",
    EntityKind.PLACE: "Add `{}` to registry/places.yml.",
    EntityKind.PUBLISHER: "Add `{}` to registry/publishers.yml.",
}
_NAMED_BY_FILE = (EntityKind.BRIEFING, EntityKind.TOPIC)
_MOST_SUGGESTIONS = 50


class Named(msgspec.Struct, frozen=True, gc=False):
    """A record with an id and other names, and where it stands: the file and, in a registry, its index."""

    id: Id
    aliases: tuple[str, ...]
    path: str
    pointer: Pointer = ()


class Table(msgspec.Struct, frozen=True):
    """The ids of one kind, and the aliases (as slugs) that lead to them."""

    ids: dict[str, Id]
    aliases: dict[str, Id]

    def find(self, word: str) -> Id | None:
        """Give the id that a word in front matter means, itself or through an alias."""
        return self.ids.get(word) or self.aliases.get(word)


def build_table(kind: EntityKind, records: Sequence[Named], problems: list[Problem]) -> tuple[Table, list[int]]:
    """Build the table of one kind; also give the indexes of the records to keep, the first of each id."""
    owners: dict[str, Named] = {}
    kept: list[int] = []
    for index, record in enumerate(records):
        first = owners.setdefault(record.id, record)
        if first is record:
            kept.append(index)
        else:
            problems.append(_duplicate(kind, record, ("id",), record.id, first))
    aliases = _build_aliases(kind, [records[index] for index in kept], owners, problems)
    return Table({record_id: Id(record_id) for record_id in owners}, aliases), kept


def _build_aliases(
    kind: EntityKind, records: Iterable[Named], owners: dict[str, Named], problems: list[Problem]
) -> dict[str, Id]:
    taken = dict(owners)
    aliases: dict[str, Id] = {}
    for record in records:
        for index, alias in enumerate(record.aliases):
            slug = slugify(alias)
            pointer = ("aliases", index)
            if not slug:
                where = Location(record.path, pointer=(*record.pointer, *pointer))
                problems.append(Problem("BRF-invalid-id", where, f"`{alias}`", "a name with letters or digits"))
            elif taken.setdefault(slug, record) is not record:
                problems.append(_duplicate(kind, record, pointer, alias, taken[slug]))
            elif slug != record.id:
                aliases[slug] = record.id
    return aliases


def _duplicate(kind: EntityKind, record: Named, pointer: Pointer, word: str, first: Named) -> Problem:
    where = Location(record.path, pointer=(*record.pointer, *pointer))
    place = f"`{first.id}` in {first.path}"
    expected = f"an id or alias that only one {kind} has"
    return Problem("BRF-duplicate-id", where, f"`{word}`", expected, f"It already leads to {place}.")


class Suggestions:
    """Gives "did you mean" hints, but only so many: each takes long, and nobody reads the hundredth."""

    def __init__(self) -> None:
        self._left = _MOST_SUGGESTIONS

    def near(self, word: str, choices: Iterable[str]) -> str:
        """Give a hint with the choice nearest to `word`, or an empty string."""
        if self._left == 0:
            return ""
        self._left -= 1
        return suggest(word, choices)


class Resolver:
    """Looks up every id that a record uses, notes the unknown ones, and gathers the ids that define themselves.

    `excuses` says of ids why they are not on the site ("is a draft"). Ids in `unread` and kinds in `doubtful` belong
    to files that could not be read: a second problem about them would only be noise.
    """

    def __init__(
        self,
        tables: Mapping[EntityKind, Table],
        implicit: frozenset[EntityKind],
        problems: list[Problem],
        *,
        excuses: Mapping[tuple[EntityKind, str], str],
        unread: Container[str] = (),
        doubtful: Container[EntityKind] = (),
    ) -> None:
        self.tables = tables
        self.implied: dict[EntityKind, set[Id]] = {kind: set() for kind in EntityKind}
        self.problems = problems
        self._implicit = implicit
        self._excuses = excuses
        self._unread = unread
        self._doubtful = doubtful
        self.suggestions = Suggestions()
        self._hints: dict[tuple[EntityKind, str], str] = {}

    def is_known(self, kind: EntityKind, word: Id) -> bool:
        """Tell whether `word` is the id of a record, in its permanent form."""
        return word in self.tables[kind].ids

    def find(self, kind: EntityKind, word: Id, path: str, pointer: Pointer) -> Id | None:
        """Give the id that `word` means, or None after noting a problem at `path` and `pointer`."""
        found = self.tables[kind].find(word)
        if found is not None:
            return found
        if kind in self._implicit:
            self.implied[kind].add(word)
            return word
        self._note(kind, word, path, pointer)
        return None

    def require(self, kind: EntityKind, word: Id, path: str, pointer: Pointer) -> Id:
        """Give the id that `word` means; an unknown one is noted, and defines itself to keep its record whole."""
        found = self.find(kind, word, path, pointer)
        if found is None:
            self.implied[kind].add(word)
            return word
        return found

    def find_optional(self, kind: EntityKind, word: Id | None, path: str, pointer: Pointer) -> Id | None:
        """Give the id that `word` means where there is a word."""
        return None if word is None else self.find(kind, word, path, pointer)

    def find_all(self, kind: EntityKind, words: tuple[Id, ...], path: str, pointer: Pointer) -> tuple[Id, ...]:
        """Give the ids that `words` mean, each once, without the unknown ones."""
        if not words:
            return words
        distinct = set(words)
        if len(distinct) == len(words) and self.tables[kind].ids.keys() >= distinct:
            return words
        found = (self.find(kind, word, path, (*pointer, index)) for index, word in enumerate(words))
        return tuple(dict.fromkeys(item for item in found if item is not None))

    def excuse(self, kind: EntityKind, word: str) -> str:
        """Say why something with an id is not on the site; empty when nothing has that id."""
        reason = self._excuses.get((kind, word))
        return f"`{word}` {reason}." if reason else ""

    def hint(self, kind: EntityKind, word: str) -> str:
        """Say what to do about an unknown id: the nearest known one, or where to define it."""
        if excuse := self.excuse(kind, word):
            return excuse
        if (kind, word) not in self._hints:
            table = self.tables[kind]
            near = self.suggestions.near(word, (*table.ids, *table.aliases))
            self._hints[kind, word] = near or _HOMES.get(kind, "").format(word)
        return self._hints[kind, word]

    def is_unjudged(self, kind: EntityKind, word: str) -> bool:
        """Tell whether an id cannot be judged, because a file that may define it could not be read."""
        return kind in self._doubtful or (kind in _NAMED_BY_FILE and word in self._unread)

    def _note(self, kind: EntityKind, word: Id, path: str, pointer: Pointer) -> None:
        if self.is_unjudged(kind, word):
            return
        where = Location(path, pointer=pointer)
        expected = f"the id of {_NOUNS[kind]}"
        self.problems.append(Problem("BRF-unknown-id", where, f"`{word}`", expected, self.hint(kind, word)))
