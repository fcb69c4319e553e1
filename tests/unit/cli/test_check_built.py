"""`briefings check --built`: the pages of a site that was built before are looked at too."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
BROKEN = '<!doctype html>\n<title>Page</title>\n<p><a href="/gone/">x</a>\n'


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    """The small clean site of the explanations, and an output folder with one page that has a broken link."""
    shutil.copytree(root / "tests/fixtures/explained/content", tmp_path / "content")
    (tmp_path / "output" / "a").mkdir(parents=True)
    (tmp_path / "output" / "a" / "index.html").write_text(BROKEN, "utf-8")
    return tmp_path


def _list_ours(desk: Path, *files: str) -> None:
    (desk / "output" / ".briefings.json").write_text(json.dumps({"version": 1, "files": files}), "utf-8")


def test_broken_link_is_shown_with_its_place_in_the_built_page(desk: Path, run_briefings: Run) -> None:
    result = run_briefings("check", "--built", "output", cwd=desk)
    assert result.returncode == 1
    assert result.stdout.split("\n")[:3] == [
        "output/a/index.html:3:4: error: `/gone/` in <a> [BRF-built-link]",
        '    3 | <p><a href="/gone/">x</a>',
        "      |    ^",
    ]


def test_without_the_option_no_page_is_looked_at(desk: Path, run_briefings: Run) -> None:
    assert run_briefings("check", cwd=desk).returncode == 0


def test_pages_that_the_build_did_not_write_are_only_led_to(desk: Path, run_briefings: Run) -> None:
    (desk / "output" / "index.html").write_text('<a href="/a/">x</a>', "utf-8")
    _list_ours(desk, "index.html")
    assert run_briefings("check", "--built", "output", cwd=desk).returncode == 0


def test_policy_and_settings_count(desk: Path, run_briefings: Run) -> None:
    (desk / "desk.toml").write_text('[codes]\nBRF-built-link = "warning"\n', "utf-8")
    lowered = run_briefings("check", "--built", "output", "--policy", "desk.toml", cwd=desk)
    assert (lowered.returncode, "warning: `/gone/`" in lowered.stdout) == (0, True)
    result = run_briefings("check", "--built", "output", "-e", "SITEURL=https://desk.example/news", cwd=desk)
    assert "an address below the one of the site" in result.stdout


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "sarif", "junit"])
def test_every_format_names_the_page(desk: Path, run_briefings: Run, form: str) -> None:
    result = run_briefings("check", "--built", "output", "--format", form, cwd=desk)
    assert (result.returncode, "output/a/index.html" in result.stdout) == (1, True)
    assert str(desk) not in result.stdout


def test_folder_without_pages_is_wrong_usage(desk: Path, run_briefings: Run) -> None:
    result = run_briefings("check", "--built", "content", cwd=desk)
    assert (result.returncode, "There are no pages in 'content'" in result.stderr) == (2, True)


def test_comparison_with_a_text_names_its_file(desk: Path, run_briefings: Run) -> None:
    page = desk / "content/briefings/crossing-claimed.md"
    words = " Lorries stood in a long line before the gate while guards looked for papers in every cab."
    page.write_text(page.read_text("utf-8").rstrip("\n") + words + "\n", "utf-8")
    (desk / "wire.txt").write_text("Alpha Wire\n\n" + words, "utf-8")
    result = run_briefings("check", "--against", "wire.txt", cwd=desk)
    assert result.returncode == 1
    assert "17 words in a row as in wire.txt, line 3" in result.stdout
