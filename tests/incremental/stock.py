"""The news of a small desk that a machine edits: invented, and with something of everything that content may have."""

from __future__ import annotations

import copy
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DISPATCH = str(ROOT / "themes" / "dispatch")
SMALL_THEME = "theme"
"""Below the desk's folder: a copy of the benchmark's theme, which may be edited."""
BRIEFINGS, TOPICS, PAGES = "content/briefings/", "content/topics/", "content/pages/"
REGISTRY = "content/registry/"
SETTINGS = "pelicanconf.py"
CLOCK = 1631750400
"""2021-09-16T00:00Z; the embargo below ends on 1 January 2022."""
EMBARGO_ENDS = 1640995200


@dataclass
class Article:
    """A Markdown file: front matter and text."""

    front: dict[str, Any]
    body: str = ""


@dataclass
class Rows:
    """A file of the registry."""

    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Configuration:
    """The settings file."""

    values: dict[str, Any] = field(default_factory=dict)


Value = Article | Rows | Configuration | bytes
Files = dict[str, Value]
"""What a desk consists of, by path below its folder."""


def make_png(shade: int, size: int = 2) -> bytes:
    """A picture of one colour; other shades have as many bytes as this one."""
    rows = b"".join(b"\0" + bytes([shade]) * size for _ in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def _source(key: str, publisher: str, title: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "publisher": publisher, "title": title, "url": f"https://news.example/{key}", **more}


def _position(by: str, stance: str, said: str, via: str) -> dict[str, Any]:
    return {"by": by, "stance": stance, "said": said, "via": [via]}


_QUAY = Article(
    {
        "title": "Quay closed at Marrow Point",
        "date": "2021-05-02T10:15+02:00",
        "stage": "developing",
        "summary": "The port shut its *north quay*; pilots say that the wall has moved.",
        "why": "Every ship with food for the island lands there.",
        "topics": ["north-quay", "supply"],
        "actors": ["pilots", "port"],
        "places": ["marrow"],
        "image": {"file": "images/quay.png", "alt": "The quay", "credit": "Desk"},
        "sources": [
            _source("notice", "port-press", "Notice to mariners 12", published="2021-05-02"),
            _source("report", "gazette", "Pilots point at the wall", published="2021-05-02"),
            "wire-7",
        ],
        "claims": [
            {
                "id": "wall-moved",
                "text": "The wall of the quay has moved.",
                "kind": "statement",
                "positions": [
                    _position("pilots", "asserts", "2021-05-02", "report"),
                    _position("port", "denies", "2021-05-02", "notice"),
                ],
            }
        ],
        "unknowns": [{"text": "Whether anybody has measured the gap.", "claim": "wall-moved"}],
        "upcoming": [{"id": "survey-may", "what": "Surveyors measure the wall.", "when": "2021-05~"}],
    },
    "The port closed the quay at [[marrow]].[@report] The pilots say that [the wall has moved]{claim=wall-moved}.\n\n"
    "## What the port says\n\nIt calls the work planned.[@notice]\n",
)
_SURVEY = Article(
    {
        "title": "Surveyors find that the wall has moved",
        "date": "2021-05-09T18:00+02:00",
        "modified": "2021-05-10T09:30+02:00",
        "event": "2021-05-09",
        "summary": "Two surveyors measured a gap of eleven centimetres.",
        "topics": ["north-quay"],
        "actors": ["survey", "pilots"],
        "places": ["marrow"],
        "follows": ["quay"],
        "aliases": ["old/survey"],
        "sources": [_source("measured", "survey-press", "Report 7", published="2021-05-09")],
        "claims": [
            {
                "id": "wall-moved",
                "positions": [_position("survey", "corroborates", "2021-05-09", "measured")],
                "assessment": {"status": "confirmed", "basis": "The gap was measured.", "as_of": "2021-05-09"},
            }
        ],
        "corrections": [{"at": "2021-05-10T09:30+02:00", "was": "nine", "now": "eleven"}],
    },
    "They measured eleven centimetres.[@measured] See [[quay|the first briefing]] and [[topic:north-quay]].\n",
)
_SHIP = Article(
    {
        "title": "A ship with food lands in the south",
        "date": "2021-06-21T08:00+02:00",
        "translation_key": "ship",
        "event": "2021-06~",
        "summary": "The first ship since the quay was shut.",
        "topics": ["supply"],
        "places": ["cape"],
    },
    "It lay off [[cape]]. ![[chart]]\n",
)
_SHIP.front["images"] = [{"file": "images/chart.svg", "alt": "A chart", "id": "chart", "credit": "Desk"}]
_SHIP_FA = Article(
    {"title": "کشتی آذوقه پهلو گرفت", "date": "2021-06-21T09:00+02:00", "lang": "fa", "translation_key": "ship"},
    "کشتی به [[cape|جزیره]] رسید.\n",
)
_LOSSES = Article(
    {
        "title": "Crates lost on the way",
        "date": "2021-06-25T23:30",
        "kind": "flash",
        "summary": "Nobody agrees on how many.",
        "topics": ["supply", "harbour"],
        "actors": ["mira", "pilots"],
        "sources": [_source("manifest", "wire", "Crates counted", published="2021-06-24")],
        "claims": [
            {
                "id": "crates-lost",
                "text": "Crates were lost at sea.",
                "kind": "quantity",
                "quantity": {"measure": "lost", "unit": "crates"},
                "positions": [
                    {**_position("mira", "asserts", "2021-06-24", "manifest"), "value": {"best": 4}},
                    {**_position("pilots", "asserts", "2021-06-25", "manifest"), "value": {"low": 6, "high": 9}},
                ],
            }
        ],
        "events": [{"date": "2021-06-24", "text": "The crates are counted.", "topics": ["supply"]}],
        "updates": [{"at": "2021-06-26T09:00+02:00", "level": "major", "note": "The pilots give a figure."}],
    },
    "[[actor:mira]] speaks of [four crates]{claim=crates-lost}.[@manifest]\n\n> [!unknown]\n> Where they are.\n",
)
_SPEECH = Article(
    {
        "title": "The minister speaks on the quay",
        "date": "2021-07-01T09:00+02:00",
        "embargo": "2022-01-01T00:00Z",
        "summary": "To be released later.",
        "topics": ["north-quay"],
        "actors": ["port"],
    },
    "She promises a wall of stone, after [[survey-result]].\n",
)
_RUMOUR = Article(
    {"title": "A rumour", "date": "2021-07-02T09:00+02:00", "status": "draft", "topics": ["supply"]},
    "Nobody has checked this about [[pilots]].\n",
)
_CRANE = Article(
    {
        "title": "Crane falls into the sea",
        "date": "2021-05-20T23:30",
        "stage": "withdrawn",
        "summary": "It did not.",
        "topics": ["harbour"],
        "corrections": [{"at": "2021-05-21T09:00+02:00", "kind": "retraction", "now": "No crane fell."}],
    },
    "A crane fell.\n",
)
_ARTICLES = {
    "briefings/quay.md": _QUAY,
    "briefings/survey-result.md": _SURVEY,
    "briefings/2021/ship.md": _SHIP,
    "briefings/2021/ship.fa.md": _SHIP_FA,
    "briefings/losses.md": _LOSSES,
    "briefings/speech.md": _SPEECH,
    "briefings/rumour.md": _RUMOUR,
    "briefings/crane.md": _CRANE,
    "topics/harbour.md": Article({"title": "The harbour", "summary": "All about it."}, "Built in 1911.\n"),
    "topics/north-quay.md": Article(
        {"title": "North quay", "summary": "Closed.", "parent": "harbour", "actors": ["port"], "places": ["marrow"]},
        "[[pilots|The pilots]] have complained for years.\n",
    ),
    "topics/supply.md": Article({"title": "Food for the island", "aliases": ["food"]}, "It comes by ship.\n"),
    "pages/about.md": Article(
        {"title": "About", "summary": "What this is."},
        "Invented news. See [the quay]({filename}/briefings/quay.md), "
        "[a list]({static}/extra/list.csv) and [[topic:supply]].\n",
    ),
}
_REGISTRIES = {
    "actors": [
        {"id": "pilots", "name": "Pilots' Guild", "kind": "organisation", "party_to": ["north-quay"]},
        {"id": "port", "name": "Port Authority", "kind": "organisation", "about": "Owner of the quays."},
        {"id": "survey", "name": "Survey Office", "kind": "organisation", "aliases": ["surveyors"]},
        {"id": "mira", "name": "Mira Tal", "kind": "person", "role": "spokeswoman", "of": "port"},
    ],
    "places": [
        {"id": "isle", "name": "Marrow Isle", "kind": "island", "lat": 54.1, "lon": 7.8},
        {"id": "marrow", "name": "Marrow Point", "kind": "port", "in": "isle", "lat": 54.2, "lon": 7.9},
        {"id": "cape", "name": "South Cape", "kind": "cape", "names": {"fa": "دماغه"}},
    ],
    "publishers": [
        {"id": "gazette", "name": "Gazette", "kind": "newspaper", "reliability": {"grade": "B", "why": "Careful."}},
        {"id": "port-press", "name": "Port press office", "kind": "party"},
        {"id": "survey-press", "name": "Survey press", "kind": "official"},
        {"id": "wire", "name": "The Wire", "kind": "wire", "owner": "gazette"},
    ],
    "sources": [_source("wire-7", "wire", "Wire report 7", published="2021-05-02")],
}


def make_settings(theme: str) -> dict[str, Any]:
    """What the settings file says at first."""
    return {
        "SITENAME": "The Marrow Desk",
        "SITEURL": "https://desk.example",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "PLUGINS": ["briefings"],
        "PLUGIN_PATHS": ["plugins"],
        "STATIC_PATHS": ["images", "extra"],
        "TIMEZONE": "Europe/Berlin",
        "DEFAULT_LANG": "en",
        "THEME": theme,
        "THEME_TEMPLATES_OVERRIDES": ["overrides"],
        "BRIEFINGS_ALLOW_SHRINK": True,
    }


def make_files(theme: str) -> Files:
    """The desk as it is at first, in a theme."""
    small = ROOT / "tests" / "bench" / "themes" / "minimal"
    return {
        **{f"content/{path}": copy.deepcopy(article) for path, article in _ARTICLES.items()},
        **{f"{REGISTRY}{kind}.yml": Rows(copy.deepcopy(rows)) for kind, rows in _REGISTRIES.items()},
        "content/images/quay.png": make_png(10, 80),
        "content/images/chart.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\n',
        "content/extra/list.csv": b"a,b\n1,2\n",
        "overrides/partials/_brand.html": b"<b>Marrow</b>\n",
        "plugins/listening.py": (HERE / "listening.py").read_bytes(),
        SETTINGS: Configuration(make_settings(theme)),
        **dict(_read_below(small, SMALL_THEME)),
    }


def _read_below(folder: Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes()
