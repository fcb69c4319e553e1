"""The corpus as each generator wants it: the same records in the front matter of one or another.

`python -m tests.bench.flavours briefings 300 DIR` writes a content folder.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import words
from tests.bench.corpus import Claim, Corpus, Record, slugify

KINDS = ("topics", "places", "actors")


def write_corpus(corpus: Corpus, flavour: str, folder: Path) -> None:
    """Write an archive below a folder: briefings by year, and for Briefings its topics and registries too."""
    used: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for record in corpus.records():
        write_record(record, flavour, folder)
        for kind in KINDS:
            used[kind].update(dict.fromkeys(getattr(record, kind)))
    if flavour == "briefings":
        for path, text in _list_registries(corpus, {kind: sorted(names) for kind, names in used.items()}):
            _write(folder / path, text)


def write_record(record: Record, flavour: str, folder: Path) -> Path:
    """Write one briefing, and say where."""
    path = find_path(record, flavour, folder)
    _write(path, FLAVOURS[flavour](record))
    return path


def find_path(record: Record, flavour: str, folder: Path) -> Path:
    """Where a briefing stands."""
    inner = "briefings/" if flavour == "briefings" else ""
    return folder / f"{inner}{record.date:%Y}" / f"{record.slug}.md"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


# Each flavour


def _render_hugo(record: Record) -> str:
    head = f"title: {_quote(record.title)}\ndate: {record.date.isoformat()}\nslug: {_quote(record.slug)}\n"
    return _join(head + f"summary: {_quote(record.summary)}\n" + _render_parts(record), record)


def _render_eleventy(record: Record) -> str:
    head = (
        f"title: {_quote(record.title)}\ndate: {record.date.isoformat()}\npermalink: {_quote(record.slug + '.html')}\n"
    )
    return _join(head + f"summary: {_quote(record.summary)}\n" + _render_parts(record), record)


def _render_pelican(record: Record) -> str:
    """Stock Pelican has one taxonomy with pages and feeds for several terms an article, its tags, so all are tags."""
    tags = ", ".join(f"{kind}/{name}" for kind in KINDS for name in getattr(record, kind))
    lines = {
        "title": record.title,
        "date": record.date.isoformat(),
        "slug": record.slug,
        "summary": record.summary,
        "category": "briefings",
        "tags": tags,
        "sources": _quote([asdict(source) for source in record.sources]),
        "claims": _quote([asdict(claim) for claim in record.claims]),
    }
    return _join("".join(f"{key}: {value}\n" for key, value in lines.items()), record)


def _render_briefings(record: Record) -> str:
    """Ids in place of names, and positions in place of a speaker and a status."""
    lines = [f"title: {_quote(record.title)}", f"date: {record.date.isoformat()}", f"slug: {record.slug}"]
    lines.append(f"summary: {_quote(record.summary)}")
    lines += [f"{kind}: [{', '.join(map(slugify, getattr(record, kind)))}]" for kind in KINDS]
    sources = [{**asdict(source), "publisher": slugify(source.publisher)} for source in record.sources]
    for key, items in (("sources", sources), ("claims", [_build_claim(claim, record) for claim in record.claims])):
        if items:
            lines += [f"{key}:", *(f"  - {_flow(item)}" for item in items)]
    return _join("\n".join(lines) + "\n", record)


def _build_claim(claim: Claim, record: Record) -> dict[str, Any]:
    day = f"{record.date:%Y-%m-%d}"
    positions = [{"by": slugify(claim.by), "stance": "asserts", "said": claim.said, "via": claim.sources}]
    if claim.denier:
        positions.append({"by": slugify(claim.denier), "stance": "denies", "said": day, "via": claim.sources[:1]})
    found: dict[str, Any] = {"id": claim.id, "text": claim.text, "positions": positions}
    if claim.status in ("confirmed", "refuted"):
        found["assessment"] = {"status": claim.status, "basis": "Two independent accounts agree.", "as_of": day}
    return found


FLAVOURS: dict[str, Callable[[Record], str]] = {
    "briefings": _render_briefings,
    "pelican": _render_pelican,
    "hugo": _render_hugo,
    "eleventy": _render_eleventy,
}

# YAML


def _join(head: str, record: Record) -> str:
    return f"---\n{head}---\n\n{record.body}"


def _quote(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _flow(value: object) -> str:
    """A value on one line, keys unquoted as a person would write them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _quote(value)


def _render_parts(record: Record) -> str:
    lists = "".join(_render_list(kind, map(_quote, getattr(record, kind))) for kind in KINDS)
    return lists + "".join(
        _render_list(key, ("\n    ".join(f"{k}: {_flow(v)}" for k, v in asdict(item).items()) for item in items))
        for key, items in (("sources", record.sources), ("claims", record.claims))
    )


def _render_list(key: str, items: Iterable[str]) -> str:
    lines = [f"  - {item}\n" for item in items]
    return f"{key}:\n{''.join(lines)}" if lines else f"{key}: []\n"


def _list_registries(corpus: Corpus, used: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Topics and registries of what the archive names, and of nothing else: other generators know no unused terms."""
    chance = random.Random(f"{corpus.seed}:places")
    for topic in used["topics"]:
        summary = _quote(f"What is known about {topic.lower()}.")
        text = f"---\ntitle: {_quote(topic)}\nsummary: {summary}\n---\n\nStanding background on {topic.lower()}.\n"
        yield f"topics/{slugify(topic)}.md", text
    actors = [
        {"id": slugify(name), "name": name, "kind": "person" if name in corpus.people else "organisation"}
        for name in used["actors"]
    ]
    places = [
        {
            "id": slugify(name),
            "name": name,
            "kind": "town",
            "lat": round(chance.uniform(-60, 70), 2),
            "lon": round(chance.uniform(-179, 179), 2),
        }
        for name in used["places"]
    ]
    publishers = [
        {"id": slugify(name), "name": name, "kind": "wire" if "Wire" in name else "newspaper"}
        for name in words.PUBLISHERS
    ]
    for kind, rows in (("actors", actors), ("places", places), ("publishers", publishers)):
        yield f"registry/{kind}.yml", "".join(f"- {_flow(row)}\n" for row in rows)


if __name__ == "__main__":
    write_corpus(Corpus(int(sys.argv[2])), sys.argv[1], Path(sys.argv[3]))
