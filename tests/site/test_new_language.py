"""Adding a language is one catalogue file: a copy of the package with one more builds a site in that language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.site.html_pages import HtmlPage

WORDS = {"Timeline": "Zaman çizgisi", "Claims": "İddialar", "What to watch": "Beklenenler"}
BRIEFING = """\
---
title: {title}
date: 2021-07-14
summary: x
topics: [quay]
{more}
sources: [{{id: a, publisher: wire, title: A, published: 2021-07-14}}]
claims:
  - id: shut
    text: The quay is shut.
    positions: [{{by: office, stance: asserts, said: 2021-07-14, via: [a]}}]
---
Text.[@a]
"""
REGISTRY = {
    "topics/quay.md": "---\ntitle: The quay\n---\nText.\n",
    "registry/actors.yml": "- {id: office, name: Office, kind: organisation}\n",
    "registry/publishers.yml": "- {id: wire, name: Wire, kind: wire}\n",
}
pytestmark = pytest.mark.slow


def write_catalogue(locale: Path, lang: str) -> None:
    """What `make messages NEW=…` begins, with a few words in it."""
    with (locale / "de.po").open("rb") as file:
        known = read_po(file)
    catalogue = Catalog(locale=lang, project="briefings")
    for message in known:
        if message.id:
            catalogue.add(message.id, WORDS.get(str(message.id), ""))
    with (locale / f"{lang}.po").open("wb") as file:
        write_po(file, catalogue)


@pytest.fixture(params=[("tr", "ltr", "2021"), ("ckb", "rtl", "٢٠٢١")], ids=["tr", "ckb"])
def desks(request: Any, root: Path, tmp_path: Path, run_briefings: Callable[..., Any]) -> tuple[str, str, str, Path]:
    """A language, its direction, a year in it, and two sites: one of a desk that works in it, one that translates."""
    lang, direction, year = request.param
    package = tmp_path / "package" / "briefings"
    package.mkdir(parents=True)
    (tmp_path / "package/themes").symlink_to(root / "themes")
    for path in (root / "briefings").iterdir():
        if path.name != "locale":
            (package / path.name).symlink_to(path)
    (package / "locale").mkdir()
    for path in (root / "briefings/locale").iterdir():
        (package / "locale" / path.name).write_bytes(path.read_bytes())
    write_catalogue(package / "locale", lang)
    head = f"title: Rıhtım kapandı\ndate: 2021-07-14\nlang: {lang}\ntranslation_key: quay"
    for name, files in (
        ("own", {"briefings/quay.md": BRIEFING.format(title="Rıhtım kapandı", more="")}),
        ("beside", {
            "briefings/quay.md": BRIEFING.format(title="The quay is shut", more="translation_key: quay"),
            f"briefings/quay.{lang}.md": f"---\n{head}\n---\nMetin.\n",
        }),
    ):  # fmt: skip
        for path, text in {**REGISTRY, **files}.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        site = ("SITEURL=https://desk.example", "SITENAME=Desk", f"DEFAULT_LANG={lang if name == 'own' else 'en'}")
        options = [word for setting in site for word in ("-e", setting)]
        result = run_briefings(
            "build", tmp_path / name, *options, "-o", tmp_path / f"{name}-site", "-j", "1",
            cwd=tmp_path, PYTHONPATH=str(tmp_path / "package"),
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
    return lang, direction, year, tmp_path


def read(site: Path, path: str) -> HtmlPage:
    """One page of a site."""
    return HtmlPage(path, (site / path).read_text("utf-8"))


def test_a_catalogue_is_all_that_a_language_needs(desks: tuple[str, str, str, Path]) -> None:
    lang, direction, year, folder = desks
    for site, paths in (
        (folder / "own-site", ("index.html", "timeline/index.html", "claims/index.html")),
        (folder / "beside-site", (f"{lang}/index.html", f"{lang}/timeline/index.html")),
    ):
        for path in paths:
            page = read(site, path)
            assert (page.errors, page.root.get("lang"), page.root.get("dir")) == ([], lang, direction), path
            assert year in page.text
            assert "Zaman çizgisi" in page.text
        feed = feedparser.parse((site / ("feed.atom" if site.name == "own-site" else f"{lang}/feed.atom")).read_bytes())
        assert feed.bozo == 0
        assert feed.feed.language == lang
        assert [entry.title for entry in feed.entries] == ["Rıhtım kapandı"]
    home = read(folder / "beside-site", "index.html").text
    assert f'hreflang="{lang}" href="https://desk.example/{lang}/"' in home


def test_the_command_knows_it_too(desks: tuple[str, str, str, Path], run_briefings: Callable[..., Any]) -> None:
    lang, _, _, folder = desks
    result = run_briefings("digest", "--help", cwd=folder, PYTHONPATH=str(folder / "package"))
    assert f" {lang}," in " ".join(result.stdout.split())
