"""A folder with nothing but Markdown files in it, and no settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefings.plugin.pelican_class import BriefingsPelican

MakePelican = Callable[..., BriefingsPelican]
Write = Callable[[dict[str, str]], Path]

CLAIM = """---
title: Two accounts of the quay
date: 2023-05-03
topics: [harbour]
actors: [union]
places: [quay]
sources:
  - {id: letter, publisher: gazette, title: A letter}
claims:
  - id: quay-safe
    text: The quay is safe.
    positions:
      - {by: harbour-office, stance: asserts, said: 2023-05-02, via: [letter]}
      - {by: union, stance: denies, said: 2023-05-02, via: [letter]}
---
The [[union]] [says no]{claim=quay-safe} [@letter].
"""


def test_titles_and_dates_are_enough(write_content: Write, make_pelican: MakePelican, tmp_path: Path) -> None:
    content = write_content(
        {
            "quay.md": "---\ntitle: The quay is closed\ndate: 2023-05-02\n---\nThe quay is shut.\n",
            "2023/survey.md": "---\ntitle: The survey\ndate: 2023-05-09\n---\nSee [[quay]].\n",
        }
    )
    make_pelican(content).run()
    output = tmp_path / "output"
    assert "The quay is shut." in (output / "briefings/quay/index.html").read_text()
    assert 'href="/briefings/quay/"' in (output / "briefings/survey/index.html").read_text()
    for page in ("index.html", "timeline/index.html", "404.html"):
        assert "The survey" in (output / page).read_text()


def test_ids_without_a_registry_define_themselves(
    write_content: Write, make_pelican: MakePelican, tmp_path: Path
) -> None:
    make_pelican(write_content({"accounts.md": CLAIM})).run()
    output = tmp_path / "output"
    for page in ("topics/harbour", "actors/union", "actors/harbour-office", "places/quay", "publishers/gazette"):
        assert (output / page / "index.html").is_file(), page
    assert "Harbour office" in (output / "briefings/accounts/index.html").read_text()


def test_every_link_between_the_pages_leads_to_a_file(
    write_content: Write, make_pelican: MakePelican, tmp_path: Path
) -> None:
    import re
    from urllib.parse import unquote, urlsplit

    make_pelican(write_content({"accounts.md": CLAIM})).run()
    output = tmp_path / "output"
    for file in output.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="(/[^"]*)"', file.read_text()):
            path = unquote(urlsplit(href).path)
            target = output / path.lstrip("/") / "index.html" if path.endswith("/") else output / path.lstrip("/")
            assert target.is_file(), f"{href} in {file.relative_to(output)}"
