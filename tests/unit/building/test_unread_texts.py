"""Texts that nothing reads: what Pelican would have made an article of is not lost without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.plugin.build import Build, BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.problems import Severity

Read = Callable[..., Build]
QUAY = "---\ntitle: The quay\ndate: 2023-05-02T10:00Z\n---\nText.\n"
STOCK = "Title: Old\nDate: 2020-01-02\n\nText.\n"
RST = "Old\n###\n\n:date: 2020-01-02\n:category: x\n\nText.\n"
HTML = '<html><head><title>Old</title>\n<META content="2020-01-02" name="date" /></head><body>Text.</body></html>'


def _list(build: Build) -> list[str]:
    return [p.where.path for p in build.located_problems() if p.code == "BRF-stray-file"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tech/old.md", STOCK),
        ("tech/old.md", QUAY),
        ("tech/old.md", "\ufeff" + STOCK.replace("\n", "\r\n")),
        ("old.mkd", STOCK),
        ("tech/old.rst", RST),
        ("tech/old.html", HTML),
        ("briefings/old.html", HTML),
        ("topics/old.rst", RST),
    ],
)
def test_an_article_that_nothing_reads_is_told_by_a_build(read_site: Read, path: str, text: str) -> None:
    build = read_site({"briefings/quay.md": QUAY, path: text})
    assert _list(build) == [path]
    assert not build.has_errors()


@pytest.mark.parametrize(
    ("path", "text", "settings"),
    [
        ("files/method.md", "# How we count\n", {}),
        ("files/chart.html", "<html><head><title>Chart</title></head></html>", {}),
        ("files/notes.rst", "Notes\n#####\n\nText.\n", {}),
        ("README.md", STOCK, {}),
        ("tech/README.rst", RST, {}),
        ("pages/old.rst", RST, {}),
        ("info/old.html", HTML, {"PAGE_PATHS": ["info"]}),
        ("tech/old.md", STOCK, {"IGNORE_FILES": ["old*"]}),
        ("tech/old.md", STOCK, {"ARTICLE_EXCLUDES": ["tech"]}),
        ("tech/old.md", STOCK, {"ARTICLE_PATHS": ["tech"]}),
        ("tech/old.rst", RST, {"ARTICLE_PATHS": ["briefings"]}),
    ],
)
def test_other_texts_and_what_the_settings_leave_out_are_passed_over(
    read_site: Read, path: str, text: str, settings: dict[str, Any]
) -> None:
    assert _list(read_site({"briefings/quay.md": QUAY, path: text}, **settings)) == []


def test_a_text_that_readers_are_offered_is_none_that_was_lost(read_site: Read) -> None:
    files = {"files/a.html": HTML, "files/b.html": HTML}
    assert _list(read_site({"briefings/quay.md": f"{QUAY}[A]({{static}}/files/a.html)\n", **files})) == ["files/b.html"]


def test_first_file_among_briefings_does_not_drop_the_older_ones_in_silence(
    write_content: Callable[..., Path],
    make_pelican: Callable[..., BriefingsPelican],
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = write_content({"tech/a.md": QUAY, "tech/b.md": QUAY.replace("quay", "pier")})
    make_pelican(content).run()
    assert "BRF-stray-file" not in capsys.readouterr().err
    write_content({"briefings/new.md": QUAY.replace("quay", "gate")})
    for _ in range(2):  # and again by a build that has nothing to do
        make_pelican(content, BRIEFINGS_ALLOW_SHRINK=True).run()
        said = capsys.readouterr().err
        assert said.count("[BRF-stray-file]") == 2
        assert "name its folder in `ARTICLE_PATHS`" in said
    strict = make_pelican(content, BRIEFINGS_ALLOW_SHRINK=True)
    strict.is_strict = True
    with pytest.raises(BuildFailed):
        strict.run()
    capsys.readouterr()
    make_pelican(content, ARTICLE_PATHS=["tech"]).run()
    assert "BRF-stray-file" not in capsys.readouterr().err


def test_a_check_says_it_once_with_the_severity_of_its_policy(
    run_briefings: Callable[..., Any], tmp_path: Path
) -> None:
    for path, text in {"briefings/quay.md": QUAY, "topcis/gate.md": STOCK, "briefings/old.rst": RST}.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text)
    result = run_briefings("check", cwd=tmp_path)
    assert result.returncode == 1
    blocks = [line for line in result.stdout.splitlines() if "BRF-stray-file" in line]
    assert [line.split(": ")[1] for line in blocks] == [Severity.ERROR] * 2
    assert "Move it into `topics/`" in result.stdout
