"""Writes a desk with one topic of three hundred briefings, as heavy as real ones: claims, sources, places on a map."""

from __future__ import annotations

from pathlib import Path

PER_MONTH = {2019: 3, 2020: 9, 2021: 13}
"""Briefings in each month of a year: one year that fits a page, and two that do not."""
_PLACES = 12
_TOPIC_SOURCES = 12
_WORDS = "the keepers of the lock say that the gate was shut before the barges came and the pilots deny it in writing"


def write_long_topic(content: Path) -> None:
    """Write the content folder."""
    _write(content / "registry/places.yml", map(_describe_place, range(_PLACES)))
    _write(
        content / "registry/actors.yml",
        (f"- {{id: {name}, name: The {name} of the lock, kind: organisation}}" for name in _ACTORS),
    )
    _write(content / "registry/publishers.yml", ["- {id: gazette, name: The Lock Gazette, kind: newspaper}"])
    _write(content / "topics/lock.md", [_describe_topic()])
    for side in _SIDES:
        _write(content / f"topics/{side}.md", [f"---\ntitle: The matter of the {side} at the lower lock\n---\nText."])
    for year, count in PER_MONTH.items():
        for month in range(1, 13):
            for n in range(count):
                name = f"{year}-{month:02}-{n + 2:02}-lock"
                _write(content / f"briefings/{name}.md", [_describe_briefing(f"{year}-{month:02}-{n + 2:02}", n)])


_ACTORS = ("keepers", "pilots", "owners", "council", "engineers", "bargemen", "inspectors", "carters")
_SIDES = ("tolls", "repairs")


def _write(path: Path, lines: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")  # type: ignore[call-overload]


def _describe_place(n: int) -> str:
    position = f"lat: {50 + n / 7:.2f}, lon: {8 + n / 5:.2f}, precision_km: {n + 1}"
    return f"- {{id: place-{n}, name: The lock at mile {n} of the canal, kind: town, {position}}}"


def _describe_topic() -> str:
    sources = "\n".join(
        f"  - {{id: book-{n}, publisher: gazette, title: '{n}: {_WORDS}', url: 'https://gazette.example/books/{n}', "
        f"published: 2019-01-{n + 1:02}, note: Read in full in the archive of the town.}}"
        for n in range(_TOPIC_SOURCES)
    )
    cited = " ".join(f"{_WORDS.capitalize()}.[@book-{n}]" for n in range(_TOPIC_SOURCES))
    places = ", ".join(f"place-{n}" for n in range(_PLACES))
    head = f"title: The lower lock\nsummary: {_WORDS.capitalize()}.\nactors: [{', '.join(_ACTORS)}]\nplaces: [{places}]"
    return f"---\n{head}\nsources:\n{sources}\n---\n{cited}\n"


def _describe_briefing(day: str, n: int) -> str:
    """One briefing; its summary is as long as those of a real desk."""
    return f"""---
title: "{day}: the gate of the lower lock is shut, and nobody agrees on why"
date: {day}T10:15+00:00
event: {day}
summary: {_WORDS.capitalize()}, while {_WORDS}.
topics: [lock, tolls, repairs]
actors: [{_ACTORS[n % len(_ACTORS)]}]
places: [place-{n % _PLACES}]
sources:
  - {{id: gazette-{day}, publisher: gazette, title: The gate is shut, url: "https://a.example/{day}", published: {day}}}
claims:
  - id: shut-{day}
    text: The gate of the lower lock was shut on {day}, before the barges came, and stayed shut until the evening.
    kind: statement
    positions:
      - {{by: keepers, stance: asserts, said: {day}, via: [gazette-{day}]}}
      - {{by: pilots, stance: denies, said: {day}, via: [gazette-{day}]}}
---
The gate was shut.[@gazette-{day}]
"""
