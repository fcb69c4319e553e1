"""BRF-stray-file: what a writer means to be read lies where it is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefings.checks.rule import Limits, SiteInput
from briefings.checks.stray_file import check_stray_files
from briefings.linking.site import Site


def _find(*paths: str) -> list[tuple[str, str]]:
    def refuse(path: str) -> None:
        raise AssertionError(path)

    now = datetime(2021, 9, 16, tzinfo=UTC)
    checked = SiteInput(Site(), {}, Limits(), UTC, "en", now, refuse, files=frozenset(paths))
    return [(problem.where.path, problem.hint.split("`")[1]) for problem in check_stray_files(checked)]


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("gate.md", "briefings/"),
        ("brieflngs/gate.md", "briefings/"),
        ("briefing/2021/gate.md", "briefings/"),
        ("Briefings/gate.md", "briefings/"),
        ("topic/wesh.markdown", "topics/"),
        ("page/about.md", "pages/"),
        ("actors.yml", "registry/"),
        ("registery/actors.yml", "registry/"),
    ],
)
def test_file_is_found_with_the_folder_it_belongs_to(path: str, folder: str) -> None:
    assert _find(path) == [(path, folder)]


@pytest.mark.parametrize(
    "path",
    ["README.md", "LICENSE.md", "images/a.jpg", "extra/CNAME", "downloads/method.md", "briefing/logo.svg", "x.yml"],
)
def test_other_files_are_left_alone(path: str) -> None:
    assert _find(path) == []
