"""A content folder that has each hostile path of `payloads/paths.txt` in every place that becomes a path or names one.

Each stands in a file, or in a line of a registry, of its own. So what is refused can be taken out, and the rest be
built: to be refused with a typed problem is one good end, to stay inside is the other.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from briefings.plugin.build import Build
from briefings.problems import CATALOGUE, Severity
from tests.security.payload_files import PIXEL, Payload, dump_yaml

NOW = datetime(2023, 12, 31, tzinfo=UTC)
CANARY = "canary-that-must-not-sing"
CONF = (
    'SITEURL = "https://desk.example"\nSITENAME = "Desk"\nTIMEZONE = "UTC"\nPLUGINS = ["briefings"]\n'
    'PATH = "content"\nBRIEFINGS_AS_OF_DAYS = 0\n'
)

_YAML = {
    "slug": {"slug": "P"},
    "save-as": {"save_as": "P"},
    "id": {"id": "P"},
    "alias": {"aliases": ["P"]},
    "image": {"image": {"file": "P", "alt": "x"}},
    "lang": {"lang": "P"},
    "translation-key": {"translation_key": "P"},
    "follows": {"follows": ["P"]},
    "source-address": {"sources": [{"id": "x", "publisher": "gazette", "title": "x", "url": "P"}]},
    "source-id": {"sources": [{"id": "P", "publisher": "gazette", "title": "x"}]},
    "claim-id": {
        "sources": [{"id": "x", "publisher": "gazette", "title": "x"}],
        "claims": [
            {"id": "P", "text": "x", "positions": [{"by": "a", "stance": "asserts", "said": "2021", "via": ["x"]}]}
        ],
    },
}  # fmt: skip
_STOCK = {"stock-slug": "Slug", "stock-save-as": "Save_as", "stock-lang": "Lang"}
_BODIES = {
    "static": "![x]({{static}}{p})",
    "attach": "[x]({{attach}}{p})",
    "filename": "[x]({{filename}}{p})",
    "old-filename": "[x](|filename|{p})",
    "html-static": '<img alt="x" src="{{static}}{p}">',
    "addresses": '![x](<{p}>) [x](<{p}>) <img alt="x" src="{p}"> <a href="{p}">x</a>',
    "figure": "![[{p}]]",
    "page-link": "[[{p}]]",
}
_REGISTRIES = {
    "actors": {"name": "x", "kind": "person"},
    "places": {"name": "x"},
    "publishers": {"name": "x", "kind": "wire"},
    "sources": {"publisher": "gazette", "title": "x"},
}


class PathSite:
    """The folder `site`, with canaries in and around it; `refused` and `kept` count texts by their place."""

    def __init__(self, folder: Path, payloads: list[Payload]) -> None:
        self.around, self.root = folder, folder / "up" / "upper" / "site"
        self._payloads = payloads
        self.kept: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.root / "content"

    @property
    def cache(self) -> Path:
        """Where what was read is kept from one build to the next: not among what is watched."""
        return self.around.parent / f"{self.around.name}-cache"

    def write(self) -> None:
        """Write the content, the settings and the canaries."""
        (self.root / "content" / "images").mkdir(parents=True)
        (self.root / "content" / "images" / "post.png").write_bytes(PIXEL)
        (self.root / "pelicanconf.py").write_text(f"{CONF}CACHE_PATH = {str(self.cache)!r}\n")
        for folder in (self.root, self.root.parent, self.root.parent.parent, self.around):
            for name in ("secret.txt", "secret.md", "secret.png", "content-evil/secret.md", "output-evil/secret.txt"):
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text(f"---\ntitle: {CANARY}\ndate: 2021-07-14\n---\n{CANARY}\n")
        for payload in self._payloads:
            text = payload.text.replace("@ROOT@", str(self.root)).replace("@HOME@", str(self.content))
            for path, written in self._build_files(payload.number, text):
                (self.content / path).parent.mkdir(exist_ok=True)
                (self.content / path).write_bytes(written.encode())
        self._write("briefings/base.md", "title: A\ndate: 2021-07-14\nactors: [base-a]\nplaces: [base-l]", "A.")
        for name, record in _REGISTRIES.items():
            letter = {"actors": "base-a", "places": "base-l", "publishers": "gazette", "sources": "base-s"}[name]
            records = [{"id": letter, **record}]
            for payload in self._payloads:
                records += [{"id": payload.text, **record}]
                if name != "sources":
                    records += [{"id": f"{name}-{payload.number}", "aliases": [payload.text], **record}]
            lines = "".join(f"- {dump_yaml(one)}\n" for one in records)
            (self.content / "registry").mkdir(exist_ok=True)
            (self.content / f"registry/{name}.yml").write_text(lines, "utf-8")

    def _write(self, path: str, header: str, body: str) -> None:
        (self.content / path).write_text(f"---\n{header}\n---\n{body}\n", "utf-8")

    def _build_files(self, n: int, text: str) -> list[tuple[str, str]]:
        start = {"title": "T", "date": "2021-07-14"}
        found = []
        for field, record in _YAML.items():
            header = dump_yaml({**start, **record}).replace('"P"', dump_yaml(text))
            found.append((f"briefings/{field}-{n}.md", f"---\n{header}\n---\nText.\n"))
        for field, key in _STOCK.items():
            found.append((f"briefings/{field}-{n}.md", f"Title: T\nDate: 2021-07-14\n{key}: {text}\n\nText.\n"))
        for field, body in _BODIES.items():
            found.append((f"briefings/{field}-{n}.md", f"---\n{dump_yaml(start)}\n---\n{body.format(p=text)}\n"))
        title = {"title": "T"}
        for field, record in (
            ("topic-id", {"id": text}),
            ("topic-image", {"image": text}),
            ("topic-alias", {"aliases": [text]}),
        ):
            found.append((f"topics/{field}-{n}.md", f"---\n{dump_yaml({**title, **record})}\n---\nText.\n"))
        found.append((f"pages/page-slug-{n}.md", f"---\n{dump_yaml({**title, 'slug': text})}\n---\nText.\n"))
        return found

    def take_out_the_refused(self) -> set[str]:
        """Take out what reading and linking refuse; gives the codes of the problems. What is left must be built."""
        codes: set[str] = set()
        for _ in range(6):
            build = Build({"PATH": str(self.content), "TIMEZONE": "UTC", "CACHE_PATH": str(self.cache)}, "settings")
            build.read_and_link(NOW)
            errors = [p for p in build.located_problems() if p.severity is Severity.ERROR]
            if not errors:
                break
            codes |= {problem.code for problem in errors}
            self._take_out({(problem.where.path, problem.where.line) for problem in errors})
        assert codes <= set(CATALOGUE)
        for path in self.content.rglob("*.md"):
            self.kept[_field(path.name)] += path.name != "base.md"
        return codes

    def take_out_the_same(self, said: str) -> None:
        """Take out the files of which the command said that another page has their address."""
        places = {
            (path, 0) for path in re.findall(r"^content/(\S+): error: .*\[BRF-duplicate-output\]$", said, re.MULTILINE)
        }
        self._take_out(places)

    def _take_out(self, places: set[tuple[str, int]]) -> None:
        for path in sorted({path for path, _ in places}):
            if path.startswith("registry/"):
                bad = {line for name, line in places if name == path}
                lines = (self.content / path).read_text("utf-8").split("\n")
                self.refused[path] += len(bad)
                kept = [line for number, line in enumerate(lines, start=1) if number not in bad]
                (self.content / path).write_text("\n".join(kept), "utf-8")
            else:
                self.refused[_field(path.rpartition("/")[2])] += 1
                (self.content / path).unlink()


def _field(name: str) -> str:
    return name.removesuffix(".md").rpartition("-")[0]


def read_tree(folder: Path, *, without: Path) -> dict[str, bytes | None]:
    """Everything below a folder by path, as bytes; what lies below `without` is left out."""
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.rglob("*")):
        if path != without and without not in path.parents:
            found[str(path.relative_to(folder))] = path.read_bytes() if path.is_file() else None
    return found


def find_changes(before: dict[str, bytes | None], after: dict[str, bytes | None]) -> set[str]:
    """The paths whose content is another, or that came or went."""
    return {path for path in before.keys() | after.keys() if before.get(path, b"-") != after.get(path, b"-")}
