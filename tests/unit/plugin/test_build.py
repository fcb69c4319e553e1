"""One build before anything is rendered: files found, read and linked, and every problem at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.plugin.build import Build, read_clock

ReadSite = Callable[..., Build]
QUAY = "---\ntitle: The quay\ndate: 2023-05-02\n---\nText.\n"


def _places(build: Build) -> list[tuple[str, str, int]]:
    return [(p.code.removeprefix("BRF-"), p.where.path, p.where.line) for p in build.located_problems()]


def test_problem_of_a_record_behind_broken_ones_points_at_that_record(read_site: ReadSite) -> None:
    actors = (
        "- {id: a}\n"
        "- {id: b, name: B, kind: state}\n"
        "- {id: C, name: C, kind: state}\n"
        "- {id: d, name: D, kind: state, party_to: [harbor]}\n"
    )
    build = read_site(
        {"briefings/quay.md": QUAY, "topics/harbour.md": "---\ntitle: H\n---\n", "registry/actors.yml": actors}
    )
    assert ("unknown-id", "registry/actors.yml", 4) in _places(build)


def test_all_problems_of_all_files_come_together_in_the_order_of_files_and_lines(read_site: ReadSite) -> None:
    build = read_site(
        {
            "briefings/b.md": "---\ntitle: B\ndate: soon\nevent: then\n---\n",
            "briefings/a.md": "---\ntitle: A\ndate: 2023-05-02\ntopics: [harbor]\n---\nSee [[nowhere]].\n",
            "topics/harbour.md": "---\ntitle: H\n---\n",
        }
    )
    assert _places(build) == [
        ("unknown-id", "briefings/a.md", 4),
        ("link-unknown", "briefings/a.md", 6),
        ("invalid-date", "briefings/b.md", 3),
        ("invalid-date", "briefings/b.md", 4),
    ]
    assert build.has_errors()


def test_folder_without_a_briefing_is_a_problem(read_site: ReadSite) -> None:
    assert _places(read_site({"images/a.png": ""})) == [("no-briefings", "", 0)]


def test_note_is_no_error(read_site: ReadSite) -> None:
    build = read_site({"briefings/quay.md": QUAY.replace("05-02", "05-02 10:00")})
    assert _places(build) == [("zone-missing", "briefings/quay.md", 3)]
    assert not build.has_errors()


def test_embargoed_briefing_appears_when_its_time_has_come(write_content: Callable[..., Path]) -> None:
    content = write_content({"briefings/quay.md": QUAY.replace("date:", "embargo: 2023-06-01T12:00Z\ndate:")})
    visible = {}
    for hour in (11, 13):
        build = Build({"PATH": str(content)}, "settings")
        build.read_and_link(datetime(2023, 6, 1, hour, tzinfo=UTC))
        visible[hour] = list(build.site.briefings)
    assert visible == {11: [], 13: ["quay"]}


@pytest.mark.parametrize("epoch", ["0", "1700000000"])
def test_clock_is_the_one_that_reproducible_builds_name(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert read_clock() == datetime.fromtimestamp(int(epoch), UTC)


@pytest.mark.parametrize("epoch", ["", "yesterday", "-5", "9" * 30])
def test_clock_is_that_of_the_machine_otherwise(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert abs((read_clock() - datetime.now(UTC)).total_seconds()) < 60
