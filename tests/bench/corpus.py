"""A made-up archive of briefings for the benchmark: the same for every generator, and for every run.

The briefing at a place in the archive depends on the seed, the size of the archive and that place alone.
"""

from __future__ import annotations

import itertools
import random
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from tests.bench import words

FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=3650)
STATUSES = ("claimed", "claimed", "claimed", "disputed", "confirmed", "confirmed", "refuted", "unverified")
ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (-5, 0, 1, 1, 2, 3))


@dataclass(frozen=True)
class Source:
    """A document; `id` is unique within its briefing."""

    id: str
    publisher: str
    title: str
    url: str
    accessed: str


@dataclass(frozen=True)
class Claim:
    """A claim; `denier` is the actor that denies a disputed one, `sources` are ids of sources of the briefing."""

    id: str
    text: str
    by: str
    said: str
    status: str
    sources: tuple[str, ...]
    denier: str = ""


@dataclass(frozen=True)
class Record:
    """One briefing. `topics`, `places` and `actors` are names; whoever makes or denies a claim is among the actors."""

    title: str
    date: datetime
    slug: str
    summary: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    body: str


_SLUG = 70
"""The longest slug without its number: Briefings takes up to 80 characters."""


def slugify(name: str) -> str:
    """The id of a name, as all generators make it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


class Corpus:
    """An archive of `size` briefings: `records()` gives them, `record(i)` one, `terms()` what they name."""

    def __init__(self, size: int, seed: str = "1") -> None:
        self.size, self.seed = size, seed
        chance = random.Random(f"{seed}:world:{size}")
        topics = [f"{adjective} {noun}" for adjective, noun in itertools.product(words.ADJECTIVES, words.NOUNS)]
        chance.shuffle(topics)
        towns = list(dict.fromkeys("".join(s).capitalize() for s in itertools.product(words.SYLLABLES, repeat=3)))
        chance.shuffle(towns)
        people = [f"{first} {last}" for first, last in itertools.product(words.FIRST_NAMES, words.LAST_NAMES)]
        bodies = [f"{town} {kind}" for town, kind in itertools.product(towns[5000:5400], words.ORGANISATIONS)]
        chance.shuffle(people)
        chance.shuffle(bodies)
        mixed = [name for pair in itertools.zip_longest(people, bodies) for name in pair if name]
        self.people = frozenset(people)
        self.topics = _Choice(topics, max(5, size // 50))
        self.places = _Choice(towns, max(5, size // 40))
        self.actors = _Choice(mixed, max(5, size // 25))
        self._words = list(itertools.accumulate(1 / (k + 8) ** 0.8 for k in range(len(words.WORDS))))

    def records(self) -> Iterator[Record]:
        """All briefings, oldest first."""
        return (self.record(i) for i in range(self.size))

    def record(self, place: int) -> Record:
        """The briefing at a place; the place after the last is for a briefing that is added later."""
        chance = random.Random(f"{self.seed}:{self.size}:{place}")
        seconds = int(SPAN.total_seconds() * (place + chance.random()) / self.size) // 60 * 60
        date = (FIRST_DAY + timedelta(seconds=seconds)).astimezone(chance.choice(ZONES))
        title = self._phrase(chance, 5, 9)
        actors = self.actors.pick(chance, chance.randint(0, 4))
        sources = tuple(self._source(chance, number, date) for number in range(1, chance.randint(2, 4) + 1))
        claims = tuple(
            self._claim(chance, f"c{place:06d}-{number}", date, sources)
            for number in range(1, chance.randint(0, 4) + 1)
        )
        actors, claims = self._find_speakers(chance, actors, claims)
        return Record(
            title=title,
            date=date,
            slug=f"{slugify(title)[:_SLUG].rstrip('-')}-{place:06d}",
            summary=self._sentence(chance, 24),
            topics=self.topics.pick(chance, chance.randint(1, 4)),
            places=self.places.pick(chance, chance.randint(0, 3)),
            actors=actors,
            sources=sources,
            claims=claims,
            body=_Body(self, chance).text,
        )

    def _find_speakers(
        self, chance: random.Random, actors: tuple[str, ...], claims: tuple[Claim, ...]
    ) -> tuple[tuple[str, ...], tuple[Claim, ...]]:
        """Who makes and denies the claims; a briefing without enough actors gets more."""
        wanted = 2 if any(claim.status == "disputed" for claim in claims) else min(1, len(claims))
        while len(actors) < wanted:
            actors = tuple(dict.fromkeys((*actors, *self.actors.pick(chance, 1))))
        found = []
        for claim in claims:
            by = chance.choice(actors)
            denier = next(name for name in actors if name != by) if claim.status == "disputed" else ""
            found.append(replace(claim, by=by, denier=denier))
        return actors, tuple(found)

    def _source(self, chance: random.Random, number: int, date: datetime) -> Source:
        title = self._phrase(chance, 5, 9)
        url = f"https://src{chance.randint(1, 40)}.example.com/{date:%Y/%m/%d}/{slugify(title)}"
        accessed = f"{date + timedelta(days=chance.randint(0, 3)):%Y-%m-%d}"
        return Source(f"s{number}", chance.choice(words.PUBLISHERS), title, url, accessed)

    def _claim(self, chance: random.Random, identifier: str, date: datetime, sources: Sequence[Source]) -> Claim:
        return Claim(
            id=identifier,
            text=self._sentence(chance, chance.randint(8, 16)),
            by="",
            said=f"{date - timedelta(days=chance.randint(0, 5)):%Y-%m-%d}",
            status=chance.choice(STATUSES),
            sources=tuple(sorted({chance.choice(sources).id for _ in range(chance.randint(1, 2))})),
        )

    # Text

    def _pick_words(self, chance: random.Random, count: int) -> list[str]:
        total = self._words[-1]
        return [words.WORDS[bisect(self._words, chance.random() * total)] for _ in range(count)]

    def _phrase(self, chance: random.Random, low: int, high: int) -> str:
        return " ".join(self._pick_words(chance, chance.randint(low, high))).capitalize()

    def _sentence(self, chance: random.Random, count: int = 0, marked: float = 0.0) -> str:
        """A sentence; `marked` is how likely it has emphasis, a quotation or a link."""
        found = self._pick_words(chance, count or chance.randint(8, 22))
        found.insert(0, chance.choice(words.STARTS))
        if len(found) > 12 and chance.random() < 0.6:
            found[6] += ","
        if chance.random() < marked:
            self._mark(chance, found)
        return " ".join(found) + "."

    def _mark(self, chance: random.Random, found: list[str]) -> None:
        place, kind = chance.randrange(1, len(found) - 2), chance.random()
        word, pair = found[place].rstrip(","), " ".join(found[place : place + 2]).replace(",", "")
        if kind < 0.35:
            found[place] = f"*{word}*"
        elif kind < 0.6:
            found[place : place + 2] = [f"**{pair}**"]
        elif kind < 0.7:
            found[place] = f"“{word}”"
        else:
            address = f"https://news.example.org/{chance.randint(2015, 2025)}/{'-'.join(self._pick_words(chance, 3))}"
            found[place : place + 2] = [f"[{pair}]({address})"]


class _Choice:
    """Names, of which the first are picked most often (Zipf)."""

    def __init__(self, names: Sequence[str], count: int) -> None:
        self.names = list(names[:count])
        for round_ in itertools.count(2):
            if len(self.names) == count:
                break
            self.names += [f"{name} {round_}" for name in names[: count - len(self.names)]]
        self._weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(count)))

    def pick(self, chance: random.Random, count: int) -> tuple[str, ...]:
        """Some names, none twice."""
        found: dict[str, None] = {}
        while len(found) < min(count, len(self.names)):
            found[self.names[bisect(self._weights, chance.random() * self._weights[-1])]] = None
        return tuple(found)


class _Body:
    """A body of 250 to 700 words: headings, a quotation, sometimes a list, a table, footnotes."""

    def __init__(self, corpus: Corpus, chance: random.Random) -> None:
        self._corpus, self._chance = corpus, chance
        count = chance.randint(4, 8)
        length = chance.randint(250, 700) / count
        headings = set(chance.sample(range(1, count), min(count - 1, chance.randint(2, 3))))
        quote = chance.randrange(1, count)
        listing = chance.randrange(count) if chance.random() < 0.4 else -1
        table = chance.randrange(count) if chance.random() < 0.2 else -1
        noted = sorted(chance.sample(range(count), chance.choice((0, 0, 1, 2))))
        blocks = []
        for place in range(count):
            if place in headings:
                blocks.append("## " + corpus._phrase(chance, 2, 5))
            blocks.append(self._paragraph(length) + (f"[^{noted.index(place) + 1}]" if place in noted else ""))
            if place == quote:
                blocks.append(f"> {corpus._sentence(chance)} {corpus._sentence(chance)}")
            if place == listing:
                blocks.append(self._list())
            if place == table:
                blocks.append(self._table())
        blocks += [f"[^{number}]: {corpus._sentence(chance, 10)}" for number in range(1, len(noted) + 1)]
        self.text = "\n\n".join(blocks) + "\n"

    def _paragraph(self, length: float) -> str:
        found: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in found) < length * 0.85:
            found.append(self._corpus._sentence(self._chance, marked=0.22))
        return " ".join(found)

    def _list(self) -> str:
        count = self._chance.randint(3, 5)
        return "\n".join("- " + self._corpus._sentence(self._chance, self._chance.randint(4, 9)) for _ in range(count))

    def _table(self) -> str:
        chance = self._chance
        rows = [
            f"| {self._corpus._phrase(chance, 2, 2)} | {chance.randint(1, 999)} | {chance.randint(1, 999)} |"
            for _ in range(chance.randint(3, 5))
        ]
        return "\n".join(["| Item | Before | After |", "| --- | ---: | ---: |", *rows])
