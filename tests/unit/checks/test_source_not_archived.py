"""The address of an older source needs a copy; how old, the policy says, and the content says what now is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.checks.rule import Limits
from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-source-not-archived"


def _find(folder: Path, keys: str, url: str = "https://a.example/1", now: str = "2021-08-20") -> list[Problem]:
    source = f'{{id: wire, publisher: alpha, title: Report, url: "{url}", {keys}}}'
    files = {"briefings/a.md": write_briefing(sources=f"[{source}]", date=now)}
    return judge(folder, CODE, files, limits=Limits(archive_days=30))


def test_older_source_without_copy_is_found(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, "published: 2021-07-14")
    assert problem.where.line == 4
    assert "30 days" in problem.expected


def test_day_on_which_it_was_seen_stands_for_its_own(tmp_path: Path) -> None:
    assert len(_find(tmp_path, "accessed: 2021-07-14")) == 1
    assert _find(tmp_path / "both", "accessed: 2021-07-14, published: 2021-08-14") == []


@pytest.mark.parametrize(
    "keys", ["published: 2021-07-21", "published: 2021-08", "published: 2021", "published: 2021-07-01/.."]
)
def test_source_that_may_be_newer_is_left_alone(tmp_path: Path, keys: str) -> None:
    assert _find(tmp_path, keys) == []


def test_copy_is_enough(tmp_path: Path) -> None:
    assert _find(tmp_path, 'published: 2021-07-14, archived: "https://web.archive.org/web/1/https://a.example/1"') == []


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/20210714/https://a.example/1",
        "http://archive.ph/abcde",
        "https://archive.today/abcde",
        "https://perma.cc/ABCD-1234",
        "https://www.webcitation.org/abc",
        "https://webarchive.nationalarchives.gov.uk/20210714/https://a.example/",
    ],
)
def test_address_of_a_snapshot_needs_no_other(tmp_path: Path, url: str) -> None:
    assert _find(tmp_path, "published: 2021-07-14", url) == []


@pytest.mark.parametrize(
    "url", ["https://notarchive.ph.example/1", "https://a.example/web.archive.org/1", "https://[broken/1"]
)
def test_address_that_only_looks_like_a_snapshot_needs_one(tmp_path: Path, url: str) -> None:
    assert len(_find(tmp_path, "published: 2021-07-14", url)) == 1
