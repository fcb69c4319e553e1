"""The sites in the race: for each generator its files, its command, and how its corpus and templates are edited."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.flavours import write_corpus
from tests.bench.tools import ELEVENTY, HERE, HUGO

Edit = tuple[str, str, str]
"""A file of the site, a text in it, and what to put in its place."""


@dataclass(frozen=True)
class Peer:
    """One site of one generator.

    `content`, `output` and `caches` are relative to the folder of the site. `template` changes the template of
    briefings, `setting` the name of the site. Where `rewrites` is true, every run makes everything anew, so
    that there is no state to restore but the corpus.
    """

    key: str
    label: str
    flavour: str
    command: tuple[str, ...]
    content: str
    output: str
    template: Edit
    setting: Edit
    caches: tuple[str, ...] = ()
    rewrites: bool = True
    sources: tuple[tuple[Path, str], ...] = ()
    links: tuple[tuple[Path, str], ...] = field(default=())

    def set_up(self, corpus: Corpus, work: Path) -> Site:
        """A fresh folder with the site's files and its corpus."""
        folder = work / self.key
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for source, target in self.sources:
            if source.is_dir():
                shutil.copytree(source, folder / target, dirs_exist_ok=True)
            else:
                shutil.copy(source, folder / target)
        for source, target in self.links:
            (folder / target).symlink_to(source, target_is_directory=True)
        write_corpus(corpus, self.flavour, folder / self.content)
        return Site(self, folder)


@dataclass(frozen=True)
class Site:
    """A site that is set up in a folder."""

    peer: Peer
    folder: Path

    @property
    def content(self) -> Path:
        """Where the corpus is."""
        return self.folder / self.peer.content

    @property
    def output(self) -> Path:
        """Where the pages go."""
        return self.folder / self.peer.output

    def forget(self) -> None:
        """Remove the output and all that the generator remembers."""
        for name in (self.peer.output, *self.peer.caches):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def _briefings(key: str, theme: Path) -> Peer:
    return Peer(
        key=key,
        label=f"Briefings ({key})",
        flavour="briefings",
        command=(sys.executable, "-m", "briefings", "build", "-s", "pelicanconf.py", "-o", "output", "-q"),
        content="content",
        output="output",
        template=("theme/templates/briefing.html", "</article>", "<p>Changed.</p></article>"),
        setting=("pelicanconf.py", 'SITENAME = "Briefings"', 'SITENAME = "Short briefings"'),
        caches=(".briefings", "cache"),
        rewrites=False,
        sources=((HERE / "sites" / "briefings" / f"{key}.py", "pelicanconf.py"), (theme, "theme")),
    )


_ARTICLE = ("</article>", "<p>Changed.</p></article>")

PEERS: Sequence[Peer] = (
    _briefings("minimal", HERE / "themes" / "minimal"),
    _briefings("dispatch", HERE.parents[1] / "themes" / "dispatch"),
    Peer(
        key="hugo",
        label="Hugo",
        flavour="hugo",
        command=(str(HUGO), "--quiet"),
        content="content/briefings",
        output="public",
        template=("layouts/page.html", *_ARTICLE),
        setting=("hugo.toml", 'title = "Briefings"', 'title = "Short briefings"'),
        caches=("resources",),
        sources=((HERE / "sites" / "hugo", "."),),
    ),
    Peer(
        key="pelican",
        label="Pelican",
        flavour="pelican",
        command=(sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-q"),
        content="content/briefings",
        output="output",
        template=("theme/templates/article.html", *_ARTICLE),
        setting=("pelicanconf.py", 'SITENAME = "Briefings"', 'SITENAME = "Short briefings"'),
        caches=("cache",),
        sources=((HERE / "sites" / "pelican", "."),),
    ),
    Peer(
        key="eleventy",
        label="Eleventy",
        flavour="eleventy",
        command=("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        content="briefings",
        output="_site",
        template=("_includes/article.njk", *_ARTICLE),
        setting=("_data/site.json", '"name": "Briefings"', '"name": "Short briefings"'),
        caches=(".cache",),
        sources=((HERE / "sites" / "eleventy", "."),),
        links=((ELEVENTY, "node_modules"),),
    ),
)
