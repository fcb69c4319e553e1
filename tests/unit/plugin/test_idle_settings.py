"""Settings that do not do what somebody chose them for are named, by a build and by a check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings

from briefings.plugin.build import Build
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.plugin.settings import apply_defaults
from briefings.problems import Severity

QUAY = "---\ntitle: The quay\ndate: 2023-05-02T10:00Z\n---\nText.\n"
FUTURE = QUAY.replace("2023", "2031")


def _find(**chosen: Any) -> list[str]:
    """What a build says against settings, before it has read anything."""
    settings = dict(read_settings(None, override={"PATH": ".", "TIMEZONE": "UTC", **chosen}))
    apply_defaults(settings)
    problems = Build(settings, "pelicanconf.py").problems
    assert all(
        (p.code, p.severity, p.where.path) == ("BRF-settings", Severity.WARNING, "pelicanconf.py") for p in problems
    )
    return [problem.found.split("`")[1] for problem in problems]


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ({}, []),
        ({"MARKDOWN": {"extensions": ["markdown.extensions.toc"]}}, ["MARKDOWN"]),
        ({"MARKDOWN": {"extension_configs": {"markdown.extensions.toc": {}}}}, ["MARKDOWN"]),
        ({"FILENAME_METADATA": r"(?P<date>\d{8})_(?P<slug>.*)"}, ["FILENAME_METADATA"]),
        ({"PATH_METADATA": "(?P<category>.*)/.*"}, ["PATH_METADATA"]),
        ({"DEFAULT_METADATA": {"author": "A"}}, ["DEFAULT_METADATA"]),
        ({"DEFAULT_METADATA": {"status": "published"}}, []),
        ({"FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None, "AUTHOR_FEED_RSS": None}, []),  # pelican-quickstart
        ({"FEED_ALL_ATOM": "feed.xml"}, ["FEED_ALL_ATOM"]),
        ({"FEED_ALL_RSS": "all.rss", "FEED_RSS": "rss"}, ["FEED_RSS"]),
        ({"FEED_ALL_RSS": "all.rss", "THEME": "simple"}, []),
    ],
)  # fmt: skip
def test_setting_without_effect_is_named(chosen: dict[str, Any], keys: list[str]) -> None:
    assert _find(**chosen) == keys


@pytest.mark.parametrize(
    ("chosen", "key"),
    [
        ({"ARTICLE_SAVE_AS": "{slug}.html"}, "ARTICLE_URL"),
        ({"PAGE_LANG_SAVE_AS": "x/{lang}/{slug}.html"}, "PAGE_LANG_URL"),
        ({"ARTICLE_URL": "a/{slug}/", "ARTICLE_SAVE_AS": "a/{slug}/index.html"}, ""),
        ({"ARTICLE_URL": "a/{slug}", "ARTICLE_SAVE_AS": "a/{slug}.html"}, ""),
        ({"ARTICLE_URL": "a/{slug}", "ARTICLE_SAVE_AS": "a/{slug}/index.html"}, ""),
        ({"ARTICLE_URL": "{date:%Y}/{slug}.html", "ARTICLE_SAVE_AS": "{date:%Y}/{slug}.html"}, ""),
        ({"ARTICLE_URL": "{date:%Y}/{slug}.html", "ARTICLE_SAVE_AS": "{date:%m}/{slug}.html"}, "ARTICLE_URL"),
    ],
)
def test_address_without_a_file_at_it_is_named(chosen: dict[str, str], key: str) -> None:
    build = Build({"PATH": ".", **chosen}, "settings")
    assert [problem.found.split()[0].strip("`") for problem in build.problems] == ([key] if key else [])


def test_second_run_of_one_object_finds_no_more_than_the_first(
    write_content: Callable[..., Path],
    make_pelican: Callable[..., BriefingsPelican],
    capsys: pytest.CaptureFixture[str],
) -> None:
    site = make_pelican(write_content({"briefings/quay.md": QUAY, "pages/old.rst": "Page\n####\n"}), THEME="simple")
    site.run()
    site.run()
    assert "BRF-settings" not in capsys.readouterr().err


@pytest.mark.parametrize("setting", ["WITH_FUTURE_DATES=false", 'DEFAULT_METADATA={"status": "draft"}'])
def test_nothing_is_published_with_a_setting_that_should_hold_it_back(
    run_briefings: Callable[..., Any], run_pelican: Callable[..., Any], tmp_path: Path, setting: str
) -> None:
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "content/briefings/later.md").write_text(FUTURE)
    for verb in ("build", "publish", "check"):
        result = run_briefings(verb, "-e", setting, "-e", "SITEURL=https://desk.example", cwd=tmp_path)
        assert (result.returncode, f"-e {setting.partition('=')[0]}: error: " in result.stderr) == (2, True)
    result = run_pelican("content", "-e", setting, 'PLUGINS=["briefings"]', cwd=tmp_path)
    assert (result.returncode, "[BRF-settings]" in result.stderr) == (1, True)
    assert not (tmp_path / "output").exists()
