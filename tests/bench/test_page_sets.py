"""The sites of the benchmark are the same site: nobody is faster by making less."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.corpus import Corpus
from tests.bench.flavours import KINDS
from tests.bench.pages import classify, compare, list_pages
from tests.bench.peers import PEERS
from tests.bench.tools import build_environment, is_installed

SIZE = 60
"""Briefings; enough for a second page of the list."""
OTHERS = ("pelican", "hugo", "eleventy")

BuildSite = Callable[[str], Path]


@pytest.fixture(scope="module")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> BuildSite:
    """Build the site of one generator, once; gives its output. Those that are not on the machine are skipped."""
    built: dict[str, Path] = {}

    def build(key: str) -> Path:
        if not is_installed(key):
            pytest.skip(f"{key} is not here: `make bench` installs it")
        if key not in built:
            [peer] = [peer for peer in PEERS if peer.key == key]
            site = peer.set_up(Corpus(SIZE), tmp_path_factory.mktemp("race"))
            result = subprocess.run(
                peer.command, cwd=site.folder, env=build_environment(), capture_output=True, text=True, check=False
            )
            assert result.returncode == 0, result.stdout + result.stderr
            built[key] = site.output
        return built[key]

    return build


def _read(output: Path, path: str) -> str:
    return (output / path).read_text("utf-8")


def _listed(text: str) -> list[str]:
    """The numbers of the briefings that a page lists, in its order."""
    return re.findall(r'href="[^"]*-(\d{6})\.html"', text.partition('class="timeline"')[2])


def test_minimal_theme_has_every_kind_of_page(build_site: BuildSite) -> None:
    corpus = Corpus(SIZE)
    records = list(corpus.records())
    terms = {kind: len({name for record in records for name in getattr(record, kind)}) for kind in KINDS}
    counts = Counter(kind for kind, _ in list_pages(build_site("minimal")))
    assert counts == {
        "briefing": SIZE,
        "home": 2,
        "list": 1,
        "sitemap": 1,
        "feed of the site": 1,
        **terms,
        **{f"feed {kind}": count for kind, count in terms.items()},
    }


@pytest.mark.parametrize("key", OTHERS)
def test_sets_of_pages_are_the_same(build_site: BuildSite, key: str) -> None:
    assert list(compare({"minimal": build_site("minimal"), key: build_site(key)})) == []


@pytest.mark.parametrize("key", OTHERS)
def test_lists_name_the_same_briefings(build_site: BuildSite, key: str) -> None:
    ours, theirs = build_site("minimal"), build_site(key)
    found, others = list_pages(ours), list_pages(theirs)
    for page, path in found.items():
        if page[0] in (*KINDS, "home"):
            mine, other = _listed(_read(ours, path)), _listed(_read(theirs, others[page]))
            assert sorted(mine) == sorted(other), page
            assert mine, page
            if page[0] == "home":
                assert mine == other, page


@pytest.mark.parametrize("key", OTHERS)
def test_briefings_have_the_same_text_claims_sources_and_terms(build_site: BuildSite, key: str) -> None:
    ours, theirs = build_site("minimal"), build_site(key)
    others = list_pages(theirs)
    for page, path in list_pages(ours).items():
        if page[0] == "briefing":
            mine, other = _read(ours, path), _read(theirs, others[page])
            assert _count_parts(mine) == _count_parts(other), page
            assert len(_words(mine)) == pytest.approx(len(_words(other)), rel=0.02), page


def _count_parts(text: str) -> dict[str, int]:
    found = {}
    for name in ("claims", "sources"):
        found[name] = (
            text.partition(f'class="{name}"')[2].partition("</ul>" if name == "claims" else "</ol>")[0].count("<li ")
        )
    for kind in KINDS:
        found[kind] = text.partition(f'<p class="{kind}">')[2].partition("</p>")[0].count("<a ")
    return found


def _words(text: str) -> list[str]:
    """The words of a body."""
    body = text.partition('<div class="body">')[2]
    return re.sub(r"<[^>]+>", " ", re.split(r"<h2>(?:Claims|Sources)</h2>", body)[0]).split()


@pytest.mark.parametrize("key", OTHERS)
def test_feeds_have_as_many_entries(build_site: BuildSite, key: str) -> None:
    ours, theirs = build_site("minimal"), build_site(key)
    others = list_pages(theirs)
    for page, path in list_pages(ours).items():
        if page[0].startswith("feed"):
            entries = len(re.findall(r"<entry[ >]", _read(ours, path)))
            assert entries == len(re.findall(r"<item>", _read(theirs, others[page]))), page


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("index.html", ("home", "1")),
        ("page/2/index.html", ("home", "2")),
        ("page/2.html", ("home", "2")),
        ("topics/index.html", ("list", "topics")),
        ("topics.html", ("list", "topics")),
        ("topics/quay/index.html", ("topics", "quay")),
        ("topics/quay.html", ("topics", "quay")),
        ("topics/quay/feed.atom", ("feed topics", "quay")),
        ("topics/quay.xml", ("feed topics", "quay")),
        ("feed.atom", ("feed of the site", "")),
        ("index.xml", ("feed of the site", "")),
        ("sitemap.xml", ("sitemap", "")),
        ("briefings/quay/index.html", ("briefing", "quay")),
        ("briefings/quay.html", ("briefing", "quay")),
        ("quay.html", ("briefing", "quay")),
        ("theme/style.css", ("other", "theme/style.css")),
        ("robots.txt", ("other", "robots.txt")),
    ],
)
def test_addresses_of_each_generator_are_understood(path: str, page: tuple[str, str]) -> None:
    assert classify(path) == page
