"""What is done to a site between two builds, alike for every generator, and how it is undone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench.corpus import Corpus, Record, slugify
from tests.bench.flavours import find_path, write_record
from tests.bench.pages import Page, list_pages
from tests.bench.peers import Edit, Site

MARK = "The harbour was quiet."
"""A sentence that the corpus does not have."""


class Edits:
    """Changes to the files of one site; `undo` puts back every byte and time stamp."""

    def __init__(self, site: Site, corpus: Corpus) -> None:
        self.site = site
        self._middle = corpus.record(corpus.size // 2)
        self._corpus = corpus
        self._kept: dict[Path, tuple[bytes, int, int] | None] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}
        self.expected: dict[Page, str] = {}
        """Pages that the next build must leave behind, and what they must hold: nobody may be fast by doing nothing."""
        self.gone: set[Page] = set()
        """Pages that it must remove; generators that make everything anew leave old files lying about."""

    def _keep(self, path: Path) -> None:
        if path not in self._kept:
            state = path.stat() if path.exists() else None
            self._kept[path] = (path.read_bytes(), state.st_atime_ns, state.st_mtime_ns) if state else None

    def undo(self) -> None:
        """Put everything back."""
        for path, kept in self._kept.items():
            if kept is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(kept[0])
                os.utime(path, ns=kept[1:])
        for path, stamps in self._stamps.items():
            os.utime(path, ns=stamps)
        self._kept.clear()
        self._stamps.clear()
        self.expected.clear()
        self.gone.clear()

    def find_missing(self) -> str:
        """What the build after an edit should have written and has not, in words; "" if all is well."""
        pages = list_pages(self.site.output) if self.expected or self.gone else {}
        for page, text in self.expected.items():
            if page not in pages or text not in (self.site.output / pages[page]).read_text("utf-8"):
                return f"no {' '.join(page)} with “{text}”"
        left = () if self.site.peer.rewrites else self.gone & pages.keys()
        return "".join(f"{' '.join(page)} is still there" for page in left)

    def _expect(self, text: str) -> None:
        self.expected["briefing", self._middle.slug] = text

    def _replace(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        if old not in text:
            raise ValueError(f"{path} has no {old!r}")
        self._keep(path)
        path.write_text(text.replace(old, new, 1), "utf-8")

    @property
    def middle(self) -> Path:
        """The briefing that is edited: the one in the middle of the archive."""
        return find_path(self._middle, self.site.peer.flavour, self.site.content)

    def edit_body(self, number: int = 0) -> None:
        """Add a paragraph to one briefing; `number` tells one such edit from another."""
        self._keep(self.middle)
        text = self._kept[self.middle][0].decode()
        self.middle.write_text(f"{text}\n{MARK} It was so {number} times.\n", "utf-8")
        self._expect(f"It was so {number} times.")

    def edit_title(self) -> None:
        """Change the title of one briefing."""
        self._replace(self.middle, self._middle.title, f"{self._middle.title} again")
        self._expect(f"<h1>{self._middle.title} again</h1>")

    def add_briefing(self) -> None:
        """Add a briefing: the newest, about what the middle one is about, with a text of its own."""
        new, old = self._corpus.record(self._corpus.size), self._middle
        claims = tuple(replace(claim, id=f"new-{claim.id}") for claim in old.claims)
        parts = {"topics": old.topics, "places": old.places, "actors": old.actors, "sources": old.sources}
        record: Record = replace(new, claims=claims, **parts)
        self._keep(find_path(record, self.site.peer.flavour, self.site.content))
        write_record(record, self.site.peer.flavour, self.site.content)
        self.expected["briefing", record.slug] = record.title
        self.expected["home", "1"] = record.title

    def delete_briefing(self) -> None:
        """Remove one briefing."""
        self._keep(self.middle)
        self.middle.unlink()
        self.gone.add(("briefing", self._middle.slug))

    def rename_actor(self) -> None:
        """Give an actor another name: a line of the registry, or each briefing that names it where there is none."""
        name = self._corpus.actors.names[len(self._corpus.actors.names) // 8]
        pattern, new = re.compile(rf"\b{re.escape(name)}\b(?! \d)"), f"{name} Junior"
        registry = self.site.content / "registry" / "actors.yml"
        for path in [registry] if registry.exists() else sorted(self.site.content.rglob("*.md")):
            text = path.read_text("utf-8")
            if name in text:
                self._keep(path)
                path.write_text(pattern.sub(new, text), "utf-8")
        has_ids = self.site.peer.flavour == "briefings"
        self.expected["actors", slugify(name if has_ids else new)] = new
        if not self._kept:
            raise ValueError(f"nobody is called {name}")

    def change_template(self) -> None:
        """Change the template of briefings."""
        self._change(self.site.peer.template)
        self._expect("<p>Changed.</p>")

    def change_settings(self) -> None:
        """Change the name of the site, which stands on every page."""
        self._change(self.site.peer.setting)
        self._expect("Short briefings")

    def touch_all(self) -> None:
        """Give every file of the corpus a new time stamp and the same bytes, as a fresh checkout does."""
        for path in self.site.content.rglob("*"):
            if path.is_file():
                state = path.stat()
                self._stamps[path] = state.st_atime_ns, state.st_mtime_ns
                os.utime(path)

    def _change(self, edit: Edit) -> None:
        self._replace(self.site.folder / edit[0], edit[1], edit[2])


def find_page(corpus: Corpus) -> str:
    """The slug of the briefing that is edited."""
    return corpus.record(corpus.size // 2).slug


SCENARIOS: dict[str, tuple[str, Callable[[Edits], None]]] = {
    "cold": ("cold: no output, no cache", lambda edits: edits.site.forget()),
    "none": ("nothing changed", lambda _: None),
    "body": ("one body edited", Edits.edit_body),
    "title": ("one title edited", Edits.edit_title),
    "added": ("one briefing added", Edits.add_briefing),
    "deleted": ("one briefing deleted", Edits.delete_briefing),
    "renamed": ("one actor renamed", Edits.rename_actor),
    "template": ("one template changed", Edits.change_template),
    "settings": ("the name of the site changed", Edits.change_settings),
    "touched": ("new time stamps, same bytes", Edits.touch_all),
}
"""What is timed, in this order: words for the table, and the change before the build."""
