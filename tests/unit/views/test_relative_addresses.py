"""A picture or text named by an address that leads nowhere is found where it is typed; what may be right is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

PICTURES = ("images/quay.png", "briefings/e/beside.png", "briefings/near.png")


def _find(folder: Path, body: str, path: str = "briefings/e.md", **settings: Any) -> list[Problem]:
    for name in (*PICTURES, "files/list.csv"):
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text("<svg/>")
    files = {"briefings/e.md": write_briefing(), "briefings/2021/f.md": write_briefing()}
    return judge(folder, "BRF-broken-link", {**files, path: write_briefing(body)}, **settings)


@pytest.mark.parametrize(
    ("body", "place", "hint"),
    [
        ("![A](images/nope.png)", "briefings/e/images/nope.png", "Save the picture in the content folder, and name"),
        ('<img src="nope.svg" alt="A">', "briefings/e/nope.svg", "Save the picture in the content folder, and name"),
        ("![A](images/quay.png)", "briefings/e/images/quay.png", "Write `{static}/images/quay.png`."),
        ("![A](../images/quay.png)", "briefings/images/quay.png", "Write `{static}/images/quay.png`."),
        ("![A](near.png)", "briefings/e/near.png", "Write `{static}/briefings/near.png`."),
        ("[a](files/list.csv)", "briefings/e/files/list.csv", "Write `{static}/files/list.csv`."),
        ("[a](other.md)", "briefings/e/other.md", "Link to pages with `[[…]]` or `{filename}…`, and to other files"),
        ("[a](2021/f.md#part)", "briefings/e/2021/f.md", "Write `{filename}/briefings/2021/f.md`, or the id of the"),
        ("[a][b]\n\n[b]: other.md", "briefings/e/other.md", "Link to pages with `[[…]]` or `{filename}…`"),
    ],
)
def test_address_that_leads_to_no_file_is_found_with_what_to_write(
    tmp_path: Path, body: str, place: str, hint: str
) -> None:
    [problem] = _find(tmp_path, body)
    assert problem.expected == f"a file of the site; browsers look for this one beside the page, at {place}"
    assert problem.hint.startswith(hint)


def test_place_is_that_of_the_address_and_not_of_code_or_an_equal_one(tmp_path: Path) -> None:
    body = "Write `![A](a.png)`.\n\n![A](a.png) and\n![B](a.png)"
    assert [(p.where.path, p.where.line, p.where.column) for p in _find(tmp_path, body)] == [
        ("briefings/e.md", 7, 6),
        ("briefings/e.md", 8, 6),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "![A](../../images/quay.png) ![B](beside.png) ![C](./beside.png?v=1) ![D](../../../images/quay.png)",
        "![A](../../theme/favicon.svg) ![B](../../cards/home.png) ![C](../../images/quay-640.0123456789ab.webp)",
        "[page](../../topics/) [page](../f/) [part](#part) [page](other) [page](other.html) [data](../../claims.json)",
        "[a](https://x.example/a.md) [b](//x.example/a.png) [c](mailto:desk@x.example) [d](?a.md) [e](/a.md)",
        "`![A](nope.png)` and\n\n    [l](other.md)\n",
        "![A]({static}/images/quay.png) [b]({filename}2021/f.md)",
    ],
)
def test_what_may_lead_somewhere_is_left_alone(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, body) == []


def test_address_is_seen_from_where_the_settings_put_the_page(tmp_path: Path) -> None:
    flat = {"ARTICLE_URL": "{slug}.html", "ARTICLE_SAVE_AS": "{slug}.html"}
    assert _find(tmp_path / "flat", "![A](images/quay.png)", **flat) == []
    assert len(_find(tmp_path / "deep", "![A](images/quay.png)")) == 1


def test_files_that_the_settings_place_are_known(tmp_path: Path) -> None:
    placed = {"EXTRA_PATH_METADATA": {"images/quay.png": {"path": "logo.png"}}}
    assert _find(tmp_path / "placed", "![A](../../logo.png)", **placed) == []
    assert len(_find(tmp_path / "not", "![A](../../logo.png)")) == 1


def test_a_site_below_a_folder_is_not_judged_beyond_it(tmp_path: Path) -> None:
    below = {"SITEURL": "https://x.example/news"}
    assert _find(tmp_path / "above", "![A](../../../images/quay.png)", **below) == []
    [problem] = _find(tmp_path / "inside", "![A](images/quay.png)", **below)
    assert problem.expected.endswith("at briefings/e/images/quay.png")


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_what_is_not_published_is_not_judged(tmp_path: Path, status: str) -> None:
    files = {"briefings/a.md": write_briefing(), "briefings/b.md": write_briefing("![A](nope.png)", status=status)}
    assert judge(tmp_path, "BRF-broken-link", files) == []


@pytest.mark.parametrize("path", ["topics/t.md", "pages/p.md"])
def test_topics_and_pages_are_looked_at_too(tmp_path: Path, path: str) -> None:
    header = "---\ntitle: Title\n---\n"
    files = {"briefings/a.md": write_briefing(), path: header + "![A](nope.png)\n"}
    [problem] = judge(tmp_path, "BRF-broken-link", files)
    assert (problem.where.path, problem.where.line, problem.where.column) == (path, 4, 6)
