"""Which files make a preview old."""

from __future__ import annotations

import pytest

from briefings.building.live.watch import find_roots, is_content


@pytest.mark.parametrize("path", ["quay.md", "briefings/quay.md", "registry/actors.yml", "static/css/base.css"])
def test_files_of_a_site_count(path):
    assert is_content(path)


@pytest.mark.parametrize(
    "path", [".quay.md.swp", "quay.md~", "#quay.md#", ".git/index", "a/__pycache__/x.pyc", "x.tmp"]
)
def test_leftovers_do_not(path):
    assert not is_content(path)


def test_folders_are_watched_once_and_only_if_they_are_there(tmp_path):
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "theme")
    names = ("content/briefings", "content", "theme", "link", "nowhere")
    assert find_roots([str(tmp_path / name) for name in names]) == [str(tmp_path / n) for n in ("content", "theme")]
