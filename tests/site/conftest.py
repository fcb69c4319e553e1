"""Built sites for the tests of whole sites: the parsed dossier, the dossier below a path, and the tiny site."""

import re
import shutil
from pathlib import Path

import pytest

from tests.site.html_pages import read_pages


@pytest.fixture(scope="session")
def dossier_content(root):
    """The content folder of the sample site."""
    return root / "content"


@pytest.fixture(scope="session")
def pages(dossier_site):
    """Every page of the sample site by output path."""
    return read_pages(dossier_site)


@pytest.fixture(scope="session")
def files(dossier_site):
    """Every file of the sample site, as output paths."""
    return {path.relative_to(dossier_site).as_posix() for path in dossier_site.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def siteurl(pages):
    """SITEURL of the sample site, as its home page has it."""
    return pages["index.html"].canonical().removesuffix("/")


@pytest.fixture(scope="session")
def prefixed_site(tmp_path_factory, root, run_briefings):
    """The sample site as it is built for a folder of a host."""
    output = tmp_path_factory.mktemp("prefixed") / "site"
    settings = ("-s", root / "pelicanconf.py", "-e", "SITEURL=https://example.org/news")
    result = run_briefings("build", *settings, "-o", output)
    assert result.returncode == 0, result.stderr
    return output


@pytest.fixture(scope="session")
def tiny(root):
    """The folder of the tiny site: its settings and its content."""
    return root / "tests/fixtures/tiny"


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory, tiny, run_briefings):
    """The tiny site, built once."""
    output = tmp_path_factory.mktemp("tiny") / "site"
    result = run_briefings("build", "-s", tiny / "pelicanconf.py", "-o", output)
    assert result.returncode == 0, result.stderr
    return output


DECKS = {
    "2021-05-02-quay-closed.md": "The port shut its quay; [surveyors](../2021-05-09-survey/) came [later](#updates).",
    "2021-05-09-survey.md": "[Claims](/desk/claims/?a=1&b=2#main), and [a report](https://survey.example/7?a=1&b=2).",
    "2021-06-21-supply-ship.fa.md": "کشتی به [جزیره](../../../places/marrow-point/) رسید.",
}
"""Decks with every sort of link: on the page, from page to page, from the root of the host, and to another site."""
LINKED = "https://tiny.example/desk"


@pytest.fixture(scope="session")
def linked_site(tmp_path_factory, tiny, run_briefings):
    """The tiny site below a path of its host, with links in what its feeds say, ninjs items and a list of feeds."""
    folder = tmp_path_factory.mktemp("linked")
    content = Path(shutil.copytree(tiny / "content", folder / "content"))
    for name, deck in DECKS.items():
        file = content / "briefings" / name
        text = re.sub("^summary: .*$", f'summary: "{deck}"', file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    given = (f'SITEURL="{LINKED}"', 'BRIEFINGS_DATA=["ninjs", "opml"]', "BRIEFINGS_JSON_FEEDS=true")
    options = [word for setting in given for word in ("-e", setting)]
    result = run_briefings("build", content, "-s", tiny / "pelicanconf.py", *options, "-o", folder / "site")
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture
def build_tiny(tmp_path, tiny, run_briefings):
    """A function that builds the tiny site, or other content with its settings, and gives the output folder."""

    def build(content=tiny / "content", siteurl="https://tiny.example"):
        output = tmp_path / "output"
        shutil.rmtree(output, ignore_errors=True)
        settings = ("-s", tiny / "pelicanconf.py", "-e", f'SITEURL="{siteurl}"')
        result = run_briefings("build", content, *settings, "-o", output)
        assert result.returncode == 0, result.stderr
        return output

    return build
