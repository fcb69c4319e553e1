"""Hostile content as Hypothesis strategies: near-valid text of every syntax, damaged copies of real files, folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from briefings.model.briefing import Briefing
from briefings.model.document import FileKind
from briefings.model.page import StaticPage
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic
from tests.fuzz.records import TEXTS, near_valid_records, write_yaml
from tests.fuzz.words import DATES, HOSTILE, MARKDOWN, TOML, YAML

ROOT = Path(__file__).resolve().parents[2]
KINDS = [kind for kind in FileKind if kind is not FileKind.STATIC]
PATHS = {
    FileKind.BRIEFING: "briefings/a.md",
    FileKind.TOPIC: "topics/a.md",
    FileKind.PAGE: "pages/a.md",
    FileKind.ACTORS: "registry/actors.yml",
    FileKind.PLACES: "registry/places.yml",
    FileKind.PUBLISHERS: "registry/publishers.yml",
    FileKind.SOURCES: "registry/sources.yml",
}
_RECORDS: dict[FileKind, Any] = {
    FileKind.BRIEFING: Briefing,
    FileKind.TOPIC: Topic,
    FileKind.PAGE: StaticPage,
    FileKind.ACTORS: Actor,
    FileKind.PLACES: Place,
    FileKind.PUBLISHERS: Publisher,
    FileKind.SOURCES: Source,
}
_MORE_PATHS = (
    "briefings/b.md", "briefings/2021/c.md", "briefings/a.fa.md", "briefings/B.md", "briefings/ .md", "briefings/…md",
    "topics/b.md", "pages/b.md", "pages/a.fa.md", "images/a.png", "images/a.svg", "files/a.txt", "registry/actor.yml",
    "briefings/é.md", "briefings/字.md", "briefings/a\u202e.md", "briefings/a\n.md", "briefings/-x.md",
    "briefings/a.html",
)  # fmt: skip


# -- Damage: what happens to a file that was good ---------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes], words: tuple[str, ...]) -> bytes:
    """A copy of one of `seeds` with a few things done to it: `words` put in, parts cut, doubled, moved, mixed."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        start, length = draw(st.integers(0, len(data))), draw(st.sampled_from((0, 1, 2, 3, 8, 40, 300)))
        end = min(len(data), start + length)
        match draw(st.sampled_from(("word", "word", "line", "byte", "double", "move", "splice", "end", "begin"))):
            case "word":
                data = data[:start] + draw(st.sampled_from(words)).encode("utf-8", "surrogatepass") + data[end:]
            case "line":
                start = data.rfind(b"\n", 0, start) + 1
                end = data.find(b"\n", start) + 1 or len(data)
                data = data[:start] + data[start:end] * draw(st.sampled_from((0, 2, 3, 50))) + data[end:]
            case "byte":
                data = data[:start] + bytes([draw(st.integers(0, 255))]) + data[start + 1 :]
            case "double":
                data = data[:start] + data[start:end] * draw(st.sampled_from((0, 0, 2, 3, 20))) + data[end:]
            case "move":
                part, rest = data[start:end], data[:start] + data[end:]
                place = draw(st.integers(0, len(rest)))
                data = rest[:place] + part + rest[place:]
            case "splice":
                other = draw(st.sampled_from(seeds))
                data = data[:start] + other[draw(st.integers(0, len(other))) :]
            case "end":
                ends = draw(st.sampled_from((b"\r\n", b"\r", b"\n\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\n\t")))
                data = data.replace(b"\n", ends)
            case "begin":
                data = (
                    draw(st.sampled_from((b"\xef\xbb\xbf", b"\xff\xfe", b"\n", b" ", b"---\n", b"\xed\xa0\x80"))) + data
                )
    return data[:100_000]


def _read_seeds() -> dict[FileKind, list[bytes]]:
    """Real files by kind: the sample site, and every fixture."""
    seeds: dict[FileKind, list[bytes]] = {kind: [] for kind in KINDS}
    for pattern in ("content/*/**/*", "tests/fixtures/*/content/*/**/*", "tests/fixtures/broken/*/content/*/**/*"):
        for path in sorted(ROOT.glob(pattern)):
            folder, kind = path.relative_to(ROOT).as_posix().partition("content/")[2].split("/")[0], None
            if folder == "registry":
                kind = next((k for k, known in PATHS.items() if known == f"registry/{path.name}"), None)
            elif path.suffix == ".md":
                kind = {"briefings": FileKind.BRIEFING, "topics": FileKind.TOPIC, "pages": FileKind.PAGE}.get(folder)
            if kind and path.is_file() and path.stat().st_size < 100_000:
                seeds[kind].append(path.read_bytes())
    return {kind: sorted(set(found), key=lambda data: (len(data), data)) for kind, found in seeds.items()}


SEEDS = _read_seeds()


# -- Text of one syntax -----------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(MARKDOWN) | st.sampled_from(HOSTILE) | st.text(max_size=6)
_PAIRS = (
    ("[[", "]]"), ("[[a|", "]]"), ("[@a, ", "]"), ("[", "]{claim=a}"), ("[", "]{date=2021}"), ("![[", "]]"),
    ("> [!unknown] ", "\n"), ("**", "**"), ("*", "*"), ("`", "`"), ("[", "](b)"), ("<b>", "</b>"), ("\n- ", "\n"),
    ("<div>", "</div>"), ('"', '"'), ("{", "}"), ("(", ")"), ("\n```\n", "\n```\n"), ("\n| ", " |\n"), ("\n    ", ""),
)  # fmt: skip
_NESTED = st.recursive(
    _PIECES,
    lambda inner: st.builds(
        lambda pair, texts: pair[0] + "".join(texts) + pair[1],
        st.sampled_from(_PAIRS),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
_LONG = st.builds(
    lambda first, pieces, count, last: (first + "".join(pieces) * count + last)[:100_000],
    _PIECES,
    st.lists(_PIECES, min_size=1, max_size=3),
    st.sampled_from((50, 500, 5000)),
    _PIECES,
)
"""The same few pieces many times over, as what makes a parser slow is."""
BODIES = st.lists(_PIECES | _NESTED, max_size=30).map("".join) | _NESTED | _LONG

_PROSE = st.text(alphabet="abcde \n*_[]{}()<>@!|\\`\"'&;:=#-\u200c\u202eé字س", max_size=200)
TEXT_OR_BODY = BODIES | _PROSE

EDTF_TEXTS = st.builds(
    lambda pieces, separator: separator.join(pieces),
    st.lists(st.sampled_from(DATES) | st.sampled_from(HOSTILE), min_size=1, max_size=3),
    st.sampled_from(("", "", "/", "-", ",", "..", "T", " ")),
) | damaged([date.encode() for date in DATES], (*DATES, *"0123456789X~?%/.,[]{}+-:TZY E")).map(
    lambda data: data.decode("utf-8", "replace")
)


# -- Whole files ------------------------------------------------------------------------------------------------------


@st.composite
def _written_files(draw: st.DrawFn, kind: FileKind) -> bytes:
    """A file written from the records of the model, with values of right and wrong kinds, then perhaps damaged."""
    record = _RECORDS[kind]
    if PATHS[kind].endswith(".yml"):
        text = write_yaml(draw, [draw(near_valid_records(record)) for _ in range(draw(st.integers(0, 4)))])
    else:
        header = write_yaml(draw, draw(near_valid_records(record)))
        text = f"---\n{header}---\n{draw(TEXT_OR_BODY)}"
    data = text.encode("utf-8", "surrogatepass")
    return draw(damaged([data], YAML + HOSTILE)) if draw(st.integers(0, 3)) == 0 else data


_STOCK_KEYS = (
    "Title",
    "Date",
    "Modified",
    "Tags",
    "Category",
    "Slug",
    "Author",
    "Authors",
    "Summary",
    "Status",
    "Lang",
    "x",
)
_STOCK = st.builds(
    lambda lines, end, body: (end.join(f"{key}:{gap}{value}" for key, gap, value in lines) + end * 2 + body).encode(
        "utf-8", "surrogatepass"
    ),
    st.lists(
        st.tuples(st.sampled_from(_STOCK_KEYS), st.sampled_from((" ", "", "\t", "  ")), TEXTS | st.sampled_from(DATES)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(("\n", "\r\n", "\r", "\n  ", "\x85")),
    TEXT_OR_BODY,
)


def files(kind: FileKind) -> st.SearchStrategy[bytes]:
    """The bytes of one file of a kind."""
    others = [data for found in SEEDS.values() for data in found]
    found = damaged(SEEDS[kind], YAML + MARKDOWN + HOSTILE) | _written_files(kind) | damaged(others, HOSTILE)
    pieces = st.lists(st.sampled_from(YAML) | st.sampled_from(HOSTILE), max_size=30)
    soup = pieces.map("".join).map(lambda text: text.encode("utf-8", "surrogatepass"))
    return found | soup | st.binary(max_size=300) | (st.nothing() if kind in _REGISTERED else _STOCK)


_REGISTERED = (FileKind.ACTORS, FileKind.PLACES, FileKind.PUBLISHERS, FileKind.SOURCES)


# -- Folders ----------------------------------------------------------------------------------------------------------

Folder = dict[str, bytes]
_KIND_OF_TOP = {"briefings": FileKind.BRIEFING, "topics": FileKind.TOPIC, "pages": FileKind.PAGE}


def read_folder(path: Path) -> Folder:
    """The files of a folder by path."""
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


_FIXTURES = [
    read_folder(path)
    for path in sorted(ROOT.glob("tests/fixtures/**/content"))
    if sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) < 100_000
]


def _file_at(path: str) -> st.SearchStrategy[bytes]:
    kind = next((k for k, known in PATHS.items() if known == path), _KIND_OF_TOP.get(path.partition("/")[0]))
    if kind is None or not path.endswith((".md", ".yml")):
        return st.binary(max_size=50) | st.sampled_from(
            (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0")
        )
    return files(kind)


@st.composite
def folders(draw: st.DrawFn) -> Folder:
    """A content folder: small ones of the fixtures with files replaced, damaged, added; or one of near-valid files."""
    found = dict(draw(st.sampled_from(_FIXTURES))) if draw(st.booleans()) else {}
    for path in sorted(found):
        if path.endswith((".md", ".yml")) and draw(st.integers(0, 2)) == 0:
            found[path] = draw(damaged([found[path]], YAML + MARKDOWN + HOSTILE))
    names = st.lists(st.sampled_from((*PATHS.values(), *_MORE_PATHS)), max_size=5, unique=True)
    for path in draw(names):
        found[path] = draw(_file_at(path))
    return found


# -- Settings and policies --------------------------------------------------------------------------------------------

_odd = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(HOSTILE) | st.text(max_size=20)
ODD_VALUES = st.recursive(
    _odd | st.dates() | st.binary(max_size=5) | st.just(object()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(
            st.sampled_from(("extends", "codes", "limits", "BRF-orphan", "x")) | st.text(max_size=5), inner
        )
    ),
    max_leaves=6,
)
ADDRESSES = st.lists(
    st.sampled_from(("{slug}", "{lang}", "{date:%Y}", "{date}", "{", "}", "{0}", "{slug.x}", "{slug!r}", "{slug:>99}"))
    | st.sampled_from(("/", "..", "../", "a", "index.html", "%", "{slug[0]}", "{lang:{slug}}", "\x00", "{date.year}")),
    max_size=5,
).map("".join)
POLICIES = st.lists(st.sampled_from(TOML) | st.text(max_size=5), max_size=12).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
) | damaged([(ROOT / f"briefings/policies/{name}.toml").read_bytes() for name in ("newsroom", "plain")], TOML)
