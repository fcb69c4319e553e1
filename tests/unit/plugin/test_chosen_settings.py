"""What a user sets is left alone, also where it is what Pelican would take: through both commands, with one result."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pelican.settings import DEFAULT_CONFIG

from briefings.cli import main
from briefings.cli.site_settings import load_settings
from briefings.plugin.settings import DEFAULTS, apply_defaults

RunDesk = Callable[..., "subprocess.CompletedProcess[str]"]
CHOSEN = 'ARTICLE_URL = "{slug}.html"\nARTICLE_SAVE_AS = "{slug}.html"\nPAGE_URL = "pages/{slug}.html"\n'
CHOSEN += 'PAGE_SAVE_AS = "pages/{slug}.html"\n'
PAGES = {"quay.html", "pages/about.html"}


def _digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _build(*arguments: str) -> None:
    result = CliRunner().invoke(main, ["build", *arguments])
    assert result.exit_code == 0, result.output


def test_addresses_of_the_settings_file_are_kept_through_both_doors(
    desk: Path, run_desk: RunDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    with (desk / "pelicanconf.py").open("a") as conf:
        conf.write(CHOSEN)
    _build("-o", "ours")
    result = run_desk("-o", "theirs")
    assert result.returncode == 0, result.stderr
    assert set(_digest(desk / "ours")) >= PAGES
    assert _digest(desk / "ours") == _digest(desk / "theirs")


def test_addresses_of_the_command_line_are_kept_through_both_doors(
    desk: Path, run_desk: RunDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    named = ("ARTICLE_URL={slug}.html", "ARTICLE_SAVE_AS={slug}.html")
    _build("-o", "ours", "-e", named[0], "-e", named[1])
    result = run_desk("-o", "theirs", "-e", *(pair.replace("=", '="', 1) + '"' for pair in named))
    assert result.returncode == 0, result.stderr
    found = set(_digest(desk / "ours"))
    assert "quay.html" in found
    assert "pages/about/index.html" in found  # not named, so ours
    assert _digest(desk / "ours") == _digest(desk / "theirs")


@pytest.mark.parametrize("key", [*sorted(DEFAULTS.keys() & DEFAULT_CONFIG), "THEME"])
def test_each_setting_that_is_named_is_kept_with_the_value_of_pelican(desk: Path, key: str) -> None:
    conf = desk / "pelicanconf.py"
    conf.write_text(f"PATH = 'content'\n{key} = {DEFAULT_CONFIG[key]!r}\n")
    settings = load_settings(str(conf), {})
    apply_defaults(settings)
    assert settings[key] == DEFAULT_CONFIG[key]


def test_settings_that_publishing_takes_over_from_another_file_are_named(desk: Path) -> None:
    (desk / "base_settings.py").write_text("PATH = 'content'\nFEED_MAX_ITEMS = 100\n")
    (desk / "publishconf.py").write_text(
        "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nfrom base_settings import *\nsys.path.pop(0)\n"
    )
    settings = load_settings(str(desk / "publishconf.py"), {})
    apply_defaults(settings)
    assert settings["FEED_MAX_ITEMS"] == 100
    assert settings["ARTICLE_URL"] == DEFAULTS["ARTICLE_URL"]


def test_later_settings_file_of_the_same_name_is_read_for_itself(desk: Path, tmp_path: Path) -> None:
    (desk / "pelicanconf.py").write_text("PATH = 'content'\nFEED_MAX_ITEMS = 100\n")
    load_settings(str(desk / "pelicanconf.py"), {})
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    (other / "pelicanconf.py").write_text("PATH = 'content'\n")
    settings = load_settings(str(other / "pelicanconf.py"), {})
    apply_defaults(settings)
    assert settings["FEED_MAX_ITEMS"] == DEFAULTS["FEED_MAX_ITEMS"]
