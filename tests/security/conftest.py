"""Sites made of hostile texts and paths, built once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.security.judge import HtmlJudge, judge_file, list_texts
from tests.security.markup_site import MARK, SITEURL, MarkupSite
from tests.security.payload_files import Payload, read_payloads


@pytest.fixture(scope="session")
def markup_payloads() -> list[Payload]:
    """Every text of `payloads/xss.txt`."""
    return read_payloads("xss.txt")


@pytest.fixture(scope="session")
def path_payloads() -> list[Payload]:
    """Every text of `payloads/paths.txt`."""
    return read_payloads("paths.txt")


class Judgement:
    """What was found in a built site: objections by file, and the texts in which each mark stands."""

    def __init__(self, site: Path) -> None:
        self.paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        self.paths.remove(".briefings.json")
        self.objections: list[str] = []
        self.texts: dict[str, set[str]] = {}
        chunks = [(site, self.paths[start::16]) for start in range(16)]
        with ProcessPoolExecutor() as pool:
            for objections, texts in pool.map(_judge_files, chunks):
                self.objections += objections
                for mark, found in texts.items():
                    self.texts.setdefault(mark, set()).update(found)


def _judge_files(chunk: tuple[Path, list[str]]) -> tuple[list[str], dict[str, set[str]]]:
    site, paths = chunk
    objections: list[str] = []
    texts: dict[str, set[str]] = {}
    for path in paths:
        if not path.endswith(".html"):
            objections += judge_file(site, path, SITEURL)
            continue
        judge = HtmlJudge(path, (site / path).read_text("utf-8"))
        objections += judge.judge()
        for text in list_texts(judge.page):
            if "zq" in text:
                whole = " ".join(text.split())
                for match in MARK.finditer(whole):
                    texts.setdefault(match[0], set()).add(whole)
    return objections, texts


@pytest.fixture(scope="session")
def markup_site(tmp_path_factory, markup_payloads, run_briefings):
    """The folder of the site of hostile texts, built by the real command; `output` is in it."""
    folder = tmp_path_factory.mktemp("markup")
    site = MarkupSite(folder, markup_payloads)
    site.write()
    result = run_briefings("build", "-s", "pelicanconf.py", "-o", "output", cwd=folder)
    assert result.returncode == 0, result.stderr
    site.output = folder / "output"
    return site


@pytest.fixture(scope="session")
def judgement(markup_site) -> Judgement:
    """The judgement of the site of hostile texts."""
    return Judgement(markup_site.output)
